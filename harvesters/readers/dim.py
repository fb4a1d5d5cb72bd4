"""DSpace's own metadata as its OAI-PMH gives them (dim): a field for each schema, element and qualifier."""

from collections.abc import Iterator

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.dublin_core import DublinCoreRecord, element_name
from harvesters.errors import UnreadableRecord
from harvesters.readers.dublin_core import language_tag, record_of
from harvesters.readers.pieces import Piece, Readable


def read(payload: bytes, encoding: str = "auto") -> DublinCoreRecord:
    """One `dim:dim` element; raises UnreadableRecord."""
    root, repairs = xml.parsed(payload, encoding)
    if xml.local_name(root) != "dim":
        raise UnreadableRecord(f"its root is <{xml.name_of(root)}>, not the <dim> of DSpace")
    return record_of(_elements(root), "it holds no <field> with a value", repairs)


def split(stream: Readable) -> Iterator[Piece]:
    """The `dim` elements of an XML file of any size, each as a document of its own."""
    return xml_cutter.cut(stream, b"dim", b"field")


def _elements(root: xml.Element) -> Iterator[tuple[str, str, str]]:
    for child in root:
        element = child.get("element", "").strip()
        if xml.local_name(child) == "field" and element:
            name = element_name(child.get("mdschema", "dc"), element, child.get("qualifier", ""))
            yield name, xml.text_of(child), language_tag(child.get("lang", child.get("language", "")))
