"""What a release publishes, as the doors read it: pages of records, single records, counts.

Every function is a pure read of one statement, in time for what it returns and not for what there is.
"""

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    bindparam,
    func,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.selectable import TextualSelect

from opendata.archive.archive import Archive
from opendata.archive.schema import (
    CURRENT,
    members,
    publications,
    release_counts,
    release_sets,
    releases,
    set_names,
    versions,
)
from opendata.release.facts import Facts

_CURRENT_NUMBER = "SELECT number FROM releases WHERE state = 'current'"
_CURRENT = select(releases).where(releases.c.state == CURRENT)
_new = tuple.__new__
_by_id = itemgetter(0)
COUNTED = 1_000_000
"""More publications than this between two instants are not counted for one request."""


class Release(NamedTuple):
    """A stamped release."""

    number: int
    instant: datetime
    """When it was stamped: the OAI datestamp of what it published. UTC, whole seconds."""
    position: int
    """The change log's position that it includes."""
    first_publication: int
    last_publication: int
    statements: int
    facts: Facts


class Published(NamedTuple):
    """A record as a release publishes it."""

    id: int
    """Its place in the order of publication: `page` goes on behind it."""
    library: str
    identifier: str
    instant: datetime
    """That of the release which published it: its OAI datestamp."""
    deleted: bool
    format: str
    version: int
    """What `Archive.original` takes."""
    mended: bool
    """Whether something was mended when it was read, so that its bytes are not what is published."""
    ready: bool | None
    """Whether its payload is known to be MARCXML that can go out as it came."""
    datestamp: int
    """The library's own, in seconds since 1970, as `harvested`."""
    harvested: int
    sets: str | None
    """Its setSpecs, blanks between them; neither that of its library nor those above them."""
    earlier: str | None = None
    """Where its library had it from, as `opendata.archive.origins` keeps it."""
    dictionary: int | None = None
    encoding: str = ""
    packed: bytes | None = None
    """The payload as the archive keeps it, where it was asked for; None where not."""


class Count(NamedTuple):
    """How many records are published, and how many are published as deleted."""

    records: int
    deleted: int


def current(archive: Archive) -> Release | None:
    """The current release; None before the first."""
    return _one(archive, _CURRENT)


