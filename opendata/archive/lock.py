"""Locks between processes, kept by the operating system: they end with their holder, however it ends.

Where several machines share an archive in PostgreSQL, each of them is one between the machines, too
(`opendata.archive.advisory`).
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from opendata.archive.advisory import Hold, advisory, is_held
from opendata.errors import ArchiveBusyError, HomeError, OpendataError, PublishBusyError

LOCKS_FOLDER = ".locks"
WAIT_SECONDS = 2.0
_POLL_SECONDS = 0.05


@contextmanager
def harvest_lock(
    home: Path, library: str, archive: Engine | None = None, wait: float = WAIT_SECONDS
) -> Iterator[Hold]:
    """Held while a library is harvested; raises ArchiveBusyError when another holds it for *wait* seconds."""
    yield from _held(home, f"harvest-{library}", ArchiveBusyError, f"harvesting {library}", archive, wait)


def is_harvesting(home: Path, library: str, archive: Engine | None = None) -> bool:
    """Whether a library is being harvested at this time."""
    return _is_locked(home, f"harvest-{library}") or is_held(archive, f"harvest-{library}")


def _is_locked(home: Path, name: str) -> bool:
    try:
        descriptor = os.open(_file(home, name), os.O_RDONLY)
    except OSError:
        return False
    try:
        # Shared: two that ask at once do not take one another for a harvest.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)


@contextmanager
def publish_lock(home: Path, archive: Engine | None = None, wait: float = WAIT_SECONDS) -> Iterator[Hold]:
    """Held while a release is made or dumped; raises PublishBusyError, as `harvest_lock` does."""
    yield from _held(home, "publish", PublishBusyError, "publishing or writing dumps", archive, wait)


def _held(
    home: Path, name: str, busy: type[OpendataError], doing: str, archive: Engine | None, wait: float
) -> Iterator[Hold]:
    file = _file(home, name)
    try:
        file.parent.mkdir(exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise HomeError(f"{file} cannot be written: {error.strerror}") from error
    try:
        if not _taken(descriptor, wait):
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
            who = f"process {holder}" if holder else "another process"
            raise busy(f"{who} is {doing} in {home}; try again when it has ended")
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        with advisory(archive, name, wait) as hold:
            if hold is None:
                raise busy(f"another machine is {doing} in the same archive; try again when it has ended")
            yield hold
    finally:
        os.close(descriptor)


def _file(home: Path, name: str) -> Path:
    return home / LOCKS_FOLDER / name


def _taken(descriptor: int, wait: float) -> bool:
    give_up = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= give_up:
                return False
            time.sleep(_POLL_SECONDS)
