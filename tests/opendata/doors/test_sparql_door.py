"""`/sparql` over the published release."""

import html
import json
import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
import rdflib
from flask.testing import FlaskClient

TITLES = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?title WHERE {
  ?work a bf:Work ; bf:title/bf:mainTitle ?title . FILTER(CONTAINS(?title, "Kiều"))
}"""
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"
JSON = "application/sparql-results+json"


def _rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": JSON})
    assert (answer.status_code, answer.mimetype) == (200, JSON)
    bindings = json.loads(answer.data)["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in bindings]


def test_what_is_published_can_be_asked_for(client: FlaskClient) -> None:
    assert _rows(client, TITLES) == [{"title": "Truyện Kiều"}]


def test_only_the_current_release_can_be_asked_for(client: FlaskClient) -> None:
    documents = _rows(client, "SELECT ?d WHERE { ?d a <http://xmlns.com/foaf/0.1/Document> } ORDER BY ?d")
    assert [row["d"].rpartition("/")[2] for row in documents] == [
        "oai:dh.example.vn:1",
        "de~20men~2F1",
        "kieu",
        "script",
        "so-do",
    ]


def test_three_ways_to_ask(client: FlaskClient) -> None:
    headers = {"Accept": JSON}
    got = client.get("/sparql", query_string={"query": TITLES}, headers=headers)
    form = client.post("/sparql", data={"query": TITLES}, headers=headers)
    body = client.post(
        "/sparql", data=TITLES.encode(), content_type="application/sparql-query", headers=headers
    )
    assert got.status_code == form.status_code == body.status_code == 200
    assert got.data == form.data == body.data
    assert got.headers["OpenData-Release"] == "2"


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (TITLES, "application/sparql-results+xml", "application/sparql-results+xml"),
        (TITLES, "text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values"),
        (TITLES, "*/*", JSON),
        (GRAPH, "text/turtle", "text/turtle"),
        (GRAPH, "application/n-triples", "application/n-triples"),
    ],
)
def test_negotiates(client: FlaskClient, query: str, accept: str, kind: str) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, kind)
    tag = answer.headers["ETag"]
    headers = {"Accept": accept, "If-None-Match": tag}
    assert client.get("/sparql", query_string={"query": query}, headers=headers).status_code == 304


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("query=SELECT", 400),
        ("query=%ff", 400),
        ("query=%00", 400),
        ("query=", 400),
        ("query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("query=INSERT+DATA+%7B+%3Ca%3Ab%3E+%3Ca%3Ab%3E+1+%7D", 400),
        ("update=DROP+ALL", 400),
        ("query=SELECT+*+%7B+SERVICE+%3Chttp%3A%2F%2F127.0.0.1%2F%3E+%7B%7D+%7D", 400),
        ("query=SELECT+*+FROM+%3Cfile%3A%2F%2F%2Fetc%2Fpasswd%3E+%7B+%3Fs+%3Fp+%3Fo+%7D", 200),
    ],
)
def test_what_is_not_done_is_refused_and_tells_nothing_of_the_server(
    client: FlaskClient, asked: str, status: int, leaks: Callable[[str], list[str]]
) -> None:
    answer = client.get(f"/sparql?{asked}")
    assert answer.status_code == status
    assert not leaks(answer.text)
    assert "root:" not in answer.text


def test_what_a_reader_asks_is_not_run_in_the_answer(client: FlaskClient) -> None:
    for asked in ({"query": "<script>alert(1)</script>"}, {"lang": "<script>"}, {"format": "<script>"}):
        answer = client.get("/sparql", query_string=asked, headers={"Accept": "text/html"})
        if answer.mimetype == "text/html":
            assert "<script>" not in answer.text
            assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("vi", "Nhan đề và tác giả", "Truy vấn SPARQL · Dữ liệu mở &lt;thử&gt;"),
        ("en", "Titles and their creators", "SPARQL queries · Open data &lt;test&gt;"),
    ],
)
def test_a_browser_gets_the_query_page(client: FlaskClient, language: str, text: str, title: str) -> None:
    answer = client.get(f"/sparql?lang={language}", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'<html lang="{language}">' in answer.text
    assert text in answer.text
    assert f"<title>{title}</title>" in answer.text


def test_the_query_page_looks_like_the_other_pages(client: FlaskClient) -> None:
    page = client.get("/sparql?lang=vi", headers={"Accept": "text/html"}).text
    home = client.get("/?lang=vi").text
    header = re.compile(r"<header>.*?</header>", re.DOTALL)
    footer = re.compile(r"<footer>.*?</footer>", re.DOTALL)
    for part in (header, footer):
        assert part.findall(page) == part.findall(home) != []
    query = client.get(
        "/sparql", query_string={"query": TITLES, "lang": "vi"}, headers={"Accept": "text/html"}
    )
    other = html.unescape(header.findall(query.text)[0])
    assert urlencode({"lang": "en", "query": TITLES}) in other


def test_without_a_query_the_service_describes_itself(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.data, format="turtle")
    endpoint = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert [str(each) for each in graph.objects(predicate=endpoint)] == ["http://data.example.vn/sparql"]
