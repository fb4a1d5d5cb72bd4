"""The W3C's SPARQL 1.1 and 1.0 query tests through HTTP, beside pyoxigraph in process.

The suites are those that rdflib's source distribution carries, which is fetched once; or name the folder that
has `sparql11` and `dawg-data-r2` in it. Each test's data are put into a store of their own, to whose
checkpoint the pool switches. Tests of updates, entailment, SERVICE and the protocol are not query tests.
What does not pass is listed with its reason; ends with 1 when HTTP passes fewer than the engine does.
"""

import csv
import io
import re
import shutil
import subprocess
import sys
import tarfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import requests
from measured import OUT, ROOT, fresh
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

sys.path.insert(0, str(ROOT))

RDFLIB = "rdflib==7.6.0"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
BASE = "http://www.w3.org/tests/"
EVALUATION = {MF.QueryEvaluationTest, MF.CSVResultFormatTest}
GOOD = {MF.PositiveSyntaxTest, MF.PositiveSyntaxTest11}
BAD = {MF.NegativeSyntaxTest, MF.NegativeSyntaxTest11}
LEFT_OUT = {"entailment", "service", "syntax-fed", "service-description", "protocol", "http-rdf-update"}
_RDF = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML}
_RDF[".n3"] = ox.RdfFormat.TURTLE
_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_NUMERIC = ("integer", "decimal", "double", "float")
REASONS = (
    ("agg-empty-group", "where nothing is grouped, the engine gives no group"),
    ("csv03|tsv03", "numbers come in their canonical form; integers of derived types as xsd:integer"),
    ("distinct-[129]$|dawg-str-|datatype-2|sameTerm|eq-graph|open-eq-01|term-6", "numbers are kept and "
     "compared in their canonical form, and plain literals are xsd:string, as RDF 1.1 has it"),
    ("strdt03|strlang03", "plain literals are xsd:string, as RDF 1.1 has it"),
    ("bnode01", "the engine makes one node of BNODE(text) for all rows"),
    ("dawg-dataset-", "this script gives one file in two graphs the same blank nodes"),
    ("date-[23]", "the engine compares dates with and without time zone"),
    ("optional-filter-005-simplified", "contradicts -005-not-simplified, which passes"),
    ("reduced-", "REDUCED may drop fewer or more rows"),
    ("term-7|syntax-lit-08", "SPARQL 1.1 reads `123.` as a number and a full stop"),
    ("syntax-esc-0[45]", "the engine reads codepoint escapes in strings and IRIs alone"),
    ("syntax-(expr-05|order-0[56]|function-)|test_4$", "functions that nobody defined are refused"),
    ("syn-bad-26", "the engine reads `?x<?a&&?b>?y` as comparisons"),
)  # fmt: skip
"""Why the engine does not pass, by the names of tests."""

Answer = object
"""What a query answers, so that equal answers compare equal; a string tells why there is none."""


class Case(NamedTuple):
    """A test: where it is from, what it is, its files."""

    name: str
    kind: Node
    query: Path
    data: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path | None


def suites() -> Path:
    """The folder of the suites; fetched if need be."""
    for word in sys.argv[1:]:
        return Path(word)
    folder = OUT / "w3c"
    found = list(folder.glob("rdflib-*/test/data/suites/w3c"))
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        fetch = ("-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "rdflib", "--dest", folder)
        subprocess.run([sys.executable, *fetch, RDFLIB], check=True)
        for packed in folder.glob("rdflib-*.tar.gz"):
            with tarfile.open(packed) as tar:
                tar.extractall(folder, filter="data")
        found = list(folder.glob("rdflib-*/test/data/suites/w3c"))
    return found[0]


def cases(suite: Path) -> Iterator[Case]:
    """The query tests below a folder."""
    for manifest in sorted(suite.glob("*/manifest.ttl")):
        if manifest.parent.name in LEFT_OUT:
            continue
        graph = Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())

        def file(node: Node | None, beside: Path = manifest) -> Path:
            return beside.parent / str(node).rpartition("/")[2]

        for entries in graph.objects(None, MF.entries):
            for test in graph.items(entries):
                kind = graph.value(test, RDF.type)
                if kind not in EVALUATION | GOOD | BAD:
                    continue
                action = graph.value(test, MF.action)
                asked = graph.value(action, QT.query) or action
                expected = graph.value(test, MF.result)
                yield Case(
                    f"{suite.name}/{manifest.parent.name}/{str(test).rpartition('#')[2]}",
                    kind,
                    file(asked),
                    tuple(map(file, graph.objects(action, QT.data))),
                    tuple(map(file, graph.objects(action, QT.graphData))),
                    file(expected) if expected is not None else None,
                )


