"""Simple Dublin Core as OAI-PMH carries it (oai_dc; OAI-PMH 2.0, section 2.5 and its schema)."""

from collections.abc import Iterator

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.dublin_core import DublinCoreRecord
from harvesters.errors import UnreadableRecord
from harvesters.readers.pieces import Piece, Readable
from harvesters.readers.text import nfc

ELEMENTS = frozenset(
    {"title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"}
    | {"identifier", "source", "language", "relation", "coverage", "rights"}
)
"""The fifteen elements of the Dublin Core Metadata Element Set 1.1."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(payload: bytes) -> DublinCoreRecord:
    """One `oai_dc:dc` element, blanks around values taken off; raises UnreadableRecord."""
    root = xml.parse(payload)
    if xml.local_name(root) != "dc":
        raise UnreadableRecord(f"its root is <{xml.name_of(root)}>, not the <dc> of oai_dc")
    language = root.get(_LANGUAGE, "")
    elements = []
    for child in root:
        name = xml.local_name(child)
        value = nfc(xml.text_of(child)).strip()
        if name in ELEMENTS and value:
            elements.append((name, value, child.get(_LANGUAGE, language)))
    if not elements:
        raise UnreadableRecord("it holds none of the fifteen Dublin Core elements")
    return DublinCoreRecord(tuple(elements))


def split(stream: Readable) -> Iterator[Piece]:
    """The `dc` elements of an XML file of any size, each as a document of its own."""
    return xml_cutter.cut(stream, b"dc")
