"""`/record/{source}/{id}`: a record as a page, in RDF, in MARCXML; `/hub/…`, `/heading/…`: what they share.

A record's document negotiates (200, Content-Location, Vary); an address with a suffix is one representation.
Shared things answer 303 to their document (W3C, Cool URIs for the Semantic Web). `/context.jsonld` and
`/frame.jsonld` are what the JSON-LD of records is written with.
"""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, request
from pyoxigraph import Literal, RdfFormat
from werkzeug.http import http_date
from werkzeug.wrappers import Response as WerkzeugResponse

from opendata import json_ld
from opendata.crosswalk.statements import iri_of
from opendata.doors import language as languages
from opendata.doors.negotiation import (
    conditional,
    json_bytes,
    negotiated,
    not_acceptable,
    open_to_all,
    split_suffix,
)
from opendata.doors.published import PublishedRecord
from opendata.doors.rdf import FORMATS, HTML, JSON_LD, MARCXML, TURTLE, Format, triples, written
from opendata.doors.site import Site
from opendata.doors.view import Line, record_view
from opendata.identity import original_id, record_iri
from vocabularies.namespaces import bf, madsrdf

_SHARED_FORMATS = tuple(format_ for format_ in FORMATS.values() if format_ is not MARCXML)
_LISTED = 50
_NAMED_BY = (madsrdf.authoritativeLabel, bf.mainTitle)
_KEY = re.compile(r"[A-Za-z0-9]{1,64}")
"""What the keys of shared things look like."""


def blueprint(site: Site) -> Blueprint:
    """The doors to single things."""
    records = Blueprint("records", __name__)

    @records.get("/record/<source>/<path:name>")
    def record(source: str, name: str) -> WerkzeugResponse:
        stem, wanted = split_suffix(name, FORMATS.values())
        try:
            identifier = original_id(stem)
        except ValueError:
            return site.message(request, 404, "not_found_title", "not_found_text")
        found = site.published.record(source, identifier)
        if found is None:
            return site.message(request, 404, "not_found_title", "not_found_text")
        return _answer_record(site, found, wanted)

    @records.get("/<any(hub, heading):kind>/<name>")
    def shared(kind: str, name: str) -> WerkzeugResponse:
        stem, wanted = split_suffix(name, FORMATS.values())
        if not _KEY.fullmatch(stem):
            return site.message(request, 404, "not_found_title", "not_found_text")
        iri = f"{site.settings.base_iri}{kind}/{stem}"
        if wanted is None:
            chosen = negotiated(request, _SHARED_FORMATS)
            if chosen is None:
                return not_acceptable(_SHARED_FORMATS)
            pool = site.pool()
            if pool is None or not site.published.shares(iri, pool):
                return site.message(request, 404, "not_found_title", "not_found_text")
            answer = redirect(f"/{kind}/{stem}{chosen.suffix}", 303)
            answer.headers["Vary"] = "Accept"
            return open_to_all(Response(answer.get_data(), 303, list(answer.headers)))
        return _answer_shared(site, iri, f"/{kind}/{stem}", wanted)

    @records.get("/context.jsonld")
    def context() -> WerkzeugResponse:
        return conditional(Response(json_bytes({"@context": json_ld.context()}), mimetype=JSON_LD.media_type))

    @records.get("/frame.jsonld")
    def frame() -> WerkzeugResponse:
        return conditional(Response(json_bytes(json_ld.frame()), mimetype=JSON_LD.media_type))

    return records


def _answer_record(site: Site, found: PublishedRecord, wanted: Format | None) -> WerkzeugResponse:
    formats = [each for each in FORMATS.values() if each is not MARCXML or found.has_marc]
    if wanted is not None and wanted not in formats:
        return site.message(request, 404, "not_found_title", "not_found_text")
    chosen = wanted or negotiated(request, formats)
    if chosen is None:
        return not_acceptable(formats)
    iri = record_iri(site.settings.base_iri, found.library, found.identifier)
    path = urlsplit(iri).path
    if found.deleted:
        gone = _gone(site, found, iri, chosen)
        if wanted is None:
            gone.headers["Vary"] = "Accept, Accept-Language"
        return gone
    if chosen is HTML:
        response = _record_page(site, found, iri, path, formats)
    elif chosen is MARCXML:
        response = Response(found.marcxml(), mimetype=MARCXML.media_type)
    else:
        assert chosen.syntax is not None
        response = Response(_described(found.statements(), iri, chosen.syntax), mimetype=chosen.media_type)
    links = [f'<{path}{each.suffix}>; rel="alternate"; type="{each.media_type}"' for each in formats]
    links.append(f'<{iri}>; rel="canonical"')
    links.append(f'<{path}{TURTLE.suffix}>; rel="describedby"; type="{TURTLE.media_type}"')
    if licence := site.licence(found.library):
        links.append(f'<{licence}>; rel="license"')
    response.headers["Link"] = ", ".join(links)
    if wanted is None:
        response.headers["Content-Location"] = path + chosen.suffix
        response.headers["Vary"] = "Accept, Accept-Language"
    response.headers["Last-Modified"] = http_date(found.instant)
    return conditional(response)


