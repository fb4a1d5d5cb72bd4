"""Whether another process sees the home and the archive that this one works on.

Asked before work is shared out: a process that makes an archive of its own where it sees none would go
through every task and find no records.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import NamedTemporaryFile
from typing import Self

from sqlalchemy import make_url

from opendata.settings import Settings

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class Places:
    """What there is to be seen; small, and fit to be sent."""

    home: str
    probe: str
    """A file in the home, there while it is asked for."""
    content: str
    archive: str
    """The file of an SQLite archive; empty where a server keeps it."""
    identity: tuple[str, int, int]
    """Machine, device and inode of that file."""

    @classmethod
    @contextmanager
    def of(cls, settings: Settings) -> Iterator[Self]:
        """Those of this process, which wait in the home as long as the context lasts."""
        url = make_url(settings.archive_url)
        archive = str(Path(url.database or "").absolute()) if url.get_backend_name() == "sqlite" else ""
        content = token_hex()
        home = settings.home.absolute()
        with NamedTemporaryFile("w", dir=home, prefix=".shared-", encoding="ascii") as probe:
            probe.write(content)
            probe.flush()
            os.fsync(probe.fileno())
            yield cls(str(home), probe.name, content, archive, _identity(archive))

    def problem(self) -> str:
        """What this process does not see, in words that go on after its name; empty where it sees all."""
        try:
            seen = Path(self.probe).read_text(encoding="ascii")
        except (OSError, UnicodeError):
            seen = ""
        if seen != self.content:
            return (
                f"does not see the home {self.home}; share the folder with all machines, under the same path"
            )
        if self.archive and _identity(self.archive) != self.identity:
            return (
                f"cannot share the archive {self.archive}, a file that processes of one machine can open; "
                "have all workers on this machine, or keep the archive in PostgreSQL ([archive] url)"
            )
        return ""


def _identity(file: str) -> tuple[str, int, int]:
    try:
        found = Path(file).stat()
    except OSError:
        return ("", 0, 0)
    return (_machine(), found.st_dev, found.st_ino)


def _machine() -> str:
    # Containers of one machine have names of their own, and can share a database's memory.
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return socket.gethostname()
