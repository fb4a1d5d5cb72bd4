"""Work in several processes: the pool, and results in the order of the tasks with few of them at a time."""

import multiprocessing
import os
import threading
from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def process_pool(workers: int = 0) -> ProcessPoolExecutor:
    """A pool over the machine's cores. Its processes end with this one, even when it is killed."""
    return ProcessPoolExecutor(
        workers or os.cpu_count() or 1,
        # Not by fork: the store's threads and the archive's connections would be copied half-way.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_end_with_parent,
    )


def in_process() -> Executor:
    """For so little work that starting processes would cost more than it saves."""
    return ThreadPoolExecutor(1)


class WideExecutor(Executor):
    """An executor that does more at a time than this machine has cores for."""

    @abstractmethod
    def width(self) -> int:
        """How many tasks it works on at a time, as of now."""


def in_order(
    executor: Executor, work: Callable[..., T], tasks: Iterable[tuple[Any, ...]], at_once: int = 0
) -> Iterator[T]:
    """`work(*task)` for each of *tasks*, in their order; *at_once* of them are begun and not yet taken."""
    width = executor.width() if isinstance(executor, WideExecutor) else os.cpu_count()
    at_once = at_once or 2 * (width or 1)
    begun: deque[Future[T]] = deque()
    try:
        for task in tasks:
            begun.append(executor.submit(work, *task))
            if len(begun) >= at_once:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        for future in begun:
            future.cancel()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent,), daemon=True).start()


def _wait_for_end(parent: Any) -> None:
    parent.join()
    os._exit(1)
