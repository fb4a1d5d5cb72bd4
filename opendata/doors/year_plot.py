"""Records by year of publication, a row of bars for each library, all on one scale of years."""

from collections.abc import Mapping
from typing import NamedTuple

WIDTH, HEIGHT = 600, 40
_EARLY = 0.01
"""This share of the records may lie before the first year that has a bar of its own."""


class YearRow(NamedTuple):
    """One library's bars."""

    library: str
    path: str
    """As `d` of an SVG `path`, in a box of WIDTH by HEIGHT."""
    records: int
    """With a year."""
    most: int
    """In any one year: what the height of the box stands for."""
    year: int
    """That year."""


class YearPlot(NamedTuple):
    """The rows, and the years from the left edge to the right one."""

    first: int
    """What is older stands in its bar."""
    last: int
    rows: list[YearRow]


def year_plot(years: Mapping[str, Mapping[str, int]], until: int) -> YearPlot | None:
    """The plot of counts by library and year; None where no record has a year.

    What claims to be of a later year than *until* is left out.
    """
    counts = {
        library: {int(year): count for year, count in found.items() if int(year) <= until}
        for library, found in years.items()
    }
    known = sorted(year for found in counts.values() for year in found)
    if not known:
        return None
    first, last = _first(counts), known[-1]
    rows = [_row(library, found, first, last) for library, found in sorted(counts.items()) if found]
    return YearPlot(first, last, rows)


def _first(counts: Mapping[str, Mapping[int, int]]) -> int:
    """The year before which only a few of the records lie."""
    total: dict[int, int] = {}
    for found in counts.values():
        for year, count in found.items():
            total[year] = total.get(year, 0) + count
    early = sum(total.values()) * _EARLY
    for year in sorted(total):
        early -= total[year]
        if early < 0:
            return year
    return min(total)


def _row(library: str, found: Mapping[int, int], first: int, last: int) -> YearRow:
    shown: dict[int, int] = {}
    for year, count in found.items():
        shown[max(first, year)] = shown.get(max(first, year), 0) + count
    most, at = max((count, -year) for year, count in shown.items())
    wide = WIDTH / (last - first + 1)
    bars = []
    for year in sorted(shown):
        high = HEIGHT * shown[year] / most
        bars.append(f"M{(year - first) * wide:.1f} {HEIGHT}v-{high:.1f}h{wide:.2f}v{high:.1f}z")
    return YearRow(library, "".join(bars), sum(found.values()), most, -at)
