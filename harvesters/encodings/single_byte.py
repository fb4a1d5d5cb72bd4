"""Encodings of one byte to a character: a table of 256 characters each, decoded in one call."""

import re
from codecs import charmap_decode
from collections.abc import Callable, Mapping

from harvesters.readers.text import vietnamese_order

Decode = Callable[[bytes], str]
"""Bytes to text in NFC; raises ValueError, naming the byte, for what the encoding does not define."""

UNDEFINED = "\ufffe"
"""Stands in a table where the encoding has no character."""

has_marks = re.compile("[\u0300-\u036f]").search
"""Whether a text has combining marks: without them what the tables give is in NFC."""

ASCII = "".join(map(chr, range(0x80)))

PUNCTUATION: Mapping[int, str] = {
    byte: bytes([byte]).decode("cp1252")
    for byte in b"\x80\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0"
}
"""The signs of windows-1252 that Vietnamese fonts for Windows kept: quotation marks, dashes, dots."""


def chart(rows: str) -> str:
    """The characters of a printed chart: cells parted by blanks, `--` for none, `NB` for the no-break space.

    Every cell is one character, or the code point of one as `U+0300`.
    """
    return "".join(map(_cell, rows.split()))


def changed(table: str, changes: Mapping[int, str]) -> str:
    """*table* with the characters of *changes* at the bytes that are its keys."""
    characters = list(table)
    for byte, character in changes.items():
        characters[byte] = character
    return "".join(characters)


def characters(name: str, table: str) -> Decode:
    """What gives the characters of the encoding *name*, 256 in *table*, in the order of their bytes."""
    if len(table) != 256:
        raise ValueError(f"the table of {name} has {len(table)} characters, not 256")

    def decode(data: bytes) -> str:
        try:
            return charmap_decode(data, "strict", table)[0]
        except UnicodeDecodeError as error:
            place = error.start
            raise ValueError(f"{name} has no character 0x{data[place]:02X} (byte {place})") from error

    return decode


def decoder(name: str, table: str) -> Decode:
    """What decodes the encoding *name*, whose 256 characters are *table*, to NFC."""
    in_order = characters(name, table)

    def decode(data: bytes) -> str:
        text = in_order(data)
        return vietnamese_order(text) if has_marks(text) else text

    return decode


def _cell(cell: str) -> str:
    if len(cell) == 1:
        return cell
    if cell.startswith("U+"):
        return chr(int(cell[2:], 16))
    return {"--": UNDEFINED, "NB": "\xa0"}[cell]
