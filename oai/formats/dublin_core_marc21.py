"""MARC 21 to simple Dublin Core, after the Library of Congress's crosswalk of that name.

Where the crosswalk leaves a choice: main entries are creators, added entries contributors (a name with the
title of a work, $t, is a relation instead); class numbers are written `ddc:` and `udc:`; of 6XX the whole
heading is a subject, and a place (651) coverage too. Relator terms, record numbers and field linkage are left
out.
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
    joined,
    prefixed,
    sentence,
    table,
    verbatim,
)
from oai.formats.values import NO_LANGUAGE, NOBODY, language_codes, picked, tidy
from oai.repository import Marc, MarcField

_LINKS = "760 762 765 767 770 772 773 774 775 776 777 780 785 787"


def _title(field: MarcField, codes: str) -> Iterable[str]:
    """`Truyện Kiều : thơ. Tập 1`; a colon is supplied before $b where the cataloguer left it out."""
    parts: list[str] = []
    for code, value in field.subfields:
        if code not in codes or not value.strip():
            continue
        if parts and code == "b" and parts[-1][-1] not in ":=;":
            parts.append(":")
        parts.append(value.strip())
    return [tidy(" ".join(parts))]


def _added_name(field: MarcField, codes: str) -> Iterable[str]:
    return [] if picked(field, "t") else joined(field, codes)


def _work_by_name(field: MarcField, codes: str) -> Iterable[str]:
    return joined(field, codes) if picked(field, "t") else []


def _publisher(field: MarcField, codes: str) -> Iterable[str]:
    # 264: production and publication; distribution, manufacture and copyright are no publisher's.
    named = [name for name in each(field, codes) if name.lower() not in NOBODY]
    return named if field.tag != "264" or field.ind2 in "01 " else []


def _date(field: MarcField, codes: str) -> Iterable[str]:
    return dated(field, codes) if field.tag != "264" or field.ind2 in "01 " else []


def _standard_number(field: MarcField, codes: str) -> Iterable[str]:
    """024: by the first indicator, or by $2 where this says that the source is named there."""
    source = {"0": "isrc", "2": "ismn", "7": "".join(picked(field, "2")[:1])}.get(field.ind1, "")
    prefix = {
        "isrc": "urn:ISRC:",
        "ismn": "urn:ISMN:",
        "doi": "https://doi.org/",
        "hdl": "https://hdl.handle.net/",
    }
    for value in picked(field, codes):
        known = prefix.get(source.lower(), "")
        yield value if value.startswith(("http:", "https:", "urn:")) else known + value


RULES = [
    Rule("245", "abfgknps", "title", _title),
    Rule("246", "abfgnp", "title", _title),
    Rule("100 110 111", "abcdnq", "creator", joined),
    Rule("700 710 711 720", "abcdnq", "contributor", _added_name),
    Rule("600 610 611", "abcdfgklmnopqrstuxyzv", "subject", heading("xyzv")),
    Rule("630", "adfgklmnoprstxyzv", "subject", heading("xyzv")),
    Rule("647 648 650 651", "abcdgxyzv", "subject", heading("xyzv")),
    Rule("653", "a", "subject", each),
    Rule("080", "a", "subject", class_number("udc")),
    Rule("082", "a", "subject", class_number("ddc")),
    Rule("500 501 502 504 505 508 511 513 515 518 520 521", "abcdgortu", "description", sentence),
    Rule("522 524 525 526 533 538 545 547 550 555 580 585 586", "abcd", "description", sentence),
    Rule("260 264", "b", "publisher", _publisher),
    Rule("260 264", "c", "date", _date),
    Rule("655", "axyzv", "type", heading("xyzv")),
    Rule("300", "abcefg", "format", joined),
    Rule("340", "abcdefhi", "format", joined),
    Rule("856", "q", "format", each),
    Rule("020", "a", "identifier", isbn),
    Rule("022", "a", "identifier", issn),
    Rule("024", "a", "identifier", _standard_number),
    Rule("027 088", "a", "identifier", each),
    Rule("028", "ba", "identifier", joined),
    Rule("074 086", "a", "identifier", each),
    Rule("856", "u", "identifier", verbatim),
    Rule("534", "acptn", "source", joined),
    Rule("786", "ast", "source", joined),
    Rule("041", "adj", "language", language_codes),
    Rule("440", "anpvx", "relation", joined),
    Rule("490", "avx", "relation", joined),
    Rule("530", "abcdu", "relation", joined),
    Rule("700 710 711", "abcdnqtkfp", "relation", _work_by_name),
    Rule("730 740", "anp", "relation", joined),
    Rule(_LINKS, "astdg", "relation", joined),
    Rule(_LINKS, "x", "relation", prefixed("urn:ISSN:")),
    Rule("255", "abc", "coverage", joined),
    Rule("651", "az", "coverage", joined),
    Rule("662 752", "abcdfgh", "coverage", heading("bcdfgh")),
    Rule("506 540", "abcdu", "rights", sentence),
]

_TYPES = {
    **dict.fromkeys("acdt", "Text"),
    **dict.fromkeys("efk", "StillImage"),
    **dict.fromkeys("g", "Image"),
    **dict.fromkeys("ij", "Sound"),
    **dict.fromkeys("m", "Software"),
    **dict.fromkeys("op", "Collection"),
    **dict.fromkeys("r", "PhysicalObject"),
}
"""Leader/06 to the DCMI Type Vocabulary."""

_FILMS = frozenset("fmv")
"""008/33 of visual materials: filmstrip, motion picture, video."""

_COMPUTER_FILES = {"a": "Dataset", "e": "Dataset", "d": "Text", "h": "Sound", "i": "InteractiveResource"}
"""008/26 of computer files, where it is not a program."""


def _fixed(marc: Marc) -> Iterable[tuple[str, str]]:
    coded = next((value for tag, value in marc.control if tag == "008"), "")
    kind = marc.leader[6:7]
    of_type = _TYPES.get(kind, "")
    if kind == "g" and coded[33:34] in _FILMS:
        of_type = "MovingImage"
    elif kind == "m":
        of_type = _COMPUTER_FILES.get(coded[26:27], of_type)
    if of_type:
        yield "type", of_type
    if marc.leader[7:8] in ("c", "d"):
        yield "type", "Collection"
    if coded[7:11].isascii() and coded[7:11].isdigit() and coded[7:11] not in ("0000", "9999"):
        yield "date", coded[7:11]
    if (code := coded[35:38].strip().lower()) not in NO_LANGUAGE and code.isalpha():
        yield "language", code


MARC21 = table(RULES, _fixed)
