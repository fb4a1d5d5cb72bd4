"""What DCAT says of a dataset: the union's, a library's, and each release of them that is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from opendata.describe import licences, terms, words
from opendata.describe.collection import UNION, Collection, Dumps
from opendata.describe.distributions import files
from opendata.describe.graph import Graph, Texts, Thing, keywords, rfc3339
from opendata.identity import library_document, library_iri
from vocabularies.namespaces import adms, dcat, dcterms, foaf, prov, rdf, rdfs, void, xsd


class Scope(NamedTuple):
    """The union, a library, or an open licence."""

    code: str
    title: Texts
    description: Texts
    creator: str
    page: str
    provenance: Texts


def scopes(collection: Collection) -> list[Scope]:
    """The union, the libraries, and the open licences of which the newest dumps hold the records."""
    return [
        _union(collection),
        *(_library(collection, code) for code in collection.members),
        *(_licence(collection, scope) for scope in collection.of_licences),
    ]


def _licence(collection: Collection, scope: str) -> Scope:
    file = collection.dumps[0].of_scope(scope)[0]
    values: dict[str, Any] = {
        "licence": licences.licence(collection, file["licences"][0]).title,
        "libraries": _names(collection, file["sources"]),
        "records": file["records"] + file["leftOut"],
        "converter": collection.converter,
    }
    return Scope(
        scope,
        filled(words.LICENCE_TITLE, **values),
        filled(words.LICENCE, **values),
        collection.part("publisher"),
        f"{collection.base}dumps/",
        filled(words.PROVENANCE_UNION, **values),
    )


def _union(collection: Collection) -> Scope:
    values: dict[str, Any] = {"records": collection.records, "converter": collection.converter}
    published = [code for code, member in collection.members.items() if member.records]
    return Scope(
        UNION,
        filled(words.UNION_TITLE, title=collection.title),
        filled(words.UNION, libraries=_names(collection, published), **values),
        collection.part("publisher"),
        f"{collection.base}dumps/",
        filled(words.PROVENANCE_UNION, **values),
    )


def _library(collection: Collection, code: str) -> Scope:
    member, name = collection.members[code], collection.name(code)
    host = f" ({member.host})" if member.host else ""
    protocol = {
        language: words.PROTOCOLS.get(member.protocol, files_)
        for language, files_ in words.FILES_PROTOCOL.items()
    }
    values: dict[str, Any] = {"name": name, "records": member.records}
    return Scope(
        code,
        filled(words.LIBRARY_TITLE, **values),
        filled(words.LIBRARY, **values),
        library_iri(collection.base, code),
        library_document(collection.base, code),
        filled(
            words.PROVENANCE,
            name=name,
            host=host,
            protocol=protocol,
            format=member.format,
            converter=collection.converter,
        ),
    )


def _names(collection: Collection, codes: Iterable[str]) -> Texts:
    names = [collection.name(code) for code in codes]
    return {
        language: "; ".join(name.get(language) or next(iter(name.values())) for name in names) or "0"
        for language in ("vi", "en")
    }


def filled(texts: Texts, **values: Any) -> dict[str, str]:
    """Texts with values put in; a value that is itself there by language is put in in that language."""
    return {
        language: text.format(**{key: _in(value, language) for key, value in values.items()})
        for language, text in texts.items()
    }


def _in(value: Any, language: str) -> Any:
    if not isinstance(value, Mapping):
        return value
    return value.get(language) or next(iter(value.values()), "")


def describe(graph: Graph, collection: Collection) -> None:
    """States what there is of each dataset, its releases, and the changes between them."""
    for scope in scopes(collection):
        kept = [dumps for dumps in collection.dumps if dumps.of_scope(scope.code)]
        thing = _dataset(graph, collection, scope, collection.dataset(scope.code), scope.title)
        _current(thing, collection, scope, kept)
        if kept:
            files(graph, collection, thing, kept[0], scope.code)
            _series(graph, collection, scope, kept)
        _record(graph, collection, thing.iri)
        _provenance(graph, collection, scope)
    _changes(graph, collection)


def _dataset(graph: Graph, collection: Collection, scope: Scope, iri: str, title: Texts) -> Thing:
    """What is the same for a dataset and each of its releases."""
    thing = graph.about(iri, dcat.Dataset)
    thing.text(dcterms["title"], title)
    thing.link(dcterms.publisher, collection.part("publisher")).link(dcterms.creator, scope.creator)
    thing.link(dcat.contactPoint, collection.part("contact")).link(dcat.theme, terms.THEME)
    thing.link(dcterms.language, *terms.LANGUAGES).link(dcterms.spatial, *terms.PLACES)
    thing.link(dcterms.accessRights, terms.PUBLIC).link(dcterms.conformsTo, terms.BIBFRAME)
    thing.link(dcterms.provenance, collection.part(f"provenance.{scope.code}"))
    keywords(thing, dcat.keyword, words.KEYWORDS)
    if collection.statistics is not None and collection.statistics.years is not None:
        thing.link(dcterms.temporal, collection.part("years"))
    thing.link(dcterms.license, licence_of(collection, scope.code))
    return thing


def licence_of(collection: Collection, scope: str) -> str:
    """The IRI of the licence of a dataset."""
    if scope == UNION:
        return licences.of_collection(collection)
    if scope in collection.of_licences:
        return str(collection.dumps[0].of_scope(scope)[0]["licences"][0])
    return licences.of_scope(collection, [scope])


def _current(thing: Thing, collection: Collection, scope: Scope, kept: list[Dumps]) -> None:
    thing.link(rdf.type, void.Dataset).text(dcterms.description, scope.description).plain(
        dcterms.identifier, thing.iri
    )
    thing.link(dcat.landingPage, scope.page).link(foaf.page, f"{collection.base}catalog")
    thing.instant(dcterms.issued, collection.first).instant(dcterms.created, collection.first)
    thing.instant(dcterms.modified, collection.instant)
    thing.link(dcterms.accrualPeriodicity, terms.frequency(collection.recent))
    if collection.release:
        thing.plain(dcat.version, str(collection.release))
    thing.link(dcat.hasVersion, *(version(collection, scope.code, dumps) for dumps in kept))
    if kept:
        thing.link(dcat.hasCurrentVersion, version(collection, scope.code, kept[0]))
    if scope.code == UNION:
        thing.link(dcterms.hasPart, *map(collection.dataset, collection.members))
        thing.link(void.subset, *map(collection.dataset, collection.members))
        if collection.release:
            thing.number(void.triples, collection.statements)
        thing.link(
            dcterms.relation, *([changes(collection)] if any(d.deltas for d in collection.dumps) else [])
        )
    else:
        thing.link(dcterms.isPartOf, collection.dataset(UNION))
    if scope.code in collection.members:
        # What a record's graph says its source is.
        thing.link(dcterms.source, scope.creator)


def version(collection: Collection, scope: str, dumps: Dumps) -> str:
    """The IRI of a dataset as one release has it."""
    return collection.part(f"{scope}.{dumps.release}")


def _series(graph: Graph, collection: Collection, scope: Scope, kept: list[Dumps]) -> None:
    series = graph.about(collection.part(f"releases.{scope.code}"), dcat.DatasetSeries)
    series.text(dcterms["title"], filled(words.SERIES_TITLE, title=scope.title))
    series.text(dcterms.description, words.SERIES)
    series.link(dcterms.publisher, collection.part("publisher"))
    series.link(dcat.contactPoint, collection.part("contact"))
    series.link(dcterms.spatial, *terms.PLACES)
    series.link(dcterms.accrualPeriodicity, terms.frequency(collection.recent))
    series.instant(dcterms.issued, collection.first).instant(dcterms.modified, kept[0].instant)
    series.link(dcat.first, version(collection, scope.code, kept[-1]))
    series.link(dcat.last, version(collection, scope.code, kept[0]))
    for number, dumps in enumerate(kept):
        earlier = kept[number + 1] if number + 1 < len(kept) else None
        _version(graph, collection, scope, dumps, earlier)


def _version(graph: Graph, collection: Collection, scope: Scope, dumps: Dumps, earlier: Dumps | None) -> None:
    iri = version(collection, scope.code, dumps)
    records = max((file["records"] for file in dumps.of_scope(scope.code)), default=0)
    values: dict[str, Any] = {"number": dumps.release, "instant": rfc3339(dumps.instant), "records": records}
    title = filled(words.VERSION_TITLE, title=scope.title, **values)
    thing = _dataset(graph, collection, scope, iri, title)
    thing.text(dcterms.description, filled(words.VERSION, description=words.SERIES, **values))
    thing.text(adms.versionNotes, filled(words.VERSION_NOTES, **values))
    thing.plain(dcat.version, str(dumps.release)).link(dcat.isVersionOf, collection.dataset(scope.code))
    _dated(thing, dumps.instant)
    thing.link(dcat.inSeries, collection.part(f"releases.{scope.code}"))
    thing.link(dcat.landingPage, f"{collection.base}dumps/{dumps.release}/")
    if earlier is not None:
        before = version(collection, scope.code, earlier)
        thing.link(dcat.previousVersion, before).link(dcat.prev, before)
    files(graph, collection, thing, dumps, scope.code)


def _dated(thing: Thing, moment: datetime) -> None:
    thing.instant(dcterms.issued, moment).instant(dcterms.created, moment).instant(dcterms.modified, moment)


def _record(graph: Graph, collection: Collection, dataset: str) -> None:
    """The entry of the catalogue that is about a dataset."""
    record = graph.about(collection.part(f"entry.{dataset.rpartition('#')[2]}"), dcat.CatalogRecord)
    record.link(foaf.primaryTopic, dataset).link(dcterms.conformsTo, terms.DCAT_AP)
    record.link(adms.status, terms.UPDATED if collection.first != collection.instant else terms.CREATED)
    record.instant(dcterms.issued, collection.first)
    if collection.instant is not None:
        record.instant(dcterms.modified, collection.instant)


def _provenance(graph: Graph, collection: Collection, scope: Scope) -> None:
    statement = graph.about(collection.part(f"provenance.{scope.code}"), dcterms.ProvenanceStatement)
    statement.text(rdfs.label, scope.provenance)
    if collection.converter:
        statement.link(prov.wasInfluencedBy, collection.part(f"converter-{collection.converter}"))


def changes(collection: Collection) -> str:
    """The IRI of the dataset of what changed between releases."""
    return collection.part("changes")


def _changes(graph: Graph, collection: Collection) -> None:
    told = [dumps for dumps in collection.dumps if dumps.deltas]
    if not told:
        return
    scope = _union(collection)
    title = filled(words.CHANGES_TITLE, title=collection.title)
    thing = _dataset(graph, collection, scope, changes(collection), title)
    thing.text(dcterms.description, words.CHANGES).link(dcat.landingPage, f"{collection.base}dumps/")
    thing.instant(dcterms.issued, told[-1].instant).instant(dcterms.created, told[-1].instant)
    thing.instant(dcterms.modified, told[0].instant)
    thing.link(dcterms.accrualPeriodicity, terms.frequency(collection.recent))
    thing.link(dcterms.source, collection.dataset(UNION))
    for dumps in told:
        for delta in dumps.deltas:
            files(graph, collection, thing, dumps, UNION, delta["files"])


def years(graph: Graph, collection: Collection) -> None:
    """The time from which the publications are."""
    found = collection.statistics.years if collection.statistics is not None else None
    if found is not None:
        period = graph.about(collection.part("years"), dcterms.PeriodOfTime)
        period.typed(dcat.startDate, f"{found[0]:04}", xsd.gYear)
        period.typed(dcat.endDate, f"{found[1]:04}", xsd.gYear)
