"""What an SRU server says of itself (ZeeRex): its version and schemas, how many records it gives at once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

import harvesters.readers.xml as xml
from harvesters.errors import MalformedResponse, UnreadableRecord
from harvesters.sru_response import parse

VERSIONS = ("1.2", "1.1", "2.0")
"""In the order in which they are tried: most servers speak 1.2 or 1.1, and some of these refuse 2.0."""

_NAMES = {
    "marc21": ("marcxml", "marc21", "marc21xml", "marc-xml", "marc21-xml", "marc"),
    "unimarc": ("unimarcxml", "unimarc", "unimarcxchange", "unimarcxchange-anl", "marcxchange", "marcxml"),
    "oai_dc": ("oai_dc", "dc", "dublincore", "srw_dc", "info:srw/schema/1/dc-v1.1"),
    "oai_qdc": ("oai_qdc", "qdc", "dcterms"),
}
_IDENTIFIERS = {
    "marc21": ("info:srw/schema/1/marcxml-v1.1", "http://www.loc.gov/marc21/slim"),
    "unimarc": ("info:lc/xmlns/marcxchange-v1", "info:lc/xmlns/marcxchange-v2"),
    "oai_dc": (
        "info:srw/schema/1/dc-v1.1",
        "http://www.openarchives.org/oai/2.0/oai_dc/",
        "http://purl.org/dc/elements/1.1/",
    ),
    "oai_qdc": ("http://purl.org/dc/terms/",),
}


class Schema(NamedTuple):
    """A schema in which a server gives its records."""

    name: str
    identifier: str


class Explained(NamedTuple):
    """What an explain record says; empty where a server has none."""

    version: str = ""
    schemas: tuple[Schema, ...] = ()
    most: int = 0
    """How many records it gives at a time; 0 where it does not say."""


def explained(document: bytes) -> Explained:
    """What *document*, an explainResponse, says; raises MalformedResponse."""
    root = parse(document, "explainResponse", mend=True)
    text = next((xml.text_of(data) for data in root.iter("{*}recordData") if not len(data)), "")
    if text.strip():
        try:
            root = xml.parsed(text.strip().encode()).root
        except UnreadableRecord as error:
            raise MalformedResponse(f"the explain record is {error.reason}") from error
    version = next((server.get("version", "").strip() for server in root.iter("{*}serverInfo")), "")
    schemas = tuple(
        Schema(element.get("name", "").strip(), element.get("identifier", "").strip())
        for element in root.iter("{*}schema")
        if element.get("retrieve", "true").strip() != "false"
    )
    return Explained(version if version in VERSIONS else "", schemas, _most(root))


def _most(root: etree._Element) -> int:
    numbers = [
        int(value)
        for name in ("setting", "default")
        for element in root.iter(f"{{*}}{name}")
        if element.get("type", "").strip() == "maximumRecords"
        and (value := xml.text_of(element).strip()).isascii()
        and value.isdigit()
        and len(value) < 10
    ]
    return max(numbers, default=0)


def schemas_for(format: str, offered: Iterable[Schema]) -> list[str]:
    """What to ask for to get records of *format*: what is offered first, then the names in common use."""
    names = _NAMES.get(format, (format,))
    usual = [name for name in names if ":" not in name][:3]
    return list(dict.fromkeys([*_fitting(format, names, list(offered)), *usual]))


def _fitting(format: str, names: tuple[str, ...], offered: list[Schema]) -> Iterator[str]:
    for name in names:
        yield from (schema.name for schema in offered if schema.name.lower() == name)
    for identifier in _IDENTIFIERS.get(format, ()):
        for schema in offered:
            if schema.identifier.lower().rstrip("/") == identifier.rstrip("/"):
                yield schema.name or schema.identifier
