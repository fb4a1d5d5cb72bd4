import contextlib
import itertools

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sparql.errors import QueryRefused
from sparql.guard import MAX_DEPTH, check

PREFIXES = "PREFIX : <http://127.0.0.1:9/> PREFIX service: <http://e/service#> PREFIX ex: <http://e/> "


def reason(query: str) -> str:
    with pytest.raises(QueryRefused) as caught:
        check(query, 100_000)
    return caught.value.reason


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("select?x{}", "SELECT"),
        ("# INSERT\nBASE <http://e/> PREFIX insert: <http://e/> ASK {}", "ASK"),
        ("CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("DESCRIBE <http://e/>", "DESCRIBE"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_form(query: str, form: str) -> None:
    assert check(query, 1000).form == form


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <http://e/> delete where { ?s ?p ?o }",
        "LOAD <http://e/>",
        "WITH <http://e/> DELETE { ?s ?p ?o } WHERE {}",
        "CLEAR ALL",
        "CREATE GRAPH <a:a>",
        "DROP ALL",
        "COPY <a:a> TO <a:b>",
        "MOVE <a:a> TO <a:b>",
        "ADD <a:a> TO <a:b>",
    ],
)
def test_updates_are_refused(query: str) -> None:
    assert reason(query) == "update"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://e/> {} }",
        "SELECT * { sErViCe# c\n<http://e/> {} }",
        "SELECT * { SERVICE SILENT ?e {} }",
        "SELECT * { {}SERVICESILENT ?x {} }",
        "SELECT * { ?s ?p trueSERVICE <http://e/> {} }",
        "ASK { FILTER EXISTS { SERVICE <http://e/> {} } }",
        "SELECT * { ?s ?p 'a\\'' . SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p '''a'b''' . SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p ex:a.b.SERVICE <http://e/> {} }",
    ],
)
def test_service_is_refused(query: str) -> None:
    assert reason(query) == "service"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE:x {} }",
        "SELECT * { {}SERVICESILENT:x {} }",
        "SELECT * { ?s ?p trueSERVICE:x {} }",
        "SELECT * { VALUES ?a {1} FILTER(?a<2)SERVICE#>\n:x{} }",
        "SELECT * { VALUES ?a {'a'} FILTER(?a<'x>') SERVICE :x {} FILTER(?a='y') }",
    ],
)
def test_two_readings_are_refused(query: str) -> None:
    assert reason(PREFIXES + query) == "ambiguous"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a service:SERVICE , ex:my.service }",
        'SELECT (\'SERVICE <http://e/>\' AS ?l) ("""SERVICE\n<x>""" AS ?m) {} # SERVICE <http://e/>',
        "SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT * { VALUES ?s { <http://e/SERVICE> 'service'@service } _:service ?p ?s }",
        "SELECT * { ?s <http://e/L'Aquila(1)#service> ?o FILTER(?s = <http://e/it's> && ?o<3) }",
        "BASE <http://e/> SELECT * { <#Work> ?p ?insert FILTER(?p NOT IN (<#a>)) }",
    ],
)
def test_the_word_elsewhere_passes(query: str) -> None:
    query = PREFIXES + query
    check(query, 1000)
    pyoxigraph.Store().query(query)


@pytest.mark.parametrize(
    "bomb",
    [
        "SELECT * " + "{" * 3200 + "}" * 3200,
        "ASK { FILTER(" + "(" * 3200 + "1" + ")" * 3200 + ") }",
        "ASK { FILTER(" + "!" * 3200 + "true) }",
        "SELECT (1" + "+1" * 20_000 + " AS ?x) {}",
        "SELECT * { ?s <a:a>" + "/<a:a>" * 10_000 + " ?o }",
        "SELECT * { " + " UNION ".join(["{}"] * 3000) + " }",
        "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 3000 + "}",
        "SELECT * { " + " ".join(f"BIND({n} AS ?x{n})" for n in range(3000)) + " }",
        "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p 1 } " * 3000 + "}",
        "ASK { " + "<a:a> <a:p> [ <a:p> " * 1000 + "1" + "]" * 1000 + "}",
    ],
)
def test_deep_queries_are_refused(bomb: str) -> None:
    assert reason(bomb) == "too_deep"


def test_depth_up_to_the_limit_passes() -> None:
    depth = MAX_DEPTH - 2
    check("ASK { FILTER(" + "(" * depth + "1" + ")" * depth + ") }", 1000)


def test_long_queries_are_refused() -> None:
    with pytest.raises(QueryRefused) as caught:
        check("ASK {} # " + "ệ" * 100, 200)
    assert caught.value.reason == "too_long"
    assert caught.value.detail["limit"] == 200


@pytest.mark.parametrize(
    ("query", "repeatable"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT (RAND() AS ?x) {}", False),
        ("SELECT ('RAND()' AS ?x) {}", True),
        ("CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p _:b } WHERE { ?s ?p ?o }", False),
        ("SELECT * { ?s ?p [] }", True),
    ],
)
def test_repeatable(query: str, repeatable: bool) -> None:
    assert check(query, 1000).repeatable is repeatable


harmless = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\\\r\n\"'#"), max_size=20)


@settings(deadline=None)
@given(text=harmless, quote=st.sampled_from(["'", '"', "'''", '"""']))
def test_strings_and_comments_hide_service(text: str, quote: str) -> None:
    string = f"{quote}{text} SERVICE <http://e/> {{ {text}{quote}"
    assert check(f"SELECT ({string} AS ?x) {{}} # {text} SERVICE <http://e/>", 10_000).form == "SELECT"
    assert reason(f"SELECT * {{ VALUES ?x {{ {string} }} SERVICE <http://e/> {{}} }}") == "service"


BEFORE = (
    "",
    "{}",
    "?s ?p true",
    "?s ?p 1",
    "?s ?p ?o.",
    "?s ?p ex:a.b.",
    "FILTER(?a<1)",
    "FILTER(?a<'x>') ",
    "OPTIONAL{}",
)
KEYWORD = (
    "SERVICE",
    "service:",
    "SERVICE:x",
    "SERVICE :x",
    "SERVICE#>\n",
    "trueSERVICE:x",
    "GRAPH SERVICE:x",
    "<x:#>SERVICE",
)
AFTER = ("{}", ":x{}", " :x {}", "<http://127.0.0.1:9/>{}", " # {\n{}", "?a{}", ">{}")
LAST = ("", "FILTER(?a='y')", "#'", " ?s ?p '>'", "FILTER(?a>1)")
pieces = st.sampled_from((*BEFORE, *KEYWORD, *AFTER, *LAST, "'", '"', "#", "<", ">", "(", ")"))


def judge(query: str) -> None:
    """The engine is the judge: it raises OSError at once for port 9, without a connection."""
    try:
        check(query, 10_000)
    except QueryRefused:
        return
    with contextlib.suppress(SyntaxError):
        list(pyoxigraph.Store().query(query))  # type: ignore[arg-type]


@pytest.mark.parametrize("before", BEFORE)
def test_what_passes_never_calls_another_server(before: str) -> None:
    for parts in itertools.product(KEYWORD, AFTER, LAST):
        judge(f"{PREFIXES} SELECT * {{ VALUES ?a {{1 'a'}} {before}{''.join(parts)} }}")


@settings(max_examples=300, deadline=None)
@given(parts=st.lists(pieces, max_size=8), glue=st.sampled_from(["", " ", "\n"]))
def test_no_soup_that_passes_calls_another_server(parts: list[str], glue: str) -> None:
    judge(PREFIXES + "SELECT * { VALUES ?a {1 'a'} " + glue.join(parts) + " }")
