"""What all doors have in common: the home page, the catalogue, methods, addresses that are no addresses."""

import warnings
from collections.abc import Callable
from urllib.parse import quote

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from opendata.doors.language import grouped

DOORS = (
    "/",
    "/record/nlv/kieu",
    "/record/nlv/kieu.ttl",
    "/library/nlv",
    "/library/nlv.ttl",
    "/dumps/",
    "/dumps/2/",
    "/dumps/2/manifest.json",
    "/catalog",
    "/.well-known/void",
    "/health",
    "/robots.txt",
    "/style/opendata.css",
)
LONG = "a" * 100_000
NO_ADDRESSES = (
    "/nothing",
    "/../../etc/passwd",
    "/..%2f..%2fopendata.toml",
    "/record/",
    "/record/nlv/",
    "/record/nlv/%00",
    "/record/%00/kieu",
    "/record/nlv/%ff%fe",
    "/record/nlv/~FF",
    "/record/nlv/~00",
    "/record/nlv/..%2f..%2fopendata.toml",
    "/record/nlv/%0d%0aX-Injected:1",
    "/record/nlv/broken",
    "/record/nowhere/kieu",
    "/library/",
    "/library/nowhere",
    "/library/NLV",
    "/library/nlv.marcxml",
    "/library/%00",
    "/library/..%2fopendata.toml",
    f"/library/{LONG}",
    f"/record/nlv/{LONG}",
    f"/record/{LONG}/kieu",
    "/hub/%00",
    "/hub/%c3%a9",
    "/heading/..%2fx",
    f"/heading/{LONG}",
    "/heading/0000.ttl",
    "/dumps/0/",
    "/dumps/007/",
    "/dumps/9999999999999999999999/",
    f"/dumps/{'9' * 10_000}/",
    "/dumps/2/..%2f..%2fopendata.toml",
    "/dumps/2/%2e%2e/opendata.toml",
    "/dumps/2/%00",
    "/dumps/2/nothing.nq.gz",
    "/dumps/latest/nothing.nq.gz",
    "/dumps/latest/%0d%0aX-Injected:1",
    "/dumps/latest/%ff",
    f"/dumps/latest/{LONG}",
    "/style/..%2fpages.py",
    "/style/%00",
    f"/style/{LONG}",
)


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "vi"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "en;q=0.2,vi;q=0.8", "vi"),
        ("", "fr", "vi"),
        ("?lang=en", "vi", "en"),
        ("?lang=vi", "en", "vi"),
        ("?lang=<script>", "", "vi"),
        ("?lang=%ff", "en", "en"),
    ],
)
def test_home_speaks_the_readers_language(
    client: FlaskClient, asked: str, accepted: str, language: str
) -> None:
    answer = client.get(f"/{asked}", headers={"Accept-Language": accepted})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert f'<html lang="{language}">' in answer.text
    assert {"vi": "Thư viện Quốc gia", "en": "National Library"}[language] in answer.text
    assert "<script" not in answer.text


def test_home_shows_counts_samples_and_escapes_what_libraries_and_operators_wrote(
    client: FlaskClient,
) -> None:
    text = client.get("/?lang=en").text
    assert "<strong>5</strong> records" in text
    assert "Open data &lt;test&gt;" in text
    assert '<a href="/record/nlv/kieu?lang=en">Truyện Kiều</a>' in text
    assert "&lt;script&gt;alert(" in text
    assert "<script" not in text


