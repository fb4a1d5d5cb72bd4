"""The SRU harvester: a whole result, page by page, or what changed since, resumed where it was cut.

A result may shift while it is read, and a server may not show it to its end. So the records that came are
counted; one of which fewer came than it has is passed over again, or taken in slices, or said to be short.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import harvesters.sru_records as sru_records
from harvesters.errors import MalformedResponse, ResponseTooLarge, ServerRefused, SruError
from harvesters.library import Library
from harvesters.records import NOTHING_HELD, HarvestedRecord, Held, Page, RejectedRecord
from harvesters.sru_client import Client
from harvesters.sru_diagnostics import WINDOW
from harvesters.sru_response import Response
from harvesters.sru_seen import Seen
from harvesters.sru_state import State
from harvesters.transport import Transport

_MOST_FAILURES = 5
"""After so many records in a row that do not come by themselves, the server is taken to be out of order."""
_NOT_GIVEN = "the library counts the record and does not give it"
_SERVER_FAILED = 500
_TOO_MANY = "60"
_ROUND = 10_000
"""A number of records that is a multiple of this may be where the server stops counting."""


def harvest(
    library: Library,
    since: Mapping[str, str] | None,
    held: Held = NOTHING_HELD,
    *,
    transport: Transport | None = None,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Page]:
    """The library's records: all, those changed since a finished harvest, or the rest of one cut off.

    Raises TransportError and ProtocolError; every page yielded before stands, and its checkpoint goes on from
    there. A checkpoint of another query or schema counts as none.
    """
    with transport or Transport.to(library, sleep=sleep) as connection:
        yield from _Harvest(library, Client(library, connection, sleep), now).pages(since)


class _Harvest:
    """One run against one library."""

    def __init__(self, library: Library, client: Client, now: Callable[[], datetime]) -> None:
        self._library = library
        self._sru = library.sru
        self._client = client
        self._now = now
        self._seen = Seen()
        self._state = State({})
        self._size = library.sru.page_size

    def pages(self, since: Mapping[str, str] | None) -> Iterator[Page]:
        asked = f"{self._sru.query}|{self._sru.schema}|{self._library.format}"
        self._state = state = State(since if since and since.get("asked") == asked else {"asked": asked})
        if not state.get("began"):
            terms = self._client.agreed(state.get("query"))
            state.begin(terms, self._now(), self._sru, timedelta(days=self._library.reconcile_days))
        elif state.get("pass"):
            # What the passes brought is no longer known, so the second one begins anew.
            state.again(self._sru)
            state.put("fresh", None)
        self._size = state.terms.page
        while True:
            page = self._next()
            if page is not None:
                yield page
                if page.finished:
                    self._check()
                    return

    def _next(self) -> Page | None:
        """The next page; None where the same is to be asked in another way."""
        state = self._state
        if state.get("sliced") and not state.get("whole"):
            state.put("whole", self._total(state.whole_query(self._sru)))
        start, total = int(state.get("start")), state.number("total")
        if total is not None and start > total:
            return self._end_of_result()
        try:
            response = self._search(start, self._size)
        except SruError as error:
            if error.code not in WINDOW:
                raise self._client.explain_error(error) from error
            return self._refused(start, error)
        except (MalformedResponse, ResponseTooLarge, ServerRefused) as error:
            return self._unread(start, error)
        return self._page(response, start)

    def _search(self, start: int, size: int) -> Response:
        return self._client.search(self._state.terms, self._state.query(self._sru), start, size)

    def _total(self, query: str) -> int | None:
        """How many records *query* finds now; None where the server does not say."""
        try:
            return self._client.search(self._state.terms, query, 1, 1).total
        except SruError as error:
            if error.code not in WINDOW:
                raise self._client.explain_error(error) from error
            return None

    def _page(self, response: Response, start: int) -> Page | None:
        """What *response* brings, with the state behind it."""
        state = self._state
        state.counted(response.total)
        if not response.items:
            if response.total is None or start > response.total:
                return self._end_of_result()
            if self._size > 1:
                self._size //= 2
                return None
            return self._gap(start, _NOT_GIVEN) or self._window_ends(start)
        if self._too_large(response.total) and self._halved():
            return None
        self._size = min(self._size * 2, state.terms.page)
        records = tuple(self._record(response, index, start + index) for index in range(len(response.items)))
        # Counted from what came, since nextRecordPosition is missing or wrong on many servers.
        state.put("start", start + len(records))
        return self._page_of(records)

    def _too_large(self, total: int | None) -> bool:
        """Whether the server may not show the slice under way to its end."""
        cap = self._state.number("cap")
        return bool(self._state.get("sliced")) and total is not None and cap is not None and total >= cap

    def _page_of(self, records: tuple[HarvestedRecord | RejectedRecord, ...]) -> Page:
        state = self._state
        return Page(records, state.checkpoint(), False, state.number("whole"), state.get("listing"))

    def _record(self, response: Response, index: int, position: int) -> HarvestedRecord | RejectedRecord:
        state = self._state
        record = sru_records.record(response.items[index], self._library, position)
        if isinstance(record, RejectedRecord) and sru_records.is_nameless(record):
            # It may be any of those that are held, so nothing can be said to be gone.
            state.put("unsure", 1)
        sighting = self._seen.sighting(record.identifier, record.payload)
        if sighting.fresh:
            state.put("fresh", (state.number("fresh") or 0) + 1)
        return record if sighting.name == record.identifier else record._replace(identifier=sighting.name)

    def _unread(self, start: int, error: MalformedResponse | ResponseTooLarge | ServerRefused) -> Page | None:
        """A page that cannot be read is asked for in parts; a record that cannot, by itself, is rejected."""
        refused = isinstance(error, ServerRefused)
        if isinstance(error, ServerRefused) and error.status != _SERVER_FAILED:
            raise error
        if self._size > 1:
            self._size = 1 if refused else self._size // 2
            return None
        total = self._state.number("total")
        if total is None:
            raise error
        page = self._gap(start, str(error))
        if page is None and start + _MOST_FAILURES <= total:
            raise error
        return page or self._lost(start, total + 1, str(error))

    def _lost(self, start: int, end: int, reason: str) -> Page:
        """The records at these positions, which do not come."""
        state = self._state
        lost = [sru_records.unread(self._library, position, reason) for position in range(start, end)]
        state.put("unsure", 1)
        state.put("start", end)
        return self._page_of(tuple(lost))

    def _gap(self, start: int, reason: str) -> Page | None:
        """The records that do not come from *start* on; None where nothing comes behind them, either."""
        for position in range(start + 1, start + _MOST_FAILURES):
            try:
                found = self._search(position, 1)
            except (SruError, MalformedResponse, ResponseTooLarge, ServerRefused):
                continue
            if found.items:
                return self._lost(start, position, reason)
        return None

    def _refused(self, start: int, error: SruError) -> Page | None:
        """The server says that the result is too large, or has no such position."""
        state = self._state
        if error.code == _TOO_MANY:
            if not self._sru.slices:
                raise self._client.explain_error(error) from error
            if not state.get("sliced"):
                state.slice_up(self._sru)
            elif not self._halved():
                raise self._unsliceable()
            return None
        total = None if start == 1 else self._total(state.query(self._sru))
        if total is None or start > total:
            if start > 1:
                state.counted(total)
            return self._end_of_result()
        return self._window_ends(start)

    def _window_ends(self, start: int) -> Page | None:
        """The server does not show the result from *start* on: it is taken in slices, or ends here."""
        state = self._state
        if start > 1:
            state.put("cap", start - 1)
        if self._sru.slices and start > 1:
            if not state.get("sliced"):
                state.slice_up(self._sru)
            elif not self._halved():
                raise self._unsliceable()
            self._size = state.terms.page
            return None
        state.put("cut", max(start - 1, 1))
        return self._end_of_result()

    def _halved(self) -> bool:
        """Cuts the slice under way in two; False where that cannot be done."""
        state = self._state
        slices = state.slices
        halves = slices[0].halves() if slices else None
        if halves is None:
            return False
        state.slices = [*halves, *slices[1:]]
        return True

    def _unsliceable(self) -> SruError:
        return SruError(
            f"{self._library.code}: the slice {self._state.slices[0]} of {self._sru.slices} has more records "
            "than the server shows of a result. What came is kept; set sru.slices_first and sru.slices_last "
            "in the library's file so that slices can be made smaller, or name another index"
        )

    def _end_of_result(self) -> Page | None:
        """Behind the last record of the result or slice: the next slice, a second pass, or the end."""
        state = self._state
        self._size = state.terms.page
        if len(state.slices) > 1:
            state.slices = state.slices[1:]
            return None
        state.slices = []
        whole = state.number("whole")
        may_be_capped = bool(whole) and whole is not None and whole % _ROUND == 0
        if may_be_capped and self._sru.slices and not state.get("sliced"):
            state.put("cap", whole)
            state.slice_up(self._sru)
            return None
        if (state.is_short or state.get("shifted")) and not state.get("pass") and not state.get("cut"):
            state.again(self._sru)
            self._seen.next_pass()
            return None
        doubtful = state.is_short or state.get("unsure") or whole is None or may_be_capped
        listing = "" if doubtful else state.get("listing")
        return Page((), state.finished(self._sru), True, whole, listing)

    def _check(self) -> None:
        """Raise SruError where fewer records came than the server says it has."""
        state = self._state
        if not state.is_short:
            return
        came, whole = state.number("fresh") or 0, state.number("whole") or 0
        message = f"{self._library.code}: {came:,} of {whole:,} records came"
        if state.get("cut"):
            message += (
                f": the server shows no more of a result than {state.number('cut'):,}. What came is kept; to "
                "get the rest, name an index by which to take the result in slices (sru.slices, slices_first "
                "and slices_last in the library's file), or a query for a part (sru.query)"
            )
        else:
            message += (
                ", in two passes. What came is kept and nothing was deleted; the rest does not come, "
                "or is counted and not shown: ask the library"
            )
        raise SruError(message)
