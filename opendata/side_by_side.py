"""Several libraries harvested side by side: each in a thread of its own, and one that fails stops no other.

Each thread holds one page at a time; the archive takes them in turns. So the memory that it takes is that of
as many pages as there are threads.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from opendata.archive.archive import Archive
from opendata.errors import OpendataError
from opendata.harvest import Harvest, Watch

HarvestOne = Callable[[str, Watch], Harvest]
"""Harvests the library of that code."""
_GRACE = 0.5
"""Seconds for those that are about to end by themselves."""
_POLL = 0.02


class SideBySide:
    """The harvests of some libraries, so many at a time."""

    def __init__(self, codes: list[str], harvest_one: HarvestOne, jobs: int) -> None:
        self._waiting = deque(codes)
        self._harvest_one = harvest_one
        self._watches: dict[str, Watch] = {}
        self._stopping = False
        self._ended: queue.SimpleQueue[tuple[str, Harvest]] = queue.SimpleQueue()
        self._left = len(codes)
        # Daemons: one that waits for a library's server does not keep the program from ending.
        self._threads = [
            threading.Thread(target=self._work, daemon=True, name=f"harvest-{number}")
            for number in range(min(jobs, len(codes)))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def left(self) -> int:
        """How many have not been handed out by `ended`."""
        return self._left

    def running(self) -> Mapping[str, Watch]:
        """The harvests under way, by code."""
        return dict(self._watches)

    def ended(self, seconds: float) -> tuple[str, Harvest] | None:
        """The next harvest that has ended, if one does within *seconds*."""
        try:
            found = self._ended.get(timeout=seconds)
        except queue.Empty:
            return None
        self._left -= 1
        return found

    def stop(self, archive: Archive) -> Iterator[tuple[str, Harvest]]:
        """Ends every harvest behind its page's transaction, and yields what they did.

        One that only waits for its library's server is left alone in its thread: it writes nothing any more.
        """
        self._stopping = True
        self._waiting.clear()
        watches = self.running()
        for watch in watches.values():
            watch.stop()
        give_up = time.monotonic() + _GRACE
        while self._alive() and (time.monotonic() < give_up or any(w.storing for w in watches.values())):
            time.sleep(_POLL)
        results = {
            code: watch.so_far._replace(stopped=True) for code, watch in watches.items() if watch.begun
        }
        while (found := self.ended(0)) is not None:
            results[found[0]] = found[1]
        for code, done in results.items():
            if done.stopped and not done.problem:
                archive.end_run(code, datetime.now(UTC))
            yield code, done

    def _alive(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while True:
            try:
                code = self._waiting.popleft()
            except IndexError:
                return
            watch = self._watches[code] = Watch()
            if self._stopping:
                watch.stop()
            try:
                done = self._harvest_one(code, watch)
            except OpendataError as error:
                done = watch.so_far._replace(problem=str(error))
            except Exception as error:
                logging.getLogger(__name__).debug("harvesting %s", code, exc_info=error)
                done = watch.so_far._replace(problem=f"unexpected {type(error).__name__}: {error}")
            self._ended.put((code, done))
            self._watches.pop(code, None)
