"""XML from outside: without DTDs, entities and network; mended where a strict parser refuses it."""

from typing import NamedTuple

from lxml import etree

from harvesters.errors import UnreadableRecord
from harvesters.readers.xml_decoding import encoding_lies
from harvesters.readers.xml_repair import repaired
from harvesters.repairs import Repair

Element = etree._Element


class Parsed(NamedTuple):
    """A document as it was read."""

    root: Element
    repairs: tuple[Repair, ...]
    """What had to be mended for it."""


def parser(*, comments: bool = False) -> etree.XMLParser:
    """A parser that expands no entity, loads no DTD and opens no connection; comments only if asked."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=not comments,
        remove_pis=not comments,
    )


def strict(document: bytes) -> Element:
    """The root of *document*; raises UnreadableRecord where it is not well-formed or has a DOCTYPE."""
    try:
        # Not even an inert DOCTYPE is shown to the parser.
        root = None if b"<!DOCTYPE" in document else etree.fromstring(document, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableRecord(f"not well-formed XML: {error}") from error
    if root is None or root.getroottree().docinfo.doctype:
        raise UnreadableRecord("it has a DOCTYPE, which is refused")
    return root


def parsed(document: bytes, told: str = "auto") -> Parsed:
    """The root of *document*, which is mended first where a strict parser refuses it, or would be misled.

    *told*: what its library says of its encoding. Raises UnreadableRecord where mending does not help: the
    document is cut off, or no XML.
    """
    if not encoding_lies(document):
        try:
            return Parsed(strict(document), ())
        except UnreadableRecord:
            pass
    mended = repaired(document, told)
    return Parsed(strict(mended.document), mended.repairs)


def local_name(element: Element) -> str:
    """The element's name without its namespace; `""` for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def name_of(element: Element) -> str:
    """The element's name for people, with its namespace."""
    return str(element.tag)


def text_of(element: Element) -> str:
    """All text within *element*, as it stands."""
    return (element.text or "") if not len(element) else "".join(element.itertext())
