"""Other people's clients at the doors of the demo, in what `test_doors` does not ask of them."""

import re
from collections.abc import Iterator
from typing import Any
from xml.dom.minidom import Document

import pytest
import rdflib
from oaipmh.client import Client  # type: ignore[import-untyped]
from oaipmh.metadata import MetadataRegistry, oai_dc_reader  # type: ignore[import-untyped]
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from running import Demo
from sickle import Sickle  # type: ignore[import-untyped]
from sickle.oaiexceptions import IdDoesNotExist, NoRecordsMatch  # type: ignore[import-untyped]
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, URLENCODED, XML, SPARQLWrapper

from oai.formats.registry import FORMATS
from opendata.demo.libraries import sample_libraries

BF = rdflib.Namespace("http://id.loc.gov/ontologies/bibframe/")
TITLE = "Vang bóng một thời"
INSTANCES = f"""PREFIX bf: <{BF}>
SELECT ?instance ?title {{
  ?instance a bf:Instance ; bf:title/bf:mainTitle ?title FILTER(?title = "{TITLE}")
}} ORDER BY ?instance"""


@pytest.fixture(scope="module")
def sickle(demo: Demo) -> Sickle:
    return Sickle(f"{demo.address}oai", timeout=20)


@pytest.fixture(scope="module")
def live() -> dict[str, set[str]]:
    """The identifiers of each sample library's live records."""
    return {
        sample.code: {record.identifier for record in sample.records if not record.deleted}
        for sample in sample_libraries()
    }


@pytest.fixture(scope="module")
def page(demo: Demo) -> str:
    """The address of a record that the demo names."""
    found = re.search(r"http\S+/record/tinh/\S+tinh0001", "\n".join(demo.said))
    assert found
    return found[0]


def wrapper(demo: Demo, query: str, method: str = GET, request: str = URLENCODED) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{demo.address}sparql")
    client.setQuery(query)
    client.setMethod(method)
    client.setRequestMethod(request)
    return client


def answer(client: SPARQLWrapper, form: str) -> Any:
    """What the client makes of an answer in the format *form*."""
    client.setReturnFormat(form)
    return client.queryAndConvert()


def library_of(identifier: str) -> str:
    """The library that an OAI identifier of the demo names."""
    return identifier.removeprefix("oai:opendata.localhost:").partition("/")[0]


@pytest.mark.parametrize(
    ("prefix", "libraries"),
    [
        ("oai_dc", {"tinh", "daihoc"}),
        ("bibframe", {"tinh", "daihoc"}),
        ("marc21", {"tinh"}),
        ("mods", {"tinh", "daihoc"}),
        ("edm", {"tinh", "daihoc"}),
    ],
)
def test_sickle_harvests_every_record_that_has_the_format(
    sickle: Sickle, live: dict[str, set[str]], prefix: str, libraries: set[str]
) -> None:
    records = list(sickle.ListRecords(metadataPrefix=prefix))
    found = [library_of(record.header.identifier) for record in records]
    assert {code: found.count(code) for code in found} == {code: len(live[code]) for code in libraries}
    assert [record.header.setSpecs[0] for record in records] == found
    assert all(len(record.xml.find("{*}metadata")) == 1 for record in records)


def test_sickle_finds_in_each_set_the_records_that_name_it(sickle: Sickle) -> None:
    named: dict[str, set[str]] = {}
    for header in sickle.ListIdentifiers(metadataPrefix="oai_dc"):
        for spec in header.setSpecs:
            parts = spec.split(":")
            for depth in range(1, len(parts) + 1):
                named.setdefault(":".join(parts[:depth]), set()).add(header.identifier)
    sets = {one.setSpec for one in sickle.ListSets()}
    assert named.keys() <= sets
    for spec, identifiers in named.items():
        headers = list(sickle.ListIdentifiers(metadataPrefix="oai_dc", set=spec))
        assert len(headers) == len(identifiers)
        assert {header.identifier for header in headers} == identifiers


def test_sickle_finds_a_set_for_each_library_and_they_part_the_records(
    sickle: Sickle, live: dict[str, set[str]]
) -> None:
    sets = {one.setSpec for one in sickle.ListSets()}
    assert live.keys() <= sets
    for code in live:
        headers = list(sickle.ListIdentifiers(metadataPrefix="oai_dc", set=code))
        assert len({header.identifier for header in headers}) == len(headers) == len(live[code])
        assert {library_of(header.identifier) for header in headers} == {code}


def test_sickle_gets_the_record_that_was_listed(sickle: Sickle) -> None:
    listed = next(
        record
        for record in sickle.ListRecords(metadataPrefix="oai_dc", set="daihoc")
        if "title" in record.metadata
    )
    record = sickle.GetRecord(identifier=listed.header.identifier, metadataPrefix="oai_dc")
    assert record.metadata == listed.metadata
    assert record.header.datestamp == listed.header.datestamp
    with pytest.raises(IdDoesNotExist):
        sickle.GetRecord(identifier=f"{listed.header.identifier}x", metadataPrefix="oai_dc")


