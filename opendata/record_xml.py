"""Records as XML, from what the readers made of them: MARCXML and oai_dc, one field a line."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from harvesters.dublin_core import ELEMENTS, TERMS, DublinCoreRecord
from harvesters.marc import MarcRecord

MARC_NAMESPACE = "http://www.loc.gov/MARC21/slim"
OAI_DC_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC_NAMESPACE = "http://purl.org/dc/elements/1.1/"
DIM_NAMESPACE = "http://www.dspace.org/xmlns/dspace/dim"
_OWN = frozenset(name.partition(".")[0] for name in TERMS.values())
"""Elements of DCMI Metadata Terms beside the fifteen, which have no schema before them."""


def as_xml(record: MarcRecord | DublinCoreRecord) -> str:
    """*record* as an XML element with its namespaces, in NFC, ending in a newline."""
    lines = _marc(record) if isinstance(record, MarcRecord) else _dublin_core(record)
    return "".join(f"{line}\n" for line in lines)


def _marc(record: MarcRecord) -> Iterator[str]:
    """MARC 21 XML Schema 1.2."""
    yield f'<record xmlns="{MARC_NAMESPACE}">'
    yield f"  <leader>{escape(record.leader)}</leader>"
    for tag, value in record.control:
        yield f"  <controlfield tag={quoteattr(tag)}>{escape(value)}</controlfield>"
    for field in record.fields:
        indicators = f"ind1={quoteattr(field.ind1)} ind2={quoteattr(field.ind2)}"
        yield f"  <datafield tag={quoteattr(field.tag)} {indicators}>"
        for code, value in field.subfields:
            yield f"    <subfield code={quoteattr(code)}>{escape(value)}</subfield>"
        yield "  </datafield>"
    yield "</record>"


def _dublin_core(record: DublinCoreRecord) -> Iterator[str]:
    """OAI-PMH 2.0's schema oai_dc.xsd; a record with qualifiers in dim, which has room for all of them."""
    if any(element not in ELEMENTS for element, _, _ in record.elements):
        yield from _dim(record)
        return
    yield f'<oai_dc:dc xmlns:oai_dc="{OAI_DC_NAMESPACE}" xmlns:dc="{DC_NAMESPACE}">'
    for element, value, language in record.elements:
        attribute = f" xml:lang={quoteattr(language)}" if language else ""
        yield f"  <dc:{element}{attribute}>{escape(value)}</dc:{element}>"
    yield "</oai_dc:dc>"


def _dim(record: DublinCoreRecord) -> Iterator[str]:
    """DSpace's dim; what is no element of Dublin Core has its schema before it."""
    yield f'<dim:dim xmlns:dim="{DIM_NAMESPACE}">'
    for element, value, language in record.elements:
        first, _, rest = element.partition(".")
        schema, name, qualifier = ("dc", first, rest) if first in ELEMENTS else _schema_of(element)
        attributes = f"mdschema={quoteattr(schema)} element={quoteattr(name)}"
        attributes += f" qualifier={quoteattr(qualifier)}" if qualifier else ""
        attributes += f" lang={quoteattr(language)}" if language else ""
        yield f"  <dim:field {attributes}>{escape(value)}</dim:field>"
    yield "</dim:dim>"


def _schema_of(element: str) -> tuple[str, str, str]:
    first, _, rest = element.partition(".")
    if first in _OWN or not rest:
        return "dc", first, rest
    name, _, qualifier = rest.partition(".")
    return first, name, qualifier
