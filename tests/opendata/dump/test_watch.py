"""What is told of dumps that are late, failed, damaged, or lost records."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import T0, House, converter, gone, library, live, settings

from opendata.dump import packed
from opendata.dump.watch import problems
from opendata.dump.write import dump
from opendata.errors import ReleaseError
from opendata.settings import DumpSettings


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Dumps are due a day after a release; library `a` is to have ten records."""
    member = replace(library("a"), expect_min_records=10, expect_max_deleted=20)
    home = settings(tmp_path / "home", member, library("b"))
    made = House(tmp_path / "home", replace(home, dumps=DumpSettings(1)))
    made.harvest(*(live(f"{number:02}", f"Quyển {number}") for number in range(60)))
    made.publish()
    yield made
    made.close()


def dumped(house: House) -> Path:
    return dump(
        house.settings, house.archive, converter=converter(), executor=house.executor, now=lambda: T0
    ).folder


def kinds(house: House, now: datetime = T0) -> list[str]:
    return [problem.kind for problem in problems(house.settings, house.archive, now)]


def test_a_release_is_to_be_dumped_in_time(house: House) -> None:
    day, hour = timedelta(days=1), timedelta(hours=1)
    assert kinds(house, T0 + day + hour) == []
    (late,) = problems(house.settings, house.archive, T0 + day + 2 * hour)
    assert (late.kind, "no dumps were written yet" in late.text) == ("late", True)
    dumped(house)
    assert kinds(house, T0 + 900 * day) == []
    house.harvest(live("more", "Giông tố"))
    house.publish()
    assert kinds(house, T0 + day + 2 * hour) == []
    (late,) = problems(house.settings, house.archive, T0 + day + 3 * hour)
    assert "the last dumps are of release 1" in late.text
    house.settings = replace(house.settings, dumps=DumpSettings(0))
    assert kinds(house, T0 + 900 * day) == []


@pytest.mark.parametrize(("deleted", "words"), [(31, "more went"), (55, "expects 10 or more"), (12, "")])
def test_a_library_that_lost_records(house: House, deleted: int, words: str) -> None:
    dumped(house)
    house.harvest(*(gone(f"{number:02}") for number in range(deleted)))
    house.publish()
    dumped(house)
    found = problems(house.settings, house.archive, T0)
    assert [problem.kind for problem in found] == (["shrunk"] if words else [])
    for problem in found:
        assert problem.text.startswith(f"a: {60 - deleted} records")
        assert words in problem.text


def test_a_file_that_is_gone_or_cut(house: House) -> None:
    folder = dumped(house)
    assert kinds(house) == []
    file = next(folder.glob("*-union-*.gz"))
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert kinds(house) == ["damaged"]
    file.unlink()
    assert kinds(house) == ["damaged"]
    file.write_bytes(whole)
    assert kinds(house) == []


def test_a_dump_that_failed_is_told_until_one_succeeds(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "proven", lambda file: ("0", 0))
    with pytest.raises(ReleaseError):
        dumped(house)
    (failed,) = problems(house.settings, house.archive, T0)
    assert failed.kind == "failed"
    assert "does not hold what was written" in failed.text
    assert str(house.settings.home) not in failed.public
    monkeypatch.undo()
    dumped(house)
    assert kinds(house) == []
