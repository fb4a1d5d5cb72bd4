"""A pool of worker processes that answer queries on a checkpoint, each of which can be killed."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sparql.bodies import BodyWriter, Spool, SpoolFullError
from sparql.cache import AnswerCache, Key
from sparql.errors import (
    Overloaded,
    QueryAbandoned,
    QueryBroke,
    QueryError,
    QueryFailed,
    QueryMalformed,
    QueryTimedOut,
    QueryUnserved,
)
from sparql.figures import Figures
from sparql.flights import Flights
from sparql.heavy_queries import HeavyQueries
from sparql.lanes import Lanes, State, Turn
from sparql.memory_guard import MemoryGuard, fair_share_of_this_machine
from sparql.process import POLL_SECONDS, ForkServer, WorkerDidNotStartError, WorkerProcess
from sparql.sources import is_engine
from sparql.tasks import Result, Task

GIBIBYTE = 1 << 30
_MEBIBYTE = 1 << 20
MAX_BYTES = 64 << 20
"""Of one result."""
QUEUE = 32
SHARING = 32
"""Queries that may wait for the answer to the same one."""


def most_at_once(workers: int) -> int:
    """How many queries a pool of so many workers has at a time; it refuses any more at once."""
    return 4 * max(1, workers) + QUEUE + SHARING


def never() -> bool:
    """Nobody ever goes away."""
    return False


class _AnsweredError(Exception):
    """The same query was answered meanwhile."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


