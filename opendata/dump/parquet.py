"""Parquet (Apache Parquet 2.6): a record a row, in typed columns that DuckDB and pandas read at once.

The bytes follow from the records and the version of Arrow that writes them: row groups have a fixed number of
records wherever these came from, and neither a clock nor the shape of memory is in a file. Processes turn
records into columns; a library's file is written as they come, and the union's from those of the libraries.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from opendata.archive.archive import Archive
from opendata.dump.content import PLAIN, proven
from opendata.dump.described import described
from opendata.dump.dump_format import UNION, DumpFile, DumpFormat, Job
from opendata.dump.packed import Digested, Packed
from opendata.errors import ReleaseError
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order
from opendata.release.work import versions_of
from opendata.whole_file import whole_file

NAME = "parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"
ROW_GROUP = 10_000
"""Records in a row group: some 10 MB, which is what is held in memory of a file."""
_EXTENSION = "parquet"
_ZSTD_LEVEL = 6
_TEXTS = pa.list_(pa.string())
_AUTHORITIES = [("heading", pa.string()), ("authorities", _TEXTS)]
_HEADINGS = pa.list_(
    pa.struct(
        [
            ("label", pa.string()),
            ("type", pa.string()),
            ("scheme", pa.string()),
            ("iri", pa.string()),
            *_AUTHORITIES,
        ]
    )
)
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("library", pa.string(), nullable=False),
        pa.field("identifier_in_library", pa.string(), nullable=False),
        pa.field("licence", pa.string(), nullable=False),
        pa.field("format", pa.string(), nullable=False),
        pa.field("title", _TEXTS),
        pa.field("alternative_title", _TEXTS),
        pa.field(
            "agents",
            pa.list_(
                pa.struct(
                    [
                        ("name", pa.string()),
                        ("type", pa.string()),
                        ("primary", pa.bool_()),
                        ("roles", _TEXTS),
                        ("role_iris", _TEXTS),
                        ("iri", pa.string()),
                        *_AUTHORITIES,
                    ]
                )
            ),
        ),
        pa.field("publisher", _TEXTS),
        pa.field("places", pa.list_(pa.struct([("name", pa.string()), ("province", pa.string())]))),
        pa.field("countries", _TEXTS),
        pa.field("date", _TEXTS),
        pa.field("year", pa.int32()),
        pa.field("languages", _TEXTS),
        pa.field("type", _TEXTS),
        pa.field("extent", _TEXTS),
        pa.field("subjects", _HEADINGS),
        pa.field("genres", _HEADINGS),
        pa.field("coverage", _TEXTS),
        pa.field("classification", pa.list_(pa.struct([("scheme", pa.string()), ("number", pa.string())]))),
        pa.field("identifiers", pa.list_(pa.struct([("type", pa.string()), ("value", pa.string())]))),
    ]
)
"""The columns."""


class _Batch(NamedTuple):
    library: str
    columns: bytes
    """A record batch in Arrow's format for streams."""


def write_records(url: str, conversion: Conversion, library: str, wanted: list[int]) -> _Batch:
    """The work of one process: the publications *wanted* of a library as columns."""
    with Archive.open(url) as archive:
        rows = [
            described(conversion, row.library, row.identifier, row.format, original)
            for row, original in versions_of(archive, wanted)
        ]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, SCHEMA) as out:
        out.write_batch(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))
    return _Batch(library, sink.getvalue().to_pybytes())


def write(job: Job) -> list[DumpFile]:
    """Writes the libraries' files, and out of them the union's and the licences'."""
    files: dict[str, DumpFile] = {}
    parts: dict[str, Path] = {}
    done = 0
    for library, batches in groupby(_batches(job), key=lambda batch: batch.library):
        path = job.file(library, _EXTENSION, PLAIN)
        packed, records = _packed(path, (_table(batch.columns) for batch in batches))
        files[library] = DumpFile.of(packed, NAME, library, MEDIA_TYPE, {library: records})
        parts[library] = path
        done += records
        job.on_progress(done, job.records)
    union = _joined(job, UNION, files, parts)
    for scope, libraries in job.licences.items():
        same = union if len(libraries) == len(parts) else files[libraries[0]] if len(libraries) == 1 else None
        files[scope] = job.alike(same, scope) if same else _joined(job, scope, files, parts, libraries)
    return [union, *files.values()]


def _joined(
    job: Job, scope: str, files: Mapping[str, DumpFile], parts: Mapping[str, Path], of: Iterable[str] = ()
) -> DumpFile:
    """One file with the records of several libraries' files, of all unless told."""
    libraries = list(of) or list(parts)
    packed, _ = _packed(job.file(scope, _EXTENSION, PLAIN), _tables(parts[each] for each in libraries))
    return DumpFile.of(packed, NAME, scope, MEDIA_TYPE, {each: files[each].records for each in libraries})


def _batches(job: Job) -> Iterator[_Batch]:
    tasks = ((job.archive.url, job.conversion, library, batch) for library, batch in job.batches())
    return in_order(job.executor, write_records, tasks)


def _table(columns: bytes) -> pa.Table:
    with pa.ipc.open_stream(columns) as stream:
        return stream.read_all()


def _tables(files: Iterable[Path]) -> Iterator[pa.Table]:
    for path in files:
        with pq.ParquetFile(path) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number, use_threads=False)


def _packed(path: Path, tables: Iterable[pa.Table]) -> tuple[Packed, int]:
    """Writes the file and reads it back; tells also how many records are in it."""
    records = 0
    with whole_file(path) as out:
        sink = Digested(out)
        with pq.ParquetWriter(
            sink,
            SCHEMA,
            version="2.6",
            compression="zstd",
            compression_level=_ZSTD_LEVEL,
            # What Arrow would note of the schema differs between its versions, and nothing here needs it.
            store_schema=False,
            write_page_index=True,
        ) as writer:
            for group in _groups(tables):
                writer.write_table(group, row_group_size=ROW_GROUP)
                records += group.num_rows
    digest = sink.digest.hexdigest()
    _prove(path, digest, records)
    return Packed(path, sink.bytes, digest, sink.bytes, digest), records


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in tables of ROW_GROUP, the last one shorter; each of one piece of memory."""
    begun: list[pa.Table] = []
    size = 0
    for table in tables:
        begun.append(table.cast(SCHEMA))
        size += table.num_rows
        while size >= ROW_GROUP:
            whole = pa.concat_tables(begun)
            yield whole.slice(0, ROW_GROUP).combine_chunks()
            size -= ROW_GROUP
            begun = [whole.slice(ROW_GROUP)]
    if size:
        yield pa.concat_tables(begun).combine_chunks()


def years(path: Path) -> dict[str, dict[str, int]]:
    """How many records of each library were published in which year, as far as they say."""
    counts: Counter[tuple[str, int]] = Counter()
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            group = file.read_row_group(number, columns=["library", "year"], use_threads=False)
            counts.update(zip(*(column.to_pylist() for column in group.columns), strict=True))
    found: dict[str, dict[str, int]] = {}
    for (library, year), count in sorted((key, n) for key, n in counts.items() if key[1] is not None):
        found.setdefault(library, {})[str(year)] = count
    return found


def _prove(path: Path, digest: str, records: int) -> None:
    with pq.ParquetFile(path) as file:
        found = file.metadata.num_rows
    if (found, proven(path)[0]) != (records, digest):
        raise ReleaseError(f"{path} does not hold what was written; is the disk sound?")


FORMAT = DumpFormat(extension=_EXTENSION, media_type=MEDIA_TYPE, write=write)
