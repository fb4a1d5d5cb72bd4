"""`/catalog` and `/.well-known/void`: what there is, described for machines (DCAT 3, VoID) and on a page."""

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as BaseResponse

from opendata.describe import citation, licences, schema_org, void
from opendata.describe.catalogue import catalogue
from opendata.describe.collection import Collection
from opendata.describe.graph import Graph
from opendata.doors import catalogue_page
from opendata.doors.described import Described
from opendata.doors.negotiation import conditional, json_bytes, negotiated, not_acceptable
from opendata.doors.rdf import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format, written
from opendata.doors.site import Site
from opendata.identity import library_document, library_iri
from vocabularies.namespaces import OF_CATALOGUES, dcat, dcterms, foaf
from vocabularies.namespaces import void as void_terms

_RDF = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)
_SUFFIXES = {each.suffix: each for each in (HTML, *_RDF)}
_CITATIONS = {"txt": "text/plain", "bib": "application/x-bibtex", "json": "application/json"}
_VOID = "/.well-known/void"


def blueprint(site: Site, described: Described) -> Blueprint:
    """The door to the description of the whole."""
    door = Blueprint("catalogue", __name__)

    @door.get("/catalog")
    def catalog() -> BaseResponse:
        return _negotiated((*_RDF, HTML), catalog_in)

    @door.get(f"/catalog<any({', '.join(_SUFFIXES)}):suffix>")
    def catalog_as(suffix: str) -> BaseResponse:
        return catalog_in(_SUFFIXES[suffix])

    def catalog_in(chosen: Format) -> BaseResponse:
        if chosen is HTML:
            response = catalogue_page.page(site, described)
        else:
            response = _rdf(described, "catalog", catalogue, chosen)
        response.headers["Link"] = _links(described.collection())
        return conditional(response)

    @door.get("/catalog.schema.jsonld")
    def structured() -> BaseResponse:
        made = described.once("schema.org", lambda it: json_bytes(schema_org.catalogue(it)))
        return conditional(Response(made, mimetype=JSON_LD.media_type))

    @door.get("/catalog/<name>")
    def cited(name: str) -> BaseResponse:
        release = schema_org.of_release(described.collection())
        found = citation.files(release) if release else {}
        if name not in found:
            return site.message(request, 404, "not_found_title", "not_found_text")
        return conditional(Response(found[name], mimetype=_CITATIONS[name.partition(".")[2]]))

    @door.get(_VOID)
    def well_known() -> BaseResponse:
        return _negotiated(_RDF, void_in)

    def void_in(chosen: Format) -> BaseResponse:
        return conditional(_rdf(described, "void", void.describe, chosen))

    return door


def _negotiated(formats: Sequence[Format], answer: Callable[[Format], BaseResponse]) -> BaseResponse:
    chosen = negotiated(request, formats)
    if chosen is None:
        return not_acceptable(formats)
    response = answer(chosen)
    response.headers["Vary"] = "Accept, Accept-Language" if HTML in formats else "Accept"
    if HTML in formats:
        response.headers["Content-Location"] = f"/catalog{chosen.suffix}"
    return response


def _rdf(
    described: Described, name: str, describe: Callable[[Collection], list[str]], chosen: Format
) -> Response:
    assert chosen.syntax is not None
    syntax = chosen.syntax

    def make(collection: Collection) -> bytes:
        return written(describe(collection), syntax, OF_CATALOGUES)

    return Response(described.once((name, chosen.suffix), make), mimetype=chosen.media_type)


def _links(collection: Collection) -> str:
    """Other formats, and what FAIR Signposting (level 1) has of a landing page."""
    links = [f'</catalog{each.suffix}>; rel="alternate"; type="{each.media_type}"' for each in (HTML, *_RDF)]
    links += [f'</catalog{each.suffix}>; rel="describedby"; type="{each.media_type}"' for each in _RDF]
    links += [
        f'<{_VOID}>; rel="describedby"; type="{TURTLE.media_type}"',
        f'<{collection.catalogue}>; rel="cite-as"',
        '<https://schema.org/DataCatalog>; rel="type"',
        '<https://schema.org/AboutPage>; rel="type"',
        f'<{licences.of_collection(collection)}>; rel="license"',
        f'<{collection.part("publisher")}>; rel="author"',
    ]
    return ", ".join(links)


def about_library(site: Site, code: str) -> list[str]:
    """What is stated of a library that has a file, and of its dataset, in the document about it."""
    base, library = site.settings.base_iri, site.settings.libraries[code]
    graph = Graph()
    dataset = graph.about(f"{base}.well-known/void#{code}", dcat.Dataset, void_terms.Dataset)
    dataset.text(dcterms["title"], library.name).text(dcterms.description, library.name)
    dataset.link(dcterms.source, library_iri(base, code)).link(dcterms.license, library.licence)
    dataset.plain(void_terms.uriSpace, f"{base}record/{code}/")
    member = graph.about(library_iri(base, code), foaf.Agent).text(foaf["name"], library.name)
    member.link(foaf.isPrimaryTopicOf, library_document(base, code))
    return graph.statements
