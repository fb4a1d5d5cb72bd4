"""`/record/…`, `/hub/…` and `/heading/…`: negotiation, validators, links, what is gone."""

import re
import warnings
from xml.etree import ElementTree

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.compare import isomorphic

BASE = "http://data.example.vn"
KIEU = "/record/nlv/kieu"
THESIS = "/record/dh/oai:dh.example.vn:1"
DELETED = "/record/dh/oai:dh.example.vn:2"
HOSTILE = "/record/nlv/script"

BF = rdflib.Namespace("http://id.loc.gov/ontologies/bibframe/")
SYNTAXES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}
FORMATS = {**SYNTAXES, ".html": "text/html", ".marcxml": "application/marcxml+xml"}


def _graph(client: FlaskClient, path: str, suffix: str) -> rdflib.Graph:
    answer = client.get(path + suffix)
    assert answer.mimetype == SYNTAXES[suffix]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib's own use of it
        return rdflib.Graph().parse(data=answer.data, format=answer.mimetype)


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("", ".html"),
        ("*/*", ".html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ".html"),
        ("text/turtle", ".ttl"),
        ("application/n-triples", ".nt"),
        ("application/ld+json", ".jsonld"),
        ("application/rdf+xml", ".rdf"),
        ("application/marcxml+xml", ".marcxml"),
        ("text/html;q=0.1, text/turtle", ".ttl"),
        ("text/turtle;q=0.4, application/ld+json;q=0.5, image/png", ".jsonld"),
        ("text/html;q=0, */*;q=0.1", ".ttl"),
        ("text/*;q=0.3, application/rdf+xml;q=0.2", ".html"),
    ],
)
def test_a_record_negotiates(client: FlaskClient, accept: str, suffix: str) -> None:
    answer = client.get(KIEU, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, FORMATS[suffix])
    assert answer.headers["Content-Location"] == KIEU + suffix
    assert "Accept" in answer.headers["Vary"].split(", ")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.data == client.get(KIEU + suffix).data


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "no media type at all;;q=x"])
@pytest.mark.parametrize("path", [KIEU, DELETED, "/heading/0000"])
def test_what_cannot_be_had_is_refused_with_what_can(client: FlaskClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 406
    assert "Accept" in answer.headers["Vary"].split(", ")
    for suffix, media_type in SYNTAXES.items():
        assert f"{suffix}  {media_type}\n" in answer.text


def test_json_ld_is_a_tree_with_the_work_at_its_root(client: FlaskClient) -> None:
    document = client.get(KIEU + ".jsonld").get_json()
    work = document["@graph"][0]
    assert work["id"] == "#Work"
    assert "Work" in work["type"]
    assert "#Instance" in {instance["id"] for instance in work["hasInstance"]}
    context = client.get("/context.jsonld")
    assert context.mimetype == "application/ld+json"
    assert context.headers["Access-Control-Allow-Origin"] == "*"
    published = context.get_json()["@context"]
    assert {name: published.get(name) for name in document["@context"] if name != "@base"} == {
        name: value for name, value in document["@context"].items() if name != "@base"
    }
    assert client.get("/frame.jsonld").get_json()["type"] == "Work"


def test_plain_text_is_n_triples_for_those_who_ask_so(client: FlaskClient) -> None:
    answer = client.get(KIEU, headers={"Accept": "text/plain, */*;q=0.1"})
    assert answer.mimetype == "application/n-triples"


@pytest.mark.parametrize("path", [KIEU, THESIS, HOSTILE, "/record/nlv/de~20men~2F1"])
def test_every_syntax_says_the_same(client: FlaskClient, path: str) -> None:
    graphs = [_graph(client, path, suffix) for suffix in SYNTAXES]
    work = rdflib.URIRef(f"{BASE}{path}#Work")
    assert (work, rdflib.RDF.type, BF.Work) in graphs[0]
    for other in graphs[1:]:
        assert isomorphic(graphs[0], other)


def test_marc_comes_back_as_marc_only_where_it_came_as_marc(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get(f"{KIEU}.marcxml").data)
    assert root.tag == "{http://www.loc.gov/MARC21/slim}record"
    assert "Truyện Kiều" in "".join(root.itertext())
    assert client.get(f"{THESIS}.marcxml").status_code == 404
    assert client.get(THESIS, headers={"Accept": "application/marcxml+xml"}).status_code == 406


@pytest.mark.parametrize("suffix", ["", *FORMATS])
def test_a_record_has_links_and_validators(client: FlaskClient, suffix: str) -> None:
    answer = client.get(KIEU + suffix)
    links = answer.headers["Link"]
    for other, media_type in FORMATS.items():
        assert f'<{KIEU}{other}>; rel="alternate"; type="{media_type}"' in links
    assert f'<{BASE}{KIEU}>; rel="canonical"' in links
    assert f'<{KIEU}.ttl>; rel="describedby"; type="text/turtle"' in links
    assert '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"' in links
    assert answer.last_modified is not None
    assert ("Content-Location" in answer.headers) == (suffix == "")

    tag = answer.headers["ETag"]
    same = client.get(KIEU + suffix, headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.data) == (304, b"")
    assert same.headers["ETag"] == tag
    assert client.get(KIEU + suffix, headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_representation_has_its_own_tag(client: FlaskClient) -> None:
    tags = {client.get(KIEU + suffix).headers["ETag"] for suffix in FORMATS}
    tags |= {client.get(f"{KIEU}?lang=en").headers["ETag"]}
    assert len(tags) == len(FORMATS) + 1


@pytest.mark.parametrize(("suffix", "media_type"), [("", "text/html"), *SYNTAXES.items()])
def test_a_deleted_record_leaves_a_tombstone(client: FlaskClient, suffix: str, media_type: str) -> None:
    answer = client.get(DELETED + suffix, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.mimetype) == (410, media_type)
    assert ("Vary" in answer.headers) or suffix
    assert "Đào Duy Anh" not in answer.text
    if suffix:
        graph = _graph(client, DELETED, suffix)
        invalidated = rdflib.URIRef("http://www.w3.org/ns/prov#invalidatedAtTime")
        assert set(graph.subjects(invalidated)) == {rdflib.URIRef(f"{BASE}{DELETED}")}
        assert len(graph) == 1
    else:
        assert "<h1>This record was deleted</h1>" in answer.text
    assert client.head(DELETED + suffix).status_code == 410


@pytest.mark.parametrize(
    ("path", "language", "texts"),
    [
        (KIEU, "vi", ["<h1>Truyện Kiều</h1>", "<dt>Người và tổ chức</dt>", "Nguyễn Du (tác giả)"]),
        (KIEU, "vi", ["<dt>Truy cập trực tuyến</dt>", '<a href="http://books.example.vn/1">']),
        (KIEU, "en", ["<h1>Truyện Kiều</h1>", "<dt>People and bodies</dt>", "Nguyễn Du (author)"]),
        ("/record/nlv/de~20men~2F1", "vi", ["<h1>Dế mèn phiêu lưu ký</h1>", "<code>de men/1</code>", "1941"]),
        (THESIS, "en", ["<h1>Gr-catégories</h1>", "University Library", "Hoàng Xuân Sính"]),
    ],
)
def test_the_page_of_a_record(client: FlaskClient, path: str, language: str, texts: list[str]) -> None:
    page = client.get(path, query_string={"lang": language}).text
    assert f'<html lang="{language}">' in page
    for text in texts:
        assert text in page


def test_nothing_in_a_record_runs_in_its_page(client: FlaskClient) -> None:
    answer = client.get(HOSTILE)
    assert "&lt;script&gt;alert(&#39;kiều&#39;)&lt;/script&gt;" in answer.text
    assert "<script" not in answer.text
    assert "<b>" not in answer.text
    assert 'href="javascript:' not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none';")


@pytest.fixture(scope="module")
def heading(app: object) -> str:
    """The path of the heading that all MARC records share."""
    assert hasattr(app, "test_client")
    page = app.test_client().get(KIEU).text
    found = re.search(r'<a href="(/heading/[^"]+)">Văn học Việt Nam</a>', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("accept", "suffix"), [("", ".html"), *((kind, end) for end, kind in SYNTAXES.items())]
)
def test_a_heading_leads_to_its_document(client: FlaskClient, heading: str, accept: str, suffix: str) -> None:
    answer = client.get(heading, headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["Location"] == heading + suffix
    assert answer.headers["Vary"] == "Accept"
    document = client.get(heading + suffix)
    assert (document.status_code, document.mimetype) == (200, FORMATS[suffix])
    tag = document.headers["ETag"]
    assert client.get(heading + suffix, headers={"If-None-Match": tag}).status_code == 304


def test_a_heading_names_the_records_that_share_it(client: FlaskClient, heading: str) -> None:
    page = client.get(f"{heading}.html").text
    assert "<h1>Văn học Việt Nam</h1>" in page
    for path, title in ((KIEU, "Truyện Kiều"), ("/record/nlv/de~20men~2F1", "Dế mèn phiêu lưu ký")):
        assert f'<a href="{path}">{title}</a>' in page
    assert "<script" not in page
    graph = _graph(client, heading, ".ttl")
    label = rdflib.URIRef("http://www.loc.gov/mads/rdf/v1#authoritativeLabel")
    assert [str(each) for each in graph.objects(rdflib.URIRef(BASE + heading), label)] == ["Văn học Việt Nam"]


def test_a_heading_shows_every_form_the_most_used_first(client: FlaskClient) -> None:
    page = client.get(KIEU).text
    found = re.search(r'<a href="(/heading/[^"]+)">VĂN HOÁ</a>', page)
    assert found is not None
    shared = client.get(f"{found[1]}.html").text
    assert "<h1>Văn hóa</h1>" in shared
    assert "<li>Văn hóa</li><li>VĂN HOÁ</li>" in shared
    assert f'<a href="{KIEU}">Truyện Kiều</a>' in shared
    assert '<a href="/record/nlv/so-do">Số đỏ</a>' in shared
    label = rdflib.URIRef("http://www.loc.gov/mads/rdf/v1#authoritativeLabel")
    graph = _graph(client, found[1], ".ttl")
    assert {str(each) for each in graph.objects(None, label)} == {"Văn hóa", "VĂN HOÁ"}


def test_a_hub_has_all_its_parts(
    client: FlaskClient,
) -> None:
    graph = _graph(client, KIEU, ".ttl")
    work = rdflib.URIRef(f"{BASE}{KIEU}#Work")
    hub = str(next(graph.objects(work, BF.expressionOf)))
    about = _graph(client, hub.removeprefix(BASE), ".ttl")
    titles = [str(each) for each in about.objects(None, BF.mainTitle)]
    assert titles == ["Đoạn trường tân thanh"]
    assert set(about.objects(None, BF.agent)) <= set(about.subjects(rdflib.RDF.type, BF.Person))
    assert {str(each) for each in about.subjects()} == {
        str(each) for each in graph.subjects() if str(each).startswith(hub)
    }


@pytest.mark.parametrize("path", ["/heading/0000", "/hub/0123456789abcdef0123", "/heading/x~y"])
@pytest.mark.parametrize("suffix", ["", ".ttl", ".html"])
def test_what_nobody_shares_is_not_found_at_once(client: FlaskClient, path: str, suffix: str) -> None:
    answer = client.get(path + suffix)
    assert answer.status_code == 404
    assert "Location" not in answer.headers
