import gc
from pathlib import Path

import pytest

from sparql.bodies import IN_MEMORY, BodyWriter, Spool, SpoolFullError, body_of


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path, 7 * IN_MEMORY)


LONG = [bytes([letter]) * (IN_MEMORY // 2) for letter in b"abcde"]


@pytest.mark.parametrize("head", [b"", b"head", b"h" * 100_000])
@pytest.mark.parametrize("pieces", [[], [b"short"], LONG])
def test_body_is_its_head_and_pieces(spool: Spool, head: bytes, pieces: list[bytes]) -> None:
    writer = BodyWriter(spool)
    for piece in pieces:
        writer.write(piece)
    body = writer.finish(head)
    whole = head + b"".join(pieces)
    assert body.size == len(whole)
    assert b"".join(body.chunks()) == whole
    assert body.in_memory is (pieces is not LONG)
    with body.reader() as one, body.reader() as other:
        assert (one.read(4), other.read()) == (whole[:4], whole)


def test_files_have_no_names_and_their_room_comes_back(spool: Spool, tmp_path: Path) -> None:
    body = body_of(LONG, spool)
    assert list(tmp_path.iterdir()) == []
    reader = body.reader()
    del body
    gc.collect()
    assert spool.used == sum(map(len, LONG))  # somebody still reads it
    assert reader.read(1) == b"a"
    reader.close()
    gc.collect()
    assert spool.used == 0


def test_full_spool_refuses_and_frees(spool: Spool) -> None:
    body = body_of(LONG, spool)
    writer = BodyWriter(spool)
    for piece in LONG[:3]:
        writer.write(piece)
    with pytest.raises(SpoolFullError):
        writer.write(b"x" * 4 * IN_MEMORY)
    del writer
    gc.collect()
    assert spool.used == body.size
