"""What a worker asks: the checkpoint of a release, or another engine that holds one."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from sparql.errors import QueryUnserved
from sparql.guard import tokens

if TYPE_CHECKING:
    from sparql.engine import Engine

ADDRESS = "engine.json"
"""The file in a release's folder that says which engine holds it."""
_SECONDS = 3600.0
"""Of silence; a query's own time is watched over from outside."""
_VIRTUOSO_ASK = "__ASK_RETVAL"

Answer = QueryBoolean | QuerySolutions | QueryTriples | Iterator[Triple]


def address(engine: "Engine", graph: str) -> bytes:
    """What `open_source` finds in ADDRESS; the password is not in it."""
    about = {"query": engine.query, "authentication": engine.authentication, "graph": graph}
    return json.dumps(about, sort_keys=True).encode()


def is_engine(folder: Path) -> bool:
    """Whether a release's folder names an engine, which its workers must be able to reach."""
    return (folder / ADDRESS).is_file()


def open_source(folder: Path) -> "Source":
    """What to ask; raises OSError where neither is there."""
    if not is_engine(folder):
        return Store.read_only(str(folder))
    from sparql.engine import Engine, from_environment

    about = json.loads((folder / ADDRESS).read_bytes())
    user, password = from_environment(os.environ)
    engine = Engine(about["query"], "", user=user, password=password, authentication=about["authentication"])
    return EngineSource(engine, about["graph"])


def _chooses_graphs(query: str) -> bool:
    """Whether a query has a dataset of its own, which Virtuoso would add to the one of the request."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query))


class EngineSource:
    """One graph of an engine, asked as a Store is asked.

    Queries are read here first: what is malformed is told alike, whatever the engine.
    """

    def __init__(self, engine: "Engine", graph: str) -> None:
        self._engine = engine
        self._graph = graph
        self._empty = Store()

    def query(
        self,
        query: str,
        *,
        default_graph: list[NamedNode | BlankNode | DefaultGraph] | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> Answer:
        """The answer, read as it comes. Raises SyntaxError as Store.query does, OSError where it fails,
        QueryUnserved where the engine cannot be reached.
        """
        shape = self._empty.query(query, default_graph=default_graph, named_graphs=named_graphs)
        if default_graph is not None or named_graphs is not None or _chooses_graphs(query):
            return shape  # there are none to choose from
        if isinstance(shape, QueryTriples):
            return self._triples(query)
        try:
            found = parse_query_results(self._ask(query, "xml"), format=QueryResultsFormat.XML)
        except SyntaxError:
            raise OSError("the engine behind this endpoint gave no SPARQL results") from None
        return self._boolean(found) if isinstance(shape, QueryBoolean) else found

    def _triples(self, query: str) -> Iterator[Triple]:
        return (quad.triple for quad in parse(self._ask(query, "turtle"), format=RdfFormat.TURTLE))

    def _boolean(self, found: QueryBoolean | QuerySolutions) -> QueryBoolean:
        if isinstance(found, QueryBoolean):
            return found
        # Virtuoso 7 answers ASK with a row, or none.
        yes = any(row[_VIRTUOSO_ASK] is not None for row in found)
        answer = self._empty.query("ASK {}" if yes else "ASK { FILTER (false) }")
        assert isinstance(answer, QueryBoolean)
        return answer

    def _ask(self, query: str, accept: str) -> BinaryIO:
        from sparql.engine import EngineError, EngineUnreachableError

        try:
            return self._engine.ask(query, self._graph, accept, _SECONDS)
        except EngineUnreachableError as error:
            raise QueryUnserved(str(error)) from None
        except EngineError as error:
            # Whoever asked is not to learn where the engine stands.
            raise OSError(str(error).replace(self._engine.name, "the engine behind this endpoint")) from None


Source = Store | EngineSource
