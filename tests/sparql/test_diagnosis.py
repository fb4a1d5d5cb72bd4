from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sparql.diagnosis import diagnose, malformed
from sparql.messages import message
from sparql.tasks import Task

QUERIES = Path(__file__).resolve().parents[3] / "shared" / "bench" / "queries"


@pytest.mark.parametrize(
    ("query", "line", "column", "found", "expected"),
    [
        ("SELECT ?s WHERE {\n ?s ?p ?o .\n FILTER(?o = }\n", 3, 14, "}", "! + - ("),
        ("SELECT * { ?s ?p }", 1, 18, "}", "?variable <iri> prefix:name"),
        ("SELECT * { ?s ?p ?o", 1, 20, "", ", ; . {"),
        ("SELECT * { ?s ?p ?o } }", 1, 23, "}", "GROUP HAVING ORDER LIMIT OFFSET VALUES"),
        ("SELEC * {}", 1, 1, "SELEC", "BASE PREFIX SELECT CONSTRUCT DESCRIBE ASK"),
        ("SELECT ?a, ?b { ?a ?p ?b }", 1, 10, ",", "?variable ( FROM WHERE {"),
        ("SELECT COUNT(*) { ?s ?p ?o }", 1, 8, "COUNT", "DISTINCT REDUCED ?variable ( *"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 29, "?s", "BY"),
        ("SELECT * { ?s ?p ?o } LIMIT -1", 1, 29, "-", "123"),
        ("SELECT * { OPTIONAL ?s ?p ?o }", 1, 21, "?s", "{"),
        ("SELECT * { ?s ?p 'một\n", 1, 18, "'", "?variable"),
        ("# chú thích\nASK {\n\t?s <a:p>/ ?o }", 3, 12, "?o", "^ <iri> prefix:name prefix: a ! ("),
        ("select * where ?s ?p ?o", 1, 16, "?s", "{"),
        ("\x00", 1, 1, "\x00", "BASE PREFIX SELECT"),
        ("", 1, 1, "", "BASE PREFIX SELECT"),
    ],
)
def test_where_and_what(query: str, line: int, column: int, found: str, expected: str) -> None:
    diagnosis = diagnose(query)
    assert diagnosis
    assert diagnosis[:3] == (line, column, found)
    assert diagnosis.expected.startswith(expected)


GOOD = [
    "PREFIX : <http://e/> BASE <http://e/> SELECT DISTINCT ?s (COUNT(DISTINCT *) AS ?n) FROM <g> "
    "FROM NAMED :g "
    'WHERE { ?s a :T ; :p (1 2.5 -3e2 true [] [ :q ?z ]) , \'x\'@vi , """y"""^^:t ; . } '
    "GROUP BY ?s (STR(?z) AS ?w) HAVING (SUM(?z) > 1) ORDER BY DESC(?n) ?s :f(?s) OFFSET 2 LIMIT 1 "
    "VALUES (?s ?z) { (UNDEF 1) () }",
    "ASK { ?s (^<a:a>/!(<a:b>|^a))*|<a:c>+ ?o . { SELECT * { } } UNION { } MINUS { } GRAPH ?g { } "
    "FILTER NOT EXISTS { ?s ?p ?o } FILTER(?o NOT IN (1, 2) && -?o * +1 != !?x || REGEX(?o, 'x', 'i')) "
    "BIND(IF(?a, 1, 2) AS ?b) }",
    "CONSTRUCT WHERE { ?s ?p ?o . } LIMIT 5",
    "CONSTRUCT { ?s ?p [ ?q ?o ] } { ?s ?p ?o . OPTIONAL { ?s ?p _:b } VALUES ?s { <a:a> } }",
    "DESCRIBE ?s <a:b> { ?s ?p ?o }",
    "DESCRIBE <a:b>",
    "SELECT (GROUP_CONCAT(DISTINCT ?x ; SEPARATOR = ', ') AS ?y) (EXISTS { } AS ?z) {} "
    "HAVING (1 = 1) BOUND(?x)",
]


@pytest.mark.parametrize(
    "query", GOOD + [file.read_text(encoding="utf-8") for file in sorted(QUERIES.glob("*.rq"))]
)
def test_good_queries_have_nothing_wrong(query: str) -> None:
    assert diagnose(query) is None


PIECES = """
SELECT * WHERE { } ( ) ?s ?p ?o <a:a> 'x' 1 . ; , FILTER OPTIONAL UNION ORDER BY LIMIT AS a + ! = [ ]
"""


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=12), st.sampled_from(GOOD))
def test_what_the_engine_reads_is_never_called_wrong(pieces: list[str], good: str) -> None:
    for query in (f"SELECT * {{ {' '.join(pieces)} }}", good[: len(good) // 2] + " ".join(pieces)):
        try:
            pyoxigraph.Store().query(query)
        except SyntaxError:
            malformed("", Task(query, "json", 1, 1))
        except (RuntimeError, ValueError):
            continue
        else:
            assert diagnose(query) is None


@pytest.mark.parametrize(
    ("query", "reason", "said"),
    [
        ("SELECT * {\n ?s bf:title ?o }", "malformed_prefix", "bf: is not declared (line 2, column 5)"),
        ("SELECT * {\n ?s bf:title ?o }", "malformed_prefix", "PREFIX bf: <http://bf/>"),
        ("ASK { ?s ex:p ?o }", "malformed_prefix", "PREFIX ex: <...>"),
        ("SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s", "malformed", "a variable that is unbound"),
        ("SELECT * { BIND(1 AS ?a) BIND(2 AS ?a) }", "malformed_rule", "a second value"),
        ("SELECT * { ?s ?p }", "malformed_at", 'line 1, column 18, at "}"'),
        ("SELECT * {", "malformed_end", "ends too early, at line 1, column 11"),
    ],
)
def test_messages(query: str, reason: str, said: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        pyoxigraph.Store().query(query)
    error = malformed(str(caught.value), Task(query, "json", 1, 1, prefixes={"bf": "http://bf/"}))
    assert error.reason == reason
    assert said in message(error.reason, **vars(error))


def test_deep_nesting_is_left_to_the_engine() -> None:
    assert diagnose("ASK { FILTER(" + "(" * 150 + "}") is None
