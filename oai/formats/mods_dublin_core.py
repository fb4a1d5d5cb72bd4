"""Dublin Core to MODS, after the Library of Congress's mapping, refined by qualifiers."""

import re
from collections.abc import Callable, Sequence

from oai.formats.mods_marc21.element import attribute, element
from oai.formats.mods_marc21.names import roles_of_code
from oai.formats.values import sound_tag, uri
from vocabularies.codes import language_code, relator_code
from vocabularies.namespaces import bf
from vocabularies.resource_types import kind_of

_ORDER = (
    "titleInfo", "name", "typeOfResource", "genre", "originInfo", "language", "physicalDescription",
    "abstract", "tableOfContents", "targetAudience", "note", "subject", "classification", "relatedItem",
    "identifier", "location", "accessCondition",
)  # fmt: skip

_TYPES = {
    bf.Text: "text",
    bf.StillImage: "still image",
    bf.MovingImage: "moving image",
    bf.Audio: "sound recording",
    bf.Cartography: "cartographic",
    bf.NotatedMusic: "notated music",
    bf.Multimedia: "software, multimedia",
    bf.Dataset: "software, multimedia",
    bf.Object: "three dimensional object",
    bf.Collection: "mixed material",
}
"""By the BIBFRAME class of the kind of resource."""
_DATES = {
    "created": "dateCreated", "available": "dateOther", "accepted": "dateOther", "submitted": "dateOther",
    "copyright": "copyrightDate", "modified": "dateModified", "valid": "dateValid",
    "captured": "dateCaptured",
}  # fmt: skip
_RELATIONS = {
    "ispartof": "host", "ispartofseries": "series", "haspart": "constituent", "isversionof": "otherVersion",
    "hasversion": "otherVersion", "isformatof": "otherFormat", "hasformat": "otherFormat",
    "replaces": "preceding", "isreplacedby": "succeeding", "isreferencedby": "isReferencedBy",
    "references": "references", "isbasedon": "original",
}  # fmt: skip
_CONTRIBUTORS = {
    "advisor": "ths",
    "author": "aut",
    "editor": "edt",
    "illustrator": "ill",
    "translator": "trl",
}
_CLASSES = ("ddc", "lcc", "udc", "nlm")
_NUMBERS = ("isbn", "issn", "ismn", "doi", "isrc", "lccn", "govdoc", "sici")
_IGNORED = frozenset({"date.accessioned", "date.updated", "description.provenance"})

_is_w3c = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?").fullmatch
_is_media_type = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+").fullmatch
_is_isbn = re.compile(
    r"(?:urn:isbn:|isbn:?\s*)?((?:97[89][- ]?)?[0-9][0-9 -]{7,13}[0-9Xx])", re.IGNORECASE
).fullmatch
_is_issn = re.compile(r"(?:urn:issn:|issn:?\s*)?([0-9]{4}-[0-9]{3}[0-9Xx])", re.IGNORECASE).fullmatch
_has_doi = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(10\.\S+)", re.IGNORECASE).fullmatch
_is_period = re.compile(r"[\d\s\-–/.?tk]+").fullmatch

Placed = tuple[str, str]
"""The top-level element, and it written out; of originInfo and physicalDescription the parts alone."""


def of_elements(elements: Sequence[tuple[str, str, str]]) -> str:
    """The content of a `mods` element; *elements* are `(element.qualifier, value, language)`."""
    found: dict[str, list[str]] = {place: [] for place in _ORDER}
    for name, value, language in elements:
        value = value.strip()
        base, _, qualifier = name.partition(".")
        if base == "type" and (kind := kind_of(value)) is not None:
            found["typeOfResource"].append(element("typeOfResource", _TYPES.get(kind.of_class, "")))
        write = _WRITERS.get(base)
        if write is None or not value or name in _IGNORED:
            continue
        place, written = write(qualifier, value, attribute("xml:lang", sound_tag(language)))
        if written:
            found[place].append(written)
    for place in ("originInfo", "physicalDescription"):
        if inner := "".join(dict.fromkeys(found[place])):
            found[place] = [f"<{place}>{inner}</{place}>"]
    return "".join(["".join(dict.fromkeys(found[place])) for place in _ORDER])


def _title(qualifier: str, value: str, language: str) -> Placed:
    kind = {"": "", "translated": "translated"}.get(qualifier, "alternative")
    title = element("title", value)
    return "titleInfo", f"<titleInfo{attribute('type', kind)}{language}>{title}</titleInfo>" if title else ""


def _name(default: str) -> Callable[[str, str, str], Placed]:
    def write(qualifier: str, value: str, language: str) -> Placed:
        code = _CONTRIBUTORS.get(qualifier) or relator_code(qualifier) if qualifier else default
        part = element("namePart", value)
        return "name", f"<name{language}>{part}{roles_of_code(code)}</name>" if part else ""

    return write


