"""MARC-8 text to Unicode (MARC 21 Specifications: Character Sets, MARC-8 Encoding Environment).

The code tables are pymarc's, with 15,739 East Asian characters, as many as the Library of Congress counts;
its decoder puts a blank where it knows no character: text lost unseen. An escape holds to the end of what is
decoded, one control field or one subfield: files that leave a subfield in another set than ASCII name it anew
in the next.
"""

import re
from codecs import charmap_decode
from functools import cache
from unicodedata import combining

from pymarc.marc8_mapping import CODESETS, ODD_MAP

from harvesters.encodings.single_byte import UNDEFINED
from harvesters.readers.text import nfc, vietnamese_order

_ESCAPE = b"\x1b"
_ASCII, _ANSEL, _EACC = 0x42, 0x45, 0x31
_CONTROLS = {0x88: "\x98", 0x89: "\x9c", 0x8D: "\u200d", 0x8E: "\u200c"}
"""What sorting passes over, its begin and end, and the joiner and non-joiner; of C1 MARC-8 has no others."""
_SETS_OF_ONE_STEP = {0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: _ASCII}
"""Technique 1: escape and one letter puts Greek symbols, sub- or superscripts, or ASCII again into G0."""
_DESIGNATION = re.compile(rb"[gbps]|\$?(?:[(,)-]!?|(?<=\$))([0-9A-Za-z])", re.DOTALL)
_MOST_PROBLEMS = 20

_NAMES = {
    0x42: "Basic Latin", 0x45: "Extended Latin", 0x4E: "Basic Cyrillic", 0x51: "Extended Cyrillic",
    0x33: "Basic Arabic", 0x34: "Extended Arabic", 0x32: "Basic Hebrew", 0x53: "Basic Greek",
    0x31: "East Asian", 0x62: "Subscripts", 0x67: "Greek Symbols", 0x70: "Superscripts",
}  # fmt: skip
_CHARACTERS = [known for table in CODESETS.values() for known in table.values()]
_MARKS = "".join(sorted({chr(point) for point, is_mark in _CHARACTERS if is_mark}))
_has_marks = re.compile(f"[{_MARKS}]").search
_marked = re.compile(f"([{_MARKS}]+)([^{_MARKS}]?)", re.DOTALL)
_reference = re.compile("&#[xX]([0-9A-Fa-f]{2,6});")


