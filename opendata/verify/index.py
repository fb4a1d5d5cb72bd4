"""What the current release publishes: its tables agree with one another and with the archive.

The next release may be prepared, or even come, meanwhile: what it supersedes belongs to this one still.
"""

from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from opendata.archive.schema import (
    CURRENT,
    LIVE,
    members,
    publications,
    release_counts,
    release_sets,
    releases,
    set_names,
    versions,
)
from opendata.release.index import Release
from opendata.release.sets import above
from opendata.verify.report import Report
from opendata.verify.scope import Scope, rows

_AT_ONCE = 5000


def verify(scope: Scope, report: Report) -> None:
    """Looks at everything that tells what the release publishes."""
    with scope.reading() as connection:
        _releases(connection, report)
    for kind, wanted, told in _checks(scope.release):
        scope.progress(f"looking at the release ({kind})", 0, None)
        with scope.archive.engine.connect() as connection:
            for row in rows(connection, wanted):
                report.disagrees(kind, told.format(**row._mapping))
    _counts(scope, report)
    _members(scope, report)


def shown(release: Release) -> ColumnElement[bool]:
    """The publications that belong to a release, whatever was published or prepared since."""
    by = func.coalesce(publications.c.superseded_by, 0)
    return and_(publications.c.id <= release.last_publication, by.in_(_views(release)))


def _views(release: Release) -> tuple[int, int, int]:
    """By what a publication of the release may be superseded: by nothing, or by the two releases after it."""
    return 0, release.number + 1, release.number + 2


def _releases(connection: Connection, report: Report) -> None:
    """Releases follow one another, and so do their publications."""
    current, last, before = 0, 0, None
    for row in rows(connection, select(releases).order_by(releases.c.number)):
        current += row.state == CURRENT
        if row.instant is None:
            continue
        report.looked_at["releases"] += 1
        if row.first_publication != last + 1 or row.last_publication < last:
            report.disagrees(
                "publications of a release",
                f"those of release {row.number} are said to be {row.first_publication} to "
                f"{row.last_publication}, and those before it end at {last}",
            )
        if before is not None and row.instant <= before:
            report.disagrees("instant", f"release {row.number} is not later than the one before it")
        last, before = row.last_publication, row.instant
    if current != 1:
        report.disagrees("current release", f"{current} releases are said to be the current one")


def _checks(release: Release) -> tuple[tuple[str, Select[Any], str], ...]:
    key = (publications.c.library, publications.c.identifier)
    mine = and_(
        versions.c.id == publications.c.version,
        versions.c.library == publications.c.library,
        versions.c.identifier == publications.c.identifier,
    )
    described = publications.c.digest.is_not(None) & publications.c.length.is_not(None)
    of_its_release = and_(
        releases.c.number == publications.c.release,
        publications.c.id.between(releases.c.first_publication, releases.c.last_publication),
    )
    of_publication = exists().where(publications.c.id == members.c.publication)
    named = exists().where(set_names.c.id == members.c.set)
    return (
        (
            "published twice",
            select(*key, func.count().label("times")).where(shown(release)).group_by(*key)
            .having(func.count() > 1),
            "{library} {identifier} is published {times} times at once",
        ),
        (
            "published version",
            select(*key, publications.c.version).where(shown(release), ~exists().where(mine)),
            "{library} {identifier} is published in version {version}, which is not one of its own",
        ),
        (
            "published version",
            select(*key, publications.c.version, versions.c.state).join(versions, mine)
            .where(shown(release), ~publications.c.deleted, versions.c.state != LIVE),
            "{library} {identifier} is published in version {version}, which is {state}",
        ),
        (
            "description",
            select(*key).where(shown(release), ~publications.c.deleted, ~described),
            "{library} {identifier} is published without the digest of its statements",
        ),
        (
            "publications of a release",
            select(*key, publications.c.id, publications.c.release)
            .where(shown(release), ~exists().where(of_its_release)),
            "{library} {identifier}: publication {id} is not among those of its release {release}",
        ),
        (
            "set",
            select(members.c.set, members.c.publication)
            .where(members.c.superseded_by.in_(_views(release)), ~(of_publication & named)),
            "publication {publication} in set {set}: there is no such publication, or no such set",
        ),
    )  # fmt: skip


