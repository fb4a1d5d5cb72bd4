"""A small disk that is full now and then: a file system in memory, where this user may mount one."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SIZE = 1 << 30
_LEFT = 96 << 10
"""Bytes; what is free on a disk that is full: enough to begin, too little to end."""


class Disk:
    """A folder; `limit` is what commands are to be begun with so that they meet the end of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        words = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
        self.mounted = subprocess.run(words, capture_output=True).returncode == 0
        self._full = False

    @property
    def limit(self) -> list[str]:
        """Without a disk of its own, no file may grow beyond some KiB while it is full."""
        return [] if self.mounted or not self._full else ["prlimit", f"--fsize={_LEFT}"]

    @contextmanager
    def full(self) -> Iterator[None]:
        """While there is no room."""
        ballast = self.folder / "ballast"
        self._full = True
        try:
            if self.mounted:
                found = os.statvfs(self.folder)
                with ballast.open("wb") as file:
                    os.posix_fallocate(file.fileno(), 0, found.f_bavail * found.f_frsize - _LEFT)
            yield
        finally:
            self._full = False
            ballast.unlink(missing_ok=True)

    def close(self) -> None:
        """Takes it away."""
        if self.mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=False)
