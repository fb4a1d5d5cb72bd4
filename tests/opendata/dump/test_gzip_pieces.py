import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.dump.gzip_pieces import GzipWriter, compress, digests


def packed(pieces: list[bytes]) -> tuple[bytes, GzipWriter]:
    out = io.BytesIO()
    writer = GzipWriter(out)
    for piece in pieces:
        writer.add(piece, compress(piece))
    writer.end()
    return out.getvalue(), writer


@given(
    st.lists(st.one_of(st.binary(max_size=300), st.sampled_from([b"ab" * 5000, b"\0" * 70_000])), max_size=8)
)
def test_joined_pieces_are_one_member(pieces: list[bytes]) -> None:
    data, writer = packed(pieces)
    inflate = zlib.decompressobj(31)
    assert inflate.decompress(data) == b"".join(pieces)
    assert inflate.eof
    assert inflate.unused_data == b""
    assert gzip.decompress(data) == b"".join(pieces)
    assert (writer.bytes, writer.plain_bytes) == (len(data), len(b"".join(pieces)))
    assert digests(io.BytesIO(data)) == (writer.digest, writer.plain_digest)


def test_no_time_and_no_name_in_the_header() -> None:
    data, _ = packed([b"x"])
    assert data[3] == 0
    assert data[4:8] == b"\0" * 4


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-3], lambda d: d + b"more", lambda d: d[:20] + b"\xff" + d[21:]]
)
def test_damage_is_noticed(damage: object) -> None:
    data, _ = packed([bytes(range(256)) * 10])
    with pytest.raises((zlib.error, EOFError)):
        digests(io.BytesIO(damage(data)))  # type: ignore[operator]
