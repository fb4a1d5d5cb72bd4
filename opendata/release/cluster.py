"""Work on the machines of a Dask cluster, for code that knows nothing but `concurrent.futures`.

Tasks are told what to do by keys and paths: each machine reads the archive itself, and what a task writes or
gives goes to the home's folder, which every machine must see under the same path. A task whose worker died is
done again by another one, from its beginning.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from opendata.errors import ClusterError
from opendata.release.brought import Brought, leave, place
from opendata.release.executor import WideExecutor
from opendata.release.shared_places import Places
from opendata.settings import Settings

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer."""
_RETRIES = 3
_LARGE = 64 << 10
"""Bytes; what is larger is worked on here, and not sent through the scheduler."""


class ClusterExecutor(WideExecutor):
    """The workers of a cluster; for what would be sent whole, threads of this process.

    What tasks give comes by way of *folder*, which all see.
    """

    def __init__(self, client: Any, folder: Path) -> None:
        self._client = client
        self._folder = str(folder)
        self._there = client.get_executor(pure=False, retries=_RETRIES)
        self._here = ThreadPoolExecutor()

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """As `concurrent.futures` has it."""
        if any(isinstance(each, bytes) and len(each) > _LARGE for each in given):
            return self._here.submit(work, *given, **named)
        return Brought(self._there.submit(leave, self._folder, work, given, named))

    def width(self) -> int:
        """The threads of all workers; workers may come and go."""
        return sum(self._client.nthreads().values())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As `concurrent.futures` has it."""
        self._there.shutdown(wait=wait)
        self._here.shutdown(wait=wait, cancel_futures=cancel_futures)


@contextmanager
def executor_at(address: str, settings: Settings) -> Iterator[Executor | None]:
    """The executor of the cluster whose scheduler is at *address*; None, for this machine, where it is empty.

    Raises ClusterError where there is no scheduler or no worker, where these are of another version or do not
    see the home and the archive of *settings*, or where the cluster is lost.
    """
    if not address:
        yield None
        return
    try:
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise ClusterError("a cluster needs the package: `pip install distributed`") from error
    try:
        connect: Any = Client
        client = connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(
            f"no Dask scheduler answers at {address}; begin one with `dask scheduler`, and workers with "
            "`dask worker`, or leave --executor and [work] dask away"
        ) from error
    with client, place(settings.home) as folder:
        _check(client, address)
        _check_places(client, address, settings)
        executor = ClusterExecutor(client, folder)
        try:
            yield executor
        except (CancelledError, KilledWorker, CommClosedError) as error:
            raise ClusterError(
                f"the Dask cluster at {address} was lost, or its workers died again and again (perhaps for "
                "want of memory); the same command begins again"
            ) from error
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _check(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        client.get_versions(check=True)
        told = set(client.run(_version).values())
    except (OSError, TimeoutError) as error:
        raise ClusterError(
            f"the Dask scheduler at {address} has no workers; begin some with `dask worker`"
        ) from error
    except (ValueError, ImportError) as error:
        said = " ".join(str(error).split())[:300]
        raise ClusterError(
            f"the workers at {address} run other software than this machine: {said}"
        ) from error
    if told != {_version()}:
        raise ClusterError(f"the workers at {address} have another version: {', '.join(sorted(told))}")


def _check_places(client: Any, address: str, settings: Settings) -> None:
    with Places.of(settings) as places:
        for worker, problem in sorted(client.run(places.problem).items()):
            if problem:
                raise ClusterError(f"the worker {worker} of the scheduler at {address} {problem}")


def _version() -> str:
    from opendata.version import VERSION

    return VERSION
