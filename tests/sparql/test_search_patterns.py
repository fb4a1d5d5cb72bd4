from collections.abc import Sequence
from contextlib import suppress

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparql.errors import QueryRefused
from sparql.search_patterns import MOST, Hit, expanded

P = "PREFIX od: <urn:x-library-opendata:> PREFIX b: <http://b/> "
HITS = [Hit("http://d/1#Work", 'Số "đỏ"\n'), Hit("http://d/2#Work", "Kiều \\ truyện")]
BOTH = '(<http://d/1#Work> 1.0000 "Số \\"đỏ\\"") (<http://d/2#Work> 0.5000 "Kiều \\\\ truyện")'
WORKS = "VALUES (?w) { (<http://d/1#Work>) (<http://d/2#Work>) }"
EVERY = ("title", "name", "subject", "identifier")


class Asked:
    """Answers every search alike, and remembers it."""

    def __init__(self) -> None:
        self.searches: list[tuple[str, tuple[str, ...], int]] = []

    def __call__(self, text: str, kinds: Sequence[str], most: int) -> list[Hit]:
        self.searches.append((text, tuple(kinds), most))
        return HITS[:most]


@pytest.mark.parametrize(
    ("pattern", "expected", "searches"),
    [
        ('?w od:search "a b"', WORKS, [("a b", EVERY, MOST)]),
        ("?w od:search 'a b'@vi .", f"{WORKS} .", [("a b", EVERY, MOST)]),
        ('?w<urn:x-library-opendata:search>"a"', WORKS, [("a", EVERY, MOST)]),
        ('?w od:search "\\u0111\\"x\\n" ; b:p ?o', f"{WORKS} ?w  b:p ?o", [('đ"x\n', EVERY, MOST)]),
        (
            '(?w ?s ?t) od:search ("kiều" od:title 7)',
            f"VALUES (?w ?s ?t) {{ {BOTH} }}",
            [("kiều", ("title",), 7)],
        ),
        (
            '(?w ?s) od:search ("x" 1)',
            "VALUES (?w ?s) { (<http://d/1#Work> 1.0000) }",
            [("x", EVERY, 1)],
        ),
        ('(?w) od:search """x"""', WORKS, [("x", EVERY, MOST)]),
        ('?w od:search ("x" 99999999999999)', WORKS, [("x", EVERY, MOST)]),
        ('?w b:p "od:search" # od:search "x"', '?w b:p "od:search" # od:search "x"', []),
        ("?w b:search ?o", "?w b:search ?o", []),
    ],
)
def test_a_pattern_becomes_values(
    pattern: str, expected: str, searches: list[tuple[str, tuple[str, ...], int]]
) -> None:
    asked = Asked()
    query = f"{P} SELECT * {{ {pattern} \n}}"
    done = expanded(query, asked)
    assert done == f"{P} SELECT * {{ {expected} \n}}"
    assert asked.searches == searches
    pyoxigraph.Store().query(done)


def test_several_in_one_query() -> None:
    asked = Asked()
    union = '{ ?w od:search "a" } UNION { ?w od:search "b" }'
    query = f'{P} SELECT * {{ {union} OPTIONAL {{ ?w od:search "c" }} }}'
    pyoxigraph.Store().query(expanded(query, asked))
    assert [text for text, _, _ in asked.searches] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "pattern",
    [
        "?w od:search ?x",
        "?w od:search 5",
        '<http://d/1> od:search "a"',
        '() od:search "a"',
        '(?a ?b ?c ?d) od:search "a"',
        '?w b:p 1 ; od:search "a"',
        '?w od:search "a", "b"',
        '?w od:search ("a" od:publisher)',
        '?w od:search ("a" b:title)',
        '?w od:search ("a" 5 od:title)',
        '?w od:search ("a"',
        '?w od:search "a" .' * 11,
    ],
)
def test_how_it_must_be_written_is_said(pattern: str) -> None:
    with pytest.raises(QueryRefused, match="search_pattern"):
        expanded(f"{P} SELECT * {{ {pattern} }}", Asked())


@given(st.text(alphabet=st.sampled_from("?w od:search\"'().;, {}<>urn-x1\n#\\@"), max_size=60))
def test_whatever_is_written_is_expanded_or_refused(text: str) -> None:
    with suppress(QueryRefused):
        assert isinstance(expanded(f"{P} SELECT * {{ {text} }} # search", Asked()), str)
