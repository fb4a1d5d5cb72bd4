"""XML from outside, read strictly: no DOCTYPE, no entities, no network."""

from lxml import etree

from harvesters.errors import UnreadableRecord
from harvesters.readers.text import FORBIDDEN_BYTES

Element = etree._Element
_DOCTYPE = "it has a DOCTYPE, which is refused: records need none, and it can be made to read files"


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


def parse(document: bytes) -> Element:
    """The root of *document*; raises UnreadableRecord where it is not well-formed or has a DOCTYPE.

    Control characters that XML forbids are left out first, if the document cannot be read with them.
    """
    try:
        root = etree.fromstring(document, parser())
    except etree.XMLSyntaxError as error:
        cleaned = document.translate(None, FORBIDDEN_BYTES)
        if cleaned == document:
            raise UnreadableRecord(f"not well-formed XML: {error}") from error
        return parse(cleaned)
    except ValueError as error:
        raise UnreadableRecord(f"not XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableRecord(_DOCTYPE)
    return root


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
