"""An answer that is worked out at most once in some seconds, however many ask."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class KeptBriefly(Generic[T]):
    """What *work* gives, worked out anew when it is older than *seconds*.

    While one asker works it out anew, others get the one before; only the first has to be waited for.
    """

    def __init__(
        self, work: Callable[[], T], seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._work = work
        self._seconds = seconds
        self._clock = clock
        self._turn = Lock()
        self._kept: tuple[float, T] | None = None

    def get(self) -> T:
        """The answer; raises what *work* raises."""
        kept = self._kept
        if kept is not None and self._clock() - kept[0] < self._seconds:
            return kept[1]
        if not self._turn.acquire(blocking=kept is None):
            assert kept is not None
            return kept[1]
        try:
            again = self._kept
            if again is not None and again is not kept:
                return again[1]
            answer = self._work()
            self._kept = self._clock(), answer
            return answer
        finally:
            self._turn.release()
