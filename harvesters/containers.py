"""What a file holds: itself, or what is packed in it, told by its first bytes and never by its name alone.

gzip, zstd, bzip2 and xz hold one file each; zip and tar hold many. They may stand in one another. Everything
is read as a stream; only a zip is put on disk first, since its list stands at its end.
"""

import bz2
import io
import lzma
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple, cast

from zstandard import ZstdDecompressor, ZstdError

from harvesters.readers.pieces import CHUNK, Peeked, Readable, Unpacked

DEEPEST = 4
"""Containers in containers; more are no harvest, but a trap."""
MOST_MEMBERS = 1_000_000
LARGEST_UNPACKED = 1 << 40
"""Bytes that one file may hold, unpacked."""
_BOMB = 1 << 30
_BOMB_RATIO = 1000
"""Nothing of more than a gibibyte packs so well."""
_ZSTD_INPUT = 1 << 12
"""Bytes unpacked at a time: a bomb makes a hundred megabytes of so many, and no more."""
_DAMAGE = (
    *(EOFError, OSError, zlib.error, lzma.LZMAError, ZstdError, tarfile.TarError, zipfile.BadZipFile),
    # What zipfile and tarfile let through of fields that make no sense.
    *(ValueError, OverflowError, NotImplementedError, RuntimeError, struct.error),
)


class Member(NamedTuple):
    """A file, or a file in a container."""

    name: str
    """The file's name, and behind `!` what it is called within."""
    stream: Readable
    problem: Callable[[], str]
    """Why the stream ended early, asked when it has ended; `""` where it did not."""


def members(stream: Readable, name: str, size: int = 0, depth: int = 0) -> Iterator[Member]:
    """The files that *stream*, a file of *size* bytes, holds; each must be read before the next is asked for.

    What cannot be opened is an empty one with a problem.
    """
    peeked = Peeked(stream)
    kind = _kind(peeked.start)
    if not kind:
        yield Member(name, peeked, lambda: _problem_of(stream))
    elif depth >= DEEPEST:
        yield _bad(name, f"more than {DEEPEST} containers in each other")
    elif kind in _UNPACKERS:
        unpacked = _Bounded(_UNPACKERS[kind](peeked), kind, size)
        yield from members(unpacked, name, size, depth + 1)
    elif kind == "zip":
        yield from _zip(peeked, stream, name, depth)
    else:
        yield from _tar(peeked, name, depth)


def _kind(start: bytes) -> str:
    for kind, sign in _SIGNS.items():
        if start.startswith(sign):
            return kind
    return "tar" if start[257:262] == b"ustar" else ""


class _Bounded:
    """An unpacked stream that ends where it is damaged, or where it turns out to be a bomb."""

    def __init__(self, stream: Readable, kind: str, packed: int) -> None:
        self._stream = stream
        self._kind = kind
        self._most = (
            LARGEST_UNPACKED if not packed else max(_BOMB, min(LARGEST_UNPACKED, packed * _BOMB_RATIO))
        )
        self._given = 0
        self.problem = ""

    def read(self, size: int = -1, /) -> bytes:
        """At most *size* bytes; `b""` at the end."""
        if self.problem:
            return b""
        try:
            data = self._stream.read(CHUNK if size < 0 else size)
        except _DAMAGE as error:
            self.problem = f"the {self._kind} file is damaged or cut off here: {error}"
            return b""
        if inner := _problem_of(self._stream):
            self.problem = inner
        self._given += len(data)
        if self._given > self._most:
            self.problem = (
                f"the {self._kind} file holds more than {self._most:,} bytes, which is not believed"
            )
            return b""
        return data


def _problem_of(stream: object) -> str:
    return str(getattr(stream, "problem", ""))


def _bad(name: str, problem: str) -> Member:
    return Member(name, io.BytesIO(b""), lambda: problem)


def _gzip(stream: Readable) -> Readable:
    return Unpacked(stream)


