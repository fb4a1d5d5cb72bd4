"""Simple Dublin Core as OAI-PMH carries it (oai_dc; OAI-PMH 2.0, section 2.5 and its schema)."""

from collections.abc import Iterator

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.dublin_core import ELEMENTS, DublinCoreRecord
from harvesters.errors import UnreadableRecord
from harvesters.readers.dublin_core import LANGUAGE, language_tag, record_of
from harvesters.readers.pieces import Piece, Readable


def read(payload: bytes, encoding: str = "auto") -> DublinCoreRecord:
    """One `oai_dc:dc` element, blanks around values taken off; raises UnreadableRecord."""
    root, repairs = xml.parsed(payload, encoding)
    if xml.local_name(root) != "dc":
        raise UnreadableRecord(f"its root is <{xml.name_of(root)}>, not the <dc> of oai_dc")
    language = root.get(LANGUAGE, "")
    return record_of(
        (
            (name, xml.text_of(child), language_tag(child.get(LANGUAGE, language)))
            for child in root
            if (name := xml.local_name(child)) in ELEMENTS
        ),
        "it holds none of the fifteen Dublin Core elements",
        repairs,
    )


def split(stream: Readable) -> Iterator[Piece]:
    """The `dc` elements of an XML file of any size, each as a document of its own."""
    return xml_cutter.cut(stream, b"dc")
