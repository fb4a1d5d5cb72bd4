"""What can go wrong while records come in.

HarvestError
├── UnreadableRecord        one record; the harvest goes on
├── UnknownProtocol         a library's file names a protocol or format that does not exist
├── SourceError             a file or folder that cannot be read
├── TransportError          the library's server could not be reached, or not safely
│   ├── ServerRefused       it answered with an HTTP error
│   ├── ResponseTooLarge    its answer went past the size cap or the time limit
│   └── RedirectRefused     it pointed somewhere that a harvest must not go
└── ProtocolError           it answered, but not as its protocol says
    ├── MalformedResponse   not well-formed XML, or not a response of its protocol
    ├── OaiError            an OAI-PMH error code
    ├── SruError            an SRU diagnostic, or a result of which not everything came
    └── TokenLoop           its resumption tokens lead round in a circle
"""


# ruff: noqa: N818 - named for what happened, as in the tree above.


class HarvestError(Exception):
    """Base of everything that this package raises on purpose; the message is fit for an operator."""


class UnreadableRecord(HarvestError):
    """One record's bytes cannot be read as its format; `reason` says why, `payload` holds the bytes."""

    def __init__(self, reason: str, payload: bytes = b"") -> None:
        super().__init__(reason)
        self.reason = reason
        self.payload = payload


class UnknownProtocol(HarvestError):
    """A library's file names a protocol or a format that no module here serves."""


class SourceError(HarvestError):
    """A library's file or folder is missing, empty of records by its kind, or cannot be opened."""


class TransportError(HarvestError):
    """The library's server did not give an answer that can be used."""


class ServerRefused(TransportError):
    """The library's server answered with an HTTP error, also after the retries; `status` is its code."""

    def __init__(self, message: str, status: int, body: bytes = b"") -> None:
        super().__init__(message)
        self.status = status
        self.body = body
        """The beginning of what came with it."""


class ResponseTooLarge(TransportError):
    """An answer was larger, or took longer, than the limits allow."""


class RedirectRefused(TransportError):
    """A redirect led to another scheme, to a private address on another host, or round too often."""


class ProtocolError(HarvestError):
    """The library's server does not keep to its protocol."""


class MalformedResponse(ProtocolError):
    """A response is not well-formed XML, carries a DOCTYPE, or is no response of its protocol."""


class OaiError(ProtocolError):
    """The library's server answered with the OAI-PMH error `code` (OAI-PMH 2.0, section 3.6)."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class SruError(ProtocolError):
    """The library's server answered with the SRU diagnostic `code`; `""`: a result did not come whole."""

    def __init__(self, message: str, code: str = "", details: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.details = details


class TokenLoop(ProtocolError):
    """A resumption token came a second time in one harvest, or many pages brought nothing new."""
