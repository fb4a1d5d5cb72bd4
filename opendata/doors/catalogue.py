"""`/catalog` and `/.well-known/void`: what there is, described for machines (DCAT 3, VoID)."""

from collections.abc import Sequence

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from opendata.crosswalk.statements import quoted
from opendata.doors.rdf import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format, written
from opendata.doors.site import Site
from opendata.identity import library_document, library_iri
from sparql.negotiation import parse_accept, quality
from vocabularies.namespaces import dcat, dcterms, foaf, rdf, void, xsd

_FORMATS = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)
_OAI_PMH = "http://www.openarchives.org/OAI/openarchivesprotocol.html"
_SPARQL = "http://www.w3.org/TR/sparql11-protocol/"


def blueprint(site: Site) -> Blueprint:
    """The door to the description of the whole."""
    catalogue = Blueprint("catalogue", __name__)

    @catalogue.get("/catalog")
    def catalog() -> BaseResponse:
        chosen = _chosen((*_FORMATS, HTML))
        if chosen is HTML:
            answer = redirect("/", 303)
            answer.headers["Vary"] = "Accept"
            return answer
        return _answer(_catalogue(site), chosen)

    @catalogue.get("/.well-known/void")
    def well_known() -> BaseResponse:
        return _answer(_datasets(site), _chosen(_FORMATS))

    return catalogue


def _chosen(formats: Sequence[Format]) -> Format:
    """The format that Accept likes best; Turtle where it likes none of ours."""
    ranges = parse_accept(request.headers.get("Accept", "") or "*/*")
    best = max(formats, key=lambda each: quality(each.media_type, ranges))
    return best if quality(best.media_type, ranges) > 0 else TURTLE


def _answer(statements: list[str], chosen: Format) -> Response:
    assert chosen.syntax is not None
    response = Response(written(statements, chosen.syntax), mimetype=chosen.media_type)
    response.headers["Vary"] = "Accept"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _named(subject: str, predicate: str, texts: dict[str, str]) -> list[str]:
    return [
        f"<{subject}> <{predicate}> {quoted(text)}@{language}" for language, text in texts.items() if text
    ]


def _catalogue(site: Site) -> list[str]:
    base = site.settings.base_iri
    catalogue, union, publisher = (
        f"{base}catalog",
        f"{base}.well-known/void#union",
        f"{base}catalog#publisher",
    )
    statements = [
        f"<{catalogue}> <{rdf.type}> <{dcat.Catalog}>",
        *_named(catalogue, dcterms["title"], site.title),
        *_named(catalogue, dcterms.description, site.title),
        f"<{catalogue}> <{dcterms.publisher}> <{publisher}>",
        f"<{publisher}> <{rdf.type}> <{foaf.Agent}>",
        *_named(publisher, foaf["name"], site.publisher),
        f"<{catalogue}> <{dcat.dataset}> <{union}>",
        f"<{catalogue}> <{dcat.service}> <{base}catalog#sparql>",
        f"<{catalogue}> <{dcat.service}> <{base}catalog#oai>",
    ]
    for name, path, protocol in (("sparql", "sparql", _SPARQL), ("oai", "oai", _OAI_PMH)):
        service = f"{base}catalog#{name}"
        statements += [
            f"<{service}> <{rdf.type}> <{dcat.DataService}>",
            *_named(
                service,
                dcterms["title"],
                {language: f"{path} · {text}" for language, text in site.title.items()},
            ),
            f"<{service}> <{dcat.endpointURL}> <{base}{path}>",
            f"<{service}> <{dcterms.conformsTo}> <{protocol}>",
            f"<{service}> <{dcat.servesDataset}> <{union}>",
        ]
    return statements + _datasets(site)


def _datasets(site: Site) -> list[str]:
    base = site.settings.base_iri
    union = f"{base}.well-known/void#union"
    release = site.published.current()
    statements = [
        f"<{union}> <{rdf.type}> <{dcat.Dataset}>",
        f"<{union}> <{rdf.type}> <{void.Dataset}>",
        *_named(union, dcterms["title"], site.title),
        *_named(union, dcterms.description, site.title),
        f"<{union}> <{void.sparqlEndpoint}> <{base}sparql>",
        f"<{union}> <{void.uriSpace}> {quoted(base)}",
    ]
    if release is not None:
        instant = release.instant.strftime("%Y-%m-%dT%H:%M:%SZ")
        statements += [
            f"<{union}> <{void.triples}> {quoted(str(release.statements))}^^<{xsd.integer}>",
            f"<{union}> <{dcterms.modified}> {quoted(instant)}^^<{xsd.dateTime}>",
            f"<{union}> <{dcat.version}> {quoted(str(release.number))}",
        ]
    for code in site.settings.libraries:
        statements.append(f"<{union}> <{void.subset}> <{base}.well-known/void#{code}>")
        statements += about_library(site, code)
    return statements


def about_library(site: Site, code: str) -> list[str]:
    """What is stated of a library that has a file, of its dataset, and of the document about it."""
    base, library = site.settings.base_iri, site.settings.libraries[code]
    dataset, member = f"{base}.well-known/void#{code}", library_iri(base, code)
    document = library_document(base, code)
    statements = [
        f"<{dataset}> <{rdf.type}> <{dcat.Dataset}>",
        f"<{dataset}> <{rdf.type}> <{void.Dataset}>",
        *_named(dataset, dcterms["title"], dict(library.name)),
        *_named(dataset, dcterms.description, dict(library.name)),
        f"<{dataset}> <{dcterms.source}> <{member}>",
        f"<{dataset}> <{void.uriSpace}> {quoted(f'{base}record/{code}/')}",
        f"<{member}> <{rdf.type}> <{foaf.Agent}>",
        *_named(member, foaf["name"], dict(library.name)),
        f"<{member}> <{foaf.isPrimaryTopicOf}> <{document}>",
    ]
    if library.licence:
        statements.append(f"<{dataset}> <{dcterms.license}> <{library.licence}>")
    return statements
