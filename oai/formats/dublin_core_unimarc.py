"""UNIMARC to simple Dublin Core, element by element as MARC 21 goes.

UNIMARC has no ISBD punctuation in its subfields, so what separates them is supplied.
"""

from collections.abc import Iterable

from oai.formats.dublin_core import (
    Rule,
    class_number,
    dated,
    each,
    heading,
    isbn,
    issn,
    sentence,
    table,
    verbatim,
)
from oai.formats.values import NO_LANGUAGE, language_codes, picked, tidy
from oai.repository import Marc, MarcField

_BEFORE = {"e": " : ", "h": ". ", "i": ". ", "d": " = ", "v": " ; "}


def _title(field: MarcField, codes: str) -> Iterable[str]:
    text = ""
    for code, value in field.subfields:
        if code in codes and value.strip():
            text += (_BEFORE.get(code, ". ") if text else "") + value.strip()
    return [tidy(text)]


def _name(field: MarcField, codes: str) -> Iterable[str]:
    return [tidy(", ".join(tidy(value) for value in picked(field, codes)))]


def _extent(field: MarcField, codes: str) -> Iterable[str]:
    return ["; ".join(tidy(value) for value in picked(field, codes))]


RULES = [
    Rule("200", "adehi", "title", _title),
    Rule("510 512 517 540", "aehi", "title", _title),
    Rule("700 701 710 711 720", "abcdf", "creator", _name),
    Rule("702 712 722", "abcdf", "contributor", _name),
    Rule("600 601 602 604 605 606 607", "abcdfxyzj", "subject", heading("xyzj")),
    Rule("610", "a", "subject", each),
    Rule("675", "a", "subject", class_number("udc")),
    Rule("676", "a", "subject", class_number("ddc")),
    Rule("300 307 314 320 327 328 330", "a", "description", sentence),
    Rule("210 214", "c", "publisher", each),
    Rule("210 214", "d", "date", dated),
    Rule("215", "acde", "format", _extent),
    Rule("010", "a", "identifier", isbn),
    Rule("011", "a", "identifier", issn),
    Rule("856", "u", "identifier", verbatim),
    Rule("324", "a", "source", each),
    Rule("101", "a", "language", language_codes),
    Rule("225 410 461 463", "atv", "relation", _title),
    Rule("607", "a", "coverage", each),
    Rule("310", "a", "rights", sentence),
]

_TYPES = {
    **dict.fromkeys("abcd", "Text"),
    **dict.fromkeys("efk", "StillImage"),
    **dict.fromkeys("g", "MovingImage"),
    **dict.fromkeys("ij", "Sound"),
    **dict.fromkeys("l", "Software"),
    **dict.fromkeys("r", "PhysicalObject"),
}
"""Leader/06 to the DCMI Type Vocabulary."""


def _fixed(marc: Marc) -> Iterable[tuple[str, str]]:
    if of_type := _TYPES.get(marc.leader[6:7], ""):
        yield "type", of_type
    general = next((picked(field, "a") for field in marc.fields if field.tag == "100"), [])
    first_year = general[0][9:13] if general else ""
    if first_year.isascii() and first_year.isdigit():
        yield "date", first_year
    spoken = [code for field in marc.fields if field.tag == "101" for code in picked(field, "a")]
    if not spoken and general and (code := general[0][22:25].lower()) not in NO_LANGUAGE and code.isalpha():
        yield "language", code


UNIMARC = table(RULES, _fixed)
