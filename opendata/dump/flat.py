"""A record as one row: what researchers count, from what Dublin Core says of it."""

import re
from collections.abc import Callable
from typing import Any

from harvesters.dublin_core import DublinCoreRecord
from oai.formats.dublin_core import Value, describe
from oai.formats.dublin_core_given import values_of
from oai.formats.dublin_core_marc21 import MARC21
from opendata.archive.records import Original
from opendata.crosswalk.unimarc.record import to_marc21
from opendata.release.conversion import Conversion

_CLASSIFICATIONS = ("DDC", "UDC", "LCC", "NLM")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")

Row = dict[str, Any]
"""A row by the names of its columns: a text, a whole number, None, or a list of texts."""

OWN = ("id", "library", "identifier_in_library", "licence")
"""The columns that every record has."""


def _class_number(value: Value) -> bool:
    return value.element == "subject" and value.scheme in _CLASSIFICATIONS


LISTS: dict[str, Callable[[Value], bool]] = {
    "title": lambda value: value.term == "title",
    "alternative_title": lambda value: value.term == "alternative",
    "creator": lambda value: value.element == "creator",
    "contributor": lambda value: value.element == "contributor",
    "publisher": lambda value: value.element == "publisher",
    "date": lambda value: value.element == "date",
    "language": lambda value: value.element == "language",
    "type": lambda value: value.element == "type",
    "subject": lambda value: value.element == "subject" and not _class_number(value),
    "classification": _class_number,
    "coverage": lambda value: value.element == "coverage",
    "extent": lambda value: value.term == "extent",
    "identifier": lambda value: value.element == "identifier",
}
"""The columns with any number of values, and which values stand in each."""
YEAR = "year"
"""The column with the first year that the dates name."""


def row(conversion: Conversion, library: str, identifier: str, format: str, original: Original) -> Row:
    """The record's row."""
    record = conversion.converter.readers[format](original.payload, original.encoding)
    if isinstance(record, DublinCoreRecord):
        values = list(values_of(record.elements))
    else:
        values = describe(to_marc21(record) if format == "unimarc" else record, MARC21)
    found: Row = {
        "id": conversion.iri(library, identifier),
        "library": library,
        "identifier_in_library": identifier,
        "licence": conversion.facts.licence(library),
    }
    for column, belongs in LISTS.items():
        texts = [_text(value) for value in values if belongs(value)]
        found[column] = list(dict.fromkeys(text for text in texts if text))
    found[YEAR] = next((int(year[1]) for date in found["date"] if (year := _YEAR.search(date))), None)
    return found


def _text(value: Value) -> str:
    """A value in one line; a class number with its scheme before it."""
    text = " ".join("".join(each if each.isprintable() else " " for each in value.text).split())
    return f"{value.scheme} {text}" if text and _class_number(value) else text
