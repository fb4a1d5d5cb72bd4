"""Every letter in every encoding, against what other programs and published charts say of it."""

import subprocess
from shutil import which
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import ISO_5426_LETTERS, ISO_5426_MARKS, LETTERS, SMALL, TITLES, WRITERS, written

from harvesters.encodings.misread import legacy_bytes
from harvesters.encodings.registry import DECODERS

SINGLE_BYTE = {
    "tcvn3": 7 + 67 + 16,
    "tcvn-5712": 134,
    "viscii": 134,
    "vps": 134,
    "bkhcm1": 133,
    "vietware-f": 7 + 67,
    "windows-1258": 30,
}
"""How many of the 134 letters one byte writes."""


def test_the_letters_are_134():
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("encoding", SINGLE_BYTE)
def test_single_byte_letters(encoding):
    decode = DECODERS[encoding]
    written = {}
    for byte in range(256):
        try:
            character = decode(bytes([byte]))
        except ValueError:
            continue
        assert len(character) == 1
        assert character not in written, f"{byte:02X} and {written[character]:02X} are both {character}"
        written[character] = byte
    assert len(set(LETTERS) & set(written)) == SINGLE_BYTE[encoding]
    if encoding != "bkhcm1":
        assert {chr(byte) for byte in range(0x20, 0x7F)} <= set(written)


@pytest.mark.parametrize(("encoding", "name"), [("tcvn-5712", "TCVN"), ("viscii", "VISCII")])
def test_as_iconv_reads_it(encoding, name):
    known = subprocess.run(["iconv", "-l"], capture_output=True, text=True).stdout if which("iconv") else ""
    if f"{name}//" not in known:
        pytest.skip(f"no iconv that knows {name}")
    lines = b"\n".join(bytes([byte]) for byte in range(256))
    command = ["iconv", "-f", name, "-t", "UTF-8"]
    text = subprocess.run(command, input=lines, capture_output=True, check=True).stdout.decode()
    assert DECODERS[encoding](lines) == normalize("NFC", text)


CAPITALS_IN_ANOTHER_FONT = {"tcvn3", "vietware-f"}


@pytest.mark.parametrize("encoding", WRITERS)
def test_every_letter(encoding):
    for letter in LETTERS:
        if encoding == "bkhcm1" and letter == "Ỵ":
            continue
        read = DECODERS[encoding](written(encoding, letter))
        assert read == letter or (encoding in CAPITALS_IN_ANOTHER_FONT and read == letter.lower())


@pytest.mark.parametrize("encoding", WRITERS)
@given(text=st.text(SMALL + " abcghmnpt", max_size=40))
def test_text(encoding, text):
    assert DECODERS[encoding](written(encoding, text)) == text


@pytest.mark.parametrize("encoding", WRITERS)
@pytest.mark.parametrize("title", TITLES)
def test_titles(encoding, title):
    read = DECODERS[encoding](written(encoding, title))
    assert read == title or (encoding in CAPITALS_IN_ANOTHER_FONT and read.lower() == title.lower())


@pytest.mark.parametrize("encoding", WRITERS)
@pytest.mark.parametrize("title", TITLES)
def test_titles_that_were_taken_for_western_european(encoding, title):
    data = written(encoding, title)
    came = "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in data)
    assert legacy_bytes(came) == data


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("O^ng te^n gi`\\? To^i te^n la` Tra^`n Va(n Hie^'u\\.", "Ông tên gì? Tôi tên là Trần Văn Hiếu."),
        ("nu+o+'c Vie^.t, DDu+'c, ddo+`i", "nước Việt, Đức, đời"),
        ("nu*o*'c", "nước"),
        ("NGUYE^~N TRA~I", "NGUYỄN TRÃI"),
        ("ho.c ta^.p a\\(b) C:\\temp", "học tập a(b) C:\\temp"),
        ("qui'a y`Y?", "quía ỳỶ"),
        ("n'b c^ (x) 'y'", "n'b c^ (x) 'ý"),
    ],
)
def test_viqr(typed, text):
    assert DECODERS["viqr"](typed.encode()) == text


@given(st.data(), st.text(LETTERS, min_size=1, max_size=20))
def test_iso_5426_marks_in_any_order(data, text):
    typed = b""
    for letter in text:
        base, *marks = normalize("NFD", letter)
        typed += bytes(ISO_5426_MARKS[mark] for mark in data.draw(st.permutations(marks)))
        typed += bytes([ISO_5426_LETTERS.get(base, ord(base) & 0xFF)])
    assert DECODERS["iso-5426"](typed) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x88Le \x89Petit prince \xba\xfb", "\x98Le \x9cPetit prince ”ß"),
        (b"\xc2", "\u0301"),
        (b"stra\xfbe \xe9re \xc8u", "straße Øre ü"),
    ],
)
def test_iso_5426(data, text):
    assert DECODERS["iso-5426"](data) == text


@pytest.mark.parametrize("encoding", DECODERS)
@given(data=st.binary(max_size=60))
def test_whatever_bytes_give_text_in_nfc_or_a_value_error(encoding, data):
    try:
        text = DECODERS[encoding](data)
    except ValueError:
        return
    assert is_normalized("NFC", text)
