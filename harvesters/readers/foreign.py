"""Files that hold no records of MARC as machines exchange them: what they seem to be, and what to do.

Told by their first bytes. Each is rejected once, as a whole, and not piece by piece for what it is not.
"""

import re
from typing import NamedTuple

_LOOKED_AT = 4096
_EXPORT = "ask the library for an export as ISO 2709 (.mrc) or MARCXML"


class _Kind(NamedTuple):
    name: str
    advice: str
    matches: re.Pattern[bytes]


def _kind(name: str, advice: str, pattern: bytes) -> _Kind:
    return _Kind(name, advice, re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}(?:" + pattern + rb")", re.IGNORECASE))


_KINDS = (
    _kind(
        "MARCMaker text (.mrk, MarcEdit)",
        "compile it to MARC with MarcEdit (MARCMaker), or " + _EXPORT,
        rb"=(?:LDR|000|[0-9]{3}) {2}",
    ),
    _kind(
        "MARC in lines, as yaz-marcdump prints it for people",
        "convert it with “yaz-marcdump -i line -o marc”, or " + _EXPORT,
        rb"[0-9]{5}[a-z][a-z][ -~]{17}\r?\n[0-9]{3} ",
    ),
    _kind(
        "Aleph sequential",
        "convert it with “catmandu convert MARC --type ALEPHSEQ to MARC --type ISO”, or " + _EXPORT,
        rb"[0-9]{9} [0-9A-Z]{3}[ 0-9A-Z]{2} L ",
    ),
    _kind(
        "an HTML page, perhaps of an error or a login",
        "open the address in a browser; behind a login, set its credentials in the environment",
        rb"(?:<!--.{0,2000}?-->\s{0,64})?<(?:!doctype\s{1,9}html|html[\s>])",
    ),
    _kind("a PDF document", _EXPORT, rb"%PDF-"),
    _kind("a document of Word or Excel (OLE)", _EXPORT, rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    _kind("RTF text", _EXPORT, rb"\{\\rtf"),
    _kind("a picture", _EXPORT, rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a"),
    _kind("a rar archive", "unpack it, or pack it as zip or tar.gz", rb"Rar!\x1a\x07"),
    _kind("a 7-Zip archive", "unpack it, or pack it as zip or tar.gz", rb"7z\xbc\xaf\x27\x1c"),
    _kind("a zip archive", "unpack it first", rb"PK\x03\x04"),
    _kind("packed with gzip", "unpack it first", rb"\x1f\x8b\x08"),
    _kind("a SQLite database", _EXPORT, rb"SQLite format 3\0"),
    _kind("RIS references", _EXPORT, rb"TY  - [A-Z]"),
    _kind("BibTeX references", _EXPORT, rb"@[a-z]{4,20}\s?\{[^\x1e\x1f]{0,200}[,=]"),
)


def foreign(start: bytes) -> str:
    """Why a file that begins with *start* is none of MARC's forms, and what to do; else `""`."""
    if b"controlfield" in start or b"<leader" in start:
        # Pages that systems wrap round their records are cut away like any other envelope.
        return ""
    start = start[:_LOOKED_AT]
    # What has the delimiters of ISO 2709 is read for what can be recovered, whatever stands before.
    if b"\x1e" in start and b"\x1d" in start and not start.startswith((b"PK", b"\x1f\x8b")):
        return ""
    for kind in _KINDS:
        if kind.matches.match(start):
            return (
                f"the file is no ISO 2709, MARCXML or MARC in JSON; it seems to be {kind.name}: {kind.advice}"
            )
    return ""
