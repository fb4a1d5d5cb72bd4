import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from sparql.errors import (
    Overloaded,
    QueryAbandoned,
    QueryBroke,
    QueryFailed,
    QueryMalformed,
    QueryTimedOut,
)
from sparql.pool import WorkerPool
from sparql.process import WorkerProcess
from sparql.tasks import Result, Task

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
LOOKUP = 'SELECT ?s { ?s ?p "Truyện Kiều"@vi }'
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NESTED = "SELECT * " + "{" * 3200 + "}" * 3200

MakePool = Callable[..., WorkerPool]


def task(query: str, **options: object) -> Task:
    return Task(query, "csv", 1000, 1 << 20, **options)  # type: ignore[arg-type]


def body(result: Result) -> str:
    return b"".join(result.chunks).decode()


def test_lookup(pools: MakePool) -> None:
    pool = pools()
    result = pool.run(task(LOOKUP))
    assert body(result) == "s\r\nhttp://data.example.vn/record/nlv/1#title\r\n"
    assert (result.rows, result.truncated, result.checkpoint) == (1, "", pool.checkpoint)
    assert isinstance(pool.isolated, bool)


def test_caps_of_the_pool_hold(pools: MakePool) -> None:
    result = pools(max_rows=3).run(task("SELECT * { ?s ?p ?o }"))
    assert (result.rows, result.truncated) == (3, "rows")


def test_runaway_is_killed_and_the_next_query_answered(pools: MakePool) -> None:
    pool = pools(workers=1, timeout=0.5)
    with pytest.raises(QueryTimedOut):
        pool.run(task(RUNAWAY))
    assert pool.run(task(LOOKUP)).rows == 1


def test_crash_is_reported_and_the_next_query_answered(pools: MakePool) -> None:
    pool = pools(workers=1)
    with pytest.raises(QueryBroke):
        pool.run(task(NESTED))
    assert pool.run(task(LOOKUP)).rows == 1


def test_memory_bomb_takes_only_its_worker(pools: MakePool) -> None:
    parts = " ".join(f"BIND(CONCAT({','.join([f'?x{n - 1}'] * 10)}) AS ?x{n})" for n in range(1, 9))
    bomb = f"SELECT (STRLEN(?x8) AS ?n) {{ BIND('{'x' * 100}' AS ?x0) {parts} }}"
    pool = pools(workers=1, memory=600 << 20)
    with pytest.raises(QueryBroke):
        pool.run(task(bomb))
    assert pool.run(task(LOOKUP)).rows == 1


@pytest.mark.parametrize(
    ("query", "error"), [("SELECT", QueryMalformed), ("SELECT * { SERVICE <nowhere:x> {} }", QueryFailed)]
)
def test_errors_keep_the_worker(pools: MakePool, query: str, error: type[Exception]) -> None:
    pool = pools(workers=1)
    pool.run(task(LOOKUP))
    before = [worker.pid for worker in pool._idle]
    with pytest.raises((error, QueryMalformed)):
        pool.run(task(query))
    assert [worker.pid for worker in pool._idle] == before


def test_lookups_go_on_beside_a_runaway(pools: MakePool) -> None:
    pool = pools(workers=1, timeout=30, long_after=0.05)
    gone = threading.Event()
    with ThreadPoolExecutor(21) as threads:
        runaway = threads.submit(pool.run, task(RUNAWAY), gone.is_set)
        lookups = [threads.submit(pool.run, task(LOOKUP)) for _ in range(20)]
        assert [lookup.result().rows for lookup in lookups] == [1] * 20
        assert not runaway.done()
        gone.set()
        with pytest.raises(QueryAbandoned):
            runaway.result()


def test_long_query_that_ends_in_time_is_answered(pools: MakePool) -> None:
    pool = pools(workers=1, timeout=60, long_after=0.0)
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    for _ in range(2):
        assert body(pool.run(task(cross))) == f"n\r\n{35**4}\r\n"


def test_more_long_queries_than_allowed_make_room(pools: MakePool) -> None:
    pool = pools(workers=1, timeout=30, long_after=0.05)
    gone = threading.Event()
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(pool.run, task(RUNAWAY), gone.is_set)
        second = threads.submit(pool.run, task(RUNAWAY), gone.is_set)
        over, running = wait((first, second), timeout=20, return_when=FIRST_COMPLETED)
        assert (len(over), len(running)) == (1, 1)
        assert isinstance(over.pop().exception(), Overloaded)
        gone.set()
        assert isinstance(running.pop().exception(), QueryAbandoned)


