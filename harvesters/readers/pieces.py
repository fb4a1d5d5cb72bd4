"""Files cut into records' bytes: what every splitter yields, and the stream that it reads."""

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, Protocol, cast

CHUNK = 1 << 18
"""Bytes that a splitter asks for at a time."""
LARGEST_RECORD = 1 << 24
"""A record of more bytes than this is not kept in memory whole; it is reported as unreadable."""
KEPT_OF_BROKEN = 1 << 20
"""How many bytes of a piece that is no record are kept."""


_BEFORE_XML = b"\xef\xbb\xbf \t\r\n\0"


class Piece(NamedTuple):
    """The bytes of one record as they stand in a file."""

    payload: bytes
    reason: str = ""
    """Why these bytes are no record; empty where they are to be read as one."""


class Readable(Protocol):
    """As much of a binary stream as a splitter needs."""

    def read(self, size: int = -1, /) -> bytes:
        """At most *size* bytes; `b""` at the end."""


class Peeked:
    """A stream whose first bytes were looked at, and are given again."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.start = filled(stream, CHUNK)
        self._waiting = self.start

    def read(self, size: int = -1, /) -> bytes:
        """At most *size* bytes; `b""` at the end."""
        if not self._waiting:
            return self._stream.read(size)
        end = len(self._waiting) if size < 0 else size
        given, self._waiting = self._waiting[:end], self._waiting[end:]
        return given + self._stream.read() if size < 0 else given


class Unpacked:
    """A gzip stream that ends where it is damaged; `problem` then says how."""

    def __init__(self, stream: Readable) -> None:
        self._stream = gzip.GzipFile(fileobj=cast(BinaryIO, stream))
        self.problem = ""

    def read(self, size: int = -1, /) -> bytes:
        """At most *size* bytes; `b""` at the end."""
        if self.problem:
            return b""
        try:
            return self._stream.read1(CHUNK if size < 0 else size)
        except (EOFError, OSError, zlib.error) as error:
            self.problem = f"the gzip file is damaged or cut off here: {error}"
            return b""


def is_xml(start: bytes) -> bool:
    """Whether a file that begins with *start* is XML: its first character that is no blank is `<`."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[:200].decode("utf-16", "ignore").lstrip()[:1] == "<"
    return start.lstrip(_BEFORE_XML)[:1] == b"<"


def chunks(stream: Readable) -> Iterator[bytes]:
    """The stream's bytes, a chunk at a time."""
    while chunk := stream.read(CHUNK):
        yield chunk


def filled(stream: Readable, size: int) -> bytes:
    """*size* bytes of *stream*, fewer only where it ends before."""
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
