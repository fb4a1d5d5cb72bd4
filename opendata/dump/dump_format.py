"""What a dump format is: how it writes a record, and what its files are called."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class DumpFormat:
    """A format in which all records of a release are written into one gzipped file, one after the other."""

    extension: str
    """The end of a file's name, before `.gz`."""
    media_type: str
    """Of the file when it is not compressed."""
    graph: Callable[[str, list[str]], bytes]
    """Writes one graph, given its name and its statements `<s> <p> <o>`; the same bytes for the same set."""
