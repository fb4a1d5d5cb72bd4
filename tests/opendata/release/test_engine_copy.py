"""Releases brought to engines of others: each engine a server of its own, asked as the endpoint asks it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from tiny import House, gone, live, many, settings, titles

from opendata.errors import ReleaseError
from opendata.release import folders
from opendata.release.engine_copy import bring
from opendata.settings import StoreSettings
from sparql.engine import Engine
from sparql.errors import QueryUnserved
from sparql.pool import WorkerPool
from sparql.sources import ADDRESS, address, is_engine
from sparql.tasks import Task
from tests.engines import oxigraph, virtuoso

EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
TITLES = "SELECT ?title WHERE { ?work <a:title> ?title } ORDER BY ?title"

Server = Callable[[Path], AbstractContextManager[Engine]]


@pytest.fixture(scope="module", params=[oxigraph, virtuoso], ids=["oxigraph", "virtuoso"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    start: Server = request.param
    with start(tmp_path_factory.mktemp("engine")) as running:
        yield running


@pytest.fixture
def followed(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """An installation whose releases the engine follows, with a base of its own: tests share an engine."""
    monkeypatch.setenv("OPENDATA_STORE_USER", engine.user)
    monkeypatch.setenv("OPENDATA_STORE_PASSWORD", engine.password)
    store = StoreSettings(engine.query, engine.update, engine.graph_store, engine.authentication)
    base = f"http://{tmp_path.name}.example/"
    opened = House(tmp_path / "home", replace(settings(tmp_path / "home", base=base), store=store))
    yield opened
    opened.close()


def asked(house: House, number: int, query: str, form: str) -> str:
    """What the endpoint answers for a release."""
    pool = WorkerPool(folders.engine_path(house.settings.releases_path, number), workers=1)
    try:
        return b"".join(pool.run(Task(query, form, 1000, 1 << 20)).body.chunks()).decode()
    finally:
        pool.close()


def held(house: House, number: int) -> set[str]:
    """All statements that the endpoint shows."""
    text = asked(house, number, EVERYTHING, "nt")
    return {str(quad.triple) for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)}


def test_the_engine_holds_each_release_whole_or_by_what_changed(followed: House) -> None:
    followed.harvest(*many(0, 30), live("quoted", "Kiều\\nlà chị"))
    steps: list[str] = []
    followed.publish(on_step=steps.append)
    assert any(step.startswith("bringing the whole release") for step in steps)
    assert held(followed, 1) == followed.store(1)
    followed.harvest(live("000", "Truyện Kiều\nother"), gone("001"))
    steps.clear()
    followed.publish(on_step=steps.append)
    assert any(step.startswith("bringing what changed") for step in steps)
    assert held(followed, 2) == followed.store(2)
    assert "Truyện Kiều" in titles(held(followed, 2))
    steps.clear()
    assert followed.publish(on_step=steps.append).release is None
    assert not any(step.startswith("bringing") for step in steps)


def test_an_engine_that_is_far_behind_gets_the_whole_release(followed: House) -> None:
    followed.harvest(*many(0, 30))
    followed.publish()
    right = followed.settings
    followed.settings = replace(right, store=StoreSettings())
    for text in ("one", "two", "three"):
        followed.harvest(live("000", text))
        followed.publish()
    followed.settings = right
    assert followed.publish().release is None
    assert held(followed, 4) == followed.store(4)


def test_an_engine_that_cannot_be_reached_leaves_the_release_and_the_next_publication_goes_on(
    followed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.harvest(*many(0, 30))
    followed.publish()
    followed.harvest(live("000", "later"))
    right = followed.settings
    nobody = replace(
        right.store, url="http://user:secret@127.0.0.1:1/q?key=secret", update_url="", graph_store_url=""
    )
    followed.settings = replace(right, store=nobody)
    with pytest.raises(
        ReleaseError, match=r"release 2 is made, but .* http://127\.0\.0\.1:1/q cannot be"
    ) as refused:
        followed.publish()
    assert "secret" not in str(refused.value)
    assert not is_engine(folders.engine_path(right.releases_path, 2))
    followed.settings = right
    assert followed.publish().release is None
    assert held(followed, 2) == followed.store(2)


def test_a_killed_load_is_made_anew_and_leaves_no_graph(
    followed: House, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.harvest(*many(0, 30))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("opendata.release.engine_copy._Copy._check", killed)
        with pytest.raises(KeyboardInterrupt):
            followed.publish()
    followed.harvest(live("000", "again"))
    followed.publish()
    assert held(followed, 2) == followed.store(2)
    base = followed.settings.base_iri
    left = f"SELECT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{base}')) }}"
    found = pyoxigraph.parse_query_results(
        engine.ask(left, "", "xml", 10).read(), format=pyoxigraph.QueryResultsFormat.XML
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert {row["g"].value for row in found} == {f"{base}graph/", f"{base}graph/2"}


def test_the_endpoint_shows_one_release_and_nothing_else_of_the_engine(
    followed: House, engine: Engine
) -> None:
    engine.add("http://elsewhere.example/graph", ['<a:other> <a:title> "of others"'])
    followed.harvest(live("1", "Tắt đèn"), live("2", "Bỉ vỏ"))
    followed.publish()
    assert asked(followed, 1, TITLES, "csv").split() == ["title", "Bỉ", "vỏ", "Tắt", "đèn"]
    assert '"boolean":true' in asked(followed, 1, 'ASK { ?work <a:title> "Bỉ vỏ" }', "json")
    assert '"boolean":false' in asked(followed, 1, 'ASK { ?work <a:title> "of others" }', "json")
    assert '"boolean":false' in asked(followed, 1, "ASK { GRAPH ?g { ?s ?p ?o } }", "json")
    every = "SELECT ?title FROM <http://elsewhere.example/graph> WHERE { ?work <a:title> ?title }"
    assert "of others" not in asked(followed, 1, every, "csv")


def test_an_engine_that_is_down_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / ADDRESS).write_bytes(address(Engine("http://127.0.0.1:1/secret", ""), "http://g.example/"))
    pool = WorkerPool(tmp_path, workers=1)
    try:
        with pytest.raises(QueryUnserved) as told:
            pool.run(Task(TITLES, "csv", 10, 1 << 20))
    finally:
        pool.close()
    assert "127.0.0.1" not in str(told.value)


def test_losing_the_folder_of_what_the_engine_holds_is_mended(followed: House) -> None:
    followed.harvest(*many(0, 3))
    followed.publish()
    shutil.rmtree(folders.engine_path(followed.settings.releases_path, 1))
    assert bring(followed.settings, 1, len(followed.store(1)), lambda step: None)
    assert held(followed, 1) == followed.store(1)
