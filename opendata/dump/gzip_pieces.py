"""One gzip file (RFC 1952) from pieces that several processes compressed.

A piece is a run of deflate blocks (RFC 1951) that ends at a byte and refers to nothing before it. Joined,
with a header, an end block and a checksum, pieces are a single gzip member: every reader takes it, unlike
a file of several members. No name and no time stand in it: the same pieces give the same bytes.
"""

import zlib
from typing import Protocol

LEVEL = 6
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x03\x00"


def compress(data: bytes) -> bytes:
    """*data* as a piece."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)


class _Out(Protocol):
    def write(self, data: bytes) -> int:
        """Appends *data*."""


class GzipWriter:
    """Joins pieces."""

    def __init__(self, out: _Out) -> None:
        self._out = out
        self._checksum = 0
        self._size = 0
        self._end = len(_HEADER)
        self._out.write(_HEADER)

    def add(self, data: bytes, piece: bytes) -> int:
        """Appends *piece*, which is `compress(data)`; returns where in the file it begins."""
        start = self._end
        self._end += len(piece)
        self._checksum = zlib.crc32(data, self._checksum)
        self._size += len(data)
        self._out.write(piece)
        return start

    def end(self) -> None:
        """Completes the file."""
        size = self._size & 0xFFFFFFFF
        self._out.write(_LAST_BLOCK + self._checksum.to_bytes(4, "little") + size.to_bytes(4, "little"))
