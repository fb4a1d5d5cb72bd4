"""A whole MARC 21 record as the content of a `mods` element."""

import re

from oai.formats.mods_marc21 import coded, names, notes, numbers, origin, physical, related, subjects, titles
from oai.formats.mods_marc21.element import attribute, element, free_attribute, linkage
from oai.formats.mods_marc21.facts import Facts, Rule, Write, facts_of, tag_of
from oai.formats.values import first, is_language_code, picked, tidy
from oai.repository import Marc

ORDER = (
    "title proper", "titleInfo", "name", "typeOfResource", "genre", "originInfo", "language",
    "physicalDescription", "abstract", "tableOfContents", "targetAudience", "note", "subject",
    "classification", "relatedItem", "identifier", "location", "accessCondition", "recordInfo",
)  # fmt: skip
"""The order of the Library of Congress's own conversion, but the title proper first."""

_MODULES = (titles, names, notes, subjects, numbers, related)
_STANDARDS = {"a": "aacr", "c": "isbd", "i": "isbd"}
"""Leader/18."""
_is_date = re.compile("[0-9]{6}").fullmatch
_is_instant = re.compile(r"[0-9]{14}(?:\.[0-9])?").fullmatch

Compiled = dict[str, tuple[tuple[int, Write], ...]]


def _compiled() -> Compiled:
    by_tag: dict[str, list[tuple[int, Write]]] = {}
    rules: list[Rule] = [rule for module in _MODULES for rule in module.RULES]
    for rule in rules:
        for tag in rule.tags.split():
            by_tag.setdefault(tag, []).append((ORDER.index(rule.place), rule.write))
    return {tag: tuple(found) for tag, found in by_tag.items()}


_BY_TAG = _compiled()


def content(marc: Marc, origin_of_record: str) -> str:
    """The elements in their order, none twice; *origin_of_record* tells where this description comes from."""
    facts = facts_of(marc)
    places: list[list[str]] = [[] for _ in ORDER]
    at = dict(zip(ORDER, places, strict=True))
    at["typeOfResource"].append(coded.type_of_resource(facts))
    at["genre"] += coded.genres(facts)
    at["originInfo"] += origin.origin_infos(facts)
    at["language"] += coded.languages(facts)
    at["physicalDescription"] += physical.physical_descriptions(facts)
    at["targetAudience"].append(coded.audience(facts))
    for field in marc.fields:
        rules = _BY_TAG.get(tag_of(field))
        if rules is not None:
            extra = linkage(field) if field.subfields and field.subfields[0][0] == "6" else ""
            for place, write in rules:
                places[place].append(write(field, extra, facts))
    at["recordInfo"].append(_record_info(facts, origin_of_record))
    return "".join(["".join(dict.fromkeys(found)) for found in places])


def _record_info(facts: Facts, origin_of_record: str) -> str:
    """001, 003, 005, 008/00-05, 040 and leader/18."""
    inner = element("descriptionStandard", _STANDARDS.get(facts.leader[18], ""))
    fields = facts.fields.get("040", ())
    for field in fields[:1]:
        inner += "".join([element("descriptionStandard", tidy(one)) for one in picked(field, "e")])
        inner += element("recordContentSource", tidy(first(field, "a")), ' authority="marcorg"')
    created = facts.coded[:6]
    if _is_date(created):
        inner += element("recordCreationDate", created, ' encoding="marc"')
    changed = facts.control.get("005", "").strip()
    if _is_instant(changed):
        inner += element("recordChangeDate", changed, ' encoding="iso8601"')
    source = free_attribute("source", facts.control.get("003", "").strip())
    inner += element("recordIdentifier", facts.control.get("001", "").strip(), source)
    for field in fields[:1]:
        code = first(field, "b").lower()
        if is_language_code(code):
            term = element("languageTerm", code, attribute("authority", "iso639-2b") + ' type="code"')
            inner += f"<languageOfCataloging>{term}</languageOfCataloging>"
    return f"<recordInfo>{inner}{element('recordOrigin', origin_of_record)}</recordInfo>"
