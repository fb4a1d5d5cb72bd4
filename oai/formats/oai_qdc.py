"""Qualified Dublin Core: DCMI's terms with their encoding schemes, as its schemas of 2008 have them.

The namespace is that of the `qualifieddc` element which harvesters know by this prefix. Its schema, served
beside the base URL, admits every element that DCMI's own schemas declare.
"""

from oai import xml
from oai.formats.dublin_core import ELEMENTS, Value
from oai.formats.dublin_core_record import values
from oai.formats.format import Format
from oai.formats.remembered import remembered
from oai.repository import Record

NAMESPACE = "http://worldcat.org/xmlschemas/qdc-1.0/"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"

_ELEMENTS = frozenset(ELEMENTS)
_SCHEMES = frozenset({"DDC", "LCC", "LCSH", "MESH", "UDC", "DCMIType", "IMT", "ISO639-2", "URI", "W3CDTF"})
"""The encoding schemes that DCMI's schema declares and this package knows."""


def write(record: Record, schema: str) -> str | None:
    """A `qualifieddc` element; the address of the record's page is an identifier in it."""
    found = values(record)
    if record.address:
        found.append(Value("identifier", record.address, "URI"))
    if not found:
        return None
    body = "".join(dict.fromkeys([_element(value) for value in found]))
    declared = f' xmlns:oai_qdc="{NAMESPACE}" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}"'
    location = xml.schema_location(NAMESPACE, schema)
    return f"<oai_qdc:qualifieddc{declared}{location}>{body}</oai_qdc:qualifieddc>"


def _element(value: Value) -> str:
    start, end = _tags(value.term, value.scheme, value.language)
    return f"{start}{xml.escape(value.text)}{end}"


@remembered
def _tags(term: str, scheme: str, language: str) -> tuple[str, str]:
    """Start and end tag; the types of encoding schemes prohibit `xml:lang`."""
    name = f"dc:{term}" if term in _ELEMENTS else f"dcterms:{term}"
    if scheme in _SCHEMES:
        return f'<{name} xsi:type="dcterms:{scheme}">', f"</{name}>"
    spoken = f" xml:lang={xml.attribute(language)}" if language else ""
    return f"<{name}{spoken}>", f"</{name}>"


FORMAT = Format("oai_qdc", NAMESPACE, "/qdc.xsd", write, version="1")
