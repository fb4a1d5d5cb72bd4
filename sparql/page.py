"""The query page: a form that works without scripts, in Vietnamese and English, and is better with them."""

import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Request, Response, render_template, url_for

from sparql.answers import COMMON
from sparql.assets import Assets, accepts_gzip
from sparql.endpoint import Endpoint
from sparql.examples import AUDIENCES, Example
from sparql.formats import FORMATS_BY_FORM, GRAPHS, RESULTS
from sparql.page_results import SHOWN_ROWS, Shown
from sparql.page_words import decimal, number, script_words, words

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing evaluated, nothing from elsewhere."""

_LEVEL = 6
_EDITOR = "editor.js"
_OUTLINES = "outlines.json"


@dataclass(frozen=True)
class Answered:
    """What was asked on the page, and what came of it: a result, or a refusal with its text."""

    query: str = ""
    example: str = ""
    form: str = ""
    result: Shown | None = None
    refusal: Response | None = None
    place: tuple[int, int] = (0, 0)
    """Line and column of a syntax error, from 1; 0 where there is none."""
    release: str = ""


def language_of(request: Request, asked: str) -> str:
    """ "vi" or "en": as `lang=` says, else as the browser likes, else Vietnamese."""
    return asked if asked in ("vi", "en") else request.accept_languages.best_match(["vi", "en"]) or "vi"


def page_response(
    request: Request, endpoint: Endpoint, assets: Assets, language: str, answered: Answered
) -> Response:
    """The page in "vi" or "en". Needs the application context of the blueprint."""
    refusal = answered.refusal
    body = _rendered(endpoint, assets, language, answered).encode()
    packed = accepts_gzip(request)
    response = Response(
        gzip.compress(body, _LEVEL, mtime=0) if packed else body, refusal.status_code if refusal else 200
    )
    response.headers.update(COMMON)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    response.headers["Content-Language"] = language
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["Vary"] = "Accept, Accept-Encoding, Accept-Language"
    response.headers["Cache-Control"] = "no-cache" if refusal is None else "no-store"
    for name in ("Retry-After", "Allow"):
        if refusal is not None and name in refusal.headers:
            response.headers[name] = refusal.headers[name]
    return response


def _rendered(endpoint: Endpoint, assets: Assets, language: str, answered: Answered) -> str:
    pool = endpoint.pool()
    say = words(language)
    other = "en" if language == "vi" else "vi"
    example = _example(endpoint, answered.example)
    first = _example(endpoint, endpoint.first_example) or next(iter(endpoint.examples), None)
    query = answered.query or (first.in_language(language) if first else _ANYTHING)
    title = endpoint.titles.get(language) or next(iter(endpoint.titles.values()), "SPARQL")
    values: dict[str, Any] = {
        "language": language,
        "other_language": other,
        "other_language_link": "?" + urlencode({"lang": other, **_kept(answered)}),
        "page_title": title,
        "say": say,
        "description": endpoint.descriptions.get(language, ""),
        "limit_text": say["limit_text"].format(
            seconds=f"{pool.timeout:g}", rows=number(pool.max_rows, language)
        ),
        "dumps_url": endpoint.dumps_url,
        "limits_url": endpoint.limits_url,
        "example": example,
        "groups": _groups(endpoint.examples),
        "count": len(endpoint.examples),
        "query": query,
        "prefixes": sorted(endpoint.prefixes.items()),
        "formats": [each.name for each in (*RESULTS, *GRAPHS)],
        "answered": answered,
        "status": _status(answered, language),
        "downloads": _downloads(answered),
        "refusal": _refusal_text(answered.refusal, language),
        "marked": _marked(answered),
        "shown_rows": number(SHOWN_ROWS, language),
        "settings": _settings(endpoint, assets, language, example),
        "style": _address(assets, "query.css"),
        "script": _address(assets, "page.js"),
        "modules": [
            _address(assets, name) for name in assets.names(".js") if name not in ("page.js", _EDITOR)
        ],
    }
    return render_template(
        "sparql_query.html", **{"layout": endpoint.layout, **values, **endpoint.layout_values(language)}
    )


_ANYTHING = "SELECT * WHERE { ?s ?p ?o } LIMIT 10\n"


def _example(endpoint: Endpoint, name: str) -> Example | None:
    return next((each for each in endpoint.examples if each.name == name), None)


def _groups(examples: tuple[Example, ...]) -> list[tuple[str, list[Example]]]:
    found: dict[str, list[Example]] = defaultdict(list)
    for each in examples:
        found[each.audience].append(each)
    return [(audience, found[audience]) for audience in AUDIENCES if found[audience]]


def _kept(answered: Answered) -> dict[str, str]:
    """What the link to the other language takes along."""
    if answered.example:
        return {"example": answered.example}
    return {"query": answered.query} if answered.query else {}


def _status(answered: Answered, language: str) -> list[str]:
    result = answered.result
    if result is None:
        return []
    say = words(language)
    found = []
    if result.form in ("CONSTRUCT", "DESCRIBE"):
        found.append(say["triples"].format(count=number(result.total, language)))
    elif result.form == "SELECT" and result.total == 1:
        found.append(say["one_row"])
    elif result.form == "SELECT":
        found.append(say["rows"].format(count=number(result.total, language)))
    found.append(say["took"].format(seconds=decimal(result.seconds, language)))
    found.append(say["release"].format(release=answered.release))
    return found


def _downloads(answered: Answered) -> list[tuple[str, str]]:
    """Addresses of the whole result by name of format."""
    formats = FORMATS_BY_FORM.get(answered.form, ())
    return [(each.name, "?" + urlencode({"query": answered.query, "format": each.name})) for each in formats]


def _refusal_text(refusal: Response | None, language: str) -> str:
    if refusal is None:
        return ""
    english, _, vietnamese = refusal.get_data(as_text=True).strip().partition("\n\n")
    return vietnamese if language == "vi" else english


def _marked(answered: Answered) -> dict[str, str]:
    """The line of a syntax error, with the character at which it is."""
    line, column = answered.place
    lines = answered.query.replace("\r\n", "\n").split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    start = max(0, column - 1)
    return {"before": text[:start], "at": text[start : start + 1] or " ", "after": text[start + 1 :]}


def _settings(endpoint: Endpoint, assets: Assets, language: str, example: Example | None) -> str:
    """What scripts are told, as JSON for an attribute."""
    return json.dumps(
        {
            "language": language,
            "words": script_words(language),
            "prefixes": dict(endpoint.prefixes),
            "seconds": endpoint.pool().timeout,
            "rows": endpoint.pool().max_rows,
            "base": endpoint.base,
            "terms": _address(assets, "terms.json"),
            "editor": _address(assets, _EDITOR) if _EDITOR in assets else "",
            "outlines": _address(assets, _OUTLINES) if _OUTLINES in assets else "",
            "places": _address(assets, "places.json"),
            "view": example.view if example else "",
        },
        ensure_ascii=False,
    )


def _address(assets: Assets, name: str) -> str:
    return url_for("sparql.asset", digest=assets.digest, name=name)
