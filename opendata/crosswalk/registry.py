"""Which converter serves which format, and the sheets that the MARC converter is made of."""

from collections.abc import Callable
from functools import cache
from typing import Any

from opendata.crosswalk import (
    administration,
    characteristics,
    classification,
    coded_dates,
    content_attributes,
    description,
    fixed_fields,
    holdings,
    identifiers,
    keywords,
    languages_places,
    links,
    local_fields,
    locations,
    names,
    notes,
    performance_media,
    physical_forms,
    publication,
    series,
    subjects,
    titles,
    uniform_titles,
    use_and_custody,
)
from opendata.crosswalk.convert import MarcConverter
from opendata.crosswalk.dublin_core import convert_dublin_core
from opendata.crosswalk.rules import RecordRule, Rule
from opendata.crosswalk.unimarc.record import to_marc21

SHEETS = (
    administration,
    physical_forms,
    fixed_fields,
    identifiers,
    coded_dates,
    languages_places,
    performance_media,
    classification,
    names,
    titles,
    uniform_titles,
    publication,
    description,
    characteristics,
    content_attributes,
    notes,
    use_and_custody,
    subjects,
    keywords,
    links,
    series,
    locations,
    holdings,
    local_fields,
)
"""The modules with the rules, in the order of the Library of Congress's sheets."""


DUBLIN_CORE = ("oai_dc", "oai_qdc", "dim", "xoai", "etdms")
"""The dialects of Dublin Core: their readers give one kind of record."""

SHARED_TAGS = ("040", "042", "336", "337", "338", "650", "651", "655")
"""The tags whose fields many records share, and whose rules look at nothing but the field."""


@cache
def marc_converter() -> MarcConverter:
    """The converter of MARC 21 bibliographic records; one a process, since it remembers what it converted."""
    rules: list[Rule] = [rule for sheet in SHEETS for rule in getattr(sheet, "RULES", ())]
    record_rules: list[RecordRule] = [rule for sheet in SHEETS for rule in getattr(sheet, "RECORD_RULES", ())]
    return MarcConverter(rules, record_rules, SHARED_TAGS)


def convert_marc(record: Any, iri: str) -> list[str]:
    """The statements of a MARC 21 record's BIBFRAME description; *iri* is the record's."""
    return marc_converter().statements(record, iri)


def convert_unimarc(record: Any, iri: str) -> list[str]:
    """The statements of a UNIMARC record's BIBFRAME description."""
    return marc_converter().statements(to_marc21(record), iri)


CONVERTERS: dict[str, Callable[[Any, str], list[str]]] = {
    "marc21": convert_marc,
    "unimarc": convert_unimarc,
    **dict.fromkeys(DUBLIN_CORE, convert_dublin_core),
}
"""Format of a record (`HarvestedRecord.format`) to the function that converts it."""


def _marc_nquads(record: Any, iri: str) -> bytes:
    return marc_converter().nquads(record, iri)


def _unimarc_nquads(record: Any, iri: str) -> bytes:
    return marc_converter().nquads(to_marc21(record), iri)


def _dublin_core_nquads(record: Any, iri: str) -> bytes:
    return "".join([f"{line} <{iri}> .\n" for line in convert_dublin_core(record, iri)]).encode()


NQUADS: dict[str, Callable[[Any, str], bytes]] = {
    "marc21": _marc_nquads,
    "unimarc": _unimarc_nquads,
    **dict.fromkeys(DUBLIN_CORE, _dublin_core_nquads),
}
"""The same, as lines of N-Quads whose graph is the record's IRI; quicker than joining statements."""