class _Zstd:
    """A zstd stream of any number of frames; the library's own reader does not tell where one is cut off."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._frame = ZstdDecompressor().decompressobj()
        self._rest = b""
        self._begun = False

    def read(self, size: int = -1, /) -> bytes:
        """Some bytes; `b""` at the end. Raises EOFError where a frame is cut off."""
        while True:
            data = self._rest or self._stream.read(_ZSTD_INPUT)
            self._rest = b""
            if not data:
                if self._begun:
                    raise EOFError("it ends within a frame")
                return b""
            self._begun = True
            unpacked = self._frame.decompress(data)
            if self._frame.eof:
                self._rest = self._frame.unused_data
                self._frame, self._begun = ZstdDecompressor().decompressobj(), False
            if unpacked:
                return unpacked


def _bzip2(stream: Readable) -> Readable:
    return bz2.BZ2File(cast(IO[bytes], _Seekless(stream)))


def _xz(stream: Readable) -> Readable:
    return lzma.LZMAFile(cast(IO[bytes], _Seekless(stream)))


_SIGNS = {
    "gzip": b"\x1f\x8b",
    "zstd": b"\x28\xb5\x2f\xfd",
    "bzip2": b"BZh",
    "xz": b"\xfd7zXZ\0",
    "zip": b"PK\x03\x04",
}
_UNPACKERS: dict[str, Callable[[Readable], Readable]] = {
    "gzip": _gzip,
    "zstd": _Zstd,
    "bzip2": _bzip2,
    "xz": _xz,
}


class _Seekless(io.RawIOBase):
    """A stream as the standard library's unpackers want it."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most *size* bytes."""
        return self._stream.read(CHUNK if size < 0 else size)


def _zip(peeked: Peeked, stream: Readable, name: str, depth: int) -> Iterator[Member]:
    """The members of a zip file, in the order of its list."""
    with tempfile.TemporaryFile(prefix="opendata-") as spooled:
        while chunk := peeked.read(CHUNK):
            spooled.write(chunk)
        try:
            archive = zipfile.ZipFile(spooled)
        except _DAMAGE as error:
            yield _bad(name, _problem_of(stream) or f"the zip file is damaged or cut off: {error}")
            return
        with archive:
            for number, entry in enumerate(archive.infolist()):
                inner = f"{name}!{_decoded(entry)}"
                if number >= MOST_MEMBERS:
                    yield _bad(name, f"more than {MOST_MEMBERS:,} files in one zip file")
                    return
                if entry.filename.endswith("/"):
                    continue
                if entry.flag_bits & 1:
                    yield _bad(inner, "it is encrypted: ask the library for an open file")
                    continue
                try:
                    opened = archive.open(entry)
                except _DAMAGE as error:
                    yield _bad(inner, f"it cannot be unpacked: {error}")
                    continue
                with opened:
                    bounded = _Bounded(opened, "zip", entry.compress_size)
                    yield from members(bounded, inner, entry.compress_size, depth + 1)


def _decoded(entry: zipfile.ZipInfo) -> str:
    """The member's name; what older Windows programs wrote is no CP437, whatever the format says."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _tar(stream: Readable, name: str, depth: int) -> Iterator[Member]:
    """The regular files of a tar file, as they come."""
    number = 0
    try:
        with tarfile.open(fileobj=cast(IO[bytes], _Seekless(stream)), mode="r|") as archive:
            for entry in archive:
                number += 1
                if number > MOST_MEMBERS:
                    yield _bad(name, f"more than {MOST_MEMBERS:,} files in one tar file")
                    return
                content = archive.extractfile(entry) if entry.isfile() else None
                if content is not None:
                    bounded = _Bounded(cast(Readable, content), "tar", 0)
                    yield from members(bounded, f"{name}!{entry.name}", entry.size, depth + 1)
    except _DAMAGE as error:
        yield _bad(name, _problem_of(stream) or f"the tar file is damaged or cut off here: {error}")
        return
    if problem := _problem_of(stream):
        yield _bad(name, problem)
