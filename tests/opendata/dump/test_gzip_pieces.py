import gzip
import io
import zlib

from hypothesis import given
from hypothesis import strategies as st

from opendata.dump.gzip_pieces import GzipWriter, compress


def packed(pieces: list[bytes]) -> bytes:
    out = io.BytesIO()
    writer = GzipWriter(out)
    for piece in pieces:
        writer.add(piece, compress(piece))
    writer.end()
    return out.getvalue()


@given(
    st.lists(st.one_of(st.binary(max_size=300), st.sampled_from([b"ab" * 5000, b"\0" * 70_000])), max_size=8)
)
def test_joined_pieces_are_one_member(pieces: list[bytes]) -> None:
    data = packed(pieces)
    inflate = zlib.decompressobj(31)
    assert inflate.decompress(data) == b"".join(pieces)
    assert inflate.eof
    assert inflate.unused_data == b""
    assert gzip.decompress(data) == b"".join(pieces)


def test_no_time_and_no_name_in_the_header() -> None:
    data = packed([b"x"])
    assert data[3] == 0
    assert data[4:8] == b"\0" * 4
