"""The SPARQL 1.1 Protocol over HTTP: one address that answers queries, describes itself and has a page."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Blueprint, Request, Response, request

from sparql.answers import (
    ALLOW,
    entity_tag,
    error_response,
    not_modified,
    respond,
    result_response,
)
from sparql.assets import Assets
from sparql.bodies import SpoolFullError
from sparql.client_address import client_of
from sparql.codings import COMPRESS_FROM, encoded
from sparql.completions import page_files
from sparql.description import describe
from sparql.endpoint import Endpoint
from sparql.errors import Overloaded, QueryError, QueryFailed, QueryRefused
from sparql.formats import FORMATS_BY_FORM, GRAPHS, RESULTS, Format, choose_by_name
from sparql.long_queries import read
from sparql.negotiation import choose, choose_coding, prefers_html
from sparql.page_door import PageDoor
from sparql.pool import WorkerPool, never
from sparql.protocol import Operation, Pairs, address_parameters, read_operation
from sparql.search_patterns import expanded
from sparql.tasks import Result, Task

_METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
_STATIC = Path(__file__).parent / "static"

QUERY_NOTE = "sparql.query"
"""Where the WSGI environment of an answered request tells, for logs, which query it was: a digest of it."""
LANE_NOTE = "sparql.lane"
"""Where it tells how it was answered: `sparql.tasks.Result.lane`."""


def blueprint(endpoint: Endpoint) -> Blueprint:
    """The endpoint as a blueprint with one address: register it with `url_prefix="/sparql"`.

    Queries see one default graph, a set. A dataset in the request (default-graph-uri, named-graph-uri) takes
    its place (SPARQL 1.1 Protocol, section 2.1.4); as the store has no named graphs, such a dataset is empty:
    the default graph's data stand for no named graph.

    A running query is killed when its client goes away, where the server tells (waitress with
    `channel_request_lookahead` above 0).
    """
    door = Blueprint("sparql", __name__, template_folder="templates")
    page = PageDoor(endpoint, Assets(_STATIC, page_files()), lambda *asked: _run(endpoint, *asked))

    @door.route("", methods=_METHODS, provide_automatic_options=False)
    def answer() -> Response:
        parameters: Pairs = []
        try:
            if request.method == "OPTIONS":
                return _preflight()
            if request.method not in ("GET", "HEAD", "POST"):
                raise QueryRefused("method")
            parameters = address_parameters(request, endpoint.max_address_bytes)
            if request.method != "POST" and not {"query", "update"} & {key for key, _ in parameters}:
                return _about(endpoint, page, parameters)
            operation = read_operation(request, parameters, endpoint.max_query_bytes)
            if page.wanted(request, [*parameters, ("format", operation.format)]):
                return page.answered(request, parameters, operation)
            return _query(endpoint, operation)
        except QueryError as error:
            if page.wanted(request, parameters):
                return page.refused(request, parameters, error)
            return error_response(error, endpoint)

    @door.get("/assets/<digest>/<name>")
    def asset(digest: str, name: str) -> Response:
        return page.asset(request, digest, name)

    return door


def _run(endpoint: Endpoint, task: Task, repeatable: bool) -> Result:
    """Answers a task of the page's for the request at hand."""
    request.environ[QUERY_NOTE] = hashlib.sha256(task.query.encode()).hexdigest()[:16]
    client = client_of(request.remote_addr or "")
    result = endpoint.pool().run(task, _abandoned(request), client, repeatable)
    request.environ[LANE_NOTE] = result.lane
    return result


def _preflight() -> Response:
    response = respond(204, b"", "text/plain; charset=utf-8")
    response.headers["Allow"] = ALLOW
    response.headers["Access-Control-Allow-Methods"] = ALLOW
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _about(endpoint: Endpoint, page: PageDoor, parameters: Pairs) -> Response:
    """Without a query: the page for a browser, the service description for who asks for RDF."""
    accept = request.headers.get("Accept")
    if prefers_html(accept, GRAPHS):
        return page.empty(request, parameters)
    chosen = _chosen(request, dict(parameters).get("format", ""), GRAPHS)
    return respond(200, describe(endpoint, _url(endpoint), chosen), chosen.content_type)


def _query(endpoint: Endpoint, operation: Operation) -> Response:
    came, pool = time.monotonic(), endpoint.pool()
    client = client_of(request.remote_addr or "")
    request.environ[QUERY_NOTE] = hashlib.sha256(operation.query.encode()).hexdigest()[:16]
    try:
        checked = read(operation.query, endpoint.max_query_bytes, pool, _abandoned(request), client, came)
    except QueryRefused:
        pool.figures.count("refused")
        raise
    chosen = _chosen(request, operation.format, FORMATS_BY_FORM.get(checked.form, (*RESULTS, *GRAPHS)))
    task = Task(
        query=expanded(operation.query, endpoint.search),
        format=chosen.name,
        max_rows=pool.max_rows,
        max_bytes=pool.max_bytes,
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        prefixes=endpoint.prefixes,
        truncation_link=f"{endpoint.dumps_url}#truncated",
    )
    digest = task.digest()
    coding = choose_coding(request.headers.get("Accept-Encoding"))
    tag = entity_tag(endpoint.release(pool.checkpoint), digest, coding)
    if checked.repeatable and request.method != "POST" and not_modified(request, tag):
        pool.figures.count("not_modified")
        return _with_validators(respond(304, b"", chosen.content_type), endpoint, pool.checkpoint, tag)
    result = pool.kept(digest, coding) if checked.repeatable and coding else None
    if result is None:
        result = pool.run(task, _abandoned(request), client, checked.repeatable, came)
        if not checked.form:  # the guard did not see what kind of query it is, so the format was a guess
            raise QueryFailed("the query has no form")
        result = _coded(pool, result, digest, coding, checked.repeatable)
    request.environ[LANE_NOTE] = result.lane
    response = result_response(request, result, chosen, endpoint.dumps_url)
    tag = entity_tag(endpoint.release(result.checkpoint), digest, coding)
    return _with_validators(response, endpoint, result.checkpoint, tag if checked.repeatable else "")


def _coded(pool: WorkerPool, result: Result, digest: bytes, coding: str, repeatable: bool) -> Result:
    """The result in a content coding, where that pays."""
    if not coding or result.body.size < COMPRESS_FROM:
        return result
    if repeatable and (kept := pool.kept(digest, coding)) is not None:
        return kept
    try:
        body = encoded(result.body, coding, pool.spool)
    except (SpoolFullError, OSError) as error:
        raise Overloaded(max(1, round(pool.timeout))) from error
    result = replace(result, body=body, coding=coding)
    if repeatable:
        pool.keep(result, digest, coding)
    return result


def _with_validators(response: Response, endpoint: Endpoint, checkpoint: Path, tag: str) -> Response:
    response.headers["OpenData-Release"] = endpoint.release(checkpoint)
    if tag:
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "public, no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def _chosen(asking: Request, name: str, formats: tuple[Format, ...]) -> Format:
    """The format by `format=`, else by Accept. A name that is none of ours leaves it to Accept."""
    accept = asking.headers.get("Accept")
    chosen = (choose_by_name(name, formats) if name else None) or choose(accept, formats)
    if chosen is None:
        offered = ", ".join(f"{f.media_type} (format={f.name})" for f in formats)
        raise QueryRefused("not_acceptable", formats=offered)
    return chosen


def _abandoned(asking: Request) -> Callable[[], bool]:
    disconnected: Any = asking.environ.get("waitress.client_disconnected")
    return disconnected if callable(disconnected) else never


def _url(endpoint: Endpoint) -> str:
    return endpoint.url or request.base_url
