"""Formats in which a record stands by itself, one after the other: by library, then by identifier (as bytes).

The records of a library are written once, by several processes; the union's file is made of what they wrote.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from zstandard import ZstdCompressor

from opendata.archive.archive import Archive
from opendata.dump import content
from opendata.dump.dump_format import UNION, DumpFile, Job
from opendata.dump.packed import pack
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order
from opendata.release.work import versions_of

_READ = 1 << 20
_LEVEL = 1
"""Of what is read once and deleted."""

Writer = Callable[[Conversion, str, str, str, Any], bytes]
"""One record, given the conversion, its library, identifier and format, and its bytes as they were archived.

Empty where the format has no room for the record."""


@dataclass(frozen=True)
class Recordwise:
    """What makes a file of such a format. *record* must be importable by name, for other processes."""

    name: str
    extension: str
    media_type: str
    compressions: tuple[str, ...]
    record: Writer
    head: bytes = b""
    tail: bytes = b""

    def write(self, job: Job) -> list[DumpFile]:
        """Writes the union's files, and those of libraries and licences that have records in this format."""
        parts = {part.library: part for part in self._parts(job)}
        written = {library for library, part in parts.items() if part.written}
        union = self._packed(job, UNION, list(parts.values()))
        files = [file for code in parts if code in written for file in self._packed(job, code, [parts[code]])]
        for scope, libraries in job.licences.items():
            chosen = [parts[library] for library in libraries]
            there = written.intersection(libraries)
            same = union if there == written else [file for file in files if {file.scope} == there]
            if same and there:
                files += [job.alike(file, scope, _left_out(chosen)) for file in same]
            elif there:
                files += self._packed(job, scope, chosen)
        return [*union, *files]

    def _parts(self, job: Job) -> Iterator["_Part"]:
        done = 0
        tasks = (
            (job.archive.url, job.conversion, self.record, library, batch) for library, batch in job.batches()
        )
        written = in_order(job.executor, write_records, tasks)
        for library, batches in groupby(written, key=lambda batch: batch.library):
            part = _Part(library, job.spill / f"{library}.zst", 0, 0)
            frame = ZstdCompressor(level=_LEVEL).compressobj()
            with part.file.open("wb") as out:
                for batch in batches:
                    out.write(frame.compress(batch.data))
                    part = part._replace(written=part.written + batch.written, seen=part.seen + batch.seen)
                    job.on_progress(done + part.seen, job.records)
                out.write(frame.flush())
            done += part.seen
            yield part

    def _packed(self, job: Job, scope: str, parts: list["_Part"]) -> list[DumpFile]:
        def whole() -> Iterator[bytes]:
            yield self.head
            for part in parts:
                with content.opened(part.file) as read:
                    while data := read(_READ):
                        yield data
            yield self.tail

        paths = [job.file(scope, self.extension, compression) for compression in self.compressions]
        sources = {part.library: part.written for part in parts}
        return [
            DumpFile.of(file, self.name, scope, self.media_type, sources, _left_out(parts))
            for file in pack(whole(), paths, job.executor)
        ]


class _Part(NamedTuple):
    library: str
    file: Path
    written: int
    seen: int


def _left_out(parts: Iterable[_Part]) -> int:
    return sum(part.seen - part.written for part in parts)


class Written(NamedTuple):
    """What a process wrote of some records of a library."""

    library: str
    data: bytes
    written: int
    seen: int


def write_records(
    url: str, conversion: Conversion, record: Writer, library: str, wanted: Iterable[int]
) -> Written:
    """The work of one process: the publications *wanted* of a library, by identifier."""
    with Archive.open(url) as archive:
        texts = [
            record(conversion, row.library, row.identifier, row.format, original)
            for row, original in versions_of(archive, wanted)
        ]
    return Written(library, b"".join(texts), sum(map(bool, texts)), len(texts))
