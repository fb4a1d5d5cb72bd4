import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparql.formats import GRAPHS, RESULTS, choose_by_name
from sparql.negotiation import choose, choose_coding, parse_accept, prefers_html

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/*", "csv"),
        (f"{JSON};q=0.3, {XML};q=0.9", "xml"),
        (f"{XML};q=0.3, {JSON};q=0.9", "json"),
        (f"{JSON};q=0, */*;q=0.1", "xml"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        (BROWSER, "xml"),
        ("TEXT/CSV ; Q=0.5", "csv"),
        (f"{JSON};q=banana, text/csv;q=0.1", "csv"),
        (f"{JSON};q=0, application/json", None),
        ("image/png", None),
        ("text/turtle", None),
    ],
)
def test_choice_among_results(header: str | None, name: str | None) -> None:
    chosen = choose(header, RESULTS)
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, "ttl"),
        ("application/n-triples, text/turtle;q=0.2", "nt"),
        ("application/rdf+xml", "rdf"),
        ("application/json", "jsonld"),
        ("text/csv", None),
    ],
)
def test_choice_among_graphs(header: str | None, name: str | None) -> None:
    chosen = choose(header, GRAPHS)
    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_names_of_results(name: str) -> None:
    chosen = choose_by_name(name, RESULTS)
    assert chosen
    assert chosen.name == name


@pytest.mark.parametrize(
    ("name", "chosen"),
    [("ttl", "ttl"), ("turtle", "ttl"), ("nt", "nt"), ("rdf", "rdf"), ("xml", "rdf"), ("json-ld", "jsonld")],
)
def test_names_of_graphs(name: str, chosen: str) -> None:
    found = choose_by_name(name, GRAPHS)
    assert found
    assert found.name == chosen


def test_unknown_name() -> None:
    assert choose_by_name("docx", RESULTS) is None


@pytest.mark.parametrize(
    ("header", "page"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        ("text/turtle", False),
        ("text/turtle, text/html;q=0.5", False),
        ("text/turtle;q=0.5, text/html", True),
    ],
)
def test_who_gets_the_page(header: str | None, page: bool) -> None:
    assert prefers_html(header, GRAPHS) is page


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (None, ""),
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip;q=0", ""),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=0.9, zstd;q=0.8", "gzip"),
        ("gzip;q=0.5, identity", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("br, *;q=0", ""),
        ("deflate, gzip;q=0.1", "gzip"),
    ],
)
def test_content_coding(header: str | None, coding: str) -> None:
    assert choose_coding(header) == coding


@given(header=st.text(max_size=80))
def test_any_header_is_read(header: str) -> None:
    assert all(0 <= quality <= 1 for _, quality in parse_accept(header))
    choose(header, RESULTS)
