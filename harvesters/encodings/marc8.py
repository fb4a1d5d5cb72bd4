"""MARC-8 text to Unicode, strictly (MARC 21 Specifications: Character Sets, MARC-8 Encoding Environment).

The code tables are pymarc's; its own decoder puts a blank where it knows no character: text lost unseen.
"""

from pymarc.marc8_mapping import CODESETS, ODD_MAP

from harvesters.readers.text import vietnamese_order

_ESCAPE = 0x1B
_ASCII, _ANSEL, _EACC = 0x42, 0x45, 0x31
_ONE_STEP = {0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: _ASCII}
"""Technique 1: escape and one letter puts Greek symbols, sub- or superscripts, or ASCII again into G0."""
_NONSORTING = {0x88: "\x98", 0x89: "\x9c", 0x8D: "\u200d", 0x8E: "\u200c"}


def decode(data: bytes) -> str:
    """*data*, one subfield's or control field's bytes, as Unicode in NFC with marks in Vietnamese order.

    Raises ValueError, naming the byte, for what no character set in use at that place defines.
    """
    if data.isascii() and _ESCAPE not in data:
        return data.decode("ascii")
    g0, g1, position = _ASCII, _ANSEL, 0
    text: list[str] = []
    marks: list[str] = []
    while position < len(data):
        byte = data[position]
        if byte == _ESCAPE:
            g0, g1, position = _designate(data, position, g0, g1)
            continue
        if byte <= 0x20 or 0x80 <= byte < 0xA0:
            character, is_mark, width = _NONSORTING.get(byte, chr(byte)), False, 1
        else:
            character, is_mark, width = _character(data, position, g0 if byte < 0x80 else g1)
        position += width
        if is_mark:
            marks.append(character)
            continue
        text.append(character)
        text.extend(marks)
        marks.clear()
    return vietnamese_order("".join(text + marks))


def _character(data: bytes, position: int, charset: int) -> tuple[str, bool, int]:
    """The character at *position* in *charset*, whether it is a combining mark, and its width in bytes."""
    width = 3 if charset == _EACC else 1
    code = int.from_bytes(data[position : position + width], "big")
    table = CODESETS.get(charset, {})
    for known in (code, code & 0x7F7F7F, code ^ 0x80):
        if known in table:
            point, is_mark = table[known]
            return chr(point), bool(is_mark), width
    if code in ODD_MAP:
        return chr(ODD_MAP[code]), False, width
    raise ValueError(f"MARC-8 character set {chr(charset)!r} has no character 0x{code:X} (byte {position})")


def _designate(data: bytes, position: int, g0: int, g1: int) -> tuple[int, int, int]:
    """The sets in use, and where the text goes on, behind the escape sequence at *position*."""
    rest = data[position + 1 : position + 5]
    if rest[:1] and rest[0] in _ONE_STEP:
        return _ONE_STEP[rest[0]], g1, position + 2
    step = 1 if rest.startswith(b"$") else 0
    intermediate = rest[step : step + 1]
    to_g1 = intermediate in (b")", b"-")
    if to_g1 or intermediate in (b"(", b","):
        step += 1
    elif not step:
        raise ValueError(f"byte {position}: an escape that MARC-8 does not know")
    if rest[step : step + 1] == b"!":
        step += 1
    final = rest[step] if step < len(rest) else 0
    if final not in CODESETS:
        raise ValueError(f"byte {position}: an escape to a character set that MARC-8 does not know")
    return (g0, final, position + step + 2) if to_g1 else (final, g1, position + step + 2)
