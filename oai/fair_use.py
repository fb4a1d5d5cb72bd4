"""So that ten who harvest everything leave room for others: turns for all, and a rate for each address.

So many requests are answered at once, and a few may wait for their turn, never two of one address while
others wait: whoever asks beyond that is told to come again (HTTP 503, which OAI-PMH 2.0, section 3.1.2.2, has
for this). An address that asks more often than it may is told so (HTTP 429). Both come with Retry-After.
"""

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from typing import NamedTuple

_ADDRESSES = 10_000
"""Remembered at most; who is forgotten begins with a full allowance."""
_BUSY_SECONDS = 5
_SHARED = ("", "127.0.0.1", "::1")
"""Addresses of a proxy on this machine: whoever asks comes from there."""


class Refused(Exception):  # noqa: N818 - named for what happened
    """The request is not answered now."""

    def __init__(self, status: int, retry_after: int) -> None:
        super().__init__(f"HTTP {status}, again after {retry_after} s")
        self.status = status
        """429: this address asks too often; 503: all are busy."""
        self.retry_after = retry_after
        """Seconds."""


class Limits(NamedTuple):
    """What may be asked."""

    at_once: int = 8
    """Requests answered at the same time."""
    waiting: int = 12
    """Requests that may wait for a turn; each holds a thread of the server."""
    patience: float = 20.0
    """Seconds before one that waits is told to come again."""
    a_minute: int = 0
    """Requests of one address a minute, all of which it may ask at once; 0: any number."""


class FairUse:
    """Gives turns; threads share it."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._changed = threading.Condition()
        self._queue: OrderedDict[int, str] = OrderedDict()
        self._running: Counter[str] = Counter()
        self._allowed: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._tickets = 0
        self._counted = Counter[str]()

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """Holds a turn for a request of *address*; raises Refused."""
        self._check_rate(address)
        with self._changed:
            self._wait(address)
            self._running[address] += 1
            self._counted["answered"] += 1
        try:
            yield
        finally:
            with self._changed:
                self._running[address] -= 1
                if not self._running[address]:
                    del self._running[address]
                self._changed.notify_all()

    def figures(self) -> dict[str, int]:
        """How many requests are answered now and wait, and how many were answered and refused so far."""
        with self._changed:
            return {
                "running": self._running.total(),
                "waiting": len(self._queue),
                "answered": self._counted["answered"],
                "refused_busy": self._counted["busy"],
                "refused_too_often": self._counted["too often"],
            }

    def _check_rate(self, address: str) -> None:
        """Takes one of the address's allowance, which fills up evenly."""
        most = self._limits.a_minute
        if not most or address in _SHARED:
            return
        now = self._clock()
        with self._changed:
            left, then = self._allowed.pop(address, (float(most), now))
            left = min(float(most), left + (now - then) * most / 60)
            enough = left >= 1
            self._allowed[address] = (left - 1 if enough else left, now)
            if len(self._allowed) > _ADDRESSES:
                self._allowed.popitem(last=False)
            if not enough:
                self._counted["too often"] += 1
                raise Refused(429, ceil((1 - left) * 60 / most))

    def _wait(self, address: str) -> None:
        """Until it is this request's turn; the lock is held."""
        if not self._queue and self._running.total() < self._limits.at_once:
            return
        one_of_many = address not in _SHARED and address in self._queue.values()
        if len(self._queue) >= self._limits.waiting or one_of_many:
            self._refuse()
        self._tickets += 1
        mine = self._tickets
        self._queue[mine] = address
        try:
            if not self._changed.wait_for(lambda: self._is_next(mine), self._limits.patience):
                self._refuse()
        finally:
            del self._queue[mine]
            self._changed.notify_all()

    def _is_next(self, ticket: int) -> bool:
        """Whether a turn is free, and nobody waits who has fewer requests running or came earlier."""
        if self._running.total() >= self._limits.at_once:
            return False
        first = min(self._queue, key=lambda each: (self._running[self._queue[each]], each))
        return first == ticket

    def _refuse(self) -> None:
        self._counted["busy"] += 1
        raise Refused(503, _BUSY_SECONDS)
