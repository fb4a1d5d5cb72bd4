"""Answers browsers: the query page empty, with an example, with the result of a query, or with a refusal."""

import time
from collections.abc import Callable

from flask import Request, Response

from sparql.answers import error_response
from sparql.assets import Assets
from sparql.endpoint import Endpoint
from sparql.errors import QueryError, QueryFailed, QueryMalformed
from sparql.formats import GRAPHS, RESULTS
from sparql.long_queries import read
from sparql.negotiation import prefers_html
from sparql.page import Answered, language_of, page_response
from sparql.page_results import SHOWN_BYTES, SHOWN_ROWS, shown
from sparql.protocol import Operation, Pairs
from sparql.search_patterns import expanded
from sparql.tasks import Result, Task

Run = Callable[[Task, bool], Result]
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


class PageDoor:
    """The query page of an endpoint; *run* answers a task for the request at hand."""

    def __init__(self, endpoint: Endpoint, assets: Assets, run: Run) -> None:
        self._endpoint = endpoint
        self._assets = assets
        self._run = run

    def wanted(self, request: Request, parameters: Pairs) -> bool:
        """Whether the page is asked for: by `format=html`, or by a browser that names no format."""
        name = dict(parameters).get("format", "").strip().lower()
        accept = request.headers.get("Accept")
        return name in ("html", "text/html") or (not name and prefers_html(accept, (*RESULTS, *GRAPHS)))

    def empty(self, request: Request, parameters: Pairs) -> Response:
        """The page before anything is asked; with `example=name`, that one and its result."""
        asked = dict(parameters)
        found = [each for each in self._endpoint.examples if each.name == asked.get("example")]
        if found:
            query = found[0].in_language(language_of(request, asked.get("lang", "")))
            return self._answered(request, parameters, Operation(query, "", None, None), found[0].name)
        return self._page(request, parameters, Answered())

    def answered(self, request: Request, parameters: Pairs, operation: Operation) -> Response:
        """The page with a query and its result."""
        return self._answered(request, parameters, operation, "")

    def refused(self, request: Request, parameters: Pairs, error: QueryError, query: str = "") -> Response:
        """The page with a query and why it was not answered."""
        place = (error.line, error.column) if isinstance(error, QueryMalformed) else (0, 0)
        refusal = error_response(error, self._endpoint)
        query = query or dict(parameters).get("query", "")
        return self._page(request, parameters, Answered(query=query, refusal=refusal, place=place))

    def asset(self, request: Request, digest: str, name: str) -> Response:
        """A file of the page."""
        found = self._assets.response(request, digest, name)
        return found or Response("404 There is no such file any more.\n", 404, mimetype="text/plain")

    def _answered(self, request: Request, parameters: Pairs, operation: Operation, example: str) -> Response:
        endpoint = self._endpoint
        try:
            checked = read(operation.query, endpoint.max_query_bytes, endpoint.pool())
            form = checked.form
            task = Task(
                query=expanded(operation.query, endpoint.search),
                format="ttl" if form in _GRAPH_FORMS else "json",
                max_rows=SHOWN_ROWS,
                max_bytes=SHOWN_BYTES,
                default_graphs=operation.default_graphs,
                named_graphs=operation.named_graphs,
                prefixes=endpoint.prefixes,
            )
            began = time.monotonic()
            result = self._run(task, checked.repeatable)
            if not form:  # the guard did not see what kind of query it is, so the format was a guess
                raise QueryFailed("the query has no form")
            seconds = time.monotonic() - began
        except QueryError as error:
            return self.refused(request, parameters, error, operation.query)
        answered = Answered(
            query=operation.query,
            example=example,
            form=form,
            result=shown(form, result, endpoint.prefixes, endpoint.base, seconds),
            release=endpoint.release(result.checkpoint),
        )
        return self._page(request, parameters, answered)

    def _page(self, request: Request, parameters: Pairs, answered: Answered) -> Response:
        language = language_of(request, dict(parameters).get("lang", ""))
        return page_response(request, self._endpoint, self._assets, language, answered)
