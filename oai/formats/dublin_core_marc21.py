"""MARC 21 to Dublin Core, after the Library of Congress's crosswalk of that name, with its qualifiers.

Where the crosswalk leaves a choice: main entries are creators, added entries contributors (a name with the
title of a work, $t, is a relation instead); of 6XX the whole heading is a subject, and a place (651) coverage
too. Notes on languages (546) are descriptions, so that `language` holds nothing but codes. Relator terms,
record numbers, field linkage and what a library keeps private are left out.
"""

from collections.abc import Iterable

from oai.formats.dublin_core import Rule, Value, table
from oai.formats.dublin_core_shapes import (
    added_name,
    address,
    class_number,
    copyrighted,
    created,
    dated,
    each,
    heading,
    is_w3cdtf,
    isbn,
    issn,
    issued,
    joined,
    lccn,
    media_type,
    named,
    part_by_name,
    part_by_title,
    public,
    publisher,
    related_address,
    sentence,
    shelf_class,
    standard_number,
    web_address,
    work_by_name,
    work_by_title,
)
from oai.formats.values import NO_LANGUAGE, is_language_code, language_codes, uri
from oai.repository import Marc, MarcField

_LINKS = {
    "760 772 773": "isPartOf",
    "762 770 774": "hasPart",
    "765 775": "isVersionOf",
    "767": "hasVersion",
    "776": "hasFormat",
    "777 787": "relation",
    "780": "replaces",
    "785": "isReplacedBy",
}
"""Linking entries by what they say of the resource."""


def _thesaurus(field: MarcField, value: str) -> str:
    """Second indicator of 6XX: the schemes that DCMI's schema knows."""
    return {"0": "LCSH", "2": "MESH"}.get(field.ind2, "")


def _uri(field: MarcField, value: str) -> str:
    return "URI" if uri(value) == value else ""


def _date(field: MarcField, value: str) -> str:
    return "W3CDTF" if is_w3cdtf(value) else ""


def _media_type(field: MarcField, value: str) -> str:
    return "IMT" if "/" in value and " " not in value else ""


