"""The SPARQL 1.1 Service Description of the endpoint."""

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from sparql.endpoint import Endpoint
from sparql.formats import GRAPHS, RESULTS, Format
from sparql.functions import FUNCTIONS
from sparql.search_patterns import SEARCH
from vocabularies.namespaces import dcterms, rdf, sd, void

_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "n3": RdfFormat.N3,
}
_PREFIXES = {"sd": sd.iri, "dcterms": dcterms.iri, "void": void.iri}


def describe(endpoint: Endpoint, url: str, format: Format) -> bytes:
    """The description, in one of the RDF formats (SPARQL 1.1 Service Description, section 3).

    The store has one default graph and no named ones, and calls no other service: neither
    sd:UnionDefaultGraph nor sd:BasicFederatedQuery is claimed.
    """
    triples = _triples(endpoint, url)
    return serialize(triples, format=_FORMATS[format.name], prefixes=_PREFIXES) or b""


def _triples(endpoint: Endpoint, url: str) -> list[Triple]:
    service, dataset, graph = (NamedNode(f"{url}#{name}") for name in ("service", "dataset", "default-graph"))

    def link(subject: NamedNode, predicate: str, value: str | NamedNode) -> Triple:
        node = NamedNode(value) if isinstance(value, str) else value
        return Triple(subject, NamedNode(predicate), node)

    triples = [
        link(service, rdf.type, sd.Service),
        link(service, sd.endpoint, url),
        link(service, sd.supportedLanguage, sd.SPARQL11Query),
        *(link(service, sd.resultFormat, f.iri) for f in (*RESULTS, *GRAPHS)),
        link(service, sd.feature, sd.EmptyGraphs),
        *(link(service, sd.extensionFunction, function) for function in FUNCTIONS),
        *(link(function, rdf.type, sd.Function) for function in FUNCTIONS),
        *([link(service, sd.feature, SEARCH)] if endpoint.search else []),
        link(service, sd.defaultDataset, dataset),
        link(dataset, rdf.type, sd.Dataset),
        link(dataset, rdf.type, void.Dataset),
        link(dataset, sd.defaultGraph, graph),
        link(graph, rdf.type, sd.Graph),
    ]
    for predicate, texts in ((dcterms.title, endpoint.titles), (dcterms.description, endpoint.descriptions)):
        for language, text in texts.items():
            triples.append(Triple(service, NamedNode(predicate), Literal(text, language=language)))
    return triples
