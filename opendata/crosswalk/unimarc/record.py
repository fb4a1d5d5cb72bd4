"""One UNIMARC record as a MARC 21 one, by the table.

A MARC 21 field is made of one UNIMARC field alone, so that the names of what it describes stay when another
field is inserted; only the 801s of a record, and the language in 100, are one 040 together.
"""

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.unimarc.authorities import facts_of
from opendata.crosswalk.unimarc.coded import field008, language_of_description, leader
from opendata.crosswalk.unimarc.holdings import sources
from opendata.crosswalk.unimarc.line import Facts, Line, plain_field
from opendata.crosswalk.unimarc.nonsorting import without_marks
from opendata.crosswalk.unimarc.physical import PHYSICAL, fields007
from opendata.crosswalk.unimarc.scripts import link_number, others, paired
from opendata.crosswalk.unimarc.table import TABLE


def to_marc21(record: MarcRecord) -> MarcRecord:
    """The UNIMARC *record* told in MARC 21, its fields in the order of their new tags.

    A 210 that says again what a 214 says, for systems that do not know 214 yet, is left out.
    """
    by_tag: dict[str, list[MarcField]] = {}
    for field in record.fields:
        by_tag.setdefault(field.tag, []).append(field)
    facts = facts_of(record)
    fields: list[MarcField] = []
    again = {field.subfields for field in by_tag.get("214", ())}
    in_other_script = others(record.fields)
    for place, field in enumerate(record.fields):
        line = TABLE.get(field.tag)
        if line is not None and not (field.tag == "210" and field.subfields in again):
            fields.extend(_told(field, line, facts, place in in_other_script))
    fields.extend(_of_several(record, by_tag))
    fields.sort(key=_tag)
    own = leader(record.leader)
    return MarcRecord(own, _control(record, by_tag, own), tuple(fields))


def _tag(field: MarcField) -> str:
    return field.tag


_NOT_COUNTED = ("740", "760", "800", "810", "811")
"""Fields with a title whose second indicator counts no characters."""


def _told(field: MarcField, line: Line, facts: Facts, in_other_script: bool) -> list[MarcField]:
    clean, skipped = without_marks(field)
    told = (line.tell or plain_field)(clean, line, facts)
    if skipped and line.nonfiling and told:
        count = str(skipped)
        first = told[0]
        if first.tag not in _NOT_COUNTED:
            told[0] = first._replace(ind1=count) if line.nonfiling == 1 else first._replace(ind2=count)
    return paired(told, field, in_other_script) if told and link_number(field) else told


def _of_several(record: MarcRecord, by_tag: dict[str, list[MarcField]]) -> list[MarcField]:
    """040, of every 801 and of 100; 035 of 003."""
    made: list[MarcField] = []
    source = sources(by_tag.get("801", []))
    if code := language_of_description(by_tag.get("100", [])):
        pairs = source.subfields if source is not None else ()
        source = MarcField("040", " ", " ", (*pairs, ("b", code)))
    if source is not None:
        made.append(source)
    identifier = record.control_value("003").strip()
    if _is_identifier(identifier):
        made.append(MarcField("035", " ", " ", (("a", identifier),)))
    return made


def _is_identifier(text: str) -> bool:
    """Whether 003 holds the record's persistent identifier, as UNIMARC has it, and no agency's code."""
    return ":" in text or "/" in text


def _control(record: MarcRecord, by_tag: dict[str, list[MarcField]], own: str) -> tuple[tuple[str, str], ...]:
    control = [
        (tag, value)
        for tag in ("001", "003", "005")
        if (value := record.control_value(tag)) and not (tag == "003" and _is_identifier(value))
    ]
    control.extend(
        ("007", value) for tag in PHYSICAL for field in by_tag.get(tag, ()) for value in fields007(field)
    )
    control.append(("008", field008(by_tag, own[6], own[7])))
    return tuple(control)