def current_number(archive: Archive) -> int | None:
    """The current release's number: what a reader asks who knows the rest already.

    Every request does, so it is asked of the driver itself.
    """
    with closing(archive.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(_CURRENT_NUMBER)
        row = cursor.fetchone()
    return row[0] if row else None


def release(archive: Archive, number: int) -> Release | None:
    """A stamped release by its number; None where there is none."""
    return _one(archive, select(releases).where(releases.c.number == number, releases.c.instant.is_not(None)))


def next_after(archive: Archive, number: int) -> Release | None:
    """The first stamped release behind the one of that number; None where there is none."""
    wanted = select(releases).where(releases.c.number > number, releases.c.instant.is_not(None))
    return _one(archive, wanted.order_by(releases.c.number).limit(1))


def earliest(archive: Archive) -> datetime | None:
    """The instant of the first release: nothing has an earlier datestamp."""
    with archive.engine.connect() as connection:
        found: datetime | None = connection.scalar(select(func.min(releases.c.instant)))
    return found


def instants(archive: Archive, of: Release, size: int) -> list[datetime]:
    """The instants of the release and of those before it, the newest first, at most *size*."""
    wanted = select(releases.c.instant).where(releases.c.number <= of.number)
    with archive.engine.connect() as connection:
        return list(connection.scalars(wanted.order_by(releases.c.number.desc()).limit(size)))


def page(
    archive: Archive,
    of: Release,
    after: int = 0,
    size: int = 100,
    from_: datetime | None = None,
    until: datetime | None = None,
    library: str | None = None,
    *,
    of_set: int | None = None,
    content: bool = False,
) -> list[Published]:
    """At most *size* records in the order of publication, behind the id *after*, tombstones included.

    *from_* and *until*, both inclusive, bound the instant; *library*, or else *of_set*, a number that `sets`
    tells, what is shown. With *content* the payloads come along. Only the current release and the one before
    it can be read: older ones are forgotten.
    """
    wanted = _page(archive.engine.dialect, library is not None, of_set is not None, content)
    values: dict[str, Any] = {"size": size, "next": of.number + 1, "preparing": of.number + 2}
    if library is not None:
        values["library"] = library
    if of_set is not None:
        values["of_set"] = of_set
    with archive.engine.connect() as connection:
        bounds = _bounds(connection, of, from_, until)
        if bounds is None:
            return []
        values["low"], values["high"] = max(after, bounds[0] - 1), bounds[1]
        rows = connection.execute(wanted, values).all()
    # With content a row has all columns: as Published(*row), in a third of the time.
    found = [_new(Published, row) if content else Published(*row) for row in rows]
    # By the database, payloads would be sorted along.
    found.sort(key=_by_id)
    return found


_CAST = re.compile(r"(?<!:):(\w+)::")


@lru_cache(maxsize=8)
def _page(dialect: Dialect, of_library: bool, of_set: bool, content: bool) -> TextualSelect:
    """The statement of `page`, compiled once: putting it together takes longer than running it."""
    parts = _of_set() if of_set else _of_any(of_library)
    every = union_all(*parts)
    chosen = every.order_by(every.selected_columns.id).limit(bindparam("size")).subquery()
    described = _described(chosen, content)
    named: Any = type(dialect)
    compiled = described.compile(dialect=named(paramstyle="named"))
    own = {name: value for name, value in compiled.params.items() if value is not None}
    # PostgreSQL's casts (`:low::BIGINT`) would hide a parameter's name from `text`.
    statement = _CAST.sub(r"(:\1)::", str(compiled))
    return text(statement).bindparams(**own).columns(*described.selected_columns)


def _of_any(of_library: bool) -> list[Select[Any]]:
    publication = publications.c
    parts = []
    for superseded in (
        publication.superseded_by.is_(None),
        publication.superseded_by == bindparam("next"),
        publication.superseded_by == bindparam("preparing"),
    ):
        wanted = select(publications).where(
            superseded, publication.id > bindparam("low"), publication.id <= bindparam("high")
        )
        if of_library:
            wanted = wanted.where(publication.library == bindparam("library"))
        parts.append(select(wanted.order_by(publication.id).limit(bindparam("size")).subquery()))
    return parts


def _of_set() -> list[Select[Any]]:
    member = members.c
    parts = []
    views: tuple[Any, ...] = (0, bindparam("next"), bindparam("preparing"))
    for superseded in views:
        numbers = (
            select(member.publication)
            .where(
                member.superseded_by == superseded,
                member.set == bindparam("of_set"),
                member.publication > bindparam("low"),
                member.publication <= bindparam("high"),
            )
            .order_by(member.publication)
            .limit(bindparam("size"))
            .subquery()
        )
        wanted = select(publications).join(numbers, numbers.c.publication == publications.c.id)
        parts.append(select(wanted.subquery()))
    return parts


class Set(NamedTuple):
    """The records of a set that came in one format."""

    number: int
    """What `page` takes."""
    format: str
    records: int
    """How many it holds, deleted ones too."""


def sets(archive: Archive, of: Release) -> dict[str, list[Set]]:
    """The sets of the release that hold anything, by setSpec; those of the libraries are not among them."""
    wanted = select(set_names, release_sets.c.records).join(
        release_sets, release_sets.c.set == set_names.c.id
    )
    mine = (release_sets.c.release == of.number) & (release_sets.c.records > 0)
    with archive.engine.connect() as connection:
        rows = connection.execute(wanted.where(mine).order_by(set_names.c.spec, set_names.c.format))
        found: dict[str, list[Set]] = {}
        for row in rows:
            found.setdefault(row.spec, []).append(Set(row.id, row.format, row.records))
        return found


def live_by_key(archive: Archive, of: Release, after: tuple[str, str] | None, size: int) -> list[Published]:
    """At most *size* records that are not deleted, by library and identifier, behind the key *after*.

    The order is that of the keys' bytes.
    """
    wanted = (
        select(publications)
        .where(_shown(of), publications.c.id <= of.last_publication, ~publications.c.deleted)
        .order_by(publications.c.library, publications.c.identifier)
        .limit(size)
    )
    if after is not None:
        wanted = wanted.where(tuple_(publications.c.library, publications.c.identifier) > tuple_(*after))
    chosen = wanted.subquery()
    with archive.engine.connect() as connection:
        rows = connection.execute(_described(chosen).order_by(chosen.c.library, chosen.c.identifier))
        return [Published(*row) for row in rows]


def record(archive: Archive, of: Release, library: str, identifier: str) -> Published | None:
    """A record as the release publishes it, perhaps as deleted; None when it never was."""
    if "\0" in library + identifier:  # PostgreSQL has no text with it, and says so by an error
        return None
    wanted = (
        select(publications)
        .where(
            publications.c.library == library,
            publications.c.identifier == identifier,
            publications.c.id <= of.last_publication,
            _shown(of),
        )
        .subquery()
    )
    with archive.engine.connect() as connection:
        row = connection.execute(_described(wanted)).one_or_none()
    return None if row is None else Published(*row)


def counts(archive: Archive, of: Release) -> dict[str, Count]:
    """The libraries of the release with what it publishes of them, by code."""
    wanted = select(release_counts.c.library, release_counts.c.records, release_counts.c.deleted)
    with archive.engine.connect() as connection:
        rows = connection.execute(
            wanted.where(release_counts.c.release == of.number).order_by(release_counts.c.library)
        )
        return {row.library: Count(row.records, row.deleted) for row in rows}


def size(
    archive: Archive,
    of: Release,
    from_: datetime | None = None,
    until: datetime | None = None,
    library: str | None = None,
) -> int | None:
    """How many records `page` gives in all, tombstones included; None when counting would take too long."""
    if from_ is None and until is None:
        known = counts(archive, of)
        chosen = known.values() if library is None else [known.get(library, Count(0, 0))]
        return sum(count.records + count.deleted for count in chosen)
    with archive.engine.connect() as connection:
        bounds = _bounds(connection, of, from_, until)
        if bounds is None:
            return 0
        low, high = bounds
        if high - low > COUNTED:
            return None
        wanted = select(func.count()).where(publications.c.id.between(low, high), or_(*views(of)))
        if library is not None:
            wanted = wanted.where(publications.c.library == library)
        return connection.scalar(wanted) or 0


def views(of: Release) -> Sequence[Any]:
    """What a publication that the release shows is superseded by.

    By nothing, by the next release, or by the one that is being prepared after that. One condition each, as
    in `_page`, so that an index gives the publications of each in their order.
    """
    by = publications.c.superseded_by
    return by.is_(None), by == of.number + 1, by == of.number + 2


def _shown(of: Release) -> ColumnElement[bool]:
    """The same as one condition that no index serves: where the key's index must be taken."""
    return func.coalesce(publications.c.superseded_by, 0).in_((0, of.number + 1, of.number + 2))


def _bounds(
    connection: Any, of: Release, from_: datetime | None, until: datetime | None
) -> tuple[int, int] | None:
    """The first and last id of what was published between two instants; None when that is nothing."""
    if from_ is None and until is None:
        return 1, of.last_publication
    wanted = select(func.min(releases.c.first_publication), func.max(releases.c.last_publication))
    wanted = wanted.where(releases.c.number <= of.number)
    if from_ is not None:
        wanted = wanted.where(releases.c.instant >= from_)
    if until is not None:
        wanted = wanted.where(releases.c.instant <= until)
    low, high = connection.execute(wanted).one()
    return None if low is None else (low, high)


def _described(chosen: Any, content: bool = False) -> Select[Any]:
    described = (
        select(
            chosen.c.id,
            chosen.c.library,
            chosen.c.identifier,
            releases.c.instant,
            chosen.c.deleted,
            versions.c.format,
            chosen.c.version,
            versions.c.repairs.is_not(None).label("mended"),
            chosen.c.ready,
            type_coerce(versions.c.datestamp, BigInteger),
            type_coerce(versions.c.harvested_at, BigInteger),
            chosen.c.sets,
            versions.c.earlier,
        )
        .join(releases, releases.c.number == chosen.c.release)
        .join(versions, versions.c.id == chosen.c.version)
    )
    if not content:
        return described
    return described.add_columns(versions.c.dictionary, versions.c.encoding, versions.c.payload)


def _one(archive: Archive, wanted: Select[Any]) -> Release | None:
    with archive.engine.connect() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return Release(
        row.number,
        row.instant,
        row.position,
        row.first_publication,
        row.last_publication,
        row.statements,
        Facts.from_json(row.facts),
    )
