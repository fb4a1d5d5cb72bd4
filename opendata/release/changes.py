"""The change log of releases: what each of them created, updated and deleted, in the order of publication.

It is written before the release is stamped, where no reader looks: readers go as far as the release that they
read. A change never changes after that, and is never forgotten, so that feeds have pages that stay.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, case, delete, exists, func, insert, literal, select

from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.schema import (
    CREATED,
    DELETED,
    UPDATED,
    changes,
    publications,
    release_changes,
    releases,
)
from opendata.release.index import Release

_AT_ONCE = 20_000
_COLUMNS = ("place", "release", "library", "identifier", "kind")


class ChangeCount(NamedTuple):
    """The changes of a release: the places of the first and the last, and how many of each kind."""

    first: int
    last: int
    """Less than `first` where there are none."""
    created: int = 0
    updated: int = 0
    deleted: int = 0


class Change(NamedTuple):
    """What became of a record."""

    place: int
    library: str
    identifier: str
    kind: str
    """CREATED, UPDATED or DELETED."""
    release: int
    instant: datetime
    """That of the release."""


class ReleaseChanges(NamedTuple):
    """What a release changed."""

    release: int
    instant: datetime
    first: int
    last: int
    """Less than `first` where it changed no record."""


def log(archive: Archive, release: int, first: int) -> ChangeCount:
    """Writes down what the publications of *release*, those behind the id *first*, change."""
    with archive.engine.connect() as connection:
        last = connection.scalar(select(func.max(publications.c.id))) or 0
        before = connection.scalar(select(func.max(release_changes.c.last))) or 0
    for low in range(first, last, _AT_ONCE):
        with writing(archive.engine) as connection:
            _log(connection, release, low, low + _AT_ONCE)
    counted = select(changes.c.kind, func.count()).where(changes.c.place > before).group_by(changes.c.kind)
    with archive.engine.connect() as connection:
        kinds = {row[0]: int(row[1]) for row in connection.execute(counted)}
    end = before + sum(kinds.values())
    return ChangeCount(before + 1, end, *(kinds.get(kind, 0) for kind in (CREATED, UPDATED, DELETED)))


def _log(connection: Connection, release: int, low: int, high: int) -> None:
    last = connection.scalar(select(func.max(changes.c.place))) or 0
    new, old = publications.alias("new"), publications.alias("old")
    was_there = exists().where(
        old.c.library == new.c.library,
        old.c.identifier == new.c.identifier,
        old.c.superseded_by == release,
        ~old.c.deleted,
    )
    kind = case((new.c.deleted, DELETED), (was_there, UPDATED), else_=CREATED)
    place = literal(last) + func.row_number().over(order_by=new.c.id)
    wanted = (
        select(place, new.c.release, new.c.library, new.c.identifier, kind)
        .where(new.c.id > low, new.c.id <= high, new.c.release == release)
        .order_by(new.c.id)
    )
    connection.execute(insert(changes).from_select(_COLUMNS, wanted))


def write_count(connection: Connection, release: int, count: ChangeCount) -> None:
    """Keeps what `log` gave with the release, as a part of stamping it."""
    connection.execute(insert(release_changes).values(release=release, **count._asdict()))


def discard(connection: Connection) -> None:
    """Takes back what `log` wrote for a release that was never stamped."""
    last = select(func.coalesce(func.max(release_changes.c.last), 0)).scalar_subquery()
    connection.execute(delete(changes).where(changes.c.place > last))


def last_place(archive: Archive, of: Release) -> int:
    """The place of the last change up to the release; 0 where there is none."""
    wanted = select(release_changes.c.last).where(release_changes.c.release == of.number)
    with archive.engine.connect() as connection:
        return connection.scalar(wanted) or 0


def of_releases(archive: Archive, of: Release) -> list[ReleaseChanges]:
    """What every release up to this one changed, the oldest first."""
    with archive.engine.connect() as connection:
        return _of_releases(connection, of, 0)


class CountOfRelease(NamedTuple):
    """How many records a release changed."""

    release: int
    instant: datetime
    created: int
    updated: int
    deleted: int


def counts(archive: Archive, of: Release, size: int) -> list[CountOfRelease]:
    """What the last releases changed, the newest first, at most *size* of them."""
    counted = release_changes.c
    wanted = (
        select(releases.c.number, releases.c.instant, counted.created, counted.updated, counted.deleted)
        .join(release_changes, counted.release == releases.c.number)
        .where(releases.c.number <= of.number)
        .order_by(releases.c.number.desc())
        .limit(size)
    )
    with archive.engine.connect() as connection:
        return [CountOfRelease(*row) for row in connection.execute(wanted)]


def page(archive: Archive, of: Release, first: int, last: int) -> list[Change]:
    """The changes of the places from *first* to *last*, as far as the release goes; in order."""
    columns = (changes.c.place, changes.c.library, changes.c.identifier, changes.c.kind, changes.c.release)
    with archive.engine.connect() as connection:
        known = {each.release: each for each in _of_releases(connection, of, first, last)}
        high = min(last, max((each.last for each in known.values()), default=0))
        rows = connection.execute(
            select(*columns).where(changes.c.place.between(first, high)).order_by(changes.c.place)
        ).all()
    return [Change(*row, known[row.release].instant) for row in rows]


def _of_releases(
    connection: Connection, of: Release, first: int, last: int | None = None
) -> list[ReleaseChanges]:
    counted = release_changes.c
    wanted = (
        select(releases.c.number, releases.c.instant, counted.first, counted.last)
        .join(release_changes, counted.release == releases.c.number)
        .where(releases.c.number <= of.number)
        .order_by(releases.c.number)
    )
    if last is not None:
        wanted = wanted.where(and_(counted.last >= first, counted.first <= last))
    return [ReleaseChanges(*row) for row in connection.execute(wanted)]


def instants_at(found: Sequence[ReleaseChanges], places: Iterable[int]) -> list[datetime]:
    """When the changes at some places, in ascending order, were made; *found* is what `of_releases` gave."""
    made = [each for each in found if each.first <= each.last]
    instants, at = [], 0
    for place in places:
        while made[at].last < place:
            at += 1
        instants.append(made[at].instant)
    return instants
