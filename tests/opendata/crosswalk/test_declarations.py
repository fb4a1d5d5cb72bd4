"""What the rules declare that they read is what they read: taking a subfield away tells.

A code that a rule declares changes its statements somewhere; one that it does not declare changes nothing but
names and the field's copy as a string (`bflc:marcKey`).
"""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.registry import SHEETS
from opendata.crosswalk.rules import ALL, MAY_BE_PRIVATE, RecordRule, Rule
from opendata.crosswalk.target import Context, Target, codes_of

_LEADER = "00000nam a2200000 i 4500"
_PLAUSIBLE = {
    "0": "http://id.loc.gov/authorities/names/n79021164",
    "1": "http://www.wikidata.org/entity/Q36014",
    "2": "lcsh",
    "4": "ill",
    "5": "VN-HaTVQ",
    "6": "880-01/$1",
    "8": "1.1",
    "u": "http://example.org/u",
    "w": "(DLC)   90001234",
}
_INDICATORS = [*((ind1, " ") for ind1 in " 01234567"), *((" ", ind2) for ind2 in "012347"), ("1", "1")]
_MORE_FIELDS = (
    "026 ## $e1.2 a.b$2fei",
    "046 ## $m1975$n1976",
    "370 ## $cViệt Nam$0http://id.loc.gov/authorities/names/n79021164",
    "540 ## $fCC BY 4.0$2cc",
    "856 41 $aTable of contents$uhttp://example.org/u",
)
"""Fields that show a subfield at work which no example does."""
_NUMBER_OF_A_NODE = re.compile(r"(<#n[^>]*)>")


@cache
def _fixtures() -> ModuleType:
    return _module("conftest")


def _module(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"declared_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _examples(sheet: str) -> list[MarcRecord]:
    return [_fixtures().marc_record(marc) for marc, _ in _module(f"test_{sheet}").EXAMPLES]


def _statements(rule: Rule, field: MarcField, record: MarcRecord) -> tuple[str, ...]:
    """What *rule* says of *field*: every node's name the same, without the places in the field."""
    out: list[str] = []
    to = Target(out, Context(record), field.tag, "<#n")
    to.codes = codes_of(field)
    rule.write(field, to)
    lines = [line for item in out for line in item.split("\n") if "/marcKey>" not in line]
    return tuple(sorted(_NUMBER_OF_A_NODE.sub(_without_digits, line) for line in lines))


def _without_digits(match: re.Match[str]) -> str:
    return re.sub(r"\d", "", match[1]) + ">"


def _fields(rule: Rule, sheet: ModuleType) -> Iterator[tuple[MarcField, MarcRecord]]:
    """Fields as the sheet's examples have them, and plain ones by every indicator."""
    for record in _examples(sheet.__name__.rpartition(".")[2]):
        for field in record.fields:
            if field.tag == rule.tag:
                yield field, record
    for ind1, ind2 in _INDICATORS:
        for codes in ("a", "at", ALL):
            subfields = tuple((code, _PLAUSIBLE.get(code, f"Word{code}")) for code in codes)
            field = MarcField(rule.tag, ind1, ind2, subfields)
            yield field, MarcRecord(_LEADER, (), (field,))
    for line in _MORE_FIELDS:
        if line.startswith(rule.tag):
            field = _fixtures().marc_field(line)
            yield field, MarcRecord(_LEADER, (), (field,))


def _without(field: MarcField, code: str) -> MarcField:
    return field._replace(subfields=tuple(pair for pair in field.subfields if pair[0] != code))


def _with(field: MarcField, code: str) -> MarcField:
    return field._replace(subfields=(*field.subfields, (code, _PLAUSIBLE.get(code, f"Word{code}"))))


def _matters(rule: Rule, sheet: ModuleType) -> set[str]:
    """The codes whose absence or presence changes what *rule* says, in one field at least."""
    found: set[str] = set()
    for field, record in _fields(rule, sheet):
        before = _statements(rule, field, record)
        codes = codes_of(field)
        for code in set(ALL) - found:
            other = _without(field, code) if code in codes else _with(field, code)
            fields = tuple(other if one is field else one for one in record.fields)
            if _statements(rule, other, record._replace(fields=fields)) != before:
                found.add(code)
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.__name__.rpartition(".")[2])
def test_a_rule_reads_what_it_declares(sheet: ModuleType) -> None:
    wrong: list[Any] = []
    for rule in getattr(sheet, "RULES", ()):
        declared, matters = set(rule.reads), _matters(rule, sheet)
        if declared != matters:
            unsaid, idle = "".join(sorted(matters - declared)), "".join(sorted(declared - matters))
            wrong.append(
                f"{rule.tag} {rule.says[:50]!r}: reads {unsaid!r} unsaid, declares {idle!r} for nothing"
            )
    assert wrong == []


