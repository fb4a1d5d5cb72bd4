"""A library's harvest: its pages into the archive, each with its checkpoint in one transaction."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from harvesters.errors import HarvestError
from harvesters.library import Library
from harvesters.records import Page
from harvesters.registry import PROTOCOLS
from opendata.archive.archive import Archive
from opendata.archive.held import HeldRecords
from opendata.archive.listing import Brake
from opendata.archive.lock import harvest_lock
from opendata.archive.records import PageOutcome
from opendata.errors import ArchiveBusyError

OnPage = Callable[[int, int | None], None]
"""Told after each page how many records have come, and how many there will be where the library says so."""


class Harvest(NamedTuple):
    """What a harvest of one library did."""

    outcome: PageOutcome
    problem: str
    """Why it broke off, or why it is not to be trusted; else `""`."""


def harvest(
    library: Library,
    archive: Archive,
    home: Path,
    *,
    full: bool = False,
    accept_deletions: bool = False,
    limit: int | None = None,
    on_page: OnPage = lambda done, total: None,
) -> Harvest:
    """Pulls what is new since the last harvest, or the rest of one that was cut off.

    *full*: everything from the beginning. *accept_deletions*: what the library lists no longer is gone,
    however much it is, also what was held back before. *limit*: at most so many records; the checkpoint then
    stays behind the last page that was taken whole. What goes wrong with the library stands in the result.
    Raises ArchiveError.
    """
    outcome = PageOutcome()
    brake = None if accept_deletions else Brake(library.expect_min_records, library.expect_max_deleted)
    try:
        with harvest_lock(home, library.code):
            archive.begin_harvest(library.code, datetime.now(UTC), full=full)
            if accept_deletions:
                outcome = archive.accept_deletions(library.code, datetime.now(UTC))
            since = None if full else archive.checkpoint(library.code)
            try:
                for page in limited(
                    PROTOCOLS[library.protocol](library, since, HeldRecords(archive, library.code)),
                    since,
                    limit,
                ):
                    outcome = outcome.plus(archive.store_page(library.code, page, datetime.now(UTC), brake))
                    on_page(sum(outcome), page.total)
            except (HarvestError, OSError) as error:
                archive.break_harvest(library.code, str(error))
                return Harvest(outcome, str(error))
            except BaseException as error:
                archive.break_harvest(library.code, f"{type(error).__name__}: {error}".removesuffix(": "))
                raise
            archive.end_run(library.code, datetime.now(UTC))
    except ArchiveBusyError as error:
        return Harvest(outcome, str(error))
    return Harvest(outcome, "" if limit else _doubtful(library, archive))


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
