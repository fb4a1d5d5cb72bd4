"""subject: 034, 043, 045, 255, 600-662, 752; classification: 050-090."""

import re
from collections.abc import Callable

from oai.formats.mods_marc21.element import attribute, authority, element, wrapped
from oai.formats.mods_marc21.facts import Facts, Rule, Write
from oai.formats.mods_marc21.names import kind_of, name_parts, roles
from oai.formats.mods_marc21.titles import parts, title_info
from oai.formats.values import first, picked, tidy, told
from oai.repository import MarcField
from vocabularies.codes import area_code, terms

_THESAURI = {"0": "lcsh", "1": "lcshac", "2": "mesh", "3": "nal", "5": "csh", "6": "rvm"}
"""Second indicator of 6XX."""
_SUBDIVISIONS = {"v": "genre", "x": "topic", "y": "temporal", "z": "geographic"}
_WITHOUT_CONTROL = {"0": "topic", " ": "topic", "4": "temporal", "5": "geographic", "6": "genre"}
_NAMES_WITHOUT_CONTROL = {"1": "personal", "2": "corporate", "3": "conference"}
"""653, second indicator."""
_LEVELS = {
    "a": "country", "b": "state", "c": "county", "d": "city", "f": "citySection", "g": "area",
    "h": "extraTerrestrialArea",
}  # fmt: skip
"""662 and 752."""
_is_year = re.compile("d[0-9]{4}").match

Inner = Callable[[MarcField], str]


def _subject(inner: Inner) -> Write:
    """A heading with its subdivisions, in the record's order."""

    def write(field: MarcField, extra: str, facts: Facts) -> str:
        main = inner(field)
        if not main:
            return ""
        scheme = first(field, "2") if field.ind2 == "7" else _THESAURI.get(field.ind2, "")
        rest = ""
        for code, value in field.subfields:
            if code in _SUBDIVISIONS:
                rest += element(_SUBDIVISIONS[code], tidy(value))
        return f"<subject{authority(field, scheme)}{extra}>{main}{rest}</subject>"

    return write


def _plain(name: str, codes: str) -> Inner:
    return lambda field: element(name, told(field, codes))


def _name(field: MarcField) -> str:
    kind = kind_of(field.tag if field.tag != "880" else f"6{_last_two(field)}", field.ind1)
    inner = name_parts(field, kind)
    if not inner:
        return ""
    role = roles(field, "j" if kind == "conference" else "e")
    title = title_info(parts(_title_of_work(field), "tfklmors"))
    return f"<name{attribute('type', kind)}>{inner}{role}</name>{title}"


def _last_two(field: MarcField) -> str:
    return first(field, "6")[1:3]


def _title_of_work(field: MarcField) -> list[tuple[str, str]]:
    """What stands from $t on: before it, $n and $d belong to the name."""
    start = next((place for place, (code, _) in enumerate(field.subfields) if code == "t"), None)
    return [] if start is None else list(field.subfields[start:])


def _title(field: MarcField) -> str:
    return title_info(parts(field.subfields, "adfgklmorst", field.ind1))


def _uncontrolled(field: MarcField, extra: str, facts: Facts) -> str:
    """653: each $a is a subject of its own."""
    name = _WITHOUT_CONTROL.get(field.ind2)
    kind = _NAMES_WITHOUT_CONTROL.get(field.ind2, "")
    found = ""
    for value in picked(field, "a"):
        if not name:
            part = element("namePart", tidy(value))
            inner = f"<name{attribute('type', kind)}>{part}</name>" if part else ""
        else:
            inner = element(name, tidy(value))
        found += f"<subject{extra}>{inner}</subject>" if inner else ""
    return found


def _faceted(field: MarcField, extra: str, facts: Facts) -> str:
    inner = "".join([element("topic", tidy(value)) for value in picked(field, "ab")])
    return f"<subject{authority(field, first(field, '2'))}{extra}>{inner}</subject>" if inner else ""


def _occupation(field: MarcField, extra: str, facts: Facts) -> str:
    inner = "".join([element("occupation", tidy(value)) for value in picked(field, "a")])
    return f"<subject{authority(field, first(field, '2'))}{extra}>{inner}</subject>" if inner else ""


