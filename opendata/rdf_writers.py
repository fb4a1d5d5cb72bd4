"""Records' descriptions written as RDF, record by record, in every format that `opendata convert` knows."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, parse, serialize

from opendata.convert import Graph
from vocabularies.namespaces import PREFIXES

_RECORDS_AT_A_TIME = 50


def _lines(graphs: Iterable[Graph], out: BinaryIO, *, named: bool) -> None:
    """N-Quads (*named*: the record is the graph) or N-Triples."""
    waiting: list[str] = []
    for iri, statements in graphs:
        if statements:
            end = f" <{iri}> .\n" if named else " .\n"
            waiting += (end.join(statements), end)
        if len(waiting) >= 2 * _RECORDS_AT_A_TIME:
            out.write("".join(waiting).encode())
            waiting.clear()
    out.write("".join(waiting).encode())


def write_nquads(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """RDF 1.1 N-Quads: every statement in the graph that its record names."""
    _lines(graphs, out, named=True)


def write_ntriples(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """RDF 1.1 N-Triples."""
    _lines(graphs, out, named=False)


def _triples(graphs: Iterable[Graph]) -> Iterator[Triple]:
    """The statements as triples, those about one subject together."""
    for _, statements in graphs:
        by_subject: dict[str, list[str]] = {}
        for statement in statements:
            by_subject.setdefault(statement[: statement.index(">")], []).append(statement)
        text = "".join(f"{statement} .\n" for about in by_subject.values() for statement in about)
        for quad in parse(text, RdfFormat.N_TRIPLES, lenient=True):
            yield quad.triple


def _write(graphs: Iterable[Graph], out: BinaryIO, rdf_format: RdfFormat) -> None:
    prefixes = {prefix: namespace.iri for prefix, namespace in PREFIXES.items()}
    serialize(_triples(graphs), output=out, format=rdf_format, prefixes=prefixes)


def write_turtle(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """RDF 1.1 Turtle."""
    _write(graphs, out, RdfFormat.TURTLE)


def write_jsonld(graphs: Iterable[Graph], out: BinaryIO) -> None:
    """JSON-LD 1.1, expanded: one array of nodes."""
    _write(graphs, out, RdfFormat.JSON_LD)


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
