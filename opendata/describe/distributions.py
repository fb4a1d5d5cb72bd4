"""What DCAT says of a file of a dump, and of a door as a way to a dataset."""

from collections.abc import Iterable, Mapping
from typing import Any

from opendata.describe import licences, terms, words
from opendata.describe.collection import Collection, Dumps
from opendata.describe.graph import Graph, Thing
from opendata.describe.services import SERVICES, served
from vocabularies.namespaces import dcat, dcatap, dcterms, spdx, xsd


def files(
    graph: Graph,
    collection: Collection,
    dataset: Thing,
    dumps: Dumps,
    scope: str,
    chosen: Iterable[Mapping[str, Any]] | None = None,
) -> None:
    """States that the files of a scope in a folder of dumps, or the ones *chosen*, are distributions."""
    for file in dumps.of_scope(scope) if chosen is None else chosen:
        iri = f"{collection.base}dumps/{dumps.release}/{file['path']}#distribution"
        dataset.link(dcat.distribution, iri)
        _file(graph, collection, iri, dumps, file)


def _file(graph: Graph, collection: Collection, iri: str, dumps: Dumps, file: Mapping[str, Any]) -> None:
    address = iri.partition("#")[0]
    kind = file["mediaType"]
    thing = graph.about(iri, dcat.Distribution)
    name = file["path"]
    thing.text(dcterms["title"], {"vi": name, "en": name}).text(dcterms.description, words.of_file(file))
    thing.link(dcat.accessURL, f"{collection.base}dumps/{dumps.release}/").link(dcat.downloadURL, address)
    thing.link(dcat.mediaType, terms.media_type(kind)).link(dcterms.format, terms.file_type(kind))
    if file["compressFormat"]:
        thing.link(dcat.compressFormat, terms.media_type(file["compressFormat"]))
    thing.number(dcat.byteSize, file["bytes"], xsd.nonNegativeInteger)
    thing.link(spdx.checksum, f"{address}#sha256").link(dcterms.conformsTo, *terms.standards(kind))
    thing.link(dcterms.license, _licence(collection, file)).link(dcatap.availability, terms.STABLE)
    thing.link(dcterms.language, *terms.LANGUAGES)
    thing.instant(dcterms.issued, dumps.instant).instant(dcterms.modified, dumps.instant)
    checksum = graph.about(f"{address}#sha256", spdx.Checksum)
    checksum.link(spdx.algorithm, terms.SHA_256).typed(spdx.checksumValue, file["sha256"], xsd.hexBinary)


def _licence(collection: Collection, file: Mapping[str, Any]) -> str:
    """That of the file's records, as the manifest tells; a delta has that of the union."""
    found = file.get("licences")
    if found is None:
        return licences.of_collection(collection)
    if len(found) == 1:
        return str(found[0])
    return collection.part(licences.BY_LIBRARY if found else licences.UNSTATED)


def doors(graph: Graph, collection: Collection) -> None:
    """States that each door is a way to the datasets that it serves."""
    for service in SERVICES:
        if service.name == "dumps":
            continue
        iri = collection.part(f"by-{service.name}")
        thing = graph.about(iri, dcat.Distribution)
        thing.text(dcterms["title"], service.title).text(dcterms.description, service.description)
        # Not the endpoint: some answer no request without parameters.
        thing.link(dcat.accessURL, collection.base + service.description_path)
        thing.link(dcat.accessService, collection.part(service.name))
        thing.link(dcterms.conformsTo, service.standard).link(dcatap.availability, terms.STABLE)
        thing.link(dcterms.format, terms.named_file_type(service.file_type))
        thing.link(dcterms.license, licences.of_collection(collection))
        for dataset in served(collection, service):
            graph.about(dataset).link(dcat.distribution, iri)
