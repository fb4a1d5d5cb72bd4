"""Results that other machines leave in a folder that all see, instead of sending them.

A scheduler hands on what tasks return, all of it, one after the other: so it gets the name of a file where
that is much. What lies there was pickled by this very program; who can write in the home is trusted anyway.
"""

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

FOLDER = ".results"
_SMALL = 16 << 10
"""Bytes; as much may be sent."""
_LOCK = "lock"


class Left(NamedTuple):
    """What is sent in place of a result."""

    file: str


@contextmanager
def place(home: Path) -> Iterator[Path]:
    """A folder for the results of one command, gone at its end.

    Those of commands that were killed are taken away.
    """
    every = home / FOLDER
    for old in every.iterdir() if every.is_dir() else ():
        _take_away(old)
    folder, lock = _made(every)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _made(every: Path) -> tuple[Path, int]:
    """A folder, and its lock, which is held."""
    while True:
        folder = every / token_hex(8)
        folder.mkdir(parents=True, mode=0o700)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / _LOCK).exists():
            return folder, lock
        # Another command, which began at this moment, took it for one that was left.
        os.close(lock)


def _take_away(folder: Path) -> None:
    """Removes a folder that nobody holds; one without a lock yet is about to be held."""
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(lock)


def leave(folder: str, work: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    """What *work* gives, or where it was left; runs on the machine that does it."""
    result = work(*given, **named)
    data = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
    if len(data) <= _SMALL:
        return result
    file = Path(folder) / token_hex(16)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_bytes(data)
    unfinished.replace(file)
    return Left(str(file))


class Brought(Future[Any]):
    """A future whose result is fetched from where it was left, when it is asked for."""

    def __init__(self, theirs: Future[Any]) -> None:
        super().__init__()
        self._theirs = theirs
        theirs.add_done_callback(self._done)

    def cancel(self) -> bool:
        """As `concurrent.futures` has it."""
        return self._theirs.cancel()

    def _done(self, theirs: Future[Any]) -> None:
        if theirs.cancelled():
            super().cancel()
            self.set_running_or_notify_cancel()
        elif (error := theirs.exception()) is not None:
            self.set_exception(error)
        else:
            try:
                self.set_result(_fetched(theirs.result()))
            except Exception as problem:
                self.set_exception(problem)


def _fetched(result: Any) -> Any:
    if not isinstance(result, Left):
        return result
    file = Path(result.file)
    fetched = pickle.loads(file.read_bytes())  # noqa: S301 - see above
    file.unlink()
    return fetched
