"""The live records of a release in blocks: by the numbers of their publications, so many to a block.

A publication keeps its number, so a block keeps its address and its order; it loses records when they change
(they come into the newest block) and is gone when it has none left. Nothing is counted and nothing skipped
over: a block is read along the key, at any depth.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, or_, select, union_all

from opendata.archive.archive import Archive
from opendata.archive.schema import publications, releases
from opendata.release.index import Release, views

SIZE = 10_000
"""Publications to a block; sitemaps and lists of ResourceSync may have 50,000 entries."""


class Block(NamedTuple):
    """A block that has live records."""

    number: int
    instant: datetime
    """When the newest of them was published."""


class Entry(NamedTuple):
    """A live record."""

    library: str
    identifier: str
    instant: datetime
    digest: bytes | None
    """SHA-256 of its N-Triples as its page gives them."""
    length: int | None
    """Bytes of these."""


def blocks(archive: Archive, of: Release) -> list[Block]:
    """The blocks of the release, in order: a few look-ups in an index for each."""
    found: list[Block] = []
    after = 0
    first_of, last_of = _end(of, publications.c.id, func.min), _end(of, publications.c.id.desc(), func.max)
    with archive.engine.connect() as connection:
        published = _instants(connection, of)
        while True:
            ends = {"low": after + 1, "high": of.last_publication}
            first: int | None = connection.scalar(first_of, ends)
            if first is None:
                return found
            number = (first - 1) // SIZE
            after = (number + 1) * SIZE
            ends = {"low": first, "high": min(after, of.last_publication)}
            last: int = connection.scalar(last_of, ends) or first
            found.append(Block(number, _instant(published, last)))


def block(archive: Archive, of: Release, number: int) -> list[Entry]:
    """The live records of a block in the order of publication."""
    low, high = number * SIZE, min((number + 1) * SIZE, of.last_publication)
    if low >= high:
        return []
    publication = publications.c
    wanted = (
        select(
            publication.id,
            publication.library,
            publication.identifier,
            publication.digest,
            publication.length,
        )
        .where(publication.id > low, publication.id <= high, ~publication.deleted, or_(*views(of)))
        .order_by(publication.id)
    )
    with archive.engine.connect() as connection:
        published = _instants(connection, of)
        rows = connection.execute(wanted).all()
    return [
        Entry(row.library, row.identifier, _instant(published, row.id), row.digest, row.length)
        for row in rows
    ]


def _end(of: Release, order: Any, of_all: Any) -> Select[Any]:
    """The live publication at one end of a range: that of each view, and of these the first or the last.

    One bound at each end: with two, SQLite begins at the looser one and reads on from there.
    """
    mine = publications.c.id.between(bindparam("low"), bindparam("high"))
    parts = [
        select(publications.c.id)
        .where(shown, ~publications.c.deleted, mine)
        .order_by(order)
        .limit(1)
        .subquery()
        for shown in views(of)
    ]
    ends = union_all(*(select(part.c.id) for part in parts)).subquery()
    return select(of_all(ends.c.id))


def _instants(connection: Connection, of: Release) -> tuple[Sequence[int], Sequence[datetime]]:
    """The first publication of every release up to this one, and its instant."""
    rows = connection.execute(
        select(releases.c.first_publication, releases.c.instant)
        .where(releases.c.number <= of.number, releases.c.first_publication <= releases.c.last_publication)
        .order_by(releases.c.number)
    ).all()
    return [row.first_publication for row in rows], [row.instant for row in rows]


def _instant(published: tuple[Sequence[int], Sequence[datetime]], publication: int) -> datetime:
    firsts, instants = published
    return instants[bisect_right(firsts, publication) - 1]
