"""What a release changes in the store, statement by statement: for engines that are to be brought to it."""

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

REMOVED, ADDED = "-", "+"


class Journal:
    """A file of lines `- <s> <p> <o>` and `+ <s> <p> <o>`, in the order of the changes.

    Gone through from its start, any number of times and from any state in between, it ends in the same store.
    """

    def __init__(self, path: Path) -> None:
        self._out: BinaryIO = path.open("wb")

    def write(self, removed: Iterable[str], added: Iterable[str]) -> None:
        """Notes a transaction."""
        for sign, statements in ((REMOVED, removed), (ADDED, added)):
            self._out.writelines(f"{sign} {statement}\n".encode() for statement in statements)

    def close(self) -> None:
        """Puts it on the disk for good."""
        if not self._out.closed:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()


def changes(path: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """Runs of statements that are REMOVED or ADDED, in their order; each is read while it is gone through."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for sign, run in groupby(lines, key=itemgetter(0)):
            yield sign, (line[2:].rstrip("\n") for line in run)
