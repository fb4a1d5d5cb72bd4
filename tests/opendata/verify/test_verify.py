"""Every kind of damage is named, and nothing else is."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from looking import kinds, looked
from sqlalchemy import text
from tiny import House, gone, live, many, rejected

from opendata.release import folders
from opendata.verify.report import SHOWN, Report


def damage(house: House, statement: str, **values: Any) -> None:
    with house.archive.engine.begin() as connection:
        assert connection.execute(text(statement), values).rowcount > 0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of three releases: records that share a heading, changed, deleted, rejected, failing."""
    house = House(tmp_path_factory.mktemp("made") / "home")
    house.harvest(*many(0, 12), live("kieu", "Truyện Kiều\nin vie"), live("b1", "one\nshared", "b"))
    house.publish()
    house.harvest(live("000", "changed\nother\nin eng"), gone("001"), live("002", "bug"), rejected("003"))
    house.publish()
    house.harvest(live("004", "again\nshared"), live("b2", "two\nin vie", "b"), gone("b1", "b"))
    house.publish()
    house.harvest(live("005", "harvested and not published"), rejected("006"), gone("007"))
    house.close()
    return house.settings.home


@pytest.fixture
def history(made: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of that home."""
    shutil.copytree(made, tmp_path / "home")
    house = House(tmp_path / "home")
    yield house
    house.close()


def test_an_installation_with_a_history_is_clean(history: House) -> None:
    found = looked(history)
    assert [line for report in found.values() for line in report.lines()] == []
    assert found["archive"].looked_at["payloads"] == found["archive"].looked_at["versions"] > 15
    assert found["store"].looked_at["records"] == 13
    assert found["store"].looked_at["statements"] == len(history.store(3))
    assert kinds(history, quick=True) == set()


def test_a_preparing_release_disturbs_nothing(history: House) -> None:
    def look(step: str) -> None:
        assert kinds(history) == set(), step

    history.publish(on_step=look)


DAMAGES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "archive: payload",
        "UPDATE versions SET payload = :payload WHERE id = 5",
        {"payload": b"(\xb5/\xfd\x20\x01\x09\x00\x00?"},
    ),
    ("archive: payload", "UPDATE versions SET digest = :digest WHERE id = 5", {"digest": bytes(32)}),
    ("archive: payload", "UPDATE versions SET dictionary = 77 WHERE id = 5", {}),
    ("archive: dictionary", "UPDATE versions SET dictionary = 77 WHERE id = 5", {}),
    ("archive: empty version", "UPDATE versions SET payload = :payload WHERE id = 5", {"payload": b""}),
    ("archive: newest version", "UPDATE records SET head = 999 WHERE identifier = '008'", {}),
    ("archive: newest version", "UPDATE records SET head = 5 WHERE identifier = '008'", {}),
    ("archive: newest readable version", "UPDATE records SET readable = 5 WHERE identifier = '008'", {}),
    (
        "archive: newest readable version",
        "UPDATE records SET readable = head WHERE identifier = '006'",
        {},
    ),
    ("archive: leaked version", "DELETE FROM records WHERE identifier = '005'", {}),
    ("archive: replaced version", "INSERT INTO replaced VALUES (998)", {}),
    ("archive: position", "UPDATE position SET last = 3", {}),
    ("archive: tally", "UPDATE tallies SET records = records + 1 WHERE library = 'b'", {}),
    ("archive: repairs", "INSERT INTO repairs VALUES ('a', 'encoding', 1, 2, '[]')", {}),
    (
        "archive: run",
        "INSERT INTO runs (library, started_at, \"full\", finished, error, pages, new, changed, unchanged, "
        "deleted, rejected, repaired, live) VALUES ('z', 0, true, true, '', 1, -1, 0, 0, 0, 0, 0, 0)",
        {},
    ),
    ("archive: sighting", "INSERT INTO sightings VALUES ('a', '000')", {}),
    ("index: published twice", "UPDATE publications SET identifier = '008' WHERE identifier = '009'", {}),
    ("index: published version", "UPDATE publications SET version = 3 WHERE identifier = '008'", {}),
    ("index: published version", "UPDATE publications SET deleted = false WHERE identifier = 'b1'", {}),
    ("index: count", "DELETE FROM publications WHERE identifier = '008'", {}),
    ("index: count", "UPDATE release_counts SET deleted = 9 WHERE release = 3 AND library = 'a'", {}),
    ("index: description", "UPDATE publications SET digest = NULL WHERE identifier = '008'", {}),
    ("index: publications of a release", "UPDATE releases SET last_publication = 15 WHERE number = 2", {}),
    ("index: current release", "UPDATE releases SET state = 'current' WHERE number = 2", {}),
    ("index: instant", "UPDATE releases SET instant = 0 WHERE number = 3", {}),
    ("index: set", "DELETE FROM members WHERE publication = 9", {}),
    ("index: set", "INSERT INTO members VALUES (0, 1, 9999)", {}),
    ("index: set", "UPDATE publications SET sets = '' WHERE identifier = 'kieu'", {}),
    ("index: size of a set", "UPDATE release_sets SET records = records + 1 WHERE release = 3", {}),
    ("changes: gap", "DELETE FROM changes WHERE place = 7", {}),
    ("changes: gap", 'UPDATE release_changes SET "first" = 3 WHERE release = 2', {}),
    ("changes: count of changes", "UPDATE changes SET kind = 'updated' WHERE place = 7", {}),
    ("changes: change", "UPDATE changes SET identifier = '009' WHERE identifier = '004' AND release = 3", {}),
    ("changes: changes of a release", "DELETE FROM release_changes WHERE release = 1", {}),
    ("store: digest of a record", "UPDATE publications SET length = 5 WHERE identifier = '008'", {}),
    ("store: sets of a record", "UPDATE publications SET sets = 'x:y' WHERE identifier = '008'", {}),
    ("store: extent", "UPDATE release_extents SET fields = fields + 1 WHERE release = 3", {}),
    ("store: facts", "UPDATE releases SET statements = 7 WHERE number = 3", {}),
    ("store: statements", "UPDATE releases SET statements = 7 WHERE number = 3", {}),
    ("statistics: statistics", "UPDATE releases SET statements = 7 WHERE number = 3", {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "statement", "values"), DAMAGES)
def test_damage_in_the_database_is_named(
    history: House, kind: str, statement: str, values: dict[str, Any]
) -> None:
    damage(history, statement, **values)
    assert kind in kinds(history, kind.partition(":")[0])


def test_a_damaged_payload_stops_no_other_part(history: House) -> None:
    damage(history, "UPDATE versions SET payload = :payload WHERE identifier = '008'", payload=b"damaged")
    found = looked(history)
    assert found["archive"].counts == {"payload": 1}
    assert {"conversion", "extent", "extra statement"} <= set(found["store"].counts)
    assert set(found["search"].counts) == {"unreadable"}
    assert found["statistics"].clean


WORK = "<http://data.example/record/a/008#Work>"


def _changed(house: House, change: Callable[[Any], None]) -> None:
    """Changes the checkpoint of the current release through its engine."""
    import pyoxigraph

    store = pyoxigraph.Store(folders.store_path(house.settings.releases_path, 3))
    change(store)
    store.flush()
    del store


@pytest.mark.parametrize(
    ("kind", "update"),
    [
        ("store: missing statement", f'DELETE DATA {{ {WORK} <a:title> "title 8" }}'),
        (
            "store: missing statement",
            "DELETE WHERE { <http://data.example/heading/shared> ?p ?o }",
        ),
        ("store: extra statement", f'INSERT DATA {{ {WORK} <a:title> "more" }}'),
        ("store: extra statement", "INSERT DATA { <http://elsewhere.example/> <a:p> 01 }"),
    ],
)  # fmt: skip
def test_damage_in_the_store_is_named(history: House, kind: str, update: str) -> None:
    _changed(history, lambda store: store.update(update))
    assert kind in kinds(history, "store")
    assert kinds(history, "statistics") == {"statistics: statistics"}


def test_counts_of_shared_statements_are_proved(history: House) -> None:
    import sqlite3
    from contextlib import closing

    file = folders.store_path(history.settings.releases_path, 3) / "shared.sqlite"
    with closing(sqlite3.connect(file)) as counts, counts:
        counts.execute("UPDATE counts SET records = 2")
    assert kinds(history, "store") == {"store: shared statement"}


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("network.nt", {"store: network"}),
        ("release.json", {"store: facts"}),
        ("statistics.json", {"statistics: statistics"}),
    ],
)
def test_a_damaged_file_of_the_release_is_named(history: House, file: str, found: set[str]) -> None:
    (history.settings.releases_path / "3" / file).write_text("{}", encoding="utf-8")
    assert kinds(history, "store", "statistics") == found


def test_a_store_that_is_gone_is_named(history: House) -> None:
    folders.empty(folders.store_path(history.settings.releases_path, 3))
    assert kinds(history, "store", "statistics") == {"store: unreadable", "statistics: unreadable"}


def test_another_converter_is_no_damage(history: House) -> None:
    report = looked(history, "store", version="2")["store"]
    assert report.clean
    assert "made by version 1 of the converter, and this is version 2" in report.skipped


def test_statements_that_the_engine_writes_otherwise_are_the_same() -> None:
    from opendata.verify.records import as_held

    number = "http://www.w3.org/2001/XMLSchema#integer"
    given = {
        f'<a:s> <a:p> "01"^^<{number}>',
        '<a:s> <a:p> "x"@VI',
        '<a:s> <a:p> "\\u0041\\t"',
        "<a:s> <a:p> <a:o>",
    }
    held = {f'<a:s> <a:p> "1"^^<{number}>', '<a:s> <a:p> "x"@vi', '<a:s> <a:p> "A\\t"', "<a:s> <a:p> <a:o>"}
    assert {each.decode() for each in as_held(given)} == held


def test_of_a_kind_some_are_told_and_all_are_counted() -> None:
    report = Report("store")
    for number in range(SHOWN + 5):
        report.disagrees("kind", f"number {number}\n")
    assert report.lines()[-2:] == [f"store: kind: number {SHOWN - 1}", "store: kind: … and 5 more"]
    assert report.summary() == "store: 25 disagreements"
    assert json.loads(json.dumps(report.as_json()))["disagreements"][0]["count"] == 25


def in_index(house: House, *statements: str) -> None:
    import sqlite3
    from contextlib import closing

    from opendata.search import files

    file = files.current(house.settings.search_path)
    assert file is not None
    with closing(sqlite3.connect(file)) as index, index:
        for statement in statements:
            index.execute(statement)


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("search: release", "UPDATE about SET release = 2"),
        ("search: count", "UPDATE about SET records = 2"),
        ("search: index", "UPDATE about SET version = 99"),
        ("search: document", "DELETE FROM documents WHERE identifier = '008'"),
        ("search: document", "INSERT INTO documents VALUES (9999, 'a', 'x', '', 0, '[[],[],[],[]]')"),
        ("search: document", "UPDATE documents SET facets = '' WHERE identifier = '008'"),
        ("search: document", "UPDATE documents SET texts = '[[\"x\"],[],[],[]]' WHERE identifier = '008'"),
        ("search: words", "INSERT INTO words (rowid, title) VALUES (3, 'more')"),
    ],
)
def test_damage_in_the_index_of_words_is_named(
    history: House, kind: str, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from opendata.verify import search

    monkeypatch.setattr(search, "_FOLLOWS_SECONDS", 0.1)
    in_index(history, statement)
    assert kinds(history, "search") == {kind}


def test_an_index_that_is_gone_is_named(history: House) -> None:
    folders.empty(history.settings.search_path)
    assert kinds(history, "search") == {"search: index"}
