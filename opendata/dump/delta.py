"""What changed between two dumped releases: quads removed and added, records deleted and changed.

The quads are the difference of the two unions' dumps as they were published, whatever it was that changed
(records, converter, vocabularies), so (full n - removed) ∪ added is full n+1 to the byte. Which records were
deleted or changed is told from the publications, as OAI-PMH tells it.
"""

from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

from opendata.archive.archive import Archive
from opendata.dump import content, manifest, nquads
from opendata.dump.content import DAMAGED, GZIP, PLAIN, ZSTD
from opendata.dump.dump_format import BATCH, UNION, DumpFile, Job, timestamp
from opendata.dump.lines import compared, lines, merged
from opendata.dump.marcxml import HEAD, MARC_FORMATS, TAIL, record
from opendata.dump.marcxml import MEDIA_TYPE as MARCXML
from opendata.dump.packed import Packed, pack
from opendata.dump.runs import Run, few, opened, text, write_run
from opendata.errors import ReleaseError
from opendata.release import index
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order
from opendata.release.index import Published, Release
from opendata.release.work import versions_of

_IRIS_AT_ONCE = 50_000
_ROWS_AT_ONCE = 2000


class Part(NamedTuple):
    """A file of a delta."""

    packed: Packed
    part: str
    """`added`, `removed`, `deleted-ids` or `changed`."""
    media_type: str
    entries: int
    """Quads, identifiers or records in it."""

    def entry(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {
            "path": self.packed.path.name,
            "part": self.part,
            "mediaType": self.media_type,
            "compressFormat": content.MEDIA_TYPES.get(content.compression_of(self.packed.path.name), ""),
            "bytes": self.packed.bytes,
            "sha256": self.packed.sha256,
            "uncompressedBytes": self.packed.plain_bytes,
            "uncompressedSha256": self.packed.plain_sha256,
            "entries": self.entries,
        }


class Before(NamedTuple):
    """An earlier release and the folder with its dumps."""

    release: Release
    folder: Path

    @property
    def union(self) -> Path | None:
        """Its canonical N-Quads; None where they are not there."""
        return union_of(self.folder)


def union_of(folder: Path) -> Path | None:
    """The canonical N-Quads of all libraries in a folder of dumps; None where they are not there."""
    return union_in(manifest.files_in(folder), folder)


def union_in(files: Iterable[DumpFile], folder: Path) -> Path | None:
    """The same among *files* of *folder*."""
    paths = [file.path for file in files if (file.format, file.scope) == (nquads.NAME, UNION)]
    return next((folder / path for path in paths if content.compression_of(path) == ZSTD), None)


def write(job: Job, before: Before, old: Path, new: Path) -> dict[str, Any]:
    """Writes the delta from the dump *old* to the dump *new* into the job's folder.

    Returns what the manifest is to say of it. Raises ReleaseError where a dump is damaged.
    """
    removed, added = job.spill / "removed.zst", job.spill / "added.zst"
    try:
        with opened([old, new]) as (was, is_), Run(removed) as gone, Run(added) as come:
            for less, more in compared(was, is_):
                gone.write(less)
                come.write(more)
    except DAMAGED as error:
        raise ReleaseError(
            f"{old} or {new} is damaged ({error}): no delta can be made of it; "
            f"remove the folder of the one that `sha256sum -c SHA256SUMS` complains of, and dump again"
        ) from error
    parts = []
    for name, run in (("added", come), ("removed", gone)):
        path = _path(job, before, f"{name}.nq", GZIP)
        with opened([run.file]) as (stream,):
            (packed,) = pack(map(text, stream), [path], job.executor)
        parts.append(Part(packed, name, nquads.MEDIA_TYPE, run.lines))
    parts += [_deleted(job, before), _changed(job, before)]
    return {
        "from": before.release.number,
        "fromInstant": manifest.instant(before.release),
        "files": [part.entry() for part in parts],
    }


def _path(job: Job, before: Before, end: str, compression: str) -> Path:
    prefix = f"vnlib-{UNION}-delta-{timestamp(job.release)}-from-{timestamp(before.release)}"
    return job.folder / f"{prefix}-{end}{f'.{compression}' if compression else ''}"


def _rows(job: Job, before: Before) -> Iterator[Published]:
    """What was published since, each record once, tombstones included, in the order of publication."""
    after = before.release.last_publication
    while rows := index.page(job.archive, job.release, after=after, size=_ROWS_AT_ONCE):
        yield from rows
        after = rows[-1].id


def _deleted(job: Job, before: Before) -> Part:
    iris = (
        job.conversion.iri(row.library, row.identifier).encode() for row in _rows(job, before) if row.deleted
    )
    runs: list[Path] = []
    for number in count():
        batch = sorted(islice(iris, _IRIS_AT_ONCE))
        if not batch:
            break
        runs.append(job.spill / f"deleted-{number}.zst")
        write_run(runs[-1], [batch])
    with opened(few(runs, job.spill, job.executor)) as streams:
        (packed,) = pack(
            map(text, merged(streams)), [_path(job, before, "deleted-ids.txt", PLAIN)], job.executor
        )
    with content.opened(packed.path) as read:
        entries = sum(map(len, lines(read)))
    return Part(packed, "deleted-ids", "text/plain", entries)


def marcxml(url: str, conversion: Conversion, wanted: list[int]) -> bytes:
    """The work of one process: the publications *wanted* as elements of MARCXML."""
    with Archive.open(url) as archive:
        return b"".join(
            record(conversion, row.library, row.identifier, row.format, original)
            for row, original in versions_of(archive, wanted)
        )


def _changed(job: Job, before: Before) -> Part:
    entries = 0

    def tasks() -> Iterator[tuple[Any, ...]]:
        nonlocal entries
        changed = (row for row in _rows(job, before) if not row.deleted and row.format in MARC_FORMATS)
        while batch := [row.id for row in islice(changed, BATCH)]:
            entries += len(batch)
            yield job.archive.url, job.conversion, batch

    def document() -> Iterator[bytes]:
        yield HEAD
        yield from in_order(job.executor, marcxml, tasks())
        yield TAIL

    (packed,) = pack(document(), [_path(job, before, "changed.marcxml", GZIP)], job.executor)
    return Part(packed, "changed", MARCXML, entries)


def before(archive: Archive, release: Release, dumps: Path) -> Before | None:
    """The newest release before *release* whose dumps are there; None where there is none."""
    numbers = [int(each.name) for each in dumps.iterdir() if each.name.isdecimal()] if dumps.is_dir() else []
    for number in sorted(numbers, reverse=True):
        earlier = index.release(archive, number) if number < release.number else None
        if earlier is None:
            continue
        found = Before(earlier, dumps / str(number))
        about = manifest.read(found.folder) or {}
        if about.get("instant") == manifest.instant(earlier) and found.union:
            return found
    return None
