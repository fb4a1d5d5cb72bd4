"""One OAI-PMH response, read into records, token and date (OAI-PMH 2.0, section 3.2).

A response is read strictly first. One that is not well-formed is mended as a whole for its token and headers,
and cut into its records, so that each is kept in the bytes in which it came and mended by its reader.
"""

import copy
import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from lxml import etree

import harvesters.datestamps as datestamps
import harvesters.oai_damage as oai_damage
import harvesters.oai_origin as oai_origin
import harvesters.readers.xml as xml
from harvesters.errors import MalformedResponse, OaiError, UnreadableRecord
from harvesters.library import Library
from harvesters.readers.registry import READERS
from harvesters.readers.xml_decoding import encoding_lies
from harvesters.readers.xml_repair import repaired
from harvesters.records import HarvestedRecord, RejectedRecord

Record = HarvestedRecord | RejectedRecord
_HEAD = 4096


class Header(NamedTuple):
    """What ListIdentifiers says of a record."""

    identifier: str
    datestamp: datetime
    deleted: bool
    sets: tuple[str, ...] = ()
    """Its setSpecs, in order."""


class Response(NamedTuple):
    """What a list response says."""

    records: tuple[Record, ...]
    """Those of ListRecords."""
    headers: tuple[Header, ...]
    """Those of ListIdentifiers."""
    token: str
    """The resumption token; empty where the list ends here."""
    total: int | None
    """completeListSize, where it is given as a number."""
    date: datetime
    """responseDate."""
    mended: bool = False
    """Whether the response had to be mended to be read."""


