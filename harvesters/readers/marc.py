"""MARC records whichever way they are written: ISO 2709, MARCXML or JSON, told by the first character."""

import html
import re
from collections.abc import Callable, Iterator

import harvesters.readers.iso2709 as iso2709
import harvesters.readers.json_cutter as json_cutter
import harvesters.readers.marc_json as marc_json
import harvesters.readers.marcxml as marcxml
from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcRecord
from harvesters.readers.foreign import foreign
from harvesters.readers.json_text import is_json
from harvesters.readers.pieces import Peeked, Piece, Readable, is_xml

_CONTROL_001 = re.compile(rb"""<(?:[\w.-]+:)?controlfield\s+tag=["']001["']\s*>([^<]{1,200})</""")


def read(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One MARC 21 record from ISO 2709, MARCXML or JSON; raises UnreadableRecord."""
    start = payload[:64]
    if is_json(start):
        return _with_fields(marc_json.read(payload, encoding))
    return _with_fields((marcxml.read if is_xml(start) else iso2709.read)(payload, encoding))


def read_unimarc(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One UNIMARC record from ISO 2709, MARCXML or JSON; raises UnreadableRecord."""
    start = payload[:64]
    if is_json(start):
        return _with_fields(marc_json.read(payload, encoding))
    return _with_fields((marcxml.read if is_xml(start) else iso2709.read_unimarc)(payload, encoding))


def _with_fields(record: MarcRecord) -> MarcRecord:
    """*record*; a leader alone is what some systems send in place of a record that they cannot read."""
    if not record.control and not record.fields:
        raise UnreadableRecord("it has a leader and no fields")
    return record


def split(stream: Readable) -> Iterator[Piece]:
    """The records of a file in any of the forms, as bytes that `read` takes one by one."""
    peeked = Peeked(stream)
    if reason := foreign(peeked.start):
        return iter([Piece(peeked.start, reason)])
    if is_json(peeked.start):
        return json_cutter.cut(peeked)
    return marcxml.split(peeked) if is_xml(peeked.start) else iso2709.split(peeked)


def records(
    stream: Readable, read_one: Callable[[bytes], MarcRecord] = read
) -> Iterator[MarcRecord | UnreadableRecord]:
    """The records of a file in any of the forms; one that cannot be read comes as the error that says why."""
    for piece in split(stream):
        if piece.reason:
            yield UnreadableRecord(piece.reason, piece.payload)
            continue
        try:
            yield read_one(piece.payload)
        except UnreadableRecord as error:
            error.payload = piece.payload
            yield error


def identifier_of(payload: bytes) -> str:
    """Field 001 of a record that cannot be read as a whole, as far as it can be made out; else `""`."""
    if is_json(payload[:64]):
        return marc_json.identifier_of(payload)
    if is_xml(payload[:64]):
        found = _CONTROL_001.search(payload)
        return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""
    return iso2709.identifier_of(payload)
