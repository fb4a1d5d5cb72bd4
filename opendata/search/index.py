"""The index of words: one SQLite file with FTS5, of one release at a time, changed in one transaction.

Each record is a row of `documents` (what is shown) and of `words` (what is found), under the number of its
publication. `words` keeps no text of its own: it is told again what a document's words are when it goes. The
words are made here (`vocabularies.words`), so that SQLite only takes them apart at blanks.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import NamedTuple, Self

from opendata.search.document import Document
from opendata.search.errors import NoSearchIndexError, SearchRefusedError
from opendata.search.queries import Search, matches
from opendata.search.texts import Texts, numbers
from vocabularies.words import folded, joined, words

VERSION = 1
"""Of what is written in the file; another one has it made anew."""
CANDIDATES = 500
"""Records looked at, at most, for one search; those beyond are not told."""
SECONDS = 2.0
"""After which a search that goes through too much of the index is given up."""
_STEPS = 20_000
_AT_ONCE = 500
_IN_A_TRANSACTION = 50_000
_BETWEEN = " \ue000 "
"""Between two texts of a document: a word that nobody looks for, so that no phrase reaches across."""

_COLUMNS = "title, name, subject, number, title_as, name_as, subject_as, facet"
_SCHEMA = f"""
CREATE TABLE about (version INTEGER NOT NULL, release INTEGER NOT NULL, records INTEGER NOT NULL);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, library TEXT NOT NULL, identifier TEXT NOT NULL, facets TEXT NOT NULL,
    year INTEGER NOT NULL, texts TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5({_COLUMNS}, content = '', tokenize = "ascii tokenchars ':-.'");