def _described(statements: Iterable[str], iri: str, syntax: RdfFormat) -> bytes:
    if syntax != RdfFormat.JSON_LD:
        return written(statements, syntax)
    return json_bytes(json_ld.document(written(statements, RdfFormat.N_TRIPLES), iri))


def _record_page(
    site: Site, found: PublishedRecord, iri: str, path: str, formats: list[Format]
) -> WerkzeugResponse:
    language = languages.of_request(request)
    view = record_view(iri, triples(found.statements()), language)
    return site.page(
        request,
        "opendata_record.html",
        page_title=view.title,
        view=view,
        iri=iri,
        identifier=found.identifier,
        library=found.library,
        library_name=site.library_name(found.library, language),
        licence=site.licence(found.library),
        published=found.instant.strftime("%Y-%m-%d"),
        alternates=[
            {"suffix": each.suffix, "media_type": each.media_type, "link": path + each.suffix}
            for each in formats
            if each is not HTML
        ],
    )


def _gone(site: Site, found: PublishedRecord, iri: str, chosen: Format) -> WerkzeugResponse:
    if chosen.syntax is not None:
        when = found.instant.strftime("%Y-%m-%dT%H:%M:%SZ")
        tombstone = (
            f"<{iri}> <http://www.w3.org/ns/prov#invalidatedAtTime> "
            f'"{when}"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
        )
        return open_to_all(Response(written([tombstone], chosen.syntax), 410, mimetype=chosen.media_type))
    return open_to_all(site.message(request, 410, "gone_title", "gone_text"))


def _answer_shared(site: Site, iri: str, path: str, wanted: Format) -> WerkzeugResponse:
    pool = site.pool()
    statements = site.published.about_shared(iri, pool) if pool else []
    if not statements or wanted is MARCXML:
        return site.message(request, 404, "not_found_title", "not_found_text")
    if wanted.syntax is not None:
        return conditional(Response(written(statements, wanted.syntax), mimetype=wanted.media_type))
    return conditional(_shared_page(site, iri, path, statements))


_NAMING = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?node ?label WHERE {
  VALUES ?thing { THINGS } ?node ?p ?thing . OPTIONAL { ?node rdfs:label ?label }
} LIMIT 200"""
_STEPS = 4
"""From a heading to its records: as the creator of a Hub it is four steps from them."""


def _leading_to(site: Site, iri: str) -> tuple[list[str], Counter[str]]:
    """Records that lead to a shared thing, and how often they call it what; of a popular one, some."""
    begins = f"{site.settings.base_iri}record/"
    records: dict[str, None] = {}
    labels: Counter[str] = Counter()
    things, known = [iri], {iri}
    for _ in range(_STEPS):
        values = " ".join(subject for thing in things if (subject := iri_of(thing)))
        things = []
        for row in site.ask(_NAMING.replace("THINGS", values), 200):
            node = row["node"]["value"]
            if node.startswith(begins):
                records[node.partition("#")[0]] = None
            elif node not in known:
                things.append(node)
                known.add(node)
            if "label" in row:
                labels[row["label"]["value"]] += 1
        if not things or len(records) >= _LISTED:
            break
    return list(records)[:_LISTED], labels


def _forms(statements: list[str], used: Counter[str]) -> list[str]:
    """The strings under which a thing is catalogued, the most used ones first."""
    forms = {
        triple.object.value
        for triple in triples(statements)
        if isinstance(triple.object, Literal) and triple.predicate.value in _NAMED_BY
    }
    return sorted(forms, key=lambda form: (-used[form], form))


def _shared_page(site: Site, iri: str, path: str, statements: list[str]) -> WerkzeugResponse:
    records, used = _leading_to(site, iri)
    forms = _forms(statements, used)
    return site.page(
        request,
        "opendata_shared.html",
        page_title=forms[0] if forms else "",
        forms=forms,
        iri=iri,
        records=[Line(site.published.title_of(document), document) for document in records],
        alternates=[
            {"suffix": each.suffix, "media_type": each.media_type, "link": path + each.suffix}
            for each in _SHARED_FORMATS
            if each is not HTML
        ],
    )
