"""titleInfo: 130, 210, 222, 240, 242, 245, 246, 247, 730, 740; and how any title is told."""

from collections.abc import Iterable

from oai.formats.mods_marc21.element import attribute, authority, element, free_attribute
from oai.formats.mods_marc21.facts import Facts, Rule, Write
from oai.formats.values import first, tidy
from oai.repository import MarcField
from vocabularies.codes import iso_639_1

_VARIANTS = {
    "2": "Distinctive title",
    "3": "Other title",
    "4": "Cover title",
    "5": "Added title page title",
    "6": "Caption title",
    "7": "Running title",
    "8": "Spine title",
}
"""246, second indicator."""


def parts(subfields: Iterable[tuple[str, str]], main: str, skip: str = "0") -> str:
    """nonSort, title, subTitle, partNumber, partName; *skip* is the indicator of what is not to be sorted."""
    title: list[str] = []
    rest: list[str] = []
    for code, value in subfields:
        if code == "b" and title:
            rest.append(element("subTitle", tidy(value)))
        elif code == "n":
            rest.append(element("partNumber", tidy(value)))
        elif code == "p":
            rest.append(element("partName", tidy(value)))
        elif (code in main or code == "b") and value.strip():
            title.append(value)
    return _sorted_title(" ".join(title), skip) + "".join(rest)


def _sorted_title(text: str, skip: str) -> str:
    count = int(skip) if skip in "123456789" and skip else 0
    # Many records count wrongly: an article ends in a blank or an apostrophe, never inside a word.
    if 0 < count < len(text) and not text[count - 1].isalnum() and tidy(text[count:]):
        article = element("nonSort", text[:count], ' xml:space="preserve"')
        return article + element("title", tidy(text[count:]))
    return element("title", tidy(text))


def title_info(inner: str, attributes: str = "") -> str:
    """The element, where there is a title."""
    return f"<titleInfo{attributes}>{inner}</titleInfo>" if "<title>" in inner else ""


def _title_proper(field: MarcField, extra: str, facts: Facts) -> str:
    """245: the title, then a parallel title, which ISBD puts behind an equals sign."""
    own: list[tuple[str, str]] = []
    parallel = ""
    for code, value in field.subfields:
        if code == "b" and own and own[-1][1].rstrip().endswith("="):
            title, _, sub = value.partition(" : ")
            parallel += title_info(parts([("a", title), ("b", sub)], "a"), ' type="translated"' + extra)
        elif code in "abfgknps":
            own.append((code, value))
    return title_info(parts(own, "afgks", field.ind2), extra) + parallel


def _uniform(indicator: int) -> Write:
    def write(field: MarcField, extra: str, facts: Facts) -> str:
        skip = field.ind1 if indicator == 1 else field.ind2
        group = attribute("nameTitleGroup", "1") if field.tag == "240" and names_title(facts) else ""
        attributes = ' type="uniform"' + group + authority(field, first(field, "2")) + extra
        return title_info(parts(field.subfields, "adfgklmors", skip), attributes)

    return write


def names_title(facts: Facts) -> bool:
    """Whether a main entry's name belongs to a uniform title (240)."""
    return "240" in facts.fields and any(tag in facts.fields for tag in ("100", "110", "111"))


def _abbreviated(field: MarcField, extra: str, facts: Facts) -> str:
    attributes = ' type="abbreviated"' + attribute("authority", first(field, "2")) + extra
    return title_info(parts(field.subfields, "a"), attributes)


def _key(field: MarcField, extra: str, facts: Facts) -> str:
    attributes = ' type="alternative" otherType="key title"' + extra
    return title_info(parts(field.subfields, "a", field.ind2), attributes)


def _translated(field: MarcField, extra: str, facts: Facts) -> str:
    language = attribute("xml:lang", iso_639_1(first(field, "y")[:3]))
    return title_info(parts(field.subfields, "a", field.ind2), ' type="translated"' + language + extra)


def _variant(field: MarcField, extra: str, facts: Facts) -> str:
    label = tidy(first(field, "i")) or _VARIANTS.get(field.ind2, "")
    kind = "translated" if field.ind2 == "1" else "alternative"
    attributes = f' type="{kind}"' + free_attribute("displayLabel", label) + extra
    return title_info(parts(field.subfields, "afg"), attributes)


def _former(field: MarcField, extra: str, facts: Facts) -> str:
    attributes = ' type="alternative" displayLabel="Former title"' + extra
    return title_info(parts(field.subfields, "afg"), attributes)


def _added_uniform(field: MarcField, extra: str, facts: Facts) -> str:
    """730, but for a part of the resource (second indicator 2)."""
    if field.ind2 == "2":
        return ""
    own = [pair for pair in field.subfields if pair[0] not in "ix"]
    return title_info(parts(own, "adfgklmorst", field.ind1), ' type="uniform"' + extra)


def _added(field: MarcField, extra: str, facts: Facts) -> str:
    """740, but for a part of the resource."""
    if field.ind2 == "2":
        return ""
    return title_info(parts(field.subfields, "a", field.ind1), ' type="alternative"' + extra)


RULES = [
    Rule("245", "title proper", _title_proper),
    Rule("130", "titleInfo", _uniform(1)),
    Rule("240 243", "titleInfo", _uniform(2)),
    Rule("242", "titleInfo", _translated),
    Rule("246", "titleInfo", _variant),
    Rule("247", "titleInfo", _former),
    Rule("730", "titleInfo", _added_uniform),
    Rule("740", "titleInfo", _added),
    Rule("210", "titleInfo", _abbreviated),
    Rule("222", "titleInfo", _key),
]
