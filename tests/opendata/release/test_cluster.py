"""Publishing and dumping on a real Dask cluster of processes: the same bytes, also when a worker dies."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendata.cli import main
from tests.dask_cluster import Cluster
from tests.engines import free_port

ROOT = Path(__file__).parents[3]
LIBRARY = """name = { vi = "Thư viện Quốc gia Việt Nam", en = "National Library of Vietnam" }
protocol = "files"
url = "books.xml"
format = "marc21"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
RECORD = """<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">{n:06}</controlfield>
<controlfield tag="008">120101s1941    vm            000 0 vie  </controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Tô Hoài</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Dế mèn phiêu lưu ký, tập {n}</subfield></datafield>
</record>"""
RECORDS = 3000


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    running = Cluster(tmp_path)
    yield running
    running.end()


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with records that are not published."""
    home = tmp_path_factory.mktemp("harvested") / "home"
    (home / "libraries").mkdir(parents=True)
    (home / "libraries" / "nlv.toml").write_text(LIBRARY, encoding="utf-8")
    books = "".join(RECORD.format(n=n) for n in range(RECORDS))
    text = f'<collection xmlns="http://www.loc.gov/MARC21/slim">{books}</collection>'
    (home / "books.xml").write_text(text, encoding="utf-8")
    assert run(home, "harvest").exit_code == 0
    return home


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "--no-progress", *words])


def dumped(home: Path) -> dict[str, bytes]:
    """The full dumps by name; without the instant in it, which is that of the release."""
    files = (home / "dumps" / "1").glob("vnlib-*-full-*.nq.*")
    return {re.sub(r"-\d{8}T\d{6}Z", "", file.name): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def expected(harvested: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The dumps as this machine alone makes them."""
    home = tmp_path_factory.mktemp("expected") / "home"
    shutil.copytree(harvested, home)
    for words in (["publish"], ["dump", "--format", "nquads"]):
        assert run(home, *words).exit_code == 0
    return dumped(home)


def publish(home: Path, address: str, meanwhile: Callable[[], None] = lambda: None) -> None:
    command = [sys.executable, "-m", "opendata", "--home", str(home), "--no-progress"]
    with subprocess.Popen(
        [*command, "publish", "--executor", address], stderr=subprocess.PIPE, cwd=ROOT
    ) as running:
        meanwhile()
        complaint = (running.communicate()[1] or b"").decode()
    assert running.returncode == 0, complaint


def test_the_same_comes_out(
    cluster: Cluster, harvested: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    shutil.copytree(harvested, tmp_path / "home")
    publish(tmp_path / "home", cluster.address)
    result = run(tmp_path / "home", "dump", "--format", "nquads", "--executor", cluster.address)
    assert result.exit_code == 0, result.output
    assert expected
    assert dumped(tmp_path / "home") == expected
    assert run(tmp_path / "home", "verify").exit_code == 0


def test_a_worker_that_is_killed_costs_time_only(
    cluster: Cluster, harvested: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(harvested, home)

    def kill() -> None:
        until = time.monotonic() + 60
        while not list(home.glob(".segments/*")):
            assert time.monotonic() < until, "no segment is begun"
            time.sleep(0.01)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)

    publish(home, cluster.address, kill)
    assert run(home, "dump", "--format", "nquads").exit_code == 0
    assert dumped(home) == expected


def test_a_cluster_that_is_not_there_is_told(harvested: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opendata.release.cluster.CONNECT_SECONDS", 1)
    began = time.monotonic()
    result = run(harvested, "publish", "--executor", f"tcp://127.0.0.1:{free_port()}")
    assert (result.exit_code, time.monotonic() - began < 20) == (1, True)
    assert "no Dask scheduler answers at tcp://127.0.0.1:" in result.stderr
