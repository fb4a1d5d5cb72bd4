"""MARC records as MARCXML writes them (MARC 21 XML Schema, `http://www.loc.gov/MARC21/slim`).

Nearly all MARCXML is written by programs, in one of a few plain ways. Records of such plain form are read by
regular expressions that account for every `<` in them, in half the time of a parser; whatever they cannot
account for goes to the parser, which alone decides what is well-formed. Both give the same record.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers.field_kinds import subfield_code
from harvesters.readers.marcxml_tree import read_tree
from harvesters.readers.pieces import Piece, Readable
from harvesters.readers.text import FORBIDDEN_BYTES, nfc

_ENVELOPES = b"header|recordSchema|recordXMLEscaping|recordPacking|recordData|recordIdentifier|recordPosition"
"""What `record` elements begin with in OAI-PMH and SRU, whose MARCXML is inside of them."""
_LEADER = 24
_new = tuple.__new__
_UNUSUAL = FORBIDDEN_BYTES + b"\r"
_start = re.compile(r"\s*<(?:([A-Za-z_][\w.-]*):)?record((?:\s[^<>&]*)?)>").match
_attributes = re.compile(r'\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)="([^"<&\t\n]*)"').findall
_attributes_whole = re.compile(r'(?:\s+[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?="[^"<&\t\n]*")*\s*').fullmatch
_namespace = re.compile(r"https?://[\w./#-]+|info:[\w./-]+", re.ASCII).fullmatch
_odd_reference = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)").search


def read(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One MARCXML `record`, with any namespace prefix or none; raises UnreadableRecord.

    A record in an envelope is read too. Indicators that are missing or longer than one character become
    blanks, a leader that is missing or short is filled up; these are repairs of the record.
    """
    record = _read_plain(payload)
    return record if record is not None else read_tree(*xml.parsed(payload, encoding))


def split(stream: Readable) -> Iterator[Piece]:
    """The `record` elements of an XML file of any size, each as a document of its own."""
    return xml_cutter.cut(stream, b"record", envelopes=_ENVELOPES)


class _Plain(NamedTuple):
    """The regular expressions of the plain form, for one namespace prefix."""

    top: re.Pattern[str]
    control: re.Pattern[str]
    head: re.Pattern[str]
    subfield: re.Pattern[str]
    field_end: str
    tight: str
    """What stands behind every subfield in a record without blanks between its elements."""
    loose: re.Pattern[str]
    end: re.Pattern[str]


@lru_cache(maxsize=16)
def _plain(prefix: str) -> _Plain:
    p = re.escape(prefix)
    control = rf'<{p}controlfield tag="(00[^"<&\s]|[^"<&\s0-9][^"<&\s]{{2}})">([^<]*)</{p}controlfield>'
    one = control.replace("(", "(?:")
    return _Plain(
        re.compile(rf"\s*<{p}leader>([^<]*)</{p}leader>\s*((?:{one}\s*)*)"),
        re.compile(control),
        re.compile(
            rf'\s*<{p}datafield tag="(?!00)([^"<&\s]{{3}})" ind1="([^"<&\t\n])" ind2="([^"<&\t\n])">(?=\s*<)'
        ),
        re.compile(rf'<{p}subfield code="([^"<&\t\n])">([^<]*)</{p}subfield>'),
        f"</{prefix}datafield>",
        f"</{prefix}subfield><",
        re.compile(rf"</{p}subfield>\s*+[^<]"),
        re.compile(rf"\s*</{p}record>\s*"),
    )


@lru_cache(maxsize=64)
def _plain_start(prefix: str | None, attributes: str) -> bool:
    """Whether a start tag with these attributes is well-formed beyond doubt, and in no foreign namespace."""
    found = _attributes(attributes)
    names = dict(found)
    if len(names) != len(found) or not _attributes_whole(attributes):
        return False
    if any(name.startswith("xmlns") and not _namespace(value) for name, value in found):
        return False
    prefixes = {name.partition(":")[0] for name in names if ":" in name and not name.startswith("xmlns:")}
    namespace = names.get(f"xmlns:{prefix}" if prefix else "xmlns", "" if prefix else "none")
    known = {name.partition(":")[2] for name in names if name.startswith("xmlns:")}
    if not prefixes <= {"xsi"} & known or known & {"xml", "xmlns"}:
        return False
    return bool(namespace) and "openarchives" not in namespace


def _read_plain(payload: bytes) -> MarcRecord | None:
    """The record, or None where its form is not plain and the parser has to judge."""
    if len(payload.translate(None, _UNUSUAL)) != len(payload):
        return None
    try:
        text = payload.decode()
    except UnicodeError:
        return None
    start = _start(text)
    if start is None or b"]]>" in payload or not _plain_start(start[1], start[2]):
        return None
    plain = _plain(f"{start[1]}:" if start[1] else "")
    top = plain.top.match(text, start.end())
    if top is None:
        return None
    *pieces, last = text[top.end() :].split(plain.field_end)
    if not plain.end.fullmatch(last):
        return None
    if (b"&" in payload and _odd_reference(text)) or "\ufffe" in text or "\uffff" in text:
        return None
    change = _resolved if b"&" in payload else nfc
    control = plain.control.findall(top[2])
    fields = _plain_fields(plain, pieces, change)
    # Two `<` each for the record, the leader, every control field, data field and subfield; and no other.
    subfields = sum([len(field[3]) for field in fields])
    counted = 4 + 2 * len(control) + 2 * len(fields) + 2 * subfields
    if len(fields) != len(pieces) or payload.count(b"<") != counted:
        return None
    if text.count(plain.tight) != subfields and plain.loose.search(text, top.end()):
        return None
    leader = change(top[1])
    if len(leader) != _LEADER:
        return None
    return MarcRecord(leader, tuple([(nfc(tag), change(value)) for tag, value in control]), tuple(fields))


def _plain_fields(plain: _Plain, pieces: list[str], change: Callable[[str], str]) -> list[MarcField]:
    """The data fields up to the first one of another form."""
    fields = []
    match_head, find_subfields = plain.head.match, plain.subfield.findall
    for piece in pieces:
        head = match_head(piece)
        if head is None:
            break
        tag, ind1, ind2 = head.groups()
        subfields = find_subfields(piece, head.end())
        if not piece.isascii() or (change is _resolved and "&" in piece):
            tag = nfc(tag)
            subfields = [
                (code if code.isascii() else subfield_code(nfc(code)), change(value))
                for code, value in subfields
            ]
        # As MarcField(…), in half the time.
        fields.append(_new(MarcField, (tag, ind1, ind2, tuple(subfields))))
    return fields


def _resolved(text: str) -> str:
    """*text* with references resolved, in NFC."""
    if "&" not in text:
        return nfc(text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return nfc(text.replace("&amp;", "&"))
