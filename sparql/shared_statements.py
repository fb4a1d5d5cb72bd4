"""How many records state each statement about what they share, so that the last one can take it away.

A statement whose subject is a record's own is stated by that record alone. Any other (of a Hub, a heading, an
authority elsewhere) may be stated by many, each in its own spelling of the thing; it stands as long as one of
them does. So it is counted: by a hash of the statement, in a table of its own beside the engine's files, with
a row only where there is more than one. A million records that name one heading are one row.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

import pyoxigraph

FILE = "shared.sqlite"
_RAW = "shared-raw.sqlite"

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS counts (statement BLOB PRIMARY KEY, records INTEGER NOT NULL) WITHOUT ROWID"
)
_SORTED = """INSERT INTO counts SELECT statement, sum(records) FROM raw.tallies
GROUP BY statement HAVING sum(records) > 1 ORDER BY statement"""
_PRAGMAS = ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -65536")
"""A store that was not finished is thrown away, so what a crash does to it need not be prevented."""


def name_of(statement: str) -> bytes:
    """The hash under which `<s> <p> <o>` is counted: the same for what the engine holds to be the same."""
    if not statement.endswith(('"', ">")) or '"^^<' in statement:
        statement = _as_held(statement)
    return blake2b(statement.encode(), digest_size=16).digest()


def _as_held(statement: str) -> str:
    """As the engine gives it back: language tags in lower case, numbers and dates in canonical form."""
    engine = pyoxigraph.Store()
    engine.load(f"{statement} .".encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    return str(next(iter(engine)).triple)


def tally(counted: Mapping[str, int]) -> list[tuple[bytes, int]]:
    """What `SharedStatements.add` takes, from how many records state each of some statements."""
    return [(name_of(statement), records) for statement, records in counted.items()]


class SharedStatements:
    """The counts of one store, in its folder; in memory where *folder* is None."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._database = sqlite3.connect(folder / FILE if folder else ":memory:")
        for pragma in _PRAGMAS:
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute(_SCHEMA)
        self._database.commit()
        self._loading = False

    def add(self, tallies: Iterable[tuple[bytes, int]]) -> None:
        """Counts what a bulk load brings, to be summed up by `settle` once it is done."""
        if not self._loading:
            raw = self._folder / _RAW if self._folder else None
            if raw is not None:
                raw.unlink(missing_ok=True)
            self._database.execute("ATTACH DATABASE ? AS raw", (str(raw or ":memory:"),))
            self._database.execute("PRAGMA raw.journal_mode = OFF")
            self._database.execute("PRAGMA raw.synchronous = OFF")
            self._database.execute("CREATE TABLE raw.tallies (statement BLOB, records INTEGER)")
            self._loading = True
        with self._database:
            self._database.executemany("INSERT INTO raw.tallies VALUES (?, ?)", tallies)

    def settle(self) -> None:
        """Sums up what `add` was given, by sorting on disk: memory stays flat."""
        if not self._loading:
            return
        with self._database:
            self._database.execute(_SORTED)
        self._database.execute("DETACH DATABASE raw")
        if self._folder:
            (self._folder / _RAW).unlink()
        self._loading = False

    def counts(self, names: Iterable[bytes]) -> dict[bytes, int]:
        """How many records state each of these, where they are more than one."""
        self.settle()
        found: dict[bytes, int] = {}
        for name in names:
            row = self._database.execute("SELECT records FROM counts WHERE statement = ?", (name,)).fetchone()
            if row is not None:
                found[name] = row[0]
        return found

    def put(self, counts: Mapping[bytes, int]) -> None:
        """Writes how many records state each of these from now on."""
        many = [(name, records) for name, records in counts.items() if records > 1]
        few = [(name,) for name, records in counts.items() if records <= 1]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO counts VALUES (?, ?)", many)
            self._database.executemany("DELETE FROM counts WHERE statement = ?", few)

    def copy_to(self, folder: Path) -> None:
        """Puts a copy into another folder."""
        self.settle()
        if self._folder:
            shutil.copyfile(self._folder / FILE, folder / FILE)
            return
        other = sqlite3.connect(folder / FILE)
        self._database.backup(other)
        other.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()