def text_of(case: Case) -> str:
    """The query, with the base that its relative IRIs have."""
    text = case.query.read_bytes().decode("utf-8")
    return text if case.kind in BAD else f"BASE <{BASE}>\n{text}"


def fill(store: ox.Store, case: Case) -> None:
    """Puts a test's data into a store; graphs that the query names itself as well."""
    named = set(case.named)
    for iri in re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]+)>", text_of(case)):
        file = case.query.parent / iri.rpartition("/")[2]
        if file.suffix in _RDF and file.is_file():
            named.add(file)
    for file in case.data:
        load(store, file, ox.DefaultGraph())
    for file in sorted(named):
        load(store, file, ox.NamedNode(BASE + file.name))


def load(store: ox.Store, file: Path, graph: ox.DefaultGraph | ox.NamedNode) -> None:
    """Adds a file's triples to a graph."""
    store.load(path=str(file), format=_RDF[file.suffix], base_iri=BASE + file.name, to_graph=graph)


def term(value: object) -> str:
    """A term, numbers by their value."""
    if isinstance(value, ox.Literal) and value.datatype.value.rpartition("#")[2] in _NUMERIC:
        try:
            return f"{float(value.value):.10g}^^{value.datatype.value}"
        except ValueError:
            return str(value)
    return str(value)


def solutions(found: ox.QuerySolutions, ordered: bool) -> Answer:
    """Rows, in any order unless they are sorted; blank nodes by where they stand."""
    names = sorted(variable.value for variable in found.variables)
    rows = [{name: row[name] for name in names} for row in found]
    if ordered and not any(isinstance(v, ox.BlankNode) for row in rows for v in row.values()):
        return [[(name, term(value)) for name, value in row.items() if value is not None] for row in rows]
    triples = []
    for row in rows:
        node = ox.BlankNode()
        triples.append(ox.Triple(node, ox.NamedNode("x:row"), ox.Literal("")))
        for name, value in row.items():
            if value is not None:
                same = value if isinstance(value, ox.BlankNode) else ox.Literal(term(value))
                triples.append(ox.Triple(node, ox.NamedNode(f"x:{name}"), same))
    return len(rows), graph_of(triples)


def graph_of(triples: list[ox.Triple]) -> Answer:
    """A graph, whatever its blank nodes are called."""
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(str(quad) for quad in dataset)


