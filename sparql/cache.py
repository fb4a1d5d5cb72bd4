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
_FILES = 8
"""How many times the room of short answers long ones have, which lie in files."""


class Key(NamedTuple):
    """What an answer is an answer to: the release's snapshot, a digest of the task, the content coding."""

    checkpoint: Path
    task: bytes
    coding: str


class _Shelf:
    """Answers of one kind, those used longest ago first."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self.answers: OrderedDict[Key, Result] = OrderedDict()

    def get(self, key: Key) -> Result | None:
        found = self.answers.get(key)
        if found is not None:
            self.answers.move_to_end(key)
        return found

    def put(self, key: Key, answer: Result) -> None:
        size = answer.body.size + _ENTRY
        if size * _LARGEST_SHARE > self.max_bytes:
            return
        self.drop(key)
        self.answers[key] = answer
        self.bytes += size
        while self.bytes > self.max_bytes:
            self.drop(next(iter(self.answers)))

    def drop(self, key: Key) -> None:
        gone = self.answers.pop(key, None)
        if gone is not None:
            self.bytes -= gone.body.size + _ENTRY


class AnswerCache:
    """The answers used last, of one release at a time: short ones in at most *max_bytes* of memory.

    Long ones, which lie in files, have eight times as much room there. Threads share it.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._checkpoint: Path | None = None
        self._short, self._long = self._empty()

    def get(self, key: Key) -> Result | None:
        """The answer, if it is kept."""
        with self._lock:
            return self._short.get(key) or self._long.get(key)

    def put(self, key: Key, answer: Result) -> None:
        """Keeps an answer of the release that is served now, in place of those used longest ago."""
        with self._lock:
            if key.checkpoint == self._checkpoint:
                (self._short if answer.body.in_memory else self._long).put(key, answer)

    def serve(self, checkpoint: Path) -> None:
        """Forgets the answers of all other releases."""
        with self._lock:
            if checkpoint != self._checkpoint:
                self._checkpoint = checkpoint
                self._short, self._long = self._empty()

    def figures(self) -> dict[str, int]:
        """How many answers are kept, and their bytes in memory and in files."""
        with self._lock:
            return {
                "answers": len(self._short.answers) + len(self._long.answers),
                "bytes_in_memory": self._short.bytes,
                "bytes_in_files": self._long.bytes,
            }

    def _empty(self) -> tuple[_Shelf, _Shelf]:
        return _Shelf(self.max_bytes), _Shelf(_FILES * self.max_bytes)
