"""What a record's page makes of its statements."""

import pytest
from pyoxigraph import NamedNode, Triple

from opendata.doors.view import Line, record_view

IRI = "http://data.example.vn/record/nlv/1"
BF = "http://id.loc.gov/ontologies/bibframe/"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (IRI, Line("(record)", IRI)),
        (f"{IRI}#Work", Line("#Work", f"{IRI}#Work")),
        (f"{IRI}2", Line(f"{IRI}2", f"{IRI}2")),
        (f"{BF}Work", Line("bf:Work", f"{BF}Work")),
        ("https://books.example.vn/1", Line("https://books.example.vn/1", "https://books.example.vn/1")),
        ("javascript:alert(1)", Line("javascript:alert(1)")),
        ("data:text/html,x", Line("data:text/html,x")),
    ],
)
def test_terms_of_the_table_of_statements(value: str, shown: Line) -> None:
    triple = Triple(NamedNode(f"{IRI}#Work"), NamedNode(f"{BF}electronicLocator"), NamedNode(value))
    assert record_view(IRI, [triple], "vi").statements == [
        (Line("#Work", f"{IRI}#Work"), Line("bf:electronicLocator", f"{BF}electronicLocator"), shown)
    ]
