"""Files that are no records: rejected once, with what they seem to be and what to do."""

import gzip
import io
import time
import zipfile

import pytest

from harvesters.readers import iso2709, marc
from harvesters.readers.foreign import foreign


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    return file.getvalue()


MRK = "=LDR  00000nam a2200000 a 4500\n=001  vn1\n=245  10$aChí Phèo /$cNam Cao\n\n"
KINDS = {
    "mrk": (MRK.encode(), "MARCMaker"),
    "mrk with a mark": (b"\xef\xbb\xbf" + MRK.encode() * 100, "MARCMaker"),
    "mrk of Windows": (MRK.replace("\n", "\r\n").encode(), "MARCMaker"),
    "lines": ("00714cam a2200205 a 4500\n001 vn1\n245 10 $a Chí Phèo\n".encode(), "yaz-marcdump"),
    "Aleph": (b"000000001 LDR   L 00714cam a2200205\n", "Aleph"),
    "Aleph title": ("000000001 24510 L $$aChí Phèo\n".encode(), "Aleph"),
    "html": (b"<!DOCTYPE html>\n<html><body>502 Bad Gateway</body></html>", "HTML"),
    "html without a type": (b"\n<HTML lang=vi><head></head></HTML>", "HTML"),
    "html behind a comment": (b"<!-- x -->\n<html><body></body></html>", "HTML"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Word or Excel"),
    "rtf": (b"{\\rtf1\\ansi Chi Pheo}", "RTF"),
    "gzip": (gzip.compress(b"x"), "gzip"),
    "zip": (zipped(), "zip"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "rar"),
    "sqlite": (b"SQLite format 3\0", "SQLite"),
    "ris": (b"TY  - BOOK\nTI  - x\n", "RIS"),
    "bibtex": (b"@book{nam-cao,\n title = {x}}", "BibTeX"),
}


@pytest.mark.parametrize(("data", "name"), KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("split", [marc.split, iso2709.split])
def test_one_clear_rejection(split: object, data: bytes, name: str) -> None:
    (piece,) = split(io.BytesIO(data))  # type: ignore[operator]
    assert name in piece.reason
    assert ": " in piece.reason.split("it seems to be", 1)[1]
    assert piece.payload
    assert data.startswith(piece.payload)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"00714cam a2200205 a 4500001000600000\x1evn001\x1e\x1d",
        b"=LDR  00000\x1e\x1d00714cam a2200205 a 4500001000600000\x1evn001\x1e\x1d",
        b"<collection><record><leader>00000nam a2200000 a 4500</leader></record></collection>",
        b"<html><body><collection><record><leader>00000nam</leader></record></collection></body></html>",
        b'{"leader": "00000nam a2200000 a 4500", "fields": []}',
        b"\xff\xfe0\x000\x00",
    ],
)
def test_what_may_be_records_is_read(data: bytes) -> None:
    assert foreign(data) == ""


@pytest.mark.parametrize("start", [b"<!--" * 50_000, b" " * 400_000, b"@book{" * 60_000])
def test_hostile_beginnings_take_no_more_than_their_length(start: bytes) -> None:
    began = time.process_time()
    assert sum(len(piece.payload) for piece in marc.split(io.BytesIO(start))) <= len(start)
    assert time.process_time() - began < 2
