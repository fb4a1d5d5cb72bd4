"""What a dump format is, and what it is given to write the files of a release."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from opendata.archive.archive import Archive
from opendata.dump.licences import by_scope
from opendata.dump.packed import Packed, Pieces
from opendata.release import index
from opendata.release.conversion import Conversion
from opendata.release.index import Count, Published, Release

BATCH = 500
"""Records converted by one process at a time: some 10 MB of N-Quads."""
UNION = "union"
"""The scope of the files that hold all libraries; others are a library's code, or an open licence's."""
_ROWS_AT_ONCE = 2000


class DumpFile(NamedTuple):
    """One file of a dump."""

    path: str
    """Its name in the folder."""
    format: str
    """A key of `opendata.dump.registry.FORMATS`."""
    scope: str
    """`union`, a library's code, or one of `licences.by_scope`."""
    media_type: str
    """Of its content, when that is not compressed."""
    bytes: int
    sha256: str
    uncompressed_bytes: int
    uncompressed_sha256: str
    sources: dict[str, int]
    """How many records of each library are in it."""
    left_out: int
    """Records of its scope for which the format has no room."""
    quads: int

    @property
    def records(self) -> int:
        """How many records are in it."""
        return sum(self.sources.values())

    @classmethod
    def of(
        cls,
        packed: Packed,
        format: str,
        scope: str,
        media_type: str,
        sources: Mapping[str, int],
        left_out: int = 0,
        quads: int = 0,
    ) -> "DumpFile":
        """A file that was packed, with what it is."""
        return cls(
            path=packed.path.name,
            format=format,
            scope=scope,
            media_type=media_type,
            bytes=packed.bytes,
            sha256=packed.sha256,
            uncompressed_bytes=packed.plain_bytes,
            uncompressed_sha256=packed.plain_sha256,
            sources={code: count for code, count in sorted(sources.items()) if count},
            left_out=left_out,
            quads=quads,
        )


@dataclass(frozen=True)
class Job:
    """The release whose dumps are to be written, and where."""

    release: Release
    archive: Archive
    conversion: Conversion
    network: list[str]
    """The statements that stand beside the records."""
    counts: Mapping[str, Count]
    folder: Path
    """Where the files go; nobody sees them there yet."""
    spill: Path
    """An empty folder for what is needed only in between."""
    executor: Executor
    on_progress: Callable[[int, int], None]
    """Told how many records were converted, and how many there are."""
    pieces: Pieces = field(default_factory=Pieces)
    """What was compressed already."""

    @property
    def records(self) -> int:
        """How many records the release publishes."""
        return sum(count.records for count in self.counts.values())

    def records_of(self, scope: str) -> int:
        """How many records a file of that scope is to hold."""
        if scope == UNION:
            return self.records
        return sum(self.counts[library].records for library in self.licences.get(scope, (scope,)))

    @cached_property
    def licences(self) -> dict[str, tuple[str, ...]]:
        """The scopes of open licences, with the libraries under each that have records."""
        live = (library for library, count in sorted(self.counts.items()) if count.records)
        return by_scope((library, self.release.facts.licence(library)) for library in live)

    def alike(self, file: DumpFile, scope: str, left_out: int = 0) -> DumpFile:
        """A file of another scope, which holds the same records; its bytes are on the disk once."""
        path = file.path.replace(f"vnlib-{file.scope}-", f"vnlib-{scope}-", 1)
        try:
            os.link(self.folder / file.path, self.folder / path)
        except OSError:
            shutil.copyfile(self.folder / file.path, self.folder / path)
        return file._replace(path=path, scope=scope, left_out=left_out)

    def file(self, scope: str, extension: str, compression: str) -> Path:
        """The path of a full dump, named as conventions of the project have it."""
        end = f".{compression}" if compression else ""
        return self.folder / f"vnlib-{scope}-full-{timestamp(self.release)}.{extension}{end}"

    def batches(self) -> Iterator[tuple[str, list[int]]]:
        """The publications of live records by library, and in a library by identifier (as bytes)."""
        for library, rows in groupby(self._rows(), key=lambda row: row.library):
            while batch := [row.id for row in islice(rows, BATCH)]:
                yield library, batch

    def _rows(self) -> Iterator[Published]:
        after: tuple[str, str] | None = None
        while rows := index.live_by_key(self.archive, self.release, after, _ROWS_AT_ONCE):
            yield from rows
            after = rows[-1].library, rows[-1].identifier


@dataclass(frozen=True)
class DumpFormat:
    """A format in which the records of a release are written: for the union, and for each library."""

    extension: str
    """The end of a file's name, before that of its compression."""
    media_type: str
    """Of a file's content, when that is not compressed."""
    write: Callable[[Job], list[DumpFile]]
    """Writes the files of the format into the job's folder."""


def timestamp(release: Release) -> str:
    """A release's instant as the names of files have it."""
    return f"{release.instant:%Y%m%dT%H%M%SZ}"
