"""Libraries harvested side by side: together, alone when one fails, and when somebody ends them."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harvesters.library import Library
from harvesters.records import HarvestedRecord, Held, Page
from harvesters.registry import PROTOCOLS
from opendata.archive.archive import Archive
from opendata.archive.records import Run
from opendata.archive.status import runs
from opendata.cli import main

LIBRARY = """
name = { vi = "Thư viện", en = "Library" }
protocol = "files"
url = "records.xml"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
DATE = datetime(2026, 3, 1, tzinfo=UTC)
LIBRARIES = ("a", "b", "c")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "libraries").mkdir()
    for code in LIBRARIES:
        (tmp_path / "libraries" / f"{code}.toml").write_text(LIBRARY, encoding="utf-8")
    return tmp_path


def page(library: str, number: int, finished: bool) -> Page:
    record = HarvestedRecord(library, str(number), DATE, False, "marc21", b"x")
    return Page((record,), {"page": str(number)}, finished, 2)


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "harvest", *arguments])


def run_of(home: Path, library: str) -> Run:
    with Archive.open(home / "archive.db") as archive:
        return runs(archive, library)[-1]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_as_many_at_a_time_as_jobs_say(home: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    together, most, changing = 0, 0, threading.Lock()
    barrier = threading.Barrier(jobs)

    def counted(library: Library, since: Mapping[str, str] | None, held: Held) -> Iterator[Page]:
        nonlocal together, most
        with changing:
            together += 1
            most = max(most, together)
        if library.code != LIBRARIES[-1] or jobs == len(LIBRARIES):
            barrier.wait(10)
        yield page(library.code, 1, finished=True)
        with changing:
            together -= 1

    monkeypatch.setitem(PROTOCOLS, "files", counted)
    result = run(home, "--jobs", str(jobs))
    assert (result.exit_code, result.stderr) == (0, "")
    assert most == jobs
    assert sorted(line[:8] for line in result.stdout.splitlines()) == ["a: 1 new", "b: 1 new", "c: 1 new"]


def test_what_nobody_foresaw_in_one_does_not_stop_the_others(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(library: Library, since: Mapping[str, str] | None, held: Held) -> Iterator[Page]:
        yield page(library.code, 1, finished=False)
        if library.code == "b":
            raise RecursionError("too deep")
        yield page(library.code, 2, finished=True)

    monkeypatch.setitem(PROTOCOLS, "files", breaks)
    result = run(home)
    assert result.exit_code == 1
    assert sorted(line[:8] for line in result.stdout.splitlines()) == ["a: 2 new", "b: 1 new", "c: 2 new"]
    assert result.stderr.splitlines() == [
        "b: unexpected RecursionError: too deep",
        "Error: 1 of 3 harvests failed; run the command again to go on",
    ]
    broken, whole = run_of(home, "b"), run_of(home, "c")
    assert (broken.finished, broken.error, broken.new) == (False, "RecursionError: too deep", 1)
    assert (whole.finished, whole.error, whole.new, whole.total) == (True, "", 2, 2)


ENDED = """
import itertools, os, sys, threading
sys.path.insert(0, sys.argv.pop(1))
from harvesters.registry import PROTOCOLS
from test_side_by_side import page

def endless(library, since, held):
    first = int(since["page"]) if since else 0
    for number in itertools.count(first + 1):
        yield page(library.code, number, finished=False)
        if number == first + 3:
            os.write(1, f"{library.code} came to {number}\\n".encode())
            if library.code == "a":
                threading.Event().wait()  # for a server that does not answer

PROTOCOLS["files"] = endless
from opendata.cli import main
main()
"""


def end(home: Path, number: int) -> tuple[int, str]:
    """Begins harvests, and sends the signal *number* when each has stored some pages."""
    command = [sys.executable, "-c", ENDED, str(Path(__file__).parent), "--home", str(home), "harvest"]
    with subprocess.Popen(
        [*command, "a", "b"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            seen = {process.stdout.readline()[0] for _ in "ab"}
            assert seen == {"a", "b"}
            os.kill(process.pid, number)
            _, said = process.communicate(timeout=20)
        finally:
            process.kill()
    return process.returncode, said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_is_asked_to_end_ends_behind_the_page_and_goes_on_there(home: Path, number: int) -> None:
    status, said = end(home, number)
    assert status == 128 + number
    assert said == "Interrupted. What came before is kept; `opendata harvest` goes on from there.\n"
    for code in "ab":
        first = run_of(home, code)
        assert first.new == first.pages == first.live >= 3
        assert (first.finished, first.error) == (False, "")
        assert first.ended_at is not None
    before = run_of(home, "b").live
    end(home, number)
    again = run_of(home, "b")
    assert again.live == before + again.new
    assert again.unchanged == 0


def test_a_run_that_is_killed_counts_its_pages(home: Path) -> None:
    assert end(home, signal.SIGKILL) == (-signal.SIGKILL, "")
    for code in "ab":
        killed = run_of(home, code)
        assert killed.new == killed.pages == killed.live >= 3
        assert (killed.finished, killed.ended_at) == (False, None)
    with Archive.open(home / "archive.db") as archive:
        assert len(list(archive.records("b"))) == run_of(home, "b").live
