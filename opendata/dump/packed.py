"""One content in several files at once, each compressed in its own way; counted, digested and proven.

What a file holds follows from the content and the compressors' versions alone: the content is cut into pieces
of one size wherever it came from, gzip (RFC 1952) has no clock and no name in its header, and zstd (RFC 8878)
is one frame, compressed by one thread at one level, with its checksum and without a size.
"""

import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

import zstandard

from opendata.dump import gzip_pieces
from opendata.dump.content import DAMAGED, GZIP, PLAIN, ZSTD, compression_of, digests
from opendata.dump.gzip_pieces import GzipWriter
from opendata.errors import ReleaseError
from opendata.release.executor import in_order
from opendata.whole_file import whole_file

PIECE = 1 << 20
"""Bytes of content that a process compresses at a time."""
ZSTD_LEVEL = 6

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


class _Outlet(Protocol):
    def add(self, data: bytes, piece: bytes) -> None:
        """Appends *data*, of which *piece* is what the pool made."""

    def end(self) -> None:
        """Completes the file."""


class _Zstd:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._frame = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True).compressobj()

    def add(self, data: bytes, piece: bytes) -> None:
        self._out.write(self._frame.compress(data))

    def end(self) -> None:
        self._out.write(self._frame.flush())


class _Plain:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def add(self, data: bytes, piece: bytes) -> None:
        self._out.write(data)

    def end(self) -> None:
        pass


_OUTLETS: dict[str, Callable[[BinaryIO], _Outlet]] = {GZIP: GzipWriter, ZSTD: _Zstd, PLAIN: _Plain}


def pack(content: Iterable[bytes], paths: Sequence[Path], executor: Executor) -> list[Packed]:
    """Writes *content* into each of *paths*, compressed as its name says, and proves what was written.

    Each file appears whole; *executor* compresses for gzip. Raises ReleaseError when what is read back is not
    what was written.
    """
    plain = sha256()
    size = 0
    kinds = [compression_of(path.name) for path in paths]
    with ExitStack() as stack:
        outlets: list[_Outlet] = [
            _OUTLETS[kind](stack.enter_context(whole_file(path)))
            for path, kind in zip(paths, kinds, strict=True)
        ]
        for data, piece in _compressed(_cut(content), executor, GZIP in kinds):
            plain.update(data)
            size += len(data)
            for outlet in outlets:
                outlet.add(data, piece)
        for outlet in outlets:
            outlet.end()
    return [_proven(path, size, plain.hexdigest()) for path in paths]


def _compressed(pieces: Iterator[bytes], executor: Executor, wanted: bool) -> Iterator[tuple[bytes, bytes]]:
    if not wanted:
        yield from ((data, b"") for data in pieces)
        return
    begun: deque[bytes] = deque()

    def tasks() -> Iterator[tuple[bytes]]:
        for data in pieces:
            begun.append(data)
            yield (data,)

    for piece in in_order(executor, gzip_pieces.compress, tasks()):
        yield begun.popleft(), piece


def _cut(content: Iterable[bytes]) -> Iterator[bytes]:
    """The content in pieces of PIECE bytes, the last one shorter."""
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
    if length:
        yield b"".join(parts)


def _proven(path: Path, plain_bytes: int, plain_sha256: str) -> Packed:
    try:
        packed, content = digests(path)
    except DAMAGED as error:
        raise ReleaseError(f"{path} was not written whole: {error}") from error
    if content != plain_sha256:
        raise ReleaseError(f"{path} does not hold what was written; is the disk sound?")
    return Packed(path, path.stat().st_size, packed, plain_bytes, plain_sha256)
