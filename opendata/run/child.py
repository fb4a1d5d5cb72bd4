"""A command in a process that ends with the one that began it, however that ends."""

import ctypes
import os
import runpy
import signal
import subprocess
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def start(home: Path, words: list[str], *, heard: bool = False) -> "subprocess.Popen[bytes]":
    """Begins `opendata` with these words; what it says goes to its `stdout`, if it is to be *heard*.

    Call it from a thread that lives as long as the child may.
    """
    command = [sys.executable, "-m", "opendata.run.child", str(os.getpid()), "--home", str(home)]
    return subprocess.Popen(
        [*command, "--no-progress", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if heard else subprocess.DEVNULL,
        stderr=subprocess.STDOUT if heard else None,
    )


def main() -> None:
    """What runs in the child: first it is bound to its parent."""
    parent = int(sys.argv.pop(1))
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(1)
    runpy.run_module("opendata", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
