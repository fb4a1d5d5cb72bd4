"""Lets those who ask the same thing at the same time share one answer."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class Flights:
    """What is being answered now. At most *waiting* who ask the same wait for it. Threads share it."""

    def __init__(self, waiting: int) -> None:
        self._limit = waiting
        self._waiting = 0
        self._lock = threading.Lock()
        self._over: dict[Hashable, threading.Event] = {}

    @contextmanager
    def of(self, key: Hashable) -> Iterator[threading.Event | None]:
        """An event that is set when the same question was answered; None for who is to answer it."""
        with self._lock:
            over = self._over.get(key)
            full = over is not None and self._waiting >= self._limit
            if over is None:
                mine = self._over[key] = threading.Event()
            elif not full:
                self._waiting += 1
        if over is None:
            try:
                yield None
            finally:
                with self._lock:
                    del self._over[key]
                mine.set()
        elif full:
            yield None
        else:
            try:
                yield over
            finally:
                with self._lock:
                    self._waiting -= 1
