"""The encoding that an XML document really is in, whatever it says."""

import codecs
import re
from typing import NamedTuple

from harvesters.encodings.names import canonical
from harvesters.encodings.registry import DECODERS
from harvesters.encodings.weighing import CANDIDATES
from harvesters.readers.xml_places import place_of
from harvesters.repairs import Repair, shown

MOST_REPAIRS = 200
"""So many are recorded of one document; the others are made and not listed."""

_DECLARED = re.compile(rb"""^[\s\x00]*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_UTF8_NAMES = ("utf-8", "utf8", "us-ascii", "ascii")
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
_WINDOWS_1252 = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]


class Decoded(NamedTuple):
    """A document's text, and what was mended in it."""

    text: str
    repairs: list[Repair]


def encoding_lies(document: bytes) -> bool:
    """Whether *document* names an 8-bit encoding and is UTF-8: a parser would take it and read nonsense."""
    named = _DECLARED.match(document[:400])
    if named is None or named[1].lower().decode("ascii", "replace") in _UTF8_NAMES or document.isascii():
        return False
    if b"\0" in document[:8]:
        return False
    try:
        document.decode()
    except UnicodeDecodeError:
        return False
    return True


def decoded(document: bytes, told: str = "auto") -> Decoded:
    """The text, in whatever encoding the bytes really are; *told* counts where they are not UTF-8.

    Bytes in a Vietnamese legacy encoding become the characters that windows-1252 has in their places, to be
    read rightly field by field (`harvesters.encodings.detect`): a record may hold several.
    """
    named = _DECLARED.match(document[:400])
    declared = named[1].decode("ascii").lower() if named else "utf-8"
    if wide := _wide(document):
        return Decoded(document.decode(wide, "replace").lstrip("\ufeff"), [])
    while document.startswith(codecs.BOM_UTF8):
        document = document[len(codecs.BOM_UTF8) :]
    try:
        text = document.decode()
    except UnicodeDecodeError:
        return _not_utf8(document, declared, told)
    if declared in _UTF8_NAMES or text.isascii():
        return Decoded(text, [])
    return Decoded(text, [Repair("xml-encoding", "", declared, "utf-8")])


def _not_utf8(document: bytes, declared: str, told: str) -> Decoded:
    if told in DECODERS and told not in CANDIDATES and told != "utf-8":
        try:
            return Decoded(DECODERS[told](document), [Repair("xml-encoding", "", declared, told)])
        except ValueError:
            pass
    if declared not in _UTF8_NAMES:
        try:
            return Decoded(DECODERS[canonical(declared)](document), [])
        except ValueError:
            pass
    text, repairs = document.decode("utf-8", "surrogateescape"), list[Repair]()
    if b"\xed" in document:
        text = _joined(document, text, repairs)

    def read(found: re.Match[str]) -> str:
        data = found[0].encode("ascii", "surrogateescape")
        meant = "".join([_WINDOWS_1252[byte] for byte in data])
        if len(repairs) < MOST_REPAIRS:
            place = place_of(text, found.start())
            repairs.append(Repair("xml-encoding", place, shown(data), shown(meant)))
        return meant

    return Decoded(_BAD_BYTES.sub(read, text), repairs)


def _joined(document: bytes, text: str, repairs: list[Repair]) -> str:
    """Halves of surrogate pairs that were written as UTF-8 each (CESU-8) put together."""
    try:
        halves = document.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return text
    repairs.append(Repair("xml-encoding", "", "CESU-8", "utf-8"))
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _wide(document: bytes) -> str:
    """The two-byte encoding that *document* is in; `""` where it is in none."""
    start = document[:4]
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16-le" if start[:2] == codecs.BOM_UTF16_LE else "utf-16-be"
    if len(start) == 4 and start[0] and not start[1] and start[2] and not start[3]:
        return "utf-16-le"
    if len(start) == 4 and not start[0] and start[1] and not start[2] and start[3]:
        return "utf-16-be"
    return ""
