"""The OAI-PMH 2.0 harvester: ListRecords with resumption tokens, in full or since the last time."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import harvesters.datestamps as datestamps
import harvesters.oai_response as oai_response
import harvesters.readers.xml as xml
from harvesters.errors import MalformedResponse, OaiError, TokenLoop
from harvesters.library import Library
from harvesters.oai_response import Response
from harvesters.records import NOTHING_HELD, Held, Page
from harvesters.transport import Transport

_FETCHES = 4
"""How often a page that is malformed is asked for."""
_RESTARTS = 2
"""How often in one run a list whose token was refused is begun again."""
_BARREN_PAGES = 50
"""After so many pages in a row that bring nothing new, the tokens are taken to lead nowhere."""


def harvest(
    library: Library,
    since: Mapping[str, str] | None,
    held: Held = NOTHING_HELD,
    *,
    transport: Transport | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Page]:
    """The library's records: all, those since a finished harvest, or the rest of one that was cut off.

    Raises TransportError and ProtocolError; every page yielded before stands, and its checkpoint goes on from
    there. A checkpoint of another set or format counts as none.
    """
    with transport or Transport(library.code, library.url, sleep=sleep) as connection:
        yield from _Harvest(library, connection, sleep).pages(since)


class _Harvest:
    """One run against one library."""

    def __init__(self, library: Library, transport: Transport, sleep: Callable[[float], None]) -> None:
        self._library = library
        self._transport = transport
        self._sleep = sleep
        self._prefix = library.metadata_prefix or library.format
        self._asked = f"{self._prefix} {library.set}".strip()

    def pages(self, since: Mapping[str, str] | None) -> Iterator[Page]:
        state = dict(since) if since and since.get("asked") == self._asked else {}
        state.setdefault("asked", self._asked)
        if "granularity" not in state:
            state["granularity"] = self._granularity()
        restarts, loops = 0, _LoopWatch(self._library)
        while True:
            try:
                response = self._fetched(state)
            except OaiError as error:
                if error.code == "noRecordsMatch":
                    yield Page((), _finished(state), finished=True)
                    return
                if error.code != "badResumptionToken" or "token" not in state or restarts >= _RESTARTS:
                    raise self._explained(error) from error
                # Tokens expire. Records that come again change nothing; records left out would be lost.
                restarts, loops = restarts + 1, _LoopWatch(self._library)
                del state["token"]
                continue
            if "token" not in state:
                state["began"] = response.date.isoformat()
            state.pop("token", None)
            if not response.token:
                yield Page(response.records, _finished(state), finished=True, total=response.total)
                return
            loops.watch(response)
            state["token"] = response.token
            yield Page(response.records, dict(state), finished=False, total=response.total)

    def _fetched(self, state: Mapping[str, str]) -> Response:
        """The next page; one that is malformed is fetched again, since most such damage is passing."""
        if "token" in state:
            arguments = {"resumptionToken": state["token"]}
        else:
            wanted = {"metadataPrefix": self._prefix, "set": self._library.set, "from": state.get("from", "")}
            arguments = {name: value for name, value in wanted.items() if value}
        for attempt in range(1, _FETCHES):
            try:
                return self._page(arguments)
            except MalformedResponse:
                self._sleep(float(2**attempt))
        try:
            return self._page(arguments)
        except MalformedResponse as error:
            raise MalformedResponse(
                f"{self._library.code}: {error}; fetched {_FETCHES} times. What came before is kept: "
                "harvest again to go on from this page, or tell the library which page is damaged"
            ) from error

    def _page(self, arguments: Mapping[str, str]) -> Response:
        body = self._ask("ListRecords", arguments)
        return oai_response.list_records(body, self._library)

    def _ask(self, verb: str, arguments: Mapping[str, str]) -> bytes:
        return self._transport.get(self._library.url, {"verb": verb, **arguments}).body

    def _granularity(self) -> str:
        """The library's granularity; days, which every provider must take, unless it says seconds."""
        for attempt in range(1, _FETCHES + 1):
            try:
                root = oai_response.parse(self._ask("Identify", {}), "Identify")
                break
            except MalformedResponse as error:
                if attempt == _FETCHES:
                    raise MalformedResponse(f"{self._library.code}: {error}") from error
                self._sleep(float(2**attempt))
        texts = [xml.text_of(element).strip() for element in root.iter("{*}granularity")]
        return datestamps.SECOND if datestamps.SECOND in texts else datestamps.DAY

    def _explained(self, error: OaiError) -> OaiError:
        """*error* with what to do about it."""
        advice = {
            "badArgument": "check set and metadata_prefix in the library's file",
            "badVerb": "check the url in the library's file: it must be an OAI-PMH base URL",
            "badResumptionToken": "harvest again, or ask the library to keep its tokens for longer",
            "noSetHierarchy": "the library has no sets: leave set empty in the library's file",
        }.get(error.code, "check the library's file, or tell the library")
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


def _finished(state: Mapping[str, str]) -> dict[str, str]:
    """The checkpoint that begins the next, incremental harvest: from when this one's first page was made."""
    checkpoint = {"asked": state["asked"], "granularity": state["granularity"]}
    if "began" in state:
        began = datetime.fromisoformat(state["began"])
        checkpoint["from"] = datestamps.incremental_from(began, state["granularity"])
    elif "from" in state:
        checkpoint["from"] = state["from"]
    return checkpoint


class _LoopWatch:
    """Notices tokens that lead round in a circle, in constant memory however long the list is."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._mark = ""
        self._steps = 0
        self._next_mark = 1
        self._recent: deque[frozenset[str]] = deque(maxlen=10)
        self._barren = 0

    def watch(self, response: Response) -> None:
        """Raise TokenLoop when *response* ends a circle."""
        # Brent's cycle detection: the mark moves on at every power of two, so any circle meets it.
        if response.token == self._mark:
            raise TokenLoop(self._message("the same resumption token came twice"))
        self._steps += 1
        if self._steps == self._next_mark:
            self._mark, self._next_mark = response.token, self._next_mark * 2
        identifiers = frozenset(record.identifier for record in response.records)
        fresh = identifiers.difference(*self._recent)
        self._recent.append(identifiers)
        self._barren = 0 if fresh else self._barren + 1
        if self._barren >= _BARREN_PAGES:
            raise TokenLoop(self._message(f"{_BARREN_PAGES} pages in a row brought no new record"))

    def _message(self, what: str) -> str:
        return (
            f"{self._library.code}: {what}, so the list would never end. What came before is kept; "
            "tell the library that its resumption tokens lead in a circle"
        )
