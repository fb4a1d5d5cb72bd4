"""The publisher's RDF store: one default graph that bulk loads fill and batches of differences change."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from sparql import shared_statements
from sparql.journal import Journal
from sparql.shared_statements import SharedStatements, name_of
from sparql.statements import Statement, parse_statement

PIECE_BYTES = 32 << 20
"""Bytes of N-Triples handed to the engine at once; see `Store.bulk_load` for the figures behind it."""


class Store:
    """The store that publishing writes. One process opens it at a time; readers open checkpoints of it.

    Every statement stands in the default graph, which is a set: the statements that several records make of
    a shared thing are there once.
    """

    def __init__(
        self,
        store: pyoxigraph.Store,
        shared: SharedStatements | None = None,
        journal: Journal | None = None,
    ) -> None:
        self._store: pyoxigraph.Store | None = store
        self._shared = shared or SharedStatements(None)
        self._journal = journal

    @classmethod
    def open(cls, path: Path, journal: Path | None = None) -> "Store":
        """Opens the store in this folder, or makes it. Raises OSError when another process holds it.

        What `apply` changes is noted in the file *journal*, which is made anew.
        """
        path.mkdir(parents=True, exist_ok=True)
        store = pyoxigraph.Store(path)
        # The engine writes a bulk load into bulk-*.sst and takes the files in at its end. Those of a load
        # that was killed stay for ever. Only now, with the folder's lock held, is no load in progress.
        for orphan in path.glob("bulk-*.sst"):
            orphan.unlink()
        return cls(store, SharedStatements(path), Journal(journal) if journal else None)

    @staticmethod
    def can_change(checkpoint: Path) -> bool:
        """Whether a copy of this checkpoint can be changed: it is there, with its counts."""
        return (checkpoint / shared_statements.FILE).is_file()

    def bulk_load(self, files: Iterable[Path]) -> None:
        """Adds the statements of N-Triples files, one file after the other, in pieces of whole lines.

        Each piece is all or nothing, the whole is not: load into a new store and move it into place.
        Raises SyntaxError when a file is no N-Triples.

        Peak memory and processor time, pyoxigraph 0.5.13 on 2 cores, for files of 1.0 and 5.0 million
        statements (138 and 691 MB, of which 0.75 and 3.6 million different):

        | at once                   |  1 million   |  5 million    |
        |---------------------------|--------------|---------------|
        | the whole file            | 845 MB, 6 s  | 1482 MB, 24 s |
        | 1,000,000 lines           | not measured | 990 MB, 23 s  |
        | 250,000 lines (33 MB)     | 295 MB, 5 s  | 328 MB, 28 s  |
        | 32 MiB                    | 274 MB, 4 s  | 286 MB, 28 s  |
        | 16 MiB                    | not measured | 210 MB, 27 s  |

        Pieces of 32 MiB keep the peak flat while the data grow, for the least time.
        """
        for file in files:
            with file.open("rb") as stream:
                while piece := stream.read(PIECE_BYTES):
                    piece += stream.readline()
                    self._open_store.bulk_load(piece, pyoxigraph.RdfFormat.N_TRIPLES)

    def count_shared(self, tallies: Iterable[tuple[bytes, int]]) -> None:
        """Counts the records that state what a bulk load brings of shared things (`shared_statements.tally`).

        What is bulk loaded and not counted is held to be stated once.
        """
        self._shared.add(tallies)

    def apply(self, removed: Iterable[str], added: Iterable[str], own: str) -> int:
        """Removes, then adds, statements `<s> <p> <o>` in one transaction; by how many the store grew.

        Each stands in *removed* or *added* once for every record that states it no more, or anew. `own` is
        how IRIs begin that only one record makes statements about. A statement about anything else stays
        while a record states it: after any history the store holds what it would hold if it were built anew.

        Raises ValueError, before anything is changed, when a statement is malformed.
        """
        prefix = "<" + own
        taken: set[Statement] = set()
        given: set[Statement] = set()
        shared: dict[bytes, Statement] = {}
        changes: dict[bytes, int] = {}
        for texts, change, mine in ((removed, -1, taken), (added, 1, given)):
            for text in texts:
                statement = parse_statement(text)
                if own and text.startswith(prefix):
                    mine.add(statement)
                    continue
                name = name_of(text)
                shared[name] = statement
                changes[name] = changes.get(name, 0) + change
        counts = self._changed(shared, changes)
        taken.update(shared[name] for name, records in counts.items() if records < 1)
        given.update(shared[name] for name, records in counts.items() if records > 0 < changes[name])
        growth = self._update(taken - given, given)
        self._shared.put(counts)
        return growth

    def _changed(self, shared: dict[bytes, Statement], changes: dict[bytes, int]) -> dict[bytes, int]:
        """How many records will state each shared statement whose count changes."""
        names = [name for name, change in changes.items() if change]
        held = self._which_held([shared[name] for name in names])
        before = self._shared.counts(names)
        return {
            name: before.get(name, int(is_held)) + changes[name]
            for name, is_held in zip(names, held, strict=True)
        }

    def _update(self, removed: set[Statement], added: set[Statement]) -> int:
        growth = len(added) - self._held(added) - self._held(removed)
        operations = [
            f"{operation} DATA {{\n" + "".join(f"{' '.join(s)} .\n" for s in sorted(statements)) + "}"
            for operation, statements in (("DELETE", removed), ("INSERT", added))
            if statements
        ]
        if operations:
            self._open_store.update(";\n".join(operations))
        if self._journal is not None:
            ordered = [map(" ".join, sorted(statements)) for statements in (removed, added)]
            self._journal.write(*ordered)
        return growth

    def _held(self, statements: set[Statement]) -> int:
        """How many of *statements* the store holds."""
        return sum(self._which_held(statements))

    def _which_held(self, statements: Iterable[Statement]) -> list[bool]:
        """Of each of *statements*, in their order, whether the store holds it."""
        text = "".join([f"{' '.join(s)} .\n" for s in statements])
        quads = pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES)
        return [quad in self._open_store for quad in quads]

    def checkpoint(self, path: Path) -> None:
        """Puts an immutable copy at `path`, by hard links where both are on one file system.

        The copy appears whole or not at all. Raises FileExistsError when something is there already.
        """
        if path.exists():
            raise FileExistsError(f"a checkpoint cannot replace what is already at {path}")
        unfinished = path.with_name(f".{path.name}.unfinished")
        if unfinished.exists():
            shutil.rmtree(unfinished)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._open_store.flush()
        self._open_store.backup(unfinished)
        self._shared.copy_to(unfinished)
        unfinished.rename(path)
        _sync(path.parent)

    def count(self) -> int:
        """How many statements there are. Walks an index: about 5 million statements a second."""
        return len(self._open_store)

    def close(self) -> None:
        """Lets go of the folder. The store cannot be used any more."""
        self._store = None
        self._shared.close()
        if self._journal is not None:
            self._journal.close()

    @property
    def _open_store(self) -> pyoxigraph.Store:
        if self._store is None:
            raise ValueError("the store is closed")
        return self._store


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
