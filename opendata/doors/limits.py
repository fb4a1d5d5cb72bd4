"""`/limits`: what each door allows, as a page and as JSON, with the values that are in force here."""

from typing import Any, NamedTuple

from flask import Blueprint, request
from werkzeug.wrappers import Response as WerkzeugResponse

from oai.fair_use import Limits
from opendata.doors import language as languages
from opendata.doors.limit_words import WORDS
from opendata.doors.negotiation import (
    conditional,
    json_bytes,
    negotiated,
    not_acceptable,
    split_suffix,
)
from opendata.doors.rdf import HTML, JSON
from opendata.doors.site import Site
from sparql.endpoint import Endpoint
from sparql.page_results import SHOWN_ROWS
from sparql.pool import MAX_BYTES, QUEUE

_FORMATS = (HTML, JSON)
_MIB = 1 << 20


class Limit(NamedTuple):
    """A limit: its key in JSON and in the words of the page, its value, and its unit, a key too.

    A value of None is said in words: there is no limit.
    """

    key: str
    value: float | None
    unit: str


class Door(NamedTuple):
    """A door and its limits; what happens beyond them and what to do then stands in the words."""

    key: str
    path: str
    limits: tuple[Limit, ...]


def blueprint(site: Site, endpoint: Endpoint, oai: Limits) -> Blueprint:
    """The door to what is allowed at the others."""
    door = Blueprint("limits", __name__)

    @door.get("/limits")
    @door.get("/limits<suffix>")
    def limits(suffix: str = "") -> WerkzeugResponse:
        rest, wanted = split_suffix(suffix, _FORMATS)
        if rest:
            return site.message(request, 404, "not_found_title", "not_found_text")
        chosen = wanted or negotiated(request, _FORMATS)
        if chosen is None:
            return not_acceptable(_FORMATS)
        doors = _doors(site, endpoint, oai)
        if chosen is JSON:
            response = WerkzeugResponse(json_bytes(_as_json(site, doors)), mimetype=JSON.media_type)
        else:
            response = _page(site, doors)
        if wanted is None:
            response.headers["Vary"] = "Accept, Accept-Language"
            response.headers["Content-Location"] = f"/limits{chosen.suffix}"
        response.headers["Link"] = ", ".join(
            f'</limits{each.suffix}>; rel="alternate"; type="{each.media_type}"' for each in _FORMATS
        )
        return conditional(response)

    return door


def _doors(site: Site, endpoint: Endpoint, oai: Limits) -> tuple[Door, ...]:
    settings = site.settings
    return (
        Door("sparql", "sparql", _sparql(site, endpoint)),
        Door(
            "oai",
            "oai?verb=Identify",
            (
                Limit("pageRecords", settings.oai.page_size, "unit_records"),
                Limit("requestsAMinute", oai.a_minute or None, "requests_of_one"),
                Limit("atOnce", oai.at_once, "requests"),
                Limit("waiting", oai.waiting, "requests"),
                Limit("waitingSeconds", oai.patience, "seconds"),
            ),
        ),
        Door("dumps", "dumps/", (Limit("downloads", None, "downloads"), Limit("ranges", None, "ranges"))),
        Door("records", "", (Limit("requests", None, "requests"),)),
    )


def _sparql(site: Site, endpoint: Endpoint) -> tuple[Limit, ...]:
    settings = site.settings.sparql
    pool = site.pool()
    places: tuple[Limit, ...] = ()
    if pool is not None:
        places = (
            Limit("fastPlaces", pool.lanes.fast, "queries"),
            Limit("slowPlaces", pool.lanes.slow, "queries"),
        )
    return (
        Limit("seconds", settings.timeout, "seconds"),
        Limit("rows", settings.max_rows, "rows"),
        Limit("answerBytes", MAX_BYTES, "bytes"),
        Limit("memoryBytes", settings.memory * _MIB, "bytes"),
        *places,
        Limit("waiting", QUEUE, "queries"),
        Limit("queryBytes", endpoint.max_query_bytes, "bytes"),
        Limit("addressBytes", endpoint.max_address_bytes, "bytes"),
        Limit("rowsOnPage", SHOWN_ROWS, "rows"),
    )


def _as_json(site: Site, doors: tuple[Door, ...]) -> dict[str, Any]:
    base = site.settings.base_iri
    found: dict[str, Any] = {
        each.key: {
            **({"url": base + each.path} if each.path else {}),
            "limits": {limit.key: limit.value for limit in each.limits},
            "beyond": {language: WORDS[f"{each.key}_beyond"][language] for language in languages.LANGUAGES},
        }
        for each in doors
    }
    return {**found, "contact": site.settings.publisher.email}


def _page(site: Site, doors: tuple[Door, ...]) -> WerkzeugResponse:
    language = languages.of_request(request)
    say = {key: texts[language] for key, texts in WORDS.items()}
    return site.page(
        request,
        "opendata_limits.html",
        page_title=say["title"],
        say=say,
        doors=[
            {
                "key": each.key,
                "link": f"/{each.path}" if each.path else "",
                "limits": [
                    (say[f"{each.key}_{limit.key}"], _written(limit, language, say)) for limit in each.limits
                ],
            }
            for each in doors
        ],
        contact=site.settings.publisher.email,
    )


def _written(limit: Limit, language: str, say: dict[str, str]) -> str:
    """A value with its unit, as readers of the language write it."""
    if limit.value is None:
        return say["unlimited"]
    if limit.unit == "bytes":
        return _size(int(limit.value), language)
    if limit.value == int(limit.value):
        number = languages.grouped(int(limit.value), language)
    else:
        number = f"{limit.value:g}".replace(".", "," if language == "vi" else ".")
    return f"{number} {say[limit.unit]}"


def _size(value: int, language: str) -> str:
    for unit, size in (("GiB", 1 << 30), ("MiB", _MIB)):
        if value >= size and value % size == 0:
            return f"{languages.grouped(value // size, language)} {unit}"
    return f"{languages.grouped(value, language)} byte{'' if language == 'vi' else 's'}"
