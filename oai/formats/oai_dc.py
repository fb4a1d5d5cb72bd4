"""Simple Dublin Core, the format that every repository must offer (OAI-PMH 2.0, section 2.5)."""

from collections.abc import Iterable

from oai import xml
from oai.formats.dublin_core import Value
from oai.formats.dublin_core_record import values
from oai.formats.format import Format
from oai.repository import Record

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"

_CLASSES = {"DDC": "ddc:", "UDC": "udc:", "LCC": "lcc:", "NLM": "nlm:"}
"""How repositories write whose class number a subject is."""


def write(record: Record, schema: str) -> str:
    """An `oai_dc:dc` element; the address of the record's page, or else its OAI identifier, is in it.

    Languages are left out: many validators have copies of the schema that know no `xml:lang`. The formats
    `oai_qdc`, `mods`, `edm` and `bibframe` have them.
    """
    pairs = list(_simple(values(record)))
    if record.format != "oai_dc":
        pairs = list(dict.fromkeys(pairs))
    own = ("identifier", record.address or record.identifier)
    if not pairs or (record.address and own not in pairs):
        pairs.append(own)
    return dc_element([(name, text, "") for name, text in pairs], schema)


def dc_element(elements: Iterable[tuple[str, str, str]], schema: str = SCHEMA) -> str:
    """An `oai_dc:dc` element with these `(element, text, language)`; empty texts are left out."""
    body = "".join([f"<dc:{name}>{xml.escape(text)}</dc:{name}>" for name, text, _ in elements if text])
    location = xml.schema_location(NAMESPACE, schema)
    return f'<oai_dc:dc xmlns:oai_dc="{NAMESPACE}" xmlns:dc="{DC}"{location}>{body}</oai_dc:dc>'


def _simple(found: Iterable[Value]) -> Iterable[tuple[str, str]]:
    for value in found:
        if element := value.element:
            yield element, _CLASSES.get(value.scheme, "") + value.text


FORMAT = Format("oai_dc", NAMESPACE, SCHEMA, write, version="1")
