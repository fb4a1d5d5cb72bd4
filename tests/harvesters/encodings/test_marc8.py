"""MARC-8: the sets, their escapes, marks in any order, and what is no MARC-8."""

import gzip
import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymarc.marc8 import marc8_to_unicode
from pymarc.marc8_mapping import CODESETS
from written import ANSEL_LETTERS, ANSEL_MARKS, LETTERS

from harvesters.encodings.marc8 import decode, decode_leniently
from harvesters.readers.text import vietnamese_order


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Ti\xe2\xe3eng Vi\xf2\xe3et", "Tiếng Việt"),
        (b"Ti\xe3\xe2eng Vi\xe3\xf2et", "Tiếng Việt"),
        (b"n\xbd\xe2\xbcc \xb3\xe1\xbci", "nước đời"),
        (b"\xebt\xecsar", "t\ufe20s\ufe21ar"),
        (b"\xfan\xfbg", "n\ufe22g\ufe23"),
        (b"Stra\xc7e \xc8 5", "Straße € 5"),
        (b"\x88The \x89end a\x8eb\x8dc", "\x98The \x9cend a\u200cb\u200dc"),
        (b"H\x1bb2\x1bsO, x\x1bp2\x1bs, \x1bga\x1bs-ray", "H₂O, x², α-ray"),
        (b"\x1b(NmOSKWA \x1b(B: \x1b(N\x40", "Москва : ю"),
        (b"\x1b(N\x1b)Qp\xc1", "Пђ"),
        (b"\x1b)N\xed\xcf ok", "Мо ok"),
        (b"\x1b(2a\x1b(B", "ב"),
        (b"\x1b,2a\x1b,B.", "ב."),
        (b"\x1b(S\x61\x1b(B", "α"),
        (b"\x1b(3G\x1b(B", "ا"),
        (b'\x1b$1!0!!0"\x1b(B.', "一丁."),
        (b'\x1b$1!0! !0"\x1b(B', "一 丁"),
        (b"\x1b$,1!0!\x1b(B", "一"),
        (b"\x1b$(1!0!\x1b(B", "一"),
        (b"\x1b$)1\xa1\xb0\xa1 a", "一 a"),
        (b"\x1b(!E\x23\x1b(B", "Đ"),
        (b"\x1b)N\xed\x1b)!E\xb3", "Мđ"),
        (b"a &#x2014; b &#x1EBF; &#X201C;c&#x201D;", "a — b ế “c”"),
        (b"e&#x0302;&#x0301;n \xe2e", "ến é"),
        (b"\xe2&#x00EA;", "ế"),
        (b"AT&#x26;T &#x1F; &#xD800; &#x110000; &#; &amp;", "AT&#x26;T &#x1F; &#xD800; &#x110000; &#; &amp;"),
        (b"\xe2 x", " \u0301x"),
        (b"", ""),
    ],
)
def test_text(data, text):
    assert decode(data) == text
    assert decode_leniently(data) == (text, ())


@given(st.data(), st.text(LETTERS + "bcngh ", min_size=1, max_size=12))
def test_vietnamese_with_marks_in_any_order(data, text):
    written = bytearray()
    for character in text:
        parts = normalize("NFD", character).replace("o\u031b", "ơ").replace("O\u031b", "Ơ")
        parts = parts.replace("u\u031b", "ư").replace("U\u031b", "Ư")
        base, *marks = parts
        written += bytes(ANSEL_MARKS[mark] for mark in data.draw(st.permutations(marks)))
        written.append(ANSEL_LETTERS.get(base, ord(base)) if base in ANSEL_LETTERS else ord(base))
    assert decode(bytes(written)) == text


@given(st.data(), st.sampled_from(LETTERS))
def test_vietnamese_order_of_horn_and_other_marks(data, letter):
    base, *marks = normalize("NFD", letter)
    assert vietnamese_order(base + "".join(data.draw(st.permutations(marks)))) == letter


def test_every_east_asian_character():
    table = CODESETS[0x31]
    assert len(table) == 13_478 + 172 + 2_028 + 25 + 36
    codes = sorted(table)
    text = decode(b"\x1b$1" + b"".join(code.to_bytes(3, "big") for code in codes))
    assert text == normalize("NFC", "".join(chr(table[code][0]) for code in codes))


@pytest.mark.parametrize(
    ("data", "text", "problem"),
    [
        (b"65.31\xff73", "65.31ÿ73", "byte 5: MARC-8's Extended Latin has no character 0xFF"),
        (b"a \x96 b", "a – b", "byte 2: MARC-8's Extended Latin has no character 0x96"),
        (b"a\x81", "a\ufffd", "byte 1: MARC-8's Extended Latin has no character 0x81"),
        (b"a\x1bZb", "aZb", "byte 1: MARC-8 has no escape sequence b'Zb'"),
        (b"a\x1b(Zb", "a(Zb", "byte 1: MARC-8 has no escape sequence b'(Zb'"),
        (b"a\x1b", "a", "byte 1: MARC-8 has no escape sequence b''"),
        (b"\x1b$1!0!!0", "一\ufffd", "byte 6: MARC-8's East Asian has no character 0x2130"),
        (b"\x1b$1zzz!0!", "\ufffd一", "byte 3: MARC-8's East Asian has no character 0x7A7A7A"),
        (b"\x1b$1!0\x1b(Bxyz", "\ufffdxyz", "byte 3: MARC-8's East Asian has no character 0x2130"),
        (b"\x1b(gQ", "\ufffd", "byte 3: MARC-8's Greek Symbols has no character 0x51"),
        (b"end\xe2", "end\u0301", "byte 3: a mark without a letter behind it"),
    ],
)
def test_what_is_no_marc8(data, text, problem):
    with pytest.raises(ValueError, match=re.escape(problem)):
        decode(data)
    assert decode_leniently(data) == (text, (problem,))


def test_problems_are_counted_when_they_are_many():
    text, problems = decode_leniently(b"\x81" * 100_000)
    assert text == "\ufffd" * 100_000
    assert len(problems) == 21
    assert problems[-1] == "and 99980 more"


@given(st.binary(max_size=80))
def test_no_byte_gets_lost_unseen(data):
    text, problems = decode_leniently(data)
    if problems:
        with pytest.raises(ValueError, match=re.escape(problems[0])):
            decode(data)
    else:
        assert decode(data) == text


@given(
    st.lists(
        st.sampled_from([b"\x1b", b"$1", b"(N", b"\xe2", b"a", b"!0!", b")E", b"&#x41;", b" "]), max_size=30
    )
)
def test_escapes_in_any_order_end(pieces):
    decode_leniently(b"".join(pieces))


CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "marc8_raw.mrc.gz"


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real records is not there")
def test_real_records_read_as_pymarc_reads_them():
    """It leaves references as they are and marks in the order they came; what is no MARC-8 it blanks."""
    records = gzip.decompress(CORPUS.read_bytes()).split(b"\x1d")
    pieces = {piece for record in records for piece in re.split(b"[\x1e\x1f]", record[24:])}
    agreed = 0
    for piece in sorted(pieces):
        if (piece.isascii() and b"\x1b" not in piece) or b"&#" in piece:
            continue
        text, problems = decode_leniently(piece)
        assert problems or text == vietnamese_order(marc8_to_unicode(piece, hide_utf8_warnings=True))
        agreed += not problems
    assert agreed > 2000
