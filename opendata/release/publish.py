"""`opendata publish`: what changed in the archive becomes a new release, in one step.

Killed at any point, the old release goes on serving from its own folder: the new one is written in the
archive (as a plan that no reader sees) and in folders of its own, and one transaction stamps it. The next
publisher takes back what the killed one left, and ends in the state that an undisturbed one would have.
"""

import shutil
from collections.abc import Callable
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from opendata.archive.advisory import Hold
from opendata.archive.archive import Archive
from opendata.archive.lock import publish_lock
from opendata.errors import ReleaseError
from opendata.quality.totals import Totals
from opendata.release import folders, index, statistics, totals
from opendata.release.build import Build, Built
from opendata.release.conversion import Conversion, ConversionFailed, Converter, installed_converter
from opendata.release.executor import in_process, process_pool
from opendata.release.facts import Facts
from opendata.release.index import Release
from opendata.release.network import network_statements
from opendata.release.plan import BATCH, Plan, discard
from opendata.release.search_copy import follow
from opendata.release.stamp import KEPT, forget, stamp
from opendata.settings import Settings
from sparql.store import Store

WHOLE_FROM = 5
"""When more than one in so many records changed, a whole new store costs less than the differences."""

SEGMENTS_FOLDER = ".segments"
_COUNTED_AT_ONCE = 250_000
"""Statements; a larger release is counted when it is dumped."""


class Outcome(NamedTuple):
    """What publishing did."""

    release: Release | None
    """The new release; None when there was nothing to publish."""
    changed: int
    """Records that are new or changed in it."""
    deleted: int
    """Records that it publishes as deleted."""
    failed: int
    """Versions that could not be converted; `opendata.archive.status.conversion_failures` lists them."""
    whole: bool
    """Whether everything was converted anew."""


def _ignore(*_: object) -> None:
    pass


def _clock() -> datetime:
    return datetime.now(UTC)


def publish(
    settings: Settings,
    archive: Archive,
    *,
    converter: Converter | None = None,
    executor: Executor | None = None,
    now: Callable[[], datetime] = _clock,
    on_step: Callable[[str], None] = _ignore,
    on_progress: Callable[[int, int], None] = _ignore,
) -> Outcome:
    """Makes a release of what changed since the current one.

    Everything is converted anew for the first release, after a new version of the converter or of one of the
    metadata formats, another base IRI, or another licence of a library. *executor* is a process pool over the
    machine's cores unless given. *on_step* is told `planned`, `built`, `checkpointed`, `stamped` as soon as
    it is so; *on_progress* how many records are converted, and how many there are.

    Where another engine answers queries, it is brought to the release (`opendata.release.engine_copy`).

    Raises PublishBusyError while another process publishes, ReleaseError when a release cannot be made, or
    not be brought to the engine.
    """
    with publish_lock(settings.home, archive.engine) as hold:
        publisher = _Publisher(
            settings, archive, hold, converter or installed_converter(), on_step, on_progress
        )
        publisher.clean_up()
        outcome = publisher.publish(executor, now)
        follow(settings, archive, publisher.conversion, executor)
        if settings.store.url and (release := outcome.release or index.current(archive)) is not None:
            # Only here: it loads what other installations never need.
            from opendata.release.engine_copy import bring

            bring(settings, release.number, release.statements, on_step)
    current = index.current(archive)
    if current is not None and current.statements <= _COUNTED_AT_ONCE:
        _count(settings, current)
    return outcome


def _count(settings: Settings, release: Release) -> None:
    """Counts what the release holds, unless that was done: by now it is out, and readers wait for nothing."""
    base = release.facts.base_iri
    try:
        statistics.write(settings.releases_path, release.number, base, release.instant.year)
    except OSError as error:
        raise ReleaseError(
            f"release {release.number} is out, but its statistics could not be written ({error}); run "
            "`opendata publish` again to count them"
        ) from error


