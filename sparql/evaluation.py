"""Evaluates one query on an open store, or an engine, and writes its result in pieces, up to the caps."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from sparql.diagnosis import malformed
from sparql.errors import QueryFailed
from sparql.functions import FUNCTIONS
from sparql.projection import order_of_appearance
from sparql.results import FEET, HEADS, ROWS, SEPARATORS, without_xml_illegal
from sparql.sources import Answer, EngineSource, Source
from sparql.tasks import Task

CHUNK_BYTES = 1 << 16

_RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "n3": RdfFormat.N3,
}
_END_PLACE = {"ttl", "nt", "nq", "trig", "n3"}

Send = Callable[[bytes], None]


class Output:
    """Gathers bytes and sends them in pieces of a fair size; counts them."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._parts: list[bytes] = []
        self._held = 0
        self.total = 0

    def write(self, data: bytes) -> int:
        """Takes bytes, as a binary file does."""
        self._parts.append(bytes(data))
        self._held += len(data)
        self.total += len(data)
        if self._held >= CHUNK_BYTES:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Sends what is held."""
        if self._held:
            self._send(b"".join(self._parts))
            self._parts, self._held = [], 0


def evaluate(source: Source, task: Task, send: Send) -> dict[str, object]:
    """Sends the body in pieces and returns {"rows", "truncated", "head"}; the head goes before the body.

    The head comes last because only then is it known whether the result was cut. Raises QueryMalformed or
    QueryFailed, after which the pieces sent are void.
    """
    try:
        answer = _query(source, task)
    except SyntaxError as error:
        raise malformed(str(error), task) from None
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise QueryFailed(str(error)) from None
    try:
        output = Output(send)
        if isinstance(answer, QueryBoolean):
            output.write(answer.serialize(format=_RESULTS[task.format]) or b"")
            end: dict[str, object] = {"rows": 1, "truncated": "", "head": ""}
        elif isinstance(answer, QuerySolutions):
            end = _write_solutions(answer, task, output)
        else:
            end = _write_graph(answer, task, output)
        output.flush()
    except (OSError, SyntaxError, ValueError, RuntimeError, KeyError) as error:
        raise QueryFailed(str(error)) from None
    return end


def _query(source: Source, task: Task) -> Answer:
    if isinstance(source, EngineSource):
        ask: Callable[..., Answer] = source.query
    else:
        ask = partial(source.query, custom_functions=FUNCTIONS)
    if task.default_graphs is None and task.named_graphs is None:
        return ask(task.query)
    return ask(
        task.query,
        default_graph=[NamedNode(iri) for iri in task.default_graphs or ()],
        named_graphs=[NamedNode(iri) for iri in task.named_graphs or ()],
    )


def _write_solutions(answer: QuerySolutions, task: Task, output: Output) -> dict[str, object]:
    variables = [variable.value for variable in answer.variables]
    write_row, separator = ROWS[task.format], SEPARATORS[task.format]
    order = order_of_appearance(task.query, variables)
    if order is not None:
        variables = [variables[place] for place in order]
    rows, truncated = 0, ""
    for solution in answer if order is None else (tuple(row[place] for place in order) for row in answer):
        if rows >= task.max_rows:
            truncated = "rows"
            break
        text = write_row(variables, solution)
        data = (separator + text if rows else text).encode()
        if output.total + len(data) > task.max_bytes:
            truncated = "bytes"
            break
        output.write(data)
        rows += 1
    output.write(FEET[task.format].encode())
    head = HEADS[task.format](variables, task.truncation_link if truncated else "")
    return {"rows": rows, "truncated": truncated, "head": head}


def _write_graph(answer: Iterable[Triple], task: Task, output: Output) -> dict[str, object]:
    state: dict[str, object] = {"rows": 0, "truncated": "", "head": ""}

    def capped() -> Iterator[Triple]:
        for rows, triple in enumerate(answer):
            if rows >= task.max_rows or output.total > task.max_bytes:
                state["truncated"] = "rows" if rows >= task.max_rows else "bytes"
                return
            state["rows"] = rows + 1
            yield _for_xml(triple) if task.format == "rdf" else triple

    serialize(capped(), output, _GRAPHS[task.format], prefixes=dict(task.prefixes))  # type: ignore[arg-type]
    if state["truncated"] and task.format in _END_PLACE:
        link = task.truncation_link
        output.write(f"# Truncated after {state['rows']} triples. {link}\n".encode())
    return state


def _for_xml(triple: Triple) -> Triple:
    literal = triple.object
    if not isinstance(literal, Literal):
        return triple
    text = without_xml_illegal(literal.value)
    if text == literal.value:
        return triple
    language = literal.language
    clean = Literal(text, language=language) if language else Literal(text, datatype=literal.datatype)
    subject = triple.subject
    assert isinstance(subject, NamedNode | BlankNode)
    return Triple(subject, triple.predicate, clean)


def task_from_json(payload: bytes) -> Task:
    """The task that the server sent."""
    return Task(**json.loads(payload))
