import pytest

from sparql.page_results import Cell, cell, shortened

BASE = "http://data.example.vn/"
PREFIXES = {
    "bf": "http://id.loc.gov/ontologies/bibframe/",
    "loc": "http://id.loc.gov/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://id.loc.gov/ontologies/bibframe/Work", "bf:Work"),
        ("http://id.loc.gov/ontologies/bibframe/", "http://id.loc.gov/ontologies/bibframe/"),
        ("http://id.loc.gov/vocabulary/languages/vie", "http://id.loc.gov/vocabulary/languages/vie"),
        ("http://data.example.vn/record/nlv/1#Work", "/record/nlv/1#Work"),
        ("urn:isbn:123", "urn:isbn:123"),
    ],
)
def test_iris_are_short_where_a_prefix_fits(iri: str, short: str) -> None:
    assert shortened(iri, PREFIXES, BASE) == short


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, Cell()),
        (
            {"type": "uri", "value": "http://data.example.vn//evil.example"},
            Cell("uri", "//evil.example", "http://data.example.vn//evil.example", "/evil.example"),
        ),
        (
            {"type": "uri", "value": "javascript:alert(1)"},
            Cell("uri", "javascript:alert(1)", "javascript:alert(1)"),
        ),
        (
            {"type": "literal", "value": "Kiều", "xml:lang": "vi"},
            Cell("literal", "Kiều", "Kiều", language="vi"),
        ),
        (
            {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
            Cell("literal", "7", "7", datatype="xsd:integer", number=True),
        ),
        ({"type": "bnode", "value": "b0"}, Cell("bnode", "_:b0", "_:b0")),
    ],
)
def test_cells(term: dict[str, str] | None, expected: Cell) -> None:
    assert cell(term, PREFIXES, BASE) == expected
