"""A library's harvest: its pages into the archive, each with its checkpoint in one transaction."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import NamedTuple

from harvesters.credentials import without_credentials
from harvesters.errors import HarvestError
from harvesters.library import Library
from harvesters.records import Page
from harvesters.registry import PROTOCOLS
from opendata.archive.archive import Archive
from opendata.archive.held import HeldRecords
from opendata.archive.listing import Brake
from opendata.archive.lock import harvest_lock
from opendata.archive.records import PageOutcome
from opendata.archive.runs import repaired
from opendata.errors import ArchiveBusyError


class Harvest(NamedTuple):
    """What a harvest of one library did."""

    outcome: PageOutcome = PageOutcome()
    problem: str = ""
    """Why it broke off, or why it is not to be trusted; else `""`."""
    repaired: int = 0
    """Records that were mended to be read."""
    seconds: float = 0.0
    stopped: bool = False
    """Whether somebody asked it to stop before it was through."""


class Watch:
    """A harvest as another thread sees it."""

    def __init__(self) -> None:
        self.so_far = Harvest()
        self.total: int | None = None
        """How many there will be, where the library says so."""
        self.begun = False
        """Whether the archive knows of it."""
        self.storing = False
        """Whether it is busy with the archive; else it waits for its library, or has ended."""
        self._stop = Event()

    def stop(self) -> None:
        """Asks it to end behind the transaction that it is in.

        It writes nothing after that: who asked it to stop notes that it did (`Archive.end_run`).
        """
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was asked to."""
        return self._stop.is_set()

    @contextmanager
    def to_store(self) -> Iterator[bool]:
        """While something is written to the archive; False says that nothing must be."""
        # In this order: who asked it to stop and then sees that it does not write knows that it never will.
        self.storing = True
        try:
            yield not self.stopped
        finally:
            self.storing = False


class _Taking:
    """The pages of one run, on their way into the archive."""

    def __init__(self, library: Library, archive: Archive, watch: Watch) -> None:
        self._library = library
        self._archive = archive
        self._watch = watch
        self._started = time.monotonic()

    def run(self, full: bool, limit: int | None, accept_deletions: bool) -> str:
        """Takes page after page; says why that is not to be trusted, or broke off."""
        code = self._library.code
        with self._watch.to_store() as wanted:
            if not wanted:
                return ""
            self._archive.begin_harvest(code, datetime.now(UTC), full=full)
            self._watch.begun = True
            if accept_deletions:
                self._note(self._archive.accept_deletions(code, datetime.now(UTC)))
        try:
            self._take(full, limit, None if accept_deletions else _brake(self._library))
            problem = ""
        except (HarvestError, OSError) as error:
            problem = without_credentials(str(error), code, os.environ)
        except Exception as error:
            said = f"{type(error).__name__}: {error}".removesuffix(": ")
            self._end(without_credentials(said, code, os.environ))
            raise
        self._end(problem)
        return problem or ("" if limit or self._watch.stopped else _doubtful(self._library, self._archive))

    def _take(self, full: bool, limit: int | None, brake: Brake | None) -> None:
        library, archive, watch = self._library, self._archive, self._watch
        since = None if full else archive.checkpoint(library.code)
        held = HeldRecords(archive, library.code)
        for page in limited(PROTOCOLS[library.protocol](library, since, held), since, limit):
            with watch.to_store() as wanted:
                if not wanted:
                    return
                stored = archive.store_page(library.code, page, datetime.now(UTC), brake)
            self._note(stored, repaired(page.records))
            watch.total = page.total
            if watch.stopped:
                return

    def _note(self, outcome: PageOutcome, mended: int = 0) -> None:
        known = self._watch.so_far
        seconds = time.monotonic() - self._started
        self._watch.so_far = Harvest(known.outcome.plus(outcome), "", known.repaired + mended, seconds)

    def _end(self, problem: str) -> None:
        with self._watch.to_store() as wanted:
            if wanted:
                self._archive.end_run(self._library.code, datetime.now(UTC), problem)

    def done(self, problem: str) -> Harvest:
        """What it did."""
        seconds = time.monotonic() - self._started
        return self._watch.so_far._replace(problem=problem, seconds=seconds, stopped=self._watch.stopped)


def harvest(
    library: Library,
    archive: Archive,
    home: Path,
    *,
    full: bool = False,
    accept_deletions: bool = False,
    limit: int | None = None,
    watch: Watch | None = None,
) -> Harvest:
    """Pulls what is new since the last harvest, or the rest of one that was cut off.

    *full*: everything from the beginning. *accept_deletions*: what the library lists no longer is gone,
    however much it is, also what was held back before. *limit*: at most so many records; the checkpoint then
    stays behind the last page that was taken whole. *watch*: told how far it is, and asked whether to stop.
    What goes wrong with the library stands in the result. Raises ArchiveError.
    """
    taking = _Taking(library, archive, watch or Watch())
    try:
        with harvest_lock(home, library.code, archive.engine):
            return taking.done(taking.run(full, limit, accept_deletions))
    except ArchiveBusyError as error:
        return taking.done(str(error))


def _brake(library: Library) -> Brake:
    return Brake(library.expect_min_records, library.expect_max_deleted)


def limited(pages: Iterator[Page], since: Mapping[str, str] | None, limit: int | None) -> Iterator[Page]:
    """The first *limit* records of *pages*; a page that is cut keeps the checkpoint of the one before."""
    left = limit
    for page in pages:
        if left is not None and len(page.records) > left:
            yield Page(page.records[:left], since or {}, finished=False, total=page.total)
            return
        yield page
        since = page.checkpoint
        if left is not None:
            left -= len(page.records)
            if not left:
                return


def _doubtful(library: Library, archive: Archive) -> str:
    """Why what the library now has is not to be trusted: less than expected, or much less than before."""
    wanted = library.expect_min_records
    live = HeldRecords(archive, library.code).live()
    state = archive.harvest_state(library.code)
    if state is not None and state.held_back:
        return (
            f"{state.held_back:,} of {live:,} live records are no longer listed; that is more than can be "
            "believed (expect in its file), so they stay. Look at the library's server or files; if the "
            f"records are gone for good, run `opendata harvest {library.code} --accept-deletions`"
        )
    if live >= wanted:
        return ""
    return f"{live:,} live records where its file expects {wanted:,} or more (expect.min_records)"
