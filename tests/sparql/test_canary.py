"""No query reaches any address: every disguise that we know, through the endpoint and past its guard."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
import requests

from sparql.errors import QueryError
from sparql.pool import WorkerPool
from sparql.tasks import Task


class Serving(Protocol):
    """What the fixtures' server looks like."""

    url: str


class Canary:
    """Listens on loopback and counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port: int = self._sockets[0].getsockname()[1]
        with contextlib.suppress(OSError):  # no IPv6 here
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for each in self._sockets:
            threading.Thread(target=self._listen, args=(each,), daemon=True).start()

    def _listen(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = server.accept()
                self.visits += 1
                visitor.close()

    def close(self) -> None:
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    listening = Canary()
    yield listening
    listening.close()


HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "0.0.0.0",
    "2130706433",
    "127.1",
    "0x7f000001",
    "[::ffff:127.0.0.1]",
]
HOSTS += ["017700000001", "127.0.0.1.", "user:pass@127.0.0.1", "LOCALHOST", "①②⑦.0.0.1"]
SHAPES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { sErViCe# c\n<URL> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <URL> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { BIND(IRI(CONCAT('http://127.0.0.1:', 'PORT/')) AS ?e) SERVICE ?e { ?s ?p ?o } }",
    "PREFIX s: <URL> SELECT * { SERVICE s:x { ?s ?p ?o } }",
    "BASE <URL> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "PREFIX s: <URL> SELECT * { ?s ?p trueSERVICE s:x { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { VALUES ?a {1} FILTER(?a<2)SERVICE#>\n:x{} }",
    "PREFIX : <URL> SELECT * { VALUES ?a {'a'} FILTER(?a<'x>') SERVICE :x {} FILTER(?a='y') }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT (EXISTS { SERVICE <URL> { ?s ?p ?o } } AS ?x) {}",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { S\\u0045RVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://127.0.0.1\\u003APORT/> { ?s ?p ?o } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    "DESCRIBE <URL>",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <g:g>",
    "ASK {} ; LOAD <URL>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } USING <URL> WHERE { ?s ?p ?o }",
    "SELECT (<http://www.w3.org/ns/doc>(<URL>) AS ?x) {}",
    "SELECT ?o { <URL> (<URL>/<URL>)* ?o }",
]


def queries(canary: Canary) -> list[str]:
    urls = [f"http://{host}:{canary.port}/" for host in HOSTS]
    urls += [
        f"https://127.0.0.1:{canary.port}/",
        f"HTTP://127.0.0.1:{canary.port}/",
        f"//127.0.0.1:{canary.port}/",
    ]
    found = [SHAPES[0].replace("URL", url) for url in urls]
    return found + [
        shape.replace("URL", f"http://127.0.0.1:{canary.port}/").replace("PORT", str(canary.port))
        for shape in SHAPES
    ]


def test_canary_sings(canary: Canary) -> None:
    socket.create_connection(("127.0.0.1", canary.port)).close()
    for _ in range(100):
        if canary.visits:
            break
        threading.Event().wait(0.01)
    assert canary.visits == 1
    canary.visits = 0


def test_nothing_is_reached_through_the_endpoint(server: Serving, canary: Canary) -> None:
    with requests.Session() as session:
        session.trust_env = False
        for query in queries(canary):
            for form in ({"query": query}, {"update": query}):
                answer = session.post(server.url, data=form, timeout=20)
                assert answer.status_code in (200, 400), query
        for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri", "graph"):
            asked = {"query": "ASK { ?s ?p ?o }", name: f"http://127.0.0.1:{canary.port}/"}
            assert session.get(server.url, params=asked, timeout=20).status_code == 200
    assert canary.visits == 0


def test_nothing_is_reached_past_the_guard(pools: Callable[..., WorkerPool], canary: Canary) -> None:
    pool = pools(workers=1)
    for query in queries(canary):
        with contextlib.suppress(QueryError):
            pool.run(Task(query, "json", 10, 1 << 20))
    assert pool.isolated
    assert canary.visits == 0
