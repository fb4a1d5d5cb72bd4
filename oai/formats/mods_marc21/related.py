"""relatedItem: 440, 490, 8XX, 510, 534, 7XX with a title, 730 and 740 of parts, 76X-78X."""

import re

from oai.formats.mods_marc21.element import attribute, element, free_attribute, wrapped
from oai.formats.mods_marc21.facts import Facts, Rule, Write
from oai.formats.mods_marc21.names import kind_of, name_parts, roles
from oai.formats.mods_marc21.numbers import standard_number
from oai.formats.mods_marc21.titles import parts, title_info
from oai.formats.values import first, picked, tidy, told
from oai.repository import MarcField

_LINKS = {
    "760": "series", "762": "constituent", "765": "otherVersion", "767": "otherVersion", "770": "constituent",
    "772": "host", "773": "host", "774": "constituent", "775": "otherVersion", "776": "otherFormat",
    "777": "", "780": "preceding", "785": "succeeding", "786": "original", "787": "",
}  # fmt: skip
"""Linking entry to the type of related item."""
_OTHER_TYPES = {"777": "issued with", "787": "related"}
# 773 $q: volume:issue:…<page (MARC 21, 773).
_NUMBERED = re.compile(r"([^:<]*)(?::([^:<]*))?(?::([^:<]*))?(?:<(.*))?")


def _related(kind: str, inner: str, attributes: str = "") -> str:
    if not inner:
        return ""
    return f"<relatedItem{attribute('type', kind)}{attributes}>{inner}</relatedItem>"


def _series_statement(field: MarcField, extra: str, facts: Facts) -> str:
    """440, 490; a statement that is traced differently stands in the 8XX beside it."""
    traced = field.ind1 == "1" and any(tag in facts.fields for tag in ("800", "810", "811", "830"))
    if traced and field.tag == "490":
        return ""
    skip = field.ind2 if field.tag == "440" else "0"
    numbered = [("n" if code == "v" else code, value) for code, value in field.subfields if code in "anpv"]
    title = title_info(parts(numbered, "a", skip), extra)
    numbers = "".join([standard_number("issn", value) for value in picked(field, "x")])
    return _related("series", title + numbers if title else "")


def _series_entry(tag: str) -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        numbered = [("n" if code == "v" else code, value) for code, value in _title_part(field, tag)]
        title = title_info(parts(numbered, "adfgklmorst", field.ind2 if tag == "830" else "0"), extra)
        numbers = "".join([standard_number("issn", value) for value in picked(field, "x")])
        return _related("series", title + _name(field, tag, extra) + numbers if title else "")

    return write


def _title_part(field: MarcField, tag: str) -> list[tuple[str, str]]:
    """The subfields from $t on; a uniform title has all of its own."""
    if tag in ("830", "730", "740"):
        return [pair for pair in field.subfields if pair[0] not in "ix"]
    start = next((place for place, (code, _) in enumerate(field.subfields) if code == "t"), None)
    return [] if start is None else [pair for pair in field.subfields[start:] if pair[0] not in "ixe4"]


def _name(field: MarcField, tag: str, extra: str = "") -> str:
    kind = kind_of(tag, field.ind1)
    if not kind:
        return ""
    start = next((place for place, (code, _) in enumerate(field.subfields) if code == "t"), 0)
    inner = name_parts(_Headed(field, start), kind)
    role = roles(field, "j" if kind == "conference" else "e")
    return f'<name type="{kind}"{extra}>{inner}{role}</name>' if inner else ""


def _relationship(field: MarcField) -> str:
    """$i: how the cataloguer words the relation."""
    return free_attribute("otherType", tidy(first(field, "i")))


class _Headed:
    """The part of a field before its $t: the name."""

    __slots__ = ("ind1", "ind2", "subfields", "tag")

    def __init__(self, field: MarcField, end: int) -> None:
        self.tag, self.ind1, self.ind2 = field.tag, field.ind1, field.ind2
        self.subfields = field.subfields[:end]


def _added_work(tag: str) -> Write:
    """700, 710, 711 with $t, 730, 740."""

    def write(field: MarcField, extra: str, facts: Facts) -> str:
        if not first(field, "t") if tag in ("700", "710", "711") else field.ind2 != "2":
            return ""  # a name alone, or a title of the resource itself
        skip = field.ind1 if tag in ("730", "740") else "0"
        uniform = ' type="uniform"' if tag == "730" else ""
        title = title_info(parts(_title_part(field, tag), "adfgklmorst", skip), uniform + extra)
        kind = "constituent" if field.ind2 == "2" else ""
        form = wrapped("physicalDescription", element("form", tidy(first(field, "h")).strip("[]")))
        numbers = "".join([standard_number("issn", value) for value in picked(field, "x")])
        inner = title + _name(field, tag, extra) + form + numbers if title else ""
        return _related(kind, inner, _relationship(field))

    return write