def _place(field: MarcField, extra: str, facts: Facts) -> str:
    inner = "".join(
        [element(_LEVELS[code], tidy(value)) for code, value in field.subfields if code in _LEVELS]
    )
    if not inner:
        return ""
    scheme = authority(field, first(field, "2"))
    return f"<subject{scheme}{extra}><hierarchicalGeographic>{inner}</hierarchicalGeographic></subject>"


def _area_codes(field: MarcField, extra: str, facts: Facts) -> str:
    found = ""
    known = terms("geographic_areas")
    for code, value in field.subfields:
        if code == "a" and area_code(value) in known:
            found += element("geographicCode", value.strip(), ' authority="marcgac"')
        elif code == "c" and value.strip().replace("-", "").isalnum():
            found += element("geographicCode", value.strip(), ' authority="iso3166"')
    return wrapped("subject", found)


def _period(field: MarcField, extra: str, facts: Facts) -> str:
    """045 $b: years of the common era."""
    years = [value[1:5] for value in picked(field, "b") if _is_year(value)]
    points = (' point="start"', ' point="end"') if field.ind1 == "2" and len(years) == 2 else ("", "")
    inner = "".join(
        [
            element("temporal", year, f' encoding="w3cdtf"{points[min(place, 1)]}')
            for place, year in enumerate(years)
        ]
    )
    return wrapped("subject", inner)


def _map_data(field: MarcField, extra: str, facts: Facts) -> str:
    inner = (
        element("scale", told(field, "a"))
        + element("projection", told(field, "b"))
        + element("coordinates", tidy(" ".join(picked(field, "c"))).strip("()"))
    )
    return f"<subject{extra}><cartographics>{inner}</cartographics></subject>" if inner else ""


def _coordinates(field: MarcField, extra: str, facts: Facts) -> str:
    coordinates = " ".join(picked(field, "defg"))
    inner = element("coordinates", coordinates)
    return f"<subject><cartographics>{inner}</cartographics></subject>" if inner else ""


def _class_number(scheme: str, codes: str) -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        source, edition = scheme, ""
        if field.tag == "082":
            edition = attribute("edition", first(field, "2"))
            source = "ddc"
        elif field.tag in ("084", "880"):
            source = first(field, "2") or scheme
        elif field.tag == "086":
            source = {"0": "sudocs", "1": "candocs"}.get(field.ind1, first(field, "2"))
        attributes = attribute("authority", source) + edition
        if codes == "ab":  # the item number belongs to the class
            return element("classification", " ".join(picked(field, codes)), attributes)
        numbers = [value.replace("/", "").replace("\u2032", "") for value in picked(field, codes)]
        return "".join([element("classification", number, attributes) for number in numbers])

    return write


RULES = [
    Rule("043", "subject", _area_codes),
    Rule("045", "subject", _period),
    Rule("034", "subject", _coordinates),
    Rule("255", "subject", _map_data),
    Rule("600 610 611", "subject", _subject(_name)),
    Rule("630", "subject", _subject(_title)),
    Rule("647", "subject", _subject(_plain("topic", "acdg"))),
    Rule("648", "subject", _subject(_plain("temporal", "a"))),
    Rule("650", "subject", _subject(_plain("topic", "abcdg"))),
    Rule("651", "subject", _subject(_plain("geographic", "ag"))),
    Rule("653", "subject", _uncontrolled),
    Rule("654", "subject", _faceted),
    Rule("656", "subject", _occupation),
    Rule("662 752", "subject", _place),
    Rule("050 055 090", "classification", _class_number("lcc", "ab")),
    Rule("060", "classification", _class_number("nlm", "ab")),
    Rule("070", "classification", _class_number("nal", "ab")),
    Rule("080", "classification", _class_number("udc", "a")),
    Rule("082", "classification", _class_number("ddc", "a")),
    Rule("084", "classification", _class_number("", "a")),
    Rule("086", "classification", _class_number("", "a")),
]
