"""Reads a request of the SPARQL 1.1 Protocol (section 2.1) into a query and its dataset, strictly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request

from sparql.errors import QueryRefused

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

_ABSOLUTE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*')
_MAX_FIELDS = 1000

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Operation:
    """A query operation. `default_graphs` and `named_graphs` are None when the request names no dataset."""

    query: str
    format: str
    default_graphs: list[str] | None
    named_graphs: list[str] | None


def address_parameters(request: Request, max_bytes: int) -> Pairs:
    """The parameters in the address. Raises QueryRefused when they are too long or no UTF-8."""
    raw = request.query_string
    if len(raw) > max_bytes:
        raise QueryRefused("address_too_long", limit=max_bytes)
    return _pairs(raw)


def read_operation(request: Request, parameters: Pairs, max_query_bytes: int) -> Operation:
    """The operation that a GET, HEAD or POST asks for. Raises QueryRefused."""
    if request.method != "POST":
        return _operation(parameters)
    kind = request.mimetype
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if kind == UPDATE:
        raise QueryRefused("update", operation="application/sparql-update")
    if kind not in (FORM, DIRECT) or charset not in ("utf-8", "utf8"):
        raise QueryRefused("media_type")
    body = _body(request, max_query_bytes * (3 if kind == FORM else 1), max_query_bytes)
    if kind == FORM:
        return _operation(parameters + _pairs(body))
    return _operation([*parameters, ("query", _text(body))])


def _operation(parameters: Pairs) -> Operation:
    queries = _values(parameters, "query")
    if _values(parameters, "update"):
        raise QueryRefused("update", operation="update=")
    if len(queries) > 1:
        raise QueryRefused("many_queries")
    if not queries or not queries[0].strip():
        raise QueryRefused("no_query")
    default_graphs = _graphs(parameters, "default-graph-uri")
    named_graphs = _graphs(parameters, "named-graph-uri")
    named = bool(default_graphs or named_graphs)
    names = _values(parameters, "format")
    return Operation(
        query=queries[0],
        format=names[0] if names else "",
        default_graphs=default_graphs if named else None,
        named_graphs=named_graphs if named else None,
    )


def _graphs(parameters: Pairs, name: str) -> list[str]:
    graphs = _values(parameters, name)
    for iri in graphs:
        if not _ABSOLUTE_IRI.fullmatch(iri):
            raise QueryRefused("graph_not_iri", text=iri[:200])
    return graphs


def _values(parameters: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in parameters if key == name]


def _body(request: Request, max_bytes: int, max_query_bytes: int) -> bytes:
    """The body, read no further than it may be long."""
    body = request.stream.read(max_bytes + 1) if (request.content_length or 0) <= max_bytes else None
    if body is None or len(body) > max_bytes:
        raise QueryRefused("too_long", limit=max_query_bytes)
    return body


def _pairs(raw: bytes) -> Pairs:
    try:
        return parse_qsl(
            raw.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS
        )
    except ValueError:  # UnicodeDecodeError is one
        raise QueryRefused("not_utf8") from None


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise QueryRefused("not_utf8") from None
