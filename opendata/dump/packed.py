"""One content in several files at once, each compressed in its own way; counted, digested and proven.

What a file holds follows from the content and the compressors' versions alone: the content is cut into pieces
of one size wherever it came from, gzip (RFC 1952) has no clock and no name in its header, and zstd (RFC 8878)
is one frame, compressed by one thread at one level, with its checksum and without a size.
"""

import os
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

import zstandard

from opendata.dump import gzip_pieces
from opendata.dump.content import DAMAGED, GZIP, PLAIN, ZSTD, compression_of, proven
from opendata.dump.gzip_pieces import GzipWriter
from opendata.errors import ReleaseError
from opendata.whole_file import whole_file

PIECE = 1 << 20
"""Bytes of content that a process compresses at a time."""
ZSTD_LEVEL = 3
_AT_ONCE = 2 * (os.cpu_count() or 1)

COMPRESSORS = {
    GZIP: f"zlib {zlib.ZLIB_RUNTIME_VERSION}, level {gzip_pieces.LEVEL}",
    ZSTD: f"zstd {'.'.join(map(str, zstandard.ZSTD_VERSION))}, level {ZSTD_LEVEL}",
}
"""What the bytes of compressed files depend on beside their content."""


class Packed(NamedTuple):
    """A file that was written."""

    path: Path
    bytes: int
    sha256: str
    plain_bytes: int
    plain_sha256: str


class Digested:
    """A file that knows the SHA-256 of what was written into it, from beginning to end."""

    closed = False

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.digest = sha256()
        self.bytes = 0

    def write(self, data: Any) -> int:
        """Appends *data*."""
        view = memoryview(data)
        self.digest.update(view)
        self._out.write(view)
        self.bytes += view.nbytes
        return view.nbytes

    def tell(self) -> int:
        """How many bytes were written."""
        return self.bytes

    def flush(self) -> None:
        """Nothing: the file below is flushed at its end."""

    def close(self) -> None:
        """Nothing, as before."""


class Pieces:
    """Where pieces lie that were compressed already: files that share content share the work on it."""

    def __init__(self) -> None:
        self._places: dict[bytes, tuple[Path, int, int]] = {}

    def keep(self, digest: bytes, path: Path, start: int, length: int) -> None:
        """Notes that the piece of that digest lies in a file."""
        self._places.setdefault(digest, (path, start, length))

    def find(self, digest: bytes) -> bytes | None:
        """The compressed piece; None where it is not known."""
        if digest not in self._places:
            return None
        path, start, length = self._places[digest]
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)


class _Outlet(Protocol):
    def add(self, data: bytes, piece: bytes) -> int:
        """Appends *data*, of which *piece* is what the pool made; returns where that begins."""

    def end(self) -> None:
        """Completes the file."""


class _Zstd:
    def __init__(self, out: Digested) -> None:
        self._out = out
        self._frame = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True).compressobj()

    def add(self, data: bytes, piece: bytes) -> int:
        self._out.write(self._frame.compress(data))
        return 0

    def end(self) -> None:
        self._out.write(self._frame.flush())


class _Plain:
    def __init__(self, out: Digested) -> None:
        self._out = out

    def add(self, data: bytes, piece: bytes) -> int:
        self._out.write(data)
        return 0

    def end(self) -> None:
        pass


_OUTLETS: dict[str, Callable[[Digested], _Outlet]] = {GZIP: GzipWriter, ZSTD: _Zstd, PLAIN: _Plain}


def pack(
    content: Iterable[bytes], paths: Sequence[Path], executor: Executor, known: Pieces | None = None
) -> list[Packed]:
    """Writes *content* into each of *paths*, compressed as its name says, and proves what was written.

    Each file appears whole; *executor* compresses for gzip, but for what is *known*. A piece ends before its
    time where *content* has `b""`. Raises ReleaseError when what is read back is not what was written.
    """
    known = Pieces() if known is None else known
    plain = sha256()
    size = 0
    places: list[tuple[bytes, Path, int, int]] = []
    kinds = [compression_of(path.name) for path in paths]
    with ExitStack() as stack:
        written = [Digested(stack.enter_context(whole_file(path))) for path in paths]
        outlets: list[_Outlet] = [_OUTLETS[kind](out) for out, kind in zip(written, kinds, strict=True)]
        for piece in _compressed(_cut(content), executor, GZIP in kinds, known):
            plain.update(piece.data)
            size += len(piece.data)
            for outlet, path in zip(outlets, paths, strict=True):
                start = outlet.add(piece.data, piece.compressed)
                if start:
                    places.append((piece.digest, path, start, len(piece.compressed)))
        for outlet in outlets:
            outlet.end()
    done = [
        _proven(path, out.digest.hexdigest(), size, plain.hexdigest())
        for path, out in zip(paths, written, strict=True)
    ]
    for place in places:
        known.keep(*place)
    return done


class _Piece(NamedTuple):
    data: bytes
    digest: bytes = b""
    compressed: bytes = b""


def _compressed(pieces: Iterator[bytes], executor: Executor, wanted: bool, known: Pieces) -> Iterator[_Piece]:
    if not wanted:
        yield from map(_Piece, pieces)
        return
    begun: deque[tuple[_Piece, Future[bytes] | None]] = deque()
    try:
        for data in pieces:
            digest = sha256(data).digest()
            found = known.find(digest)
            begun.append(
                (_Piece(data, digest, found), None)
                if found is not None
                else (_Piece(data, digest), executor.submit(gzip_pieces.compress, data))
            )
            if len(begun) >= _AT_ONCE:
                yield _ended(*begun.popleft())
        while begun:
            yield _ended(*begun.popleft())
    finally:
        for _, future in begun:
            if future is not None:
                future.cancel()


def _ended(piece: _Piece, future: Future[bytes] | None) -> _Piece:
    return piece if future is None else piece._replace(compressed=future.result())


def _cut(content: Iterable[bytes]) -> Iterator[bytes]:
    """The content in pieces of PIECE bytes; the last one, and those before `b""`, are shorter."""
    parts: list[bytes] = []
    length = 0
    for data in content:
        parts.append(data)
        length += len(data)
        if length >= PIECE:
            joined = b"".join(parts)
            whole = length - length % PIECE
            yield from (joined[low : low + PIECE] for low in range(0, whole, PIECE))
            parts, length = [joined[whole:]], length - whole
        if not data and length:
            yield b"".join(parts)
            parts, length = [], 0
    if length:
        yield b"".join(parts)


def _proven(path: Path, written: str, plain_bytes: int, plain_sha256: str) -> Packed:
    try:
        digest, size = proven(path)
    except DAMAGED as error:
        raise ReleaseError(f"{path} was not written whole: {error}") from error
    if (digest, size) != (written, plain_bytes):
        raise ReleaseError(f"{path} does not hold what was written; is the disk sound?")
    return Packed(path, path.stat().st_size, digest, plain_bytes, plain_sha256)
