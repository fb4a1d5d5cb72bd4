"""MODS 3.8 as its schema has it: which elements and attributes may stand where, with which values.

Written from the published mods-3-8.xsd, for what a converter can write (no extension, no etal).
"""

import re
from collections.abc import Iterator

from lxml import etree

from tests.oai.formats.fields import words

MODS = "{http://www.loc.gov/mods/v3}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XLINK = "{http://www.w3.org/1999/xlink}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

LANGUAGE = {"lang", XML + "lang", "script", "transliteration"}
AUTHORITY = {"authority", "authorityURI", "valueURI"}
ID = {"ID", "IDREF"}
LINK = {XLINK + "href", XLINK + "title"}
DATE = {"encoding", "qualifier", "point", "keyDate", "calendar"}

TOP = words(
    "abstract accessCondition classification genre identifier language location name note "
    "originInfo part physicalDescription recordInfo relatedItem subject tableOfContents "
    "targetAudience titleInfo typeOfResource"
)
_LABELLED = LANGUAGE | ID | {"displayLabel", "altRepGroup"}
_TITLE = _LABELLED | AUTHORITY | LINK
_OTHER_TYPE = {"otherType", "otherTypeAuth", "otherTypeAuthURI", "otherTypeURI"}
_GEOGRAPHIC = words(
    "extraTerrestrialArea continent country province region state territory county city "
    "citySection island area"
)

CHILDREN: dict[str, list[str]] = {
    "mods": TOP,
    "relatedItem": TOP,
    "titleInfo": words("title subTitle partNumber partName nonSort"),
    "name": words("namePart displayForm affiliation role description nameIdentifier alternativeName"),
    "role": ["roleTerm"],
    "originInfo": words(
        "place publisher dateIssued dateCreated dateCaptured dateValid dateModified copyrightDate "
        "dateOther displayDate edition issuance frequency agent"
    ),
    "place": ["placeTerm", "placeIdentifier", "cartographics"],
    "language": ["languageTerm", "scriptTerm"],
    "languageOfCataloging": ["languageTerm", "scriptTerm"],
    "physicalDescription": words("form reformattingQuality internetMediaType extent digitalOrigin note"),
    "subject": words(
        "topic geographic temporal titleInfo name geographicCode hierarchicalGeographic "
        "cartographics occupation genre"
    ),
    "hierarchicalGeographic": _GEOGRAPHIC,
    "cartographics": ["scale", "projection", "coordinates"],
    "location": ["physicalLocation", "shelfLocator", "url"],
    "part": ["detail", "extent", "date", "text"],
    "part/extent": ["start", "end", "total", "list"],
    "detail": ["number", "caption", "title"],
    "recordInfo": words(
        "recordContentSource recordCreationDate recordChangeDate recordIdentifier "
        "languageOfCataloging recordOrigin descriptionStandard recordInfoNote"
    ),
}
SEQUENCES = {"language", "languageOfCataloging", "location", "cartographics", "part/extent"}
"""Where the order counts."""
NOT_EMPTY = {"mods", "role", "originInfo", "place", "language", "physicalDescription", "detail", "recordInfo"}
NOT_EMPTY |= {"hierarchicalGeographic", "languageOfCataloging"}

_TEXTS = words(
    "title subTitle partNumber partName displayForm description number caption start end list "
    "scale projection coordinates shelfLocator internetMediaType recordOrigin province"
)
_WITH_AUTHORITY = words(
    "affiliation topic geographic geographicCode occupation frequency recordContentSource descriptionStandard"
)
_PARTS_OF_PLACES = set(_GEOGRAPHIC) - {"province"}
ATTRIBUTES: dict[str, set[str]] = {
    **dict.fromkeys(_TEXTS, LANGUAGE),
    **dict.fromkeys(_WITH_AUTHORITY, LANGUAGE | AUTHORITY),
    **{name: LANGUAGE | AUTHORITY | {"level", "period"} for name in _PARTS_OF_PLACES},
    **{name: LANGUAGE | DATE for name in CHILDREN["originInfo"] if "ate" in name and name != "displayDate"},
    "mods": ID | {"version", XSI + "schemaLocation"},
    "relatedItem": ID | LINK | {"type", "displayLabel"} | _OTHER_TYPE,
    "titleInfo": _TITLE | _OTHER_TYPE | {"type", "supplied", "nameTitleGroup", "usage"},
    "subject/titleInfo": (_TITLE | _OTHER_TYPE | {"type"}) - {"altRepGroup"},
    "nonSort": LANGUAGE | {XML + "space"},
    "name": _TITLE | {"type", "nameTitleGroup", "usage", "supplied"},
    "subject/name": (_TITLE | {"type"}) - {"altRepGroup"},
    "namePart": LANGUAGE | {"type"},
    "role": set(),
    "roleTerm": LANGUAGE | AUTHORITY | {"type"},
    "languageTerm": LANGUAGE | AUTHORITY | {"type"},
    "placeTerm": LANGUAGE | AUTHORITY | {"type"},
    "nameIdentifier": _LABELLED | {"type", "typeURI", "invalid"},
    "identifier": _LABELLED | {"type", "typeURI", "invalid"},
    "originInfo": _LABELLED | {"eventType", "eventTypeURI"},
    "place": {"supplied"},
    "publisher": LANGUAGE | AUTHORITY | {"supplied"},
    "edition": LANGUAGE | {"supplied"},
    "issuance": set(),
    "dateOther": LANGUAGE | DATE | {"type"},
    "language": _LABELLED | {"objectPart", "usage"},
    "languageOfCataloging": _LABELLED | {"objectPart", "usage"},
    "physicalDescription": _LABELLED,
    "form": LANGUAGE | AUTHORITY | {"type"},
    "reformattingQuality": set(),
    "digitalOrigin": set(),
    "extent": LANGUAGE | {"supplied", "unit"},
    "part/extent": {"unit"},
    "physicalDescription/note": LANGUAGE | LINK | ID | {"displayLabel", "type", "typeURI"},
    "note": _LABELLED | LINK | {"type", "typeURI"},
    "abstract": _LABELLED | LINK | {"type", "shareable"},
    "tableOfContents": _LABELLED | LINK | {"type", "shareable"},
    "targetAudience": _LABELLED | AUTHORITY,
    "accessCondition": _LABELLED | AUTHORITY | LINK | {"type"},
    "subject": _LABELLED | AUTHORITY | LINK | {"usage"},
    "temporal": LANGUAGE | DATE | AUTHORITY,
    "hierarchicalGeographic": AUTHORITY,
    "cartographics": AUTHORITY,
    "classification": _LABELLED | AUTHORITY | {"edition", "usage", "generator"},
    "genre": _LABELLED | AUTHORITY | {"type", "usage"},
    "typeOfResource": _LABELLED | AUTHORITY | {"collection", "manuscript", "usage"},
    "location": _LABELLED,
    "physicalLocation": LANGUAGE | AUTHORITY | LINK | {"displayLabel", "type"},
    "url": {"dateLastAccessed", "displayLabel", "note", "access", "usage"},
    "part": _LABELLED | {"type", "order"},
    "detail": {"type", "level"},
    "text": LANGUAGE | LINK | {"displayLabel", "type"},
    "recordInfo": _LABELLED | {"usage"},
    "recordCreationDate": LANGUAGE | DATE,
    "recordChangeDate": LANGUAGE | DATE,
    "recordIdentifier": LANGUAGE | {"source"},
}
VALUES: dict[tuple[str, str], set[str]] = {
    ("titleInfo", "type"): {"abbreviated", "translated", "alternative", "uniform"},
    ("name", "type"): {"personal", "corporate", "conference", "family"},
    ("namePart", "type"): {"date", "family", "given", "termsOfAddress"},
    ("relatedItem", "type"): set(
        words(
            "preceding succeeding original host constituent series otherVersion otherFormat "
            "isReferencedBy references reviewOf"
        )
    ),
    ("url", "access"): {"preview", "raw object", "object in context"},
    ("mods", "version"): {"3.8"},
}
COMMON_VALUES: dict[str, set[str]] = {
    "usage": {"primary"},
    "supplied": {"yes"},
    "invalid": {"yes"},
    "collection": {"yes"},
    "manuscript": {"yes"},
    "keyDate": {"yes"},
    "encoding": {"w3cdtf", "iso8601", "marc", "temper", "edtf"},
    "qualifier": {"approximate", "inferred", "questionable"},
    "point": {"start", "end"},
    XML + "space": {"preserve", "default"},
}
TERMS = {"roleTerm", "languageTerm", "placeTerm", "scriptTerm"}
TEXTS = {
    "issuance": {
        "continuing", "monographic", "single unit", "multipart monograph", "serial", "integrating resource"
    },
    "reformattingQuality": {"access", "preservation", "replacement"},
    "digitalOrigin": {"born digital", "reformatted digital", "digitized microfilm", "digitized other analog"},
}  # fmt: skip
_URIS = {"valueURI", "authorityURI", "typeURI", XLINK + "href", "otherTypeURI", "eventTypeURI"}
_is_uri = re.compile(
    r"[a-z][a-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+(?:#[^#\s]*)?"
).fullmatch
_is_language = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*").fullmatch


def faults(root: etree._Element) -> Iterator[str]:
    """What a validator would find wrong, a line each."""
    if root.tag != MODS + "mods":
        yield f"the root is {root.tag}"
    for one in root.iter():
        yield from _element_faults(one)


def _element_faults(one: etree._Element) -> Iterator[str]:
    name = str(one.tag).removeprefix(MODS)
    parent = one.getparent()
    above = str(parent.tag).removeprefix(MODS) if parent is not None else ""
    full = f"{above}/{name}"
    children = CHILDREN.get(full, CHILDREN.get(name))
    given = [str(child.tag).removeprefix(MODS) for child in one]
    if children is None:
        yield from (f"{name} holds {child}" for child in given)
        if not (one.text or "").strip():
            yield f"{name} is empty"
        if name in TEXTS and one.text not in TEXTS[name]:
            yield f"{name} says {one.text}"
        if name == "url" and not _is_uri(one.text or ""):
            yield f"{one.text} is no URI"
    else:
        yield from (f"{full} holds {child}" for child in given if child not in children)
        if (one.text or "").strip():
            yield f"{name} has text"
        order = [children.index(child) for child in given if child in children]
        if (full in SEQUENCES or name in SEQUENCES) and order != sorted(order):
            yield f"{name} has {given} in that order"
        if name in NOT_EMPTY and not given:
            yield f"{name} is empty"
    yield from _attribute_faults(one, full if full in ATTRIBUTES else name, name)


def _attribute_faults(one: etree._Element, place: str, name: str) -> Iterator[str]:
    for attribute, value in one.attrib.items():
        key, text = str(attribute), str(value)
        if key not in ATTRIBUTES[place]:
            yield f"{place} has an attribute {key}"
        allowed = VALUES.get((name, key)) or COMMON_VALUES.get(key)
        if name in TERMS and key == "type":
            allowed = {"code", "text"}
        if allowed and text not in allowed:
            yield f"{name}/@{key} is {text}"
        if key in _URIS and not _is_uri(text):
            yield f"{name}/@{key} is no URI: {text}"
        if key == XML + "lang" and not _is_language(text):
            yield f"{name} is in {text}"
        if key in ("displayLabel", "altRepGroup", "script", "type") and not text.strip():
            yield f"{name}/@{key} is empty"
