"""An archive copied whole into another database: from SQLite to PostgreSQL, back, or to a file for a backup.

Rows go over in the order of their keys, a batch to a transaction; a copy that was cut off goes on behind the
last row of each table. Then both sides are counted and digested, and must be the same; only then the target
says that it is an archive.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
    tuple_,
)
from sqlalchemy.exc import SQLAlchemyError

from opendata.archive.database import UNFINISHED, connect, first_line, revision_of
from opendata.archive.schema import metadata, position
from opendata.errors import ArchiveError

_TABLES = [table for table in metadata.sorted_tables if table is not position]
AT_ONCE = 1000
"""Rows of a batch."""


class Copied(NamedTuple):
    """A table that is the same on both sides."""

    table: str
    rows: int
    digest: str
    """SHA-256 of the rows in the order of their keys."""


def _ignore(*_: object) -> None:
    pass


def copy_archive(
    source: Connection, url: str, on_progress: Callable[[str, int], None] = _ignore
) -> list[Copied]:
    """Copies the archive that *source*, one snapshot (`snapshot`), reads into the database at *url*.

    *on_progress* is told of a table and how many rows of it are there. Raises ArchiveError where the target
    holds something else, or is not the same in the end.
    """
    target = connect(url)
    try:
        _begin(target)
        for table in _TABLES:
            _copy(source, target, table, on_progress)
        with target.connect() as connection:
            done = [_compared(source, connection, table) for table in _TABLES]
        _end(source, target)
    except SQLAlchemyError as error:
        raise ArchiveError(
            f"the archive could not be copied: {first_line(error)}; the same command goes on where this "
            "one ended"
        ) from error
    finally:
        target.dispose()
    return done


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection to which the archive stays what it is now, whoever writes to it."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            connection.execute(text("SELECT 1"))
            yield connection
        return
    with engine.connect() as connection:
        # In write-ahead mode a transaction sees what was there at its first read.
        connection.execute(text("SELECT last FROM position"))
        yield connection


def _begin(target: Engine) -> None:
    if revision_of(target) is not None:
        raise ArchiveError("the target holds an archive already; name an empty database, or a new file")
    names = set(inspect(target).get_table_names())
    if names and UNFINISHED.name not in names:
        raise ArchiveError(
            f"the target holds tables of something else ({', '.join(sorted(names)[:3])}); name an empty "
            "database"
        )
    with target.begin() as connection:
        UNFINISHED.create(connection, checkfirst=True)
        metadata.create_all(connection)


def _copy(source: Connection, target: Engine, table: Table, on_progress: Callable[[str, int], None]) -> None:
    key = list(table.primary_key.columns)
    with target.connect() as connection:
        last = connection.execute(
            select(*key).order_by(*(column.desc() for column in key)).limit(1)
        ).one_or_none()
        done = connection.scalar(select(func.count()).select_from(table)) or 0
    wanted = select(table).order_by(*key)
    if last is not None:
        wanted = wanted.where(tuple_(*key) > tuple_(*last))
    for batch in _batches(source, wanted):
        with target.begin() as connection:
            connection.execute(insert(table), [dict(row._mapping) for row in batch])
        done += len(batch)
        on_progress(table.name, done)


def _batches(connection: Connection, wanted: Any) -> Iterator[Sequence[Any]]:
    rows = connection.execution_options(yield_per=AT_ONCE).execute(wanted)
    yield from rows.partitions()


def _compared(source: Connection, target: Connection, table: Table) -> Copied:
    ours, theirs = _digested(source, table), _digested(target, table)
    if ours != theirs:
        raise ArchiveError(
            f"the table {table.name} has {ours.rows:,} rows here and {theirs.rows:,} there, or they differ: "
            "the archive was changed between two attempts to copy it; empty the target, and copy again"
        )
    return ours


def _digested(connection: Connection, table: Table) -> Copied:
    digest, count = hashlib.sha256(), 0
    for batch in _batches(connection, select(table).order_by(*table.primary_key.columns)):
        count += len(batch)
        for row in batch:
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return Copied(table.name, count, digest.hexdigest())


def _end(source: Connection, target: Engine) -> None:
    """Makes it an archive; what PostgreSQL numbers by itself goes on behind what is there."""
    last = source.execute(select(position)).one()
    with target.begin() as connection:
        connection.execute(insert(position), dict(last._mapping))
        if target.dialect.name == "postgresql":
            for table in metadata.sorted_tables:
                column = table.autoincrement_column
                if column is not None:
                    _number_on(connection, table, column)
        UNFINISHED.drop(connection)


def _number_on(connection: Connection, table: Table, column: Column[Any]) -> None:
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
    )
    last = connection.scalar(select(func.max(column)))
    if sequence is not None and last is not None:
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})
