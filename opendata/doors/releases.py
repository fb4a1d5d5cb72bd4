"""The pool of query workers on the current release, moved on when a new one is published."""

import logging
import os
import threading
from pathlib import Path

from opendata.doors.published import Published
from opendata.settings import Settings
from sparql.pool import WorkerPool, most_at_once

_MIB = 1 << 20
ANSWERS = "answers"


class PoolOfRelease:
    """Keeps a worker pool on the newest release's checkpoint; there is none before the first release.

    `watch` looks for a new release every *seconds* in a thread of its own: queries that run end on the
    checkpoint that they began on, new ones go to the new one.
    """

    def __init__(self, settings: Settings, published: Published) -> None:
        self._settings = settings
        self._published = published
        self._pool: WorkerPool | None = None
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self.refresh()

    def get(self) -> WorkerPool | None:
        """The pool at this time."""
        return self._pool

    def refresh(self) -> None:
        """Moves to the newest release, if there is a newer one."""
        checkpoint = self._published.checkpoint()
        if checkpoint is None:
            return
        with self._lock:
            if self._pool is None:
                self._pool = self._opened(checkpoint)
            elif self._pool.checkpoint != checkpoint:
                self._pool.switch(checkpoint)

    def _opened(self, checkpoint: Path) -> WorkerPool:
        limits = self._settings.sparql
        return WorkerPool(
            checkpoint,
            workers=self._workers,
            timeout=limits.timeout,
            max_rows=limits.max_rows,
            memory=limits.memory * _MIB,
            cache=limits.cache * _MIB,
            folder=self._answers(),
        )

    @property
    def _workers(self) -> int:
        return self._settings.sparql.workers or os.cpu_count() or 1

    def most_at_once(self) -> int:
        """How many queries may be here at a time, each of which holds a thread of who asks."""
        return most_at_once(self._workers)

    def _answers(self) -> Path:
        """Where long answers lie while they are read; nothing in it has a name."""
        folder = self._settings.home / ANSWERS
        folder.mkdir(exist_ok=True)
        return folder

    def watch(self, seconds: float = 0.2) -> None:
        """Looks for new releases from now on."""
        self._thread = threading.Thread(target=self._look, args=(seconds,), daemon=True, name="releases")
        self._thread.start()

    def _look(self, seconds: float) -> None:
        while not self._stopped.wait(seconds):
            try:
                self.refresh()
            except Exception:  # whatever it is, the next look may succeed
                logging.getLogger(__name__).exception("looking for a new release")

    def close(self) -> None:
        """Ends the thread and the workers."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None
