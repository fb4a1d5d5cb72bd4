"""What a Dublin Core record is examined for: which elements take part, and numbers, dates, languages."""

import re

from harvesters.dublin_core import DublinCoreRecord
from opendata.crosswalk.dublin_core import rule_of
from opendata.crosswalk.dublin_core_dates import language_codes
from opendata.quality.examination import Examination
from opendata.quality.values import is_impossible, isbn_fault, issn_fault, letters_fault

_ISBN = re.compile(r"(?:urn:)?isbn[:\s]*(?=\d)", re.IGNORECASE)
_ISSN = re.compile(r"(?:urn:)?issn[:\s]*(?=\d)", re.IGNORECASE)


def examine(record: DublinCoreRecord) -> Examination:
    """What became of *record*, and what is wrong with it; a value is what a subfield is in MARC."""
    examined = Examination()
    occurrences: dict[str, int] = {}
    titled = False
    for element, value, _ in record.elements:
        occurrence = occurrences[element] = occurrences.get(element, 0) + 1
        if not value.strip():
            examined.left("empty-field", element, occurrence)
            continue
        if rule_of(element) is None:
            examined.left("unmapped-field", element, occurrence, value)
            continue
        examined.whole(element)
        titled = titled or element.startswith("title")
        _value(element, value, occurrence, examined)
    if not titled:
        examined.findings.add("missing-title", "title")
    return examined


def _value(element: str, value: str, occurrence: int, examined: Examination) -> None:
    fault = letters_fault(value) if not value.isascii() else ""
    if fault:
        examined.findings.add(fault, element, occurrence, "", value)
    fault = ""
    base = element.partition(".")[0]
    if element == "identifier.isbn":
        fault = isbn_fault(value)
    elif element == "identifier.issn":
        fault = issn_fault(value)
    elif base == "identifier":
        if found := _ISBN.match(value):
            fault = isbn_fault(value[found.end() :])
        elif found := _ISSN.match(value):
            fault = issn_fault(value[found.end() :])
    elif base == "date" and is_impossible(value):
        fault = "impossible-date"
    elif base == "language" and not language_codes(value):
        fault = "unknown-language-code"
    if fault:
        examined.findings.add(fault, element, occurrence, "", value)
