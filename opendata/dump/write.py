"""`opendata dump`: all records of the current release in files that anyone can take away."""

import errno
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from opendata.archive.archive import Archive
from opendata.archive.lock import publish_lock
from opendata.dump import delta, manifest, registry
from opendata.dump.about import about
from opendata.dump.delta import Before
from opendata.dump.dump_format import DumpFile, Job
from opendata.errors import NoReleaseError, ReleaseError
from opendata.release import folders, index
from opendata.release.conversion import Conversion, ConversionFailed, Converter, installed_converter
from opendata.release.executor import process_pool
from opendata.release.index import Release
from opendata.settings import Settings
from opendata.whole_file import whole_file

_SPILL = ".spill"
_UNFINISHED = ".unfinished"


class Dumped(NamedTuple):
    """What dumping did."""

    release: Release
    folder: Path
    files: list[Path]
    written: bool
    """False when the files were there already."""


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
    """Writes the current release's dumps into `dumps/{release}/`.

    A file is there for readers once `manifest.json` names it, and that is written last: what a killed run
    left is never shown, and the next run takes it away. *formats* are keys of `registry.FORMATS`; those that
    the folder holds already stay in it as they are. *executor* is a process pool over the machine's cores
    unless given.

    Raises NoReleaseError before the first release, ReleaseError when this converter is not the release's or
    the disk is full, PublishBusyError while another process publishes.
    """
    converter = converter or installed_converter()
    with publish_lock(settings.home):
        release = index.current(archive)
        if release is None:
            raise NoReleaseError("there is no release to dump; run `opendata publish` first")
        _take_back(settings.dumps_path)
        folder = settings.dumps_path / str(release.number)
        there = manifest.files_in(folder)
        missing = [name for name in dict.fromkeys(formats) if name not in {file.format for file in there}]
        since = delta.before(archive, release, settings.dumps_path)
        if since and since.release.number in _froms(manifest.deltas_in(folder)):
            since = None
        if not missing and since is None:
            return Dumped(release, folder, [folder / path for path in manifest.digests_in(folder)], False)
        _check(release, converter, settings)
        try:
            with nullcontext(executor) if executor else process_pool() as pool:
                writer = _Writer(settings, archive, release, Conversion(converter, release.facts), pool)
                writer.write(folder, there, missing, since, on_progress)
        except (ConversionFailed, BrokenProcessPool) as error:
            raise ReleaseError(f"release {release.number} cannot be dumped: {error}") from error
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise ReleaseError(
                f"release {release.number} was not dumped: there is no space left for {settings.dumps_path}; "
                "what was there is untouched; make room, and run `opendata dump` again"
            ) from error
        finally:
            _take_back(settings.dumps_path)
    return Dumped(release, folder, [folder / path for path in manifest.digests_in(folder)], True)


def _check(release: Release, converter: Converter, settings: Settings) -> None:
    made_by = (release.facts.converter, release.facts.base_iri)
    if made_by != (converter.version, settings.base_iri):
        raise ReleaseError(
            f"release {release.number} was made by converter {made_by[0]} for {made_by[1]}, and this is "
            f"converter {converter.version} for {settings.base_iri}; run `opendata publish` first"
        )


def _froms(deltas: Iterable[dict[str, Any]]) -> set[int]:
    return {each["from"] for each in deltas}


def _take_back(dumps: Path) -> None:
    """Removes what a run that was cut off left."""
    for left in dumps.glob(f".*{_UNFINISHED}") if dumps.is_dir() else ():
        shutil.rmtree(left)


class _Writer:
    """Writes the formats that a folder lacks, beside it, and then moves them in."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        release: Release,
        conversion: Conversion,
        executor: Executor,
    ) -> None:
        self._settings = settings
        self._archive = archive
        self._release = release
        self._conversion = conversion
        self._executor = executor
        self._counts = index.counts(archive, release)
        self._network = self._read_network()

    def write(
        self,
        folder: Path,
        there: list[DumpFile],
        missing: list[str],
        since: Before | None,
        on_progress: Callable[[int, int], None],
    ) -> None:
        """Adds the formats that are *missing*, and the delta from an earlier release, to what is *there*."""
        unfinished = folder.with_name(f".{folder.name}{_UNFINISHED}")
        folders.empty(unfinished)
        written: list[DumpFile] = []
        job = self._job(unfinished, on_progress)
        for name in missing:
            written += self._format(name, job)
        deltas = manifest.deltas_in(folder)
        if since is not None:
            deltas += self._delta(job, since, delta.union_in(written, unfinished) or delta.union_of(folder))
        order = list(registry.FORMATS)
        files = sorted([*there, *written], key=lambda file: order.index(file.format))
        self._describe(unfinished, files, sorted(deltas, key=lambda each: -int(each["from"])))
        if folder.exists():
            _move_in(unfinished, folder)
        else:
            unfinished.rename(folder)

    def _job(self, folder: Path, on_progress: Callable[[int, int], None]) -> Job:
        return Job(
            release=self._release,
            archive=self._archive,
            conversion=self._conversion,
            network=self._network,
            counts=self._counts,
            folder=folder,
            spill=folder / _SPILL,
            executor=self._executor,
            on_progress=on_progress,
        )

    def _delta(self, job: Job, since: Before, new: Path | None) -> list[dict[str, Any]]:
        if new is None or since.union is None:
            return []
        folders.empty(job.spill)
        entry = delta.write(job, since, since.union, new)
        shutil.rmtree(job.spill)
        return [entry]

    def _format(self, name: str, job: Job) -> list[DumpFile]:
        folders.empty(job.spill)
        files = registry.load(name).write(job)
        shutil.rmtree(job.spill)
        for file in files:
            wanted = job.records_of(file.scope)
            if file.records + file.left_out != wanted:
                raise ReleaseError(
                    f"release {self._release.number} has {wanted} records for {file.path}, and "
                    f"{file.records} were found; was the archive changed? run `opendata publish`, then dump"
                )
        return files

    def _describe(self, folder: Path, files: list[DumpFile], deltas: list[dict[str, Any]]) -> None:
        documents = about(self._settings, self._release, self._counts)
        for name, text in documents.items():
            (folder / name).parent.mkdir(exist_ok=True)
            _write(folder / name, text)
        digests = {file.path: file.sha256 for file in files}
        digests.update({file["path"]: file["sha256"] for each in deltas for file in each["files"]})
        digests.update({name: sha256(text).hexdigest() for name, text in documents.items()})
        _write(folder / manifest.SUMS, manifest.sums(digests))
        vocabularies = sha256("\n".join(self._network).encode()).hexdigest()
        names = [manifest.SUMS, *documents]
        _write(
            folder / manifest.MANIFEST,
            manifest.manifest(self._release, self._counts, vocabularies, files, deltas, names),
        )

    def _read_network(self) -> list[str]:
        try:
            return folders.read_network(self._settings.releases_path, self._release.number)
        except OSError as error:
            raise ReleaseError(
                f"the folder of release {self._release.number} is damaged; `opendata publish` makes a new one"
            ) from error


def _write(file: Path, text: bytes) -> None:
    with whole_file(file) as out:
        out.write(text)


def _move_in(unfinished: Path, folder: Path) -> None:
    """Moves the files of one folder into another: what names others last."""
    paths = [path.relative_to(unfinished) for path in sorted(unfinished.rglob("*")) if path.is_file()]
    last = (manifest.SUMS, manifest.MANIFEST)
    for path in sorted(paths, key=lambda each: last.index(each.name) if each.name in last else -1):
        (folder / path).parent.mkdir(exist_ok=True)
        (unfinished / path).replace(folder / path)
