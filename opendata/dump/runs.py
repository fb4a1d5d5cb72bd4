"""Sorted lines in files, and the merging of more files than can be open at a time (external merge sort)."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from zstandard import ZstdCompressor

from opendata.dump import content
from opendata.dump.lines import Lines, lines, merged
from opendata.release.executor import in_order

FAN_IN = 64
"""Files merged at a time: with a block and the window of a decompressor for each, some 40 MB."""

_LEVEL = 1
"""Of what is read once and deleted."""


class Run:
    """A new file that sorted lines are written into."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lines = 0
        self._out = file.open("wb")
        self._frame = ZstdCompressor(level=_LEVEL).compressobj()

    def write(self, block: list[bytes]) -> None:
        """Appends lines."""
        self.lines += len(block)
        if block:
            self.write_text(text(block))

    def write_text(self, data: bytes) -> None:
        """Appends lines as they stand in a file; `lines` does not count them."""
        self._out.write(self._frame.compress(data))

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        with self._out:
            self._out.write(self._frame.flush())


def text(block: list[bytes]) -> bytes:
    """Lines as they stand in a file."""
    return b"\n".join(block) + b"\n"


def write_run(file: Path, stream: Iterable[list[bytes]]) -> None:
    """Writes sorted lines into a new file."""
    with Run(file) as run:
        for block in stream:
            run.write(block)


@contextmanager
def opened(files: Iterable[Path]) -> Iterator[list[Lines]]:
    """The lines of files that `write_run` wrote, or of any others that hold sorted lines."""
    with ExitStack() as stack:
        yield [lines(stack.enter_context(content.opened(file))) for file in files]


def merge_into(files: list[Path], file: Path) -> Path:
    """The work of one process: the lines of *files* in the one new *file*; those beside it are deleted."""
    with opened(files) as streams:
        write_run(file, merged(streams))
    for each in files:
        if each.parent == file.parent:
            each.unlink()
    return file


def few(files: list[Path], folder: Path, executor: Executor) -> list[Path]:
    """At most FAN_IN files with the lines of all of *files*: new ones in *folder* in place of those in it."""
    numbers = count()
    while len(files) > FAN_IN:
        tasks = [
            (files[low : low + FAN_IN], folder / f"merged-{len(files)}-{next(numbers)}.zst")
            for low in range(0, len(files), FAN_IN)
        ]
        files = list(in_order(executor, merge_into, tasks))
    return files
