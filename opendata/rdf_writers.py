"""Records' descriptions written as RDF, record by record, in every format that `opendata convert` knows."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from pyoxigraph import RdfFormat, Triple, parse, serialize

from opendata.convert import Graph
from opendata.json_ld import context, trees
from vocabularies.namespaces import PREFIXES


def write_nquads(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """RDF 1.1 N-Quads: every statement in the graph that its record names."""
    for graph in graphs:
        out.write(graph.nquads)


def write_ntriples(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """RDF 1.1 N-Triples."""
    for iri, nquads in graphs:
        out.write(nquads.replace(f" <{iri}> .\n".encode(), b" .\n"))


def _triples(graphs: Iterable[Graph]) -> Iterator[Triple]:
    """The statements as triples, those about one subject together."""
    for _, nquads in graphs:
        by_subject: dict[bytes, list[bytes]] = {}
        for line in nquads.splitlines(keepends=True):
            by_subject.setdefault(line[: line.index(b">")], []).append(line)
        text = b"".join([line for about in by_subject.values() for line in about])
        for quad in parse(text, RdfFormat.N_QUADS, lenient=True):
            yield quad.triple


def _write(graphs: Iterable[Graph], out: BinaryIO, rdf_format: RdfFormat) -> None:
    prefixes = {prefix: namespace.iri for prefix, namespace in PREFIXES.items()}
    serialize(_triples(graphs), output=out, format=rdf_format, prefixes=prefixes)


def write_turtle(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """RDF 1.1 Turtle."""
    _write(graphs, out, RdfFormat.TURTLE)


def write_jsonld(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """JSON-LD 1.1: the context, then each record as a tree on a line of its own."""
    out.write(b'{"@context": ' + _json(context()) + b',\n"@graph": [')
    before = b"\n"
    for iri, nquads in graphs:
        for tree in trees(nquads, iri):
            out.write(before + _json({"@context": {"@base": iri}, **tree}))
            before = b",\n"
    out.write(b"\n]}\n")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def write_rdfxml(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """RDF 1.1 XML."""
    _write(graphs, out, RdfFormat.RDF_XML)


WRITERS: dict[str, Callable[[Iterable[Graph], BinaryIO], None]] = {
    "nquads": write_nquads,
    "ntriples": write_ntriples,
    "turtle": write_turtle,
    "jsonld": write_jsonld,
    "rdfxml": write_rdfxml,
}
