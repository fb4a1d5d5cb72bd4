"""DSpace's metadata and files as the XOAI library gives them (xoai): elements within elements.

`<element name="dc"><element name="date"><element name="issued"><element name="none"><field name="value">`:
schema, element, qualifier where there is one, language. Of the files, the addresses of those that readers are
meant to have (bundle ORIGINAL) come as `identifier.bitstream`.
"""

import re
from collections.abc import Iterator

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.dublin_core import DublinCoreRecord, element_name
from harvesters.errors import UnreadableRecord
from harvesters.readers.dublin_core import language_tag, record_of
from harvesters.readers.pieces import Piece, Readable

_END = re.compile(rb"</(?:[\w.-]+:)?metadata\s*>")
_NOT_METADATA = frozenset({"bundles", "license", "others", "repository"})


def read(payload: bytes, encoding: str = "auto") -> DublinCoreRecord:
    """One `metadata` element of xoai; raises UnreadableRecord."""
    root, repairs = xml.parsed(payload, encoding)
    if xml.local_name(root) != "metadata":
        raise UnreadableRecord(f"its root is <{xml.name_of(root)}>, not the <metadata> of xoai")
    return record_of(_elements(root), "it holds no <element> with a value", repairs)


def split(stream: Readable) -> Iterator[Piece]:
    """The `metadata` elements of an XML file of any size; those of OAI-PMH around them are no records."""
    for piece in xml_cutter.cut(stream, b"metadata", b"element"):
        end = _END.search(piece.payload)
        yield piece if end is None else piece._replace(payload=piece.payload[: end.end()])


def _children(parent: xml.Element) -> Iterator[tuple[str, xml.Element]]:
    for child in parent:
        if xml.local_name(child) == "element":
            yield child.get("name", "").strip(), child


def _fields(parent: xml.Element, name: str) -> list[str]:
    return [
        xml.text_of(child)
        for child in parent
        if xml.local_name(child) == "field" and child.get("name") == name
    ]


def _elements(root: xml.Element) -> Iterator[tuple[str, str, str]]:
    for schema, group in _children(root):
        if schema == "bundles":
            yield from _files(group)
        elif schema not in _NOT_METADATA:
            for name, element in _children(group):
                yield from _values(schema, name, "", element)
                for qualifier, inner in _children(element):
                    yield from _values(schema, name, qualifier, inner)


def _values(schema: str, name: str, qualifier: str, element: xml.Element) -> Iterator[tuple[str, str, str]]:
    """The values of an element; what stands between it and them is a language, and nothing else."""
    if qualifier and _fields(element, "value"):  # no qualifier, but the language of an element without one
        for value in _fields(element, "value"):
            yield element_name(schema, name), value, language_tag(qualifier)
        return
    if not qualifier:
        for value in _fields(element, "value"):
            yield element_name(schema, name), value, ""
        return
    for language, inner in _children(element):
        for value in _fields(inner, "value"):
            yield element_name(schema, name, qualifier), value, language_tag(language)


def _files(bundles: xml.Element) -> Iterator[tuple[str, str, str]]:
    for _, bundle in _children(bundles):
        if _fields(bundle, "name") != ["ORIGINAL"]:
            continue
        for element in bundle.iter("{*}element"):
            if element.get("name") == "bitstream":
                for address in _fields(element, "url"):
                    yield "identifier.bitstream", address, ""
