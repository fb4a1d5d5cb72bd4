"""Theses as the NDLTD's ETD-MS has them (versions 1.0 and 1.1): Dublin Core, and the degree."""

from collections.abc import Iterator, Mapping

import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.dublin_core import ELEMENTS, TERMS, DublinCoreRecord
from harvesters.errors import UnreadableRecord
from harvesters.readers.dublin_core import LANGUAGE, language_tag, record_of
from harvesters.readers.pieces import Piece, Readable

_ALTERNATIVE = "alternativetitle"
_ROLES: Mapping[str, str] = {
    "advisor": "contributor.advisor",
    "supervisor": "contributor.advisor",
    "committeemember": "contributor.committeemember",
    "committee member": "contributor.committeemember",
    "editor": "contributor.editor",
}


def read(payload: bytes, encoding: str = "auto") -> DublinCoreRecord:
    """One `thesis` element, its degree as `thesis.degree.name` and so on; raises UnreadableRecord."""
    root, repairs = xml.parsed(payload, encoding)
    if xml.local_name(root) != "thesis":
        raise UnreadableRecord(f"its root is <{xml.name_of(root)}>, not the <thesis> of ETD-MS")
    return record_of(_elements(root), "it holds no element of ETD-MS", repairs)


def split(stream: Readable) -> Iterator[Piece]:
    """The `thesis` elements of an XML file of any size, each as a document of its own."""
    return xml_cutter.cut(stream, b"thesis")


def _elements(root: xml.Element) -> Iterator[tuple[str, str, str]]:
    language = root.get(LANGUAGE, "")
    for child in root:
        local = xml.local_name(child).lower()
        own = child.get(LANGUAGE, language)
        if local == "degree":
            for part in child:
                name = f"thesis.degree.{xml.local_name(part).lower()}"
                yield name, xml.text_of(part), language_tag(part.get(LANGUAGE, own))
        elif name := _name(local, child.get("role", "")):
            yield name, xml.text_of(child), language_tag(own)


def _name(local: str, role: str) -> str:
    if local == "contributor":
        return _ROLES.get(" ".join(role.lower().split()), local)
    if local == _ALTERNATIVE:
        return "title.alternative"
    return local if local in ELEMENTS else TERMS.get(local, "")
