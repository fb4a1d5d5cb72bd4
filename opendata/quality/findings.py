"""What was found in one record: every kind counted whole, with a few examples."""

from typing import NamedTuple

EXAMPLES = 3
"""Examples of a kind that are kept of one record."""
_SHOWN = 100
"""Characters of a value that an example shows."""


class Finding(NamedTuple):
    """One thing that was found, and where."""

    code: str
    """That of its kind, see `kinds.KINDS`."""
    field: str
    """The tag, or the Dublin Core element; `LDR` for the leader, `""` for the record as a whole."""
    occurrence: int
    """Which of the fields of that name, from 1; 0 for the record as a whole."""
    subfield: str
    value: str


class Findings:
    """Takes what is found in a record."""

    __slots__ = ("counts", "examples")

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str, str], int] = {}
        """How often each `(code, field, subfield)` was found."""
        self.examples: dict[str, list[Finding]] = {}
        """The first findings of each kind, by its code."""

    def add(self, code: str, field: str, occurrence: int = 0, subfield: str = "", value: str = "") -> None:
        """Counts a finding, and keeps it as long as its kind has few."""
        key = (code, field, subfield)
        self.counts[key] = self.counts.get(key, 0) + 1
        known = self.examples.get(code)
        if known is None:
            known = self.examples[code] = []
        if len(known) < EXAMPLES:
            known.append(Finding(code, field, occurrence, subfield, _shown(value)))


def _shown(value: str) -> str:
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
