"""The current release made anew of the archive alone: the same one, while it is read, whatever was lost."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tiny import House, converter, gone, live, many

from opendata.crosswalk.version import CONVERTER_VERSION
from opendata.doors.published import Published
from opendata.dump import write as dumps
from opendata.dump.rebuild import rebuild as dump_anew
from opendata.errors import NoReleaseError, PublishBusyError, ReleaseError
from opendata.release import folders, index
from opendata.release import rebuild as rebuilding
from opendata.release.rebuild import rebuild
from opendata.verify.run import verify

CHILD = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tiny import House, converter
from opendata.release.rebuild import rebuild
house = House(Path(sys.argv[2]))
def kill(step):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
rebuild(house.settings, house.archive, converter=converter(), executor=house.executor, on_step=kill,
        on_progress=lambda done, total: kill("converting"))
"""


@pytest.fixture(autouse=True)
def _no_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "READERS_SECONDS", 0.0)


@pytest.fixture
def published(house: House) -> House:
    """Two releases, the second one dumped, and something harvested since."""
    house.harvest(*many(0, 12), live("b1", "one\nshared\nin vie", "b"))
    house.publish()
    house.harvest(live("000", "changed\nother"), gone("001"), live("002", "bug"))
    house.publish()
    dumps.dump(house.settings, house.archive, converter=converter(), executor=house.executor)
    house.harvest(live("003", "not published yet"))
    return house


def again(house: House, version: str = "1") -> index.Release:
    return rebuild(house.settings, house.archive, converter=converter(version), executor=house.executor)


def wrong(house: House) -> list[str]:
    found = verify(house.settings, house.archive, converter=converter(), executor=house.executor)
    return [line for _, report in found for line in report.lines()]


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def facts(house: House) -> dict[str, object]:
    found: dict[str, object] = json.loads((house.settings.releases_path / "2" / folders.FACTS).read_bytes())
    return found


@pytest.mark.parametrize(
    "lost", [(), ("store",), ("releases",), ("search",), ("dumps",), ("store", "releases", "search", "dumps")]
)
def test_whatever_is_lost_the_same_release_comes_back(published: House, lost: tuple[str, ...]) -> None:
    before = index.current(published.archive)
    told, dumped, known = published.store(2), files(published.settings.dumps_path), facts(published)
    for name in lost:
        shutil.rmtree(published.settings.home / name)
    assert again(published) == before == index.current(published.archive)
    dump_anew(
        published.settings,
        published.archive,
        converter=converter(),
        executor=published.executor,
        on_progress=lambda done, total: None,
    )
    written = files(published.settings.dumps_path)
    if "dumps" not in lost:
        assert written == dumped
    # In all formats, where nothing tells any more in which it was.
    full = {name: data for name, data in dumped.items() if "-full-" in name}
    assert len(full) > 4
    assert full.items() <= written.items()
    assert statements(published) == told
    assert facts(published) == known
    assert wrong(published) == []
    assert not (published.settings.home / rebuilding.REBUILDING_FOLDER).exists()
    published.publish()
    assert wrong(published) == []


def statements(house: House) -> set[str]:
    from tiny import statements_in

    (store,) = folders.stores(house.settings.releases_path, 2)
    return statements_in(store)


def test_readers_move_to_the_new_store_and_those_of_the_old_one_end_on_it(published: House) -> None:
    import pyoxigraph

    doors = Published(published.settings, published.archive, converter())
    before = doors.checkpoint()
    assert before is not None
    reader = pyoxigraph.Store.read_only(str(before))
    held = len(reader)
    seen = []
    rebuild(
        published.settings,
        published.archive,
        converter=converter(),
        executor=published.executor,
        on_step=lambda step: seen.append((step, doors.checkpoint(), before.is_dir())),
    )
    now = doors.checkpoint()
    assert now not in (None, before)
    assert seen == [("built", before, True), ("switched", now, True), ("searchable", now, True)]
    assert not before.exists()
    assert len(list(reader)) == held


@pytest.mark.parametrize("step", ["converting", "built", "switched", "searchable"])
def test_killed_at_any_step_what_was_there_goes_on(published: House, step: str) -> None:
    arguments = [str(Path(__file__).parent), str(published.settings.home), step]
    done = subprocess.run([sys.executable, "-c", CHILD, *arguments], check=False)
    assert done.returncode == -signal.SIGKILL
    assert wrong(published) == []
    again(published)
    assert wrong(published) == []
    assert len(folders.stores(published.settings.releases_path, 2)) == 1
    assert not (published.settings.home / ".segments").exists()


def test_what_would_not_be_the_same_is_refused(published: House) -> None:
    with pytest.raises(ReleaseError, match="made by version 1 of the converter, and this is version 2"):
        again(published, "2")
    assert CONVERTER_VERSION != "1"
    from sqlalchemy import text

    with published.archive.engine.begin() as connection:
        connection.execute(text("UPDATE releases SET statements = statements + 1 WHERE number = 2"))
    with pytest.raises(ReleaseError, match="it would not be the same; what was there stays"):
        again(published)
    before = published.store(2)
    with published.archive.engine.begin() as connection:
        connection.execute(text("UPDATE releases SET statements = statements - 1 WHERE number = 2"))
        damaged = text("UPDATE versions SET payload = :damaged WHERE identifier = '008'")
        connection.execute(damaged, {"damaged": b"damaged"})
    with pytest.raises(ReleaseError, match=r"is damaged or lost .* --part archive"):
        again(published)
    assert published.store(2) == before


def test_a_record_that_cannot_be_converted_any_more_is_named(published: House) -> None:
    from sqlalchemy import text

    with published.archive.engine.begin() as connection:
        connection.execute(text("UPDATE versions SET format = 'none' WHERE identifier = '009'"))
    with pytest.raises(ReleaseError, match=r"cannot be converted any more .* what was there stays"):
        again(published)


def test_nothing_to_rebuild_and_no_turn(house: House) -> None:
    from opendata.archive.lock import publish_lock

    with pytest.raises(NoReleaseError):
        again(house)
    with publish_lock(house.settings.home), pytest.raises(PublishBusyError):
        again(house)
