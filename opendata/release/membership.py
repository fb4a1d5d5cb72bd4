"""Which publications are in which sets: kept beside them, in the order in which lists show them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, tuple_, update

from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.schema import members, publications, release_sets, set_names
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
            _inherit(connection, [row for row, _, deleted in rows if deleted], release)
            added = _members(connection, _read(connection, [row for row, _, _ in rows]))
            if added:
                connection.execute(
                    insert(members),
                    [{"superseded_by": 0, "set": number, "publication": row} for number, row in added],
                )
            grown.update(number for number, _ in added)
    return dict(grown)


_Row = tuple[int, str | None, bool]


def _batches(archive: Archive, condition: object, after: int) -> Iterable[list[_Row]]:
    chosen = select(publications.c.id, publications.c.sets, publications.c.deleted)
    while True:
        wanted = chosen.where(condition, publications.c.id > after)  # type: ignore[arg-type]
        with archive.engine.connect() as connection:
            rows = connection.execute(wanted.order_by(publications.c.id).limit(_AT_ONCE)).all()
        if not rows:
            return
        yield [(row.id, row.sets, row.deleted) for row in rows]
        after = rows[-1].id


def _read(connection: Connection, wanted: list[int]) -> list[_Row]:
    chosen = select(publications.c.id, publications.c.sets, publications.c.deleted)
    rows = connection.execute(chosen.where(publications.c.id.in_(wanted)).order_by(publications.c.id))
    return [(row.id, row.sets, row.deleted) for row in rows]


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
    named = [(row, {each for spec in (sets or "").split() for each in above(spec)}) for row, sets, _ in rows]
    numbers = _numbers(connection, {spec for _, specs in named for spec in specs})
    return [(numbers[spec], row) for row, specs in named for spec in sorted(specs)]


def _numbers(connection: Connection, specs: set[str]) -> Mapping[str, int]:
    """The numbers of sets; new ones get theirs."""
    every = select(set_names.c.spec, set_names.c.id)
    known = {row.spec: row.id for row in connection.execute(every)}
    if new := sorted(specs - known.keys()):
        connection.execute(insert(set_names), [{"spec": spec} for spec in new])
        known = {row.spec: row.id for row in connection.execute(every)}
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
