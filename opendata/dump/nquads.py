"""Canonical N-Quads (RDF 1.1): every statement with its record as graph, all lines sorted by their bytes.

The records hold no blank nodes, so the sorted lines are the canonical form (RDF Dataset Canonicalization 1.0)
as they are. What is sorted may be larger than memory: every batch of records becomes a sorted run in a file
of its own, a library's runs are merged into its dump, and the dumps of the libraries into that of the union.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from opendata.archive.archive import Archive
from opendata.dump.content import GZIP, ZSTD
from opendata.dump.dump_format import UNION, DumpFile, DumpFormat, Job
from opendata.dump.lines import merged
from opendata.dump.packed import pack
from opendata.dump.runs import Run, few, opened
from opendata.dump.sections import sections
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order
from opendata.release.network import graph_iri
from opendata.release.work import versions_of

NAME = "nquads"
_EXTENSION = "nq"
MEDIA_TYPE = "application/n-quads"


class Written(NamedTuple):
    """A sorted run of the quads of some records of a library."""

    library: str
    file: Path
    records: int
    quads: int


def quads(graph: str, statements: Iterable[str]) -> list[str]:
    """The statements `<s> <p> <o>`, each once, as lines of N-Quads without their ends."""
    end = f" <{graph}> ."
    return [statement + end for statement in set(statements)]


def write_records(url: str, conversion: Conversion, library: str, wanted: list[int], file: Path) -> Written:
    """The work of one process: the publications *wanted* of a library as a sorted run."""
    lines: list[str] = []
    records = 0
    with Archive.open(url) as archive:
        for row, original in versions_of(archive, wanted):
            statements = conversion.statements(row.library, row.identifier, row.format, original)
            lines += quads(conversion.iri(row.library, row.identifier), statements)
            records += 1
    _write(file, lines)
    return Written(library, file, records, len(lines))


def _write(file: Path, lines: list[str]) -> None:
    # Code points sort as their UTF-8 bytes do.
    lines.sort()
    # As one text: encoding each line by itself takes as long as making it.
    with Run(file) as run:
        run.write_text("".join([line + "\n" for line in lines]).encode())


def write(job: Job) -> list[DumpFile]:
    """Writes the dumps of the union, of the libraries and of the licences."""
    files: list[DumpFile] = []
    parts: dict[str, Path] = {}
    records: Counter[str] = Counter()
    count: Counter[str] = Counter()
    runs: list[Path] = []
    library = ""

    def end_library() -> None:
        if runs:
            files.extend(_packed(job, library, runs, {library: records[library]}, count[library]))
            parts[library] = job.file(library, _EXTENSION, ZSTD)
            runs.clear()

    for run in _runs(job):
        if run.library != library:
            end_library()
            library = run.library
        runs.append(run.file)
        records[library] += run.records
        count[library] += run.quads
        job.on_progress(records.total(), job.records)
    end_library()
    # Not among the runs, which go when they are merged.
    beside = job.spill / "beside" / "network.zst"
    beside.parent.mkdir()
    network = quads(graph_iri(job.release.facts.base_iri), job.network)
    _write(beside, network)
    total = count.total() + len(network)
    union = _packed(job, UNION, [beside, *parts.values()], records, total)
    for scope, libraries in job.licences.items():
        if len(libraries) == len(parts):
            files.extend(job.alike(file, scope) for file in union)
            continue
        sources = {library: records[library] for library in libraries}
        chosen = [beside, *(parts[library] for library in libraries)]
        lines = sum(count[library] for library in libraries) + len(network)
        files.extend(_packed(job, scope, chosen, sources, lines))
    return [*union, *files]


def _runs(job: Job) -> Iterator[Written]:
    tasks = (
        (job.archive.url, job.conversion, library, batch, job.spill / f"{number}.zst")
        for number, (library, batch) in enumerate(job.batches())
    )
    return in_order(job.executor, write_records, tasks)


def _packed(job: Job, scope: str, runs: list[Path], sources: Mapping[str, int], count: int) -> list[DumpFile]:
    paths = [job.file(scope, _EXTENSION, GZIP), job.file(scope, _EXTENSION, ZSTD)]
    runs = few(runs, job.spill, job.executor)
    with opened(runs) as streams:
        packed = pack(sections(merged(streams)), paths, job.executor, job.pieces)
    for run in runs:
        if run.parent == job.spill:
            run.unlink()
    return [DumpFile.of(file, NAME, scope, MEDIA_TYPE, sources, quads=count) for file in packed]


FORMAT = DumpFormat(extension=_EXTENSION, media_type=MEDIA_TYPE, write=write)
