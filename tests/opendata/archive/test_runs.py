"""What the archive knows of the runs of a harvest, also of those that were killed."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harvesters.records import HarvestedRecord, Page, RejectedRecord
from harvesters.repairs import Repair
from opendata.archive import runs as module
from opendata.archive.archive import Archive
from opendata.archive.status import runs, status

T0 = datetime(2026, 3, 1, 2, 15, tzinfo=UTC)
REPAIR = Repair("xml-reference", "title", "Tr&uyện", "Tr&amp;uyện")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def live(name: str, payload: bytes = b"x", repairs: tuple[Repair, ...] = ()) -> HarvestedRecord:
    return HarvestedRecord("a", name, T0, False, "marc21", payload, "auto", repairs)


def page(
    *records: HarvestedRecord | RejectedRecord, finished: bool = False, total: int | None = None
) -> Page:
    return Page(records, {}, finished, total)


def test_a_run_counts_what_its_pages_did(archive: Archive) -> None:
    archive.begin_harvest("a", T0, full=True)
    rejected = RejectedRecord("a", "4", T0, "marc21", b"?", "no leader")
    archive.store_page("a", page(live("1"), live("2", repairs=(REPAIR,)), total=4), T0 + timedelta(seconds=1))
    last = page(live("2", b"y", (REPAIR, REPAIR)), live("1"), rejected, finished=True)
    archive.store_page("a", last, T0 + timedelta(seconds=2))
    archive.end_run("a", T0 + timedelta(seconds=2, milliseconds=500))
    (run,) = runs(archive, "a")
    assert (run.full, run.finished, run.error, run.pages, run.total) == (True, True, "", 2, 4)
    assert (run.new, run.changed, run.unchanged, run.deleted, run.rejected) == (2, 1, 1, 0, 1)
    assert (run.records, run.repaired, run.live, run.seconds) == (5, 2, 2, 2.5)
    assert [each.run for each in status(archive)] == [run]


def test_a_run_that_is_over_counts_no_more_and_the_next_one_begins_at_nothing(archive: Archive) -> None:
    archive.begin_harvest("a", T0)
    archive.store_page("a", page(live("1")), T0)
    archive.break_harvest("a", "the server\0 went away")
    archive.store_page("a", page(live("2")), T0)
    archive.begin_harvest("a", T0 + timedelta(days=1))
    broken, going_on = runs(archive, "a")
    assert (broken.new, broken.finished, broken.error) == (1, False, "the server\\x00 went away")
    assert (going_on.new, going_on.pages, going_on.live, going_on.ended_at) == (0, 0, 2, None)


def test_what_was_held_back_counts_when_it_is_accepted(archive: Archive) -> None:
    archive.store_page("a", page(*(live(str(number)) for number in range(100))), T0)
    archive.begin_harvest("a", T0)
    archive.store_page("a", Page((), {}, True, listing="L"), T0)
    archive.begin_harvest("a", T0)
    archive.accept_deletions("a", T0)
    assert [(run.deleted, run.live) for run in runs(archive, "a")] == [(0, 100), (100, 0)]


def test_of_old_runs_the_last_of_each_day_is_kept(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 4)
    for number in range(12):
        archive.begin_harvest("a", T0 + timedelta(hours=8 * number))
        archive.begin_harvest("b", T0)
    hours = [(run.started_at - T0) // timedelta(hours=1) for run in runs(archive, "a")]
    assert hours == [16, 40, 56, 64, 72, 80, 88]
    assert len(runs(archive, "a", 2)) == 2
    assert len(runs(archive, "b")) == 5


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from harvesters.records import HarvestedRecord, Page
from opendata.archive.archive import Archive
T0 = datetime(2026, 3, 1, tzinfo=UTC)
with Archive.open(Path(sys.argv[1])) as archive:
    archive.begin_harvest("a", T0)
    for name in "123":
        archive.store_page("a", Page((HarvestedRecord("a", name, T0, False, "marc21", b"x"),), {}, False), T0)
    with archive._writing() as connection:
        connection.exec_driver_sql("UPDATE runs SET pages = 99")
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_that_was_killed_tells_what_it_had_stored(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "archive.db")], check=False)
    assert done.returncode == -9
    with Archive.open(tmp_path / "archive.db") as archive:
        (run,) = runs(archive, "a")
        assert (run.pages, run.new, run.live, run.finished, run.ended_at) == (3, 3, 3, False, None)
        archive.begin_harvest("a", T0 + timedelta(days=1))
        archive.store_page("a", page(live("4"), finished=True), T0 + timedelta(days=1))
        assert [(each.pages, each.live) for each in runs(archive, "a")] == [(3, 3), (1, 4)]
