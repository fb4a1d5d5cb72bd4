"""Bodies of answers: in memory while they are short, in files without names when they are long.

A long body is whole before its first byte is sent, so that its status, its size and whether it was cut are
known; a client that reads it slowly holds a file, and neither memory nor a worker.
"""

import io
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

IN_MEMORY = 1 << 18
_PIECE = 1 << 18
_GAP = 1 << 16
"""Left free at the beginning of a file: a result's head is known only at its end."""


class SpoolFullError(Exception):
    """There is no more room for long bodies."""


class Spool:
    """Where long bodies lie: at most *max_bytes* of files in *folder* (None: the system's for such files).

    The files have no names, so none is left behind, whatever happens to the process.
    """

    def __init__(self, folder: Path | None = None, max_bytes: int = 2 << 30) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self._used = 0
        self._lock = threading.Lock()

    @property
    def used(self) -> int:
        """Bytes taken now."""
        return self._used

    def take(self, size: int) -> None:
        """Takes room for so many bytes; raises SpoolFullError."""
        with self._lock:
            if self._used + size > self.max_bytes:
                raise SpoolFullError
            self._used += size

    def give_back(self, size: int) -> None:
        """Gives room back."""
        with self._lock:
            self._used -= size


class _File:
    """A file without a name, and its room in a spool; both go when nobody refers to it any more."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._size = 0
        file = tempfile.TemporaryFile("w+b", buffering=0, dir=spool.folder)  # noqa: SIM115 - closed below
        assert isinstance(file, io.FileIO)
        self._file = file
        self._file.seek(_GAP)

    @property
    def descriptor(self) -> int:
        return self._file.fileno()

    def append(self, data: bytes) -> None:
        self._spool.take(len(data))
        self._size += len(data)
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]

    def __del__(self) -> None:
        self._spool.give_back(self._size)
        self._file.close()


class _Reader(io.FileIO):
    """Reads a body's file from a place of its own, and keeps it there while it is open."""

    def __init__(self, file: _File, start: int) -> None:
        super().__init__(f"/proc/self/fd/{file.descriptor}")
        self._body_file: _File | None = file
        self.seek(start)

    def close(self) -> None:
        super().close()
        self._body_file = None

    def __del__(self) -> None:
        self.close()  # a server that loses its client may leave it open


class Body:
    """A whole body. Any number of threads may read it."""

    def __init__(self, size: int, content: bytes, file: _File | None = None, start: int = 0) -> None:
        self.size = size
        self._content = content
        self._file = file
        self._start = start

    @property
    def in_memory(self) -> bool:
        """Whether it is held in memory."""
        return self._file is None

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, in pieces."""
        if self._file is None:
            yield self._content
            return
        place, end = self._start, self._start + self.size
        while place < end:
            piece = os.pread(self._file.descriptor, min(_PIECE, end - place), place)
            if not piece:
                raise OSError("the file of a long answer is shorter than it was written")
            place += len(piece)
            yield piece

    def reader(self) -> io.RawIOBase | io.BytesIO:
        """A file with a position of its own, which stands at the body's beginning."""
        return io.BytesIO(self._content) if self._file is None else _Reader(self._file, self._start)


class BodyWriter:
    """Takes the pieces of one body. What is not finished leaves nothing behind."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._pieces: list[bytes] = []
        self._size = 0
        self._file: _File | None = None

    def write(self, data: bytes) -> None:
        """Adds a piece. Raises SpoolFullError, or OSError when the disk is full."""
        self._size += len(data)
        if self._file is not None:
            self._file.append(data)
            return
        self._pieces.append(data)
        if self._size > IN_MEMORY:
            self._file = _File(self._spool)
            self._file.append(b"".join(self._pieces))
            self._pieces = []

    def finish(self, head: bytes = b"") -> Body:
        """The body: *head*, then the pieces. Raises as `write` does."""
        size = len(head) + self._size
        if self._file is None:
            return Body(size, head + b"".join(self._pieces))
        if len(head) > _GAP:
            return body_of(chain((head,), self.finish().chunks()), self._spool)
        os.pwrite(self._file.descriptor, head, _GAP - len(head))
        return Body(size, b"", self._file, _GAP - len(head))


def body_of(pieces: Iterable[bytes], spool: Spool) -> Body:
    """The body made of these pieces."""
    writer = BodyWriter(spool)
    for piece in pieces:
        writer.write(piece)
    return writer.finish()