class _Reading:
    """What was found wrong in one piece of text, or that it must not be."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.problems: list[str] = []
        self.left_out = 0

    def wrong(self, place: int, message: str) -> None:
        """Note, or raise, that something at byte *place* is not MARC-8."""
        message = f"byte {place}: {message}"
        if self.strict:
            raise ValueError(message)
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(message)
        else:
            self.left_out += 1

    def report(self) -> tuple[str, ...]:
        """The problems, and how many more there were than are listed."""
        more = (f"and {self.left_out} more",) if self.left_out else ()
        return (*self.problems, *more)


def decode(data: bytes) -> str:
    """*data*, one subfield's or control field's bytes, as Unicode in NFC with marks in Vietnamese order.

    Raises ValueError, naming the byte, for what no character set in use at that place defines.
    """
    if data.isascii() and _ESCAPE not in data and b"&#" not in data:
        return data.decode("ascii")
    return _decoded(data, _Reading(strict=True))


def decode_leniently(data: bytes) -> tuple[str, tuple[str, ...]]:
    """*data* as `decode` gives it, and what was wrong in it.

    No byte gets lost unseen: one that no character set defines is read as windows-1252 where that has it,
    else it becomes U+FFFD; behind an escape that MARC-8 does not know the text goes on in the sets that were
    in use.
    """
    reading = _Reading(strict=False)
    text = _decoded(data, reading)
    return text, reading.report()


def _decoded(data: bytes, reading: _Reading) -> str:
    first, *runs = data.split(_ESCAPE)
    parts = [_run(first, _ASCII, _ANSEL, 0, reading)]
    g0, g1, place = _ASCII, _ANSEL, len(first)
    for run in runs:
        designation = _DESIGNATION.match(run)
        known = _designated(designation, g0, g1) if designation else None
        if known is None:
            reading.wrong(place, f"MARC-8 has no escape sequence {run[:4]!r}")
            length = 0
        else:
            g0, g1 = known
            length = designation.end() if designation else 0
        parts.append(_run(run[length:], g0, g1, place + 1 + length, reading))
        place += 1 + len(run)
    return _in_order("".join(parts), len(data), reading)


def _designated(found: re.Match[bytes], g0: int, g1: int) -> tuple[int, int] | None:
    """The sets in use behind an escape; None for a set that there is not."""
    sequence = found[0]
    if not found[1]:
        return _SETS_OF_ONE_STEP[sequence[0]], g1
    final = sequence[-1]
    if final not in CODESETS:
        return None
    return (g0, final) if sequence[:2].strip(b"$")[:1] in (b")", b"-") else (final, g1)


def _run(data: bytes, g0: int, g1: int, place: int, reading: _Reading) -> str:
    """The characters of *data*, which holds no escape, in the order of their bytes."""
    if _EACC in (g0, g1):
        return _multibyte(data, g0, g1, place, reading)
    table = _table(g0, g1)
    try:
        return charmap_decode(data, "strict", table)[0]
    except UnicodeDecodeError:
        characters = [(byte, table[byte]) for byte in data]
    return "".join(
        [
            _unknown(data[n : n + 1], g0 if byte < 0x80 else g1, place + n, reading)
            if character == UNDEFINED
            else character
            for n, (byte, character) in enumerate(characters)
        ]
    )


def _multibyte(data: bytes, g0: int, g1: int, place: int, reading: _Reading) -> str:
    """As `_run`, where one of the sets has three bytes to a character."""
    table = _table(_ASCII if g0 == _EACC else g0, _ANSEL if g1 == _EACC else g1)
    text: list[str] = []
    position = 0
    while position < len(data):
        byte = data[position]
        charset = g0 if byte < 0x80 else g1
        wide = charset == _EACC and byte > 0x20 and not 0x80 <= byte <= 0xA0
        piece = data[position : position + (3 if wide else 1)]
        character = _east_asian(piece) if wide else table[byte]
        if character == UNDEFINED:
            character = _unknown(piece, charset, place + position, reading)
        text.append(character)
        position += len(piece)
    return "".join(text)


def _east_asian(piece: bytes) -> str:
    code = int.from_bytes(piece, "big") & 0x7F7F7F
    if len(piece) == 3 and (known := CODESETS[_EACC].get(code)):
        return chr(known[0])
    return chr(ODD_MAP[code]) if code in ODD_MAP else UNDEFINED


def _unknown(piece: bytes, charset: int, place: int, reading: _Reading) -> str:
    """What stands for bytes that *charset* does not define."""
    reading.wrong(place, f"MARC-8's {_NAMES[charset]} has no character 0x{piece.hex().upper()}")
    return piece.decode("cp1252", "replace") if charset == _ANSEL else "\ufffd"


@cache
def _table(g0: int, g1: int) -> str:
    """The 256 characters of two sets of one byte each: controls and the blank are the same in all."""
    characters = [chr(code) if code <= 0x20 or code == 0x7F else UNDEFINED for code in range(256)]
    for half, charset in ((0, g0), (0x80, g1)):
        for code, (point, _) in CODESETS[charset].items():
            if code & 0x7F > 0x20:
                characters[code & 0x7F | half] = chr(point)
    for code, character in _CONTROLS.items():
        characters[code] = character
    return "".join(characters)


def _in_order(text: str, length: int, reading: _Reading) -> str:
    """*text* in NFC, each mark behind its letter, references resolved (Lossless Conversion).

    A mark that is written as a reference stands behind its letter already.
    """
    references = "&#" in text
    if references:
        text = _reference.sub(lambda found: _referred(found, marks=False), text)
    if not _has_marks(text) and not references:
        return nfc(text)
    if _has_marks(text[-1]):
        reading.wrong(length - 1, "a mark without a letter behind it")
    text = _marked.sub(r"\2\1", text)
    if references:
        text = _reference.sub(lambda found: _referred(found, marks=True), text)
    return vietnamese_order(text)


def _referred(found: re.Match[str], marks: bool) -> str:
    """The character that a reference names; what is no character of text stays as it is written."""
    point = int(found[1], 16)
    legal = 0xA0 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or 0x10000 <= point < 0x110000
    return chr(point) if legal and (marks or not combining(chr(point))) else found[0]
