"""What is in a compressed file, read in parts of bounded size whatever the file is."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

GZIP, ZSTD, PLAIN = "gz", "zst", ""
"""How a file is compressed, and the end of its name."""
MEDIA_TYPES = {GZIP: "application/gzip", ZSTD: "application/zstd"}

DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
"""What reading a file raises that does not hold what its name says, or not all of it."""

_READ = 1 << 18
_READ_PACKED = 1 << 12  # a frame of nothing but zeros unpacks to some 30,000 times its size


def compression_of(name: str) -> str:
    """How a file is compressed, by its name."""
    end = name.rpartition(".")[2]
    return end if end in MEDIA_TYPES else PLAIN


@contextmanager
def opened(path: Path) -> Iterator[Callable[[int], bytes]]:
    """A function that reads on in the content of a file; it raises DAMAGED, and OSError as any file does."""
    with path.open("rb") as file:
        yield _reader(file, compression_of(path.name))


def proven(path: Path) -> tuple[str, int]:
    """SHA-256 of a file in hexadecimal digits, and the size of its content in bytes; raises DAMAGED.

    The content is read to its end: the checksum in the file (CRC-32 of gzip, XXH64 of zstd) holds for it.
    """
    size = 0
    with path.open("rb") as file:
        watched = _Watched(file)
        read = _reader(cast(BinaryIO, watched), compression_of(path.name))
        while data := read(_READ):
            size += len(data)
    return watched.digest.hexdigest(), size


def _reader(file: BinaryIO, compression: str) -> Callable[[int], bytes]:
    if compression == GZIP:
        return gzip.GzipFile(fileobj=file, mode="rb").read
    if compression == ZSTD:
        return _Frames(file).read
    return file.read


class _Watched:
    """A file of which a digest is taken while it is read from its beginning to its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


class _Frames:
    """The content of zstd frames (RFC 8878), the last of which must be whole."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._frame = zstandard.ZstdDecompressor().decompressobj()

    def read(self, size: int) -> bytes:
        """The next bytes, about *size* of them; `b""` at the end."""
        parts: list[bytes] = []
        length = 0
        while length < size and (packed := self._file.read(_READ_PACKED)):
            part = self._unpacked(packed)
            parts.append(part)
            length += len(part)
        if length < size and not self._frame.eof:
            raise EOFError("the file ends in the middle of a frame")
        return b"".join(parts)

    def _unpacked(self, packed: bytes) -> bytes:
        parts = []
        while packed:
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            parts.append(self._frame.decompress(packed))
            packed = self._frame.unused_data if self._frame.eof else b""
        return b"".join(parts)
