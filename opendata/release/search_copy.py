"""The search index brought to the current release: by what changed, or made anew beside the old one.

It follows the release within moments, and lags behind where a publisher was killed in between; the next
`opendata publish` brings it on.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

from sqlalchemy import and_, select

from opendata.archive.archive import Archive
from opendata.archive.schema import publications
from opendata.release import folders, index
from opendata.release.conversion import Conversion
from opendata.release.executor import in_order, process_pool
from opendata.release.index import Release
from opendata.release.work import documents_of
from opendata.search import files, journal
from opendata.search.document import Document
from opendata.search.errors import NoSearchIndexError
from opendata.search.index import SearchIndex
from opendata.settings import Settings

_AT_ONCE = 1000


def follow(
    settings: Settings, archive: Archive, conversion: Conversion, executor: Executor | None = None
) -> None:
    """Brings the index to the current release, if there is one; must be called with the publisher's lock."""
    release = index.current(archive)
    if release is None:
        return
    held = _held(settings.search_path)
    if held == release.number:
        return
    told = folders.documents_path(settings.releases_path, release.number)
    if told.is_file() and journal.is_whole(told):
        _make(settings.search_path, release.number, journal.added(told))
    elif steps := _steps(settings.releases_path, held, release.number):
        _change(settings.search_path, steps)
    else:
        _make(settings.search_path, release.number, _documents(archive, release, conversion, executor))
    for number in range(max(held, release.number - 1), release.number + 1):
        folders.documents_path(settings.releases_path, number).unlink(missing_ok=True)


def remake(settings: Settings, number: int, told: Path) -> None:
    """Makes the index anew of the documents that the journal *told* tells of, and puts it in place."""
    _make(settings.search_path, number, journal.added(told))


def _held(folder: Path) -> int:
    """The release that the index is of; 0 where there is none that can be used."""
    file = files.current(folder)
    try:
        opened = SearchIndex.open(file) if file else None
    except NoSearchIndexError:
        return 0
    if opened is None:
        return 0
    try:
        return opened.release
    finally:
        opened.close()


def _steps(releases: Path, held: int, number: int) -> list[tuple[int, Path]]:
    """The changes that lead from release *held* to *number*; none where one of them is gone."""
    if not held or held > number:
        return []
    wanted = [(each, folders.documents_path(releases, each)) for each in range(held + 1, number + 1)]
    return wanted if all(path.is_file() and not journal.is_whole(path) for _, path in wanted) else []


def _change(folder: Path, steps: list[tuple[int, Path]]) -> None:
    file = files.current(folder)
    assert file is not None
    opened = SearchIndex.open(file, writing=True)
    try:
        for number, told in steps:
            with opened.change(number):
                opened.remove(journal.removed(told))
                opened.add(journal.added(told))
    finally:
        opened.close()


def _make(folder: Path, number: int, documents: Iterator[Document]) -> None:
    """Writes the index anew and puts it in place; whoever reads the old one goes on until they look again."""
    unfinished = files.unfinished(folder)
    made = SearchIndex.create(unfinished)
    try:
        made.fill(number, documents)
    except BaseException:
        made.close()
        unfinished.unlink(missing_ok=True)
        raise
    files.put(unfinished, folder)


def _documents(
    archive: Archive, release: Release, conversion: Conversion, executor: Executor | None
) -> Iterator[Document]:
    """Those of every live record, converted once more."""
    with nullcontext(executor) if executor else process_pool() as pool:
        tasks = ((archive.url, conversion, ids) for ids in _live(archive, release))
        yield from chain.from_iterable(in_order(pool, documents_of, tasks))


def _live(archive: Archive, release: Release) -> Iterator[list[int]]:
    last = 0
    live = and_(publications.c.superseded_by.is_(None), ~publications.c.deleted)
    while True:
        wanted = select(publications.c.id).where(
            publications.c.id > last, publications.c.id <= release.last_publication, live
        )
        with archive.engine.connect() as connection:
            ids = list(connection.scalars(wanted.order_by(publications.c.id).limit(_AT_ONCE)))
        if not ids:
            return
        yield ids
        last = ids[-1]
