"""How a feed is cut into pages: so many changes to each, the first page the oldest.

A page holds the same places for ever. It is closed once there is a page behind it: until then it may grow, or
be given a successor to name.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Page(NamedTuple):
    """A page of a feed."""

    number: int
    """From 1 on."""
    first: int
    """The place of its first change."""
    last: int
    """That of its last change so far."""
    closed: bool


def count(last_place: int, size: int) -> int:
    """How many pages there are; one at least, which may be empty."""
    return max(1, -(-last_place // size))


def page(number: int, last_place: int, size: int) -> Page | None:
    """The page of that number; None where there is none."""
    pages = count(last_place, size)
    if not 1 <= number <= pages:
        return None
    return Page(number, (number - 1) * size + 1, min(number * size, last_place), number < pages)


def bounds(pages: Sequence[Page]) -> list[int]:
    """The places of the first and the last change of each page, in order; an empty page has none."""
    return [place for each in pages if each.first <= each.last for place in (each.first, each.last)]
