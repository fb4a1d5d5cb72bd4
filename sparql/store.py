"""The publisher's RDF store: one default graph that bulk loads fill and batches of differences change."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from sparql.shared_things import SharedThings
from sparql.statements import Statement, parse_statement

PIECE_BYTES = 32 << 20
"""Bytes of N-Triples handed to the engine at once; see `Store.bulk_load` for the figures behind it."""


class Store:
    """The store that publishing writes. One process opens it at a time; readers open checkpoints of it.

    Every statement stands in the default graph, which is a set: the statements that several records make of
    a shared thing are there once.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store: pyoxigraph.Store | None = store

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Opens the store in this folder, or makes it. Raises OSError when another process holds it."""
        path.mkdir(parents=True, exist_ok=True)
        store = pyoxigraph.Store(path)
        # The engine writes a bulk load into bulk-*.sst and takes the files in at its end. Those of a load
        # that was killed stay for ever. Only now, with the folder's lock held, is no load in progress.
        for orphan in path.glob("bulk-*.sst"):
            orphan.unlink()
        return cls(store)

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

    def apply(self, removed: Iterable[str], added: Iterable[str], shared: tuple[str, ...]) -> int:
        """Removes, then adds, statements `<s> <p> <o>` in one transaction; by how many the store grew.

        `shared` holds the IRI prefixes of shared things. A removed statement about such a thing stays while a
        record still leads to the thing; once none does, every statement about it goes, and so do the shared
        things that only it led to. That is exact as long as statements about a shared thing follow from its
        IRI alone and whoever states them also points at it.

        Raises ValueError, before anything is changed, when a statement is malformed.
        """
        to_remove = {parse_statement(text) for text in removed}
        to_add = {parse_statement(text) for text in added}
        things = SharedThings(self._open_store, shared, to_remove, to_add)
        doomed = {s for s in to_remove if things.thing_of(s.subject) is None}
        for thing in things.dead(to_remove):
            doomed.update(things.statements_about(thing))
        return self._update(doomed - to_add, to_add)

    def _update(self, removed: set[Statement], added: set[Statement]) -> int:
        growth = len(added) - self._held(added) - self._held(removed)
        operations = [
            f"{operation} DATA {{\n" + "".join(f"{' '.join(s)} .\n" for s in sorted(statements)) + "}"
            for operation, statements in (("DELETE", removed), ("INSERT", added))
            if statements
        ]
        if operations:
            self._open_store.update(";\n".join(operations))
        return growth

    def _held(self, statements: set[Statement]) -> int:
        """How many of *statements* the store holds."""
        text = "".join([f"{' '.join(s)} .\n" for s in statements])
        quads = pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES)
        return sum([quad in self._open_store for quad in quads])

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
        unfinished.rename(path)
        _sync(path.parent)

    def count(self) -> int:
        """How many statements there are. Walks an index: about 5 million statements a second."""
        return len(self._open_store)

    def close(self) -> None:
        """Lets go of the folder. The store cannot be used any more."""
        self._store = None

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