def test_queue_is_bounded(pools: MakePool) -> None:
    pool = pools(workers=1, timeout=30, queue=0, long_after=30)
    gone = threading.Event()
    started = threading.Event()

    def abandoned() -> bool:
        started.set()
        return gone.is_set()

    with ThreadPoolExecutor(1) as threads:
        runaway = threads.submit(pool.run, task(RUNAWAY), abandoned)
        assert started.wait(10)
        with pytest.raises(Overloaded) as caught:
            pool.run(task(LOOKUP))
        assert caught.value.retry_after == 30
        gone.set()
        with pytest.raises(QueryAbandoned):
            runaway.result()


def test_switch_under_load(pools: MakePool, next_checkpoint: Path, checkpoint: Path) -> None:
    pool = pools()
    counts = {checkpoint: "n\r\n35\r\n", next_checkpoint: "n\r\n36\r\n"}
    with ThreadPoolExecutor(4) as threads:
        futures = [threads.submit(pool.run, task(COUNT)) for _ in range(30)]
        pool.switch(next_checkpoint)
        futures += [threads.submit(pool.run, task(COUNT)) for _ in range(30)]
        for future in futures:
            assert body(future.result()) == counts[future.result().checkpoint]
    assert pool.run(task(COUNT)).checkpoint == next_checkpoint
    assert pool.checkpoints_in_use() == {next_checkpoint}


def test_running_query_ends_on_its_checkpoint(
    pools: MakePool, next_checkpoint: Path, checkpoint: Path
) -> None:
    pool = pools(timeout=30)
    gone, started = threading.Event(), threading.Event()

    def abandoned() -> bool:
        started.set()
        return gone.is_set()

    with ThreadPoolExecutor(1) as threads:
        runaway = threads.submit(pool.run, task(RUNAWAY), abandoned)
        assert started.wait(10)
        pool.switch(next_checkpoint)
        assert pool.checkpoints_in_use() == {checkpoint, next_checkpoint}
        gone.set()
        with pytest.raises(QueryAbandoned):
            runaway.result()
    assert pool.checkpoints_in_use() == {next_checkpoint}


def test_closed_pool_answers_nothing(checkpoint: Path) -> None:
    pool = WorkerPool(checkpoint, workers=1)
    pool.close()
    with pytest.raises(Overloaded):
        pool.run(task(LOOKUP))


def test_worker_killed_while_idle_is_replaced(pools: MakePool) -> None:
    pool = pools(workers=1)
    pool.run(task(LOOKUP))
    os.kill(pool._idle[0].pid, signal.SIGKILL)
    os.waitid(os.P_PID, pool._idle[0].pid, os.WEXITED | os.WNOWAIT)
    assert pool.run(task(LOOKUP)).rows == 1


def test_checkpoint_that_does_not_open(tmp_path: Path) -> None:
    worker = WorkerProcess(tmp_path / "nothing", 0)
    with pytest.raises(QueryBroke):
        worker.wait_until_ready()
    worker.kill()


SERVER = """
import sys, threading
from pathlib import Path
from sparql.pool import WorkerPool
from sparql.tasks import Task
pool = WorkerPool(Path(sys.argv[1]), workers=1, timeout=600)
def tell():
    print(next(iter(pool._busy)).pid, flush=True)
    return tell.__dict__.setdefault("gone", False)
pool.run(Task(sys.argv[2], "csv", 10, 1000), tell)
"""


def test_workers_end_with_the_server_even_in_a_query(checkpoint: Path) -> None:
    root = Path(__file__).parent.parent.parent
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(checkpoint), RUNAWAY],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert server.stdout
    worker = int(server.stdout.readline())
    server.kill()
    server.wait()
    server.stdout.close()
    until = time.monotonic() + 10
    while Path(f"/proc/{worker}/status").exists() and time.monotonic() < until:
        if "State:\tZ" in Path(f"/proc/{worker}/status").read_text():
            break
        time.sleep(0.02)
    else:
        assert not Path(f"/proc/{worker}").exists()
