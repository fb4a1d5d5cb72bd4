import contextlib
import gzip
import http.client
import json
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
import requests
import zstandard
from rdflib import Graph, Literal
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from sparql.pool import WorkerPool

RESULTS_JSON = "application/sparql-results+json"
TITLES = "SELECT ?t { ?s <http://id.loc.gov/ontologies/bibframe/mainTitle> ?t } ORDER BY ?t"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


class Running:
    """What the fixtures' server looks like."""

    url: str
    port: int
    pool: WorkerPool


@pytest.fixture
def session() -> "requests.Session":  # type: ignore[misc]
    with requests.Session() as opened:
        opened.trust_env = False
        yield opened


def values(answer: requests.Response) -> list[str]:
    return [row["t"]["value"] for row in answer.json()["results"]["bindings"]]


def test_the_three_ways_to_ask(server: Running, session: requests.Session) -> None:
    answers = [
        session.get(server.url, params={"query": TITLES}),
        session.post(server.url, data={"query": TITLES}),
        session.post(server.url, data=TITLES.encode(), headers={"Content-Type": "application/sparql-query"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == RESULTS_JSON
        assert "Truyện Kiều" in values(answer)
        assert 'Tắt "đèn"' in values(answer)


@pytest.mark.parametrize(
    ("method", "parameters", "headers", "body", "status"),
    [
        ("GET", {"query": "SELECT * {\n?s ?p }"}, {}, "", 400),
        ("GET", {"query": ""}, {}, "", 400),
        ("GET", [("query", "ASK {}"), ("query", "ASK {}")], {}, "", 400),
        ("GET", {"query": "SELECT * { SERVICE <http://127.0.0.1/> {} }"}, {}, "", 400),
        ("GET", {"query": "INSERT DATA { <a:a> <a:b> 1 }"}, {}, "", 400),
        ("GET", {"update": "CLEAR ALL"}, {}, "", 400),
        ("GET", {"query": "ASK {}", "default-graph-uri": "not an iri"}, {}, "", 400),
        ("GET", {"query": "ASK { # " + "x" * 70_000 + "\n}"}, {}, "", 414),
        ("GET", {"query": "ASK {}"}, {"Accept": "image/png"}, "", 406),
        ("GET", {"query": "CONSTRUCT WHERE {}"}, {"Accept": "text/csv"}, "", 406),
        ("PUT", {"query": "ASK {}"}, {}, "", 405),
        ("DELETE", {}, {}, "", 405),
        ("POST", {}, {"Content-Type": "text/plain"}, "ASK {}", 415),
        ("POST", {}, {"Content-Type": "application/sparql-query; charset=utf-16"}, "ASK {}", 415),
        ("POST", {}, {"Content-Type": "application/sparql-update"}, "CLEAR ALL", 400),
        ("POST", {}, {"Content-Type": "application/sparql-query"}, b"ASK { ?s ?p '\xff' }", 400),
        ("POST", {}, {"Content-Type": "application/sparql-query"}, "#" * 1_000_001, 413),
        ("POST", {}, {"Content-Type": "application/x-www-form-urlencoded"}, "query=%FF", 400),
        ("POST", {}, {"Content-Type": "application/x-www-form-urlencoded"}, "foo=bar", 400),
    ],
)
def test_refusals_are_clear(
    server: Running,
    session: requests.Session,
    method: str,
    parameters: dict[str, str],
    headers: dict[str, str],
    body: bytes,
    status: int,
) -> None:
    answer = session.request(method, server.url, params=parameters, headers=headers, data=body or None)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    english, vietnamese = answer.text.strip().split("\n\n")
    assert english.isascii()
    assert not vietnamese.isascii()
    assert not re.search(r"Traceback|\.py|/tmp", answer.text)
    assert ("Allow" in answer.headers) == (status == 405)


def test_syntax_error_says_where(server: Running, session: requests.Session) -> None:
    answer = session.get(server.url, params={"query": "SELECT ?s WHERE {\n ?s ?p ?o .\n FILTER(?o = }\n"})
    assert 'line 3, column 14, at "}"' in answer.text


def test_head_options_and_cors(server: Running, session: requests.Session) -> None:
    got = session.get(server.url, params={"query": "ASK {}"})
    head = session.head(server.url, params={"query": "ASK {}"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.content))
    assert head.headers["ETag"] == got.headers["ETag"]
    preflight = session.options(server.url, headers={"Access-Control-Request-Headers": "content-type"})
    assert preflight.status_code == 204
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]


def test_etag(server: Running, session: requests.Session) -> None:
    first = session.get(server.url, params={"query": TITLES})
    tag = first.headers["ETag"]
    again = session.get(server.url, params={"query": TITLES}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert session.get(server.url, params={"query": TITLES, "format": "xml"}).headers["ETag"] != tag
    random = session.get(server.url, params={"query": "SELECT (RAND() AS ?x) {}"})
    assert "ETag" not in random.headers
    assert random.headers["Cache-Control"] == "no-store"


def test_gzip(server: Running) -> None:
    query = urlencode({"query": "SELECT * { ?s ?p ?o }"})
    bodies = {}
    for coding in ("gzip", "identity"):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", f"/sparql?{query}", headers={"Accept-Encoding": coding})
        answer = connection.getresponse()
        bodies[coding] = answer.read()
        assert (answer.headers["Content-Encoding"] == "gzip") == (coding == "gzip")
        connection.close()
    assert gzip.decompress(bodies["gzip"]) == bodies["identity"]


def test_truncation_is_announced(
    pools: Callable[..., WorkerPool], serve: Callable[[WorkerPool], Running], session: requests.Session
) -> None:
    running = serve(pools(max_rows=4))
    answer = session.get(running.url, params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.headers["OpenData-Truncated"] == "rows=4; cap=rows"
    assert answer.headers["Link"] == '</dumps/>; rel="alternate"'
    assert answer.json()["head"]["link"] == ["/dumps/#truncated"]
    assert len(answer.json()["results"]["bindings"]) == 4
    whole = session.get(running.url, params={"query": "SELECT * { ?s ?p ?o } LIMIT 4"})
    assert "OpenData-Truncated" not in whole.headers


def test_dataset_parameters_name_graphs_that_are_empty(server: Running, session: requests.Session) -> None:
    ask = "ASK { ?s ?p ?o }"
    assert session.get(server.url, params={"query": ask}).json()["boolean"] is True
    for name in ("default-graph-uri", "named-graph-uri"):
        answer = session.get(server.url, params={"query": ask, name: "http://e/g"})
        assert answer.json()["boolean"] is False
    assert session.get(server.url, params={"query": ask.replace("{", "FROM <http://e/g> {", 1)}).json() == {
        "head": {},
        "boolean": False,
    }


@pytest.mark.parametrize(
    ("media_type", "format"),
    [
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_graphs_and_service_description(
    server: Running, session: requests.Session, media_type: str, format: pyoxigraph.RdfFormat
) -> None:
    query = "DESCRIBE <http://data.example.vn/record/nlv/1#title>"
    answer = session.get(server.url, params={"query": query}, headers={"Accept": media_type})
    assert answer.headers["Content-Type"].split(";")[0] == media_type
    assert len(list(pyoxigraph.parse(answer.content, format))) == 2
    about = session.get(server.url, headers={"Accept": media_type})
    assert about.headers["Content-Type"].split(";")[0] == media_type
    sd = "http://www.w3.org/ns/sparql-service-description#"
    stated = {(q.predicate.value, q.object.value) for q in pyoxigraph.parse(about.content, format)}
    assert (sd + "endpoint", server.url) in stated
    assert (sd + "supportedLanguage", sd + "SPARQL11Query") in stated
    assert not any(value.endswith(("BasicFederatedQuery", "UnionDefaultGraph")) for _, value in stated)


def test_time_out_says_what_and_what_to_do(
    pools: Callable[..., WorkerPool], serve: Callable[[WorkerPool], Running], session: requests.Session
) -> None:
    running = serve(pools(timeout=0.5))
    answer = session.get(running.url, params={"query": RUNAWAY})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert "0.5 seconds" in answer.text
    assert "/dumps/" in answer.text
    assert session.get(running.url, params={"query": "ASK {}"}).json()["boolean"] is True


def test_worker_that_breaks_is_a_clean_error(server: Running, session: requests.Session) -> None:
    bomb = f"SELECT {' '.join(f'(1 AS ?x{n})' for n in range(20_000))} {{}}"
    answer = session.post(server.url, data=bomb, headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 503
    assert "/dumps/" in answer.text
    assert session.get(server.url, params={"query": "ASK {}"}).json()["boolean"] is True


def test_query_of_a_client_that_left_is_killed(
    pools: Callable[..., WorkerPool], serve: Callable[[WorkerPool], Running]
) -> None:
    running = serve(pools(workers=1, timeout=60))
    connection = socket.create_connection(("127.0.0.1", running.port))
    query = urlencode({"query": RUNAWAY})
    connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    until = time.monotonic() + 10
    while not running.pool._busy and time.monotonic() < until:
        time.sleep(0.01)
    assert running.pool._busy
    connection.close()
    while running.pool._busy and time.monotonic() < until:
        time.sleep(0.01)
    assert not running.pool._busy


def test_release_follows_the_checkpoint(
    pools: Callable[..., WorkerPool],
    serve: Callable[[WorkerPool], Running],
    session: requests.Session,
    next_checkpoint: Path,
) -> None:
    running = serve(pools())
    before = session.get(running.url, params={"query": TITLES})
    running.pool.switch(next_checkpoint)
    after = session.get(
        running.url, params={"query": TITLES}, headers={"If-None-Match": before.headers["ETag"]}
    )
    assert before.headers["OpenData-Release"] == "release-1"
    assert after.headers["OpenData-Release"] == "release-2"
    assert after.status_code == 200
    assert "Chí Phèo" in values(after)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in SPARQLWrapper
def test_sparqlwrapper(server: Running) -> None:
    client = SPARQLWrapper(server.url)
    client.setQuery(TITLES)
    client.setReturnFormat(JSON)
    assert len(client.query().convert()["results"]["bindings"]) == 5
    client.setReturnFormat(XML)
    assert "Truyện Kiều" in client.query().convert().toxml()
    client.setReturnFormat(CSV)
    assert "Truyện Kiều".encode() in client.query().convert()
    client.setMethod(POST)
    client.setReturnFormat(JSON)
    assert client.query().convert()["results"]["bindings"]
    client.setQuery("CONSTRUCT WHERE { ?s <http://id.loc.gov/ontologies/bibframe/mainTitle> ?o }")
    client.setReturnFormat(TURTLE)
    assert "Truyện Kiều".encode() in client.query().convert()
    client.setReturnFormat(RDFXML)
    assert len(client.query().convert()) == 5
    client.setReturnFormat(JSON)
    client.setQuery("SELECT")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_rdflib_store(server: Running) -> None:
    graph = Graph(SPARQLStore(server.url))
    titles = {str(row[0]) for row in graph.query(TITLES)}
    assert "Số đỏ\nmột chuyện" in titles
    assert graph.query("ASK {}").askAnswer is True
    bound = graph.query('SELECT ("Đường"@vi AS ?t) {}')
    assert next(iter(bound))[0] == Literal("Đường", lang="vi")
    assert json.dumps(sorted(titles))


LONG = "SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f }"


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_long_answers_in_every_coding(server: Running, coding: str) -> None:
    query = urlencode({"query": LONG, "format": "tsv"})
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    for method in ("GET", "HEAD", "GET"):
        connection.request(method, f"/sparql?{query}", headers={"Accept-Encoding": coding})
        answer = connection.getresponse()
        body = answer.read()
        if method == "HEAD":
            assert (answer.status, body) == (200, b"")
            continue
        assert answer.headers["Content-Length"] == str(len(body))
        assert answer.headers.get("Content-Encoding", "identity") == coding
        decoded = {"identity": bytes, "gzip": gzip.decompress, "zstd": unzstd}[coding](body)
        assert decoded.count(b"\n") == 1001
        assert answer.headers["OpenData-Truncated"] == "rows=1000; cap=rows"
    connection.close()


def unzstd(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(data)


def test_repeated_query_is_not_run_again(server: Running, session: requests.Session) -> None:
    query = f"SELECT * {{ ?s ?p ?o }} LIMIT {time.monotonic_ns() % 1000 + 30}"
    before = server.pool.figures.counts()
    answers = [session.get(server.url, params={"query": query}) for _ in range(4)]
    assert len({answer.content for answer in answers}) == 1
    after = server.pool.figures.counts()
    assert after["answered"] == before.get("answered", 0) + 1
    assert after["cache_hits"] == before.get("cache_hits", 0) + 3


def test_slow_readers_hold_no_place_and_no_memory(
    pools: Callable[..., WorkerPool], serve: Callable[[WorkerPool], Running], session: requests.Session
) -> None:
    running = serve(pools(workers=1))
    long = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with contextlib.ExitStack() as readers:
        for number in range(40):  # more than the server has threads
            reader = readers.enter_context(socket.socket())
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect(("127.0.0.1", running.port))
            request = f"GET /sparql?{urlencode({'query': long})} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            reader.sendall(request.encode())
            if number == 0:  # the others are answered from the cache
                assert reader.recv(100).startswith(b"HTTP/1.1 200")
        assert session.get(running.url, params={"query": "ASK {}"}, timeout=5).json()["boolean"] is True
        assert not running.pool.busy()
        assert running.pool.spool.used < 30 << 20  # one file for all of them
