"""Makes HTTP responses of results and of errors, with the headers that every answer carries."""

import hashlib
import zlib

import pyoxigraph
import zstandard
from flask import Request, Response
from werkzeug.wsgi import wrap_file

from sparql.endpoint import Endpoint
from sparql.errors import (
    Overloaded,
    QueryBroke,
    QueryError,
    QueryFailed,
    QueryMalformed,
    QueryRefused,
    QueryTimedOut,
    QueryUnserved,
)
from sparql.formats import Format
from sparql.messages import message
from sparql.tasks import Result

STATUS_OF_REFUSAL = {
    "address_too_long": 414,
    "media_type": 415,
    "method": 405,
    "not_acceptable": 406,
    "search_unready": 503,
    "too_long": 413,
}
"""The status of a refusal where it is not 400."""

_ENGINE_IS_BACK = 30
"""Seconds after which to ask again where another engine is down."""
ALLOW = "GET, HEAD, POST, OPTIONS"
_WRITING = f"1 {pyoxigraph.__version__} {zlib.ZLIB_RUNTIME_VERSION} {zstandard.__version__}"
"""Changes whenever the same result would be written with other bytes."""

COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Retry-After, OpenData-Truncated, OpenData-Release",
    "Vary": "Accept, Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


def respond(status: int, body: bytes, content_type: str) -> Response:
    """An answer with the headers that all share."""
    response = Response(body, status, content_type=content_type)
    response.headers.update(COMMON)
    return response


def error_response(error: QueryError, endpoint: Endpoint) -> Response:
    """An answer in plain text that says what happened and what to do, in English and Vietnamese.

    A time-out and a query too big for its worker are 503, as other SPARQL servers answer them.
    """
    dumps = endpoint.dumps_url
    retry_after = 0
    if isinstance(error, QueryRefused):
        status = STATUS_OF_REFUSAL.get(error.reason, 400)
        text = message(error.reason, **{"dumps": dumps, **error.detail})
    elif isinstance(error, QueryMalformed):
        status = 400
        text = message(error.reason, **vars(error))
    elif isinstance(error, QueryFailed):
        status, text = 400, message("failed")
    elif isinstance(error, Overloaded):
        status, retry_after = 503, error.retry_after
        text = message("overloaded", seconds=retry_after, dumps=dumps)
    elif isinstance(error, QueryTimedOut):
        status, retry_after = 503, max(1, round(error.seconds))
        text = message("timed_out", seconds=f"{error.seconds:g}", dumps=dumps)
    elif isinstance(error, QueryBroke):
        status, retry_after = 503, max(1, round(endpoint.pool().timeout))
        memory = f"{endpoint.pool().memory >> 20} MiB"
        text = message("broke", memory=memory, dumps=dumps)
    elif isinstance(error, QueryUnserved):
        status, retry_after, text = 503, _ENGINE_IS_BACK, message("unserved")
    else:  # abandoned: nobody reads this
        status, text = 503, ""
    response = respond(status, text.encode(), "text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    if status == 405:
        response.headers["Allow"] = ALLOW
    return response


def entity_tag(release: str, digest: bytes, coding: str) -> str:
    """A strong ETag (RFC 9110, section 8.8.3): the release, and all that decides the bytes of the answer."""
    parts = (release, digest, coding, _WRITING)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def not_modified(request: Request, tag: str) -> bool:
    """Whether the client has the answer already (weak comparison, RFC 9110, section 13.1.2)."""
    known = request.if_none_match
    return known.star_tag is False and known.contains_weak(tag.strip('"')) if known else False


def result_response(request: Request, result: Result, format: Format, dumps_url: str) -> Response:
    """A result. A cut one says so in its headers.

    `OpenData-Truncated: rows=N; cap=rows` (or `cap=bytes`) tells how many rows there are and what cut them;
    `Link … rel="alternate"` where all of the data are. A long body goes out from its file, without a thread.
    """
    body = result.body
    response = respond(200, b"", format.content_type)
    if request.method == "HEAD":
        pass
    elif body.in_memory:
        response.set_data(b"".join(body.chunks()))
    else:
        response = Response(
            wrap_file(request.environ, body.reader()),  # type: ignore[arg-type]
            200,
            response.headers,
            direct_passthrough=True,
        )
    response.headers["Content-Length"] = str(body.size)
    if result.coding:
        response.headers["Content-Encoding"] = result.coding
    if result.truncated:
        response.headers["OpenData-Truncated"] = f"rows={result.rows}; cap={result.truncated}"
        response.headers["Link"] = f'<{dumps_url}>; rel="alternate"'
    return response
