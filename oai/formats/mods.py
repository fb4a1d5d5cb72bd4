"""MODS 3.8 by the Library of Congress's mappings, from MARC and from Dublin Core."""

from oai import xml
from oai.formats.format import Format
from oai.formats.mods_dublin_core import of_elements
from oai.formats.mods_marc21.record import content
from oai.repository import Record

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
_XLINK = "http://www.w3.org/1999/xlink"
_ORIGINS = {
    "marc21": "Converted from MARC 21 to MODS 3.8.",
    "unimarc": "Converted from UNIMARC by way of MARC 21 to MODS 3.8.",
}


def write(record: Record, schema: str) -> str | None:
    """A `mods` element; the address of the record's page is a location in it."""
    marc = record.marc21()
    if marc is not None:
        inner = content(marc, _ORIGINS.get(record.format, ""))
    else:
        elements = record.qualified()
        inner = of_elements(elements) if elements is not None else ""
    inner += _page(record.address)
    if not inner:
        return None
    location = xml.schema_location(NAMESPACE, schema)
    return f'<mods xmlns="{NAMESPACE}" xmlns:xlink="{_XLINK}"{location} version="3.8">{inner}</mods>'


def _page(address: str) -> str:
    if not address:
        return ""
    shown = f'<url access="object in context" usage="primary">{xml.escape(address)}</url>'
    return f"<location>{shown}</location>"


FORMAT = Format("mods", NAMESPACE, SCHEMA, write, version="1")
