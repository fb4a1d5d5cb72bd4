"""`/library/{code}`: how a member library stands, as a page, as JSON, and what is stated of it in RDF.

The library itself is `{base}catalog#library-{code}`; this is the document about it.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, request
from pyoxigraph import RdfFormat
from werkzeug.wrappers import Response as WerkzeugResponse

from harvesters.repairs import KINDS
from opendata.archive.records import RepairTally, Run
from opendata.archive.status import runs
from opendata.describe import schema_org
from opendata.doors import language as languages
from opendata.doors import library_words as words
from opendata.doors.catalogue import about_library
from opendata.doors.described import Described
from opendata.doors.negotiation import (
    conditional,
    json_bytes,
    negotiated,
    not_acceptable,
    split_suffix,
)
from opendata.doors.public_host import public_host
from opendata.doors.rdf import HTML, JSON, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, written
from opendata.doors.site import Site
from opendata.doors.sparkline import HEIGHT, WIDTH, sparkline
from opendata.freshness import NEVER, VIETNAM
from opendata.identity import library_document, library_iri, record_iri
from opendata.quality.totals import Extent
from opendata.release import index, totals
from opendata.standing import Standing, freshness_json, repairs_json, run_json, standing
from vocabularies.namespaces import bf, dcterms, foaf, rdf, schema, void, xsd

_FORMATS = (HTML, JSON, TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
_RUNS = 120
_EXAMPLES = 2
_SAMPLES = 5
_QUERY = f"""PREFIX bf: <{bf.iri}>
PREFIX dcterms: <{dcterms.iri}>
PREFIX foaf: <{foaf.iri}>
SELECT ?record ?title WHERE {{
  ?record dcterms:source <LIBRARY> ; foaf:primaryTopic/bf:title/bf:mainTitle ?title .
}} LIMIT 50"""


def blueprint(site: Site, described: Described) -> Blueprint:
    """The door to the libraries' documents."""
    libraries = Blueprint("libraries", __name__)

    @libraries.get("/library/<name>")
    def library(name: str) -> WerkzeugResponse:
        code, wanted = split_suffix(name, _FORMATS)
        published = _published(site).get(code)
        if code not in site.settings.libraries and published is None:
            return site.message(request, 404, "not_found_title", "not_found_text")
        chosen = wanted or negotiated(request, _FORMATS)
        if chosen is None:
            return not_acceptable(_FORMATS)
        about = _About(site, code, published or index.Count(0, 0))
        if chosen is HTML:
            response = about.page(described)
        elif chosen is JSON:
            response = Response(json_bytes(about.as_json()), mimetype=JSON.media_type)
        else:
            assert chosen.syntax is not None
            response = Response(about.rdf(chosen.syntax), mimetype=chosen.media_type)
        path = urlsplit(about.iri).path
        links = [f'<{path}{each.suffix}>; rel="alternate"; type="{each.media_type}"' for each in _FORMATS]
        response.headers["Link"] = ", ".join([*links, f'<{about.iri}>; rel="canonical"'])
        if wanted is None:
            response.headers["Content-Location"] = path + chosen.suffix
            response.headers["Vary"] = "Accept, Accept-Language"
        return conditional(response)

    return libraries


def _published(site: Site) -> dict[str, index.Count]:
    release = site.published.release()
    return index.counts(site.published.archive, release) if release else {}


