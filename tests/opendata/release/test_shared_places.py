from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from opendata.release.shared_places import Places
from opendata.settings import ArchiveSettings, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "archive.db").write_bytes(b"")
    return Settings(home=tmp_path)


def test_a_process_that_sees_all_has_no_problem_and_nothing_stays(settings: Settings) -> None:
    with Places.of(settings) as places:
        assert places.problem() == ""
    assert [each.name for each in settings.home.iterdir()] == ["archive.db"]


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [
        (lambda places: replace(places, probe="/nowhere/at/all"), "does not see the home"),
        (lambda places: replace(places, content="of another home"), "does not see the home"),
        (lambda places: replace(places, archive="/nowhere/archive.db"), "cannot share the archive"),
        (lambda places: replace(places, identity=("another machine", 1, 1)), "cannot share the archive"),
    ],
)
def test_what_is_not_seen_is_told(
    settings: Settings, elsewhere: Callable[[Places], Places], said: str
) -> None:
    with Places.of(settings) as places:
        assert said in elsewhere(places).problem()


def test_an_archive_on_a_server_has_no_file(settings: Settings) -> None:
    url = "postgresql://opendata:secret@db.example/opendata"
    with Places.of(replace(settings, archive=ArchiveSettings(url=url))) as places:
        assert places.problem() == ""
        assert "secret" not in repr(places)
