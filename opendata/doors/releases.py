"""The pool of query workers on the current release, moved on when a new one is published."""

import os
import threading
from pathlib import Path

from opendata.doors.published import Published
from opendata.settings import Settings
from sparql.pool import WorkerPool

_MIB = 1 << 20


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
            workers=limits.workers or os.cpu_count() or 1,
            timeout=limits.timeout,
            max_rows=limits.max_rows,
            memory=limits.memory * _MIB,
        )

    def watch(self, seconds: float = 1.0) -> None:
        """Looks for new releases from now on."""
        self._thread = threading.Thread(target=self._look, args=(seconds,), daemon=True, name="releases")
        self._thread.start()

    def _look(self, seconds: float) -> None:
        while not self._stopped.wait(seconds):
            self.refresh()

    def close(self) -> None:
        """Ends the thread and the workers."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None
