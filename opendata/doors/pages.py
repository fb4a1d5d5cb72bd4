"""The home page, `/health`, and the style sheet."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request

from opendata.alarms import alarms
from opendata.doors import language as languages
from opendata.doors.kept_briefly import KeptBriefly
from opendata.doors.site import Site
from opendata.dump.watch import problems
from opendata.release.fetch import known_newest
from sparql.metrics import summary

_SAMPLES = 8
_ALARMS_KEPT_SECONDS = 5.0
"""A balancer may ask every second; what it waits for must not grow with the archive."""


def blueprint(site: Site, oai: Callable[[], Mapping[str, int]] = dict) -> Blueprint:
    """The pages that belong to no other door; *oai* tells the figures of that one."""
    pages = Blueprint("pages", __name__, template_folder="templates", static_folder="static",
                      static_url_path="/style")  # fmt: skip
    held = KeptBriefly(lambda: _alarms(site), _ALARMS_KEPT_SECONDS)

    @pages.get("/")
    def home() -> Response:
        language = languages.of_request(request)
        return site.page(
            request,
            "opendata_home.html",
            libraries=[
                {
                    "code": code,
                    "name": site.library_name(code, language),
                    "records": site.published.count(code),
                    "licence": library.licence,
                }
                for code, library in sorted(site.settings.libraries.items())
            ],
            samples=site.published.samples(_SAMPLES),
        )

    @pages.get("/health")
    def health() -> Response:
        doors = _doors(site)
        doors["oai"] |= oai()
        ok = all(door["ok"] for door in doors.values())
        answer = jsonify({"ok": ok, "doors": doors, "alarms": held.get(), **_release(site)})
        answer.status_code = 200 if ok else 503
        answer.headers["Cache-Control"] = "no-store"
        return answer

    pages.add_app_template_filter(languages.grouped, "grouped")

    @pages.app_template_filter("local")
    def local(link: str) -> str:
        """A link to this installation as a path, so that a page works at whatever address it is reached."""
        base = site.settings.base_iri
        return "/" + link[len(base) :] if link.startswith(base) else link

    return pages


def _release(site: Site) -> dict[str, Any]:
    release = site.published.current()
    if release is None:
        return {"release": None}
    instant = release.instant.strftime("%Y-%m-%dT%H:%M:%SZ")
    told: dict[str, Any] = {"release": {"number": release.number, "instant": instant}}
    newest = known_newest(site.settings.home)
    if newest is not None:
        told |= {"newest": newest, "behind": newest > release.number}
    return told


def _doors(site: Site) -> dict[str, dict[str, Any]]:
    """Whether each door could answer now; what is wrong is said without paths or addresses."""
    doors: dict[str, dict[str, Any]] = {}
    for name, check in (("archive", _archive), ("sparql", _sparql), ("dumps", _dumps)):
        try:
            doors[name] = check(site)
        except Exception as error:
            doors[name] = {"ok": False, "error": type(error).__name__}
    doors["oai"] = dict(doors["archive"])
    return doors


def _alarms(site: Site) -> list[dict[str, str]]:
    """What an operator should look at; the sentences are theirs alone, and the doors stay open."""
    try:
        found = alarms(site.settings, site.published.archive, datetime.now(UTC))
    except Exception as error:
        return [{"kind": "unknown", "about": type(error).__name__}]
    return [{"kind": alarm.kind, "about": alarm.about} for alarm in found]


def _archive(site: Site) -> dict[str, Any]:
    site.published.current()
    return {"ok": True}


def _sparql(site: Site) -> dict[str, Any]:
    pool = site.pool()
    if pool is None:
        return {"ok": False, "error": "nothing published yet"}
    site.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 1", 1)
    return {"ok": True, "release": int(pool.checkpoint.parent.name), **summary(pool)}


def _dumps(site: Site) -> dict[str, Any]:
    found = problems(site.settings, site.published.archive, datetime.now(UTC))
    figures = {"ok": True, "releases": len(site.published.dumped())}
    return figures | ({"error": "; ".join(problem.public for problem in found)} if found else {})