def _subject(qualifier: str, value: str, language: str) -> Placed:
    if qualifier in _CLASSES:
        return "classification", element("classification", value, f' authority="{qualifier}"')
    scheme = qualifier if qualifier in ("lcsh", "mesh") else ""
    topic = element("topic", value)
    return "subject", f"<subject{attribute('authority', scheme)}{language}>{topic}</subject>" if topic else ""


def _description(qualifier: str, value: str, language: str) -> Placed:
    if qualifier == "tableofcontents":
        return "tableOfContents", element("tableOfContents", value, language)
    if qualifier == "abstract":
        return "abstract", element("abstract", value, language)
    kind = {"statementofresponsibility": "statement of responsibility", "sponsorship": "funding"}.get(
        qualifier
    )
    return "note", element("note", value, attribute("type", kind or "") + language)


def _publisher(qualifier: str, value: str, language: str) -> Placed:
    if qualifier == "place":
        term = element("placeTerm", value, ' type="text"')
        return "originInfo", f"<place>{term}</place>" if term else ""
    return "originInfo", element("publisher", value, language)


def _date(qualifier: str, value: str, language: str) -> Placed:
    name = _DATES.get(qualifier, "dateIssued")
    kind = attribute("type", qualifier) if name == "dateOther" else ""
    day = value[:10] if value[10:11] == "T" else value
    coded = ' encoding="w3cdtf"' if _is_w3c(day) else ""
    return "originInfo", element(name, day if coded else value, coded + kind)


def _type(qualifier: str, value: str, language: str) -> Placed:
    """The genre; a type of DCMI's says no more than typeOfResource does."""
    kind = kind_of(value)
    only_general = kind is not None and kind.code.startswith("dcmi-")
    return "genre", "" if only_general else element("genre", value, language)


def _format(qualifier: str, value: str, language: str) -> Placed:
    if _is_media_type(value):
        return "physicalDescription", element("internetMediaType", value)
    name = "form" if qualifier == "medium" else "extent"
    return "physicalDescription", element(name, value)


def _identifier(qualifier: str, value: str, language: str) -> Placed:
    if qualifier == "citation":
        return "note", element("note", value, ' type="preferred citation"' + language)
    if match := _has_doi(value):
        return "identifier", element("identifier", match[1], ' type="doi"')
    if address := (uri(value) if value[:4].lower() in ("http", "ftp:", "www.") else ""):
        return "location", f"<location>{element('url', address)}</location>"
    if match := (_is_issn(value) if qualifier in ("", "issn") else None):
        return "identifier", element("identifier", match[1], ' type="issn"')
    if match := (_is_isbn(value) if qualifier in ("", "isbn") else None):
        return "identifier", element("identifier", match[1], ' type="isbn"')
    kind = qualifier if qualifier in _NUMBERS else "local"
    return "identifier", element("identifier", value, f' type="{kind}"')


def _source(qualifier: str, value: str, language: str) -> Placed:
    return "relatedItem", _related("original", value)


def _relation(qualifier: str, value: str, language: str) -> Placed:
    return "relatedItem", _related(_RELATIONS.get(qualifier, ""), value)


def _related(kind: str, value: str) -> str:
    address = uri(value)
    if address:
        inner = f"<location>{element('url', address)}</location>"
    else:
        title = element("title", value)
        inner = f"<titleInfo>{title}</titleInfo>" if title else ""
    return f"<relatedItem{attribute('type', kind)}>{inner}</relatedItem>" if inner else ""


def _language(qualifier: str, value: str, language: str) -> Placed:
    code = language_code(value)
    if code:
        term = f'<languageTerm type="code" authority="iso639-2b">{code}</languageTerm>'
    else:
        term = element("languageTerm", value, ' type="text"')
    return "language", f"<language>{term}</language>" if term else ""


def _coverage(qualifier: str, value: str, language: str) -> Placed:
    temporal = qualifier == "temporal" or (not qualifier and _is_period(value) is not None)
    inner = element("temporal" if temporal else "geographic", value)
    return "subject", f"<subject{language}>{inner}</subject>" if inner else ""


def _rights(qualifier: str, value: str, language: str) -> Placed:
    kind = "restriction on access" if qualifier == "accessrights" else "use and reproduction"
    address = uri(value)
    href = attribute("xlink:href", address)
    return "accessCondition", element("accessCondition", value, f' type="{kind}"{href}{language}')


def _audience(qualifier: str, value: str, language: str) -> Placed:
    return "targetAudience", element("targetAudience", value, language)


_WRITERS: dict[str, Callable[[str, str, str], Placed]] = {
    "title": _title,
    "creator": _name("cre"),
    "contributor": _name(""),
    "subject": _subject,
    "description": _description,
    "publisher": _publisher,
    "date": _date,
    "type": _type,
    "format": _format,
    "identifier": _identifier,
    "source": _source,
    "relation": _relation,
    "language": _language,
    "coverage": _coverage,
    "rights": _rights,
    "audience": _audience,
}
