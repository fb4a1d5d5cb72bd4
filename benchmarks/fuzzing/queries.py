"""What readers ask: SPARQL before it reaches the engine, and words to search."""

import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from fuzzing.target import Target, told
from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from opendata.search.document import Document
from opendata.search.errors import SearchRefusedError
from opendata.search.index import SearchIndex
from opendata.search.queries import understood
from opendata.search.texts import Texts
from sparql.diagnosis import diagnose
from sparql.errors import QueryRefused
from sparql.guard import check
from sparql.search_patterns import Hit, expanded

_PREFIXES = "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> PREFIX od: <urn:x-library-opendata:> "


def sparql() -> Iterator[bytes]:
    """Queries of each form; some that are refused."""
    yield f"{_PREFIXES}SELECT ?w WHERE {{ ?w a bf:Work ; bf:title/bf:mainTitle 'Kiều'@vi }} LIMIT 5".encode()
    yield f'{_PREFIXES}SELECT * {{ (?w ?t) od:search ("kieu" "title" 5) }}'.encode()
    yield b"SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"
    yield b"select * { ?s ?p 'service' . # service\n service silent ?x { ?a ?b '''}''' } }"
    yield b'PREFIX service: <http://x/> ASK { service:a <service> "SERVICE { }" }'
    yield b"CONSTRUCT { ?s ?p ?o } FROM <http://x/> { GRAPH ?g { ?s ?p ?o OPTIONAL { ?o (^a/!b)* _:x } } }"
    yield b"LOAD <http://example.org/> INTO GRAPH <http://x/>"
    yield b"BASE <http://a/> SELECT (COUNT(*) AS ?n) { VALUES ?x { 1 2.5 true UNDEF } FILTER(?x < 3 || ?y) }"


def _find(text: str, kinds: Sequence[str], most: int) -> Sequence[Hit]:
    return [Hit("http://data.example.vn/record/nlv/1#Work", text)][:most]


def check_sparql(data: bytes) -> None:
    """Refused, or passed on; and what was passed holds no SERVICE to whoever reads it otherwise."""
    query = data.decode("utf-8", "replace")
    diagnose(query)
    try:
        meant = expanded(query, _find)
        check(meant, 1 << 20)
    except QueryRefused as error:
        told(bool(error.reason))
        return
    if "service" in meant.lower():
        assert not _has_service(meant), "a SERVICE was let through"


def _has_service(query: str) -> bool:
    """Whether another parser, rdflib's, sees one."""
    try:
        parsed = parseQuery(query)
    except (ParseException, RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return False
    waiting: list[object] = list(parsed)
    while waiting:
        each = waiting.pop()
        if isinstance(each, CompValue):
            if each.name == "ServiceGraphPattern":
                return True
            waiting += each.values()
        elif not isinstance(each, str) and hasattr(each, "__iter__"):
            waiting += list(each)
    return False


@cache
def _index() -> SearchIndex:
    """An index with two records."""
    path = Path(tempfile.mkdtemp()) / "1.db"
    texts = [
        Texts(["Truyện Kiều"], ["Nguyễn Du"], ["Thơ"], ["9786041000015"], 1972),
        Texts(["The tale of Kiều AND"], ["NOT NEAR"], [], [], 0),
    ]
    numbered = enumerate(texts, 1)
    documents = [Document(number, "nlv", str(number), ("nlv",), each) for number, each in numbered]
    SearchIndex.create(path).fill(1, documents)
    return SearchIndex.open(path)


def check_words(data: bytes) -> None:
    """Whatever somebody types is a search, or refused."""
    try:
        found = _index().search(understood(data.decode("utf-8", "replace"), facets=[["nlv"]]))
    except SearchRefusedError as error:
        told(bool(error.reason))
        return
    assert len(found.documents) <= 2


def _typed() -> Iterator[bytes]:
    typed = ("truyện kiều", '"nguyễn du" th*', "978-604-1-00001-5", "AND OR NOT NEAR(a b) ^a -b", "詩 năm")
    yield from (text.encode() for text in typed)


TARGETS = {
    "sparql": Target(check_sparql, sparql, ("SERVICE", "SILENT", "search", "PREFIX", "\\u0053", "<<", "'''")),
    "search": Target(check_words, _typed, ("*", '"', "NEAR(", "“", "«")),
}
