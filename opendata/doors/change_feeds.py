"""`/changes/emm`, `/changes/ldes`: the change log as Activity Streams and as a Linked Data Event Stream."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, request
from pyoxigraph import RdfFormat
from werkzeug.wrappers import Response as WerkzeugResponse

from opendata.doors import changes_page
from opendata.doors.described import Described
from opendata.doors.feed_answers import feed
from opendata.doors.negotiation import json_bytes, negotiated, not_acceptable
from opendata.doors.rdf import JSON_LD, N_TRIPLES, TURTLE, Format, written
from opendata.doors.site import Site
from opendata.feeds import emm, ldes, pages
from opendata.feeds.ldes import Bounds
from opendata.feeds.pages import Page
from opendata.release import changes
from opendata.release.changes import ReleaseChanges
from opendata.release.index import Release

_ACTIVITY = "application/activity+json"
_TRIG = Format(".trig", "application/trig", RdfFormat.TRIG)
_N_QUADS = Format(".nq", "application/n-quads", RdfFormat.N_TRIPLES)
"""N-Triples are N-Quads of the default graph."""
_RDF = (TURTLE, _TRIG, N_TRIPLES, _N_QUADS, JSON_LD)


class _Log(NamedTuple):
    """The change log up to a release."""

    release: Release
    releases: Sequence[ReleaseChanges]
    last: int


def blueprint(site: Site, described: Described) -> Blueprint:
    """The door for those who follow what changes."""
    door = Blueprint("changes", __name__)
    base, archive = site.settings.base_iri, site.published.archive

    def missing() -> WerkzeugResponse:
        return site.message(request, 404, "not_found_title", "not_found_text")

    @door.get("/changes/")
    def overview() -> WerkzeugResponse:
        return changes_page.page(site, site.published.release())

    @door.get("/changes/emm")
    def entry_point() -> WerkzeugResponse:
        log = _log(site, described)
        if log is None:
            return missing()
        last = pages.count(log.last, emm.SIZE)
        made = emm.entry_point(base, site.title, log.last, last, log.release.instant)
        return feed(json_bytes(made), _ACTIVITY)

    @door.get("/changes/emm/<int:number>")
    def change_set(number: int) -> WerkzeugResponse:
        log = _log(site, described)
        wanted = pages.page(number, log.last, emm.SIZE) if log else None
        if log is None or wanted is None:
            return missing()
        found = changes.page(archive, log.release, wanted.first, wanted.last)
        made = emm.change_set(base, wanted, found)
        return feed(json_bytes(made), _ACTIVITY, immutable=wanted.closed)

    @door.get("/changes/ldes")
    def root() -> WerkzeugResponse:
        log = _log(site, described)
        if log is None:
            return missing()
        below = _cut(log, ldes.SIZE * ldes.FANOUT)
        return _rdf(ldes.root(base, site.title, _bounded(log, below)))

    @door.get("/changes/ldes/nodes/<int:number>")
    def node(number: int) -> WerkzeugResponse:
        log = _log(site, described)
        wanted = pages.page(number, log.last, ldes.SIZE * ldes.FANOUT) if log else None
        if log is None or wanted is None:
            return missing()
        below = _cut(log, ldes.SIZE, (number - 1) * ldes.FANOUT + 1, ldes.FANOUT)
        return _rdf(ldes.node(base, wanted, _bounded(log, below)), immutable=wanted.closed)

    @door.get("/changes/ldes/pages/<int:number>")
    def page(number: int) -> WerkzeugResponse:
        log = _log(site, described)
        wanted = pages.page(number, log.last, ldes.SIZE) if log else None
        if log is None or wanted is None:
            return missing()
        found = changes.page(archive, log.release, wanted.first, wanted.last)
        return _rdf(ldes.page(base, wanted, found), immutable=wanted.closed)

    return door


def _log(site: Site, described: Described) -> _Log | None:
    release = site.published.release()
    if release is None:
        return None
    found: list[ReleaseChanges] = described.once(
        ("changes", release.number), lambda _: changes.of_releases(site.published.archive, release)
    )
    return _Log(release, found, found[-1].last if found else 0)


def _cut(log: _Log, size: int, first: int = 1, most: int | None = None) -> list[Page]:
    """The pages of *size* from the *first* on, at most so many."""
    last = pages.count(log.last, size)
    until = last if most is None else min(last, first + most - 1)
    found = (pages.page(number, log.last, size) for number in range(first, until + 1))
    return [each for each in found if each is not None]


def _bounded(log: _Log, below: Sequence[Page]) -> list[tuple[Page, Bounds]]:
    instants: list[datetime] = changes.instants_at(log.releases, pages.bounds(below))
    pairs = iter(instants)
    return [(each, (next(pairs), next(pairs)) if each.first <= each.last else None) for each in below]


def _rdf(statements: list[str], *, immutable: bool = False) -> WerkzeugResponse:
    chosen = negotiated(request, _RDF)
    if chosen is None:
        return not_acceptable(_RDF)
    assert chosen.syntax is not None
    text = written(statements, chosen.syntax, ldes.SPACES)
    return feed(text, chosen.media_type, immutable=immutable, varies="Accept")
