import csv
import io
import json

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sparql.errors import QueryFailed, QueryMalformed
from sparql.evaluation import evaluate
from sparql.tasks import Task

SRX = "{http://www.w3.org/2005/sparql-results#}"
SUBJECT, PREDICATE = pyoxigraph.NamedNode("http://e/s"), pyoxigraph.NamedNode("http://e/p")


def run(store: pyoxigraph.Store, query: str, format: str, **caps: int) -> tuple[str, dict[str, object]]:
    chunks: list[bytes] = []
    task = Task(
        query,
        format,
        **{"max_rows": 100, "max_bytes": 1 << 20, **caps},  # type: ignore[arg-type]
        prefixes={"e": "http://e/"},
        truncation_link="/dumps/#truncated",
    )
    end = evaluate(store, task, chunks.append)
    return str(end["head"]) + b"".join(chunks).decode(), end


def values(count: int) -> str:
    return f"SELECT ?n {{ VALUES ?n {{ {' '.join(map(str, range(count)))} }} }}"


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)


@settings(deadline=None)
@given(text=texts)
def test_text_survives_every_result_format(text: str) -> None:
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(SUBJECT, PREDICATE, pyoxigraph.Literal(text, language="vi")))
    query = "SELECT ?s ?none ?o { ?s ?p ?o }"
    binding = json.loads(run(store, query, "json")[0])["results"]["bindings"][0]
    assert binding == {
        "s": {"type": "uri", "value": "http://e/s"},
        "o": {"type": "literal", "value": text, "xml:lang": "vi"},
    }
    rows = list(csv.reader(io.StringIO(run(store, query, "csv")[0], newline="")))
    assert rows == [["s", "none", "o"], ["http://e/s", "", text]]
    tsv = run(store, query, "tsv")[0].split("\n")
    assert tsv[0] == "?s\t?none\t?o"
    cell = "\n".join(tsv[1:]).removesuffix("\n").split("\t")[2]
    parsed = list(pyoxigraph.parse(f"<a:a> <a:a> {cell} .", pyoxigraph.RdfFormat.N_TRIPLES))
    assert parsed[0].object == pyoxigraph.Literal(text, language="vi")
    literal = etree.fromstring(run(store, query, "xml")[0].encode()).find(f".//{SRX}literal")
    assert literal is not None
    legal = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    assert (literal.text or "") == legal


@settings(deadline=None)
@given(text=texts)
def test_text_survives_every_graph_format(text: str) -> None:
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(SUBJECT, PREDICATE, pyoxigraph.Literal(text)))
    for name, format in (
        ("ttl", pyoxigraph.RdfFormat.TURTLE),
        ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
    ):
        body = run(store, "CONSTRUCT WHERE { ?s ?p ?o }", name)[0]
        assert [q.object for q in pyoxigraph.parse(body, format)] == [pyoxigraph.Literal(text)]
    etree.fromstring(run(store, "CONSTRUCT WHERE { ?s ?p ?o }", "rdf")[0].encode())


def test_term_types() -> None:
    query = 'SELECT ?a ?b ?c { VALUES (?a ?b) { ("1"^^<http://e/t> 42) } BIND(BNODE() AS ?c) }'
    binding = json.loads(run(pyoxigraph.Store(), query, "json")[0])["results"]["bindings"][0]
    assert binding["a"] == {"type": "literal", "value": "1", "datatype": "http://e/t"}
    assert binding["b"]["datatype"] == "http://www.w3.org/2001/XMLSchema#integer"
    assert binding["c"]["type"] == "bnode"


@pytest.mark.parametrize(("caps", "cut", "rows"), [({"max_rows": 3}, "rows", 3), ({"max_rows": 5}, "", 5)])
def test_row_cap(caps: dict[str, int], cut: str, rows: int) -> None:
    store = pyoxigraph.Store()
    for name in ("json", "xml", "csv", "tsv"):
        body, end = run(store, values(5), name, **caps)
        assert (end["truncated"], end["rows"]) == (cut, rows)
        if name == "json":
            document = json.loads(body)
            assert document["head"].get("link", []) == (["/dumps/#truncated"] if cut else [])
            assert len(document["results"]["bindings"]) == rows
        elif name == "xml":
            root = etree.fromstring(body.encode())
            assert len(root.findall(f"{SRX}head/{SRX}link")) == bool(cut)
            assert len(root.findall(f".//{SRX}result")) == rows
        else:
            assert len(body.splitlines()) == rows + 1


def test_byte_cap_cuts_between_rows() -> None:
    body, end = run(pyoxigraph.Store(), values(5000), "json", max_rows=9999, max_bytes=10_000)
    assert end["truncated"] == "bytes"
    assert len(json.loads(body)["results"]["bindings"]) == end["rows"]
    assert len(body) < 10_200


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf", "jsonld"])
def test_cut_graphs_stay_whole(name: str) -> None:
    query = f"CONSTRUCT {{ <http://e/s> <http://e/p> ?n }} WHERE {{ {values(50)} }}"
    body, end = run(pyoxigraph.Store(), query, name, max_rows=7)
    assert (end["truncated"], end["rows"]) == ("rows", 7)
    formats = {"ttl": "TURTLE", "nt": "N_TRIPLES", "rdf": "RDF_XML", "jsonld": "JSON_LD"}
    assert len(list(pyoxigraph.parse(body, getattr(pyoxigraph.RdfFormat, formats[name])))) == 7


def test_syntax_error_has_its_place_and_no_grammar() -> None:
    with pytest.raises(QueryMalformed) as caught:
        run(pyoxigraph.Store(), "SELECT *\n{ ?s foo:bar ?o }", "json")
    assert (caught.value.line, caught.value.expected) == (2, "PREFIX foo: <...>")
    with pytest.raises(QueryMalformed) as caught:
        run(pyoxigraph.Store(), "SELECT * {\n?s ?p }", "json")
    assert caught.value.line == 2
    assert "'A'" not in caught.value.expected
    assert "u{" not in caught.value.expected


def test_predicate_that_rdf_xml_cannot_write_fails_cleanly() -> None:
    query = "CONSTRUCT { <http://e/s> <http://e/1> 1 } WHERE {}"
    try:
        body, _ = run(pyoxigraph.Store(), query, "rdf")
    except QueryFailed:
        return
    assert len(list(pyoxigraph.parse(body, pyoxigraph.RdfFormat.RDF_XML))) == 1


def test_dataset_of_the_protocol_is_empty() -> None:
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(SUBJECT, PREDICATE, SUBJECT))
    chunks: list[bytes] = []
    task = Task("SELECT * { ?s ?p ?o }", "csv", 10, 1000, default_graphs=["http://e/g"], named_graphs=[])
    assert evaluate(store, task, chunks.append)["rows"] == 0
