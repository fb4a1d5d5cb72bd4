"""Which publications are in which sets: kept beside them, in the order in which lists show them.

Records that came in different formats are kept apart in each set: not all can be given in every format, and a
list in one that few of them have is to be read past none of the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, tuple_, update

from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.schema import members, publications, release_sets, set_names, versions
from opendata.release.sets import above

_AT_ONCE = 5_000
_key = tuple_(members.c.superseded_by, members.c.set, members.c.publication)


def arrange(archive: Archive, release: int, first: int) -> dict[int, int]:
    """Takes what *release* supersedes out of the sets as they stand, and puts in its publications.

    These are the ones behind the id *first*. One that is deleted stays where it was before. Returns by how
    much each set grew.
    """
    grown: Counter[int] = Counter()
    gone = publications.c.superseded_by == release
    for rows in _batches(archive, gone, 0):
        with writing(archive.engine) as connection:
            taken = _members(connection, rows)
            here = and_(
                members.c.superseded_by == 0,
                members.c.set == bindparam("of"),
                members.c.publication == bindparam("number"),
            )
            if taken:
                moved = update(members).where(here).values(superseded_by=release)
                connection.execute(moved, [{"of": number, "number": row} for number, row in taken])
            grown.subtract(number for number, _ in taken)
    for rows in _batches(archive, publications.c.release == release, first):
        with writing(archive.engine) as connection:
            _inherit(connection, [row.id for row in rows if row.deleted], release)
            added = _members(connection, _read(connection, [row.id for row in rows]))
            if added:
                connection.execute(
                    insert(members),
                    [{"superseded_by": 0, "set": number, "publication": row} for number, row in added],
                )
            grown.update(number for number, _ in added)
    return dict(grown)


class _Row(NamedTuple):
    """A publication."""

    id: int
    sets: str | None
    deleted: bool
    format: str


_CHOSEN = select(publications.c.id, publications.c.sets, publications.c.deleted, versions.c.format).join(
    versions, versions.c.id == publications.c.version
)


def _batches(archive: Archive, condition: object, after: int) -> Iterable[list[_Row]]:
    while True:
        wanted = _CHOSEN.where(condition, publications.c.id > after)  # type: ignore[arg-type]
        with archive.engine.connect() as connection:
            rows = connection.execute(wanted.order_by(publications.c.id).limit(_AT_ONCE)).all()
        if not rows:
            return
        yield [_Row(*row) for row in rows]
        after = rows[-1].id


def _read(connection: Connection, wanted: list[int]) -> list[_Row]:
    rows = connection.execute(_CHOSEN.where(publications.c.id.in_(wanted)).order_by(publications.c.id))
    return [_Row(*row) for row in rows]


def _inherit(connection: Connection, deleted: list[int], release: int) -> None:
    """Gives deleted publications the sets of those that they supersede."""
    if not deleted:
        return
    new, old = publications.alias("new"), publications.alias("old")
    same = and_(new.c.library == old.c.library, new.c.identifier == old.c.identifier)
    wanted = select(new.c.id, old.c.sets).join(old, same)
    rows = connection.execute(
        wanted.where(new.c.id.in_(deleted), old.c.superseded_by == release, old.c.id != new.c.id)
    ).all()
    if rows:
        here = publications.c.id == bindparam("number")
        told = update(publications).where(here).values(sets=bindparam("specs"))
        connection.execute(told, [{"number": row.id, "specs": row.sets} for row in rows])


def _members(connection: Connection, rows: Iterable[_Row]) -> list[tuple[int, int]]:
    """`(set, publication)` for every set of each publication, those above in the hierarchy too."""
    named = [
        (row.id, {(each, row.format) for spec in (row.sets or "").split() for each in above(spec)})
        for row in rows
    ]
    numbers = _numbers(connection, {name for _, names in named for name in names})
    return [(numbers[name], row) for row, names in named for name in sorted(names)]


def _numbers(connection: Connection, names: set[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    """The numbers of sets by setSpec and format; new ones get theirs."""
    every = select(set_names)
    known = {(row.spec, row.format): row.id for row in connection.execute(every)}
    if new := sorted(names - known.keys()):
        connection.execute(insert(set_names), [{"spec": spec, "format": kind} for spec, kind in new])
        known = {(row.spec, row.format): row.id for row in connection.execute(every)}
    return known


def scatter(connection: Connection, release: int) -> None:
    """Takes back what `arrange` did for a release that was never stamped."""
    taken = members.c.superseded_by == release
    connection.execute(update(members).where(taken).values(superseded_by=0))
    last = select(func.max(publications.c.id)).scalar_subquery()
    for number in connection.scalars(select(set_names.c.id)).all():
        mine = and_(members.c.superseded_by == 0, members.c.set == number)
        connection.execute(delete(members).where(mine, members.c.publication > func.coalesce(last, 0)))


def forget(archive: Archive, oldest: int, at_once: int) -> bool:
    """Deletes some of what only forgotten releases show; whether there may be more."""
    gone = members.c.superseded_by.between(1, oldest)
    keys = select(members.c.superseded_by, members.c.set, members.c.publication).where(gone).limit(at_once)
    with writing(archive.engine) as connection:
        found = connection.execute(keys.order_by(*members.primary_key.columns)).all()
        if found:
            last = tuple_(*found[-1])
            connection.execute(delete(members).where(gone, _key <= last))
    return len(found) == at_once


def write_counts(connection: Connection, release: int, grown: Mapping[int, int], oldest: int) -> None:
    """Keeps how large the sets of a release are, and forgets releases before *oldest*."""
    known = {row.set: row.records for row in connection.execute(
        select(release_sets).where(release_sets.c.release == release - 1))}  # fmt: skip
    sizes = Counter(known)
    sizes.update(grown)
    rows = [{"release": release, "set": number, "records": size} for number, size in sorted(sizes.items())]
    if rows:
        connection.execute(insert(release_sets), rows)
    connection.execute(delete(release_sets).where(release_sets.c.release < oldest))
