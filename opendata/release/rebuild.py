"""`opendata rebuild`: what the current release has beside the archive, made of the archive once more.

The release stays what it is: its number, its instant, its statements. What is new is put beside what is old,
and takes its place by one renaming each (the store's checkpoint, the search index): so readers see the one or
the other, and whoever reads the old one ends on it. Killed at any point, what was there goes on; the next
rebuild begins afresh and takes away what the killed one left.
"""

import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path

from zstandard import ZstdError

from opendata.archive.advisory import Hold
from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.lock import publish_lock
from opendata.errors import NoReleaseError, ReleaseError
from opendata.release import folders, index, sets, statistics
from opendata.release.build import Build, Built
from opendata.release.conversion import Conversion, Converter, installed_converter
from opendata.release.executor import in_process, process_pool
from opendata.release.index import Release
from opendata.release.network import network_statements
from opendata.release.plan import BATCH, Plan, discard
from opendata.release.publish import SEGMENTS_FOLDER
from opendata.release.search_copy import remake
from opendata.release.stamp import write_facts
from opendata.release.work import Description, FailedPublication
from opendata.settings import Settings

REBUILDING_FOLDER = ".rebuilding"
READERS_SECONDS = 2.0
"""How long the old store stays for readers who have not seen the new one; they look five times a second."""


def _ignore(*_: object) -> None:
    pass


def rebuild(
    settings: Settings,
    archive: Archive,
    *,
    converter: Converter | None = None,
    executor: Executor | None = None,
    on_step: Callable[[str], None] = _ignore,
    on_progress: Callable[[int, int], None] = _ignore,
) -> Release:
    """Makes store, checkpoint, search index and statistics of the current release anew; returns the release.

    *executor* is a process pool over the machine's cores unless given. *on_step* is told `built`, `switched`,
    `searchable` as soon as it is so; *on_progress* how many records are converted, and how many there are.

    Raises NoReleaseError before the first release, PublishBusyError while another process publishes or dumps,
    ReleaseError when this software would make another release of the archive than the one that is there.
    """
    converter = converter or installed_converter()
    with publish_lock(settings.home, archive.engine) as hold:
        release = index.current(archive)
        if release is None:
            raise NoReleaseError("there is no release to make anew; run `opendata publish` first")
        _check(release, converter)
        discard(archive)
        rebuilder = _Rebuilder(settings, archive, hold, release, Conversion(converter, release.facts))
        rebuilder.clean_up()
        try:
            rebuilder.rebuild(executor, on_step, on_progress)
        except BrokenProcessPool as error:
            raise ReleaseError(
                "a process that converted records was killed, perhaps for want of memory; what was there "
                "stays; rebuild again"
            ) from error
        except (ZstdError, KeyError) as error:
            raise ReleaseError(
                f"release {release.number} cannot be made anew: a payload in the archive is damaged or lost "
                f"({error}); what was there stays; `opendata verify --part archive` names it"
            ) from error
        finally:
            rebuilder.clean_up()
        if settings.store.url:
            # Only here: it loads what other installations never need.
            from opendata.release.engine_copy import bring

            bring(settings, release.number, release.statements, on_step)
    return release


def _check(release: Release, converter: Converter) -> None:
    made_by = (release.facts.converter, release.facts.sets)
    if made_by != (converter.version, sets.VERSION):
        raise ReleaseError(
            f"release {release.number} was made by version {made_by[0]} of the converter, and this is "
            f"version {converter.version}, which would make something else of it; `opendata publish` instead"
        )


class _Standing(Plan):
    """What the release publishes already: nothing is planned, and nothing can be taken back."""

    def __init__(self, archive: Archive, release: Release) -> None:
        super().__init__(archive, release, release.facts, renews=False)
        self.number = release.number
        self.position = release.position

    def note(self, ready: list[int], described: Mapping[int, Description]) -> None:
        """Nothing: it was noted when the release was made."""

    def fail(self, failed: Iterable[FailedPublication]) -> list[int]:
        """Raises ReleaseError where there is any: the release would not be the same."""
        for publication, reason in failed:
            raise ReleaseError(
                f"release {self.number} cannot be made anew: publication {publication} cannot be converted "
                f"any more ({reason}); what was there stays; `opendata verify --part archive` finds damage"
            )
        return []


class _Rebuilder:
    """One rebuilding, with the publisher's lock held."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        hold: Hold,
        release: Release,
        conversion: Conversion,
    ) -> None:
        self._settings = settings
        self._hold = hold
        self._archive = archive
        self._release = release
        self._conversion = conversion
        self._releases = settings.releases_path
        self._work = settings.home / REBUILDING_FOLDER
        self._counts = index.counts(archive, release)

    def clean_up(self) -> None:
        """Takes away what a rebuilding needs only in between, of this one or of one that was killed."""
        for folder in (self._work, self._settings.home / SEGMENTS_FOLDER):
            shutil.rmtree(folder, ignore_errors=True)
        for old in folders.stores(self._releases, self._release.number)[:-1]:
            shutil.rmtree(old)

    def rebuild(
        self,
        executor: Executor | None,
        on_step: Callable[[str], None],
        on_progress: Callable[[int, int], None],
    ) -> None:
        """Builds, switches, waits for readers."""
        release, number = self._release, self._release.number
        folders.empty(self._work)
        plan = _Standing(self._archive, release)
        network = network_statements(release.facts, self._conversion.converter.vocabularies())
        built = self._build(plan, network, executor, on_progress)
        try:
            on_step("built")
            self._compare(built)
            with writing(self._archive.engine) as connection:
                self._hold.check(connection)
            folders.write_network(self._releases, number, network)
            write_facts(self._releases, plan, release.instant, built.statements, self._counts)
            built.store.checkpoint(folders.next_store_path(self._releases, number))
        finally:
            built.store.close()
        on_step("switched")
        remake(self._settings, number, self._documents)
        on_step("searchable")
        base = release.facts.base_iri
        statistics.write(self._releases, number, base, release.instant.year, anew=True)
        if len(folders.stores(self._releases, number)) > 1:
            time.sleep(READERS_SECONDS)

    @property
    def _documents(self) -> Path:
        return self._work / folders.DOCUMENTS

    def _build(
        self,
        plan: Plan,
        network: list[str],
        executor: Executor | None,
        on_progress: Callable[[int, int], None],
    ) -> Built:
        total = sum(count.records for count in self._counts.values())
        few = total <= BATCH
        with nullcontext(executor) if executor else in_process() if few else process_pool() as pool:
            return Build(
                archive=self._archive,
                plan=plan,
                conversion=self._conversion,
                executor=pool,
                store=self._settings.store_path,
                segments=self._settings.home / SEGMENTS_FOLDER,
                network=network,
                progress=lambda done: on_progress(done, total),
                documents=self._documents,
            ).whole()

    def _compare(self, built: Built) -> None:
        """The same statements, or what was there stays."""
        if built.statements != self._release.statements:
            raise ReleaseError(
                f"the archive gives {built.statements:,} statements, and release {self._release.number} has "
                f"{self._release.statements:,}: it would not be the same; what was there stays; "
                "`opendata verify` tells what does not agree"
            )
