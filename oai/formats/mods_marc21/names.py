"""name: 100, 110, 111, 700, 710, 711, 720; and how any name is told."""

from collections.abc import Iterator

from oai.formats.mods_marc21.element import attribute, authority, element
from oai.formats.mods_marc21.facts import Facts, Rule, Write
from oai.formats.mods_marc21.titles import names_title
from oai.formats.remembered import remembered
from oai.formats.values import first, picked, tidy, told
from oai.repository import MarcField
from vocabularies.codes import relator_code, terms

_RELATORS = "http://id.loc.gov/vocabulary/relators"
_KINDS = {"00": "personal", "10": "corporate", "11": "conference"}
_IDENTIFIERS = ("isni", "orcid", "viaf", "wikidata")


def kind_of(tag: str, ind1: str) -> str:
    """The type of name, by the tag's last two digits; families are personal names to MARC."""
    return "family" if tag[1:] == "00" and ind1 == "3" else _KINDS.get(tag[1:], "")


def name_parts(field: MarcField, kind: str) -> str:
    """The namePart elements of a heading."""
    if kind == "conference":
        return element("namePart", told(field, "aecnq")) + element(
            "namePart", told(field, "d"), ' type="date"'
        )
    if kind == "corporate":
        units = "".join([element("namePart", tidy(value)) for value in picked(field, "ab")])
        return units + element("namePart", told(field, "cdn"))
    return (
        element("namePart", told(field, "aq"))
        + element("namePart", told(field, "bc"), ' type="termsOfAddress"')
        + element("namePart", told(field, "d"), ' type="date"')
    )


def roles(field: MarcField, of_text: str = "e") -> str:
    """A role for each relator, its code and text together where both are given or known."""
    codes = dict.fromkeys(value.rpartition("/")[2].lower() for value in picked(field, "4"))
    found: list[str] = []
    for value in picked(field, of_text):
        text = tidy(value)
        code = relator_code(text)
        codes.pop(code, None)
        found.append(_role(code, text))
    found += [_role(code, "") for code in codes if len(code) == 3]
    return "".join(found)


def roles_of_code(code: str) -> str:
    """The role of a code of MARC's relators; `""` for none."""
    return _role(code, "") if code else ""


@remembered
def _role(code: str, text: str) -> str:
    known = terms("relators").get(code)
    terms_of_it = ""
    if known is not None:
        value = attribute("valueURI", f"{_RELATORS}/{code}")
        terms_of_it = element(
            "roleTerm", code, f' type="code" authority="marcrelator" authorityURI="{_RELATORS}"{value}'
        )
        if not text:
            terms_of_it += element("roleTerm", known.en, ' type="text" authority="marcrelator"')
    terms_of_it += element("roleTerm", text, ' type="text"')
    return f"<role>{terms_of_it}</role>" if terms_of_it else ""


def identifiers(field: MarcField) -> Iterator[str]:
    """nameIdentifier: the numbers in $0 and $1 whose kind is given in parentheses."""
    for value in picked(field, "01"):
        kind, _, number = value.removeprefix("(").partition(")")
        if value.startswith("(") and kind.lower() in _IDENTIFIERS:
            yield element("nameIdentifier", number.strip(), f' type="{kind.lower()}"')


def name(field: MarcField, kind: str, attributes: str = "") -> str:
    """The whole name with its roles; `""` where the field names nobody."""
    inner = name_parts(field, kind)
    if not inner:
        return ""
    of_text = "j" if kind == "conference" else "e"
    of_kind = attribute("type", kind) + authority(field, first(field, "2"))
    unit = element("affiliation", told(field, "u")) if kind != "conference" else ""
    return (
        f"<name{of_kind}{attributes}>{inner}{roles(field, of_text)}{unit}{''.join(identifiers(field))}</name>"
    )


def _main(tag: str) -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        group = attribute("nameTitleGroup", "1") if names_title(facts) and field.tag != "880" else ""
        primary = ' usage="primary"' if field.tag != "880" else ""
        return name(field, kind_of(tag, field.ind1), primary + group + extra)

    return write


def _added(tag: str) -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        return "" if first(field, "t") else name(field, kind_of(tag, field.ind1), extra)

    return write


def _uncontrolled(field: MarcField, extra: str, facts: Facts) -> str:
    return name(field, "personal" if field.ind1 == "1" else "", extra)


RULES = [
    Rule("100", "name", _main("100")),
    Rule("110", "name", _main("110")),
    Rule("111", "name", _main("111")),
    Rule("700", "name", _added("700")),
    Rule("710", "name", _added("710")),
    Rule("711", "name", _added("711")),
    Rule("720", "name", _uncontrolled),
]
