"""`/search` over the published release."""

import html
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

PAGE = {"Accept": "text/html"}


def answer(client: FlaskClient, **asked: str) -> dict[str, Any]:
    got = client.get("/search", query_string=asked)
    assert (got.status_code, got.mimetype) == (200, "application/json")
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = json.loads(got.data)
    return found


def test_records_by_their_words(client: FlaskClient) -> None:
    found = answer(client, q="truyen kieu")
    assert (found["total"], found["more"], found["release"]) == (1, False, 2)
    (first,) = found["results"]
    assert first["id"].endswith("/kieu")
    assert first["work"] == first["id"] + "#Work"
    assert (first["title"], first["year"]) == ("Truyện Kiều", 1933)
    assert first["match"] == {"kind": "title", "text": "Truyện Kiều", "exact": False}
    assert first["licence"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert client.get(first["id"].removeprefix("http://data.example.vn")).status_code == 200


def test_what_was_deleted_is_not_found(client: FlaskClient) -> None:
    assert answer(client, q="việt nam văn hoá sử cương")["results"] == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "văn hóa", "kind": "subject"}, 4),
        ({"q": "van hoc", "library": "nlv"}, 4),
        ({"q": "van hoc", "library": "nobody"}, 0),
        ({"q": "van hoc", "from": "1938", "to": "1941"}, 2),
        ({"q": "van hoc", "from": "1950"}, 1),
        ({"q": "van hoc", "from": "1950", "to": "1940"}, 0),
        ({"q": "van hoc", "language": "vie,eng"}, 4),
        ({"q": "van hoc", "language": "eng"}, 0),
        ({"q": "nguyễn du", "kind": "name"}, 2),
        ({"q": "kieu", "kind": "title,name"}, 2),
    ],
)
def test_narrowing(client: FlaskClient, asked: dict[str, str], expected: int) -> None:
    assert answer(client, **asked)["total"] == expected


def test_pages_of_an_answer(client: FlaskClient) -> None:
    seen: list[str] = []
    asked = {"q": "van hoc", "size": "3"}
    first = answer(client, **asked)
    address = first["next"].removeprefix("http://data.example.vn")
    second = json.loads(client.get(address).data)
    seen = [each["id"] for page in (first, second) for each in page["results"]]
    assert len(seen) == len(set(seen)) == 4
    assert "next" not in second
    assert answer(client, **asked, page="9")["results"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "  "},
        {"q": "x" * 400},
        {"q": "a", "kind": "publisher"},
        {"q": "a", "size": "0"},
        {"q": "a", "size": "101"},
        {"q": "a", "page": "-1"},
        {"q": "a", "page": "٣"},
        {"q": "a", "from": "year"},
    ],
)
def test_what_is_asked_wrongly_is_said_in_both_languages(client: FlaskClient, asked: dict[str, str]) -> None:
    got = client.get("/search", query_string=asked)
    assert (got.status_code, got.mimetype) == (400, "application/json")
    assert set(json.loads(got.data)["error"]) == {"vi", "en"}
    if asked:
        page = client.get("/search", query_string={**asked, "lang": "vi"}, headers=PAGE)
        assert page.status_code == (200 if not asked["q"].strip() else 400)


def test_the_page(client: FlaskClient) -> None:
    got = client.get("/search", query_string={"q": "nguyen du", "lang": "en"}, headers=PAGE)
    text = html.unescape(got.text)
    assert got.status_code == 200
    assert "2 records found" in text
    assert 'href="/record/nlv/kieu?lang=en"' in text
    assert 'value="nguyen du"' in text
    assert "<script>" not in got.text
    assert "lang=vi" in got.text
    assert "default-src 'none'" in got.headers["Content-Security-Policy"]
    assert "Không tìm thấy" in client.get("/search?q=zzzz&lang=vi", headers=PAGE).text
    assert 'action="/search"' in client.get("/?lang=vi", headers=PAGE).text


def test_browsers_are_told_how_to_search(client: FlaskClient) -> None:
    got = client.get("/search/opensearch.xml")
    assert got.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(got.data)
    templates = [each.attrib["template"] for each in root if each.tag.endswith("Url")]
    assert all(template.startswith("http://data.example.vn/search?q={searchTerms}") for template in templates)


def test_searching_in_queries(client: FlaskClient) -> None:
    query = """PREFIX od: <urn:x-library-opendata:> PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
    SELECT ?score ?title ?main WHERE {
      (?work ?score ?title) od:search ("truyen kieu" od:title 5) ; bf:title/bf:mainTitle ?main
      FILTER(od:fold(?main) = "truyen kieu") }"""
    got = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert got.text.split("\r\n")[1] == "1,Truyện Kiều,Truyện Kiều"
    wrong = query.replace('("truyen kieu" od:title 5)', "?title")
    refused = client.get("/sparql", query_string={"query": wrong})
    assert refused.status_code == 400
    assert "od:search" in refused.text
