import gzip

import pytest
import zstandard

from sparql.bodies import Spool, body_of
from sparql.codings import encoded


@pytest.mark.parametrize(
    "pieces", [[b"Truy\xe1\xbb\x87n Ki\xe1\xbb\x81u " * 100], [bytes(range(256)) * 1500] * 4]
)
def test_codings_can_be_undone_and_repeat(pieces: list[bytes]) -> None:
    spool = Spool()
    body = body_of(pieces, spool)
    as_gzip, again, as_zstd = (
        b"".join(encoded(body, coding, spool).chunks()) for coding in ("gzip", "gzip", "zstd")
    )
    assert gzip.decompress(as_gzip) == b"".join(pieces)
    assert zstandard.ZstdDecompressor().decompress(as_zstd) == b"".join(pieces)
    assert as_gzip == again
