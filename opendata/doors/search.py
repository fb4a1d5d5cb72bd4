"""`/search`: records by words, as JSON and as a page; `/search/opensearch.xml` for browsers.

`q` is what a person types: words in any order, with or without marks; "a phrase"; the beginning of a word
with *. `kind` (title, name, subject, identifier), `library`, `type`, `language`, `licence`, `province` (codes
as in the sets of /oai), `from` and `to` (years) narrow it; `page` and `size` go through the answer.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as WerkzeugResponse

from opendata.doors import language as languages
from opendata.doors.negotiation import json_bytes, negotiated, open_to_all
from opendata.doors.rdf import HTML, JSON
from opendata.doors.site import Site
from opendata.identity import record_iri
from opendata.search.document import Document
from opendata.search.errors import NoSearchIndexError, SearchRefusedError
from opendata.search.index import CANDIDATES, Found
from opendata.search.matching import match
from opendata.search.queries import Search, understood
from opendata.search.reader import SearchReader
from opendata.search.texts import KINDS
from sparql.errors import QueryRefused
from sparql.search_patterns import Find, Hit

SIZE, LARGEST = 20, 100
_FACETS = ("type", "language", "licence", "province")
_YEARS = range(1000, 2100)
_NAMES_SHOWN = 5
_KIND_WORDS = {"title": "search_titles"} | {kind: f"search_{kind}" for kind in KINDS if kind != "title"}

Asked = MultiDict[str, str]


def blueprint(site: Site, reader: SearchReader) -> Blueprint:
    """The door to searching."""
    door = Blueprint("search", __name__, template_folder="templates")

    @door.get("/search")
    def search() -> WerkzeugResponse:
        wants_page = negotiated(request, (JSON, HTML)) is HTML
        asked = request.args
        if wants_page and not asked.get("q", "").strip():
            return _page(site, asked, None, None)
        try:
            size = _number(asked, "size", SIZE, LARGEST)
            number = _number(asked, "page", 1, CANDIDATES)
            understanding = _search(asked)
            found = reader.search(understanding)
        except SearchRefusedError as error:
            return _refused(site, asked, error, 400, wants_page)
        except NoSearchIndexError:
            return _refused(site, asked, SearchRefusedError("nothing_yet"), 503, wants_page)
        answer = _answer(site, asked, understanding, found, number, size)
        if wants_page:
            return _page(site, asked, answer, None)
        response = open_to_all(Response(json_bytes(answer), mimetype=JSON.media_type))
        response.headers["Vary"] = "Accept"
        response.headers["Cache-Control"] = "public, max-age=60"
        return response

    @door.get("/search/opensearch.xml")
    def opensearch() -> Response:
        language = languages.of_request(request)
        text = render_template("opendata_opensearch.xml", **site.layout_values(language))
        return Response(text, mimetype="application/opensearchdescription+xml")

    return door


def finder(site: Site, reader: SearchReader) -> Find:
    """How queries of /sparql search."""

    def find(text: str, kinds: Sequence[str], most: int) -> list[Hit]:
        try:
            found = reader.search(understood(text, kinds))
        except SearchRefusedError as error:
            why = " · ".join(_words(error, language) for language in languages.LANGUAGES)
            raise QueryRefused("search_words", why=why) from error
        except NoSearchIndexError as error:
            raise QueryRefused("search_unready") from error
        return [_hit(site, document) for _, document in found.documents[:most]]

    return find


def _hit(site: Site, document: Document) -> Hit:
    iri = record_iri(site.settings.base_iri, document.library, document.identifier)
    return Hit(f"{iri}#Work", document.texts.titles[0] if document.texts.titles else "")


def _search(asked: Asked) -> Search:
    """What is asked for; raises SearchRefusedError."""
    kinds = _listed(asked, "kind")
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise SearchRefusedError("search_kind", f"{', '.join(KINDS)} ({', '.join(unknown)[:60]})")
    facets = [_listed(asked, "library")]
    facets += [[f"{facet}:{code}" for code in _listed(asked, facet)] for facet in _FACETS]
    if asked.get("from") or asked.get("to"):
        first = _number(asked, "from", _YEARS[0], _YEARS[-1])
        last = _number(asked, "to", _YEARS[-1], _YEARS[-1])
        facets.append([f"y{year}" for year in range(max(first, _YEARS[0]), last + 1)] or ["y"])
    return understood(asked.get("q", ""), kinds or KINDS, [facet for facet in facets if facet])


def _listed(asked: Asked, name: str) -> list[str]:
    """The values of a parameter, given several times or with commas."""
    return [each for given in asked.getlist(name) for each in given[:200].replace(" ", "").split(",") if each]


def _number(asked: Asked, name: str, default: int, most: int) -> int:
    given = asked.get(name, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= most):
        raise SearchRefusedError("search_number", f"{name}: 1–{most}")
    return int(given)


def _answer(site: Site, asked: Asked, search: Search, found: Found, number: int, size: int) -> dict[str, Any]:
    """The answer as JSON tells it."""
    shown = found.documents[(number - 1) * size : number * size]
    answer = {
        "query": asked.get("q", ""),
        "release": found.release,
        "total": len(found.documents),
        "more": found.more,
        "page": number,
        "size": size,
        "results": [_result(site, search, document) for _, document in shown],
    }
    if number * size < len(found.documents):
        answer["next"] = f"{site.settings.base_iri}search?{_address(asked, number + 1)}"
    return answer


def _result(site: Site, search: Search, document: Document) -> dict[str, Any]:
    iri = record_iri(site.settings.base_iri, document.library, document.identifier)
    texts = document.texts
    matched = match(search, texts)
    return {
        "id": iri,
        "work": f"{iri}#Work",
        "title": texts.titles[0] if texts.titles else "",
        "names": texts.names[:_NAMES_SHOWN],
        **({"year": texts.year} if texts.year else {}),
        "library": document.library,
        "licence": site.licence(document.library),
        "match": {"kind": matched.kind, "text": matched.text, "exact": matched.exact},
        "sets": [facet for facet in document.facets if facet != document.library],
    }


def _address(asked: Asked, number: int) -> str:
    given = [(name, value) for name, value in asked.items(multi=True) if name != "page" and value]
    return urlencode([*given, ("page", str(number))])


def _refused(
    site: Site, asked: Asked, error: SearchRefusedError, status: int, wants_page: bool
) -> WerkzeugResponse:
    if wants_page:
        return _page(site, asked, None, error, status)
    told = {language: _words(error, language) for language in languages.LANGUAGES}
    response = open_to_all(Response(json_bytes({"error": told}), status, mimetype=JSON.media_type))
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(error: SearchRefusedError, language: str) -> str:
    return languages.words(language)[error.reason].format(allowed=error.allowed)


def _page(
    site: Site,
    asked: Asked,
    answer: dict[str, Any] | None,
    error: SearchRefusedError | None,
    status: int = 200,
) -> Response:
    language = languages.of_request(request)
    words = languages.words(language)
    pages: Iterable[tuple[str, int]] = ()
    if answer is not None:
        before = [(words["before"], answer["page"] - 1)] if answer["page"] > 1 else []
        pages = before + ([(words["next"], answer["page"] + 1)] if "next" in answer else [])
    return site.page(
        request,
        "opendata_search.html",
        status,
        page_title=words["search_title"],
        asked=asked,
        answer=answer,
        problem=_words(error, language) if error else "",
        kinds=KINDS,
        kind_words=_KIND_WORDS,
        libraries={code: site.library_name(code, language) for code in site.settings.libraries},
        local=lambda result: f"/record/{result['library']}/{result['id'].rpartition('/')[2]}",
        pages=[(label, _address(asked, number)) for label, number in pages],
        other_language_link="?"
        + urlencode(
            [*((n, v) for n, v in asked.items(multi=True) if n != "lang"), ("lang", _other(language))]
        ),
    )


def _other(language: str) -> str:
    return "en" if language == "vi" else "vi"
