"""Qualified Dublin Core: `dc:` and `dcterms:` elements, encoding schemes in xsi:type (DCMI, DC-XML 2003).

The root is called `qualifieddc` by DSpace and most others, `qdc`, `dc` or `dcterms` by some.
"""

import re
from collections.abc import Iterator, Mapping

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.dublin_core import ELEMENTS, TERMS, DublinCoreRecord
from harvesters.errors import UnreadableRecord
from harvesters.readers.dublin_core import LANGUAGE, language_tag, record_of
from harvesters.readers.pieces import Peeked, Piece, Readable

_ROOTS = ("qualifieddc", "qdc", "dc", "dcterms")
_FIRST = re.compile(rb"<(?:[\w.-]+:)?(qualifieddc|qdc|dc|dcterms)[\s>]")
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SCHEMES: Mapping[str, frozenset[str]] = {
    "subject": frozenset({"ddc", "lcc", "lcsh", "mesh", "nlm", "udc"}),
    "identifier": frozenset({"doi", "handle", "isbn", "issn"}),
}
"""Encoding schemes that say what a value is; the others (W3CDTF, URI, RFC4646 …) can be seen in the value."""


def read(payload: bytes, encoding: str = "auto") -> DublinCoreRecord:
    """One qualified record, each element with its qualifier; raises UnreadableRecord."""
    root, repairs = xml.parsed(payload, encoding)
    if xml.local_name(root) not in _ROOTS:
        raise UnreadableRecord(f"its root is <{xml.name_of(root)}>, not the <qualifieddc> of oai_qdc")
    return record_of(_elements(root), "it holds no Dublin Core element", repairs)


def split(stream: Readable) -> Iterator[Piece]:
    """The records of an XML file of any size, whichever of its names the first one's root has."""
    seen = stream if isinstance(stream, Peeked) else Peeked(stream)
    first = _FIRST.search(seen.start.replace(b"\0", b""))
    return xml_cutter.cut(seen, first[1] if first else b"qualifieddc")


def _elements(root: xml.Element) -> Iterator[tuple[str, str, str]]:
    language = root.get(LANGUAGE, "")
    for child in root:
        local = xml.local_name(child).lower()
        name = local if local in ELEMENTS else TERMS.get(local, "")
        if not name:
            continue
        scheme = child.get(_TYPE, "").rpartition(":")[2].lower()
        if scheme in _SCHEMES.get(name, ()):
            name = f"{name}.{scheme}"
        yield name, xml.text_of(child), language_tag(child.get(LANGUAGE, language))