def test_sickle_selects_by_the_instant_of_the_release(sickle: Sickle, live: dict[str, set[str]]) -> None:
    everything = sum(map(len, live.values()))
    (instant,) = {header.datestamp for header in sickle.ListIdentifiers(metadataPrefix="oai_dc")}
    assert sickle.Identify().earliestDatestamp == instant
    for dates in ({"from": instant}, {"until": instant}, {"from": instant, "until": instant}):
        assert len(list(sickle.ListIdentifiers(metadataPrefix="oai_dc", **dates))) == everything
    with pytest.raises(NoRecordsMatch):
        sickle.ListRecords(**{"metadataPrefix": "oai_dc", "until": "2000-01-01T00:00:00Z"})
    with pytest.raises(NoRecordsMatch):
        sickle.ListRecords(**{"metadataPrefix": "oai_dc", "from": "9000-01-01T00:00:00Z"})


def test_pyoai_s_client_harvests_everything(demo: Demo, live: dict[str, set[str]]) -> None:
    registry = MetadataRegistry()
    registry.registerReader("oai_dc", oai_dc_reader)
    client = Client(f"{demo.address}oai", registry)
    client.updateGranularity()
    records = list(client.listRecords(metadataPrefix="oai_dc"))
    assert len({header.identifier() for header, _, _ in records}) == sum(map(len, live.values()))
    assert all(body.getField("title") for _, body, _ in records)
    assert {spec for spec, _, _ in client.listSets()} >= live.keys()
    assert {prefix for prefix, _, _ in client.listMetadataFormats()} == FORMATS.keys()
    header, _, _ = client.getRecord(identifier=records[0][0].identifier(), metadataPrefix="oai_dc")
    assert header.identifier() == records[0][0].identifier()


@pytest.mark.parametrize(
    ("method", "request_"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
def test_sparqlwrapper_selects_the_same_in_every_format(demo: Demo, method: str, request_: str) -> None:
    client = wrapper(demo, INSTANCES, method, request_)
    found: dict[str, Any] = {}
    for form in (JSON, CSV, XML):
        found[form] = answer(client, form)
    rows = found[JSON]["results"]["bindings"]
    expected = [(row["instance"]["value"], row["title"]["value"]) for row in rows]
    assert expected
    assert {title for _, title in expected} == {TITLE}
    assert found[CSV].decode().split("\r\n") == ["instance,title", *map(",".join, expected), ""]
    assert list(rows_of_xml(found[XML])) == expected


def rows_of_xml(document: Document) -> Iterator[tuple[str, ...]]:
    for row in document.getElementsByTagName("result"):
        cells: list[Any] = list(row.getElementsByTagName("binding"))
        yield tuple(cell.firstChild.firstChild.data for cell in cells)


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_asks(demo: Demo, page: str, method: str) -> None:
    for name, holds in (("Work", True), ("Tractor", False)):
        client = wrapper(demo, f"ASK {{ <{page}#Work> a <{BF[name]}> }}", method)
        assert answer(client, JSON)["boolean"] is holds


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_constructs_a_graph_of_rdflib(demo: Demo, page: str, method: str) -> None:
    client = wrapper(demo, f"CONSTRUCT {{ <{page}#Work> ?p ?o }} {{ <{page}#Work> ?p ?o }}", method)
    built = answer(client, XML)
    assert isinstance(built, rdflib.Graph)
    document = rdflib.Graph().parse(f"{page}.nt", format="nt")
    work = rdflib.URIRef(f"{page}#Work")
    assert set(built) == set(document.triples((work, None, None))) != set()


@pytest.mark.parametrize("format_", [None, "turtle", "xml", "json-ld"])
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_rdflib_fetches_a_record_by_its_own_accept_header(page: str, format_: str | None) -> None:
    graph = rdflib.Graph().parse(page, format=format_)
    assert set(graph) == set(rdflib.Graph().parse(f"{page}.nt", format="nt"))
    assert (rdflib.URIRef(f"{page}#Work"), rdflib.RDF.type, BF.Work) in graph


def test_rdflib_follows_a_record_to_the_heading_that_it_shares(page: str) -> None:
    graph = rdflib.Graph().parse(page)
    headings = {str(term) for term in graph.objects() if "/heading/" in str(term)}
    address = min(heading for heading in headings if "#" not in heading)
    heading = rdflib.Graph().parse(address)
    assert (rdflib.URIRef(address), rdflib.RDF.type, None) in heading


def test_the_endpoint_is_a_store_of_rdflib(demo: Demo, page: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{demo.address}sparql"))
    work = rdflib.URIRef(f"{page}#Work")
    assert (work, rdflib.RDF.type, BF.Work) in graph
    assert set(graph.predicate_objects(work)) == set(
        rdflib.Graph().parse(f"{page}.nt", format="nt").predicate_objects(work)
    )
    (row,) = graph.query("SELECT (COUNT(*) AS ?n) { ?work a bf:Work }", initNs={"bf": BF})
    assert int(row[0]) > 0  # type: ignore[index,arg-type]
