import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from opendata.release.executor import WideExecutor, in_order, process_pool

PARENT = """
import os, signal
from opendata.release.executor import process_pool
if __name__ == "__main__":
    pool = process_pool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_results_in_order_with_few_tasks_begun() -> None:
    begun: list[int] = []

    def tasks() -> object:
        for number in range(20):
            begun.append(number)
            yield (number,)

    with ThreadPoolExecutor(3) as pool:
        taken = []
        for result in in_order(pool, lambda number: number * number, tasks(), at_once=4):  # type: ignore[arg-type]
            taken.append(result)
            assert len(begun) - len(taken) <= 4
    assert taken == [number * number for number in range(20)]


def test_an_error_comes_out_and_the_rest_is_not_begun() -> None:
    with ThreadPoolExecutor(1) as pool:
        results = in_order(pool, lambda number: 1 // number, [(1,), (0,), (1,)], at_once=2)
        assert next(results) == 1
        with pytest.raises(ZeroDivisionError):
            next(results)


def test_worker_processes_end_with_a_parent_that_is_killed() -> None:
    # The worker holds the other end of the pipe: reading to the end waits for its end too.
    done = subprocess.run([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, check=False, timeout=30)
    assert done.returncode == -signal.SIGKILL
    assert int(done.stdout) > 0


def test_a_pool_over_the_cores() -> None:
    with process_pool() as pool:
        assert pool.submit(abs, -3).result() == 3


class Wide(WideExecutor):
    """Begins nothing; counts what it is given."""

    def __init__(self) -> None:
        self.given = 0

    def width(self) -> int:
        return 100

    def submit(self, *_: object, **__: object) -> Future[Any]:
        self.given += 1
        done: Future[Any] = Future()
        done.set_result(None)
        return done


def test_a_wide_executor_is_kept_busy() -> None:
    wide = Wide()
    results = in_order(wide, print, [()] * 1000)
    next(results)
    assert wide.given == 200
