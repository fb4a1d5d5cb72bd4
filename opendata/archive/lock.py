"""Locks between processes, kept by the operating system: they end with their holder, however it ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from opendata.errors import ArchiveBusyError, HomeError, OpendataError, PublishBusyError

LOCKS_FOLDER = ".locks"
WAIT_SECONDS = 2.0
_POLL_SECONDS = 0.05


@contextmanager
def harvest_lock(home: Path, library: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Held while a library is harvested; raises ArchiveBusyError when another holds it for *wait* seconds."""
    yield from _held(home, f"harvest-{library}", ArchiveBusyError, f"harvesting {library}", wait)


def is_harvesting(home: Path, library: str) -> bool:
    """Whether a library is being harvested at this time."""
    try:
        descriptor = os.open(_file(home, f"harvest-{library}"), os.O_RDONLY)
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
def publish_lock(home: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Held while a release is made or dumped; raises PublishBusyError, as `harvest_lock` does."""
    yield from _held(home, "publish", PublishBusyError, "publishing or writing dumps", wait)


def _held(home: Path, name: str, busy: type[OpendataError], doing: str, wait: float) -> Iterator[None]:
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
        yield
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