def _counts(scope: Scope, report: Report) -> None:
    """How many records, and deleted ones, each library has in the release."""
    number = scope.release.number
    counted = select(publications.c.library, publications.c.deleted, func.count().label("records"))
    counted = counted.where(shown(scope.release)).group_by(publications.c.library, publications.c.deleted)
    with scope.archive.engine.connect() as connection:
        found = {(row.library, bool(row.deleted)): row.records for row in connection.execute(counted)}
        wanted = select(release_counts).where(release_counts.c.release == number)
        told = {}
        for row in connection.execute(wanted):
            told[row.library, False], told[row.library, True] = row.records, row.deleted
    report.looked_at["publications"] = sum(found.values())
    for library, deleted in sorted({*found, *told}):
        there, said = found.get((library, deleted), 0), told.get((library, deleted), 0)
        if there != said:
            what = "deleted records" if deleted else "records"
            report.disagrees("count", f"{library} is said to have {said:,} {what}, and has {there:,}")


def _members(scope: Scope, report: Report) -> None:
    """Every publication is in the sets that it names and in those above them, and in no others."""
    sizes: Counter[int] = Counter()
    with scope.archive.engine.connect() as connection:
        names = {row.id: (row.spec, row.format) for row in connection.execute(select(set_names))}
        wanted = select(release_sets).where(release_sets.c.release == scope.release.number)
        told = {row.set: row.records for row in connection.execute(wanted)}
    last = scope.release.last_publication
    for low in range(0, last, _AT_ONCE):
        high = min(low + _AT_ONCE, last)
        with scope.reading() as connection:
            named = _named(connection, scope.release, low, high)
            listed = _listed(connection, scope.release, low, high)
        _compare(named, listed, names, report)
        sizes.update(number for numbers in listed.values() for number in numbers)
        scope.progress("looking at sets", high, last)
    report.looked_at["members of sets"] = sizes.total()
    for number in sorted({*sizes, *told}):
        if sizes[number] != told.get(number, 0):
            spec, format = names.get(number, (f"set {number}", "?"))
            report.disagrees(
                "size of a set",
                f"{spec} in {format} is said to have {told.get(number, 0):,} records, "
                f"and has {sizes[number]:,}",
            )


_Named = dict[int, tuple[str, set[tuple[str, str]]]]


def _named(connection: Connection, release: Release, low: int, high: int) -> _Named:
    """By publication: whose it is, and the sets and formats in which it must be."""
    chosen = (publications.c.id, publications.c.library, publications.c.identifier, publications.c.sets)
    wanted = select(*chosen, versions.c.format).outerjoin(versions, versions.c.id == publications.c.version)
    found = {}
    for row in connection.execute(wanted.where(shown(release), publications.c.id.between(low + 1, high))):
        specs = {each for spec in (row.sets or "").split() for each in above(spec)}
        found[row.id] = (f"{row.library} {row.identifier}", {(spec, row.format) for spec in specs})
    return found


def _listed(connection: Connection, release: Release, low: int, high: int) -> dict[int, list[int]]:
    """By publication: the numbers of the sets in which it is."""
    # Set by set, since the key begins with them: each is then a short range of it.
    wanted = select(members.c.publication, members.c.set).where(
        members.c.superseded_by.in_(_views(release)),
        members.c.set.in_(select(set_names.c.id)),
        members.c.publication.between(low + 1, high),
    )
    found: dict[int, list[int]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.publication, []).append(row.set)
    return found


def _compare(
    named: _Named, listed: dict[int, list[int]], names: dict[int, tuple[str, str]], report: Report
) -> None:
    for number in sorted({*named, *listed}):
        who, wanted = named.get(number, (f"publication {number}, which is of no record,", set()))
        there = Counter(names.get(each, (f"set {each}", "?")) for each in listed.get(number, ()))
        for spec, format in sorted(wanted - there.keys()):
            report.disagrees("set", f"{who} is not in {spec} ({format}), where it belongs")
        for (spec, format), times in sorted(there.items()):
            if times > 1 or (spec, format) not in wanted:
                report.disagrees("set", f"{who} is in {spec} ({format}), where it does not belong")
