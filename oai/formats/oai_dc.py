"""Simple Dublin Core, the format that every repository must offer (OAI-PMH 2.0, section 2.5)."""

from collections.abc import Sequence

from oai import xml
from oai.formats.dublin_core import ELEMENTS, describe
from oai.formats.dublin_core_marc21 import MARC21
from oai.formats.dublin_core_unimarc import UNIMARC
from oai.formats.format import Format
from oai.repository import Record

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"

_TABLES = {"marc21": MARC21, "unimarc": UNIMARC}
_ELEMENTS = frozenset(ELEMENTS)

Elements = Sequence[tuple[str, str, str]]
"""`(element, value, language)`."""


def write(record: Record, schema: str) -> str:
    """An `oai_dc:dc` element; the address of the record's page, or else its OAI identifier, is in it."""
    found = _elements(record)
    own = ("identifier", record.address or record.identifier, "")
    if not found or (record.address and own not in found):
        found = [*found, own]
    return dc_element(found, schema)


def dc_element(elements: Elements, schema: str = SCHEMA) -> str:
    """An `oai_dc:dc` element with these values; empty ones and names that are no element are left out.

    So are languages: validators have copies of the schema that know no `xml:lang`. The format `bibframe` has
    them.
    """
    body = "".join(
        f"<dc:{name}>{xml.escape(text)}</dc:{name}>"
        for name, value, _ in elements
        if name in _ELEMENTS and (text := xml.strip(value).strip())
    )
    location = xml.schema_location(NAMESPACE, schema)
    return f'<oai_dc:dc xmlns:oai_dc="{NAMESPACE}" xmlns:dc="{DC}"{location}>{body}</oai_dc:dc>'


def _elements(record: Record) -> Elements:
    given = record.dublin_core()
    if given is not None:
        return [element for element in given if element[0] in _ELEMENTS and xml.strip(element[1]).strip()]
    marc = record.marc()
    by = _TABLES.get(record.format)
    if marc is None or by is None:
        return []
    return [(element, value, "") for element, values in describe(marc, by).items() for value in values]


FORMAT = Format("oai_dc", NAMESPACE, SCHEMA, write, version="1")