"""


class Found(NamedTuple):
    """What a search found, in order of rank; those of one rank by their numbers."""

    release: int
    documents: list[tuple[int, Document]]
    """Each with its rank: 0 for the best expression of `matches`, 1 for the next …"""
    more: bool
    """Whether there are more than are told."""


class SearchIndex:
    """The index in a file; one writer, and readers that each have an own connection."""

    HASHES = 1 << 64
    """Fingerprints are less; the sum of those of parts, modulo this, is that of the whole."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._growth = 0

    @classmethod
    def create(cls, path: Path) -> Self:
        """An empty one, in place of what is there: quick to fill, and safe once `fill` has returned."""
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
        connection.execute("INSERT INTO about VALUES (?, 0, 0)", (VERSION,))
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path, *, writing: bool = False) -> Self:
        """The one in *path*; raises NoSearchIndexError where there is none, or one of another version."""
        if not path.is_file():
            raise NoSearchIndexError("there is no search index; `opendata publish` makes it")
        mode = "rw" if writing else "ro"
        connection = sqlite3.connect(
            f"file:{_escaped(path)}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA busy_timeout = 10000")
            (version,) = connection.execute("SELECT version FROM about").fetchone()
        except (sqlite3.DatabaseError, TypeError):
            version = None
        if version != VERSION:
            connection.close()
            raise NoSearchIndexError(
                "the search index is of another version; `opendata publish` makes it anew"
            )
        return cls(path, connection)

    @property
    def release(self) -> int:
        """The number of the release that it is of."""
        (number,) = self._connection.execute("SELECT release FROM about").fetchone()
        return int(number)

    def count(self) -> int:
        """How many records it has."""
        (number,) = self._connection.execute("SELECT records FROM about").fetchone()
        return int(number)

    @contextmanager
    def change(self, release: int) -> Iterator[None]:
        """One transaction, after which the index is of *release*."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._growth = 0
        try:
            yield
            self._connection.execute(
                "UPDATE about SET release = ?, records = records + ?", (release, self._growth)
            )
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def add(self, documents: Iterable[Document]) -> None:
        """Adds documents, in place of those of the same numbers."""
        for each in documents:
            self.remove([each.id])
            self._insert(each)

    def _insert(self, document: Document) -> None:
        self._growth += 1
        facets, texts = " ".join(document.facets), document.texts
        self._connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
            (*document[:3], facets, texts.year, _written(texts)),
        )
        self._connection.execute(
            f"INSERT INTO words (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (document.id, *_row(document)),
        )

    def remove(self, numbers: Iterable[int]) -> None:
        """Takes documents out, those of them that are there."""
        for number in numbers:
            row = self._connection.execute("SELECT * FROM documents WHERE id = ?", (number,)).fetchone()
            if row is None:
                continue
            self._growth -= 1
            self._connection.execute(
                f"INSERT INTO words (words, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (number, *_row(_document(row))),
            )
            self._connection.execute("DELETE FROM documents WHERE id = ?", (number,))

    def search(self, search: Search, most: int = CANDIDATES) -> Found:
        """The documents that match, in order of rank; raises SearchRefusedError where that takes too long."""
        ranks: dict[int, int] = {}
        more = False
        try:
            with self._in_time():
                release = self.release
                for rank, expression in enumerate(matches(search)):
                    matching = self._matching(expression, most + 1)
                    for number in matching:
                        if len(ranks) < most:
                            ranks.setdefault(number, rank)
                    more = more or len(matching) > most
                    if len(ranks) >= most:
                        break
                documents = [(ranks[each.id], each) for each in self._documents(list(ranks))]
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise SearchRefusedError("search_too_broad") from None
            raise
        documents.sort(key=_order)
        return Found(release, documents, more)

    def _matching(self, expression: str, most: int) -> list[int]:
        found = self._connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (expression, most)
        )
        return [number for (number,) in found.fetchall()]

    def _documents(self, numbers: list[int]) -> Iterator[Document]:
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._connection.execute(f"SELECT * FROM documents WHERE id IN ({marks})", some)  # noqa: S608
            yield from map(_document, rows.fetchall())

    @contextmanager
    def still(self) -> Iterator[None]:
        """One state of the index, for whoever goes through all of it."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def between(self, low: int, high: int) -> dict[int, Document]:
        """The documents with the numbers from *low* to *high*, by number."""
        rows = self._connection.execute("SELECT * FROM documents WHERE id BETWEEN ? AND ?", (low, high))
        return {row[0]: _document(row) for row in rows}

    def fingerprint(self) -> int:
        """The sum of the hashes of all words with their places: the same in any order, and by parts."""
        self._connection.execute("CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, words, instance)")
        try:
            every = self._connection.execute("SELECT term, doc, col, offset FROM temp.found")
            places = ("\0".join(map(str, row)).encode() for row in every)
            hashes = (blake2b(place, digest_size=8).digest() for place in places)
            return sum(map(_number, hashes)) % self.HASHES
        finally:
            self._connection.execute("DROP TABLE temp.found")

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """One state of the index, for a bounded time."""
        until = monotonic() + SECONDS
        self._connection.set_progress_handler(lambda: int(monotonic() > until), _STEPS)
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)
            self._connection.execute("ROLLBACK")

    def fill(self, release: int, documents: Iterable[Document]) -> None:
        """Fills an index that `create` made with documents of different numbers; on the disk for good."""
        for some in _batches(documents, _IN_A_TRANSACTION):
            with self.change(0):
                for each in some:
                    self._insert(each)
        with self.change(release):
            self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self.close()
        with self._path.open("rb") as file:
            os.fsync(file.fileno())

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big")


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    every = iter(documents)
    while some := list(islice(every, size)):
        yield some


def _order(ranked: tuple[int, Document]) -> tuple[int, int, int]:
    """By rank, then shorter titles first: what is looked for is rarely the longest that has the words."""
    rank, document = ranked
    return rank, len(document.texts.titles[0]) if document.texts.titles else 0, document.id


def _row(document: Document) -> list[str]:
    """The words of a document, in the order of the columns."""
    texts = document.texts
    as_written = [
        [*(" ".join(words(text)) for text in each), *(word for text in each for word in joined(text))]
        for each in (texts.titles, texts.names, texts.subjects)
    ]
    plain = [[" ".join(map(folded, text.split())) for text in each] for each in as_written]
    number = [f"{' '.join(words(each))} {' '.join(numbers(each))}" for each in texts.identifiers]
    facets = " ".join((*document.facets, f"y{texts.year}"))
    return [*(_BETWEEN.join(each) for each in (*plain, number, *as_written)), facets]


def _written(texts: Texts) -> str:
    return json.dumps(texts[:4], ensure_ascii=False, separators=(",", ":"))


def _document(row: tuple[int, str, str, str, int, str]) -> Document:
    number, library, identifier, facets, year, texts = row
    titles, names, subjects, identifiers = json.loads(texts)
    told = Texts(titles, names, subjects, identifiers, year)
    return Document(number, library, identifier, tuple(facets.split()), told)


def _escaped(path: Path) -> str:
    """A path in an address of SQLite's."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