def _linked(tag: str) -> Write:
    """76X-78X (MARC 21, linking entries)."""
    kind = _LINKS[tag]
    other = f' otherType="{_OTHER_TYPES[tag]}"' if tag in _OTHER_TYPES else ""

    def write(field: MarcField, extra: str, facts: Facts) -> str:
        inner = _linked_title(field, extra) + _linked_name(field) + _linked_origin(field)
        inner += element("note", tidy(" ".join(picked(field, "n"))))
        if extent := tidy(first(field, "h")):
            inner += wrapped("physicalDescription", element("extent", extent))
        inner += _linked_numbers(field) + _part(field)
        return _related(kind, inner, _relationship(field) or other)

    return write


def _linked_title(field: MarcField, extra: str) -> str:
    title = title_info(parts([("a", value) for value in picked(field, "t")], "a"), extra)
    uniform = title_info(parts([("a", one) for one in picked(field, "s")], "a"), ' type="uniform"' + extra)
    short = title_info(parts([("a", one) for one in picked(field, "p")], "a"), ' type="abbreviated"' + extra)
    return title + uniform + short


def _linked_name(field: MarcField) -> str:
    part = element("namePart", tidy(first(field, "a")))
    return wrapped("name", part)


def _linked_origin(field: MarcField) -> str:
    inner = element("publisher", told(field, "d")) + element("edition", told(field, "b"))
    return wrapped("originInfo", inner)


def _linked_numbers(field: MarcField) -> str:
    found = ""
    for code, value in field.subfields:
        if code == "x":
            found += standard_number("issn", value)
        elif code == "z":
            found += standard_number("isbn", value)
        elif code == "r":
            found += element("identifier", tidy(value), ' type="report number"')
        elif code == "u":
            found += element("identifier", tidy(value), ' type="strn"')
        elif code == "w":
            found += element("identifier", value.strip(), ' type="local"')
        elif code == "o":
            found += element("identifier", tidy(value))
    return found


def _part(field: MarcField) -> str:
    """$g as it stands, and $q by its parts."""
    inner = "".join([element("text", tidy(value)) for value in picked(field, "g")])
    if match := _NUMBERED.fullmatch(first(field, "q")):
        for kind, number in zip(("volume", "issue", "section"), match.groups()[:3], strict=False):
            if number and number.strip():
                inner += wrapped("detail", element("number", number.strip()), attribute("type", kind))
        if match[4] and match[4].strip():
            inner += wrapped("extent", element("start", match[4].strip()), ' unit="page"')
    return wrapped("part", inner)


def _reference(field: MarcField, extra: str, facts: Facts) -> str:
    """510: where the resource is described."""
    title = title_info(parts([("a", first(field, "a"))], "a"), extra)
    covered = element("dateOther", tidy(first(field, "b")), ' type="coverage"')
    where = wrapped("originInfo", covered)
    number = wrapped("detail", element("number", told(field, "c")), ' type="part"')
    where += wrapped("part", number)
    numbers = "".join([standard_number("issn", value) for value in picked(field, "x")])
    return _related("isReferencedBy", title + where + numbers if title else "")


def _original(field: MarcField, extra: str, facts: Facts) -> str:
    """534: the original of a reproduction."""
    title = title_info(parts([("a", one) for one in picked(field, "t")], "a"), extra)
    name = _linked_name(field)
    origin = element("edition", told(field, "b")) + element("publisher", told(field, "c"))
    inner = title + name + (f"<originInfo>{origin}</originInfo>" if origin else "")
    if extent := told(field, "e"):
        inner += wrapped("physicalDescription", element("extent", extent))
    inner += element("note", tidy(" ".join(picked(field, "mn"))))
    inner += "".join([standard_number("issn", value) for value in picked(field, "x")])
    inner += "".join([standard_number("isbn", value) for value in picked(field, "z")])
    return _related("original", inner, free_attribute("displayLabel", tidy(first(field, "p"))))


RULES = [
    Rule("440 490", "relatedItem", _series_statement),
    *(Rule(tag, "relatedItem", _series_entry(tag)) for tag in ("800", "810", "811", "830")),
    Rule("510", "relatedItem", _reference),
    Rule("534", "relatedItem", _original),
    *(Rule(tag, "relatedItem", _added_work(tag)) for tag in ("700", "710", "711", "730", "740")),
    *(Rule(tag, "relatedItem", _linked(tag)) for tag in _LINKS),
]
