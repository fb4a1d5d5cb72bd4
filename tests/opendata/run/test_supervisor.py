"""`opendata run` with real processes: its jobs, its server, and how all of it ends."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from opendata.cli import main
from opendata.jobs import jobs
from opendata.journal import Journal, Last
from opendata.run.supervisor import _last_line
from opendata.settings import load
from tests.engines import free_port

LIBRARY = """name = {{ vi = "Thư viện Quốc gia Việt Nam", en = "National Library of Vietnam" }}
protocol = "files"
url = "{url}"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
schedule = "{schedule}"
"""
RECORD = """<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">1</controlfield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Truyện Kiều</subfield></datafield></record>"""


def write_library(home: Path, code: str, url: str, schedule: str = "") -> None:
    text = LIBRARY.format(url=url, schedule=schedule)
    (home / "libraries" / f"{code}.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a library that can be harvested, and one that cannot."""
    folder = tmp_path / "home"
    (folder / "libraries").mkdir(parents=True)
    collection = f'<collection xmlns="http://www.loc.gov/MARC21/slim">{RECORD}</collection>'
    (folder / "books.xml").write_text(collection, encoding="utf-8")
    write_library(folder, "nlv", "books.xml")
    write_library(folder, "lost", "nowhere.xml", "30 2 * * *")
    return folder


class Running:
    """`opendata run` at work."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.output = home / "output.txt"
        command = [sys.executable, "-m", "opendata", "--home", home, "run", "--log", "json"]
        with self.output.open("wb") as out:
            self.process = subprocess.Popen([*command, "--port", str(self.port)], stderr=out)

    def events(self) -> list[dict[str, Any]]:
        lines = self.output.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def health(self) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5) as answer:
                told: dict[str, Any] = json.load(answer)
                return told
        except (OSError, urllib.error.URLError):
            return {}

    def children(self) -> list[int]:
        pid = self.process.pid
        return [
            int(each)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for each in (task / "children").read_text().split()
        ]


@pytest.fixture
def running(home: Path) -> Iterator[Running]:
    made = Running(home)
    yield made
    made.process.kill()
    made.process.wait()


def wait_for(condition: Callable[[], Any], what: str) -> Any:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError(what)


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_a_new_installation_is_harvested_published_and_served(running: Running, home: Path) -> None:
    told = wait_for(lambda: running.health().get("release") and running.health(), "nothing is published")
    assert told["release"]["number"] == 1
    wait_for(lambda: Journal(home).read().keys() >= {"harvest lost", "publish"}, "not all is tried")
    known = Journal(home).read()
    assert (known["harvest nlv"].status, known["publish"].status) == (0, 0)
    assert (known["harvest lost"].status, known["harvest lost"].failures) == (1, 1)
    assert "harvests failed" in known["harvest lost"].error
    # The operator hears of it; the doors stay open.
    alarm = {"kind": "job", "about": "harvest lost"}
    wait_for(lambda: alarm in running.health().get("alarms", []), "the alarm is not told")
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/metrics", timeout=5) as answer:
        figures = answer.read().decode()
    assert 'opendata_job_failures{job="harvest lost"} 1' in figures
    assert 'opendata_records{library="nlv",state="live"} 1' in figures
    ended = [event for event in running.events() if event["event"] == "ended" and "job" in event]
    assert {event["job"] for event in ended} >= {"harvest nlv", "harvest lost", "publish"}
    assert {(event["job"], event["level"]) for event in ended} >= {
        ("harvest nlv", "info"),
        ("harvest lost", "error"),
    }
    said = next(event["said"] for event in ended if event["job"] == "harvest nlv")
    assert said.startswith("nlv: 1 new"), said
    shown = CliRunner().invoke(main, ["--home", str(home), "status", "--alarms"])
    assert shown.exit_code == 1
    assert "job: harvest lost: `opendata harvest lost` failed" in shown.stdout
    assert "harvest: lost: its last harvest failed" in shown.stdout


def test_a_server_that_dies_is_begun_again_and_all_ends_at_sigterm(running: Running) -> None:
    wait_for(running.health, "nothing is served")
    server = next(
        each for each in running.children() if b"serve" in Path(f"/proc/{each}/cmdline").read_bytes()
    )
    os.kill(server, signal.SIGKILL)
    wait_for(lambda: any(event["event"] == "server ended" for event in running.events()), "not noticed")
    wait_for(running.health, "nothing is served again")
    children = running.children()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(30) == 0
    assert all(gone(each) for each in children)
    assert running.events()[-1]["event"] == "ended"


def test_killed_it_takes_all_it_began_with_it(running: Running) -> None:
    wait_for(running.health, "nothing is served")
    children = running.children()
    assert children
    running.process.kill()
    running.process.wait()
    wait_for(lambda: all(gone(each) for each in children), "children stay")


def test_jobs_have_their_times(home: Path) -> None:
    (home / "opendata.toml").write_text('[run]\ndump = ""\nbackup_to = "/backup"\nbackups = 3\n')
    made = jobs(load(home))
    found = {job.name: job.when for job in made}
    assert made[-1].words == ["backup", "/backup", "--keep", "3"]
    assert found == {
        "harvest lost": "30 2 * * *",
        "harvest nlv": "15 1 * * *",
        "publish": "0 4 * * *",
        "verify": "0 6 * * sun",
        "backup": "30 5 * * *",
    }
    shown = CliRunner().invoke(main, ["--home", str(home), "run", "--list"])
    assert shown.exit_code == 0, shown.output
    assert "30 2 * * *" in shown.stdout


@pytest.mark.parametrize("when", ["daily", "61 1 * * *", "* * * *"])
def test_a_time_that_is_none_is_refused(home: Path, when: str) -> None:
    (home / "opendata.toml").write_text(f'[run]\npublish = "{when}"\n')
    shown = CliRunner().invoke(main, ["--home", str(home), "run", "--list"])
    assert shown.exit_code == 1
    assert "in the manner of cron" in shown.stderr


def test_a_damaged_journal_is_none(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"publish": 3}')
    assert Journal(tmp_path).read() == {}


def test_jobs_that_there_are_no_longer_are_forgotten(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for name in ("harvest gone", "publish"):
        journal.note(name, Last(datetime(2026, 1, 2, tzinfo=UTC), 3.0, 1, "broken", 1))
    journal.keep({"publish", "dump"})
    assert list(journal.read()) == ["publish"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("nlv: 1 new\n\n", "nlv: 1 new"),
        ("first\nGET https://reader:s3cret@host/oai failed", "GET https://host/oai failed"),
        ("postgresql://me:p@ss@archive/opendata is away", "postgresql://archive/opendata is away"),
        ("", ""),
    ],
)
def test_the_last_line_is_kept_without_credentials(said: str, kept: str) -> None:
    command = [sys.executable, "-c", "import sys; sys.stdout.write(sys.argv[1])", said]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert _last_line(child) == kept
