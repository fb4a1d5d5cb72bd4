"""`opendata dump`: all records of the current release in files that anyone can take away."""

import errno
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from opendata.archive.archive import Archive
from opendata.archive.lock import publish_lock
from opendata.dump import chain, dcat, delta, manifest, prune, registry, watch, withdraw
from opendata.dump.about import about
from opendata.dump.delta import Before
from opendata.dump.dump_format import UNION, DumpFile, Job
from opendata.errors import NoReleaseError, ReleaseError
from opendata.release import folders, index, statistics
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
    pruned: list[int] = []  # noqa: RUF012 - never changed
    """The releases whose full dumps made room."""


def _ignore(*_: object) -> None:
    pass


def _now() -> datetime:
    return datetime.now(UTC)


def dump(
    settings: Settings,
    archive: Archive,
    formats: Iterable[str] = ("nquads",),
    *,
    since: Iterable[int] = (),
    converter: Converter | None = None,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] = _ignore,
    now: Callable[[], datetime] = _now,
    anew: bool = False,
) -> Dumped:
    """Writes the current release's dumps into `dumps/{release}/`.

    A file is there for readers once `manifest.json` names it, and that is written last: what a killed run
    left is never shown, and the next run takes it away. *formats* are keys of `registry.FORMATS`; those that
    the folder holds already stay in it as they are. There is a delta from the dumped release before it, and
    one from each of the releases *since*, whose dumps must be there. With *anew* the formats are written
    once more where they are there, and take their places file by file. *executor* is a process pool over the
    machine's cores unless given. *now* tells which deltas are old enough to be joined; older full dumps go as
    `[dumps] keep` says.

    Raises NoReleaseError before the first release, NotFoundError where there are no dumps of a release
    *since*, ReleaseError when this converter is not the release's, its dumps were withdrawn or the disk is
    full, PublishBusyError while another process publishes or dumps.
    """
    converter = converter or installed_converter()
    with publish_lock(settings.home, archive.engine):
        release = index.current(archive)
        if release is None:
            raise NoReleaseError("there is no release to dump; run `opendata publish` first")
        _take_back(settings.dumps_path)
        try:
            statistics.write(
                settings.releases_path, release.number, release.facts.base_iri, release.instant.year
            )
            with nullcontext(executor) if executor else process_pool() as pool:
                writer = _Writer(settings, archive, release, Conversion(converter, release.facts), pool)
                done = writer.write_missing(formats, since, on_progress, anew=anew)
                chain.squash(settings.dumps_path, now(), pool)
                done = done._replace(pruned=prune.prune(settings.dumps_path, settings.dumps.keep, now()))
        except (ConversionFailed, BrokenProcessPool) as error:
            raise _failed(settings, f"release {release.number} cannot be dumped: {error}", now()) from error
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                _failed(settings, f"release {release.number} was not dumped: {error.strerror}", now())
                raise
            said = (
                f"release {release.number} was not dumped: there is no space left for {settings.dumps_path}; "
                "what was there is untouched; make room, and run `opendata dump` again"
            )
            raise _failed(settings, said, now()) from error
        except ReleaseError as error:
            raise _failed(settings, str(error), now()) from error
        finally:
            _take_back(settings.dumps_path)
        watch.succeeded(settings.dumps_path)
    return done


def _failed(settings: Settings, said: str, now: datetime) -> ReleaseError:
    # First, since on a full disk there is no room for the note before.
    _take_back(settings.dumps_path)
    watch.failed(settings.dumps_path, said, now)
    return ReleaseError(said)


