"""The archive's database: how it is opened, and how transactions that write to it begin."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from opendata.archive.schema import REVISION, metadata, position, revision
from opendata.errors import ArchiveBusyError, ArchiveError

BUSY_SECONDS = 30.0
"""How long a writer waits for another one's transaction, which is rarely longer than a second."""

UNFINISHED = Table("unfinished_copy", MetaData(), Column("row", Integer, primary_key=True))
"""The table that is there while an archive is being copied into a database."""
_TRIES = 20
_PAUSE_SECONDS = 0.1
_MAKING = 0x6F70656E64617461
"""PostgreSQL's key for the lock of whoever makes the tables: "opendata" in ASCII."""
_BUSY_STATES = ("55P03", "40001", "40P01")
"""lock_not_available, serialization_failure, deadlock_detected (PostgreSQL's Appendix A)."""


def open_engine(url: str, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """The engine for an archive, its tables made where there is none.

    Raises ArchiveError, also where the archive is of another revision than this program.
    """
    shown = shown_place(url)
    try:
        engine = connect(url, busy_seconds)
        found = revision_of(engine)
        if found is None:
            if inspect(engine).has_table(UNFINISHED.name):
                raise ArchiveError(
                    f"{shown} is a copy that was cut off; the command that began it goes on with it"
                )
            found = _make(engine)
    except (SQLAlchemyError, ImportError) as error:
        raise ArchiveError(f"the archive {shown} cannot be opened: {first_line(error)}") from error
    if found != REVISION:
        engine.dispose()
        raise ArchiveError(f"the archive {shown} {_other_revision(found)}")
    return engine


def shown_place(url: str) -> str:
    """The database as people are told of it: without a password."""
    place = make_url(url)
    return str(place.database if place.get_backend_name() == "sqlite" else place.render_as_string())


def _other_revision(found: str) -> str:
    """What is wrong with the revision, and what to do. Revisions are numbered in their order."""
    if found > REVISION:
        return (
            f"is of revision {found}, and this version of opendata knows only up to {REVISION}: install the "
            f"version that wrote it, or take it back with its `opendata archive downgrade {REVISION}`"
        )
    return (
        f"is of revision {found or 'none'}, this version of opendata wants {REVISION}: make a backup, end "
        "what runs on it, then carry it forward with `opendata archive upgrade`"
    )


def connect(url: str, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """The engine for a database that may not hold an archive yet."""
    place = make_url(url)
    engine = create_engine(place, pool_pre_ping=place.get_backend_name() != "sqlite")
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, busy_seconds)
    else:
        _set_up_postgresql(engine, busy_seconds)
    return engine


def revision_of(engine: Engine) -> str | None:
    """The revision of the archive; "" where its tables do not say one, None where there is no archive.

    It is there once the position's row is: this is written last, also when an archive is copied.
    """
    one = select(revision.c.version_num).scalar_subquery()
    for wanted in (select(position.c.last, one), select(position.c.last)):
        try:
            with engine.connect() as connection:
                row = connection.execute(wanted).one_or_none()
        except DBAPIError:
            # No such table; what else is wrong shows when they are made.
            continue
        return None if row is None else (row[1] if len(row) > 1 else "") or ""
    return None


def _make(engine: Engine) -> str:
    """Makes the tables. Others may be at it at the same moment: who comes second finds them there."""
    for _ in range(_TRIES):
        try:
            _make_tables(engine)
            return REVISION
        except DBAPIError:
            time.sleep(_PAUSE_SECONDS)
            found = revision_of(engine)
            if found is not None:
                return found
    _make_tables(engine)
    return REVISION


def _make_tables(engine: Engine) -> None:
    with engine.begin() as connection:
        one_at_a_time(connection)
        metadata.create_all(connection)
        if connection.scalar(select(position.c.last)) is None:
            connection.execute(insert(revision), {"version_num": REVISION})
            connection.execute(insert(position), {"row": 1, "last": 0})


def one_at_a_time(connection: Connection) -> None:
    """Waits until no other transaction makes or changes tables."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})


def _set_up_sqlite(engine: Engine, busy_seconds: float) -> None:
    """WAL, so that readers never wait; NORMAL: a power cut may take the last transactions, never more."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        # The driver would begin transactions by itself, and not before reads: SQLAlchemy does it below.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begins(connection: Connection) -> None:
        # By the driver itself: each page of a door begins one, and this takes a tenth of the time.
        connection.connection.cursor().execute("BEGIN")


def _set_up_postgresql(engine: Engine, busy_seconds: float) -> None:
    """Writers do not wait for one another for ever; what the server is told of us names the program."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        # Not among the connection's options: poolers such as PgBouncer refuse these.
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(busy_seconds * 1000)}")
            cursor.execute("SET application_name = 'opendata'")
            # So the server finds out within a minute that a machine which held a lock is gone.
            cursor.execute("SET tcp_keepalives_idle = 30")
            cursor.execute("SET tcp_keepalives_interval = 10")
            cursor.execute("SET tcp_keepalives_count = 3")
        connection.commit()


def _write_ahead(connection: Any) -> None:
    """Sets the mode; while another process sets it in a new file, SQLite refuses without waiting."""
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(_PAUSE_SECONDS)
    connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of the only writer: others wait until it ends.

    Its first statement changes the position's row. So SQLite takes its lock before anything was read, and
    PostgreSQL orders the writers: ids are given in the order of the commits.
    Raises ArchiveBusyError when another writer goes on for too long.
    """
    try:
        with engine.begin() as connection:
            connection.execute(update(position).values(last=position.c.last))
            yield connection
    except OperationalError as error:
        if _is_busy(error):
            raise ArchiveBusyError(
                f"another process has been writing to the archive for more than {BUSY_SECONDS:.0f} seconds; "
                "try again when it has ended"
            ) from error
        raise ArchiveError(f"the archive cannot be written: {first_line(error)}") from error


def _is_busy(error: OperationalError) -> bool:
    """Whether another writer was in the way: SQLite says so in words, PostgreSQL by its SQLSTATE."""
    return "locked" in str(error.orig) or getattr(error.orig, "sqlstate", None) in _BUSY_STATES


def first_line(error: Exception) -> str:
    """What the database said, without the statement."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
