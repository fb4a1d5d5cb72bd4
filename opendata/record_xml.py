"""Records as XML, from what the readers made of them: MARCXML and oai_dc, one field a line."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcRecord

MARC_NAMESPACE = "http://www.loc.gov/MARC21/slim"
OAI_DC_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC_NAMESPACE = "http://purl.org/dc/elements/1.1/"


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
    """OAI-PMH 2.0's schema oai_dc.xsd."""
    yield f'<oai_dc:dc xmlns:oai_dc="{OAI_DC_NAMESPACE}" xmlns:dc="{DC_NAMESPACE}">'
    for element, value, language in record.elements:
        attribute = f" xml:lang={quoteattr(language)}" if language else ""
        yield f"  <dc:{element}{attribute}>{escape(value)}</dc:{element}>"
    yield "</oai_dc:dc>"