def _take_back(dumps: Path) -> None:
    """Removes what a run that was cut off left."""
    for left in dumps.glob(f".*{_UNFINISHED}") if dumps.is_dir() else ():
        shutil.rmtree(left)
    withdraw.clear_all(dumps)


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

    def write_missing(
        self,
        formats: Iterable[str],
        since: Iterable[int],
        on_progress: Callable[[int, int], None],
        *,
        anew: bool = False,
    ) -> Dumped:
        """Writes what of these formats and deltas is not there."""
        release = self._release
        folder = self._settings.dumps_path / str(release.number)
        if withdraw.read(folder) is not None:
            raise ReleaseError(
                f"the dumps of release {release.number} were withdrawn and are not written again; "
                "`opendata publish` makes another release"
            )
        wanted = list(dict.fromkeys(formats))
        there = [file for file in manifest.files_in(folder) if not (anew and file.format in wanted)]
        missing = [name for name in wanted if name not in {file.format for file in there}]
        deltas = manifest.deltas_in(folder)
        sinces = self._sinces(deltas, since)
        if written := bool(missing or sinces):
            self._check()
            self._write(folder, there, missing, deltas, sinces, on_progress)
        return Dumped(release, folder, [folder / path for path in manifest.digests_in(folder)], written)

    def _sinces(self, deltas: list[dict[str, Any]], asked: Iterable[int]) -> list[Before]:
        """The releases from which there is to be a delta, and is none."""
        dumps = self._settings.dumps_path
        found = [delta.at(self._archive, self._release, dumps, number) for number in dict.fromkeys(asked)]
        last = delta.before(self._archive, self._release, dumps) if not deltas else None
        known = {each["from"] for each in deltas}
        every = {each.release.number: each for each in (*found, *([last] if last else []))}
        return [each for number, each in every.items() if number not in known]

    def _check(self) -> None:
        made_by = (self._release.facts.converter, self._release.facts.base_iri)
        ours = (self._conversion.converter.version, self._settings.base_iri)
        if made_by != ours:
            raise ReleaseError(
                f"release {self._release.number} was made by converter {made_by[0]} for {made_by[1]}, and "
                f"this is converter {ours[0]} for {ours[1]}; run `opendata publish` first"
            )

    def _write(
        self,
        folder: Path,
        there: list[DumpFile],
        missing: list[str],
        deltas: list[dict[str, Any]],
        sinces: list[Before],
        on_progress: Callable[[int, int], None],
    ) -> None:
        """Adds the formats that are *missing*, and the deltas from earlier releases, to what is *there*."""
        unfinished = folder.with_name(f".{folder.name}{_UNFINISHED}")
        folders.empty(unfinished)
        written: list[DumpFile] = []
        job = self._job(unfinished, on_progress)
        for name in missing:
            written += self._format(name, job)
        new = delta.union_in(written, unfinished) or delta.union_of(folder)
        for since in sinces:
            deltas += self._delta(job, since, new)
        order = list(registry.FORMATS)
        files = sorted([*there, *written], key=lambda file: order.index(file.format))
        before = manifest.read(folder) or {}
        more = {"gone": before.get("gone"), "years": before.get("years")}
        if "parquet" in missing:
            more["years"] = self._years(unfinished, written)
        self._describe(unfinished, files, sorted(deltas, key=lambda each: -int(each["from"])), more)
        if folder.exists():
            _move_in(unfinished, folder)
        else:
            unfinished.rename(folder)

    def _job(self, folder: Path, on_progress: Callable[[int, int], None]) -> Job:
        return Job(
            release=self._release,
            archive=self._archive,
            conversion=self._conversion,
            network=self._network(),
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

    def _describe(
        self, folder: Path, files: list[DumpFile], deltas: list[dict[str, Any]], more: dict[str, Any]
    ) -> None:
        documents = about(self._settings, self._release, self._counts)
        documents[dcat.FILE] = dcat.dcat(self._settings, self._release, self._counts, files)
        for name, text in documents.items():
            (folder / name).parent.mkdir(exist_ok=True)
            _write(folder / name, text)
        digests = {file.path: file.sha256 for file in files}
        digests.update({file["path"]: file["sha256"] for each in deltas for file in each["files"]})
        digests.update({name: sha256(text).hexdigest() for name, text in documents.items()})
        _write(folder / manifest.SUMS, manifest.sums(digests))
        vocabularies = sha256("\n".join(self._network()).encode()).hexdigest()
        names = [manifest.SUMS, *documents]
        _write(
            folder / manifest.MANIFEST,
            manifest.manifest(self._release, self._counts, vocabularies, files, deltas, names, more),
        )

    def _years(self, folder: Path, written: list[DumpFile]) -> dict[str, dict[str, int]]:
        from opendata.dump.parquet import NAME, years

        (path,) = (file.path for file in written if (file.format, file.scope) == (NAME, UNION))
        return years(folder / path)

    def _network(self) -> list[str]:
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
