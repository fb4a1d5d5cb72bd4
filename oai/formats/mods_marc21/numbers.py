"""identifier: 010, 020, 022, 024, 027, 028, 035, 037, 074, 088; location: 852, 856."""

import re

from oai.formats.mods_marc21.element import attribute, element, free_attribute, wrapped
from oai.formats.mods_marc21.facts import Facts, Rule, Write
from oai.formats.values import first, picked, tidy, told, uri
from oai.repository import MarcField

_OTHER = {"0": "isrc", "1": "upc", "2": "ismn", "3": "ean", "4": "sici"}
"""024, first indicator."""
_PUBLISHERS = {
    "0": "issue number",
    "1": "matrix number",
    "2": "music plate",
    "3": "music publisher",
    "4": "videorecording identifier",
    "6": "distributor number",
}
"""028, first indicator."""
_WRONG = ' invalid="yes"'
_NUMBER = re.compile(r"[0-9Xx][0-9Xx\- ]{6,16}")
_is_isbn = re.compile("(?:97[89])?[0-9]{9}[0-9Xx]").fullmatch
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)")
_HANDLE = re.compile(r"https?://hdl\.handle\.net/(.+)")


def _bare(value: str) -> str:
    """The number without what follows it: `(bìa cứng) : 50.000đ`."""
    match = _NUMBER.match(value)
    return match[0].strip(" -") if match else tidy(value.partition("(")[0])


def standard_number(kind: str, value: str, attributes: str = "") -> str:
    """An ISBN, ISSN … as its bare number."""
    number = _bare(value)
    if kind == "isbn":
        number = plain if _is_isbn(plain := number.replace("-", "").replace(" ", "")) else number
    return element("identifier", number, f' type="{kind}"{attributes}')


def _standard(kind: str, wrong: str, others: str = "") -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        found = ""
        for code, value in field.subfields:
            if code == "a":
                found += standard_number(kind, value, extra)
            elif code in wrong:
                found += standard_number(kind, value, _WRONG)
            elif code in others:
                found += standard_number(f"{kind}-l", value, _WRONG if code == "m" else "")
        return found

    return write


def _numbers(kind: str, codes: str = "a") -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        of_kind = attribute("type", kind)
        right = "".join([element("identifier", tidy(value), of_kind) for value in picked(field, codes)])
        return right + "".join(
            [element("identifier", tidy(one), of_kind + _WRONG) for one in picked(field, "z")]
        )

    return write


def _other_standard(field: MarcField, extra: str, facts: Facts) -> str:
    kind = first(field, "2").lower() if field.ind1 == "7" else _OTHER.get(field.ind1, "")
    of_kind = attribute("type", kind)
    right = "".join([element("identifier", value, of_kind) for value in picked(field, "a")])
    return right + "".join([element("identifier", value, of_kind + _WRONG) for value in picked(field, "z")])


def _stock(field: MarcField, extra: str, facts: Facts) -> str:
    label = free_attribute("displayLabel", told(field, "c"))
    return element("identifier", told(field, "ab"), ' type="stock number"' + label)


def _publishers(field: MarcField, extra: str, facts: Facts) -> str:
    return element("identifier", told(field, "ba"), attribute("type", _PUBLISHERS.get(field.ind1, "")))


def _system(field: MarcField, extra: str, facts: Facts) -> str:
    """035: `(OCoLC)123` as number 123 of oclc; other systems keep their code in parentheses."""
    found = ""
    for value in picked(field, "a"):
        number = value.removeprefix("(OCoLC)")
        found += element("identifier", number, f' type="{"oclc" if number != value else "local"}"')
    return found


def _persistent(field: MarcField, extra: str, facts: Facts) -> str:
    """856 $u: the DOI or handle in the address."""
    found = ""
    for value in picked(field, "u"):
        if match := _DOI.match(value):
            found += element("identifier", match[1], ' type="doi"')
        elif match := _HANDLE.match(value):
            found += element("identifier", match[1], ' type="hdl"')
    return found


def _address(field: MarcField, extra: str, facts: Facts) -> str:
    if field.ind2 == "2":
        return ""
    label = told(field, "3y") or tidy(first(field, "3"))
    note = tidy(first(field, "z"))
    attributes = free_attribute("displayLabel", label) + free_attribute("note", note)
    found = "".join([url(value, attributes) for value in picked(field, "u")])
    return wrapped("location", found)


def url(value: str, attributes: str = "") -> str:
    """The element, where the value is an address."""
    return element("url", uri(value), attributes)


def _related_address(field: MarcField, extra: str, facts: Facts) -> str:
    """856 with second indicator 2: something else, related to the resource."""
    if field.ind2 != "2":
        return ""
    found = "".join([url(value) for value in picked(field, "u")])
    label = free_attribute("displayLabel", told(field, "3y"))
    return f"<relatedItem{label}><location>{found}</location></relatedItem>" if found else ""


def _holding(field: MarcField, extra: str, facts: Facts) -> str:
    place = ", ".join(filter(None, map(tidy, picked(field, "abce"))))
    shelf = tidy(" ".join(picked(field, "klhijmt")))
    inner = element("physicalLocation", place) + element("shelfLocator", shelf)
    return wrapped("location", inner, extra)


RULES = [
    Rule("010", "identifier", _numbers("lccn")),
    Rule("020", "identifier", _standard("isbn", "z")),
    Rule("022", "identifier", _standard("issn", "yz", "lm")),
    Rule("024", "identifier", _other_standard),
    Rule("027", "identifier", _numbers("strn")),
    Rule("028", "identifier", _publishers),
    Rule("035", "identifier", _system),
    Rule("037", "identifier", _stock),
    Rule("074", "identifier", _numbers("gpo item number")),
    Rule("088", "identifier", _numbers("report number")),
    Rule("856", "identifier", _persistent),
    Rule("852", "location", _holding),
    Rule("856", "location", _address),
    Rule("856", "relatedItem", _related_address),
]