RULES = [
    Rule("245", "abfgknps", "title", joined, language="own"),
    Rule("130 240", "adfgklmnoprs", "alternative", joined),
    Rule("210 222", "ab", "alternative", joined),
    Rule("242 246 247", "abfgnp", "alternative", joined),
    Rule("100 110 111", "abcdnq", "creator", named),
    Rule("700 710 711 720", "abcdnq", "contributor", added_name),
    Rule("600 610 611", "abcdfgklmnopqrstuxyzv", "subject", heading("xyzv"), _thesaurus),
    Rule("630", "adfgklmnoprstxyzv", "subject", heading("xyzv"), _thesaurus),
    Rule("647 648 650 651", "abcdgxyzv", "subject", heading("xyzv"), _thesaurus),
    Rule("653", "a", "subject", each),
    Rule("654 656 657", "abxyzv", "subject", heading("bxyzv")),
    Rule("050 055 090", "ab", "subject", shelf_class, "LCC"),
    Rule("060", "ab", "subject", shelf_class, "NLM"),
    Rule("080", "a", "subject", class_number, "UDC"),
    Rule("082", "a", "subject", class_number, "DDC"),
    Rule("084", "a", "subject", class_number),
    Rule("520", "3ab", "abstract", sentence, language="cataloguing"),
    Rule("505", "agrt", "tableOfContents", sentence),
    Rule("521", "3a", "audience", sentence, language="cataloguing"),
    Rule("561", "3a", "provenance", public, language="cataloguing"),
    Rule(
        "500 501 502 504 507 508 511 513 515 518", "abcdgo", "description", sentence, language="cataloguing"
    ),
    Rule("525 526 533 535 536 545 546 547 550 552", "abcd", "description", sentence, language="cataloguing"),
    Rule("255 362 516 555 556 562 565 567 580 581", "abc", "description", sentence, language="cataloguing"),
    Rule("584 585 586", "3ab", "description", sentence, language="cataloguing"),
    Rule("250 251", "ab", "description", joined, language="own"),
    Rule("260 264", "b", "publisher", publisher),
    Rule("260 264", "c", "issued", issued, _date),
    Rule("264", "c", "created", created, _date),
    Rule("260", "g", "created", dated, _date),
    Rule("264", "c", "dateCopyrighted", copyrighted, _date),
    Rule("655", "axyzv", "type", heading("xyzv")),
    Rule("300", "abcefg", "extent", joined),
    Rule("306", "a", "extent", each),
    Rule("340", "abcdefhi", "medium", joined),
    Rule("338", "a", "medium", each),
    Rule("856", "q", "format", media_type, _media_type),
    Rule("010", "a", "identifier", lccn, "URI"),
    Rule("020", "a", "identifier", isbn, _uri),
    Rule("022", "a", "identifier", issn, _uri),
    Rule("024", "a", "identifier", standard_number, _uri),
    Rule("027 088", "a", "identifier", each),
    Rule("028", "ba", "identifier", joined),
    Rule("074 086", "a", "identifier", each),
    Rule("856", "u", "identifier", address, _uri),
    Rule("524", "3a", "bibliographicCitation", sentence),
    Rule("534", "acptn", "source", joined),
    Rule("786", "ast", "source", named),
    Rule("041", "adj", "language", language_codes, "ISO639-2"),
    Rule("440", "anpvx", "isPartOf", joined, language="own"),
    Rule("490", "avx", "isPartOf", joined, language="own"),
    Rule("800 810 811", "abcdnqtkfpv", "isPartOf", named),
    Rule("830", "anpv", "isPartOf", joined),
    Rule("530", "3abcd", "hasFormat", sentence, language="cataloguing"),
    Rule("530", "u", "hasFormat", web_address, _uri),
    Rule("510", "abc", "isReferencedBy", sentence),
    Rule("538", "3a", "requires", sentence, language="cataloguing"),
    Rule("700 710 711", "abcdnqtkfp", "hasPart", part_by_name),
    Rule("700 710 711", "abcdnqtkfp", "relation", work_by_name),
    Rule("730 740", "anp", "hasPart", part_by_title),
    Rule("730 740", "anp", "relation", work_by_title),
    *(Rule(tags, "astdg", term, named) for tags, term in _LINKS.items()),
    *(Rule(tags, "x", term, issn, _uri) for tags, term in _LINKS.items()),
    *(Rule(tags, "z", term, isbn, _uri) for tags, term in _LINKS.items()),
    Rule("544 856", "u", "relation", related_address, _uri),
    Rule("651", "az", "spatial", joined),
    Rule("662 752", "abcdfgh", "spatial", heading("bcdfgh")),
    Rule("522", "a", "spatial", sentence),
    Rule("255", "c", "spatial", each),
    Rule("648", "a", "temporal", joined),
    Rule("513", "b", "temporal", sentence),
    Rule("506", "3abcde", "accessRights", sentence, language="cataloguing"),
    Rule("540", "3abcd", "rights", sentence, language="cataloguing"),
    Rule("506 540 542", "u", "rights", web_address, _uri),
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


def _fixed(marc: Marc) -> Iterable[Value]:
    coded = next((value for tag, value in marc.control if tag == "008"), "")
    kind = marc.leader[6:7]
    of_type = _TYPES.get(kind, "")
    if kind == "g" and coded[33:34] in _FILMS:
        of_type = "MovingImage"
    elif kind == "m":
        of_type = _COMPUTER_FILES.get(coded[26:27], of_type)
    if of_type:
        yield Value("type", of_type, "DCMIType")
    if marc.leader[7:8] in ("c", "d"):
        yield Value("type", "Collection", "DCMIType")
    first_year = coded[7:11]
    if first_year.isascii() and first_year.isdigit() and first_year not in ("0000", "9999"):
        yield Value("created" if kind in ("d", "f", "p", "t") else "issued", first_year, "W3CDTF")
    code = coded[35:38].strip().lower()
    if code not in NO_LANGUAGE and is_language_code(code):
        yield Value("language", code, "ISO639-2")


MARC21 = table(RULES, _fixed)
