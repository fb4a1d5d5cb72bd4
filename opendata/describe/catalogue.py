"""The catalogue of what there is, after DCAT 3 and DCAT-AP 3.0.1."""

from urllib.parse import quote

from opendata.describe import datasets, distributions, licences, terms, words
from opendata.describe.collection import UNION, Collection
from opendata.describe.datasets import filled
from opendata.describe.graph import Graph, keywords
from opendata.describe.services import SERVICES, served
from opendata.identity import library_document, library_iri
from vocabularies.namespaces import dcat, dcterms, foaf, schema, vcard


def catalogue(collection: Collection) -> list[str]:
    """The statements of the catalogue's document."""
    graph = Graph()
    _catalogue(graph, collection)
    _agents(graph, collection)
    _services(graph, collection)
    datasets.describe(graph, collection)
    distributions.doors(graph, collection)
    datasets.years(graph, collection)
    licences.describe(graph, collection)
    return list(dict.fromkeys(graph.statements))


def _catalogue(graph: Graph, collection: Collection) -> None:
    thing = graph.about(collection.catalogue, dcat.Catalog)
    thing.text(dcterms["title"], collection.title)
    thing.text(dcterms.description, filled(words.CATALOGUE, publisher=collection.publisher))
    thing.link(dcterms.publisher, collection.part("publisher"))
    thing.link(dcterms.creator, collection.part("publisher"))
    thing.link(dcat.contactPoint, collection.part("contact")).link(foaf.homepage, collection.base)
    thing.link(dcterms.language, *terms.LANGUAGES).link(dcterms.spatial, *terms.PLACES)
    thing.link(dcat.themeTaxonomy, terms.THEMES).link(dcat.theme, terms.THEME)
    thing.link(dcterms.license, licences.of_collection(collection))
    thing.instant(dcterms.issued, collection.first).instant(dcterms.modified, collection.instant)
    scopes = [UNION, *collection.members, *collection.of_licences]
    thing.link(dcat.dataset, *map(collection.dataset, scopes))
    thing.link(dcat.record, *(collection.part(f"entry.{scope}") for scope in scopes))
    if any(dumps.deltas for dumps in collection.dumps):
        thing.link(dcat.dataset, datasets.changes(collection))
    thing.link(dcat.service, *(collection.part(service.name) for service in SERVICES))


def _agents(graph: Graph, collection: Collection) -> None:
    publisher = graph.about(collection.part("publisher"), foaf.Agent)
    publisher.text(foaf["name"], collection.publisher).link(dcterms.type, schema.Organization)
    publisher.link(foaf.homepage, collection.homepage)
    contact = graph.about(collection.part("contact"), vcard.Kind)
    contact.text(vcard.fn, filled(words.CONTACT, publisher=collection.publisher))
    contact.link(vcard.hasEmail, f"mailto:{quote(collection.email, safe='@+')}")
    for code in collection.members:
        member = graph.about(library_iri(collection.base, code), foaf.Agent)
        member.text(foaf["name"], collection.name(code)).link(dcterms.type, schema.Library)
        member.link(foaf.isPrimaryTopicOf, library_document(collection.base, code))


def _services(graph: Graph, collection: Collection) -> None:
    for service in SERVICES:
        thing = graph.about(collection.part(service.name), dcat.DataService)
        title = {
            language: f"{text}: {collection.title[language]}" for language, text in service.title.items()
        }
        thing.text(dcterms["title"], title).text(dcterms.description, service.description)
        thing.link(dcat.endpointURL, collection.base + service.path)
        thing.link(dcat.endpointDescription, collection.base + service.description_path)
        thing.link(dcterms.conformsTo, service.standard).link(dcterms.accessRights, terms.PUBLIC)
        thing.link(dcat.servesDataset, *served(collection, service))
        thing.link(dcterms.publisher, collection.part("publisher"))
        thing.link(dcat.contactPoint, collection.part("contact")).link(dcat.theme, terms.THEME)
        thing.link(dcterms.license, licences.of_collection(collection))
        keywords(thing, dcat.keyword, words.KEYWORDS)
