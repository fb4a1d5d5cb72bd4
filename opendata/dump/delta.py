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
from opendata.dump import content, delta_files, manifest, nquads
from opendata.dump.content import DAMAGED, ZSTD
from opendata.dump.delta_files import ADDED, CHANGED, CHANGED_IDS, DELETED, REMOVED, Part
from opendata.dump.dump_format import BATCH, UNION, DumpFile, Job, timestamp
from opendata.dump.lines import compared, lines, merged
from opendata.dump.marcxml import HEAD, MARC_FORMATS, TAIL, record
from opendata.dump.packed import pack
from opendata.dump.runs import Run, few, opened, text, write_run
from opendata.errors import NotFoundError, ReleaseError
from opendata.release import index
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order
from opendata.release.index import Published, Release
from opendata.release.work import versions_of

_IRIS_AT_ONCE = 50_000
_ROWS_AT_ONCE = 2000
MARK = b"<?record "
"""What stands before a record's IRI in a collection of changed MARC; in no text of XML can it stand."""


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
    files = delta_files.paths(job.folder, delta_files.name(timestamp(job.release), timestamp(before.release)))
    parts = []
    for part, run in ((ADDED, come), (REMOVED, gone)):
        with opened([run.file]) as (stream,):
            (packed,) = pack(map(text, stream), [files[part]], job.executor)
        parts.append(Part(packed, part, run.lines))
    for part, deleted in ((DELETED, True), (CHANGED_IDS, False)):
        parts.append(_identifiers(job, before, part, files[part], deleted))
    parts.append(_changed(job, before, files[CHANGED]))
    return delta_files.entry(before.release.number, manifest.instant(before.release), parts)


def _rows(job: Job, before: Before) -> Iterator[Published]:
    """What was published since, each record once, tombstones included, in the order of publication."""
    after = before.release.last_publication
    while rows := index.page(job.archive, job.release, after=after, size=_ROWS_AT_ONCE):
        yield from rows
        after = rows[-1].id


def _identifiers(job: Job, before: Before, part: str, path: Path, deleted: bool) -> Part:
    iris = (
        job.conversion.iri(row.library, row.identifier).encode()
        for row in _rows(job, before)
        if row.deleted == deleted
    )
    runs: list[Path] = []
    for number in count():
        batch = sorted(islice(iris, _IRIS_AT_ONCE))
        if not batch:
            break
        runs.append(job.spill / f"{part}-{number}.zst")
        write_run(runs[-1], [batch])
    with opened(few(runs, job.spill, job.executor)) as streams:
        (packed,) = pack(map(text, merged(streams)), [path], job.executor)
    with content.opened(packed.path) as read:
        return Part(packed, part, sum(map(len, lines(read))))


def marcxml(url: str, conversion: Conversion, wanted: list[int]) -> bytes:
    """The work of one process: the publications *wanted* as elements of MARCXML, each with its IRI."""
    with Archive.open(url) as archive:
        return b"".join(
            named(
                conversion.iri(row.library, row.identifier),
                record(conversion, row.library, row.identifier, row.format, original),
            )
            for row, original in versions_of(archive, wanted)
        )


def named(iri: str, element: bytes) -> bytes:
    """A record's element behind a processing instruction that names the record; `marked` reads it."""
    return b"%s%s?>\n%s" % (MARK, iri.encode(), element)


def _changed(job: Job, before: Before, path: Path) -> Part:
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

    (packed,) = pack(document(), [path], job.executor)
    return Part(packed, CHANGED, entries)


def before(archive: Archive, release: Release, dumps: Path) -> Before | None:
    """The newest release before *release* whose dumps are there; None where there is none."""
    numbers = [int(each.name) for each in dumps.iterdir() if each.name.isdecimal()] if dumps.is_dir() else []
    for number in sorted(numbers, reverse=True):
        if number < release.number and (found := _dumped(archive, dumps, number)):
            return found
    return None


def at(archive: Archive, release: Release, dumps: Path, number: int) -> Before:
    """The release of that number, for a delta to *release*; raises NotFoundError where none can be made."""
    found = _dumped(archive, dumps, number) if number < release.number else None
    if found is None:
        raise NotFoundError(
            f"a delta from release {number} to release {release.number} needs the N-Quads of an earlier "
            f"release in {dumps / str(number)}, and there are none"
        )
    return found


def _dumped(archive: Archive, dumps: Path, number: int) -> Before | None:
    earlier = index.release(archive, number)
    if earlier is None:
        return None
    found = Before(earlier, dumps / str(number))
    about = manifest.read(found.folder) or {}
    return found if about.get("instant") == manifest.instant(earlier) and found.union else None
