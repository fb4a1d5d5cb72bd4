"""Locks between machines that share an archive in PostgreSQL: advisory ones, each held by a connection.

They end with the connection, so with their holder, however it ends; the server is told to look whether it is
still there (`opendata.archive.database`). An archive in a file has the locks of its home folder only.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from opendata.errors import PublishBusyError

_POLL_SECONDS = 0.2
# PostgreSQL, 53.13: a lock with a bigint key has its halves in classid and objid, and 1 in objsubid.
_HELD = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND (classid::bigint << 32) + objid::bigint = :key"
)


class Hold(NamedTuple):
    """That a lock is held; of an archive in a file, nothing more."""

    key: int = 0
    holder: int | None = None
    """The server's process behind the connection that holds it."""

    def check(self, connection: Connection) -> None:
        """Raises PublishBusyError when the lock was lost meanwhile, so that another may hold it.

        Within a transaction of `writing`: another holder waits there for its end before it changes anything.
        """
        if self.holder is None:
            return
        mine = text(f"{_HELD} AND pid = :pid")
        if not connection.scalar(mine, {"key": self.key, "pid": self.holder}):
            raise PublishBusyError(
                "the connection to the archive that kept other publishers away was lost, so this release was "
                "not made; publish again"
            )


@contextmanager
def advisory(engine: Engine | None, name: str, wait: float) -> Iterator[Hold | None]:
    """Holds the lock of that name; None when another holds it for *wait* seconds."""
    if engine is None or engine.dialect.name != "postgresql":
        yield Hold()
        return
    key = _key(name)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        give_up = time.monotonic() + wait
        while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}):
            if time.monotonic() >= give_up:
                yield None
                return
            time.sleep(_POLL_SECONDS)
        try:
            yield Hold(key, connection.scalar(text("SELECT pg_backend_pid()")))
        finally:
            try:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
            except DBAPIError:
                # The connection is lost, and the lock with it.
                connection.invalidate()


def is_held(engine: Engine | None, name: str) -> bool:
    """Whether anybody holds the lock of that name."""
    if engine is None or engine.dialect.name != "postgresql":
        return False
    with engine.connect() as connection:
        return bool(connection.scalar(text(_HELD), {"key": _key(name)}))


def _key(name: str) -> int:
    """A bigint for a name."""
    return int.from_bytes(sha256(f"opendata {name}".encode()).digest()[:8], "big", signed=True)
