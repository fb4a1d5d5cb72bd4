"""`/catalog` and `/.well-known/void`: judged by the shapes of others, and by what their addresses answer."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph
import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID
from requests.utils import parse_header_links

from opendata.describe.schema_org import in_page

BASE = "http://data.example.vn/"
SHAPES = Path(__file__).parents[4] / "shared" / "shapes"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
UNION = rdflib.URIRef(f"{BASE}.well-known/void#union")
_PROBE = "https://def.nde.nl/probe#"
"""What only a register with a network can ask, and pySHACL has no words for."""


def _shapes(file: Path) -> rdflib.Graph:
    """The shapes of a file without probes, and without those that have no path: pySHACL refuses them."""
    shapes = rdflib.Graph().parse(file)
    for triple in list(shapes):
        if any(_PROBE in term for term in triple[:2]):
            shapes.remove(triple)
    for shape, _, prop in list(shapes.triples((None, SH.property, None))):
        if (prop, SH.path, None) not in shapes:
            shapes.remove((shape, SH.property, prop))
    return shapes


@pytest.fixture(scope="module")
def graph(app) -> rdflib.Graph:  # type: ignore[no-untyped-def]
    return rdflib.Graph().parse(data=app.test_client().get("/catalog.ttl").data, format="turtle")


@pytest.fixture(scope="module")
def void(app) -> rdflib.Graph:  # type: ignore[no-untyped-def]
    return rdflib.Graph().parse(data=app.test_client().get("/.well-known/void").data, format="turtle")


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes are not beside the project")
@pytest.mark.parametrize("file", sorted(SHAPES.glob("*.ttl")), ids=lambda file: file.stem)
def test_the_catalogue_conforms_without_a_warning(graph: rdflib.Graph, file: Path) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = _shapes(file)
    _, report, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    told = {str(each) for each in report.objects(predicate=SH.resultSeverity)}
    assert not told - {str(SH.Info)}, text


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes are not beside the project")
def test_what_lies_beside_the_dumps_conforms(client: FlaskClient) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    answer = client.get("/dumps/2/dcat.ttl", buffered=True)
    assert answer.mimetype == "text/turtle"
    graph = rdflib.Graph().parse(data=answer.data, format="turtle")
    assert pyshacl.validate(graph, shacl_graph=_shapes(SHAPES / "dcat-ap-3.0.1.ttl"), inference="none")[0]
    manifest = client.get("/dumps/2/manifest.json", buffered=True).get_json()
    told = {str(each) for each in graph.objects(predicate=DCAT.downloadURL)}
    assert told == {f"{BASE}dumps/2/{file['path']}" for file in manifest["files"]}


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes are not beside the project")
def test_the_shapes_do_find_faults(graph: rdflib.Graph) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    faulty = rdflib.Graph() + graph
    faulty.remove((None, DCTERMS.title, None))
    shapes = rdflib.Graph().parse(SHAPES / "dcat-ap-3.0.1.ttl")
    assert not pyshacl.validate(faulty, shacl_graph=shapes, inference="none")[0]


def test_every_address_that_is_offered_answers(client: FlaskClient, graph: rdflib.Graph) -> None:
    offered = {
        str(address)
        for predicate in (DCAT.downloadURL, DCAT.accessURL, DCAT.endpointURL, DCAT.landingPage,
                          DCAT.endpointDescription, FOAF.homepage, FOAF.page)
        for address in graph.objects(predicate=predicate)
    }  # fmt: skip
    assert f"{BASE}sparql" in offered
    for address in offered - {f"{BASE}search"}:
        assert address.startswith(BASE)
        assert client.get(address.removeprefix(BASE[:-1]), buffered=True).status_code == 200, address


def test_every_file_of_the_dumps_is_a_distribution_with_its_checksum(
    client: FlaskClient, graph: rdflib.Graph
) -> None:
    for release in (1, 2):
        manifest = client.get(f"/dumps/{release}/manifest.json", buffered=True).get_json()
        deltas = [file for delta in manifest["deltas"] for file in delta["files"]]
        for file in (*manifest["files"], *deltas):
            address = rdflib.URIRef(f"{BASE}dumps/{release}/{file['path']}")
            (distribution,) = set(graph.subjects(DCAT.downloadURL, address))
            assert graph.value(distribution, DCAT.byteSize).toPython() == file["bytes"]  # type: ignore[union-attr]
            checksum = graph.value(distribution, SPDX.checksum)
            assert str(graph.value(checksum, SPDX.checksumValue)) == file["sha256"]
            assert graph.value(distribution, DCTERMS.license)


def test_there_is_a_dataset_for_all_and_for_each_library_in_both_languages(graph: rdflib.Graph) -> None:
    listed = {str(each).rpartition("#")[2] for each in graph.objects(predicate=DCAT.dataset)}
    assert listed == {"union", "nlv", "dh", "licence.cc0-1.0", "changes"}
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService, DCAT.DatasetSeries, DCAT.Distribution):
        for thing in graph.subjects(RDF.type, kind):
            assert isinstance(thing, rdflib.URIRef)
            for predicate in (DCTERMS.title, DCTERMS.description):
                texts = list(graph.objects(thing, predicate))
                assert {each.language for each in texts} == {"vi", "en"}, (thing, predicate)  # type: ignore[attr-defined]


def test_releases_follow_one_another(graph: rdflib.Graph) -> None:
    first, second = (rdflib.URIRef(f"{BASE}catalog#union.{number}") for number in (1, 2))
    series = rdflib.URIRef(f"{BASE}catalog#releases.union")
    assert set(graph.objects(UNION, DCAT.hasVersion)) == {first, second}
    assert graph.value(UNION, DCAT.hasCurrentVersion) == second
    assert graph.value(second, DCAT.previousVersion) == first
    assert set(graph.subjects(DCAT.inSeries, series)) == {first, second}
    assert str(graph.value(second, DCAT.version)) == "2"


def test_every_service_is_listed_and_serves_something(graph: rdflib.Graph) -> None:
    listed = set(graph.objects(rdflib.URIRef(f"{BASE}catalog"), DCAT.service))
    assert listed == set(graph.subjects(RDF.type, DCAT.DataService))
    for service in listed:
        assert set(graph.objects(service, DCAT.servesDataset)) <= set(graph.subjects(RDF.type, DCAT.Dataset))


def test_void_counts_what_sparql_counts(client: FlaskClient, void: rdflib.Graph) -> None:
    query = "SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?u) (COUNT(DISTINCT ?o) AS ?v) { ?s ?p ?o }"
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    told = [void.value(UNION, each) for each in (VOID.triples, VOID.distinctSubjects, VOID.distinctObjects)]
    assert ",".join(map(str, told)) == answer.text.split()[1]
    parts = void.objects(UNION, VOID.propertyPartition)
    assert sum(void.value(each, VOID.triples).toPython() for each in parts) == told[0].toPython()  # type: ignore[union-attr]


def test_void_leads_to_dumps_records_and_what_is_linked(client: FlaskClient, void: rdflib.Graph) -> None:
    for predicate in (VOID.dataDump, VOID.exampleResource):
        addresses = set(void.objects(UNION, predicate))
        assert addresses
        for address in addresses:
            assert client.head(urlsplit(str(address)).path, buffered=True).status_code == 200
    assert len(set(void.objects(UNION, VOID.exampleResource))) >= 3
    linksets = set(void.subjects(RDF.type, VOID.Linkset))
    assert linksets
    for linkset in linksets:
        assert len(set(void.objects(linkset, VOID.linkPredicate))) == 1
        assert void.value(linkset, VOID.subjectsTarget) == UNION
        assert void.value(linkset, VOID.triples).toPython() > 0  # type: ignore[union-attr]


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld", ".rdf", ".nt", ".html"])
def test_an_address_for_each_format(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/catalog{suffix}")
    assert answer.status_code == 200
    assert "Accept," not in answer.headers.get("Vary", "") or suffix == ".html"
    again = client.get(f"/catalog{suffix}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_signposts(client: FlaskClient) -> None:
    links = parse_header_links(client.get("/catalog.html").headers["Link"])
    told = {
        rel: [each["url"] for each in links if each["rel"] == rel] for rel in {each["rel"] for each in links}
    }
    assert told["cite-as"] == [f"{BASE}catalog"]
    assert told["license"] == ["https://creativecommons.org/publicdomain/zero/1.0/"]
    assert "https://schema.org/AboutPage" in told["type"]
    assert {"/catalog.ttl", "/.well-known/void"} <= set(told["describedby"])


def test_what_nobody_can_give_is_not_acceptable(client: FlaskClient) -> None:
    for path in ("/catalog", "/.well-known/void"):
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("vi", ("Danh mục dữ liệu", "Biểu ghi thư mục của Thư viện Quốc gia", "Nghị định 47/2020/NĐ-CP")),
        ("en", ("Data catalogue", "Bibliographic records of National Library", "Decree 47/2020/NĐ-CP")),
    ],
)
def test_the_page(client: FlaskClient, language: str, texts: tuple[str, ...]) -> None:
    answer = client.get(f"/catalog?lang={language}", headers={"Accept": "text/html"})
    assert answer.headers["Content-Location"] == "/catalog.html"
    for text in texts:
        assert text in answer.text
    assert 'id="terms-decree-47-2020"' in answer.text
    assert "&lt;" in answer.text


_CONTEXT = {
    "@vocab": "https://schema.org/",
    **{
        name: {"@type": "@id"}
        for name in ("license", "url", "contentUrl", "sameAs", "includedInDataCatalog", "hasPart")
    },
    **{name: {"@type": "Date"} for name in ("datePublished", "dateModified", "dateCreated")},
}
"""What the shapes look at of schema.org's own context, which lies in the network."""


