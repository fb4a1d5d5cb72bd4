"""Keeps answers: a release never changes, so the same query in the same format has the same answer."""

import threading
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from sparql.tasks import Result

_ENTRY = 1024
"""Bytes that an answer takes beside its body, at a guess."""
_LARGEST_SHARE = 4
"""No answer takes more than this part of the room."""


class Key(NamedTuple):
    """What an answer is an answer to: the release's snapshot, a digest of the task, the content coding."""

    checkpoint: Path
    task: bytes
    coding: str


class AnswerCache:
    """The answers used last, of one release at a time, in at most *max_bytes*. Threads share it."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._answers: OrderedDict[Key, Result] = OrderedDict()
        self._checkpoint: Path | None = None
        self._bytes = 0

    def get(self, key: Key) -> Result | None:
        """The answer, if it is kept."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: Key, answer: Result) -> None:
        """Keeps an answer of the release that is served now, in place of those used longest ago."""
        size = answer.body.size + _ENTRY
        with self._lock:
            if key.checkpoint != self._checkpoint or size * _LARGEST_SHARE > self.max_bytes:
                return
            self._drop(key)
            self._answers[key] = answer
            self._bytes += size
            while self._bytes > self.max_bytes:
                self._drop(next(iter(self._answers)))

    def serve(self, checkpoint: Path) -> None:
        """Forgets the answers of all other releases."""
        with self._lock:
            if checkpoint != self._checkpoint:
                self._checkpoint = checkpoint
                self._answers.clear()
                self._bytes = 0

    def figures(self) -> dict[str, int]:
        """How many answers are kept, and in how many bytes."""
        with self._lock:
            return {"answers": len(self._answers), "bytes": self._bytes}

    def _drop(self, key: Key) -> None:
        gone = self._answers.pop(key, None)
        if gone is not None:
            self._bytes -= gone.body.size + _ENTRY
