"""The query page as a browser without scripts gets it."""

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

import sparql.page_words
from sparql.examples import AUDIENCES
from sparql.page_words import SCRIPT_WORDS, WORDS
from sparql.pool import WorkerPool

BF = "http://id.loc.gov/ontologies/bibframe/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
TITLES = f"SELECT ?t {{ ?s <{BF}mainTitle> ?t }} ORDER BY ?t"


class Running:
    """What the fixtures' server looks like."""

    url: str
    pool: WorkerPool


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as opened:
        opened.trust_env = False
        opened.headers["Accept"] = BROWSER
        opened.headers["Accept-Language"] = "en"
        yield opened


@pytest.mark.parametrize(("language", "button"), [("vi", "Chạy truy vấn"), ("en", "Run the query")])
def test_page(server: Running, session: requests.Session, language: str, button: str) -> None:
    page = session.get(server.url, headers={"Accept-Language": language})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Language"] == language
    assert button in page.text
    assert f'<html lang="{language}">' in page.text


def test_the_policy_lets_nothing_in_but_files_of_this_server(
    server: Running, session: requests.Session
) -> None:
    page = session.get(server.url)
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", page.text, re.DOTALL)
    assert scripts == [""]
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page.text)
    assert "<style" not in page.text


def test_files_of_the_page_are_kept_for_ever_under_an_address_of_their_content(
    server: Running, session: requests.Session
) -> None:
    page = session.get(server.url).text
    addresses = re.findall(r'(?:href|src)="(/sparql/assets/[^"]+)"', page)
    assert any(each.endswith("query.css") for each in addresses)
    origin = server.url.removesuffix("/sparql")
    for address in addresses:
        answer = session.get(origin + address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Encoding"] == "gzip"
        kind = "text/css" if address.endswith(".css") else "text/javascript"
        assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    digest = addresses[0].split("/")[3]
    assert session.get(origin + addresses[0].replace(digest, "0" * 16)).status_code == 404
    assert session.get(f"{server.url}/assets/{digest}/..%2fpage.py").status_code == 404
    whole = sum(len(gzip.compress(session.get(origin + each).content)) for each in addresses)
    assert whole < 300_000


@pytest.mark.parametrize("asked", [{"format": "html"}, {}])
def test_a_result_is_a_table(server: Running, session: requests.Session, asked: dict[str, str]) -> None:
    accept = {"Accept": "*/*"} if asked else {}
    answer = session.get(server.url, params={"query": TITLES, **asked}, headers=accept)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.text.count("<tr>") == 6
    assert '<span lang="vi">Truyện Kiều</span>' in answer.text
    assert f">\n{html.escape(TITLES)}</textarea>" in answer.text
    link = re.search(r'href="(\?query=[^"]+format=csv)"', answer.text)
    assert link
    csv = session.get(server.url + html.unescape(link[1]))
    assert csv.headers["Content-Type"].startswith("text/csv")
    assert "Truyện Kiều" in csv.text


def test_machines_are_not_given_pages(server: Running, session: requests.Session) -> None:
    for accept in ("*/*", "application/json", f"{BROWSER}, application/sparql-results+json"):
        answer = session.get(server.url, params={"query": TITLES}, headers={"Accept": accept})
        assert answer.headers["Content-Type"] == "application/sparql-results+json"
    answer = session.get(server.url, params={"query": TITLES, "format": "xml"})
    assert answer.headers["Content-Type"] == "application/sparql-results+xml"


def test_an_example_has_a_short_address(server: Running, session: requests.Session) -> None:
    page = session.get(server.url).text
    link = re.search(r'href="(\?example=[^"]+)"', page)
    assert link
    answer = session.get(server.url + html.unescape(link[1]), headers={"Accept-Language": "vi"})
    assert "All &lt;titles&gt;." in answer.text
    assert "Truyện Kiều" in answer.text
    assert 'href="?lang=vi&amp;example=titles"' in answer.text


def test_yes_or_no_and_graphs(server: Running, session: requests.Session) -> None:
    assert ">Yes<" in session.get(server.url, params={"query": "ASK { ?s ?p ?o }"}).text
    assert ">No<" in session.get(server.url, params={"query": "ASK { ?s ?p 99 }"}).text
    graph = session.get(server.url, params={"query": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3"})
    assert "3 triples" in graph.text
    assert "&lt;http://" in graph.text


def test_a_syntax_error_is_shown_where_it_is(server: Running, session: requests.Session) -> None:
    query = "SELECT ?s WHERE {\n ?s ?p .\n}"
    answer = session.get(server.url, params={"query": query})
    assert answer.status_code == 400
    assert "Line 2, column 8" in answer.text
    assert "<mark>.</mark>" in answer.text
    assert 'aria-invalid="true"' in answer.text
    vietnamese = session.get(server.url, params={"query": query, "lang": "vi"})
    assert "Dòng 2, cột 8" in vietnamese.text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"query": "DROP ALL"}, 400),
        ({"query": ""}, 400),
        ({"query": "ASK { SERVICE <http://127.0.0.1/> {} }"}, 400),
        ({"query": "ASK {}", "update": "DROP ALL"}, 400),
        ({"query": "<script>alert(1)</script>"}, 400),
    ],
)
def test_refusals_are_pages_with_their_status(
    server: Running, session: requests.Session, asked: dict[str, str], status: int
) -> None:
    answer = session.get(server.url, params=asked)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "The query was not answered" in answer.text
    assert "<script>" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_long_result_says_that_there_is_more(server: Running, session: requests.Session) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    answer = session.get(server.url, params={"query": query})
    assert answer.text.count("<tr>") == 1001
    assert "This page shows the first 1,000 rows" in answer.text


def test_every_word_is_said_in_both_languages_and_somewhere() -> None:
    package = Path(sparql.page_words.__file__).parent
    files = [*package.glob("static/*.js"), *package.glob("editor/*.js"), *package.glob("templates/*.html")]
    files = [each for each in files if each.name != "editor.js" or each.parent.name == "editor"]
    text = "".join(each.read_text(encoding="utf-8") for each in [*files, package / "page.py"])
    for key, texts in {**WORDS, **SCRIPT_WORDS}.items():
        assert texts["vi"]
        assert texts["en"]
        assert key in AUDIENCES or re.search(rf"\b{key}\b", text), key
    said = set(re.findall(r"\bwords\.(\w+)", text)) | set(re.findall(r"\bsay\.(\w+)", text))
    assert said <= {*WORDS, *SCRIPT_WORDS}
