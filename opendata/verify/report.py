"""What verification found: of each kind of disagreement the first few, and how many there are."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

SHOWN = 20
"""Disagreements of a kind that are told one by one."""
_LINE = 400


class Report:
    """What was looked at in one part, and what does not agree."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.looked_at: Counter[str] = Counter()
        """How many things of each sort were looked at."""
        self.counts: Counter[str] = Counter()
        """How many disagreements there are of each kind."""
        self.examples: dict[str, list[str]] = {}
        """The first of each kind, in the order in which they were found."""
        self.skipped = ""
        """Why the part was not looked at, or not wholly; `""` where it was."""

    @property
    def clean(self) -> bool:
        """Whether everything agrees that was looked at."""
        return not self.counts

    def disagrees(self, kind: str, what: str) -> None:
        """Notes a disagreement."""
        self.counts[kind] += 1
        known = self.examples.setdefault(kind, [])
        if len(known) < SHOWN:
            known.append(_line(what))

    def merge(self, counts: Mapping[str, int], examples: Mapping[str, list[str]]) -> None:
        """Adds what another process found."""
        for kind, count in counts.items():
            self.counts[kind] += count
            known = self.examples.setdefault(kind, [])
            known += examples[kind][: SHOWN - len(known)]

    def lines(self) -> list[str]:
        """A line for each disagreement that is told, and one for the others of its kind."""
        found = []
        for kind, examples in self.examples.items():
            found += [f"{self.part}: {kind}: {each}" for each in examples]
            if more := self.counts[kind] - len(examples):
                found.append(f"{self.part}: {kind}: … and {more:,} more")
        return found

    def summary(self) -> str:
        """One line: what was looked at, and how many disagreements there are."""
        looked = ", ".join(f"{count:,} {name}" for name, count in self.looked_at.items())
        found = self.counts.total()
        told = "clean" if not found else f"{found:,} disagreement{'s' if found > 1 else ''}"
        if self.skipped and not found and not looked:
            return f"{self.part}: skipped: {self.skipped}"
        return f"{self.part}: {told}" + (f" ({looked})" if looked else "") + _also(self.skipped)

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "part": self.part,
            "clean": self.clean,
            "skipped": self.skipped or None,
            "lookedAt": dict(self.looked_at),
            "disagreements": [
                {"kind": kind, "count": self.counts[kind], "first": examples}
                for kind, examples in self.examples.items()
            ],
        }


def _also(skipped: str) -> str:
    return f"; not looked at: {skipped}" if skipped else ""


def _line(text: str) -> str:
    return " ".join(text.encode("utf-8", "backslashreplace").decode().split())[:_LINE]
