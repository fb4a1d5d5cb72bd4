"""Content codings: bodies of answers, compressed."""

import zlib
from collections.abc import Iterable, Iterator

import zstandard

from sparql.bodies import Body, Spool, body_of

COMPRESS_FROM = 1024
"""Bytes; shorter bodies go out as they are."""
_GZIP_WINDOW = 31
_LARGE = 1 << 20
_GZIP_LEVEL, _GZIP_LEVEL_OF_LARGE = 6, 1
_ZSTD_LEVEL = 3


def encoded(body: Body, coding: str, spool: Spool) -> Body:
    """The body in "gzip" or "zstd". Raises SpoolFullError, or OSError when the disk is full."""
    if coding == "gzip":
        level = _GZIP_LEVEL if body.size < _LARGE else _GZIP_LEVEL_OF_LARGE
        compressor = zlib.compressobj(level, zlib.DEFLATED, _GZIP_WINDOW)
        return body_of(_pieces(compressor.compress, compressor.flush, body.chunks()), spool)
    zstd = zstandard.ZstdCompressor(level=_ZSTD_LEVEL, write_content_size=True).compressobj(size=body.size)
    return body_of(_pieces(zstd.compress, zstd.flush, body.chunks()), spool)


def _pieces(compress, flush, chunks: Iterable[bytes]) -> Iterator[bytes]:  # type: ignore[no-untyped-def]
    for chunk in chunks:
        yield compress(chunk)
    yield flush()
