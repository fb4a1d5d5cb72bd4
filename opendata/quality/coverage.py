"""Which subfields of a field the crosswalk reads, as its rules and tables themselves declare it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from harvesters.marc import MarcField
from opendata.crosswalk.registry import SHEETS
from opendata.crosswalk.rules import Condition, RecordRule, Rule
from opendata.crosswalk.unimarc.table import CONTROL, TABLE

LEADER = "LDR"


class Coverage:
    """Which subfields are read, by tag."""

    def __init__(
        self,
        always: Mapping[str, Iterable[str]],
        sometimes: Mapping[str, Sequence[tuple[Condition, frozenset[str]]]],
    ) -> None:
        self._always = {tag: frozenset(codes) for tag, codes in always.items()}
        self._sometimes = sometimes

    def knows(self, tag: str) -> bool:
        """Whether anything reads *tag*."""
        return tag in self._always or tag in self._sometimes

    def read(self, field: MarcField, tag: str) -> frozenset[str] | None:
        """The codes that are read of *field*, which stands for *tag*; None when nothing takes it."""
        found = self._always.get(tag)
        for when, codes in self._sometimes.get(tag, ()):
            if when(field):
                found = codes if found is None else found | codes
        return found


def declared(rules: Iterable[Rule], record_rules: Iterable[RecordRule]) -> Coverage:
    """What rules declare that they read."""
    always: dict[str, set[str]] = {}
    sometimes: dict[str, list[tuple[Condition, frozenset[str]]]] = {}
    for rule in record_rules:
        for tag, codes in rule.reads.items():
            always.setdefault(tag, set()).update(codes)
    for line in rules:
        if line.when is None:
            always.setdefault(line.tag, set()).update(line.reads)
        else:
            sometimes.setdefault(line.tag, []).append((line.when, frozenset(line.reads)))
    return Coverage(always, sometimes)


@cache
def marc21() -> Coverage:
    """What the sheets read of MARC 21."""
    return declared(
        [rule for sheet in SHEETS for rule in getattr(sheet, "RULES", ())],
        [rule for sheet in SHEETS for rule in getattr(sheet, "RECORD_RULES", ())],
    )


@cache
def unimarc() -> Coverage:
    """What the table of UNIMARC takes over; 100 to 127 and $7 are read by what makes 008 and the scripts."""
    return Coverage(
        {**dict.fromkeys(CONTROL, ""), **{tag: {*line.codes, "7"} for tag, line in TABLE.items()}}, {}
    )
