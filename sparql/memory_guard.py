"""Sees to it that all workers together take no more memory than they may: the largest goes first."""

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

_SECONDS = 0.1
_CGROUP_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


class Sized(Protocol):
    """A process whose memory can be told, and which can be ended."""

    def memory(self) -> int:
        """Bytes that it holds."""

    def end(self) -> None:
        """Ends it."""


def fair_share_of_this_machine() -> int:
    """Half of the memory that this machine, or this container, has; in bytes."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for file in _CGROUP_LIMITS:
        try:
            memory = min(memory, int(Path(file).read_text()))
        except (OSError, ValueError):  # there is none, or it says "max"
            continue
    return memory // 2


class MemoryGuard:
    """Looks ten times a second, while there are *busy* ones, how much they hold, at most *limit* bytes."""

    def __init__(self, busy: Callable[[], Sequence[Sized]], limit: int) -> None:
        self._busy = busy
        self._limit = limit
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True, name="sparql-memory")
        self._thread.start()

    def look(self) -> None:
        """Ends the largest one when all are too large."""
        sizes = [(process.memory(), process) for process in self._busy()]
        if sizes and sum(size for size, _ in sizes) > self._limit:
            max(sizes, key=lambda each: each[0])[1].end()

    def stop(self) -> None:
        """Looks no more."""
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopped.wait(_SECONDS):
            self.look()
