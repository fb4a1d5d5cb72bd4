"""Another SPARQL 1.1 engine that holds a release: filled and changed from here, by its public protocols.

Queries and updates go through SPARQLWrapper; whole graphs by the SPARQL 1.1 Graph Store Protocol where the
engine has one, else by updates too. A release stands in one named graph, so that the engine may hold others.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from SPARQLWrapper import BASIC, DIGEST, GET, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

STATEMENTS_AT_ONCE = 500
"""In one update: Virtuoso compiles each into a program, and refuses thousands ("code too large")."""
_CHANGE_SECONDS = 600.0
_LONGEST_IN_ADDRESS = 4_000
_AUTHENTICATIONS = {"basic": BASIC, "digest": DIGEST}


class EngineError(Exception):
    """The engine refused a request, or could not be reached; the message fits an operator."""


class EngineUnreachableError(EngineError):
    """There was no answer."""


@dataclass(frozen=True)
class Engine:
    """The addresses of an engine, and who asks.

    `graph_store` is empty where the engine has no Graph Store Protocol. `authentication` is `basic` or
    `digest`, and counts where there is a `user`.
    """

    query: str
    update: str
    graph_store: str = ""
    user: str = ""
    password: str = ""
    authentication: str = "basic"

    @property
    def name(self) -> str:
        """Which engine it is, fit for logs: no user, no password, no query."""
        parts = urlsplit(self.query)
        return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}{parts.path}"

    def ask(self, query: str, graph: str, accept: str, seconds: float) -> BinaryIO:
        """The answer to a query, as it comes: *accept* is `xml` (results) or `turtle`. Raises EngineError.

        With a *graph* the query sees that one as its default graph, and no named one; without, all there is.
        """
        request = self._request(self.query, seconds)
        request.setReturnFormat(TURTLE if accept == "turtle" else XML)
        request.setOnlyConneg(True)
        request.setMethod(POST if len(query) > _LONGEST_IN_ADDRESS else GET)
        request.queryType = "CONSTRUCT" if accept == "turtle" else "SELECT"
        if graph:
            request.addParameter("default-graph-uri", graph)
            # Named, and empty: else Virtuoso shows every graph that it holds as a named one.
            request.addParameter("named-graph-uri", f"{graph}#none")
        return self._response(request, query)

    def change(self, update: str) -> None:
        """Makes a SPARQL Update; raises EngineError."""
        request = self._request(self.update, _CHANGE_SECONDS)
        request.setMethod(POST)
        request.setRequestMethod(POSTDIRECTLY)
        request.queryType = "INSERT"
        with self._response(request, update) as answer:
            answer.read()

    def add(self, graph: str, statements: Iterable[str]) -> None:
        """Adds statements `<s> <p> <o>` to a graph; raises EngineError."""
        self._data("INSERT", graph, statements)

    def remove(self, graph: str, statements: Iterable[str]) -> None:
        """Takes statements `<s> <p> <o>` out of a graph; raises EngineError."""
        self._data("DELETE", graph, statements)

    def load(self, graph: str, ntriples: Iterable[bytes]) -> None:
        """Adds pieces of N-Triples, each of whole lines, to a graph; raises EngineError."""
        for piece in ntriples:
            if self.graph_store:
                self._post(graph, piece)
            else:
                self.add(graph, (line.removesuffix(" .") for line in piece.decode().split("\n") if line))

    def drop(self, graph: str) -> None:
        """Empties a graph; raises EngineError."""
        self.change(f"DROP SILENT GRAPH <{graph}>")

    def _data(self, operation: str, graph: str, statements: Iterable[str]) -> None:
        for few in _pieces(statements):
            text = "".join(f"{statement} .\n" for statement in few)
            self.change(f"{operation} DATA {{ GRAPH <{graph}> {{\n{text}}} }}")

    def _post(self, graph: str, piece: bytes) -> None:
        # N-Triples is Turtle, and every engine knows that name.
        try:
            response = requests.post(
                self.graph_store,
                params={"graph": graph},
                data=piece,
                headers={"Content-Type": "text/turtle; charset=utf-8"},
                auth=self._signature(),
                timeout=_CHANGE_SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise EngineUnreachableError(f"{self.name} cannot be reached: {type(error).__name__}") from error
        if not response.ok:
            raise EngineError(f"{self.name} answered {response.status_code}: {_first_line(response.text)}")

    def _signature(self) -> AuthBase | None:
        if not self.user:
            return None
        kind = HTTPDigestAuth if self.authentication == "digest" else HTTPBasicAuth
        return kind(self.user, self.password)

    def _request(self, address: str, seconds: float) -> Any:
        request = SPARQLWrapper(address, updateEndpoint=address)
        request.setTimeout(max(1, round(seconds)))
        if self.user:
            request.setHTTPAuth(_AUTHENTICATIONS[self.authentication])
            request.setCredentials(self.user, self.password)
        return request

    def _response(self, request: Any, text: str) -> BinaryIO:
        request.queryString = text
        try:
            answer: BinaryIO = request.query().response
        except SPARQLWrapperException as error:
            # Its message ends in the engine's own answer, as Python shows bytes.
            told = str(error).rpartition("Response:")[2].strip().removeprefix("b").strip("'\"")
            raise EngineError(f"{self.name} refused: {_first_line(told)}") from error
        except (TimeoutError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise EngineUnreachableError(
                f"{self.name} cannot be reached: {_first_line(str(reason))}"
            ) from error
        return answer


def from_environment(variables: Mapping[str, str]) -> tuple[str, str]:
    """The user and the password for the engine, which only the environment holds."""
    return variables.get("OPENDATA_STORE_USER", ""), variables.get("OPENDATA_STORE_PASSWORD", "")


def _pieces(statements: Iterable[str]) -> Iterator[list[str]]:
    few: list[str] = []
    for statement in statements:
        few.append(statement)
        if len(few) == STATEMENTS_AT_ONCE:
            yield few
            few = []
    if few:
        yield few


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:300] if lines else "no reason given"
