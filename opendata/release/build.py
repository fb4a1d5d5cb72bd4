"""The store of a release: whole by bulk load, or as differences on top of the release before."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from opendata.archive.archive import Archive
from opendata.quality.totals import Totals, merged
from opendata.release import folders
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order
from opendata.release.plan import Plan
from opendata.release.work import Segment, differences, write_segment
from opendata.search.journal import DocumentJournal
from sparql.shared_statements import tally
from sparql.store import Store

Progress = Callable[[int], None]
"""Called with the number of records done so far."""


class Built(NamedTuple):
    """A release's store, open, and what is known of its content."""

    store: Store
    statements: int
    totals: Totals
    """What was found in its records."""


@dataclass(frozen=True)
class Build:
    """What building a release's store takes."""

    archive: Archive
    plan: Plan
    conversion: Conversion
    executor: Executor
    store: Path
    """Where it is built. Whatever is there is thrown away: a killed publisher may have left it half done."""
    segments: Path
    """A folder for files that are deleted as soon as they are loaded."""
    network: list[str]
    """The statements beside the records, sorted."""
    progress: Progress
    documents: Path
    """Where what changes for searches is noted."""
    journal: Path | None = None
    """Where what is changed on top of the release before is noted, if anywhere."""

    def strict(self) -> "Build":
        """The same, with each statement proved before the store sees it."""
        return replace(self, conversion=replace(self.conversion, strict=True))

    def whole(self) -> Built:
        """Converts and loads everything that the plan publishes.

        Raises SyntaxError when a statement is malformed.
        """
        folders.empty(self.store)
        folders.empty(self.segments)
        if self.journal is not None:
            self.journal.unlink(missing_ok=True)
        documents = DocumentJournal(self.documents, whole=True)
        store = Store.open(self.store)
        try:
            beside = self.segments / folders.NETWORK
            beside.write_text("".join(f"{s} .\n" for s in self.network), encoding="utf-8")
            store.bulk_load([beside])
            store.count_shared(tally(dict.fromkeys(self.network, 1)))
            totals = self._load(store, documents)
        except BaseException:
            store.close()
            raise
        finally:
            documents.close()
        return Built(store, store.count(), totals)

    def _load(self, store: Store, documents: DocumentJournal) -> Totals:
        totals = Totals()
        instead: deque[int] = deque()
        done = 0
        for segment in self._segments(self.plan.published(), "segment"):
            _take(store, segment)
            documents.add(segment.documents)
            totals.merge(segment.totals)
            self.plan.note(segment.ready, segment.described)
            instead += self.plan.fail(segment.failed)
            done += segment.records
            self.progress(done)
        while instead:
            again = [instead.popleft() for _ in range(min(len(instead), 1000))]
            for segment in self._segments([again], "instead"):
                _take(store, segment)
                documents.add(segment.documents)
                totals.merge(segment.totals)
                self.plan.note(segment.ready, segment.described)
                instead += self.plan.fail(segment.failed)
        return totals

    def _segments(self, batches: Iterable[list[int]], name: str) -> Iterator[Segment]:
        tasks = (
            (self.archive.url, self.conversion, ids, self.segments / f"{name}-{number}.nt")
            for number, ids in zip(count(), batches, strict=False)
        )
        return in_order(self.executor, write_segment, tasks)

    def on_top_of(self, checkpoint: Path, statements: int, totals: Totals, network: list[str]) -> Built:
        """Changes a copy of the checkpoint of the release before, a batch of records to a transaction.

        *statements* is how many it holds, *totals* what was found in its records, *network* what stands
        beside them. Raises ValueError or SyntaxError when a statement is malformed, ConversionFailed when
        what was published cannot be converted any more.
        """
        folders.copy_checkpoint(checkpoint, self.store)
        own = self.conversion.facts.own
        documents = DocumentJournal(self.documents, whole=False)
        store = Store.open(self.store, self.journal)
        try:
            old, new = set(network), set(self.network)
            statements += store.apply(sorted(old - new), sorted(new - old), own)
            growth, found = self._apply(store, own, documents)
            for gone in self.plan.superseded():
                documents.remove(gone)
        except BaseException:
            store.close()
            raise
        finally:
            documents.close()
        return Built(store, statements + growth, merged((totals, found)))

    def _apply(self, store: Store, own: str, documents: DocumentJournal) -> tuple[int, Totals]:
        """Returns by how many statements the store grew, and what was found grew."""
        found = Totals()
        tasks = ((self.archive.url, self.conversion, self.plan.number, ids) for ids in self.plan.changes())
        done = growth = 0
        for batch in in_order(self.executor, differences, tasks):
            self.plan.note(batch.ready, batch.described)
            self.plan.fail(batch.failed)
            documents.add(batch.documents)
            found.merge(batch.totals)
            growth += store.apply(batch.removed, batch.added, own)
            done += batch.records
            self.progress(done)
        return growth, found


def _take(store: Store, segment: Segment) -> None:
    store.bulk_load([segment.file])
    store.count_shared(segment.shared)
    segment.file.unlink()