def parse(document: bytes, verb: str) -> etree._Element:
    """The root of a response to *verb*, strictly; raises MalformedResponse or OaiError."""
    document = document.lstrip(b" \t\r\n")
    if encoding_lies(document):
        raise MalformedResponse(f"the answer to {verb} is not in the encoding that it names")
    if b"<!DOCTYPE" in document:
        raise MalformedResponse(f"the answer to {verb} has a DOCTYPE")
    try:
        root = etree.fromstring(document, xml.parser(comments=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedResponse(f"the answer to {verb} is not well-formed XML: {error}") from error
    return _checked(root, verb)


def always_so(document: bytes) -> bool:
    """Whether *document* is refused for what its server does each time: asking again helps nothing."""
    return encoding_lies(document) or b"<!DOCTYPE" in document[:_HEAD]


def parse_mended(document: bytes, verb: str) -> etree._Element:
    """As `parse`, of a document that is mended first."""
    try:
        root = xml.strict(repaired(document).document)
    except UnreadableRecord as error:
        raise MalformedResponse(f"the answer to {verb} is {error.reason}, and cannot be mended") from error
    return _checked(root, verb)


def _checked(root: etree._Element, verb: str) -> etree._Element:
    if root.getroottree().docinfo.doctype:
        raise MalformedResponse(f"the answer to {verb} has a DOCTYPE")
    if xml.local_name(root) != "OAI-PMH":
        raise MalformedResponse(
            f"the answer to {verb} is <{xml.name_of(root)}>, not <OAI-PMH>; check the address"
        )
    answered = next(_children(root, verb), None)
    if answered is None or not len(answered):
        for error_element in _children(root, "error"):
            code = error_element.get("code", "").strip()
            text = " ".join(xml.text_of(error_element).split())[:300]
            raise OaiError(
                f"the library answers {verb} with {code or 'an error'}{f' ({text})' if text else ''}", code
            )
    return root


def listed(document: bytes, verb: str, library: Library, *, mend: bool = False) -> Response:
    """A response to ListRecords or ListIdentifiers; raises MalformedResponse or OaiError.

    A record that cannot be read as the library's format comes as a RejectedRecord. With *mend*, a document
    that is not well-formed is mended; one that is cut off never is.
    """
    root = parse_mended(document, verb) if mend else parse(document, verb)
    body = next(_children(root, verb), None)
    date = datestamps.from_oai(_child_text(root, "responseDate"))
    if body is None or date is None:
        missing = verb if body is None else "responseDate"
        raise MalformedResponse(f"the answer to {verb} has no valid <{missing}>")
    token, total = "", None
    for element in _children(body, "resumptionToken"):
        token = xml.text_of(element).strip()
        size = element.get("completeListSize", "").strip()
        total = int(size) if size.isascii() and size.isdigit() and len(size) < 19 else None
    headers = tuple(header for element in _children(body, "header") if (header := _header(element)))
    elements = list(_children(body, "record"))
    raw = oai_damage.cut(document) if mend and elements else []
    if len(raw) == len(elements):
        records = tuple(
            _of_piece(piece, element, library) for piece, element in zip(raw, elements, strict=True)
        )
    else:
        records = tuple(record(element, library) for element in elements)
    return Response(records, headers, token, total, date, mend)


def _of_piece(piece: bytes, mended: etree._Element, library: Library) -> Record:
    """A record of a damaged page: from its own bytes where these are sound, else with its raw metadata."""
    try:
        return record(xml.strict(piece), library)
    except UnreadableRecord:
        return record(mended, library, oai_damage.metadata_of(piece))


def got_record(document: bytes, library: Library) -> Record:
    """The record in a response to GetRecord; raises MalformedResponse or OaiError."""
    root = parse(document, "GetRecord")
    body = next(_children(root, "GetRecord"), None)
    element = None if body is None else next(_children(body, "record"), None)
    if element is None:
        raise MalformedResponse("the answer to GetRecord has no <record>")
    return record(element, library)


def record(element: etree._Element, library: Library, raw: bytes = b"") -> Record:
    """An OAI-PMH `record` element with its header; rejected where its format cannot be read.

    *raw*: the bytes of its metadata as they came, where they are not those of the element.
    """
    parts: dict[str, etree._Element] = {}
    for child in element:
        parts.setdefault(xml.local_name(child), child)
    header = _header(parts["header"]) if "header" in parts else None
    if header is None:
        whole = _serialised(element)
        name, reason = _name_by_content(whole), "its header has no identifier"
        return RejectedRecord(library.code, name, datestamps.EPOCH, library.format, whole, reason)
    identifier, datestamp, deleted, sets = header
    if deleted:
        return HarvestedRecord(library.code, identifier, datestamp, True, library.format, b"")
    metadata = parts.get("metadata")
    children = [] if metadata is None else [child for child in metadata if xml.local_name(child)]
    if len(children) != 1 and not raw:
        reason = (
            f"it has {len(children)} elements in <metadata>, not one" if children else "it has no metadata"
        )
        return RejectedRecord(
            library.code, identifier, datestamp, library.format, _serialised(element), reason
        )
    payload, told = raw or _serialised(children[0]), library.told()
    try:
        read = READERS[library.format](payload, told)
    except UnreadableRecord as error:
        return RejectedRecord(library.code, identifier, datestamp, library.format, payload, error.reason)
    earlier = oai_origin.earlier(_children(element, "about")) if "about" in parts else ()
    return HarvestedRecord(
        library.code, identifier, datestamp, False, library.format, payload, told, read.repairs, sets, earlier
    )


def set_names(root: etree._Element, longest: int) -> dict[str, str]:
    """The names in a response to ListSets by setSpec, cut behind *longest* characters."""
    names: dict[str, str] = {}
    for body in _children(root, "ListSets"):
        for each in _children(body, "set"):
            spec = oai_origin.spec_of(_child_text(each, "setSpec"))
            name = " ".join(_child_text(each, "setName").split())
            if spec and name:
                names.setdefault(spec, name if len(name) <= longest else f"{name[: longest - 1]}…")
    return names


def _header(element: etree._Element) -> Header | None:
    """What a `header` says; None where it has no identifier."""
    texts: dict[str, str] = {}
    specs: list[str] = []
    for child in element:
        name = xml.local_name(child)
        if name == "setSpec":
            specs.append(xml.text_of(child))
        elif name not in texts:
            texts[name] = xml.text_of(child).strip()
    identifier = texts.get("identifier")
    if not identifier:
        return None
    stamp = datestamps.from_oai(texts.get("datestamp", "")) or datestamps.EPOCH
    deleted = element.get("status", "").strip() == "deleted"
    return Header(identifier, stamp, deleted, oai_origin.sets_of(specs) if specs else ())


def _serialised(element: etree._Element) -> bytes:
    """*element* as a document of its own: a copy takes along the namespaces that it uses, and no others."""
    alone = copy.deepcopy(element)
    return etree.tostring(alone, encoding="utf-8", with_tail=False)


def _name_by_content(payload: bytes) -> str:
    return "unnamed-" + hashlib.sha256(payload).hexdigest()[:32]


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The child elements with this local name."""
    return (child for child in element if xml.local_name(child) == name)


def _child_text(element: etree._Element, name: str) -> str:
    child = next(_children(element, name), None)
    return "" if child is None else xml.text_of(child).strip()