def _embedded(page: str) -> dict[str, Any]:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found: dict[str, Any] = json.loads(script)
    return found


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes are not beside the project")
def test_schema_org_conforms_but_for_what_an_http_address_cannot(client: FlaskClient) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    told = client.get("/catalog.schema.jsonld").get_json(force=True)
    assert told.pop("@context") == "https://schema.org/"
    text = json.dumps({"@context": _CONTEXT, **told})
    triples = pyoxigraph.parse(text, pyoxigraph.RdfFormat.JSON_LD)
    lines = pyoxigraph.serialize([quad.triple for quad in triples], format=pyoxigraph.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=lines, format="nt")
    shapes = _shapes(SHAPES / "nde-dataset-requirements-1.14.ttl")
    _, report, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if report.value(result, SH.resultSeverity) != SH.Info:
            value = str(report.value(result, SH.value))
            assert value.startswith("http://data.example.vn/dumps/"), text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_have_it_in_their_language_where_nothing_can_run(client: FlaskClient, language: str) -> None:
    answer = client.get(f"/catalog.html?lang={language}")
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    told = _embedded(answer.text)
    assert told["name"] == {"vi": "Dữ liệu mở <thử>", "en": "Open data <test>"}[language]
    for dataset in told["dataset"]:
        assert 50 <= len(dataset["description"]) <= 5000
        assert dataset["license"]
    for path in ("/dumps/", "/library/nlv"):
        assert _embedded(client.get(f"{path}?lang={language}").text)["@type"] == "Dataset"


def test_a_title_cannot_end_the_script() -> None:
    assert in_page({"name": "</script><script>alert(1)</script>"}).count("<") == 0


@pytest.mark.parametrize("name", ["CITATION.txt", "CITATION.bib", "CITATION.json", "datacite.json"])
def test_the_release_is_cited_alike_beside_its_dumps(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/catalog/{name}")
    assert answer.status_code == 200
    assert b"http://data.example.vn/dumps/2/" in answer.data
    assert client.get(f"/dumps/2/{name}", buffered=True).data == answer.data


@pytest.mark.parametrize("path", ["/catalog/CITATION", "/catalog/..%2fx", "/catalog.xyz", "/catalog/"])
def test_no_other_citation(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
