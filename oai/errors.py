"""What a request can be told instead of an answer (OAI-PMH 2.0, section 3.6).

ProtocolErrors
└── carries one or more ProtocolError, each with a code of the specification
Overloaded
"""

# ruff: noqa: N818 - named for what the response holds.
from collections.abc import Sequence
from typing import Literal, NamedTuple

Code = Literal[
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noMetadataFormats",
    "noRecordsMatch",
    "noSetHierarchy",
]


class ProtocolError(NamedTuple):
    """One error element: its code, and words for the person who reads a harvester's log."""

    code: Code
    message: str


class ProtocolErrors(Exception):
    """The request is answered with these errors, HTTP status 200."""

    def __init__(self, errors: Sequence[ProtocolError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = tuple(errors)


class Overloaded(Exception):
    """No answer now: HTTP 503 with Retry-After, which every harvester understands (section 3.1.2.2)."""


def refusal(code: Code, message: str) -> ProtocolErrors:
    """An exception with a single error."""
    return ProtocolErrors([ProtocolError(code, message)])
