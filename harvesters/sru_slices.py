"""A result that a server does not show to its end, in slices: ranges of an index that its file names.

Slices are half open and their bounds are written with the same number of digits, so they leave no gap and do
not overlap whether the server compares them as numbers or as text.
"""

import json
from typing import NamedTuple

from harvesters.library import Sru
from harvesters.sru_cql import narrowed


class Slice(NamedTuple):
    """The records with *first* <= index < *end*; None: without a bound; the first one with all others."""

    first: int | None
    end: int | None

    def query(self, sru: Sru, within: str) -> str:
        """CQL for the records of *within* that lie in this slice.

        The upper bound is `not >=` rather than `<`: so the first slice holds what lacks the index, too, and
        Zebra's `<` leaves out the terms that the bound begins with.
        """
        width = len(str(sru.slices_last + 1))
        bounds = [
            f'{boolean} {sru.slices} >= "{bound:0{width}d}"'
            for boolean, bound in (("and", self.first), ("not", self.end))
            if bound is not None
        ]
        return narrowed(within, bounds)

    def halves(self) -> tuple["Slice", "Slice"] | None:
        """The slice in two; None where it cannot be made smaller."""
        if self.first is None or self.end is None or self.end - self.first < 2:
            return None
        middle = (self.first + self.end) // 2
        return Slice(self.first, middle), Slice(middle, self.end)

    def __str__(self) -> str:
        first = "the beginning" if self.first is None else str(self.first)
        return f"from {first} to {'the end' if self.end is None else f'before {self.end}'}"


def all_slices(sru: Sru) -> list[Slice]:
    """Slices that hold everything which has the index."""
    first, end = sru.slices_first, sru.slices_last + 1
    return [Slice(None, first), Slice(first, end), Slice(end, None)]


def encoded(slices: list[Slice]) -> str:
    """*slices* as text."""
    return json.dumps(slices)


def decoded(text: str) -> list[Slice]:
    """The slices that `encoded` wrote."""
    return [Slice(*bounds) for bounds in json.loads(text)] if text else []
