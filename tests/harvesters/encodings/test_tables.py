"""Every letter in every encoding, against what other programs and published charts say of it."""

import subprocess
from shutil import which
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.encodings.registry import DECODERS

TONES = {"": "", "'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
SMALL = "đ" + "".join(
    normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in TONES.values()
    if base not in "aeiouy" or tone
)
LETTERS = SMALL + SMALL.upper()
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
    if (
        not which("iconv")
        or name not in subprocess.run(["iconv", "-l"], capture_output=True, text=True).stdout
    ):
        pytest.skip(f"no iconv that knows {name}")
    data = bytes(byte for byte in range(256) if byte not in (0x0A,))
    lines = b"\n".join(bytes([byte]) for byte in data)
    text = subprocess.run(
        ["iconv", "-f", name, "-t", "UTF-8"], input=lines, capture_output=True
    ).stdout.decode()
    assert DECODERS[encoding](lines) == normalize("NFC", text)


@given(st.text(LETTERS + "abc XYZ.,", max_size=40))
def test_fonts_of_two_bytes_write_every_letter(text):
    for encoding in CHARTS:
        assert DECODERS[encoding](written_in(encoding, text)) == text


VNI = {
    "": {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"},
    "\u0302": {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"},
    "\u0306": {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"},
}
VNI_LETTERS = dict(zip("íìỉĩịỵđơư", "íìæóòîñôö", strict=True))
BKHCM2 = {
    "": {"\u0301": "á", "\u0300": "â", "\u0309": "ã", "\u0303": "ä", "\u0323": "å"},
    "\u0302": {"": "", "\u0301": "ë", "\u0300": "ì", "\u0309": "í", "\u0303": "î", "\u0323": "å"},
    "\u0306": {"": "", "\u0301": "æ", "\u0300": "ç", "\u0309": "è", "\u0303": "é", "\u0323": "å"},
}
BKHCM2_LETTERS = dict(zip("íìỉĩịđâêôăơư", "ñòóôõàêïöùúû", strict=True))
VIETWARE = {
    "": {"\u0301": "ï", "\u0300": "ì", "\u0309": "í", "\u0303": "î", "\u0323": "û"},
    "\u0302": {"": "", "\u0301": "ú", "\u0300": "ö", "\u0309": "ø", "\u0303": "ù", "\u0323": "û"},
    "\u0306": {"": "", "\u0301": "õ", "\u0300": "ò", "\u0309": "ó", "\u0303": "ô", "\u0323": "û"},
}
VIETWARE_LETTERS = dict(zip("íìỉĩịđâêôăơư", "êçèéëâáãäàåæ", strict=True)) | {"ỵ": "yñ", "ộ": "äü", "ợ": "åü"}
CHARTS = {
    "vni": (VNI, VNI_LETTERS),
    "bkhcm2": (BKHCM2, BKHCM2_LETTERS),
    "vietware-x": (VIETWARE, VIETWARE_LETTERS),
}


def written_in(encoding: str, text: str) -> bytes:
    """*text* as the charts of the fonts write it, letter by letter."""
    marks, letters = CHARTS[encoding]
    return "".join(_written(character, marks, letters) for character in text).encode("latin-1")


def _written(character, marks, letters):
    small = character.lower()
    if small == character == small.upper() or character.isascii():
        return character
    if small in letters:
        result = letters[small]
    else:
        base, *accents = normalize("NFD", small)
        shape = next((mark for mark in accents if mark in "\u0302\u0306"), "")
        tone = next((mark for mark in accents if mark in TONES.values()), "")
        horned = normalize("NFC", base + "\u031b") if "\u031b" in accents else base
        carrier = normalize("NFC", base + shape) if normalize("NFC", base + shape) in letters else horned
        result = letters.get(carrier, carrier) + marks[shape][tone]
    return result.upper() if character.isupper() else result


@given(st.text("aeiouyAEIOU bcdd", max_size=20), st.text(LETTERS, max_size=20))
def test_windows_1258_as_python_reads_it(ascii_text, letters):
    text = ascii_text + letters
    data = normalize("NFD", text).replace("o\u031b", "ơ").replace("O\u031b", "Ơ")
    data = data.replace("u\u031b", "ư").replace("U\u031b", "Ư")
    for base, shaped in zip(("a\u0306", "a\u0302", "e\u0302", "o\u0302"), "ăâêô", strict=True):
        data = data.replace(base, shaped).replace(base.upper(), shaped.upper())
    data = "".join(_dot_last(data))
    assert DECODERS["windows-1258"](data.encode("cp1258")) == normalize("NFC", text)


def _dot_last(text):
    """NFD puts the dot below before circumflex and breve; the code page writes the letter first."""
    place = 0
    while place < len(text):
        part = text[place : place + 3]
        if len(part) == 3 and part[1] == "\u0323" and part[2] in "\u0302\u0306":
            yield normalize("NFC", part[0] + part[2]) + "\u0323"
            place += 3
        else:
            yield text[place]
            place += 1


@pytest.mark.parametrize(
    ("written", "text"),
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
def test_viqr(written, text):
    assert DECODERS["viqr"](written.encode()) == text


@given(st.text(LETTERS, max_size=30))
def test_viqr_writes_every_letter(text):
    shapes = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
    tones = {mark: sign for sign, mark in TONES.items() if mark}
    written = []
    for character in text:
        if character in "đĐ":
            written.append("dd" if character == "đ" else "DD")
            continue
        base, *marks = normalize("NFD", character)
        ordered = sorted(marks, key=lambda mark: mark in tones)
        written.append(base + "".join({**shapes, **tones}[mark] for mark in ordered))
    assert DECODERS["viqr"]("\\x".join(written).encode()) == "\\x".join(text)


ISO_5426 = {
    "\u0301": 0xC2, "\u0300": 0xC1, "\u0309": 0xC0, "\u0303": 0xC4, "\u0323": 0xD6,
    "\u0302": 0xC3, "\u0306": 0xC6, "\u031b": 0xCE,
}  # fmt: skip


@given(st.data(), st.text(LETTERS, min_size=1, max_size=20))
def test_iso_5426_marks_in_any_order(data, text):
    written = b""
    for character in text:
        if character in "đĐ":
            written += b"\xf2" if character == "đ" else b"\xe2"
            continue
        base, *marks = normalize("NFD", character)
        written += bytes(ISO_5426[mark] for mark in data.draw(st.permutations(marks))) + base.encode()
    assert DECODERS["iso-5426"](written) == text


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
