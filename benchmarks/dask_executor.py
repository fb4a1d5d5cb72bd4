"""Publishing on a Dask cluster of two workers against the process pool of two, in turns."""

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from measured import fresh, home_with, opendata, records_file, run, write_records

REPEATS = 3
TURNS = 3


def main() -> int:
    work = fresh("dask")
    source = work / "records.xml"
    count = write_records(source, records_file(), repeat=REPEATS)
    home = home_with("dask-home", source)
    run(opendata("--home", home, "harvest", "--no-progress"))
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{found.getsockname()[1]}"
    scheduler = begin(
        "scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard"
    )
    workers = [begin("worker", address, "--nthreads", "1", "--no-dashboard") for _ in range(2)]
    try:
        pool, cluster = [], []
        for _ in range(TURNS):
            pool.append(published(home, work))
            cluster.append(published(home, work, "--executor", address))
    finally:
        for each in (*workers, scheduler):
            each.terminate()
            each.wait()
    print(f"publishing {count} records")
    print(f"  process pool, 2 processes   {min(pool):7.2f} s")
    print(f"  Dask, 2 workers             {min(cluster):7.2f} s")
    print(f"  ratio {min(cluster) / min(pool):5.2f}   (bar: at most 1.25)")
    return 0


def begin(kind: str, *words: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def published(home: Path, work: Path, *options: str) -> float:
    """Seconds of the first publication of a copy of *home*."""
    copy = work / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    began = time.monotonic()
    run(opendata("--home", copy, "publish", "--no-progress", *options))
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
