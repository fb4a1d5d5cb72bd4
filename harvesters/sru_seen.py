"""Which records a run has brought, on disk: there may be many millions, and a result set may shift."""

import hashlib
import sqlite3
from typing import NamedTuple


class Sighting(NamedTuple):
    """How a record was met."""

    name: str
    """Its identifier; `#2`, `#3` … behind it where another record of the same pass has the same."""
    fresh: bool
    """Whether no pass of this run has brought it before."""


class Seen:
    """The records of one run, which may pass over the result more than once."""

    def __init__(self) -> None:
        # A nameless SQLite database is a temporary file that goes with its connection.
        self._seen = sqlite3.connect("")
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute(
            "CREATE TABLE seen (name TEXT PRIMARY KEY, pass INTEGER, digest BLOB) WITHOUT ROWID"
        )
        self._pass = 1

    def next_pass(self) -> None:
        """The result is passed over again, from its beginning."""
        self._pass += 1

    def sighting(self, identifier: str, payload: bytes) -> Sighting:
        """Notes a record; one that a shifted result shows again, unchanged, keeps its name."""
        digest = hashlib.blake2b(payload, digest_size=16).digest()
        name, times = identifier, 1
        while True:
            row = self._seen.execute("SELECT pass, digest FROM seen WHERE name = ?", (name,)).fetchone()
            if row is None or row[0] != self._pass or row[1] == digest:
                self._seen.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (name, self._pass, digest))
                return Sighting(name, row is None)
            times += 1
            name = f"{identifier}#{times}"