class WorkerPool:
    """Runs queries in worker processes: twice *workers* in the fast lane, as many in the slow one.

    The lanes (`sparql.lanes`) see to it that long queries never stand in the way of look-ups, nor the many of
    one client in the way of others'. A query is over *timeout* seconds after it came, its waiting included:
    its worker is killed then, and so it is when the client went away. *queue* queries may wait or be stopped;
    beyond it they are Overloaded.

    `max_rows` and `max_bytes` cap every result, `memory` (bytes, 0: no limit) the address space of a worker;
    all together they take no more than *memory_of_all*. Answers to queries that repeat come from a cache of
    *cache* bytes. Long bodies lie in files in *folder*. Safe for use by many threads.
    """

    def __init__(
        self,
        checkpoint: Path,
        workers: int = 2,
        timeout: float = 10.0,
        max_rows: int = 100_000,
        max_bytes: int = MAX_BYTES,
        memory: int = 2 * GIBIBYTE,
        queue: int = QUEUE,
        cache: int = 128 * _MEBIBYTE,
        folder: Path | None = None,
        memory_of_all: int = 0,
    ) -> None:
        self.workers = max(1, workers)
        self.timeout = timeout
        self.max_rows = max_rows
        self.max_bytes = max_bytes
        self.memory = memory
        self.figures = Figures()
        self.spool = Spool(folder)
        self.cache = AnswerCache(cache)
        self.lanes = Lanes(2 * self.workers, 2 * self.workers, queue, max(1, round(timeout)))
        self._heavy = HeavyQueries()
        self._flights = Flights(SHARING)
        self._fork_server = ForkServer(alone=not is_engine(checkpoint))
        self._lock = threading.Lock()
        self._checkpoint = checkpoint
        self._idle: list[WorkerProcess] = []
        self._idle_low: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._closed = False
        self._isolated: bool | None = None
        self.cache.serve(checkpoint)
        self._fill()
        self._guard = MemoryGuard(self.busy, memory_of_all or max(memory, fair_share_of_this_machine()))

    @property
    def checkpoint(self) -> Path:
        """The checkpoint that new queries go to."""
        return self._checkpoint

    def checkpoints_in_use(self) -> set[Path]:
        """The current checkpoint and those on which queries still run; others may be deleted."""
        with self._lock:
            return {self._checkpoint, *(worker.checkpoint for worker in self._busy)}

    @property
    def isolated(self) -> bool | None:
        """Whether the workers have no network; None until one has answered."""
        return self._isolated

    def busy(self) -> list[WorkerProcess]:
        """The workers that have a query."""
        with self._lock:
            return list(self._busy)

    def run(
        self,
        task: Task,
        abandoned: Callable[[], bool] = never,
        client: str = "",
        repeatable: bool = False,
        came: float | None = None,
    ) -> Result:
        """Answers a query of *client*, any text that tells it from others.

        *abandoned* is asked some 20 times a second whether the client has gone. The task's caps are lowered
        to the pool's. *repeatable* queries have the same answer whenever they are asked of a release, and are
        kept. *came* is when it came (`time.monotonic`), if not now. Raises the errors of `sparql.errors`.
        """
        came = time.monotonic() if came is None else came
        task = replace(
            task,
            max_rows=min(task.max_rows, self.max_rows),
            max_bytes=min(task.max_bytes, self.max_bytes),
        )
        try:
            if time.monotonic() - came >= self.timeout:
                raise Overloaded(self._retry_after)
            if repeatable and self.cache.max_bytes:
                result = self._once(task, client, abandoned, came)
            else:
                result = self._in_turn(task, client, abandoned, came)
        except QueryError as error:
            self.figures.count(_OUTCOME_OF.get(type(error), "failed"))
            raise
        self.figures.took(result.lane, time.monotonic() - came)
        return result

    def _once(self, task: Task, client: str, abandoned: Callable[[], bool], came: float) -> Result:
        """Answers a query from the cache, or with the answer that somebody else is waiting for."""
        digest = task.digest()
        if (kept := self.kept(digest)) is not None:
            return kept
        with self._flights.of((self._checkpoint, digest)) as over:
            if over is not None:
                watch = self._watch(None, abandoned, came)
                while not over.wait(POLL_SECONDS):
                    watch()
                if (kept := self.kept(digest)) is not None:
                    return kept
            self.figures.count("cache_misses")
            result = self._in_turn(task, client, abandoned, came, lambda: self.kept(digest))
            if result.lane != "cache":
                self.keep(result, digest, "")
            return result

    def kept(self, digest: bytes, coding: str = "") -> Result | None:
        """The answer of the current release that the cache has for a task, in a content coding."""
        found = self.cache.get(Key(self._checkpoint, digest, coding))
        if found is None:
            return None
        self.figures.count("cache_hits")
        return replace(found, lane="cache")

    def keep(self, result: Result, digest: bytes, coding: str) -> None:
        """Keeps the answer to a repeatable task, in a content coding."""
        self.cache.put(Key(result.checkpoint, digest, coding), result)

    def switch(self, checkpoint: Path) -> None:
        """Sends new queries to workers on another checkpoint. Running ones end on theirs."""
        with self._lock:
            self._checkpoint = checkpoint
            stale = self._idle + self._idle_low
            self._idle, self._idle_low = [], []
        self.cache.serve(checkpoint)
        self._fill()
        for worker in stale:
            worker.kill()

    def close(self) -> None:
        """Kills every worker. Queries that still run, and new ones, are Overloaded."""
        with self._lock:
            self._closed = True
            idle = self._idle + self._idle_low
            self._idle, self._idle_low = [], []
        self.lanes.close()
        self._guard.stop()
        for worker in idle:
            worker.kill()
        until = time.monotonic() + 5
        while self.busy() and time.monotonic() < until:
            time.sleep(POLL_SECONDS)
        self._fork_server.close()

    @property
    def _retry_after(self) -> int:
        return max(1, round(self.timeout))

    def _in_turn(
        self,
        task: Task,
        client: str,
        abandoned: Callable[[], bool],
        came: float,
        answered: Callable[[], Result | None] = lambda: None,
    ) -> Result:
        """Answers a query when it is its turn, unless somebody else's is *answered* before."""
        turn = self.lanes.enter(client, self._heavy.knows(task))
        try:
            watch = self._watch(turn, abandoned, came, answered)
            while not turn.granted.wait(POLL_SECONDS):
                watch()
            try:
                result = self._ask(task, turn, watch)
            except WorkerDidNotStartError:  # its release may have been cleared away just then
                result = self._ask(task, turn, watch)
            self.figures.count("answered")
            return result
        except _AnsweredError as elsewhere:
            return elsewhere.result
        finally:
            self.lanes.leave(turn)
            ran = turn.ran(time.monotonic())
            if ran:
                self._heavy.note(task, turn.was_slow and not (turn.heavy and ran < HeavyQueries.QUICK))

    def _watch(
        self,
        turn: Turn | None,
        abandoned: Callable[[], bool],
        came: float,
        answered: Callable[[], Result | None] = lambda: None,
    ) -> Callable[[], None]:
        """What looks, again and again, whether a query may go on."""

        def watch() -> None:
            now = time.monotonic()
            if now - came >= self.timeout:
                if turn is None or turn.ran(now) < self.timeout / 2:  # it waited, for the most part
                    raise Overloaded(self._retry_after)
                raise QueryTimedOut(self.timeout)
            if turn is not None:
                self.lanes.tick(turn)
            if abandoned():
                raise QueryAbandoned("the client went away")
            if (found := answered()) is not None:
                raise _AnsweredError(found)

        return watch

    def _ask(self, task: Task, turn: Turn, watch: Callable[[], None]) -> Result:
        sink = BodyWriter(self.spool)
        try:
            worker = self._take(turn)
        except OSError as error:  # no more processes or descriptors to be had
            raise Overloaded(self._retry_after) from error
        reusable = False
        try:
            end = worker.ask(task, sink, lambda: self.lanes.attach(turn, worker), watch)
            reusable = True
            lane = "slow" if turn.was_slow else "fast"
            return Result(sink.finish(end.head), end.rows, end.truncated, worker.checkpoint, lane)
        except (QueryMalformed, QueryFailed, QueryUnserved):
            reusable = True
            raise
        except (SpoolFullError, OSError) as error:
            raise Overloaded(self._retry_after) from error
        finally:
            self.lanes.detach(turn)
            self._give_back(worker, reusable)

    def _take(self, turn: Turn) -> WorkerProcess:
        """An idle worker, or a new one; of low priority where there is one and the query is heavy."""
        while True:
            with self._lock:
                if turn.state is State.SLOW and self._idle_low:
                    worker = self._idle_low.pop()
                elif self._idle:
                    worker = self._idle.pop()
                else:
                    worker = WorkerProcess(self._fork_server, self._checkpoint, self.memory)
                    self._busy.add(worker)
                    return worker
                if worker.alive():
                    self._busy.add(worker)
                    return worker
            worker.kill()

    def _give_back(self, worker: WorkerProcess, reusable: bool) -> None:
        with self._lock:
            self._busy.discard(worker)
            self._isolated = self._isolated if worker.isolated is None else worker.isolated
            current = worker.checkpoint == self._checkpoint and not self._closed
            idle = self._idle_low if worker.low_priority else self._idle
            if reusable and current and len(idle) < 2 * self.workers:
                idle.append(worker)
                return
        worker.kill()
        self.figures.count("workers_ended")
        self._fill()

    def _fill(self) -> None:
        """Starts workers until one is idle for each place of the fast lane."""
        with self._lock:
            while not self._closed and len(self._idle) < self.workers:
                self._idle.insert(0, WorkerProcess(self._fork_server, self._checkpoint, self.memory))


_OUTCOME_OF: dict[type[QueryError], str] = {
    QueryMalformed: "malformed",
    QueryTimedOut: "timed_out",
    QueryBroke: "broke",
    WorkerDidNotStartError: "broke",
    QueryAbandoned: "abandoned",
    Overloaded: "rejected",
}
