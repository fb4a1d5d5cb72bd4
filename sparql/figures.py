"""Counts what the endpoint did, for `/health` and `/metrics`."""

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds of the classes of latency, in seconds."""

OUTCOMES = (
    "answered",
    "malformed",
    "failed",
    "timed_out",
    "broke",
    "rejected",
    "abandoned",
)
"""What may become of a query that reaches the pool; see `sparql.errors`."""


class Latencies(NamedTuple):
    """How many queries took at most each of BOUNDS, how many there were, and their seconds together."""

    up_to: tuple[int, ...]
    total: int
    seconds: float


class Figures:
    """The counts; threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._classes: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}

    def count(self, name: str) -> None:
        """One more of these."""
        with self._lock:
            self._counts[name] += 1

    def took(self, lane: str, seconds: float) -> None:
        """A query of this lane was answered after so many seconds."""
        with self._lock:
            classes = self._classes.setdefault(lane, [0] * (len(BOUNDS) + 1))
            classes[bisect_left(BOUNDS, seconds)] += 1
            self._seconds[lane] = self._seconds.get(lane, 0.0) + seconds

    def counts(self) -> Mapping[str, int]:
        """Everything counted so far, by name."""
        with self._lock:
            return dict(self._counts)

    def latencies(self) -> dict[str, Latencies]:
        """The latencies by lane."""
        with self._lock:
            return {lane: _summed(classes, self._seconds[lane]) for lane, classes in self._classes.items()}


def _summed(classes: list[int], seconds: float) -> Latencies:
    up_to, total = [], 0
    for each in classes[:-1]:
        total += each
        up_to.append(total)
    return Latencies(tuple(up_to), total + classes[-1], seconds)