def table(text: str) -> Answer:
    """The rows of CSV, blank nodes all alike."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return Counter(tuple(re.sub(r"^_:.*", "_:", cell) for cell in row) for row in rows)


def result_set(file: Path) -> Answer:
    """What a graph in the result-set vocabulary says, or the graph itself."""
    triples = [
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in ox.parse(path=str(file), format=_RDF[file.suffix], base_iri=BASE + file.name)
    ]
    values = {
        t.predicate.value.removeprefix(RS): t.object for t in triples if t.predicate.value == f"{RS}boolean"
    }
    if values:
        return values["boolean"].value == "true"
    if not any(t.predicate.value.startswith(RS) for t in triples):
        return graph_of(triples)
    by: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        by.setdefault(str(triple.subject), []).append(triple)

    def get(node: object, name: str) -> list[object]:
        return [t.object for t in by.get(str(node), []) if t.predicate.value == RS + name]

    rows = []
    for solution in [t.object for t in triples if t.predicate.value == f"{RS}solution"]:
        node = ox.BlankNode()
        rows.append(ox.Triple(node, ox.NamedNode("x:row"), ox.Literal("")))
        for binding in get(solution, "binding"):
            (name,), (value,) = get(binding, "variable"), get(binding, "value")
            same = value if isinstance(value, ox.BlankNode) else ox.Literal(term(value))
            rows.append(ox.Triple(node, ox.NamedNode(f"x:{name.value}"), same))  # type: ignore[attr-defined]
    return len({str(row.subject) for row in rows}), graph_of(rows)


def expected(case: Case) -> Answer:
    """What a test wants."""
    if case.kind in GOOD | BAD:
        return case.kind in GOOD
    assert case.result is not None
    if case.result.suffix == ".csv":
        return table(case.result.read_text(encoding="utf-8"))
    if case.result.suffix in _RDF:
        return result_set(case.result)
    found = ox.parse_query_results(path=str(case.result), format=_RESULTS[case.result.suffix])
    return bool(found) if isinstance(found, ox.QueryBoolean) else solutions(found, is_sorted(case))


def is_sorted(case: Case) -> bool:
    """Whether the order of rows counts."""
    of_rows = case.result is not None and case.result.suffix in _RESULTS
    return of_rows and "ORDER BY" in text_of(case).upper()


def in_process(case: Case, store: ox.Store) -> Answer:
    """The engine's answer."""
    try:
        found = store.query(text_of(case))
        if case.kind in GOOD | BAD:
            return True
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QueryTriples):
            return graph_of(list(found))
        if case.result is not None and case.result.suffix == ".csv":
            return table((found.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode())
        return solutions(found, is_sorted(case))
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return False if case.kind in BAD | GOOD else str(error)


def through_http(case: Case, ask: Callable[[str, str], requests.Response]) -> Answer:
    """The endpoint's answer."""
    suffix = case.result.suffix if case.result is not None else ""
    accept = {
        ".csv": "text/csv",
        ".tsv": "text/tab-separated-values",
        ".srx": "application/sparql-results+xml",
    }
    got = ask(text_of(case), accept.get(suffix, "application/sparql-results+json") + ", text/turtle")
    if case.kind in GOOD | BAD:
        return got.status_code == 200
    if got.status_code != 200:
        return f"HTTP {got.status_code}: {got.text.splitlines()[0]}"
    kind = got.headers["Content-Type"].split(";")[0]
    if kind == "text/turtle":
        quads = ox.parse(got.content, ox.RdfFormat.TURTLE, base_iri=BASE)
        return graph_of([ox.Triple(q.subject, q.predicate, q.object) for q in quads])
    if kind == "text/csv":
        return table(got.content.decode())
    format = ox.QueryResultsFormat.from_media_type(kind)
    assert format is not None
    found = ox.parse_query_results(got.content, format)
    return bool(found) if isinstance(found, ox.QueryBoolean) else solutions(found, is_sorted(case))


def serve(checkpoint: Path):  # type: ignore[no-untyped-def]
    """A pool, and the address of a server of it in a thread of this process."""
    from flask import Flask

    from opendata.doors.server import wsgi_server
    from sparql.blueprint import blueprint
    from sparql.endpoint import Endpoint
    from sparql.pool import WorkerPool, most_at_once

    pool = WorkerPool(checkpoint, workers=1)
    app = Flask("w3c", static_folder=None)
    app.register_blueprint(blueprint(Endpoint(pool=lambda: pool)), url_prefix="/sparql")
    server = wsgi_server(app, most_at_once(1), "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    return pool, f"http://127.0.0.1:{server.effective_port}/sparql"


def main() -> int:
    """0 where HTTP passes what the engine passes."""
    where, folder = suites(), fresh("w3c-stores")
    ox.Store(folder / "empty").backup(folder / "empty-checkpoint")
    pool, address = serve(folder / "empty-checkpoint")
    session = requests.Session()

    def ask(query: str, accept: str) -> requests.Response:
        headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
        return session.post(address, query.encode(), headers=headers, timeout=60)

    passed: Counter[str] = Counter()
    lost = 0
    for number, case in enumerate(c for suite in ("sparql11", "dawg-data-r2") for c in cases(where / suite)):
        store = ox.Store(folder / f"{number}")
        fill(store, case)
        store.backup(folder / f"{number}-checkpoint")
        pool.switch(folder / f"{number}-checkpoint")
        want, engine, web = expected(case), in_process(case, store), through_http(case, ask)
        suite = case.name.partition("/")[0]
        passed.update({f"{suite} tried": 1, f"{suite} engine": engine == want, f"{suite} HTTP": web == want})
        if web != want:
            by_engine = "nor in process" if engine != want else "THE ENGINE PASSES IT"
            lost += engine == want
            known = next(
                (why for name, why in REASONS if re.search(name, case.name)),
                web if isinstance(web, str) else "another answer",
            )
            print(f"not passed, {by_engine}: {case.name}: {known}")
        del store
        shutil.rmtree(folder / f"{number}")
    pool.close()
    for suite in ("sparql11", "dawg-data-r2"):
        print(
            f"{suite}: {passed[f'{suite} HTTP']} of {passed[f'{suite} tried']} through HTTP, "
            f"{passed[f'{suite} engine']} by pyoxigraph in process"
        )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
