"""The log of changes: it has no gaps, its counts are right, and it tells what the release published."""

from collections import Counter

from sqlalchemy import exists, func, select

from opendata.archive.schema import (
    CREATED,
    DELETED,
    UPDATED,
    changes,
    publications,
    release_changes,
    releases,
)
from opendata.verify.report import Report
from opendata.verify.scope import Scope, rows

_AT_ONCE = 200_000
_KINDS = (CREATED, UPDATED, DELETED)


def verify(scope: Scope, report: Report) -> None:
    """Looks at the changes of every release up to the current one."""
    last = _places(scope, report)
    counted: dict[int, Counter[str]] = {}
    for low in range(0, last, _AT_ONCE):
        wanted = (
            select(changes.c.release, changes.c.kind, func.count().label("changes"))
            .where(changes.c.place.between(low + 1, min(low + _AT_ONCE, last)))
            .group_by(changes.c.release, changes.c.kind)
        )
        with scope.archive.engine.connect() as connection:
            for row in connection.execute(wanted):
                counted.setdefault(row.release, Counter())[row.kind] += row.changes
        scope.progress("counting changes", low, last)
    report.looked_at["changes"] = sum(each.total() for each in counted.values())
    _counts(scope, report, counted)
    _of_release(scope, report)


def _places(scope: Scope, report: Report) -> int:
    """The changes of a release follow those of the one before; returns the last place."""
    wanted = (
        select(releases.c.number, release_changes.c.first, release_changes.c.last)
        .outerjoin(release_changes, release_changes.c.release == releases.c.number)
        .where(releases.c.number <= scope.release.number)
        .order_by(releases.c.number)
    )
    last = 0
    with scope.archive.engine.connect() as connection:
        for row in rows(connection, wanted):
            report.looked_at["releases"] += 1
            if row.first is None:
                report.disagrees("changes of a release", f"nothing tells what release {row.number} changed")
                continue
            if row.first != last + 1:
                report.disagrees(
                    "gap",
                    f"the changes of release {row.number} begin at place {row.first}, and those before "
                    f"it end at {last}",
                )
            last = row.last
    return last


def _counts(scope: Scope, report: Report, counted: dict[int, Counter[str]]) -> None:
    wanted = select(release_changes).where(release_changes.c.release <= scope.release.number)
    with scope.archive.engine.connect() as connection:
        for row in rows(connection, wanted.order_by(release_changes.c.release)):
            there = counted.get(row.release, Counter())
            told = dict(zip(_KINDS, (row.created, row.updated, row.deleted), strict=True))
            for kind in _KINDS:
                if told[kind] != there[kind]:
                    report.disagrees(
                        "count of changes",
                        f"release {row.release} is said to have {kind} {told[kind]:,} records, "
                        f"and the log has {there[kind]:,}",
                    )
            if row.last - row.first + 1 != there.total():
                report.disagrees(
                    "gap",
                    f"release {row.release} has the places {row.first} to {row.last}, "
                    f"and {there.total():,} changes there",
                )


def _of_release(scope: Scope, report: Report) -> None:
    """The log of the current release tells of its publications, and of all of them."""
    release = scope.release
    same = (
        publications.c.library == changes.c.library,
        publications.c.identifier == changes.c.identifier,
        publications.c.release == changes.c.release,
    )
    deleted = publications.c.deleted == (changes.c.kind == DELETED)
    key = (changes.c.library, changes.c.identifier, changes.c.kind)
    first = select(release_changes.c.first).where(release_changes.c.release == release.number)
    untold = select(*key).where(
        changes.c.place >= first.scalar_subquery(),
        changes.c.release == release.number,
        ~exists().where(*same, deleted),
    )
    mine = publications.c.id.between(release.first_publication, release.last_publication)
    with scope.archive.engine.connect() as connection:
        for row in rows(connection, untold):
            report.disagrees(
                "change", f"{row.library} {row.identifier} is said to be {row.kind}, and is not published so"
            )
        published = connection.scalar(select(func.count()).select_from(publications).where(mine))
        told = connection.scalar(
            select(release_changes.c.last - release_changes.c.first + 1).where(
                release_changes.c.release == release.number
            )
        )
    if told is not None and published != told:
        report.disagrees(
            "change",
            f"release {release.number} published {published:,} records, and {told:,} changes are told",
        )
