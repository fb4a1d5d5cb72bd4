"""What a release changes in the search index: a file that the publisher writes and the index follows."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from opendata.search.document import Document
from opendata.search.texts import Texts

_WHOLE, _CHANGES = b"whole\n", b"changes\n"


class DocumentJournal:
    """The file, being written: *whole* where it tells all documents, else what changed."""

    def __init__(self, path: Path, *, whole: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._out: BinaryIO = path.open("wb")
        self._out.write(_WHOLE if whole else _CHANGES)

    def add(self, documents: Iterable[Document]) -> None:
        """Notes documents that come in."""
        for each in documents:
            line = [*each[:3], " ".join(each.facets), *each.texts]
            self._out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def remove(self, numbers: Iterable[int]) -> None:
        """Notes documents that go out."""
        self._out.writelines(b"%d\n" % number for number in numbers)

    def close(self) -> None:
        """Puts it on the disk for good."""
        if not self._out.closed:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()


def is_whole(path: Path) -> bool:
    """Whether the file tells all documents of its release."""
    with path.open("rb") as lines:
        return lines.readline() == _WHOLE


def added(path: Path) -> Iterator[Document]:
    """The documents that come in."""
    for line in _lines(path):
        if line[:1] == b"[":
            number, library, identifier, facets, *texts = json.loads(line)
            yield Document(number, library, identifier, tuple(facets.split()), Texts(*texts))


def removed(path: Path) -> Iterator[int]:
    """The numbers of those that go out."""
    return (int(line) for line in _lines(path) if line[:1] != b"[")


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        lines.readline()
        yield from lines
