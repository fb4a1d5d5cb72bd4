"""One OAI-PMH response, read strictly into records, token and date (OAI-PMH 2.0, section 3.2)."""

import copy
import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from lxml import etree

import harvesters.datestamps as datestamps
import harvesters.readers.xml as xml
from harvesters.errors import MalformedResponse, OaiError, UnreadableRecord
from harvesters.library import Library
from harvesters.readers.registry import READERS
from harvesters.records import HarvestedRecord, RejectedRecord

Record = HarvestedRecord | RejectedRecord


class Response(NamedTuple):
    """What a ListRecords response says."""

    records: tuple[Record, ...]
    token: str
    """The resumption token; empty where the list ends here."""
    total: int | None
    """completeListSize, where it is given as a number."""
    date: datetime
    """responseDate."""


def parse(document: bytes, verb: str) -> etree._Element:
    """The root of a response to *verb*; raises MalformedResponse or OaiError."""
    document = document.lstrip(b" \t\r\n")
    try:
        root = etree.fromstring(document, xml.parser(comments=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedResponse(f"the answer to {verb} is not well-formed XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise MalformedResponse(f"the answer to {verb} has a DOCTYPE, which is refused")
    if xml.local_name(root) != "OAI-PMH":
        raise MalformedResponse(
            f"the answer to {verb} is <{xml.name_of(root)}>, not <OAI-PMH>; check the address"
        )
    for error_element in _children(root, "error"):
        code = error_element.get("code", "").strip()
        text = " ".join(xml.text_of(error_element).split())[:300]
        raise OaiError(
            f"the library answers {verb} with {code or 'an error'}{f' ({text})' if text else ''}", code
        )
    return root


def list_records(document: bytes, library: Library) -> Response:
    """A ListRecords response; raises MalformedResponse or OaiError.

    A record that cannot be read as the library's format comes as a RejectedRecord.
    """
    root = parse(document, "ListRecords")
    body = next(_children(root, "ListRecords"), None)
    date = datestamps.from_oai(_child_text(root, "responseDate"))
    if body is None or date is None:
        missing = "ListRecords" if body is None else "responseDate"
        raise MalformedResponse(f"the answer to ListRecords has no valid <{missing}>")
    token, total = "", None
    for element in _children(body, "resumptionToken"):
        token = xml.text_of(element).strip()
        size = element.get("completeListSize", "").strip()
        total = int(size) if size.isascii() and size.isdigit() and len(size) < 19 else None
    records = tuple(record(element, library) for element in _children(body, "record"))
    return Response(records, token, total, date)


def record(element: etree._Element, library: Library) -> Record:
    """An OAI-PMH `record` element with its header; rejected where its format cannot be read."""
    header = next(_children(element, "header"), None)
    identifier = _child_text(header, "identifier") if header is not None else ""
    stamp = datestamps.from_oai(_child_text(header, "datestamp")) if header is not None else None
    datestamp = stamp or datestamps.EPOCH
    if not identifier:
        whole = _serialised(element)
        return RejectedRecord(
            library.code,
            _name_by_content(whole),
            datestamp,
            library.format,
            whole,
            "its header has no identifier",
        )
    if header is not None and header.get("status", "").strip() == "deleted":
        return HarvestedRecord(library.code, identifier, datestamp, True, library.format, b"")
    metadata = next(_children(element, "metadata"), None)
    children = [] if metadata is None else [child for child in metadata if xml.local_name(child)]
    if len(children) != 1:
        reason = (
            f"it has {len(children)} elements in <metadata>, not one" if children else "it has no metadata"
        )
        return RejectedRecord(
            library.code, identifier, datestamp, library.format, _serialised(element), reason
        )
    payload, told = _serialised(children[0]), library.told()
    try:
        found = READERS[library.format](payload, told)
    except UnreadableRecord as error:
        return RejectedRecord(library.code, identifier, datestamp, library.format, payload, error.reason)
    return HarvestedRecord(
        library.code, identifier, datestamp, False, library.format, payload, told, found.repairs
    )


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
