"""Dublin Core's terms, and the rule language by which a MARC 21 record becomes values of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from oai.formats.values import NO_LANGUAGE, first, is_language_code, language_tag
from oai.repository import Marc, MarcField

ELEMENTS = (
    "title",
    "creator",
    "subject",
    "description",
    "publisher",
    "contributor",
    "date",
    "type",
    "format",
    "identifier",
    "source",
    "language",
    "relation",
    "coverage",
    "rights",
)
"""The fifteen elements of DCMES 1.1, in the order in which records are written."""

REFINED: Mapping[str, str] = {
    "alternative": "title",
    "abstract": "description",
    "tableOfContents": "description",
    "audience": "description",
    "provenance": "description",
    "created": "date",
    "issued": "date",
    "available": "date",
    "valid": "date",
    "dateAccepted": "date",
    "dateSubmitted": "date",
    "dateCopyrighted": "",
    "modified": "",
    "extent": "format",
    "medium": "format",
    "bibliographicCitation": "identifier",
    "isVersionOf": "relation",
    "hasVersion": "relation",
    "isReplacedBy": "relation",
    "replaces": "relation",
    "isRequiredBy": "relation",
    "requires": "relation",
    "isPartOf": "relation",
    "hasPart": "relation",
    "isReferencedBy": "relation",
    "references": "relation",
    "isFormatOf": "relation",
    "hasFormat": "relation",
    "conformsTo": "relation",
    "spatial": "coverage",
    "temporal": "coverage",
    "accessRights": "rights",
    "license": "rights",
    "rightsHolder": "rights",
    "educationLevel": "",
    "mediator": "",
    "instructionalMethod": "",
}
"""The further terms of DCMI, each with its element of simple Dublin Core; `""`: it is left out there."""

TERMS = (*ELEMENTS, *REFINED)
_PLACES: Mapping[str, int] = {
    term: 2 * ELEMENTS.index(REFINED.get(term, term) or "rights") + (term in REFINED) for term in TERMS
}


class Value(NamedTuple):
    """A value of a term."""

    term: str
    text: str
    scheme: str = ""
    """The encoding scheme, by its name in DCMI's schema: `DDC`, `LCSH`, `W3CDTF`, `URI` …"""
    language: str = ""
    """The language of the text, a tag of BCP 47."""

    @property
    def element(self) -> str:
        """The element of simple Dublin Core, `""` for what is left out there."""
        return REFINED.get(self.term, self.term)


Shape = Callable[[MarcField, str], Iterable[str]]
"""(field, subfield codes) → values, none or several."""
Scheme = Callable[[MarcField, str], str]
"""(field, value) → the encoding scheme of that value."""


class Languages(NamedTuple):
    """The languages of a record, tags of BCP 47, `""` where it names none or several."""

    own: str
    """Of what it describes: of titles, statements and series."""
    cataloguing: str
    """Of what the cataloguer wrote: of notes."""


class Rule(NamedTuple):
    """What fields of some tags say, by one term."""

    tags: str
    """Tags with blanks between: `"100 110 111"`."""
    codes: str
    """The subfields that count, in the record's order."""
    term: str
    shape: Shape
    scheme: str | Scheme = ""
    language: str = ""
    """Which of `Languages` its text is in."""


class Table(NamedTuple):
    """One kind of MARC: its rules by tag, and what its fixed fields say."""

    rules: dict[str, tuple[Rule, ...]]
    fixed: Callable[[Marc], Iterable[Value]]
    """What the leader and the coded fields say; it comes before what the rules give."""


def table(rules: Sequence[Rule], fixed: Callable[[Marc], Iterable[Value]]) -> Table:
    """The rules, ready to be applied."""
    by_tag: dict[str, list[Rule]] = {}
    for rule in rules:
        for tag in rule.tags.split():
            by_tag.setdefault(tag, []).append(rule)
    return Table({tag: tuple(found) for tag, found in by_tag.items()}, fixed)


def describe(marc: Marc, by: Table) -> list[Value]:
    """The record's values, none twice: term by term, each term's in the record's order."""
    languages = _languages(marc)._asdict()
    languages[""] = ""
    values = list(by.fixed(marc))
    for field in marc.fields:
        for rule in by.rules.get(_tag(field), ()):
            scheme = rule.scheme
            # A field in another script is hardly in the record's own language.
            language = languages[rule.language] if field.tag != "880" else ""
            for text in rule.shape(field, rule.codes):
                if text:
                    of = scheme if isinstance(scheme, str) else scheme(field, text)
                    values.append(Value(rule.term, text, of, language))
    values.sort(key=_place)
    kept: dict[tuple[str, str], Value] = {}
    for value in values:
        kept.setdefault(value[:2], value)
    return list(kept.values())


def _place(value: Value) -> int:
    return _PLACES[value.term]


def _tag(field: MarcField) -> str:
    """The field's tag; for a field in another script (880) that of the field it stands beside."""
    if field.tag != "880":
        return field.tag
    return next((value[:3] for code, value in field.subfields if code == "6"), "880")


def _languages(marc: Marc) -> Languages:
    """008/35-37, unless 041 has several; 040 $b."""
    coded = next((value[35:38].lower() for tag, value in marc.control if tag == "008"), "")
    cataloguing = ""
    several = False
    for field in marc.fields:
        if field.tag == "041":
            several = several or sum(code == "a" for code, _ in field.subfields) > 1
        elif field.tag == "040":
            cataloguing = cataloguing or first(field, "b").lower()
    own = "" if several or not is_language_code(coded) or coded in NO_LANGUAGE else language_tag(coded)
    return Languages(own, language_tag(cataloguing))
