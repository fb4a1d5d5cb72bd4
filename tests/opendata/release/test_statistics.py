"""What is counted of a release's store, against what SPARQL counts."""

from pathlib import Path

import pyoxigraph
import pytest

from opendata.release import statistics
from opendata.release.statistics import Statistics, count
from vocabularies.namespaces import bf, rdf

BASE = "http://data.example.vn/"
RECORD = f"{BASE}record/nlv/1"
STATEMENTS = f"""
<{RECORD}#Work> <{rdf.type}> <{bf.Work}> .
<{RECORD}#Work> <{rdf.type}> <{bf.Text}> .
<{RECORD}#Work> <{bf.language}> <http://id.loc.gov/vocabulary/languages/vie> .
<{RECORD}#Work> <{bf.subject}> <http://id.loc.gov/authorities/subjects/sh1> .
<{RECORD}#Work> <{bf.subject}> <https://www.wikidata.org/entity/Q1> .
<{RECORD}#Work> <{bf.subject}> <{BASE}heading/abc> .
<{RECORD}#Instance> <{bf.date}> "1933"^^<http://id.loc.gov/datatypes/edtf> .
<{RECORD}#Instance> <{bf.date}> "1941/1943"^^<http://id.loc.gov/datatypes/edtf> .
<{RECORD}#Instance> <{bf.date}> "0001" .
<{RECORD}#Instance> <{bf.date}> "9999" .
<{RECORD}#Instance> <{bf.date}> "19331933" .
<{RECORD}#Instance> <{bf.note}> "two\\nlines <http://id.loc.gov/authorities/x> ." .
<{BASE}record/dh/2#Work> <{rdf.type}> <{bf.Work}> .
<{BASE}heading/abc> <{bf.source}> <https://viaf.org/viaf/1> .
<http://id.loc.gov/vocabulary/languages/vie> <{bf.source}> <http://id.loc.gov/vocabulary/languages> .
"""


def store_of(text: str) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_load(text.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture
def counted() -> Statistics:
    return count(store_of(STATEMENTS), BASE, 2026)


def _asked(query: str) -> dict[str, int]:
    solutions = store_of(STATEMENTS).query(query)
    return {str(row[0].value): int(row[1].value) for row in solutions}


def test_partitions_are_what_sparql_counts(counted: Statistics) -> None:
    assert counted.properties == _asked("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    assert counted.classes == _asked("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")


def test_totals_are_what_sparql_counts(counted: Statistics) -> None:
    one = "SELECT ('all' AS ?x) (COUNT({0}) AS ?n) {{ ?s ?p ?o {1} }}"
    assert counted.triples == _asked(one.format("*", ""))["all"]
    assert counted.subjects == _asked(one.format("DISTINCT ?s", ""))["all"]
    assert counted.objects == _asked(one.format("DISTINCT ?o", ""))["all"]
    own = f'FILTER STRSTARTS(STR(?s), "{BASE}")'
    assert counted.entities == _asked(one.format("DISTINCT ?s", own))["all"]


def test_links_are_those_of_the_installations_own_things_to_what_is_no_class(counted: Statistics) -> None:
    assert counted.links == {
        "id.loc.gov": {bf.language: 1, bf.subject: 1},
        "viaf.org": {bf.source: 1},
        "wikidata.org": {bf.subject: 1},
    }


def test_libraries_and_years(counted: Statistics) -> None:
    assert counted.libraries == {"nlv": 12, "dh": 1}
    assert counted.years == (1933, 1941)


def test_an_empty_store() -> None:
    counted = count(pyoxigraph.Store(), BASE, 2026)
    assert (counted.triples, counted.subjects, counted.objects, counted.years) == (0, 0, 0, None)


def test_objects_are_not_told_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "OBJECTS_COUNTED", 3)
    assert count(store_of(STATEMENTS), BASE, 2026).objects is None


def test_statistics_are_kept_beside_the_store_and_counted_once(tmp_path: Path, counted: Statistics) -> None:
    folder = tmp_path / "7"
    folder.mkdir()
    store = pyoxigraph.Store(folder / "store")
    store.bulk_load(STATEMENTS.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    store.flush()
    del store
    assert statistics.read(tmp_path, 7) is None
    assert statistics.write(tmp_path, 7, BASE, 2026) == counted
    assert statistics.read(tmp_path, 7) == counted
    written = (folder / statistics.FILE).read_bytes()
    assert statistics.write(tmp_path, 7, "http://another.example/", 2026) == counted
    assert (folder / statistics.FILE).read_bytes() == written


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"{}", b'{"version": 0}', b'{"version": 1, "years": null}']
)
def test_what_is_damaged_or_older_is_counted_anew(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / statistics.FILE).write_bytes(text)
    assert statistics.read(tmp_path, 7) is None
