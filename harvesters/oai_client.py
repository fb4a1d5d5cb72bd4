"""Asking an OAI-PMH provider: requests made again where that may help, errors that say what to do."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import harvesters.datestamps as datestamps
import harvesters.oai_response as oai_response
import harvesters.readers.xml as xml
from harvesters.errors import HarvestError, MalformedResponse, OaiError, ServerRefused
from harvesters.library import Library
from harvesters.oai_response import Record, Response
from harvesters.transport import Transport

FETCHES = 5
"""How often a response that cannot be read is asked for."""
_MENDED_FROM = 2
"""From this fetch on a response is mended, where it can be: most damage is passing, and heals by itself."""
_KNOWN = frozenset(
    {"badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist"}
    | {"noRecordsMatch", "noMetadataFormats", "noSetHierarchy"}
)
"""The error codes of OAI-PMH 2.0, section 3.6; any other is a server's trouble of the moment."""
_SETS_PAGES = 100
_MOST_NAMES = 20_000
_LONGEST_NAME = 300  # characters

_T = TypeVar("_T")


class Client:
    """One library's provider."""

    def __init__(self, library: Library, transport: Transport, sleep: Callable[[float], None]) -> None:
        self._library = library
        self._transport = transport
        self._sleep = sleep

    def listed(self, verb: str, arguments: Mapping[str, str]) -> Response:
        """A response to ListRecords or ListIdentifiers, mended if need be.

        Raises OaiError, MalformedResponse (after all fetches) and TransportError.
        """

        def read(body: bytes, fetch: int) -> Response:
            try:
                return oai_response.listed(body, verb, self._library)
            except MalformedResponse:
                if fetch < _MENDED_FROM and not oai_response.always_so(body):
                    raise
                return oai_response.listed(body, verb, self._library, mend=True)

        return self._read(verb, arguments, read)

    def record(self, identifier: str, prefix: str) -> Record:
        """The record that GetRecord brings; raises as `listed`."""
        arguments = {"identifier": identifier, "metadataPrefix": prefix}

        def read(body: bytes, fetch: int) -> Record:
            return oai_response.got_record(body, self._library)

        return self._read("GetRecord", arguments, read)

    def identify(self) -> tuple[str, str]:
        """The granularity (days, which all providers take, unless it says seconds) and deletedRecord."""

        def read(body: bytes, fetch: int) -> tuple[str, str]:
            root = oai_response.parse(body, "Identify")
            texts = {xml.text_of(element).strip() for element in root.iter("{*}granularity")}
            deleted = {xml.text_of(element).strip().lower() for element in root.iter("{*}deletedRecord")}
            granularity = datestamps.SECOND if datestamps.SECOND in texts else datestamps.DAY
            return granularity, "persistent" if "persistent" in deleted else "no"

        return self._read("Identify", {}, read)

    def set_names(self) -> dict[str, str]:
        """What the library calls its sets, by setSpec; what came, where it does not list them to the end.

        Each page is asked for once: a harvest goes as well without names.
        """
        names: dict[str, str] = {}
        arguments: Mapping[str, str] = {}
        seen: set[str] = set()
        try:
            for _ in range(_SETS_PAGES):
                body = self._transport.get(self._library.url, {"verb": "ListSets", **arguments}, tries=1).body
                root = oai_response.parse(body, "ListSets")
                names |= oai_response.set_names(root, _LONGEST_NAME)
                token = "".join([xml.text_of(each).strip() for each in root.iter("{*}resumptionToken")])
                if not token or token in seen or len(names) >= _MOST_NAMES:
                    break
                seen.add(token)
                arguments = {"resumptionToken": token}
        except HarvestError:
            pass
        return dict(sorted(names.items())[:_MOST_NAMES])

    def _read(self, verb: str, arguments: Mapping[str, str], read: Callable[[bytes, int], _T]) -> _T:
        for fetch in range(1, FETCHES + 1):
            try:
                return read(self._ask(verb, arguments), fetch)
            except MalformedResponse as error:
                if fetch == FETCHES:
                    raise self._malformed(error) from error
            except OaiError as error:
                if error.code in _KNOWN or fetch == FETCHES:
                    raise
            self._sleep(float(2 ** min(fetch, 4)) / 2)
        raise AssertionError

    def _ask(self, verb: str, arguments: Mapping[str, str]) -> bytes:
        try:
            return self._transport.get(self._library.url, {"verb": verb, **arguments}).body
        except ServerRefused as error:
            # Some providers send their OAI-PMH errors with a status of HTTP beside them.
            if b"<error" in error.body:
                oai_response.parse(error.body, verb)
            raise

    def _malformed(self, error: MalformedResponse) -> MalformedResponse:
        return MalformedResponse(
            f"{self._library.code}: {error}; fetched {FETCHES} times. What came before is kept: "
            "harvest again to go on from this page, or tell the library which page is damaged"
        )

    def explained(self, error: OaiError) -> OaiError:
        """*error* with what to do about it."""
        advice = {
            "badArgument": "check set and metadata_prefix in the library's file",
            "badVerb": "check the url in the library's file: it must be an OAI-PMH base URL",
            "badResumptionToken": "what came before is kept: harvest again to go on, or ask the library to "
            "keep its tokens for longer",
            "noSetHierarchy": "the library has no sets: leave set empty in the library's file",
        }.get(error.code, "harvest again, check the library's file, or tell the library")
        if error.code == "cannotDisseminateFormat":
            advice = f"set metadata_prefix in the library's file to one of: {self._formats()}"
        return OaiError(f"{self._library.code}: {error}; {advice}", error.code)

    def _formats(self) -> str:
        """The metadata prefixes that the library offers, for people."""
        try:
            root = oai_response.parse(self._ask("ListMetadataFormats", {}), "ListMetadataFormats")
        except (MalformedResponse, OaiError):
            return "(the library does not list its formats)"
        return ", ".join(sorted({xml.text_of(element).strip() for element in root.iter("{*}metadataPrefix")}))
