"""How fields of MARC 21 become values of Dublin Core."""

import re
from collections.abc import Iterable
from datetime import date

from oai.formats.dublin_core import Shape
from oai.formats.values import NOBODY, first, picked, punctuated, tidy, uri, year
from oai.repository import MarcField

_BEFORE_IN_NAMES = {"b": ". ", "c": ", ", "d": ", ", "q": " ", "t": ". ", "n": ". ", "p": ". "}
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?")


def joined(field: MarcField, codes: str) -> Iterable[str]:
    """All subfields as one value."""
    return [punctuated(field, codes)]


def named(field: MarcField, codes: str) -> Iterable[str]:
    """A heading that is a name, perhaps with a title."""
    return [punctuated(field, codes, _BEFORE_IN_NAMES)]


def each(field: MarcField, codes: str) -> Iterable[str]:
    """A value for each subfield."""
    return [tidy(value) for value in picked(field, codes)]


def sentence(field: MarcField, codes: str) -> Iterable[str]:
    """All subfields as one value, with its full stop."""
    return [" ".join(" ".join(picked(field, codes)).split())]


def public(field: MarcField, codes: str) -> Iterable[str]:
    """All subfields as one value, unless the first indicator keeps it private."""
    return [] if field.ind1 == "0" else sentence(field, codes)


def heading(subdivisions: str) -> Shape:
    """A heading and its subdivisions, joined with ` -- ` as subject headings are cited."""

    def shape(field: MarcField, codes: str) -> Iterable[str]:
        main = tidy(" ".join(picked(field, "".join(code for code in codes if code not in subdivisions))))
        return [" -- ".join(filter(None, [main, *map(tidy, picked(field, subdivisions))]))]

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


def lccn(field: MarcField, codes: str) -> Iterable[str]:
    """`info:lccn/` and the number (RFC 4452), where it is one."""
    for value in picked(field, codes):
        number = value.replace(" ", "").lower()
        yield f"info:lccn/{number}" if re.fullmatch("[a-z]{0,3}[0-9]{8,10}", number) else ""


_SOURCES = {"0": "isrc", "2": "ismn"}
_PREFIXES = {
    "isrc": "urn:ISRC:",
    "ismn": "urn:ISMN:",
    "doi": "https://doi.org/",
    "hdl": "https://hdl.handle.net/",
    "urn": "",
    "uri": "",
}


def standard_number(field: MarcField, codes: str) -> Iterable[str]:
    """024: by the first indicator, or by $2 where this says that the source is named there."""
    source = first(field, "2").lower() if field.ind1 == "7" else _SOURCES.get(field.ind1, "")
    for value in picked(field, codes):
        given = value.startswith(("http:", "https:", "urn:"))
        yield value if given else _PREFIXES.get(source, "") + value


def class_number(field: MarcField, codes: str) -> Iterable[str]:
    """The number without the marks of segmentation."""
    return [value.replace("/", "").replace("\u2032", "") for value in picked(field, codes)]


def shelf_class(field: MarcField, codes: str) -> Iterable[str]:
    """Class and item number as they are written together."""
    return [" ".join(picked(field, codes))]


def dated(field: MarcField, codes: str) -> Iterable[str]:
    """The year in each subfield."""
    return [year(value) for value in picked(field, codes)]


def web_address(field: MarcField, codes: str) -> Iterable[str]:
    """Each subfield as an address, or as it stands where it is none."""
    return [uri(value) or value for value in picked(field, codes)]


def address(field: MarcField, codes: str) -> Iterable[str]:
    """856: the address of the resource or of a version of it."""
    return [] if field.ind2 == "2" else web_address(field, codes)


def related_address(field: MarcField, codes: str) -> Iterable[str]:
    """856: the address of something related."""
    return web_address(field, codes) if field.ind2 == "2" else []


def media_type(field: MarcField, codes: str) -> Iterable[str]:
    """856 $q."""
    return [] if field.ind2 == "2" else each(field, codes)


def added_name(field: MarcField, codes: str) -> Iterable[str]:
    """A name that is not the heading of a work."""
    return [] if first(field, "t") else named(field, codes)


def part_by_name(field: MarcField, codes: str) -> Iterable[str]:
    """A work that is in the resource (second indicator 2), under its creator's name."""
    return named(field, codes) if first(field, "t") and field.ind2 == "2" else []


def work_by_name(field: MarcField, codes: str) -> Iterable[str]:
    """Another work, under its creator's name."""
    return named(field, codes) if first(field, "t") and field.ind2 != "2" else []


def part_by_title(field: MarcField, codes: str) -> Iterable[str]:
    """A work that is in the resource, under its title."""
    return joined(field, codes) if field.ind2 == "2" else []


def work_by_title(field: MarcField, codes: str) -> Iterable[str]:
    """Another work, under its title."""
    return joined(field, codes) if field.ind2 != "2" else []


def publisher(field: MarcField, codes: str) -> Iterable[str]:
    """260, 264: distribution, manufacture and copyright are no publisher's."""
    named_so = [name for name in each(field, codes) if name.lower() not in NOBODY]
    return named_so if field.tag != "264" or field.ind2 in "1 " else []


def issued(field: MarcField, codes: str) -> Iterable[str]:
    """260, 264: the date of publication."""
    return dated(field, codes) if field.tag != "264" or field.ind2 in "1 " else []


def created(field: MarcField, codes: str) -> Iterable[str]:
    """264: the date of production."""
    return dated(field, codes) if field.ind2 == "0" else []


def copyrighted(field: MarcField, codes: str) -> Iterable[str]:
    """264: the date of copyright."""
    return dated(field, codes) if field.ind2 == "4" else []


def is_w3cdtf(text: str) -> bool:
    """Whether it is a date by the W3C's note: a year, a month, a day."""
    if len(text) == 4:
        return text.isascii() and text.isdigit()
    if _DAY.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return False
    return True
