"""The index of words: it has every published record, told as the archive tells it, and every word of them."""

import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from opendata.archive.lock import publish_lock
from opendata.errors import HomeError, PublishBusyError
from opendata.release import index
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order
from opendata.release.work import documents_of
from opendata.search import files
from opendata.search.document import Document
from opendata.search.errors import NoSearchIndexError
from opendata.search.index import SearchIndex
from opendata.verify.report import Report
from opendata.verify.scope import Scope
from opendata.verify.store import made_otherwise, published

_FOLLOWS_SECONDS = 2.0
"""How long a publisher that lives takes to bring the index to its release, at most, where little changed."""


def verify(scope: Scope, report: Report) -> None:
    """Compares the index with the archive."""
    opened = _opened(scope, report)
    if opened is None:
        return
    try:
        with opened.still():
            came = index.release(scope.archive, opened.release)
            if came is None or opened.release < scope.release.number:
                if publishing(scope):
                    report.skipped = (
                        "a publisher is bringing it to the release; verify again when it has ended"
                    )
                    return
                report.disagrees(
                    "release",
                    f"the index is of release {opened.release}, and not of {scope.release.number}; "
                    "`opendata publish` brings it there",
                )
                return
            _documents(replace(scope, release=came), report, opened)
    finally:
        opened.close()


def publishing(scope: Scope) -> bool:
    """Whether a publisher is at work."""
    try:
        with publish_lock(scope.settings.home, scope.archive.engine, wait=0.0):
            return False
    except PublishBusyError:
        return True
    except HomeError:  # which cannot be written by whoever verifies it
        return False


def _opened(scope: Scope, report: Report) -> SearchIndex | None:
    """The index, once it has followed the release."""
    until = time.monotonic() + _FOLLOWS_SECONDS
    while True:
        file = files.current(scope.settings.search_path)
        try:
            if file is None:
                raise NoSearchIndexError("there is no search index; `opendata publish` makes it")
            opened = SearchIndex.open(file)
        except NoSearchIndexError as error:
            report.disagrees("index", str(error))
            return None
        if opened.release >= scope.release.number or time.monotonic() > until:
            return opened
        opened.close()
        time.sleep(_FOLLOWS_SECONDS / 10)


class Told(NamedTuple):
    """A batch of documents as the archive gives them."""

    last: int
    """The number of the last of the records."""
    documents: list[Document]
    words: int
    """The `fingerprint` of an index that has these alone."""


def tell(url: str, conversion: Conversion, wanted: list[int]) -> Told:
    """The work of one process: the publications *wanted* as searches know them."""
    documents = documents_of(url, conversion, wanted)
    alone = SearchIndex.create(Path(":memory:"))
    try:
        alone.add(documents)
        return Told(wanted[-1], documents, alone.fingerprint())
    finally:
        alone.close()


def _documents(scope: Scope, report: Report, opened: SearchIndex) -> None:
    counts = index.counts(scope.archive, scope.release)
    live = sum(count.records for count in counts.values())
    report.looked_at["records"] = opened.count()
    if opened.count() != live:
        report.disagrees(
            "count", f"the index says it has {opened.count():,} records, and {live:,} are published"
        )
    if scope.quick:
        return
    if (said := made_otherwise(scope)) is not None:
        report.skipped = said
        return
    words = after = done = 0
    tasks = ((scope.archive.url, scope.conversion, ids) for ids in published(scope))
    for told in in_order(scope.executor, tell, tasks):
        _compare(told.documents, opened.between(after + 1, told.last), report)
        words += told.words
        after = told.last
        done += len(told.documents)
        scope.progress("comparing with the index of words", done, live)
    for extra in opened.between(after + 1, 1 << 62).values():
        report.disagrees("document", f"{extra.library} {extra.identifier} is found, and is not published")
    scope.progress("comparing the words", 0, None)
    if words % SearchIndex.HASHES != opened.fingerprint():
        report.disagrees("words", "the words that are found are not those of the records")


def _compare(told: list[Document], there: dict[int, Document], report: Report) -> None:
    for wanted in told:
        found = there.pop(wanted.id, None)
        who = f"{wanted.library} {wanted.identifier}"
        if found is None:
            report.disagrees("document", f"{who} is published, and is not found")
        elif _plain(found) != _plain(wanted):
            report.disagrees("document", f"{who} is told otherwise than the archive tells it")
    for extra in there.values():
        report.disagrees("document", f"{extra.library} {extra.identifier} is found, and is not published")


def _plain(document: Document) -> tuple[object, ...]:
    """What is the same for lists and tuples."""
    *kinds, year = document.texts
    return (*document[:4], [list(kind) for kind in kinds], year)
