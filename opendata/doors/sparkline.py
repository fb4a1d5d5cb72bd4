"""A line of counts over time, small enough to stand beside the text that says the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

WIDTH, HEIGHT, MARGIN = 600, 90, 6
_LEAST_SPAN = 0.1
"""The line's height stands for at least this share of the highest count: a few records look like few."""


class Sparkline(NamedTuple):
    """The line's points in a box of WIDTH by HEIGHT, and what it shows."""

    points: str
    """As `points` of an SVG `polyline`."""
    first_at: datetime
    last_at: datetime
    first: int
    newest: int
    least: int
    most: int


def sparkline(counts: Sequence[tuple[datetime, int]]) -> Sparkline | None:
    """The line of *counts*, in the order of time; None for fewer than two."""
    if len(counts) < 2:
        return None
    begin, end = counts[0][0], counts[-1][0]
    values = [count for _, count in counts]
    least, most = min(values), max(values)
    low = min(least, most * (1 - _LEAST_SPAN))
    long, high = (end - begin).total_seconds() or 1.0, (most - low) or 1.0
    points = [
        (
            f"{MARGIN + (WIDTH - 2 * MARGIN) * (at - begin).total_seconds() / long:.1f}",
            f"{HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (count - low) / high:.1f}",
        )
        for at, count in counts
    ]
    line = " ".join(f"{x},{y}" for x, y in points)
    return Sparkline(line, begin, end, values[0], values[-1], least, most)
