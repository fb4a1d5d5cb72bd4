"""The records of a damaged OAI-PMH response, each in the bytes in which it came."""

import re
from io import BytesIO

import harvesters.readers.xml_cutter as xml_cutter
from harvesters.readers.xml_decoding import encoding_lies

_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]{0,400}>")
_DOCTYPE = re.compile(rb"<!DOCTYPE\b[^\[>]{0,1000}(?:\[.{0,65536}?\]\s*)?>", re.DOTALL)
_METADATA = re.compile(rb"<(?:[\w.-]+:)?metadata(?:\s[^<>]*)?>")
_END = re.compile(rb"</(?:[\w.-]+:)?metadata\s*>")
_REFERENCES = re.compile(rb"&([A-Za-z_][\w.-]{0,63});")
_KNOWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_KEPT_OF_DOCTYPE = 4096


def cut(document: bytes) -> list[bytes]:
    """The `record` elements of a response with the namespaces that they inherit; none where that fails.

    A record that uses an entity which the response declares has the DOCTYPE before it.
    """
    if encoding_lies(document):
        document = _DECLARATION.sub(b"", document, count=1)
    doctype = _DOCTYPE.search(document, 0, 1 << 17)
    if doctype:
        document = document[: doctype.start()] + document[doctype.end() :]
    start = document.find(b"<?xml")
    pieces = list(xml_cutter.cut(BytesIO(document[max(start, 0) :]), b"record", b"header"))
    if any(piece.reason for piece in pieces):
        return []
    declared = doctype[0] if doctype and len(doctype[0]) <= _KEPT_OF_DOCTYPE else b""
    return [_with_entities(piece.payload, declared) for piece in pieces]


def metadata_of(piece: bytes) -> bytes:
    """What stands within the `metadata` of a record as `cut` gives it, with its inherited namespaces."""
    start = _METADATA.search(piece)
    end = None if start is None else _END.search(piece, start.end())
    if start is None or end is None:
        return b""
    inherited = xml_cutter.with_namespaces(piece[: start.end()], piece[start.end() : end.start()].strip())
    doctype = _DOCTYPE.match(piece)
    return doctype[0] + inherited if doctype else inherited


def _with_entities(piece: bytes, doctype: bytes) -> bytes:
    used = doctype and set(_REFERENCES.findall(piece)) - _KNOWN
    return doctype + piece if used else piece
