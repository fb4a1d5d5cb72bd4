"""`opendata status`: before a harvest, behind one, and behind one that broke off."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from harvesters.records import HarvestedRecord, Page, RejectedRecord
from opendata.archive.archive import Archive
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


def store(home: Path, harvested_at: datetime, *, finished: bool, error: str = "") -> None:
    """A live, a deleted and a rejected record of `nlv` in the archive."""
    page = Page(
        (
            HarvestedRecord("nlv", "a", DATE, False, "marc21", PAYLOAD),
            HarvestedRecord("nlv", "b", DATE, True, "marc21", b""),
            RejectedRecord("nlv", "c", DATE, "marc21", PAYLOAD, "no leader"),
        ),
        {"from": "2024-05-01"},
        finished=finished,
    )
    with Archive.open(home / "archive.db") as archive:
        archive.begin_harvest("nlv", harvested_at)
        archive.store_page("nlv", page, harvested_at)
        if error:
            archive.break_harvest("nlv", error)


def test_nothing_at_all(tmp_path: Path) -> None:
    assert status(tmp_path).splitlines() == [
        "No library yet: `opendata init` writes an example.",
        "No release yet: `opendata publish` makes one.",
    ]
    assert as_json(tmp_path) == {"libraries": [], "release": None}


def test_library_that_was_never_harvested(home: Path) -> None:
    assert status(home).splitlines()[1].split() == ["nlv", "never", "0", "0", "0", "0", "0"]
    (library,) = as_json(home)["libraries"]
    assert (library["last_harvest"], library["age"], library["finished"]) == (None, None, False)


def test_behind_a_harvest(home: Path) -> None:
    store(home, datetime.now(UTC) - timedelta(days=3, hours=1), finished=True)
    (library,) = as_json(home)["libraries"]
    counts = {name: library[name] for name in ("live", "deleted", "rejected", "failed")}
    assert counts == {"live": 1, "deleted": 1, "rejected": 1, "failed": 0}
    assert 3 * 86_400 < library["age"] < 4 * 86_400
    assert library["last_harvest"].endswith("Z")
    assert "  3 days  " in status(home)


def test_harvest_that_broke_off(home: Path) -> None:
    store(home, DATE, finished=False, error="no answer\nfrom the server")
    assert "nlv: the last harvest broke off: no answer from the server" in status(home)


def test_harvest_that_was_cut_off(home: Path) -> None:
    store(home, DATE, finished=False)
    assert "nlv: the last harvest was cut off; the next one goes on there" in status(home)


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
