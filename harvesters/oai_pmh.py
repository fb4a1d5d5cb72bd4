"""The OAI-PMH 2.0 harvester: everything or what is new, resumed where it was cut, compared with the archive.

A run lists records (ListRecords). Where that is not enough it lists identifiers as well and fetches what is
missing one by one: when a page cannot be read at all, when fewer records came than the library said, and from
time to time at libraries that do not tell what they deleted.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from harvesters.datestamps import EPOCH
from harvesters.errors import HarvestError, MalformedResponse, OaiError, ServerRefused
from harvesters.library import Library
from harvesters.oai_client import Client
from harvesters.oai_loops import LoopWatch
from harvesters.oai_response import Header, Record, Response
from harvesters.oai_state import State
from harvesters.records import NOTHING_HELD, HarvestedRecord, Held, Page, RejectedRecord
from harvesters.transport import Transport

_RESTARTS = 2
"""How often in one run a list that broke off is taken up again without having come much further."""
_FURTHER = 5
"""Pages after which a list that breaks off again has come further."""
_FRUITLESS = 20
"""After so many records that GetRecord brought no better, it is not asked any more."""
_SMALL = 10_000
"""A library of so many records is compared with what is held in every run."""
_NOTHING = Response((), (), "", None, EPOCH)
"""The end of a list, said by an error."""
_LOST_TOKEN = frozenset({400, 404, 410, 422, 500})
"""What servers answer to a resumption token that they do not know any more, beside the error of OAI-PMH."""


def harvest(
    library: Library,
    since: Mapping[str, str] | None,
    held: Held = NOTHING_HELD,
    *,
    transport: Transport | None = None,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Page]:
    """The library's records: all, those since a finished harvest, or the rest of one that was cut off.

    Raises TransportError and ProtocolError; every page yielded before stands, and its checkpoint goes on from
    there. A checkpoint of another set or format counts as none.
    """
    with transport or Transport.to(library, sleep=sleep) as connection:
        yield from _Harvest(library, Client(library, connection, sleep), held, now).pages(since)


class _Harvest:
    """One run against one library."""

    def __init__(self, library: Library, client: Client, held: Held, now: Callable[[], datetime]) -> None:
        self._library = library
        self._client = client
        self._held = held
        self._now = now
        self._prefix = library.metadata_prefix or library.format
        self._loops = LoopWatch(library)
        self._restarts = 0
        self._pages = 0
        self._fruitless = 0
        self._state = State({})

    def pages(self, since: Mapping[str, str] | None) -> Iterator[Page]:
        asked = f"{self._prefix} {self._library.set}".strip()
        self._state = state = State(since if since and since.get("asked") == asked else {"asked": asked})
        if not state.granularity:
            state.granularity, state.deleted = self._client.identify()
        if state.is_fresh and not state.from_:
            state.listing = self._now().isoformat()
        while True:
            response = self._response()
            if response is None:
                continue
            page = self._page(response)
            if not state.named and any(_names_sets(record) for record in page.records):
                page = self._with_names(page)
            yield page
            if page.finished:
                return

    def _with_names(self, page: Page) -> Page:
        """*page* with what the library calls its sets, which is asked once in a harvest."""
        self._state.named = True
        checkpoint = page.checkpoint if page.finished else self._state.checkpoint()
        return page._replace(checkpoint=checkpoint, set_names=self._client.set_names())

    def _response(self) -> Response | None:
        """The next response; None where the list was taken up anew, and is to be asked again."""
        state = self._state
        try:
            return self._client.listed(state.verb, state.arguments(self._prefix, self._library.set))
        except OaiError as error:
            return self._refused(error)
        except ServerRefused as error:
            if not state.token or error.status not in _LOST_TOKEN or not self._take_up():
                raise
        except MalformedResponse:
            if state.verb == "ListIdentifiers":
                raise
            state.one_by_one()
            self._begin_list()
        return None

    def _refused(self, error: OaiError) -> Response | None:
        state = self._state
        if error.code == "noRecordsMatch":
            return _NOTHING
        if error.code == "badResumptionToken" and state.token and self._take_up():
            return None
        if error.code == "badArgument" and not state.token and state.other_granularity():
            return None
        if state.reconciling:
            # What was to be harvested has come; a library that cannot list identifiers cannot be compared.
            state.listing = ""
            return _NOTHING
        raise self._client.explained(error) from error

    def _take_up(self) -> bool:
        """Begins the list again from where all before is known to have come; False where that leads nowhere.

        Tokens expire. Records that come again change nothing; records left out would be lost.
        """
        if self._pages >= _FURTHER:
            self._restarts = 0
        self._restarts += 1
        if self._restarts > _RESTARTS:
            return False
        self._state.take_up()
        self._begin_list()
        return True

    def _begin_list(self) -> None:
        self._pages = 0
        self._loops = LoopWatch(self._library)

    def _page(self, response: Response) -> Page:
        """What *response* brings, with the state behind it."""
        state = self._state
        state.began(response.date, self._now())
        if state.verb == "ListRecords":
            records = tuple(map(self._better, response.records))
            sighted: tuple[str, ...] = ()
            stamps = [record.datestamp for record in records]
            names = [record.identifier for record in records]
        else:
            records, sighted = self._missing(response.headers)
            stamps = [header.datestamp for header in response.headers]
            names = [header.identifier for header in response.headers]
            state.missing += sum(1 for record in records if not _is_deletion(record))
        state.came(stamps, self._loops.fresh(names), response.total)
        self._pages += 1
        if response.token:
            self._loops.watch(response.token)
            state.token = response.token
            listing = state.listing
            return Page(records, state.checkpoint(), False, response.total, listing, sighted)
        return self._last_page(records, sighted, response.total)

    def _last_page(self, records: tuple[Record, ...], sighted: tuple[str, ...], total: int | None) -> Page:
        """The last page of a list; another list may follow it."""
        state = self._state
        listing = state.listing
        if state.verb == "ListRecords" and (self._came_short() or self._comparison_is_due()):
            if not listing:
                state.listing = listing = self._now().isoformat()
                # What was listed before belongs to no listing of everything; this page neither.
                listing = ""
            state.compare()
            self._begin_list()
            return Page(records, state.checkpoint(), False, total, listing, sighted)
        if state.is_short:
            listing = ""
        return Page(records, state.finished(self._now()), True, total, listing, sighted)

    def _came_short(self) -> bool:
        """Whether a list of everything brought fewer records than the library says it has."""
        return bool(self._state.listing) and self._state.is_short

    def _comparison_is_due(self) -> bool:
        """Whether what is held is to be compared with what the library has, after what is new has come."""
        state = self._state
        if state.listing or not state.from_:
            return False
        if state.unsure:
            return True
        if state.deleted == "persistent":
            return False
        last = state.compared
        due = last is None or self._now() - last >= timedelta(days=self._library.reconcile_days)
        return due or self._held.live() <= _SMALL

    def _missing(self, headers: tuple[Header, ...]) -> tuple[tuple[Record, ...], tuple[str, ...]]:
        """The records that are listed and not held, or older there, or live; and the names of the others."""
        known = self._held.known([header.identifier for header in headers])
        records: list[Record] = []
        sighted: list[str] = []
        for header in headers:
            mine = known.get(header.identifier)
            if header.deleted:
                if mine is None or not mine.deleted:
                    records.append(self._deletion(header))
            elif mine is None or mine.deleted or header.datestamp > mine.datestamp:
                found = self._fetched(header)
                if found is not None:
                    records.append(found)
            else:
                sighted.append(header.identifier)
        return tuple(records), tuple(sighted)

    def _deletion(self, header: Header) -> Record:
        library = self._library
        return HarvestedRecord(library.code, header.identifier, header.datestamp, True, library.format, b"")

    def _fetched(self, header: Header) -> Record | None:
        """The record by itself; rejected where it does not come, None where it is gone by now."""
        try:
            return self._client.record(header.identifier, self._prefix)
        except (OaiError, MalformedResponse, ServerRefused) as error:
            if isinstance(error, OaiError) and error.code == "idDoesNotExist":
                return None
            library = self._library
            return RejectedRecord(
                library.code, header.identifier, header.datestamp, library.format, b"", str(error)
            )

    def _better(self, record: Record) -> Record:
        """*record*, or the same from GetRecord where the list brought it damaged and that brings it sound."""
        if self._fruitless >= _FRUITLESS or not _is_damaged(record):
            return record
        try:
            found = self._client.record(record.identifier, self._prefix)
        except HarvestError:
            found = record
        better = found.identifier == record.identifier and not _is_damaged(found)
        self._fruitless = 0 if better else self._fruitless + 1
        return found if better else record


def _is_deletion(record: Record) -> bool:
    return isinstance(record, HarvestedRecord) and record.deleted


def _names_sets(record: Record) -> bool:
    return isinstance(record, HarvestedRecord) and bool(record.sets)


def _is_damaged(record: Record) -> bool:
    """Whether *record* could not be read, or not without mending more than the encoding of its text."""
    if isinstance(record, RejectedRecord):
        return not record.identifier.startswith("unnamed-")
    return any(not repair.kind.startswith("encoding-") for repair in record.repairs)
