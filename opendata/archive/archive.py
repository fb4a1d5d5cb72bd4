"""The archive: every record as it came, with the log of changes and the checkpoint of each harvest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, local
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, func, insert, select, tuple_, update

from harvesters.records import Page
from opendata.archive.compression import SAMPLES, Compression, train
from opendata.archive.database import BUSY_SECONDS, open_engine, writing
from opendata.archive.listing import Brake, Listing
from opendata.archive.pages import PageWriter, storable
from opendata.archive.records import ArchivedRecord, HarvestState, Original, PageOutcome
from opendata.archive.runs import Runs
from opendata.archive.schema import (
    LIVE,
    dictionaries,
    harvests,
    position,
    records,
    tallies,
    versions,
)
from opendata.archive.set_names import write_set_names
from opendata.errors import ArchiveError

_AT_ONCE = 1000
_MOST_DICTIONARIES = 32
"""Kept by each thread that reads: of 110 KiB each."""
_BRAKE = Brake()


class Archive:
    """An open archive; any number of threads and processes may read while one writes.

    Methods raise ArchiveBusyError when another writer does not come to an end.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turn = Lock()
        self._unpacking = local()

    @classmethod
    def open(cls, place: str | Path, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Opens the archive at a database URL or in an SQLite file; makes it where there is none.

        Raises ArchiveError.
        """
        url = f"sqlite:///{place.absolute()}" if isinstance(place, Path) else place
        return cls(open_engine(url, busy_seconds))

    def close(self) -> None:
        """Lets go of the database's connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """What `open` takes, also in another process."""
        return self.engine.url.render_as_string(hide_password=False)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that writes. Threads take turns: the database would have them poll for its lock."""
        with self._turn, writing(self.engine) as connection:
            yield connection

    def begin_harvest(self, library: str, started_at: datetime, *, full: bool = False) -> None:
        """Notes that a harvest begins or goes on, as a new run, and forgets why the last one broke off."""
        with self._writing() as connection:
            _note_harvest(connection, library, {"started_at": started_at, "error": ""})
            Runs(connection, library).begin(started_at, full)

    def store_page(
        self, library: str, page: Page, harvested_at: datetime, brake: Brake | None = _BRAKE
    ) -> PageOutcome:
        """Stores a page's records together with its checkpoint, in one transaction.

        A record of the same state, format and digest as before leaves no trace. The last page of a listing of
        everything also deletes what it did not show, unless *brake* holds that back; None believes anything.
        """
        state: dict[str, Any] = {
            "checkpoint": dict(page.checkpoint),
            "finished": page.finished,
            "page_at": harvested_at,
        }
        if page.finished:
            state["finished_at"] = harvested_at
        with self._writing() as connection:
            listing, known = Listing(connection, library), _harvest_state(connection, library)
            if page.listing and page.listing != known.listing:
                known = known._replace(listing=page.listing, sighting=listing.begin(), held_back=0)
            writer = self._writer(connection, library)
            outcome = writer().write(page.records, harvested_at)
            if page.set_names:
                write_set_names(connection, library, page.set_names)
            if known.sighting:
                # Also between listings while deletions are held back: what comes again is not gone.
                listing.sight(page)
            if page.listing and page.finished:
                absent = listing.absent() if known.sighting else 0
                if brake is not None and brake.holds(listing.live(), absent):
                    known = known._replace(held_back=absent)
                else:
                    outcome = outcome.plus(_delete_absent(listing, known, writer, harvested_at))
                    known = known._replace(listing="", sighting=False)
            state |= {name: getattr(known, name) for name in ("listing", "sighting", "held_back")}
            _note_harvest(connection, library, state)
            Runs(connection, library).note_page(page, outcome, harvested_at)
        return outcome

    def accept_deletions(self, library: str, now: datetime) -> PageOutcome:
        """Deletes what the last listing did not show and the brake held back."""
        with self._writing() as connection:
            known = _harvest_state(connection, library)
            if not known.held_back:
                return PageOutcome()
            writer = self._writer(connection, library)
            outcome = _delete_absent(Listing(connection, library), known, writer, now)
            _note_harvest(connection, library, {"listing": "", "sighting": False, "held_back": 0})
            Runs(connection, library).note(outcome, now)
        return outcome

    def _writer(self, connection: Connection, library: str) -> Callable[[], PageWriter]:
        """Makes a writer for each batch of a transaction."""
        dictionary = _dictionary(connection, library)
        compression = Compression(_dictionary_bytes(connection, {dictionary} - {None}))
        return lambda: PageWriter(connection, library, compression, dictionary)

    def break_harvest(self, library: str, error: str) -> None:
        """Notes why a harvest broke off; its pages stay, and the next harvest goes on behind them."""
        self.end_run(library, datetime.now(UTC), error)

    def end_run(self, library: str, ended_at: datetime, error: str = "") -> None:
        """Notes that the run of a harvest has ended, and why where it broke off."""
        error = storable(error)
        with self._writing() as connection:
            _note_harvest(connection, library, {"error": error})
            Runs(connection, library).end(ended_at, error)

    def harvest_state(self, library: str) -> HarvestState | None:
        """How far the harvest of a library has come; None when there was none."""
        with self.engine.connect() as connection:
            row = connection.execute(select(harvests).where(harvests.c.library == library)).one_or_none()
        return None if row is None else HarvestState(*row[1:])

    def checkpoint(self, library: str) -> Mapping[str, str] | None:
        """The checkpoint of the last page stored; None when there was none."""
        state = self.harvest_state(library)
        return state.checkpoint if state else None

    def position(self) -> int:
        """The id of the newest version: how far the change log goes."""
        with self.engine.connect() as connection:
            return connection.scalar(select(position.c.last)) or 0

    def libraries(self) -> list[str]:
        """The codes of the libraries that were ever harvested, in order."""
        with self.engine.connect() as connection:
            return list(connection.scalars(select(harvests.c.library).order_by(harvests.c.library)))

    def records(self, library: str | None = None) -> Iterator[ArchivedRecord]:
        """The newest versions of all records, or a library's, by library and identifier (as bytes).

        Reads a thousand at a time: a record that comes in meanwhile may be among them or not.
        """
        wanted = _headers().order_by(records.c.library, records.c.identifier).limit(_AT_ONCE)
        if library is not None:
            wanted = wanted.where(records.c.library == library)
        page = wanted
        while True:
            with self.engine.connect() as connection:
                rows = [_header(row) for row in connection.execute(page)]
            yield from rows
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1]
            page = wanted.where(
                tuple_(records.c.library, records.c.identifier) > tuple_(last.library, last.identifier)
            )

    def record(self, library: str, identifier: str) -> ArchivedRecord | None:
        """The newest version of a record; None when the archive never had it."""
        wanted = _headers().where(records.c.library == library, records.c.identifier == identifier)
        with self.engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _header(row)

    def original(self, version: int) -> Original:
        """The bytes of a version as they came; raises ArchiveError when the archive does not hold it."""
        found = self.originals([version])
        if version not in found:
            raise ArchiveError(f"the archive holds no version {version}; a newer one has taken its place")
        return found[version]

    def originals(self, wanted: Iterable[int]) -> dict[int, Original]:
        """The bytes of several versions (some hundreds) by version, where the archive holds them."""
        chosen = select(versions.c.id, versions.c.dictionary, versions.c.payload, versions.c.encoding)
        with self.engine.connect() as connection:
            rows = connection.execute(chosen.where(versions.c.id.in_(list(wanted)))).all()
        return {
            row.id: Original(row.payload and self.unpacking(row.dictionary)(row.payload), row.encoding)
            for row in rows
        }

    def unpacking(self, dictionary: int | None) -> Callable[[bytes], bytes]:
        """What gives a payload as it came from how the archive keeps it; for the calling thread only."""
        kept: Compression | None = getattr(self._unpacking, "compression", None)
        if kept is None or not kept.knows(dictionary):
            with self.engine.connect() as connection:
                known = [] if kept is None or len(kept.known) >= _MOST_DICTIONARIES else kept.known
                kept = Compression(_dictionary_bytes(connection, {*known, dictionary} - {None}))
            self._unpacking.compression = kept
        return kept.decompressing(dictionary)


def _headers() -> Select[Any]:
    return select(
        versions.c.library,
        versions.c.identifier,
        versions.c.state,
        versions.c.datestamp,
        versions.c.format,
        versions.c.digest,
        versions.c.id,
        versions.c.harvested_at,
        versions.c.reason,
        versions.c.repairs,
    ).join(records, records.c.head == versions.c.id)


def _header(row: Any) -> ArchivedRecord:
    header = ArchivedRecord(*row)
    return header._replace(digest=row.digest.hex())


def _delete_absent(
    listing: Listing, known: HarvestState, writer: Callable[[], PageWriter], now: datetime
) -> PageOutcome:
    """Deletes what the listing did not show, and lets go of its sightings."""
    outcome = PageOutcome()
    if known.sighting:
        for batch in listing.deletions(now):
            outcome = outcome.plus(writer().write(batch, now))
    listing.forget()
    return outcome


def _harvest_state(connection: Connection, library: str) -> HarvestState:
    row = connection.execute(select(harvests).where(harvests.c.library == library)).one_or_none()
    return HarvestState(None, False, None, None, None, "") if row is None else HarvestState(*row[1:])


def _note_harvest(connection: Connection, library: str, state: Mapping[str, Any]) -> None:
    done = connection.execute(update(harvests).where(harvests.c.library == library).values(state))
    if done.rowcount == 0:
        connection.execute(insert(harvests), {"library": library, "finished": False, "error": "", **state})


def _dictionary(connection: Connection, library: str) -> int | None:
    """The library's dictionary, if it has one; trains it once there are records enough."""
    known = connection.execute(
        select(dictionaries.c.id, func.length(dictionaries.c.bytes).label("length")).where(
            dictionaries.c.library == library
        )
    ).one_or_none()
    if known is not None:
        return int(known.id) if known.length else None
    live = connection.scalar(
        select(tallies.c.records).where(tallies.c.library == library, tallies.c.state == LIVE)
    )
    if (live or 0) < SAMPLES:
        return None
    rows = connection.execute(
        select(versions.c.payload)
        .join(records, records.c.head == versions.c.id)
        .where(records.c.library == library, versions.c.state == LIVE)
        .order_by(records.c.identifier)
        .limit(SAMPLES)
    )
    plain = Compression({})
    trained = train([plain.decompress(row.payload, None) for row in rows])
    added = connection.execute(insert(dictionaries).values(library=library, bytes=trained))
    assert added.inserted_primary_key is not None
    return int(added.inserted_primary_key[0]) if trained else None


def _dictionary_bytes(connection: Connection, wanted: Iterable[int | None]) -> dict[int, bytes]:
    numbers = list(wanted)
    if not numbers:
        return {}
    rows = connection.execute(
        select(dictionaries.c.id, dictionaries.c.bytes).where(dictionaries.c.id.in_(numbers))
    )
    return {row.id: row.bytes for row in rows}
