"""One SRU response, read into its records and their number (SRU 1.1, 1.2; OASIS searchRetrieve 2.0).

Elements are told by their local names, since the versions differ in their namespaces and servers mix them.
"""

import copy
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.errors import MalformedResponse, SruError, UnreadableRecord
from harvesters.readers.xml_decoding import encoding_lies
from harvesters.readers.xml_repair import repaired
from harvesters.sru_diagnostics import Diagnostic

_DATA = re.compile(rb"<(?:[\w.-]+:)?recordData(?:\s[^<>]*)?>")
_DATA_END = re.compile(rb"</(?:[\w.-]+:)?recordData\s*>")
_MARC_WRAPPER = "collection"
_NO_RECORD = re.compile(rb"<!\[CDATA\[|<(?:[\w.-]+:)?collection[\s>]")


class Item(NamedTuple):
    """A record of a response."""

    payload: bytes
    identifier: str
    """recordIdentifier; `""` where the server gives none."""
    diagnostic: Diagnostic | None = None
    """What stands in place of the record, where it is not given out."""


class Response(NamedTuple):
    """What a searchRetrieveResponse says."""

    items: tuple[Item, ...]
    total: int | None
    """numberOfRecords; None where it is missing, or an estimate."""


def parse(document: bytes, root_name: str, *, mend: bool = False) -> etree._Element:
    """The root of a response; raises MalformedResponse.

    With *mend*, a document that is not well-formed is mended; one that is cut off never is.
    """
    document = document.lstrip(b" \t\r\n")
    try:
        if mend:
            document = repaired(document).document
        elif encoding_lies(document):
            raise UnreadableRecord("not in the encoding that it names")
        root = xml.strict(document)
    except UnreadableRecord as error:
        raise MalformedResponse(f"the answer is {error.reason.removeprefix('it is ')}") from error
    if xml.local_name(root) != root_name:
        raise MalformedResponse(f"the answer is <{xml.name_of(root)}>, not <{root_name}>; check the address")
    return root


def searched(document: bytes, *, mend: bool = False) -> Response:
    """A searchRetrieveResponse; raises MalformedResponse, and SruError where it holds diagnostics only."""
    root = parse(document, "searchRetrieveResponse", mend=mend)
    records = child(root, "records")
    elements = [] if records is None else list(children(records, "record"))
    if not elements:
        for diagnostic in _diagnostics(root):
            raise SruError(f"the library answers with {diagnostic}", diagnostic.code, diagnostic.details)
    raw = _raw_data(document) if mend and len(elements) == 1 else b""
    return Response(tuple(_item(element, raw) for element in elements), _total(root))


def _total(root: etree._Element) -> int | None:
    """numberOfRecords, unless SRU 2.0's resultCountPrecision says that it is no exact number."""
    precision = child_text(root, "resultCountPrecision").rpartition("/")[2]
    if precision and precision != "exact":
        return None
    text = child_text(root, "numberOfRecords")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _diagnostics(root: etree._Element) -> Iterator[Diagnostic]:
    found = child(root, "diagnostics")
    return map(_diagnostic, () if found is None else children(found, "diagnostic"))


def _diagnostic(element: etree._Element) -> Diagnostic:
    texts = (" ".join(child_text(element, name).split())[:300] for name in ("uri", "details", "message"))
    return Diagnostic(*texts)


def _item(element: etree._Element, raw: bytes) -> Item:
    identifier = child_text(element, "recordIdentifier")
    data = child(element, "recordData")
    if data is None:
        return Item(_serialised(element), identifier)
    inner = next((part for part in data if xml.local_name(part)), None)
    if inner is None:
        # Packed as a string, whatever recordPacking or recordXMLEscaping say.
        return Item(xml.text_of(data).strip().encode(), identifier)
    if xml.local_name(inner) == "diagnostic":
        return Item(raw or _serialised(inner), identifier, _diagnostic(inner))
    if xml.local_name(inner) == _MARC_WRAPPER:
        wrapped = list(children(inner, "record"))
        inner = wrapped[0] if len(wrapped) == 1 else inner
    return Item(raw or _serialised(inner), identifier)


def _raw_data(document: bytes) -> bytes:
    """What stands in the only recordData of a damaged response, as it came, with inherited namespaces."""
    start = _DATA.search(document)
    end = None if start is None else _DATA_END.search(document, start.end())
    if start is None or end is None:
        return b""
    inner = document[start.end() : end.start()].strip()
    if not inner.startswith(b"<") or _NO_RECORD.match(inner):
        return b""
    declared = document.find(b"?>") + 2 if document.lstrip().startswith(b"<?xml") else 0
    return xml_cutter.with_namespaces(document[declared : start.end()], inner)


def _serialised(element: etree._Element) -> bytes:
    """*element* as a document of its own: a copy takes along the namespaces that it uses, and no others."""
    return etree.tostring(copy.deepcopy(element), encoding="utf-8", with_tail=False)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The child elements with this local name."""
    return (part for part in element if xml.local_name(part) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child element with this local name."""
    return next(children(element, name), None)


def child_text(element: etree._Element, name: str) -> str:
    """The text of the first child element with this local name; `""` where there is none."""
    found = child(element, name)
    return "" if found is None else xml.text_of(found).strip()
