import pytest

from sparql.projection import order_of_appearance


@pytest.mark.parametrize(
    ("query", "names", "order"),
    [
        ("SELECT * { ?s ?p ?o }", ["o", "p", "s"], [2, 1, 0]),
        ("select distinct * where { $title a ?b . ?a ?c ?title }", ["a", "b", "c", "title"], [3, 1, 0, 2]),
        ("PREFIX a: <http://e/> SELECT # all\n * { ?b ?a 1 }", ["a", "b"], [1, 0]),
        ("SELECT ?s ?p { { SELECT * { ?p ?s ?o } } }", ["s", "p"], None),
        ("SELECT (2*3 AS ?b) ?a { ?a ?p ?o }", ["b", "a"], None),
        ("SELECT * { ?s ?p 1 }", ["s", "p", "invented"], None),
        ("SELECT * { ?s <a:a> 1 }", ["s"], None),
        ("SELECT * { VALUES ?b { '?z' } ?a ?c ?b } # ?z", ["a", "b", "c"], [1, 0, 2]),
    ],
)
def test_order(query: str, names: list[str], order: list[int] | None) -> None:
    assert order_of_appearance(query, names) == order
