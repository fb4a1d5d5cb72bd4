"""The live records of a release in blocks: by the numbers of their publications, so many to a block.

A publication keeps its number, so a block keeps its address and its order; it loses records when they change
(they come into the newest block) and is gone when it has none left. Nothing is counted and nothing skipped
over: a block is read along the key, at any depth.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

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
    with archive.engine.connect() as connection:
        published = _instants(connection, of)
        while (first := _next(connection, of, after)) is not None:
            number = (first - 1) // SIZE
            after = (number + 1) * SIZE
            last = _last(connection, of, first, min(after, of.last_publication))
            found.append(Block(number, _instant(published, last)))
    return found


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


def _next(connection: Connection, of: Release, after: int) -> int | None:
    """The first live publication behind *after*."""
    found = [
        connection.scalar(
            _live(of, shown).where(publications.c.id > after).order_by(publications.c.id).limit(1)
        )
        for shown in views(of)
    ]
    return min((each for each in found if each is not None), default=None)


def _last(connection: Connection, of: Release, first: int, high: int) -> int:
    """The last live publication up to *high*, of those from *first* on."""
    found: list[int | None] = [
        connection.scalar(
            _live(of, shown)
            .where(publications.c.id >= first, publications.c.id <= high)
            .order_by(publications.c.id.desc())
            .limit(1)
        )
        for shown in views(of)
    ]
    return max(each for each in found if each is not None)


def _live(of: Release, shown: Any) -> Any:
    return select(publications.c.id).where(
        shown, ~publications.c.deleted, publications.c.id <= of.last_publication
    )


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