class _Publisher:
    """One publication, with the lock held."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        hold: Hold,
        converter: Converter,
        on_step: Callable[[str], None],
        on_progress: Callable[[int, int], None],
    ) -> None:
        self._archive = archive
        self._hold = hold
        self._settings = settings
        self._releases = settings.releases_path
        self._segments = settings.home / SEGMENTS_FOLDER
        self._on_step = on_step
        self._on_progress = on_progress
        self._before = index.current(archive)
        self._found = totals.read(archive, self._before.number) if self._before else Totals()
        counts = index.counts(archive, self._before) if self._before else {}
        self._published = {code: count.records for code, count in counts.items() if count.records}
        self._facts = Facts.of(settings, converter.version, self._before.facts if self._before else None)
        self.conversion = Conversion(converter, self._facts)
        self._network = network_statements(self._facts, converter.vocabularies())

    def publish(self, executor: Executor | None, now: Callable[[], datetime]) -> Outcome:
        """Plans, builds, checkpoints, stamps, forgets."""
        before = self._before
        renews = before is not None and self._renews(before)
        plan = Plan(self._archive, before, self._facts, renews)
        plan.make()
        self._on_step("planned")
        beside = self._network_before()
        if plan.changed() == 0 and beside == (self._network if before else None):
            return self._nothing(plan)
        whole = renews or beside is None or plan.changed() * WHOLE_FROM > sum(self._published.values())
        built = self._build(plan, executor, None if whole else beside)
        store = built.store
        try:
            self._on_step("built")
            if plan.changed() == 0 and beside == (self._network if before else None):
                return self._nothing(plan)
            self._checkpoint(plan, store)
        finally:
            store.close()  # which puts the journal on the disk, too
        self._on_step("checkpointed")
        changed, deleted = plan.changed(), plan.deleted()
        grown, logged = plan.arrange_sets(), plan.log_changes()
        stamp(self._archive, self._hold, plan, before, built, grown, logged, self._releases, now)
        self._on_step("stamped")
        self._before = index.current(self._archive)
        self.clean_up()
        return Outcome(self._before, changed - deleted, deleted, plan.failures(), whole)

    def _renews(self, before: Release) -> bool:
        """Whether every record is to be converted anew: for other facts, or to know what is found in it."""
        if not self._facts.same_conversion(before.facts, self._published):
            return True
        return bool(self._published and self.conversion.converter.examiners) and not self._found.extents

    def clean_up(self) -> None:
        """Takes back what a killed publisher left, and forgets releases that nobody reads any more."""
        discard(self._archive)
        if self._segments.exists():
            shutil.rmtree(self._segments)
        current = self._before.number if self._before else 0
        folders.keep_only(self._releases, range(current - KEPT + 1, current + 1))
        if self._before is not None:
            forget(self._archive, self._before)

    def _nothing(self, plan: Plan) -> Outcome:
        discard(self._archive)
        return Outcome(None, 0, 0, plan.failures(), False)

    def _network_before(self) -> list[str] | None:
        """What stood beside the records of the release before; None when its folder is not whole."""
        if self._before is None:
            return None
        number = self._before.number
        try:
            beside = folders.read_network(self._releases, number)
        except OSError:
            return None
        return beside if Store.can_change(folders.store_path(self._releases, number)) else None

    def _build(self, plan: Plan, executor: Executor | None, beside: list[str] | None) -> Built:
        few = beside is not None and plan.changed() <= BATCH
        with nullcontext(executor) if executor else in_process() if few else process_pool() as pool:
            build = Build(
                archive=self._archive,
                plan=plan,
                conversion=self.conversion,
                executor=pool,
                store=self._settings.store_path,
                segments=self._segments,
                network=self._network,
                progress=self._progress(plan, beside is None),
                documents=folders.documents_path(self._releases, plan.number),
                journal=self._journal(plan) if self._settings.store.url else None,
            )
            try:
                try:
                    return self._built(build, beside)
                except (SyntaxError, ValueError):
                    return self._built(build.strict(), beside)
            except BrokenProcessPool as error:
                raise ReleaseError(
                    "a process that converted records was killed, perhaps for want of memory; publish again"
                ) from error

    def _built(self, build: Build, beside: list[str] | None) -> Built:
        if self._before is None or beside is None:
            return build.whole()
        checkpoint = folders.store_path(self._releases, self._before.number)
        try:
            return build.on_top_of(checkpoint, self._before.statements, self._found, beside)
        except ConversionFailed:
            # What is published cannot be told any more from its record: only a whole store is sure.
            return build.whole()

    def _journal(self, plan: Plan) -> Path:
        path = folders.journal_path(self._releases, plan.number)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _progress(self, plan: Plan, whole: bool) -> Callable[[int], None]:
        total = plan.changed()
        if whole and self._before is not None:
            total = max(total, sum(self._published.values()))
        return lambda done: self._on_progress(done, max(done, total))

    def _checkpoint(self, plan: Plan, store: Store) -> None:
        """Makes the release's folder."""
        folders.write_network(self._releases, plan.number, self._network)
        store.checkpoint(folders.store_path(self._releases, plan.number))
