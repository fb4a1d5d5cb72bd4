"""The step that makes a planned release the current one, and the forgetting of what nobody reads any more."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, and_, case, delete, func, insert, or_, select, update

from opendata.archive.advisory import Hold
from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.schema import (
    CURRENT,
    PAST,
    publications,
    records,
    release_counts,
    releases,
    replaced,
    versions,
)
from opendata.release import changes, folders, membership, totals
from opendata.release.build import Built
from opendata.release.changes import ChangeCount
from opendata.release.index import Count, Release
from opendata.release.plan import Plan
from opendata.whole_file import whole_file

KEPT = 2
"""Releases that can be read: the current one, and the one before for readers that began with it."""
_AT_ONCE = 5000


def stamp(
    archive: Archive,
    hold: Hold,
    plan: Plan,
    before: Release | None,
    built: Built,
    grown: Mapping[int, int],
    logged: ChangeCount,
    releases_path: Path,
    now: Callable[[], datetime],
) -> datetime:
    """Makes the plan's release current in one transaction; returns its instant.

    *grown* tells by how much sets grew, *logged* what was changed. The instant is *now* rounded up to a
    second, and later than that of every release before. Up and not down: a harvester that is answered from
    the old release while this transaction ends must come back with a `from` that is not later than the
    instant. Raises PublishBusyError where *hold* was lost.
    """
    counted = _counts(archive, plan, before)
    with writing(archive.engine) as connection:
        hold.check(connection)
        instant = _round_up(now())
        if before is not None:
            instant = max(instant, before.instant + timedelta(seconds=1))
        first = before.last_publication if before else 0
        last = connection.scalar(select(func.max(publications.c.id)).where(publications.c.id > first))
        write_facts(releases_path, plan, instant, built.statements, counted)
        connection.execute(update(releases).where(releases.c.state == CURRENT).values(state=PAST))
        connection.execute(
            update(releases)
            .where(releases.c.number == plan.number)
            .values(
                state=CURRENT,
                instant=instant,
                first_publication=first + 1,
                last_publication=first if last is None else last,
                statements=built.statements,
            )
        )
        rows = [
            {"release": plan.number, "library": library, "records": count.records, "deleted": count.deleted}
            for library, count in sorted(counted.items())
        ]
        if rows:
            connection.execute(insert(release_counts), rows)
        membership.write_counts(connection, plan.number, grown, plan.number - KEPT + 1)
        changes.write_count(connection, plan.number, logged)
        totals.write(connection, plan.number, built.totals, plan.number - KEPT + 1)
    return instant


def _round_up(moment: datetime) -> datetime:
    whole = moment.astimezone(UTC).replace(microsecond=0)
    return whole if moment == whole else whole + timedelta(seconds=1)


def _counts(archive: Archive, plan: Plan, before: Release | None) -> dict[str, Count]:
    """What each library has in the release: what it had before, with the differences of this one."""
    first = before.last_publication if before else 0
    # Of the release, and none of them superseded yet: the index in order finds them, whatever else there is.
    mine = and_(publications.c.superseded_by.is_(None), publications.c.id > first)
    with archive.engine.connect() as connection:
        counted = _before(connection, before)
        for condition, sign in ((mine, 1), (publications.c.superseded_by == plan.number, -1)):
            rows = connection.execute(
                select(
                    publications.c.library,
                    func.sum(case((publications.c.deleted, 0), else_=1)),
                    func.sum(case((publications.c.deleted, 1), else_=0)),
                )
                .where(condition)
                .group_by(publications.c.library)
            )
            for library, live, deleted in rows:
                known = counted.get(library, Count(0, 0))
                counted[library] = Count(known.records + sign * live, known.deleted + sign * deleted)
    return counted


def _before(connection: Connection, before: Release | None) -> dict[str, Count]:
    if before is None:
        return {}
    rows = connection.execute(select(release_counts).where(release_counts.c.release == before.number))
    return {row.library: Count(row.records, row.deleted) for row in rows}


def write_facts(
    releases_path: Path, plan: Plan, instant: datetime, statements: int, counted: Mapping[str, Count]
) -> None:
    """Keeps in the release's folder what is to be known of it without the archive."""
    facts = {
        "release": plan.number,
        "instant": instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "position": plan.position,
        "statements": statements,
        "records": {library: count._asdict() for library, count in sorted(counted.items())},
        **plan.facts.as_json(),
    }
    folder = releases_path / str(plan.number)
    with whole_file(folder / folders.FACTS) as out:
        out.write(json.dumps(facts, ensure_ascii=False, indent=2).encode() + b"\n")


def forget(archive: Archive, current: Release) -> None:
    """Deletes the publications that only forgotten releases show, and the versions that nothing needs.

    May be cut off at any point; the next call goes on.
    """
    while membership.forget(archive, current.number - KEPT + 1, _AT_ONCE):
        pass
    while _forget_publications(archive, current.number - KEPT + 1):
        pass
    after = 0
    while (after := _forget_versions(archive, after)) > 0:
        pass


def _forget_publications(archive: Archive, oldest: int) -> int:
    gone = (
        select(publications.c.id, publications.c.version)
        .where(publications.c.superseded_by <= oldest)
        .limit(_AT_ONCE)
    )
    with writing(archive.engine) as connection:
        rows = connection.execute(gone).all()
        if not rows:
            return 0
        connection.execute(delete(publications).where(publications.c.id.in_([row.id for row in rows])))
        # A publication is not the only use of its version; whether it was the last is seen below.
        wanted = {row.version for row in rows}
        queued = set(connection.scalars(select(replaced.c.version).where(replaced.c.version.in_(wanted))))
        if wanted - queued:
            connection.execute(insert(replaced), [{"version": number} for number in sorted(wanted - queued)])
    return len(rows)


def _forget_versions(archive: Archive, after: int) -> int:
    """Looks at the replaced versions behind *after*; returns the last one, 0 when there was none."""
    with writing(archive.engine) as connection:
        wanted = select(replaced.c.version).where(replaced.c.version > after)
        looked_at: list[int] = list(connection.scalars(wanted.order_by(replaced.c.version).limit(_AT_ONCE)))
        if not looked_at:
            return 0
        published = _in_use(connection, looked_at, publications, publications.c.version == versions.c.id)
        known = _in_use(
            connection,
            looked_at,
            records,
            or_(records.c.head == versions.c.id, records.c.readable == versions.c.id),
        )
        free = set(looked_at) - published - known
        if free:
            connection.execute(delete(versions).where(versions.c.id.in_(free)))
        # One that a publication still shows comes back into the queue when that is forgotten.
        connection.execute(delete(replaced).where(replaced.c.version.in_(looked_at)))
    return looked_at[-1]


def _in_use(
    connection: Connection, numbers: list[int], table: Table, condition: ColumnElement[bool]
) -> set[int]:
    same = and_(
        table.c.library == versions.c.library,
        table.c.identifier == versions.c.identifier,
        condition,
    )
    used = select(versions.c.id).join(table, same).where(versions.c.id.in_(numbers))
    return set(connection.scalars(used))
