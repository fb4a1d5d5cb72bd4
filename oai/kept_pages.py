"""Pages that were written once and will be the same for everybody who asks for them.

Harvesters ask for the same lists: everything, or what the last release changed. What a page holds does not
depend on who asks, only its envelope does, so ten harvesters at once cost little more than one.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from zstandard import ZstdCompressor, ZstdDecompressor

_LEVEL = 1
_OVERHEAD = 500  # bytes of an entry beside its records, about


class Page(NamedTuple):
    """A page of a list."""

    written: Sequence[bytes]
    """The items, as elements; of a page that was kept all in one piece."""
    delivered: int
    """How many items they are."""
    after: str
    """Key of the last record looked at."""
    last: str
    """Its identifier."""
    more: bool
    """Whether any may follow."""


class KeptPages:
    """The pages asked for last, compressed, within a limit in bytes; threads may use it at once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used = 0
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Page | None:
        """The page kept under *key*."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            self._pages.move_to_end(key)
        return page._replace(written=[ZstdDecompressor().decompress(page.written[0])])

    def put(self, key: Hashable, page: Page) -> None:
        """Keeps a page, and lets go of those that nobody asked for longest."""
        if not self._limit:
            return
        kept = page._replace(written=[ZstdCompressor(level=_LEVEL).compress(b"".join(page.written))])
        if _size(kept) > self._limit:
            return
        with self._lock:
            former = self._pages.pop(key, None)
            self._used += _size(kept) - (_size(former) if former else 0)
            self._pages[key] = kept
            while self._used > self._limit:
                self._used -= _size(self._pages.popitem(last=False)[1])

    @property
    def used(self) -> int:
        """Bytes held."""
        return self._used


def _size(page: Page) -> int:
    return len(page.written[0]) + _OVERHEAD
