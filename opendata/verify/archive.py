"""The archive: every payload is what came, and its tables agree with one another.

Each statement sees one state of the database, and every transaction of a harvest or a publication leaves the
tables in agreement: so harvests and publications may go on meanwhile.
"""

from hashlib import sha256
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, text

from opendata.archive.schema import (
    LIVE,
    REJECTED,
    dictionaries,
    harvests,
    position,
    publications,
    records,
    replaced,
    runs,
    sightings,
    versions,
)
from opendata.verify.amounts import amounts
from opendata.verify.report import Report
from opendata.verify.scope import Scope, rows

_AT_ONCE = 200


def verify(scope: Scope, report: Report) -> None:
    """Looks at the whole archive."""
    _database(scope, report)
    with scope.archive.engine.connect() as connection:
        last = connection.scalar(select(position.c.last)) or 0
        newest = connection.scalar(select(func.max(versions.c.id))) or 0
        report.looked_at["versions"] = connection.scalar(select(func.count()).select_from(versions)) or 0
        report.looked_at["records"] = connection.scalar(select(func.count()).select_from(records)) or 0
        if newest > (connection.scalar(select(position.c.last)) or 0):
            report.disagrees("position", f"the change log is said to end at {last}, and has version {newest}")
        for kind, wanted, told in _CHECKS:
            scope.progress(f"looking at the archive ({kind})", 0, None)
            for row in rows(connection, wanted):
                report.disagrees(kind, told.format(**row._mapping))
    amounts(scope, report)
    if not scope.quick:
        _payloads(scope, report, last)


def _database(scope: Scope, report: Report) -> None:
    if scope.archive.engine.dialect.name != "sqlite":
        return
    scope.progress("checking the database's file", 0, None)
    check = "quick_check" if scope.quick else "integrity_check"
    with scope.archive.engine.connect() as connection:
        for said in connection.scalars(text(f"PRAGMA {check}")):
            if said != "ok":
                report.disagrees("database", said)


def _payloads(scope: Scope, report: Report, last: int) -> None:
    """Every payload unpacks to bytes of its digest."""
    chosen = (
        versions.c.id,
        versions.c.library,
        versions.c.identifier,
        versions.c.digest,
        versions.c.dictionary,
        versions.c.payload,
    )
    wanted = select(*chosen).order_by(versions.c.id).limit(_AT_ONCE)
    after = 0
    while True:
        with scope.archive.engine.connect() as connection:
            some = connection.execute(wanted.where(versions.c.id > after, versions.c.id <= last)).all()
        if not some:
            return
        for row in some:
            if problem := _problem(scope, row):
                report.disagrees("payload", f"version {row.id} of {row.library} {row.identifier} {problem}")
        after = some[-1].id
        report.looked_at["payloads"] += len(some)
        scope.progress("reading payloads", report.looked_at["payloads"], report.looked_at["versions"])


def _problem(scope: Scope, row: Any) -> str:
    try:
        payload = scope.archive.unpacking(row.dictionary)(row.payload) if row.payload else b""
    except KeyError:
        return f"was packed with dictionary {row.dictionary}, which is not there"
    except Exception as error:  # a damaged frame may ask for anything, memory too
        return f"cannot be unpacked ({type(error).__name__}: {error})"
    found = sha256(payload).digest()
    return "" if found == row.digest else f"is not what came: SHA-256 {found.hex()}, not {row.digest.hex()}"


def _pointers(name: str) -> Select[Any]:
    """Records whose newest, or newest readable, version is not one of theirs."""
    column = records.c[name]
    mine = and_(
        versions.c.id == column,
        versions.c.library == records.c.library,
        versions.c.identifier == records.c.identifier,
    )
    readable = and_(mine, versions.c.state != REJECTED) if name == "readable" else mine
    return select(records, column.label("version")).where(column.is_not(None), ~exists().where(readable))


def _unread() -> Select[Any]:
    """Records whose newest version can be read and is not told to be the newest that can be."""
    head = and_(versions.c.id == records.c.head, versions.c.state != REJECTED)
    behind = or_(records.c.readable.is_(None), records.c.readable != records.c.head)
    return select(records).join(versions, head).where(behind)


def _leaked() -> Select[Any]:
    """Versions that nothing points at, and that nobody will forget."""
    of_record = and_(
        records.c.library == versions.c.library,
        records.c.identifier == versions.c.identifier,
        or_(records.c.head == versions.c.id, records.c.readable == versions.c.id),
    )
    of_publication = and_(
        publications.c.library == versions.c.library,
        publications.c.identifier == versions.c.identifier,
        publications.c.version == versions.c.id,
    )
    return select(versions.c.id, versions.c.library, versions.c.identifier).where(
        ~exists().where(of_record),
        ~exists().where(of_publication),
        ~exists().where(replaced.c.version == versions.c.id),
    )


def _packed() -> Select[Any]:
    """Versions whose dictionary is not there."""
    return select(versions.c.id, versions.c.library, versions.c.identifier, versions.c.dictionary).where(
        versions.c.dictionary.is_not(None), ~exists().where(dictionaries.c.id == versions.c.dictionary)
    )


def _empty() -> Select[Any]:
    """Live versions that hold nothing."""
    nothing = func.length(versions.c.payload) == 0
    return select(versions.c.id, versions.c.library, versions.c.identifier).where(
        versions.c.state == LIVE, nothing
    )


_CHECKS: tuple[tuple[str, Select[Any], str], ...] = (
    (
        "newest version",
        _pointers("head"),
        "{library} {identifier} points at version {version}, which is not one of its own",
    ),
    (
        "newest readable version",
        _pointers("readable"),
        "{library} {identifier} points at version {version}, which is not one of its own that can be read",
    ),
    (
        "newest readable version",
        _unread(),
        "{library} {identifier} has the newer version {head} that can be read than {readable}",
    ),
    (
        "leaked version",
        _leaked(),
        "version {id} of {library} {identifier} is used by nothing and would never be forgotten",
    ),
    (
        "replaced version",
        select(replaced.c.version).where(~exists().where(versions.c.id == replaced.c.version)),
        "version {version} is to be forgotten, and is not there",
    ),
    (
        "dictionary",
        _packed(),
        "version {id} of {library} {identifier} needs dictionary {dictionary}, which is not there",
    ),
    ("empty version", _empty(), "version {id} of {library} {identifier} is live and holds nothing"),
    (
        "run",
        select(runs.c.id, runs.c.library).where(~exists().where(harvests.c.library == runs.c.library)),
        "run {id} is of {library}, of which no harvest is known",
    ),
    (
        "run",
        select(runs.c.id, runs.c.library).where(
            or_(*(runs.c[name] < 0 for name in ("pages", "new", "changed", "unchanged", "deleted", "live")))
        ),
        "run {id} of {library} counts less than nothing",
    ),
    (
        "sighting",
        select(sightings.c.library, func.count().label("records"))
        .where(~exists().where(harvests.c.library == sightings.c.library, harvests.c.sighting))
        .group_by(sightings.c.library),
        "{records} records of {library} are noted as sighted, and no listing is under way",
    ),
)
