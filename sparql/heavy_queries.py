"""Remembers which queries took long, so that they begin in the slow lane when they are asked again."""

import hashlib
import threading
from collections import OrderedDict
from typing import ClassVar

from sparql.tasks import Task

_REMEMBERED = 10_000


class HeavyQueries:
    """The queries that took long lately, by their text. Threads share it."""

    QUICK: ClassVar[float] = 0.1
    """Seconds within which a query is over that is not heavy any more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def knows(self, task: Task) -> bool:
        """Whether it took long the last time."""
        return _digest(task) in self._known

    def note(self, task: Task, heavy: bool) -> None:
        """Remembers whether it took long."""
        digest = _digest(task)
        if not heavy and digest not in self._known:
            return
        with self._lock:
            self._known.pop(digest, None)
            if heavy:
                self._known[digest] = None
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


def _digest(task: Task) -> bytes:
    return hashlib.blake2b(task.query.encode("utf-8", "surrogatepass"), digest_size=16).digest()
