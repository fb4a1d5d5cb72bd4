"""A Dask cluster of real processes on loopback."""

import os
import subprocess
import sys
from pathlib import Path

from tests.engines import free_port

ROOT = Path(__file__).parents[1]


class Cluster:
    """A scheduler and two workers."""

    def __init__(self, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self._folder = folder
        self._environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        port = self.address.rpartition(":")[2]
        self.scheduler = self._begin(
            "dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"
        )
        self.workers = [self.worker(), self.worker()]

    def _begin(self, module: str, *words: str) -> "subprocess.Popen[bytes]":
        with (self._folder / "cluster.log").open("ab") as log:
            command = [sys.executable, "-m", f"distributed.cli.{module}", *words]
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=self._folder, env=self._environment)

    def worker(self) -> "subprocess.Popen[bytes]":
        return self._begin("dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def end(self) -> None:
        for each in (*self.workers, self.scheduler):
            each.kill()
            each.wait()
