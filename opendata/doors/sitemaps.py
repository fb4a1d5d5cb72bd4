"""`/sitemap.xml` and `/robots.txt`: where search engines find every record's page (sitemaps.org 0.9).

The index leads to a sitemap for each block of records (`opendata.release.blocks`).
"""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from opendata.describe.graph import rfc3339
from opendata.doors.described import Described
from opendata.doors.negotiation import conditional
from opendata.doors.site import Site
from opendata.identity import library_document, record_iri
from opendata.release import blocks
from opendata.release.index import Release

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_PAGES = ("", "catalog", "changes/", "dumps/", "sparql")


def blueprint(site: Site, described: Described) -> Blueprint:
    """The door for crawlers."""
    sitemaps = Blueprint("sitemaps", __name__)

    @sitemaps.get("/robots.txt")
    def robots() -> Response:
        base = site.settings.base_iri
        maps = [f"Sitemap: {base}{path}" for path in ("sitemap.xml", "resourcesync/resources.xml")]
        lines = ["User-agent: *", "Disallow: /sparql?", "Disallow: /oai?", "", *maps]
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    @sitemaps.get("/sitemap.xml")
    def index() -> WerkzeugResponse:
        release = site.published.release()
        number = release.number if release else 0
        return _xml(described.once(("sitemap", number), lambda _: _index(site, release)))

    @sitemaps.get("/sitemap/pages.xml")
    def pages() -> WerkzeugResponse:
        base, release = site.settings.base_iri, site.published.release()
        libraries = [library_document(base, code) for code in site.settings.libraries]
        addresses = [*(base + path for path in _PAGES), *libraries]
        instant = release.instant if release else None
        return _xml(_sitemap((address, instant) for address in addresses))

    @sitemaps.get("/sitemap/<int:number>.xml")
    def sitemap(number: int) -> WerkzeugResponse:
        release, base = site.published.release(), site.settings.base_iri
        found = blocks.block(site.published.archive, release, number) if release else []
        if not found:
            return site.message(request, 404, "not_found_title", "not_found_text")
        return _xml(
            _sitemap((record_iri(base, each.library, each.identifier), each.instant) for each in found)
        )

    return sitemaps


def _index(site: Site, release: Release | None) -> bytes:
    base = site.settings.base_iri
    maps: list[tuple[str, datetime | None]] = [
        (f"{base}sitemap/pages.xml", release.instant if release else None)
    ]
    if release is not None:
        found = blocks.blocks(site.published.archive, release)
        maps += [(f"{base}sitemap/{each.number}.xml", each.instant) for each in found]
    parts = [f"<sitemap>{_entry(*each)}</sitemap>\n" for each in maps]
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{''.join(parts)}</sitemapindex>\n".encode()


def _sitemap(entries: Iterable[tuple[str, datetime | None]]) -> bytes:
    parts = [f"<url>{_entry(*each)}</url>\n" for each in entries]
    return f"{_HEAD}<urlset {_SPACE}>\n{''.join(parts)}</urlset>\n".encode()


def _entry(address: str, instant: datetime | None) -> str:
    changed = f"<lastmod>{rfc3339(instant)}</lastmod>" if instant else ""
    return f"<loc>{escape(address)}</loc>{changed}"


def _xml(text: bytes) -> WerkzeugResponse:
    response = Response(text, mimetype="application/xml")
    response.headers["Cache-Control"] = "no-cache"
    return conditional(response)
