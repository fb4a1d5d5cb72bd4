"""What `opendata status` says of the archive: records by library and state, harvests, failed conversions."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from opendata.archive.archive import Archive
from opendata.archive.mended_records import tallied
from opendata.archive.records import Failure, HarvestState, LibraryStatus, RepairTally, Run
from opendata.archive.runs import last_runs, runs_of
from opendata.archive.schema import (
    CURRENT,
    DELETED,
    LIVE,
    REJECTED,
    failures,
    harvests,
    position,
    records,
    releases,
    tallies,
    versions,
)


def status(archive: Archive, library: str | None = None, *, unpublished: bool = True) -> list[LibraryStatus]:
    """The libraries in the archive, or one of them, by code.

    All of them cost a look at each change since the current release, unless *unpublished* is false; then, and
    of one library, what is unpublished is None.
    """
    with archive.engine.connect() as connection:
        states: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for code, state, count in connection.execute(_of(select(tallies), tallies, library)):
            states[code][state] = count
        found = connection.execute(_of(select(harvests), harvests, library))
        harvested = {row[0]: HarvestState(*row[1:]) for row in found}
        by_library = select(failures.c.library, func.count().label("failed")).group_by(failures.c.library)
        failed: dict[str, int] = {
            row.library: row.failed for row in connection.execute(_of(by_library, failures, library))
        }
        changed = _unpublished(connection) if library is None and unpublished else None
        latest = last_runs(connection, library)
    return [
        LibraryStatus(
            library=code,
            live=states[code].get(LIVE, 0),
            deleted=states[code].get(DELETED, 0),
            rejected=states[code].get(REJECTED, 0),
            failed=failed.get(code, 0),
            unpublished=None if changed is None else changed.get(code, 0),
            harvest=harvested.get(code),
            run=latest.get(code),
        )
        for code in sorted({*states, *harvested})
    ]


def _of(wanted: Select[Any], table: Table, library: str | None) -> Select[Any]:
    return wanted if library is None else wanted.where(table.c.library == library)


def repairs(archive: Archive, library: str) -> list[RepairTally]:
    """What was mended in a library's records, the kinds with most records first."""
    with archive.engine.connect() as connection:
        return list(tallied(connection, library))


def runs(archive: Archive, library: str, most: int = 100) -> list[Run]:
    """The newest runs of a library's harvest, at most *most*, the oldest of them first."""
    with archive.engine.connect() as connection:
        return runs_of(connection, library, most)


def conversion_failures(archive: Archive) -> Iterator[Failure]:
    """The versions that could not be converted, by library and identifier."""
    wanted = select(failures).order_by(failures.c.library, failures.c.identifier)
    with archive.engine.connect() as connection:
        for row in connection.execution_options(yield_per=1000).execute(wanted):
            yield Failure(*row)


def _unpublished(connection: Connection) -> dict[str, int]:
    since = connection.scalar(select(releases.c.position).where(releases.c.state == CURRENT)) or 0
    changed = versions.join(
        records,
        (records.c.library == versions.c.library)
        & (records.c.identifier == versions.c.identifier)
        & (records.c.readable == versions.c.id),
    )
    rows = connection.execute(
        select(versions.c.library, func.count().label("unpublished"))
        .select_from(changed)
        .where(versions.c.id > since)
        .group_by(versions.c.library)
    )
    return {row.library: row.unpublished for row in rows}


def unpublished_since(archive: Archive) -> datetime | None:
    """When the oldest change was harvested that the current release does not have; None where it has all."""
    with archive.engine.connect() as connection:
        since = connection.scalar(select(releases.c.position).where(releases.c.state == CURRENT)) or 0
        oldest = select(versions.c.harvested_at).where(versions.c.id > since).order_by(versions.c.id).limit(1)
        found: datetime | None = connection.scalar(oldest)
    return found


def unpublished_versions(archive: Archive) -> int:
    """How many versions were harvested since the current release began."""
    with archive.engine.connect() as connection:
        since = connection.scalar(select(releases.c.position).where(releases.c.state == CURRENT)) or 0
        last = connection.scalar(select(position.c.last)) or 0
    return int(last - since)
