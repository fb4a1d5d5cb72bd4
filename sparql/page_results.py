"""The rows of a result as the query page shows them without scripts."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sparql.tasks import Result

SHOWN_ROWS = 1000
"""More rows than these are for downloads."""
SHOWN_BYTES = 4 << 20

_NUMBERS = {
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "double", "float", "long", "int", "nonNegativeInteger")
}


class Cell(NamedTuple):
    """A term. `kind` is uri, literal, bnode, triple, or "" for none; `link` is where it may be followed."""

    kind: str = ""
    text: str = ""
    value: str = ""
    link: str = ""
    language: str = ""
    datatype: str = ""
    number: bool = False


class Shown(NamedTuple):
    """A result: a table, or a yes or no (`boolean`), or a graph as Turtle (`graph`)."""

    form: str
    variables: list[str]
    rows: list[list[Cell]]
    boolean: bool
    graph: str
    total: int
    truncated: bool
    seconds: float


def shown(form: str, result: Result, prefixes: Mapping[str, str], base: str, seconds: float) -> Shown:
    """The result of a query of *form*, asked for as JSON or Turtle. Links under *base* become paths."""
    body = b"".join(result.chunks)
    variables: list[str] = []
    rows: list[list[Cell]] = []
    boolean, graph = False, ""
    if form in ("CONSTRUCT", "DESCRIBE"):
        graph = body.decode()
    else:
        found: dict[str, Any] = json.loads(body)
        boolean = bool(found.get("boolean"))
        variables = found["head"].get("vars", [])
        for row in found.get("results", {}).get("bindings", []):
            rows.append([cell(row.get(name), prefixes, base) for name in variables])
    return Shown(form, variables, rows, boolean, graph, result.rows, bool(result.truncated), seconds)


def cell(term: Mapping[str, Any] | None, prefixes: Mapping[str, str], base: str) -> Cell:
    """A term object of SPARQL results in JSON (section 3.2.2), None where the variable is unbound."""
    if term is None:
        return Cell()
    kind, value = term["type"], term["value"]
    if kind == "uri":
        return Cell(kind, shortened(value, prefixes, base), value, _link(value, base))
    if kind == "literal":
        datatype = term.get("datatype", "")
        return Cell(
            kind,
            value,
            value,
            language=term.get("xml:lang", ""),
            datatype=shortened(datatype, prefixes, base),
            number=datatype in _NUMBERS,
        )
    text = f"_:{value}" if kind == "bnode" else json.dumps(value, ensure_ascii=False)
    return Cell(kind, text, text)


def shortened(iri: str, prefixes: Mapping[str, str], base: str) -> str:
    """`bf:Work`, or the path of what is here, or the IRI as it is."""
    fitting = [(name, space) for name, space in prefixes.items() if iri.startswith(space)]
    if fitting:
        name, space = max(fitting, key=lambda each: len(each[1]))
        rest = iri[len(space) :]
        if rest and not set(rest) & set("/#?"):
            return f"{name}:{rest}"
    return "/" + iri[len(base) :] if base and iri.startswith(base) else iri


def _link(iri: str, base: str) -> str:
    if base and iri.startswith(base):
        return "/" + iri[len(base) :].lstrip("/")
    return iri if iri.startswith(("https://", "http://")) else ""
