"""An engine of others: that it holds the release, and all of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from looking import kinds, looked
from tiny import House, many, settings

from opendata.release import engine_copy
from opendata.settings import StoreSettings
from tests.engines import oxigraph


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[House]:
    """An installation whose release an engine holds."""
    (tmp_path / "engine").mkdir()
    with oxigraph(tmp_path / "engine") as engine:
        store = StoreSettings(engine.query, engine.update, engine.graph_store, engine.authentication)
        house = House(tmp_path / "home", replace(settings(tmp_path / "home"), store=store))
        house.harvest(*many(0, 5))
        house.publish()
        yield house
        house.close()


def test_what_the_engine_holds_is_counted(followed: House) -> None:
    report = looked(followed, "engine")["engine"]
    assert (report.lines(), report.looked_at["statements"]) == ([], len(followed.store(1)))
    engine = engine_copy.engine_of(followed.settings.store)
    graph = "http://data.example/graph/1"
    engine.add(graph, ["<a:s> <a:p> <a:o>"])
    assert kinds(followed, "engine") == {"engine: engine"}
    engine.drop("http://data.example/graph/")
    (line,) = looked(followed, "engine")["engine"].lines()
    assert "it holds no release, and not 1; `opendata publish` brings it there" in line
