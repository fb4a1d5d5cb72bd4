"""One gzip file (RFC 1952) from pieces that several processes compressed.

A piece is a run of deflate blocks (RFC 1951) that ends at a byte and refers to nothing before it. Joined,
with a header, an end block and a checksum, pieces are a single gzip member: every reader takes it, unlike
a file of several members. No name and no time stand in it: the same pieces give the same bytes.
"""

import zlib
from hashlib import sha256
from typing import BinaryIO

LEVEL = 6
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x03\x00"
_READ = 1 << 20


def compress(data: bytes) -> bytes:
    """*data* as a piece."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush(zlib.Z_FULL_FLUSH)


class GzipWriter:
    """Joins pieces; counts and digests both what they were and what is written."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._checksum = 0
        self._plain = sha256()
        self._packed = sha256()
        self.plain_bytes = 0
        self.bytes = 0
        self._write(_HEADER)

    def add(self, data: bytes, piece: bytes) -> None:
        """Appends *piece*, which is `compress(data)`."""
        self._checksum = zlib.crc32(data, self._checksum)
        self._plain.update(data)
        self.plain_bytes += len(data)
        self._write(piece)

    def end(self) -> None:
        """Completes the file."""
        size = self.plain_bytes & 0xFFFFFFFF
        self._write(_LAST_BLOCK + self._checksum.to_bytes(4, "little") + size.to_bytes(4, "little"))

    @property
    def digest(self) -> str:
        """SHA-256 of what was written, in hexadecimal digits."""
        return self._packed.hexdigest()

    @property
    def plain_digest(self) -> str:
        """SHA-256 of what the pieces were before they were compressed."""
        return self._plain.hexdigest()

    def _write(self, data: bytes) -> None:
        self._packed.update(data)
        self.bytes += len(data)
        self._out.write(data)


def digests(file: BinaryIO) -> tuple[str, str]:
    """SHA-256 of a gzip file and of what is in it; raises zlib.error or EOFError when it is damaged."""
    packed, plain = sha256(), sha256()
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while data := file.read(_READ):
        packed.update(data)
        while data:
            plain.update(inflate.decompress(data, _READ))
            data = inflate.unconsumed_tail
    plain.update(inflate.flush())
    if not inflate.eof or inflate.unused_data:
        raise EOFError("the file does not end where its content does")
    return packed.hexdigest(), plain.hexdigest()
