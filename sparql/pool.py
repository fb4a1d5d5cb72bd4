"""A pool of worker processes that answer queries on a checkpoint, each of which can be killed."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sparql.errors import Overloaded, QueryAbandoned, QueryBroke, QueryFailed, QueryMalformed
from sparql.process import POLL_SECONDS, WorkerProcess
from sparql.tasks import Result, Task

GIBIBYTE = 1 << 30

_CROWDED = 3
"""By how much sooner a query is stopped while as many long ones run as may and others wait."""


def never() -> bool:
    """Nobody ever goes away."""
    return False


class WorkerPool:
    """Runs queries in worker processes, at most `workers` new ones and as many long ones at a time.

    A query that has run for `long_after` seconds gives up its place to the next in the queue and goes on as a
    long one, so that long queries never stand in the way of look-ups; where as many long ones run already it
    is stopped with Overloaded, sooner when others wait. One that reaches `timeout` is killed, and so is one
    whose client went away. `queue` queries may wait for a place, in the order in which they came; beyond it
    they are Overloaded.

    `max_rows` and `max_bytes` cap every result, `memory` (bytes, 0: no limit) the address space of a worker.
    An idle worker takes about 30 MB. Safe for use by many threads.
    """

    def __init__(
        self,
        checkpoint: Path,
        workers: int = 2,
        timeout: float = 10.0,
        max_rows: int = 100_000,
        max_bytes: int = 64 << 20,
        memory: int = 2 * GIBIBYTE,
        queue: int = 64,
        long_after: float = 0.3,
    ) -> None:
        self.workers = max(1, workers)
        self.timeout = timeout
        self.max_rows = max_rows
        self.max_bytes = max_bytes
        self.memory = memory
        self._queue_limit = queue
        self._long_after = long_after
        self._checkpoint = checkpoint
        self._changed = threading.Condition()
        self._queue: deque[object] = deque()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._short = 0
        self._long = 0
        self._closed = False
        self._isolated: bool | None = None
        self._fill()

    @property
    def checkpoint(self) -> Path:
        """The checkpoint that new queries go to."""
        return self._checkpoint

    def checkpoints_in_use(self) -> set[Path]:
        """The current checkpoint and those on which queries still run; others may be deleted."""
        with self._changed:
            return {self._checkpoint, *(worker.checkpoint for worker in self._busy)}

    @property
    def isolated(self) -> bool | None:
        """Whether the workers have no network; None until one has answered."""
        return self._isolated

    def run(self, task: Task, abandoned: Callable[[], bool] = never) -> Result:
        """Answers a query. `abandoned` is asked some 20 times a second whether the client has gone.

        The task's caps are lowered to the pool's. Raises the errors of `sparql.errors`.
        """
        task = replace(
            task,
            max_rows=min(task.max_rows, self.max_rows),
            max_bytes=min(task.max_bytes, self.max_bytes),
        )
        place = _Place(self)
        self._wait_for_place(place, abandoned)
        reusable = False
        try:
            worker = place.worker = self._take()
            try:
                result = worker.ask(task, self.timeout, abandoned, place.tick)
                reusable = not worker.low_priority
                return result
            except (QueryMalformed, QueryFailed):
                reusable = not worker.low_priority
                raise
            finally:
                self._give_back(worker, reusable)
        finally:
            place.leave()

    def switch(self, checkpoint: Path) -> None:
        """Sends new queries to workers on another checkpoint. Running ones end on theirs."""
        with self._changed:
            self._checkpoint = checkpoint
            stale, self._idle = self._idle, []
        self._fill()
        for worker in stale:
            worker.kill()

    def close(self) -> None:
        """Kills every worker. Queries that still run end with QueryBroke; new ones are Overloaded."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
            self._changed.notify_all()
        for worker in idle:
            worker.kill()
        with self._changed:
            self._changed.wait_for(lambda: not self._busy, timeout=5)

    def closed(self) -> bool:
        """Whether the pool was closed."""
        return self._closed

    def _retry_after(self) -> int:
        return max(1, round(self.timeout))

    def _wait_for_place(self, place: "_Place", abandoned: Callable[[], bool]) -> None:
        until = time.monotonic() + self.timeout
        with self._changed:
            if self._closed or len(self._queue) >= self._queue_limit + self.workers - self._short:
                raise Overloaded(self._retry_after())
            self._queue.append(place)
            try:
                while self._queue[0] is not place or self._short >= self.workers:
                    if self._closed or time.monotonic() > until:
                        raise Overloaded(self._retry_after())
                    if abandoned():
                        raise QueryAbandoned("the client went away")
                    self._changed.wait(POLL_SECONDS)
                self._short += 1
            finally:
                self._queue.remove(place)
                self._changed.notify_all()

    def become_long(self, seconds: float) -> bool:
        """Whether a query that has run so long counts as a long one from now on. Raises Overloaded."""
        if self._closed:
            raise QueryBroke("the pool was closed")
        with self._changed:
            full = self._long >= self.workers
            crowded = full and bool(self._queue)
            if seconds < self._long_after / (_CROWDED if crowded else 1):
                return False
            if full:
                raise Overloaded(self._retry_after())
            self._short -= 1
            self._long += 1
            self._changed.notify_all()
        return True

    def leave(self, long: bool) -> None:
        """Gives up the place of a query."""
        with self._changed:
            if long:
                self._long -= 1
            else:
                self._short -= 1
            self._changed.notify_all()

    def _take(self) -> WorkerProcess:
        """An idle worker, or a new one."""
        while True:
            with self._changed:
                worker = self._idle.pop() if self._idle else None
                if worker is None:
                    worker = WorkerProcess(self._checkpoint, self.memory)
                    self._busy.add(worker)
                    return worker
                if worker.alive():
                    self._busy.add(worker)
                    return worker
            worker.kill()

    def _give_back(self, worker: WorkerProcess, reusable: bool) -> None:
        with self._changed:
            self._busy.discard(worker)
            self._isolated = self._isolated if worker.isolated is None else worker.isolated
            self._changed.notify_all()
            current = worker.checkpoint == self._checkpoint and not self._closed
            if reusable and current and len(self._idle) < self.workers:
                self._idle.append(worker)
                return
        worker.kill()
        self._fill()

    def _fill(self) -> None:
        """Starts workers until enough are idle for the free places."""
        with self._changed:
            while not self._closed and len(self._idle) < self.workers - self._short:
                self._idle.insert(0, WorkerProcess(self._checkpoint, self.memory))


class _Place:
    """The place of one query: among the short ones first, among the long ones later."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._long = False
        self.worker: WorkerProcess | None = None

    def tick(self, seconds: float) -> None:
        if not self._long:
            self._long = self._pool.become_long(seconds)
            if self._long and self.worker:
                self.worker.yield_to_others()
        elif self._pool.closed():
            raise QueryBroke("the pool was closed")

    def leave(self) -> None:
        self._pool.leave(self._long)
