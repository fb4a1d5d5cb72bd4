"""The totals of many records: how much of each library took part, and how often what was found.

Totals can be subtracted, so that the totals of a release follow from those of the one before, the records
that changed, and what these were.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from opendata.quality.examination import Examination

_LONGEST_NAME = 64
"""Characters of a tag, element or code that are kept: those who write records may call them anything."""


class Extent(NamedTuple):
    """How many records were examined, and how much of them took part."""

    records: int = 0
    fields: int = 0
    fields_left: int = 0
    subfields: int = 0
    subfields_left: int = 0


class Place(NamedTuple):
    """What was found, and where."""

    library: str
    code: str
    field: str
    subfield: str


class Total(NamedTuple):
    """In how many records something was found, and how often."""

    records: int
    occurrences: int


class Totals:
    """Sums of examinations, by library."""

    __slots__ = ("extents", "found")

    def __init__(self) -> None:
        self.extents: dict[str, Extent] = {}
        self.found: dict[Place, Total] = {}

    def add(self, library: str, examined: Examination, sign: int = 1) -> None:
        """Adds a record's examination, or takes it away where *sign* is -1."""
        counted = Extent(
            1, examined.fields, examined.fields_left, examined.subfields, examined.subfields_left
        )
        self._extend(library, counted, sign)
        for (code, field, subfield), count in _bounded(examined.findings.counts).items():
            self._count(Place(library, code, field, subfield), sign, sign * count)

    def merge(self, other: "Totals") -> None:
        """Adds the sums of *other*."""
        for library, extent in other.extents.items():
            self._extend(library, extent, 1)
        for place, total in other.found.items():
            self._count(place, *total)

    def sorted(self) -> Iterator[tuple[Place, Total]]:
        """What was found, in the order of libraries, codes, fields and subfields."""
        return iter(sorted(self.found.items()))

    def _extend(self, library: str, by: Extent, sign: int) -> None:
        known = self.extents.get(library, Extent())
        extent = Extent(*(old + sign * new for old, new in zip(known, by, strict=True)))
        if any(extent):
            self.extents[library] = extent
        else:
            self.extents.pop(library, None)

    def _count(self, place: Place, records: int, occurrences: int) -> None:
        known = self.found.get(place)
        total = Total(records, occurrences)
        if known is not None:
            total = Total(known.records + records, known.occurrences + occurrences)
        if total == (0, 0):
            self.found.pop(place, None)
        else:
            self.found[place] = total


def _bounded(counts: Mapping[tuple[str, str, str], int]) -> Mapping[tuple[str, str, str], int]:
    """*counts* with names that a database can have as keys; a record that has any longer ones is rare."""
    if all(len(field) <= _LONGEST_NAME and len(subfield) <= _LONGEST_NAME for _, field, subfield in counts):
        return counts
    found: dict[tuple[str, str, str], int] = {}
    for (code, field, subfield), count in counts.items():
        key = (code, field[:_LONGEST_NAME], subfield[:_LONGEST_NAME])
        found[key] = found.get(key, 0) + count
    return found


def merged(some: Iterable[Totals]) -> Totals:
    """The sums of all of *some*."""
    whole = Totals()
    for totals in some:
        whole.merge(totals)
    return whole
