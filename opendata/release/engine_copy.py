"""The copy of a release that another SPARQL engine holds: brought there after each publication.

The release is made here first, in the home folder, and stays the truth. The engine follows: by what changed
where it holds the release before, else whole, into a graph of its own that queries turn to once it is there.
Killed at any point, the next `opendata publish` goes on from what the engine says it holds.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from opendata.errors import ReleaseError
from opendata.release import folders
from opendata.settings import Settings, StoreSettings
from opendata.whole_file import whole_file
from sparql.engine import Engine, EngineError, from_environment
from sparql.journal import ADDED, changes
from sparql.sources import ADDRESS, address, is_engine
from vocabularies.namespaces import dcterms

_ASK_SECONDS = 600.0
_LOADED_AT_ONCE = 50_000
"""Statements: some 7 MB."""


class Held(NamedTuple):
    """What an engine says that it holds."""

    graph: str
    release: int


def engine_of(store: StoreSettings, variables: Mapping[str, str] = os.environ) -> Engine:
    """The engine that the settings name."""
    user, password = from_environment(variables)
    update = store.update_url or store.url
    return Engine(store.url, update, store.graph_store_url, user, password, store.authentication)


def bring(settings: Settings, number: int, statements: int, on_step: Callable[[str], None]) -> bool:
    """Brings the engine to the release *number* of that many statements; False where it was there already.

    *on_step* is told in words what is done. Raises ReleaseError when the engine cannot be brought there: the
    release stands, and /sparql goes on with what the engine held before.
    """
    try:
        copy = _Copy(engine_of(settings.store), settings.base_iri, settings.releases_path)
        return copy.bring(number, statements, on_step)
    except EngineError as error:
        raise ReleaseError(
            f"release {number} is made, but not in the engine that answers /sparql: {error}. "
            "Mend that, then run `opendata publish` again: it goes on from there"
        ) from error


def held(settings: Settings) -> tuple[Held | None, int]:
    """What the engine says that it holds, and how many statements that are; raises EngineError."""
    copy = _Copy(engine_of(settings.store), settings.base_iri, settings.releases_path)
    there = copy.held()
    return there, copy.count(there.graph) if there is not None else 0


class _Copy:
    def __init__(self, engine: Engine, base: str, releases: Path) -> None:
        self._engine = engine
        self._graphs = f"{base}graph/"
        self._releases = releases

    def bring(self, number: int, statements: int, on_step: Callable[[str], None]) -> bool:
        held = self.held()
        self._drop_all_but(held)
        known = folders.engine_path(self._releases, number)
        if held is not None and held.release == number:
            if is_engine(known):
                return False
        elif held is not None and (journals := self._journals(held.release, number)):
            on_step(f"bringing what changed to {self._engine.name}")
            for release, journal in journals:
                self._change(held.graph, journal)
                held = self._mark(held.graph, release)
        else:
            on_step(f"bringing the whole release to {self._engine.name}")
            held = self._load(number, statements, held)
        self._note(known, held)
        return True

    def held(self) -> Held | None:
        query = (
            f"SELECT ?graph ?release WHERE {{ GRAPH <{self._graphs}> "
            f"{{ ?graph <{dcterms.hasVersion}> ?release }} }} ORDER BY DESC(?release)"
        )
        for row in self._rows(query):
            if row[0].startswith(self._graphs) and row[1].isdecimal():
                return Held(row[0], int(row[1]))
        return None

    def _rows(self, query: str) -> list[tuple[str, ...]]:
        with self._engine.ask(query, "", "xml", _ASK_SECONDS) as answer:
            try:
                found = pyoxigraph.parse_query_results(
                    answer.read(), format=pyoxigraph.QueryResultsFormat.XML
                )
                assert isinstance(found, pyoxigraph.QuerySolutions)
                return [tuple(getattr(term, "value", "") for term in row) for row in found]
            except (SyntaxError, ValueError, AssertionError) as error:
                raise EngineError(f"{self._engine.name} gave no SPARQL results") from error

    def _journals(self, held: int, number: int) -> list[tuple[int, Path]]:
        """The changes that lead from one release to the other; none where one of them is gone."""
        wanted = [(one, folders.journal_path(self._releases, one)) for one in range(held + 1, number + 1)]
        return wanted if wanted and all(path.is_file() for _, path in wanted) else []

    def _change(self, graph: str, journal: Path) -> None:
        for sign, statements in changes(journal):
            (self._engine.add if sign == ADDED else self._engine.remove)(graph, statements)

    def _load(self, number: int, statements: int, held: Held | None) -> Held:
        graph = f"{self._graphs}{number}"
        if held is not None and held.graph == graph:
            # The engine's graph is of another release of that number (the home folder was made anew).
            graph += "-anew"
        self._engine.add(self._graphs, [f"<{self._graphs}> <{dcterms.hasPart}> <{graph}>"])
        self._engine.drop(graph)
        self._engine.load(graph, _ntriples(folders.store_path(self._releases, number)))
        self._check(graph, statements)
        loaded = self._mark(graph, number)
        self._drop_all_but(loaded)
        return loaded

    def _drop_all_but(self, held: Held | None) -> None:
        """Empties the graphs of releases that are not asked any more, or were never loaded to their end."""
        part = f"<{self._graphs}> <{dcterms.hasPart}>"
        query = f"SELECT ?graph WHERE {{ GRAPH <{self._graphs}> {{ {part} ?graph }} }}"
        for (graph,) in self._rows(query):
            if graph.startswith(self._graphs) and (held is None or graph != held.graph):
                self._engine.drop(graph)
                self._engine.remove(self._graphs, [f"{part} <{graph}>"])

    def count(self, graph: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        counted = [int(row[0]) for row in self._rows(query) if re.fullmatch(r"\d+", row[0])]
        return counted[0] if counted else 0

    def _check(self, graph: str, statements: int) -> None:
        counted = self.count(graph)
        if counted != statements:
            raise EngineError(f"{self._engine.name} took {counted or 'no'} of {statements} statements")

    def _mark(self, graph: str, release: int) -> Held:
        about = f"GRAPH <{self._graphs}>"
        self._engine.change(
            f"DELETE WHERE {{ {about} {{ ?graph <{dcterms.hasVersion}> ?release }} }} ;\n"
            f'INSERT DATA {{ {about} {{ <{graph}> <{dcterms.hasVersion}> "{release}" }} }}'
        )
        return Held(graph, release)

    def _note(self, known: Path, held: Held) -> None:
        known.mkdir(parents=True, exist_ok=True)
        with whole_file(known / ADDRESS) as out:
            out.write(address(self._engine, held.graph))


def _ntriples(checkpoint: Path) -> Iterator[bytes]:
    """The statements of a checkpoint, in pieces of whole lines."""
    store = pyoxigraph.Store.read_only(str(checkpoint))
    statements = (
        quad.triple for quad in store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    )
    while some := list(islice(statements, _LOADED_AT_ONCE)):
        piece = pyoxigraph.serialize(some, format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert piece is not None
        yield piece
