"""`/changes/emm` and `/changes/ldes`: what their documents have, in which formats, and what is not there."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rdflib
from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).parent))

from feeding import app_of
from tiny import House, gone, live, many

BASE = "http://data.example/"
ROOT = rdflib.URIRef(f"{BASE}changes/ldes")
STREAM = rdflib.URIRef(f"{BASE}changes/ldes#stream")
LDES = rdflib.Namespace("https://w3id.org/ldes#")
TREE = rdflib.Namespace("https://w3id.org/tree#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
AS = rdflib.Namespace("https://www.w3.org/ns/activitystreams#")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The doors on two releases."""
    house = House(tmp_path_factory.mktemp("feeds") / "home")
    house.harvest(*many(0, 600))
    house.publish()
    house.harvest(live("1/é", "b"), gone("007"), live("008", "new"))
    house.publish()
    yield app_of(house).test_client()
    house.close()


def test_the_entry_point(served: FlaskClient) -> None:
    answer = served.get("/changes/emm")
    entry = answer.get_json(force=True)
    assert answer.mimetype == "application/activity+json"
    assert entry["@context"][0] == "https://www.w3.org/ns/activitystreams"
    assert (entry["type"], entry["totalItems"]) == ("OrderedCollection", 603)
    assert entry["first"] == {"type": "OrderedCollectionPage", "id": f"{BASE}changes/emm/1"}
    assert entry["last"]["id"] == f"{BASE}changes/emm/2"
    assert set(entry["summaryMap"]) == {"vi", "en"}


def test_change_sets_lead_to_one_another(served: FlaskClient) -> None:
    first, second = (served.get(f"/changes/emm/{number}").get_json(force=True) for number in (1, 2))
    assert (first["next"]["id"], second["prev"]["id"]) == (second["id"], first["id"])
    assert not {"prev"} & first.keys()
    assert not {"next"} & second.keys()
    assert (first["totalItems"], second["totalItems"]) == (500, 103)
    assert second["orderedItems"][-3:] == [
        {
            "id": f"{BASE}changes/emm#{place}",
            "type": kind,
            "summary": f"{kind} record {name}",
            "published": "2026-11-01T10:00:00Z",
            "object": {
                "id": f"{BASE}record/{name}",
                "type": "http://xmlns.com/foaf/0.1/Document",
                "updated": "2026-11-01T10:00:00Z",
            },
        }
        for place, kind, name in (
            (601, "Delete", "a/007"),
            (602, "Update", "a/008"),
            (603, "Create", "a/1~2F~C3~A9"),
        )
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "text/turtle",
        "application/trig",
        "application/n-triples",
        "application/n-quads",
        "application/ld+json",
    ],
)
def test_the_stream_in_every_format(served: FlaskClient, kind: str) -> None:
    answer = served.get("/changes/ldes/pages/1", headers={"Accept": kind})
    assert answer.mimetype == kind
    assert "Accept" in answer.headers["Vary"]
    names = {"text/turtle": "turtle", "application/n-triples": "nt"}
    if kind in names:
        graph = rdflib.Graph().parse(data=answer.data, format=names[kind])
        assert len(set(graph.objects(STREAM, TREE.member))) == 250


def _graph(served: FlaskClient, address: str) -> rdflib.Graph:
    answer = served.get(urlsplit(address).path, headers={"Accept": "text/turtle"})
    return rdflib.Graph().parse(data=answer.data, format="turtle")


def test_the_root_says_what_a_client_must_know(served: FlaskClient) -> None:
    graph = _graph(served, ROOT)
    assert (STREAM, rdflib.RDF.type, LDES.EventStream) in graph
    assert (STREAM, TREE.view, ROOT) in graph
    assert graph.value(STREAM, LDES.timestampPath) == DCTERMS.created
    assert graph.value(STREAM, LDES.versionOfPath) == DCTERMS.isVersionOf
    assert graph.value(STREAM, LDES.versionDeletePath) == rdflib.RDF.type
    assert graph.value(STREAM, LDES.versionDeleteObject) == AS.Delete
    assert graph.value(STREAM, LDES.pollingInterval) is not None
    assert not set(graph.objects(STREAM, LDES.retentionPolicy)), "everything is kept"
    assert graph.value(STREAM, TREE.shape) is not None


def test_members_have_the_shape_that_the_root_names(served: FlaskClient) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    root, page = _graph(served, ROOT), _graph(served, f"{ROOT}/pages/1")
    shape = root.value(STREAM, TREE.shape)
    for member in list(page.objects(STREAM, TREE.member))[:5]:
        root.add((shape, rdflib.URIRef("http://www.w3.org/ns/shacl#targetNode"), member))
    assert pyshacl.validate(page, shacl_graph=root, inference="none")[0]


def test_relations_have_one_node_one_path_and_one_value(served: FlaskClient) -> None:
    graph = _graph(served, f"{ROOT}/nodes/1")
    relations = set(graph.objects(rdflib.URIRef(f"{ROOT}/nodes/1"), TREE.relation))
    assert len(relations) == 2 * 2 + 1, "two for each closed page, one for the open one"
    for relation in relations:
        assert [len(set(graph.objects(relation, each))) for each in (TREE.node, TREE.path, TREE.value)] == [
            1
        ] * 3
        assert graph.value(relation, TREE.path) == DCTERMS.created
        assert str(graph.value(relation, TREE.value)).startswith("2026-11-01T")


def test_only_what_has_a_successor_is_immutable(served: FlaskClient) -> None:
    for path, closed in (
        ("emm", False), ("emm/1", True), ("emm/2", False),
        ("ldes", False), ("ldes/nodes/1", False), ("ldes/pages/1", True), ("ldes/pages/3", False),
    ):  # fmt: skip
        answer = served.get(f"/changes/{path}")
        assert ("immutable" in answer.headers["Cache-Control"]) == closed
        assert not answer.headers["ETag"].startswith("W/")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert (
            served.get(f"/changes/{path}", headers={"If-None-Match": answer.headers["ETag"]}).status_code
            == 304
        )
        assert served.head(f"/changes/{path}").headers["ETag"] == answer.headers["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "emm/0",
        "emm/3",
        "ldes/pages/0",
        "ldes/pages/4",
        "ldes/nodes/2",
        "ldes/nodes/0",
        "ldes/x",
        f"emm/{'9' * 30}",
        "emm/-1",
    ],
)
def test_what_is_not_there(served: FlaskClient, path: str) -> None:
    assert served.get(f"/changes/{path}").status_code == 404


@pytest.mark.parametrize(
    ("language", "texts"),
    [("vi", ("Những gì thay đổi", "Tạo", "Các bản phát hành gần đây")), ("en", ("What changes", "Created"))],
)
def test_the_page(served: FlaskClient, language: str, texts: tuple[str, ...]) -> None:
    answer = served.get(f"/changes/?lang={language}")
    assert answer.headers["Content-Language"] == language
    for text in (*texts, "/changes/ldes", "/.well-known/resourcesync", "2026-11-01T10:00:00Z"):
        assert text in answer.text
    assert '<td class="number">600</td>' in answer.text


def test_no_other_format(served: FlaskClient) -> None:
    assert served.get("/changes/ldes", headers={"Accept": "image/png"}).status_code == 406


def test_before_the_first_release(house: House) -> None:
    client = app_of(house).test_client()
    assert client.get("/changes/").status_code == 200
    for path in ("emm", "emm/1", "ldes", "ldes/nodes/1", "ldes/pages/1"):
        assert client.get(f"/changes/{path}").status_code == 404


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path / "home")
    yield opened
    opened.close()
