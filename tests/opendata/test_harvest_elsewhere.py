"""Libraries harvested by the workers of a cluster: the same records, also when one dies or is stopped."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harvesters.library import Library
from harvesters.records import HarvestedRecord, Held, Page
from harvesters.registry import PROTOCOLS
from opendata.archive.archive import Archive
from opendata.archive.status import runs
from opendata.cli import main
from opendata.harvest import Watch
from opendata.harvest_elsewhere import harvest_elsewhere
from tests.dask_cluster import ROOT, Cluster

LIBRARY = """name = {{ vi = "Thư viện {code}", en = "Library {code}" }}
protocol = "oai-pmh"
url = "{url}/{code}"
format = "oai_dc"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
CODES = ("a", "b", "c")
PAGES = 4
IDENTIFY = """<Identify><repositoryName>x</repositoryName><baseURL>http://x.vn/oai</baseURL>
<protocolVersion>2.0</protocolVersion><earliestDatestamp>2020-01-01</earliestDatestamp>
<deletedRecord>no</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>"""
RECORD = """<record>
<header><identifier>oai:{code}:{number}</identifier><datestamp>2026-01-01</datestamp></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quyển {number}</dc:title></oai_dc:dc>
</metadata></record>"""


class Provider:
    """Lists of four pages; the third page of `b` does not come before it may."""

    def __init__(self) -> None:
        provider = self
        self.asked = threading.Event()
        self.may = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = provider.answer(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def answer(self, path: str) -> bytes:
        code = path[1]
        inner = IDENTIFY if "verb=Identify" in path else '<error code="noSetHierarchy"/>'
        if "verb=ListRecords" in path:
            page = int(path.partition("resumptionToken=")[2] or 0)
            if (code, page) == ("b", 2):
                self.asked.set()
                assert self.may.wait(60)
            records = "".join(RECORD.format(code=code, number=page * 3 + each) for each in range(3))
            token = f"<resumptionToken>{page + 1}</resumptionToken>" if page + 1 < PAGES else ""
            inner = f"<ListRecords>{records}{token}</ListRecords>"
        return (
            '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            "<responseDate>2026-01-03T00:00:00Z</responseDate>"
            f"<request>http://x.vn/oai</request>{inner}</OAI-PMH>"
        ).encode()

    def end(self) -> None:
        self.may.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def provider() -> Iterator[Provider]:
    running = Provider()
    yield running
    running.end()


@pytest.fixture
def home(tmp_path: Path, provider: Provider) -> Path:
    folder = tmp_path / "home"
    (folder / "libraries").mkdir(parents=True)
    for code in CODES:
        text = LIBRARY.format(code=code, url=provider.url)
        (folder / "libraries" / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "--no-progress", *words])


def records(home: Path) -> list[tuple[str, str, str]]:
    with Archive.open(home / "archive.db") as archive:
        return [(each.library, each.identifier, each.digest) for each in archive.records()]


def holder(home: Path, code: str) -> int:
    """The process that harvests a library."""
    return int((home / ".locks" / f"harvest-{code}").read_text(encoding="ascii"))


def test_workers_harvest_and_one_that_is_killed_costs_time_only(
    home: Path, tmp_path: Path, provider: Provider
) -> None:
    cluster = Cluster(tmp_path)
    try:
        with ThreadPoolExecutor(1) as aside:
            running = aside.submit(run, home, "harvest", "--executor", cluster.address)
            assert provider.asked.wait(60)
            killed = holder(home, "b")
            assert killed in [worker.pid for worker in cluster.workers]
            os.kill(killed, signal.SIGKILL)
            provider.may.set()
            result = running.result(60)
    finally:
        cluster.end()
    assert (result.exit_code, result.stderr) == (0, "")
    said = sorted(line for line in result.stdout.splitlines() if " new" in line)
    assert [line[:9] for line in said] == ["a: 12 new", "b: 6 new,", "c: 12 new"]
    assert [each[:2] for each in records(home)] == sorted(
        (code, f"oai:{code}:{number}") for code in CODES for number in range(12)
    )


def test_ctrl_c_ends_the_workers_behind_their_pages(home: Path, tmp_path: Path, provider: Provider) -> None:
    cluster = Cluster(tmp_path)
    command = [sys.executable, "-m", "opendata", "--home", str(home), "--no-progress", "harvest", "b"]
    try:
        with subprocess.Popen(
            [*command, "--executor", cluster.address], stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as running:
            assert provider.asked.wait(60)
            running.send_signal(signal.SIGINT)
            until = time.monotonic() + 30
            while not list((home / ".locks").glob("stop-*")):
                assert time.monotonic() < until, "nobody was asked to stop"
                time.sleep(0.01)
            provider.may.set()
            said, _ = running.communicate(timeout=60)
        assert (running.returncode, "b: 6 new" in said) == (130, True), said
        with Archive.open(home / "archive.db") as archive:
            last = runs(archive, "b")[-1]
        assert (last.finished, last.new, last.error) == (False, 6, "")
        assert last.ended_at is not None
        assert not list((home / ".locks").glob("stop-*"))
    finally:
        cluster.end()
    assert "6 new" in run(home, "harvest", "b").stdout


def test_one_that_is_stopped_ends_behind_its_page(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, watch = threading.Event(), Watch()

    def endless(library: Library, since: Mapping[str, str] | None, held: Held) -> Iterator[Page]:
        number = int(since["page"]) if since else 0
        while True:
            number += 1
            record = HarvestedRecord(
                library.code, str(number), datetime(2026, 1, 1, tzinfo=UTC), False, "oai_dc", b"x"
            )
            yield Page((record,), {"page": str(number)}, False, None)
            begun.set()
            time.sleep(0.01)

    monkeypatch.setitem(PROTOCOLS, "oai-pmh", endless)
    with ThreadPoolExecutor(2) as elsewhere, ThreadPoolExecutor(1) as here:
        running = here.submit(harvest_elsewhere, elsewhere, home, "a", watch)
        assert begun.wait(30)
        assert watch.storing
        watch.stop()
        done = running.result(30)
    assert (done.stopped, done.problem) == (True, "")
    with Archive.open(home / "archive.db") as archive:
        last = runs(archive, "a")[-1]
    assert (last.finished, last.new) == (False, done.outcome.new)
    assert last.ended_at is not None
    assert not list((home / ".locks").glob("stop-*"))
