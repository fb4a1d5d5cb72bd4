"""What the published RDF consists of, after VoID (W3C Interest Group Note, 3 March 2011)."""

import re
from urllib.parse import urlsplit

from opendata.describe import licences, terms
from opendata.describe.collection import UNION, Collection
from opendata.describe.datasets import scopes
from opendata.describe.graph import Graph, Thing
from opendata.release.statistics import TARGETS, Statistics
from vocabularies.namespaces import PREFIXES, dcat, dcterms, foaf, void

_FEATURES = ("N-Quads", "Turtle", "N-Triples", "RDF_XML", "JSON-LD")
"""As the list of W3C's formats names them."""
_FEATURE = "http://www.w3.org/ns/formats/"
_VOCABULARY = re.compile(r"^.*[#/]")


def describe(collection: Collection) -> list[str]:
    """The statements of the document at `/.well-known/void`."""
    graph = Graph()
    base = collection.base
    document = graph.about(f"{base}.well-known/void", void.DatasetDescription, foaf.Document)
    document.link(foaf.primaryTopic, collection.dataset(UNION)).instant(dcterms.modified, collection.instant)
    document.link(dcterms.publisher, collection.part("publisher")).text(dcterms["title"], collection.title)
    graph.about(collection.part("publisher"), foaf.Agent).text(foaf["name"], collection.publisher)
    for scope in scopes(collection):
        if scope.code in collection.of_licences:
            continue
        thing = graph.about(collection.dataset(scope.code), void.Dataset, dcat.Dataset)
        thing.text(dcterms["title"], scope.title).text(dcterms.description, scope.description)
        thing.link(dcterms.publisher, collection.part("publisher")).link(foaf.homepage, scope.page)
        thing.instant(dcterms.modified, collection.instant)
        thing.link(void.sparqlEndpoint, f"{base}sparql")
        thing.link(void.feature, *(_FEATURE + name for name in _FEATURES))
        _dumps(thing, collection, scope.code)
    _union(graph, collection)
    for code in collection.members:
        _library(graph, collection, code)
    if collection.statistics is not None:
        _linksets(graph, collection, collection.statistics)
    licences.describe(graph, collection)
    return list(dict.fromkeys(graph.statements))


def _dumps(thing: Thing, collection: Collection, scope: str) -> None:
    newest = collection.dumps[0] if collection.dumps else None
    for file in newest.of_scope(scope) if newest else ():
        if file["format"] == "nquads":
            thing.link(void.dataDump, f"{collection.base}dumps/{collection.dumps[0].release}/{file['path']}")


def _union(graph: Graph, collection: Collection) -> None:
    base, statistics = collection.base, collection.statistics
    thing = graph.about(collection.dataset(UNION))
    thing.link(dcterms.license, licences.of_collection(collection)).link(dcterms.subject, terms.THEME)
    thing.plain(void.uriSpace, base).plain(void.uriRegexPattern, f"^{re.escape(base)}(record|hub|heading)/")
    thing.link(void.exampleResource, *collection.samples)
    thing.link(void.subset, *map(collection.dataset, collection.members))
    thing.number(void.documents, collection.records)
    if collection.release:
        thing.number(void.triples, collection.statements)
    if statistics is None:
        thing.link(void.vocabulary, terms.BIBFRAME)
        return
    thing.number(void.entities, statistics.entities).number(void.distinctSubjects, statistics.subjects)
    if statistics.objects is not None:
        thing.number(void.distinctObjects, statistics.objects)
    thing.number(void.classes, len(statistics.classes)).number(void.properties, len(statistics.properties))
    thing.link(void.vocabulary, *_vocabularies(statistics))
    _partitions(graph, collection, thing, statistics)


def _vocabularies(statistics: Statistics) -> list[str]:
    """The vocabularies whose terms are used and that have a prefix here."""
    used = {
        match[0] for iri in (*statistics.properties, *statistics.classes) if (match := _VOCABULARY.match(iri))
    }
    return sorted(used & {space.iri for space in PREFIXES.values()} | {terms.BIBFRAME})


def _partitions(graph: Graph, collection: Collection, thing: Thing, statistics: Statistics) -> None:
    for iri, entities in statistics.classes.items():
        part = graph.about(f"{collection.base}.well-known/void#class.{_name(iri)}", void.Dataset)
        part.link(void["class"], iri).number(void.entities, entities)
        thing.link(void.classPartition, part.iri)
    for iri, triples in statistics.properties.items():
        part = graph.about(f"{collection.base}.well-known/void#property.{_name(iri)}", void.Dataset)
        part.link(void.property, iri).number(void.triples, triples)
        thing.link(void.propertyPartition, part.iri)


def _name(iri: str) -> str:
    """An IRI as a part of another one's fragment: that of its vocabulary's prefix where there is one."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space.iri):
            return f"{prefix}.{iri[len(space.iri) :]}"
    return re.sub(r"[^A-Za-z0-9.-]+", "-", iri.partition("//")[2])


def _library(graph: Graph, collection: Collection, code: str) -> None:
    thing = graph.about(collection.dataset(code))
    thing.link(dcterms.license, licences.of_scope(collection, [code]))
    space = f"{collection.base}record/{code}/"
    thing.plain(void.uriSpace, space).plain(void.uriRegexPattern, f"^{re.escape(space)}")
    thing.link(void.exampleResource, *(each for each in collection.samples if each.startswith(space)))
    thing.number(void.documents, collection.members[code].records)
    if collection.statistics is not None:
        thing.number(void.triples, collection.statistics.libraries.get(code, 0))


def _linksets(graph: Graph, collection: Collection, statistics: Statistics) -> None:
    """A linkset has one property (section 4.3.1 of the note), so there is one for each that leads there."""
    union = collection.dataset(UNION)
    for target, properties in statistics.links.items():
        other = graph.about(f"{collection.base}.well-known/void#at.{target}", void.Dataset)
        other.plain(void.uriSpace, *TARGETS[target]).plain(dcterms["title"], target)
        parts = urlsplit(TARGETS[target][0])
        other.link(foaf.homepage, f"{parts.scheme}://{parts.netloc}/")
        for iri, triples in properties.items():
            links = graph.about(
                f"{collection.base}.well-known/void#links.{target}.{_name(iri)}", void.Linkset
            )
            links.link(void.subjectsTarget, union).link(void.objectsTarget, other.iri)
            links.link(void.target, union, other.iri).link(void.linkPredicate, iri)
            links.number(void.triples, triples)
            graph.about(union).link(void.subset, links.iri)