class _About:
    """A library's document."""

    def __init__(self, site: Site, code: str, published: index.Count) -> None:
        self.site = site
        self.code = code
        self.iri = library_document(site.settings.base_iri, code)
        self.member = library_iri(site.settings.base_iri, code)
        self.published = published
        self.library = site.settings.libraries.get(code)
        self._archive = site.published.archive

    def standing(self) -> Standing:
        """How it stands, with examples of published records only."""
        found = standing(self._archive, self.site.settings.home, self.code, datetime.now(UTC))
        return Standing(
            found.code, found.found, found.running, tuple(map(self._public, found.mended)), found.freshness
        )

    def _public(self, tally: RepairTally) -> RepairTally:
        """What was harvested is not public until it is published, and what was deleted is no more."""
        shown: list[tuple[str, str, str, str]] = []
        for example in tally.examples:
            record = self.site.published.record(self.code, example[0])
            if record is not None and not record.deleted:
                shown.append(example)
            if len(shown) == _EXAMPLES:
                break
        return tally._replace(examples=tuple(shown))

    def runs(self) -> list[Run]:
        """Those that stored something, the oldest first."""
        return [run for run in runs(self._archive, self.code, _RUNS) if run.pages]

    def extent(self) -> Extent:
        """How much of its published records took part in the conversion."""
        release = self.site.published.release()
        return totals.extent(self._archive, release.number, self.code) if release else Extent()

    def links(self) -> dict[str, str]:
        """Where its records are to be had."""
        if not self.published.records:
            return {}
        harvest = {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": self.code}
        found = {"oai": f"/oai?{urlencode(harvest)}"}
        return {**found, "dumps": "/dumps/"} if self.site.published.dumped() else found

    def as_json(self) -> dict[str, Any]:
        """For machines; why a harvest broke off is for the operator alone."""
        found, library = self.standing(), self.library
        return {
            "library": self.code,
            "iri": self.member,
            "name": dict(library.name) if library else {},
            "licence": library.licence if library else "",
            "protocol": library.protocol if library else "",
            "format": library.format if library else "",
            "host": public_host(library.url) if library else "",
            "records": {"published": self.published.records, "deleted": self.published.deleted},
            "state": found.state,
            "held_back": found.held_back,
            "freshness": freshness_json(found.freshness, found.confirmed_at),
            "last_run": run_json(found.run),
            "runs": [run_json(run) for run in self.runs()],
            "repairs": repairs_json(found.mended),
            "quality": self.extent()._asdict(),
        }

    def rdf(self, syntax: RdfFormat) -> bytes:
        """What is stated of the library, its dataset and this document."""
        dataset = f"{self.site.settings.base_iri}.well-known/void#{self.code}"
        statements = [
            f"<{self.iri}> <{rdf.type}> <{foaf.Document}>",
            f"<{self.iri}> <{foaf.primaryTopic}> <{self.member}>",
            f"<{self.member}> <{rdf.type}> <{schema.Library}>",
            f'<{dataset}> <{void.documents}> "{self.published.records}"^^<{xsd.integer}>',
        ]
        if self.library is not None:
            statements += about_library(self.site, self.code)
        return written(statements, syntax)

    def page(self, described: Described) -> Response:
        """The page in the request's language."""
        language = languages.of_request(request)
        found, library = self.standing(), self.library
        path = urlsplit(self.iri).path
        return self.site.page(
            request,
            "opendata_library.html",
            page_title=self.site.library_name(self.code, language),
            structured=described.once(
                ("schema.org", self.code, language),
                lambda collection: schema_org.in_page(schema_org.dataset(collection, self.code, language)),
            ),
            say={key: texts[language] for key, texts in words.WORDS.items()},
            code=self.code,
            iri=self.iri,
            library=library,
            host=public_host(library.url) if library else "",
            published=self.published.records,
            standing=found,
            freshness=_freshness(found, language),
            run=_run(found.run, language),
            line=_line(self.runs(), language),
            box=(WIDTH, HEIGHT),
            repairs=[self._repair(tally, language) for tally in found.mended],
            quality=_quality(self.extent(), language),
            links=self.links(),
            query=_QUERY.replace("LIBRARY", self.member),
            samples=self.site.published.samples(_SAMPLES, self.code),
            alternates=[
                {"suffix": each.suffix, "media_type": each.media_type, "link": path + each.suffix}
                for each in _FORMATS
                if each is not HTML
            ],
        )

    def _repair(self, tally: RepairTally, language: str) -> dict[str, Any]:
        base = self.site.settings.base_iri
        return {
            "name": languages.in_language(KINDS.get(tally.kind, {}), language) or tally.kind,
            "records": tally.records,
            "places": tally.places,
            "examples": [
                {
                    "link": record_iri(base, self.code, identifier),
                    "identifier": identifier,
                    "field": field,
                    "before": before,
                    "after": after,
                }
                for identifier, field, before, after in tally.examples
            ],
        }


def _freshness(found: Standing, language: str) -> str:
    text = words.WORDS[f"fresh_{found.freshness.state}"][language]
    if found.freshness.state == NEVER:
        return text
    assert found.freshness.days is not None
    assert found.freshness.until is not None
    days = words.days_ago(found.freshness.days, language)
    return text.format(days=days, until=words.day(found.freshness.until, language))


def _run(run: Run | None, language: str) -> dict[str, Any] | None:
    if run is None:
        return None
    speed = run.records / run.seconds if run.seconds else 0.0
    return {
        "instant": words.instant(run.started_at),
        "began": words.moment(run.started_at, language),
        "took": words.lasting(run.seconds, language),
        "rate": words.decimal(speed, language) if speed >= 0.1 else "",
        "pages": run.pages,
        "counts": [
            ("new", run.new),
            ("changed", run.changed),
            ("unchanged", run.unchanged),
            ("gone", run.deleted),
            ("rejected", run.rejected),
            ("repaired", run.repaired),
        ],
    }


def _line(some: list[Run], language: str) -> dict[str, Any] | None:
    line = sparkline([(run.started_at, run.live) for run in some])
    if line is None:
        return None
    counts = {name: getattr(line, name) for name in ("first", "newest", "least", "most")}
    days = {name: getattr(line, name).astimezone(VIETNAM).date() for name in ("first_at", "last_at")}
    text = words.WORDS["counts_text"][language].format(
        **{name: languages.grouped(count, language) for name, count in counts.items()},
        **{name: words.day(when, language) for name, when in days.items()},
    )
    return {"points": line.points, "text": text}


def _quality(extent: Extent, language: str) -> str:
    fields = extent.fields + extent.fields_left
    if not fields:
        return ""
    share = words.decimal(100 * extent.fields / fields, language) + "%"
    records = languages.grouped(extent.records, language)
    return words.WORDS["quality_text"][language].format(share=share, records=records)
