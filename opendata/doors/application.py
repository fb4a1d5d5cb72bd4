"""The WSGI application: every door a blueprint, nothing in an answer but what belongs to it."""

import logging
from datetime import UTC, datetime

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from oai.blueprint import blueprint as oai_door
from oai.fair_use import FairUse, Limits
from opendata.declared.allowed import page_sizes
from opendata.doors import (
    change_feeds,
    dumps,
    libraries,
    limits,
    metrics,
    pages,
    records,
    resourcesync,
    search,
    sitemaps,
)
from opendata.doors.catalogue import blueprint as catalogue_door
from opendata.doors.described import Described
from opendata.doors.language import WORDS
from opendata.doors.oai_repository import PublishedCollection
from opendata.doors.oai_secret import secret_of
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.doors.site import Site
from opendata.doors.sparql_door import NothingPublishedError, endpoint
from opendata.release.fetch import as_of
from opendata.search.reader import SearchReader
from opendata.settings import Settings
from sparql.blueprint import blueprint as sparql_door
from sparql.errors import Overloaded, QueryError

_LARGEST_REQUEST = 4 << 20
_RETRY_AFTER = 30  # seconds
_OF_REFUSALS = ("Allow", "Content-Range", "Retry-After")
"""What a refusal's status needs beside it (RFC 9110, sections 15.5.6, 15.5.17 and 10.2.3)."""


def application(settings: Settings, published: Published, pool: PoolOfRelease) -> Flask:
    """The application over what is *published*, with *pool* for queries."""
    app = Flask("opendata.doors", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_REQUEST
    app.url_map.strict_slashes = True
    site = Site(settings, published, pool.get)
    described = Described(site)
    oai_limits = Limits(a_minute=settings.oai.requests_a_minute)
    fair_use = FairUse(oai_limits)
    searched = SearchReader(settings.search_path)
    asked = endpoint(site, pool, search.finder(site, searched))
    app.register_blueprint(pages.blueprint(site, fair_use.figures))
    app.register_blueprint(metrics.blueprint(site, metrics.Requests(app), fair_use.figures))
    app.register_blueprint(records.blueprint(site))
    app.register_blueprint(libraries.blueprint(site, described))
    app.register_blueprint(dumps.blueprint(site, described))
    app.register_blueprint(catalogue_door(site, described))
    app.register_blueprint(sitemaps.blueprint(site, described))
    app.register_blueprint(resourcesync.blueprint(site, described))
    app.register_blueprint(change_feeds.blueprint(site, described))
    app.register_blueprint(search.blueprint(site, searched))
    app.register_blueprint(sparql_door(asked), url_prefix="/sparql")
    app.register_blueprint(limits.blueprint(site, asked, oai_limits))
    app.register_blueprint(
        oai_door(
            PublishedCollection(site),
            secret_of(settings),
            page_size=settings.oai.page_size,
            page_sizes=page_sizes(settings.oai.page_sizes),
            now=lambda: _told_until(settings),
            fair_use=fair_use,
        ),
        url_prefix="/oai",
    )

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        if error.code == 404:
            return site.message(request, 404, "not_found_title", "not_found_text")
        answer = Response(f"{error.code} {error.name}\n", error.code, mimetype="text/plain")
        for name, value in error.get_headers(request.environ):
            if name in _OF_REFUSALS:
                answer.headers[name] = value
        return answer

    @app.errorhandler(NothingPublishedError)
    def nothing_yet(error: NothingPublishedError) -> Response:
        if request.accept_mimetypes.best_match(("text/plain", "text/html")) == "text/html":
            answer = site.message(request, 503, "nothing_yet", "nothing_yet_text")
        else:
            text = "".join(f"{text}\n" for text in WORDS["nothing_yet"].values())
            answer = Response(f"503 {text}", 503, mimetype="text/plain")
        return _later(answer, _RETRY_AFTER)

    @app.errorhandler(QueryError)
    def not_asked(error: QueryError) -> Response:
        """A page's own query: what it asks for is sound, so the endpoint is busy."""
        seconds = error.retry_after if isinstance(error, Overloaded) else _RETRY_AFTER
        answer = Response("503 Busy with other queries; try again soon.\n", 503, mimetype="text/plain")
        return _later(answer, seconds)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        logging.getLogger(__name__).error("answering %s", request.path, exc_info=error)
        return Response("500 Something broke here; it has been logged.\n", 500, mimetype="text/plain")

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response

    return app


def _told_until(settings: Settings) -> datetime:
    """Up to when /oai knows all there is: now; on a front end, which may be behind, when it last knew.

    A harvester asks from the responseDate on the next time, perhaps at another front end.
    """
    known = None if settings.archive.url else as_of(settings.home)
    now = datetime.now(UTC)
    return min(known, now) if known else now


def _later(answer: Response, seconds: int) -> Response:
    answer.headers["Retry-After"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
