"""`opendata status`: before a harvest, behind one, and behind one that broke off."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from harvesters.records import HarvestedRecord, Page, RejectedRecord
from harvesters.repairs import Repair
from opendata.archive.archive import Archive
from opendata.archive.lock import harvest_lock
from opendata.cli import main
from opendata.commands.status import _age

LIBRARY = """
name = { vi = "Thư viện", en = "Library" }
protocol = "oai-pmh"
url = "http://127.0.0.1:9/oai"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
DATE = datetime(2024, 5, 1, tzinfo=UTC)
PAYLOAD = b"<record/>"
REPAIR = Repair("xml-reference", "title", "R&D", "R&amp;D")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "libraries").mkdir()
    (tmp_path / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    return tmp_path


def status(home: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["--home", str(home), "status", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def as_json(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(status(home, "--json"))
    return found


def store(
    home: Path, harvested_at: datetime, *, finished: bool, error: str = "", ended: bool = False
) -> None:
    """Two live records of `nlv` in the archive, one of them mended, a deleted and a rejected one."""
    page = Page(
        (
            HarvestedRecord("nlv", "a", DATE, False, "marc21", PAYLOAD),
            HarvestedRecord("nlv", "b", DATE, True, "marc21", b""),
            RejectedRecord("nlv", "c", DATE, "marc21", PAYLOAD, "no leader"),
            HarvestedRecord("nlv", "d", DATE, False, "marc21", PAYLOAD, "auto", (REPAIR,)),
        ),
        {"from": "2024-05-01"},
        finished=finished,
    )
    with Archive.open(home / "archive.db") as archive:
        archive.begin_harvest("nlv", harvested_at)
        archive.store_page("nlv", page, harvested_at)
        if error:
            archive.break_harvest("nlv", error)
        elif ended:
            archive.end_run("nlv", harvested_at + timedelta(seconds=2))


def test_nothing_at_all(tmp_path: Path) -> None:
    assert status(tmp_path).splitlines() == [
        "No library yet: `opendata init` writes an example.",
        "No release yet: `opendata publish` makes one.",
    ]
    assert as_json(tmp_path) == {
        "libraries": [],
        "release": None,
        "dumps": {"ok": True, "errors": []},
    }


def test_library_that_was_never_harvested(home: Path) -> None:
    assert status(home).splitlines()[1].split() == ["nlv", "never", "0", "0", "0", "0", "0"]
    (library,) = as_json(home)["libraries"]
    assert (library["last_harvest"], library["age"], library["finished"]) == (None, None, False)


def test_behind_a_harvest(home: Path) -> None:
    store(home, datetime.now(UTC) - timedelta(days=3, hours=1), finished=True)
    (library,) = as_json(home)["libraries"]
    counts = {name: library[name] for name in ("live", "deleted", "rejected", "failed")}
    assert counts == {"live": 2, "deleted": 1, "rejected": 1, "failed": 0}
    assert 3 * 86_400 < library["age"] < 4 * 86_400
    assert library["last_harvest"].endswith("Z")
    assert "  3 days  " in status(home)


def test_harvest_that_broke_off(home: Path) -> None:
    store(home, DATE, finished=False, error="no answer\nfrom the server")
    assert "nlv: the last harvest broke off: no answer from the server" in status(home)


def test_harvest_that_was_cut_off(home: Path) -> None:
    store(home, DATE, finished=False)
    assert "nlv: the last harvest was cut off; the next one goes on there" in status(home)


def test_harvest_that_was_stopped(home: Path) -> None:
    store(home, DATE, finished=False, ended=True)
    assert "nlv: the last harvest was stopped; the next one goes on there" in status(home)
    assert as_json(home)["libraries"][0]["state"] == "stopped"


def test_harvest_that_is_running(home: Path) -> None:
    store(home, DATE, finished=False)
    with harvest_lock(home, "nlv"):
        assert "nlv: a harvest is running\n" in status(home)
        assert "  running\n" in status(home, "nlv")
    assert as_json(home)["libraries"][0]["state"] == "cut off"


def test_last_run_as_json(home: Path) -> None:
    store(home, DATE, finished=True, ended=True)
    (library,) = as_json(home)["libraries"]
    assert library["state"] == "finished"
    assert library["held_back"] == 0
    assert library["last_run"] == {
        "started_at": "2024-05-01T00:00:00Z",
        "ended_at": "2024-05-01T00:00:02Z",
        "page_at": "2024-05-01T00:00:00Z",
        "seconds": 2.0,
        "records_per_second": 2.0,
        "full": False,
        "finished": True,
        "pages": 1,
        "total": None,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "deleted": 1,
        "rejected": 1,
        "repaired": 1,
        "live": 2,
    }
    assert library["repairs"] == [
        {
            "kind": "xml-reference",
            "records": 1,
            "places": 1,
            "examples": [{"identifier": "d", "field": "title", "before": "R&D", "after": "R&amp;D"}],
        }
    ]


def test_data_that_are_overdue(home: Path) -> None:
    store(home, DATE, finished=True)
    (library,) = as_json(home)["libraries"]
    assert library["freshness"].pop("days") > 900
    assert library["freshness"] == {
        "state": "overdue",
        "confirmed_at": "2024-05-01T00:00:00Z",
        "until": "2024-08-01",
    }
    said = status(home)
    assert "  overdue  " in said
    assert "nlv: no harvest has come to its end since 2024-05-01T00:00:00Z; Decree 47/2020" in said
    assert max(map(len, said.splitlines()[:2])) <= 100


def test_deletions_that_were_held_back(home: Path) -> None:
    records = tuple(
        HarvestedRecord("nlv", str(number), DATE, False, "marc21", PAYLOAD) for number in range(100)
    )
    with Archive.open(home / "archive.db") as archive:
        archive.store_page("nlv", Page(records, {}, True), DATE)
        archive.store_page("nlv", Page((), {}, True, listing="L"), DATE)
    assert as_json(home)["libraries"][0]["held_back"] == 100
    said = status(home)
    assert "nlv: 100 records are no longer listed, too many to be believed" in said
    assert "`opendata harvest nlv --accept-deletions`" in said


def test_fewer_records_than_expected(home: Path) -> None:
    file = home / "libraries" / "nlv.toml"
    file.write_text(f"{LIBRARY}expect = {{ min_records = 1000 }}\n", encoding="utf-8")
    expected = "2 live records where its file expects 1,000 or more (expect.min_records)"
    assert expected not in status(home)
    store(home, datetime.now(UTC), finished=True)
    assert f"nlv: {expected}\n" in status(home)
    assert f"notice:        {expected}\n" in status(home, "nlv")


def test_all_of_one_library(home: Path) -> None:
    file = home / "libraries" / "nlv.toml"
    file.write_text(LIBRARY.replace("http://", "http://me:secret@"), encoding="utf-8")
    now = datetime.now(UTC)
    store(home, now, finished=True, ended=True)
    store(home, now, finished=False, error="no answer")
    lines = status(home, "nlv").splitlines()
    assert lines[:3] == [
        "nlv: Thư viện · Library",
        "harvested by:  oai-pmh, marc21, from http://127.0.0.1:9/oai",
        "records:       2 live, 1 deleted, 1 rejected, 0 failed, 3 unpublished",
    ]
    assert lines[3].startswith("data:          fresh; confirmed today; the three months end on ")
    assert lines[4] == "notice:        the last harvest broke off: no answer"
    assert [line.split()[-1] for line in lines[7:10]] == ["END", "failed", "finished"]
    assert lines[11:] == [
        "What was repaired (the bytes stay as they came)",
        "xml-reference: Reference that XML does not know (records: 1, places: 1)",
        "    d title: R&D → R&amp;D",
    ]
    assert "secret" not in status(home, "nlv") + status(home, "nlv", "--json")


def test_library_that_nobody_knows(home: Path) -> None:
    result = CliRunner().invoke(main, ["--home", str(home), "status", "nvl"])
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: there is no library nvl; those that are known: nlv\n",
    )


def test_library_whose_file_is_gone_is_still_shown(home: Path) -> None:
    store(home, DATE, finished=True)
    (home / "libraries" / "nlv.toml").unlink()
    assert [library["library"] for library in as_json(home)["libraries"]] == ["nlv"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (7_199, "1 hour")],
)
def test_age_in_words(seconds: int | None, words: str) -> None:
    assert _age(seconds) == words
