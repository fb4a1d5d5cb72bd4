"""`opendata dump`: all records of the current release in files that anyone can take away."""

import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from opendata.archive.archive import Archive
from opendata.archive.lock import publish_lock
from opendata.dump.dump_format import DumpFormat
from opendata.dump.gzip_pieces import GzipWriter, compress, digests
from opendata.dump.manifest import MANIFEST, SUMS, DumpFile, formats_in, manifest, sums
from opendata.dump.registry import FORMATS
from opendata.errors import NoReleaseError, ReleaseError
from opendata.release import folders, index
from opendata.release.conversion import Conversion, ConversionFailed, Converter, installed_converter
from opendata.release.executor import in_order, process_pool
from opendata.release.index import Release
from opendata.release.network import graph_iri
from opendata.release.work import versions_of
from opendata.settings import Settings
from opendata.whole_file import whole_file

BATCH = 50
"""Records converted and compressed by one process at a time: some 2 MB of N-Quads."""


class Dumped(NamedTuple):
    """What dumping did."""

    release: Release
    folder: Path
    files: list[Path]
    written: bool
    """False when the files were there already."""


class _Piece(NamedTuple):
    data: bytes
    compressed: bytes
    records: int
    quads: int


def _ignore(*_: object) -> None:
    pass


def dump(
    settings: Settings,
    archive: Archive,
    formats: Iterable[str] = ("nquads",),
    *,
    converter: Converter | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] = _ignore,
) -> Dumped:
    """Writes the current release's dumps into `dumps/{release}/`, which appears whole or not at all.

    *formats* are keys of FORMATS; those that the folder holds already stay in it. *executor* is a process
    pool over the machine's cores unless given. Raises NoReleaseError before the first release, ReleaseError
    when this converter is not the release's, PublishBusyError while another process publishes.
    """
    converter = converter or installed_converter()
    with publish_lock(settings.home):
        release = index.current(archive)
        if release is None:
            raise NoReleaseError("there is no release to dump; run `opendata publish` first")
        folder = settings.dumps_path / str(release.number)
        there = formats_in(folder)
        wanted = list(dict.fromkeys([*there, *formats]))
        if set(wanted) == set(there):
            return Dumped(release, folder, list(there.values()), False)
        _check(release, converter, settings)
        writer = _Writer(settings, archive, release, Conversion(converter, release.facts), on_progress)
        try:
            with nullcontext(executor) if executor else process_pool() as pool:
                files = writer.write(folder, wanted, pool)
        except (ConversionFailed, BrokenProcessPool) as error:
            raise ReleaseError(f"release {release.number} cannot be dumped: {error}") from error
    return Dumped(release, folder, files, True)


def _check(release: Release, converter: Converter, settings: Settings) -> None:
    made_by = (release.facts.converter, release.facts.base_iri)
    if made_by != (converter.version, settings.base_iri):
        raise ReleaseError(
            f"release {release.number} was made by converter {made_by[0]} for {made_by[1]}, and this is "
            f"converter {converter.version} for {settings.base_iri}; run `opendata publish` first"
        )


class _Writer:
    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        release: Release,
        conversion: Conversion,
        on_progress: Callable[[int, int], None],
    ) -> None:
        self._settings = settings
        self._archive = archive
        self._release = release
        self._conversion = conversion
        self._on_progress = on_progress
        self._counts = index.counts(archive, release)

    def write(self, folder: Path, formats: list[str], executor: Executor) -> list[Path]:
        """Writes the dumps beside *folder*, proves them, and moves them there."""
        unfinished = folder.with_name(f".{folder.name}.unfinished")
        folders.empty(unfinished)
        files = [self._file(unfinished, name, executor) for name in formats]
        with whole_file(unfinished / SUMS) as out:
            out.write(sums(files))
        with whole_file(unfinished / MANIFEST) as out:
            out.write(manifest(self._release, self._counts, files))
        for file in files:
            _prove(unfinished, file)
        if folder.exists():
            shutil.rmtree(folder)
        unfinished.rename(folder)
        return [folder / file.path for file in files]

    def _file(self, folder: Path, name: str, executor: Executor) -> DumpFile:
        of = FORMATS[name]
        path = folder / f"vnlib-union-full-{self._release.instant:%Y%m%dT%H%M%SZ}.{of.extension}.gz"
        records = quads = 0
        total = sum(count.records for count in self._counts.values())
        with whole_file(path) as out:
            gzip = GzipWriter(out)
            for piece in self._pieces(of, executor):
                gzip.add(piece.data, piece.compressed)
                records += piece.records
                quads += piece.quads
                self._on_progress(records, total)
            gzip.end()
        if records != total:
            raise ReleaseError(
                f"release {self._release.number} has {total} records, and {records} were found for its dump"
            )
        return DumpFile(
            path=path.name,
            format=name,
            media_type=of.media_type,
            bytes=gzip.bytes,
            uncompressed_bytes=gzip.plain_bytes,
            sha256=gzip.digest,
            uncompressed_sha256=gzip.plain_digest,
            records=records,
            quads=quads,
        )

    def _pieces(self, of: DumpFormat, executor: Executor) -> Iterator[_Piece]:
        """What stands beside the records, then the records by library and identifier (as bytes)."""
        try:
            network = folders.read_network(self._settings.releases_path, self._release.number)
        except OSError as error:
            raise ReleaseError(
                f"the folder of release {self._release.number} is damaged; `opendata publish` makes a new one"
            ) from error
        data = of.graph(graph_iri(self._release.facts.base_iri), network)
        yield _Piece(data, compress(data), 0, len(network))
        tasks = ((self._archive.url, self._conversion, of, ids) for ids in self._batches())
        yield from in_order(executor, convert, tasks)

    def _batches(self) -> Iterator[list[int]]:
        after: tuple[str, str] | None = None
        while batch := index.live_by_key(self._archive, self._release, after, BATCH):
            yield [row.id for row in batch]
            after = batch[-1].library, batch[-1].identifier


def convert(url: str, conversion: Conversion, of: DumpFormat, wanted: list[int]) -> _Piece:
    """The work of one process: the publications *wanted*, converted, written and compressed."""
    graphs = []
    quads = 0
    with Archive.open(url) as archive:
        for row, original in versions_of(archive, wanted):
            statements = conversion.statements(row.library, row.identifier, row.format, original)
            quads += len(statements)
            graphs.append(of.graph(conversion.iri(row.library, row.identifier), statements))
    data = b"".join(graphs)
    return _Piece(data, compress(data), len(graphs), quads)


def _prove(folder: Path, file: DumpFile) -> None:
    """Reads what was written; raises ReleaseError when it is not what was meant."""
    try:
        with (folder / file.path).open("rb") as written:
            found = digests(written)
    except (zlib.error, EOFError) as error:
        raise ReleaseError(f"{folder / file.path} was not written whole: {error}") from error
    if found != (file.sha256, file.uncompressed_sha256):
        raise ReleaseError(f"{folder / file.path} does not hold what was written; is the disk sound?")