@pytest.mark.parametrize("path", DOORS)
def test_head_answers_with_the_headers_of_get(client: FlaskClient, path: str) -> None:
    got, head = client.get(path, buffered=True), client.head(path, buffered=True)
    assert got.status_code == head.status_code == 200
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Link", "Vary", "Cache-Control"):
        assert head.headers.get(name) == got.headers.get(name), name
    assert got.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused_with_those_allowed(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    answer = client.post("/sparql", data=b"x" * (5 << 20), content_type="application/sparql-query")
    assert answer.status_code == 413


@pytest.mark.parametrize("path", NO_ADDRESSES, ids=lambda path: path[:40])
def test_what_is_no_address_is_not_found_on_a_page_that_tells_nothing_of_the_server(
    client: FlaskClient, path: str, leaks: Callable[[str], list[str]]
) -> None:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "X-Injected" not in answer.headers
    assert "The current release has nothing at this address." in answer.text
    assert '<a href="/?lang=en">Home</a>' in answer.text
    assert not leaks(answer.text)


def test_an_address_is_not_repeated_unescaped(client: FlaskClient) -> None:
    for path in (f"/{quote('<script>')}", f"/record/nlv/{quote('<script>')}", "/?lang=<script>&x=<script>"):
        assert "<script" not in client.get(path).text


def _graph(client: FlaskClient, path: str, accept: str) -> rdflib.Graph:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == accept
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib's own use of it
        return rdflib.Graph().parse(data=answer.data, format=accept)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"]
)
@pytest.mark.parametrize("path", ["/catalog", "/.well-known/void"])
def test_catalogue_describes_every_library_and_service(client: FlaskClient, path: str, accept: str) -> None:
    graph = _graph(client, path, accept)
    union = rdflib.URIRef("http://data.example.vn/.well-known/void#union")
    subsets = {str(each).rpartition("#")[2] for each in graph.objects(union, VOID.subset)}
    assert {each for each in subsets if "." not in each} == {"nlv", "dh"}
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        languages = {
            each.language
            for each in graph.objects(dataset, DCTERMS.title)
            if isinstance(each, rdflib.Literal)
        }
        assert languages == {"vi", "en"}
    assert len(set(graph.objects(union, VOID.triples))) == 1
    services = {str(each) for each in graph.objects(predicate=DCAT.endpointURL)}
    expected = {"http://data.example.vn/sparql", "http://data.example.vn/oai"}
    assert services >= expected if path == "/catalog" else not services


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("", 200, "text/turtle"),
        ("*/*", 200, "text/turtle"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200, "text/html"),
        ("application/ld+json, text/html;q=0.5", 200, "application/ld+json"),
        ("text/html;q=0.5, application/rdf+xml;q=0.6", 200, "application/rdf+xml"),
    ],
)
def test_catalogue_negotiates(client: FlaskClient, accept: str, status: int, kind: str) -> None:
    answer = client.get("/catalog", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (status, kind)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/", 200, "Nothing has been published yet."),
        ("/dumps/", 200, "No files yet"),
        ("/dumps/latest/", 404, "No files yet"),
        ("/record/nlv/kieu", 404, "Nothing here"),
        ("/heading/0000.html", 404, "Nothing here"),
        ("/catalog", 200, "National Library"),
        ("/.well-known/void", 200, "National Library"),
        ("/sparql", 200, "sd:Service"),
        ("/sparql?query=ASK%7B%7D", 503, "Nothing has been published yet."),
        ("/oai?verb=Identify", 503, "Retry-After"),
    ],
)
def test_before_the_first_release(
    unpublished: FlaskClient, path: str, status: int, text: str, leaks: Callable[[str], list[str]]
) -> None:
    answer = unpublished.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == status
    assert text in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)
    assert not leaks(answer.text)


@pytest.mark.parametrize("path", ["/sparql", "/sparql?query=ASK%7B%7D"])
def test_a_browser_is_told_so_on_a_page(unpublished: FlaskClient, path: str) -> None:
    answer = unpublished.get(path, headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": "vi"})
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "<h1>Chưa phát hành dữ liệu nào.</h1>" in answer.text
    assert answer.headers["Retry-After"] == "30"


@pytest.mark.parametrize(("language", "number"), [("vi", "1.234.567"), ("en", "1,234,567")])
def test_numbers_are_written_as_the_language_does(language: str, number: str) -> None:
    assert grouped(1_234_567, language) == number
