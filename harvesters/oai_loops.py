"""Resumption tokens that lead round in a circle, noticed in constant memory however long the list is."""

from collections import deque
from collections.abc import Collection

from harvesters.errors import TokenLoop
from harvesters.library import Library

_BARREN_PAGES = 50
"""After so many pages in a row that bring nothing new, the tokens are taken to lead nowhere."""
_RECENT_PAGES = 10


class LoopWatch:
    """Watches one list."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._mark = ""
        self._steps = 0
        self._next_mark = 1
        self._recent: deque[frozenset[str]] = deque(maxlen=_RECENT_PAGES)
        self._barren = 0

    def fresh(self, identifiers: Collection[str]) -> int:
        """How many of a page's *identifiers* the pages just before it did not bring."""
        names = frozenset(identifiers)
        fresh = len(names.difference(*self._recent))
        self._recent.append(names)
        self._barren = 0 if fresh else self._barren + 1
        return fresh

    def watch(self, token: str) -> None:
        """Raise TokenLoop when *token*, which that page gave, ends a circle."""
        # Brent's cycle detection: the mark moves on at every power of two, so any circle meets it.
        if token == self._mark:
            raise TokenLoop(self._message("the same resumption token came twice"))
        self._steps += 1
        if self._steps == self._next_mark:
            self._mark, self._next_mark = token, self._next_mark * 2
        if self._barren >= _BARREN_PAGES:
            raise TokenLoop(self._message(f"{_BARREN_PAGES} pages in a row brought no new record"))

    def _message(self, what: str) -> str:
        return (
            f"{self._library.code}: {what}, so the list would never end. What came before is kept; "
            "tell the library that its resumption tokens lead in a circle"
        )