def test_what_is_not_for_the_public_is_left_out() -> None:
    rules = [rule for sheet in SHEETS for rule in getattr(sheet, "RULES", ()) if rule.tag in MAY_BE_PRIVATE]
    assert rules
    for rule in rules:
        said = []
        for ind1 in " 01":
            field = MarcField(rule.tag, ind1, " ", tuple((code, f"Word{code}") for code in "abcd"))
            said.append(bool(_statements(rule, field, MarcRecord(_LEADER, (), (field,)))))
        assert said == [True, False, True]


_RECORD_RULES = [(sheet, rule) for sheet in SHEETS for rule in getattr(sheet, "RECORD_RULES", ())]
_FIELD_008 = "190401s2019    vm a     b    001 0 vie d"
_OF_A_FIELD = re.compile(r"#(\w+?)-[0-9a-f]{12}")


def _of_record(rule: RecordRule, record: MarcRecord) -> tuple[str, ...]:
    """What *rule* says of *record*, the names of nodes without the digests of their fields."""
    out: list[str] = []
    rule.write(record, Target(out, Context(record)))
    lines = (_OF_A_FIELD.sub(r"#\1", line) for item in out for line in item.split("\n"))
    return tuple(sorted(re.sub(r"(#[^>]*)>", _without_digits, line) for line in lines))


def _records(sheet: ModuleType, rule: RecordRule) -> Iterator[MarcRecord]:
    """Records as the sheet's examples have them, and one that has every field and subfield."""
    yield from _examples(sheet.__name__.rpartition(".")[2])
    codes = {tag: ALL for tag in rule.reads if tag.isdigit() and not tag.startswith("00")}
    fields = tuple(
        MarcField(tag, "1", "1", tuple((code, f"Word{code}") for code in codes))
        for tag, codes in codes.items()
    )
    yield MarcRecord(_LEADER, (("008", _FIELD_008),), fields)
    # RDA, said by 040 $e, against leader/18
    rda = MarcField("040", " ", " ", (("a", "VN-HaTVQ"), ("e", "rda")))
    yield MarcRecord("00000cam a2200000 a 4500", (("008", _FIELD_008),), (rda,))


def _subfields_that_matter(rule: RecordRule, records: list[MarcRecord]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for record in records:
        before = _of_record(rule, record)
        for place, field in enumerate(record.fields):
            for code in ALL:
                # $6 is the converter's own business
                if code == "6" or (field.tag, code) in found:
                    continue
                other = _without(field, code) if code in codes_of(field) else _with(field, code)
                fields = (*record.fields[:place], other, *record.fields[place + 1 :])
                if _of_record(rule, record._replace(fields=fields)) != before:
                    found.add((field.tag, code))
    return found


def _positions_that_matter(rule: RecordRule, records: list[MarcRecord]) -> set[tuple[str, int]]:
    """Positions of the leader and of control fields at which another character changes what *rule* says."""
    found: set[tuple[str, int]] = set()
    for record in records:
        before = _of_record(rule, record)
        for tag, text in (("LDR", record.leader), *record.control):
            for at in range(len(text)):
                for character in " abcdefgimnoprstu0123489|":
                    if (tag, at) in found:
                        break
                    changed = f"{text[:at]}{character}{text[at + 1 :]}"
                    if _of_record(rule, _with_text(record, tag, text, changed)) != before:
                        found.add((tag, at))
    return found


def _with_text(record: MarcRecord, tag: str, text: str, changed: str) -> MarcRecord:
    if tag == "LDR":
        return record._replace(leader=changed)
    control = tuple(
        (name, changed if (name, value) == (tag, text) else value) for name, value in record.control
    )
    return record._replace(control=control)


def _declared_positions(what: str) -> list[range]:
    """`06-14 35-37` as ranges; none for `all`."""
    pairs = [part.partition("-") for part in what.split() if part != "all"]
    return [range(int(first), int(last or first) + 1) for first, _, last in pairs]


@pytest.mark.parametrize(("sheet", "rule"), _RECORD_RULES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_rule_over_the_record_reads_what_it_declares(sheet: ModuleType, rule: RecordRule) -> None:
    records = list(_records(sheet, rule))
    subfields = {tag: what for tag, what in rule.reads.items() if tag.isdigit() and not tag.startswith("00")}
    declared = {(tag, code) for tag, codes in subfields.items() for code in codes}
    assert {pair for pair in _subfields_that_matter(rule, records) if pair[0] in subfields} == declared
    matters = _positions_that_matter(rule, records)
    unsaid = [
        f"{tag}/{at:02}"
        for tag, at in sorted(matters)
        if tag not in rule.reads
        or ((ranges := _declared_positions(rule.reads[tag])) and not any(at in one for one in ranges))
    ]
    assert unsaid == []
    for tag, what in rule.reads.items():
        for one in _declared_positions(what) if tag not in subfields else ():
            assert any(tag == found and at in one for found, at in matters), f"{tag}/{one} for nothing"
