"""Archives that came with a release: immutable SQLite files `archives/{number}.db`, read and never written.

A front end reads the one of the highest number. A new one takes effect with the next connection that is taken
from the pool; who has one goes on with the file that it was opened on, also when that has lost its name.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

from opendata.archive.archive import Archive
from opendata.errors import ArchiveError

_FILE = "file"
_AT_ONCE = 64
"""Connections; a thread of the doors has one at a time."""


def snapshot_path(folder: Path, number: int) -> Path:
    """The archive of a release."""
    return folder / f"{number}.db"


def newest(folder: Path) -> Path | None:
    """The archive to read; None where there is none."""
    found = (file for file in folder.glob("*.db") if file.stem.isdecimal())
    return max(found, key=lambda file: int(file.stem), default=None)


def open_newest(folder: Path) -> Archive:
    """The archive of the newest release in *folder*, and of each newer one as soon as it is there."""

    def connect() -> sqlite3.Connection:
        file = newest(folder)
        if file is None:
            raise ArchiveError(f"{folder} has no archive any more; run `opendata fetch-release`")
        address = f"file:{quote(str(file))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        opened[id(connection)] = file
        return connection

    opened: dict[int, Path] = {}
    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=_AT_ONCE, max_overflow=-1
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, record: Any) -> None:
        record.info[_FILE] = opened.pop(id(connection))

    @event.listens_for(engine, "checkout")
    def _taken(connection: Any, record: Any, proxy: object) -> None:
        if record.info.get(_FILE) != newest(folder):
            raise DisconnectionError("there is a newer archive")  # the pool opens another connection

    @event.listens_for(engine, "begin")
    def _begins(connection: Connection) -> None:
        connection.connection.cursor().execute("BEGIN")

    return Archive(engine)


def revision(file: Path) -> str:
    """The revision of the tables in an archive's file; "" where it does not say one."""
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return ""
    return str(row[0]) if row else ""


def has_records(file: Path) -> bool:
    """Whether an archive was ever harvested into; commands that only look make an empty one."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT 1 FROM records LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return True  # whatever it is, it is not ours to pass over


def copy_database(source: Path, to: Path) -> None:
    """Copies an SQLite file as it is at this moment, page by page, while others go on reading and writing.

    The same content stands in the same places, so that two copies differ where something changed.
    Raises sqlite3.Error.
    """
    to.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(to)) as copy:
        whole.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
