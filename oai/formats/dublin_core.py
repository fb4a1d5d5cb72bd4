"""The rule language by which a MARC record becomes simple Dublin Core."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from oai.formats.values import picked, tidy, year
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

Values = list[str]
Shape = Callable[[MarcField, str], Iterable[str]]
"""(field, subfield codes) → values, none or several."""


class Rule(NamedTuple):
    """What fields of some tags say, by one element."""

    tags: str
    """Tags with blanks between: `"100 110 111"`."""
    codes: str
    """The subfields that count, in the record's order."""
    element: str
    shape: Shape


class Table(NamedTuple):
    """One kind of MARC: its rules by tag, and what its fixed fields say."""

    rules: dict[str, list[Rule]]
    fixed: Callable[[Marc], Iterable[tuple[str, str]]]
    """`(element, value)` from the leader and the coded fields; these come before what the rules give."""


def table(rules: Sequence[Rule], fixed: Callable[[Marc], Iterable[tuple[str, str]]]) -> Table:
    """The rules, ready to be applied."""
    by_tag: dict[str, list[Rule]] = {}
    for rule in rules:
        for tag in rule.tags.split():
            by_tag.setdefault(tag, []).append(rule)
    return Table(by_tag, fixed)


def describe(marc: Marc, by: Table) -> dict[str, Values]:
    """The record's values by element, in the record's order, none twice."""
    values: dict[str, Values] = {element: [] for element in ELEMENTS}
    for element, value in by.fixed(marc):
        values[element].append(value)
    for field in marc.fields:
        for rule in by.rules.get(_tag(field), ()):
            values[rule.element] += rule.shape(field, rule.codes)
    return {element: list(dict.fromkeys(filter(None, found))) for element, found in values.items()}


def _tag(field: MarcField) -> str:
    """The field's tag; for a field in another script (880) that of the field it stands beside."""
    if field.tag != "880":
        return field.tag
    return next((value[:3] for code, value in field.subfields if code == "6"), "880")


def joined(field: MarcField, codes: str) -> Iterable[str]:
    """All subfields as one value."""
    return [tidy(" ".join(picked(field, codes)))]


def each(field: MarcField, codes: str) -> Iterable[str]:
    """A value for each subfield."""
    return [tidy(value) for value in picked(field, codes)]


def sentence(field: MarcField, codes: str) -> Iterable[str]:
    """All subfields as one value, with its full stop."""
    return [" ".join(" ".join(picked(field, codes)).split())]


def verbatim(field: MarcField, codes: str) -> Iterable[str]:
    """A value for each subfield, punctuation and all: addresses."""
    return picked(field, codes)


def heading(subdivisions: str) -> Shape:
    """A heading and its subdivisions, joined with ` -- ` as subject headings are cited."""

    def shape(field: MarcField, codes: str) -> Iterable[str]:
        main = tidy(" ".join(picked(field, "".join(code for code in codes if code not in subdivisions))))
        return [" -- ".join(filter(None, [main, *map(tidy, picked(field, subdivisions))]))]

    return shape


def prefixed(prefix: str) -> Shape:
    """Each subfield's first word behind a prefix: `urn:ISSN:1859-0357`."""

    def shape(field: MarcField, codes: str) -> Iterable[str]:
        return [prefix + value.split()[0] for value in picked(field, codes)]

    return shape


def isbn(field: MarcField, codes: str) -> Iterable[str]:
    """`urn:ISBN:` and the number without hyphens or qualifier; what is no such number is left as it is."""
    for value in picked(field, codes):
        number = value.split()[0].replace("-", "").upper().rstrip(":;,")
        yield f"urn:ISBN:{number}" if re.fullmatch(r"[0-9]{9}[0-9X]|97[89][0-9]{10}", number) else tidy(value)


def issn(field: MarcField, codes: str) -> Iterable[str]:
    """`urn:ISSN:` and the number; what is no such number is left as it is."""
    for value in picked(field, codes):
        number = value.split()[0].upper()
        yield f"urn:ISSN:{number}" if re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", number) else tidy(value)


def class_number(scheme: str) -> Shape:
    """`ddc:895.922` - the way in which repositories write class numbers as subjects."""

    def shape(field: MarcField, codes: str) -> Iterable[str]:
        return [
            f"{scheme}:{value.replace('/', '').replace(chr(0x2032), '')}" for value in picked(field, codes)
        ]

    return shape


def dated(field: MarcField, codes: str) -> Iterable[str]:
    """The year in each subfield."""
    return [year(value) for value in picked(field, codes)]
