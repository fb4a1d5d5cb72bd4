"""Front ends on releases that they fetch: the same answers everywhere, and none lost while releases come."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from opendata.archive import snapshots
from opendata.archive.archive import Archive
from opendata.errors import HomeError, InputError, NoReleaseError, ReleaseError
from opendata.harvest import harvest
from opendata.release import folders, index
from opendata.release.executor import in_process
from opendata.release.export import export
from opendata.release.fetch import fetch
from opendata.release.publish import publish
from opendata.settings import Settings, load

pytestmark = pytest.mark.skipif(
    "OPENDATA_TEST_POSTGRESQL" in os.environ,
    reason="about archives that travel along; test_postgresql.py has one that is shared",
)

TITLES = (
    "sparql?query=PREFIX+bf:%3Chttp://id.loc.gov/ontologies/bibframe/%3E+SELECT+?t+"
    "%7B?i+a+bf:Instance;bf:title/bf:mainTitle+?t%7DORDER+BY+?t&format=json"
)
LIST = "oai?verb=ListRecords&metadataPrefix=oai_dc"
PAGES = (LIST, TITLES, "search?q=van", "record/dh/oai:dh.example.vn:1", "sitemap.xml")
Publishing = tuple[Settings, Callable[[str], None]]


@pytest.fixture
def publisher(unharvested: Publishing) -> tuple[Settings, Callable[[str], int]]:
    """A publishing home, and what publishes a title there; returns the release's number."""
    settings, write = unharvested

    def make(title: str) -> int:
        write(title)
        with Archive.open(settings.archive_url) as archive, in_process() as executor:
            harvest(settings.libraries["dh"], archive, settings.home)
            release = publish(settings, archive, executor=executor).release
        assert release is not None
        # Its instant is rounded up to a second, and lists end at the second in which they are asked for.
        time.sleep(max((release.instant - datetime.now(UTC)).total_seconds(), 0))
        return release.number

    return settings, make


def exported(settings: Settings, to: Path | str) -> Any:
    with Archive.open(settings.archive_url) as archive:
        return export(settings, archive, str(to))


def front_end(settings: Settings, folder: Path) -> Settings:
    """A home as an operator sets one up: the settings, the libraries and the secret; smaller pages."""
    shutil.copytree(settings.libraries_path, folder / "libraries")
    text = (settings.home / "opendata.toml").read_text(encoding="utf-8")
    (folder / "opendata.toml").write_text(f"{text}\n[oai]\npage_size = 1\n", encoding="utf-8")
    (folder / "oai-secret").write_bytes(b"the same on each front end, 32 b.")
    return load(folder)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "opendata", "--home", str(home), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert found is not None
            yield found[0]
        finally:
            process.terminate()


def get(address: str) -> tuple[int, dict[str, str], bytes]:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.status, dict(answer.headers), answer.read()


def release_of(server: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get(f"{server}health")[2])
    return found


def test_alike_and_without_a_failed_request(publisher: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings, make = publisher
    shared = tmp_path_factory.mktemp("exported")
    make("Một")
    exported(settings, shared)
    fronts = [front_end(settings, tmp_path_factory.mktemp(name)) for name in ("one", "other")]
    for front in fronts:
        assert fetch(front, str(shared)).release == 1
    failures: list[str] = []
    stopped = threading.Event()

    def ask(server: str) -> None:
        while not stopped.is_set():
            for page in PAGES:
                try:
                    get(server + page)
                except OSError as error:
                    failures.append(f"{page}: {error}")

    with ExitStack() as servers:
        one, other = (servers.enter_context(serving(front.home)) for front in fronts)
        asking = [threading.Thread(target=ask, args=(server,)) for server in (one, other)]
        for thread in asking:
            thread.start()
        try:
            for number, title in enumerate(("Hai", "Ba"), 2):
                assert make(title) == number
                exported(settings, shared)
                assert fetch(fronts[0], str(shared)).new
                assert release_of(one)["release"]["number"] == number
                assert release_of(other)["release"]["number"] == number - 1
                assert fetch(fronts[1], str(shared)).new
        finally:
            stopped.set()
            for thread in asking:
                thread.join()
        assert failures == []
        _same(one, other)
        assert b"Ba" in get(one + TITLES)[2]
        told = release_of(one)
        assert (told["newest"], told["behind"]) == (3, False)


def _same(one: str, other: str) -> None:
    """The answers, their validators, and a list whose pages come from both in turn."""
    for server in (one, other):
        late = time.monotonic() + 20  # the pool of queries looks for a new release by itself
        while release_of(server)["doors"]["sparql"]["release"] != 3 and time.monotonic() < late:
            time.sleep(0.05)
    for page in PAGES[1:]:
        (_, first, body), (_, second, again) = get(one + page), get(other + page)
        assert body == again, page
        assert [first.get(name) for name in ("ETag", "Last-Modified")] == [
            second.get(name) for name in ("ETag", "Last-Modified")
        ], page
    seen, page = 0, LIST
    for server in (one, other, one, other):
        text = get(server + page)[2].decode()
        seen += text.count("<header")
        token = re.search(r"<resumptionToken[^>]*>([^<]+)<", text)
        if token is None:
            break
        page = f"oai?verb=ListRecords&resumptionToken={token[1]}"
    assert seen == 2


def test_only_what_changed_travels(publisher: Any, tmp_path: Path) -> None:
    settings, make = publisher
    shared, folder = tmp_path / "exported", tmp_path / "front"
    folder.mkdir()
    make("Một")
    first = exported(settings, shared)
    assert first.sent >= first.bytes * 0.9
    assert exported(settings, shared).sent < 1 << 20  # the header of a copied archive
    front = front_end(settings, folder)
    Archive.open(front.archive_url).close()  # as `opendata status` does, before anything was fetched
    fetched = fetch(front, str(shared))
    assert fetched.new
    assert fetch(front, str(shared)) == (1, 0, False)
    make("Hai")
    again = exported(settings, shared)
    assert again.sent < again.bytes
    assert 0 < fetch(front, str(shared)).bytes <= again.sent


def test_what_is_damaged_is_not_served(publisher: Any, tmp_path: Path) -> None:
    settings, make = publisher
    shared, folder = tmp_path / "exported", tmp_path / "front"
    folder.mkdir()
    front = front_end(settings, folder)
    shared.mkdir()
    with pytest.raises(NoReleaseError, match="export-release"):
        fetch(front, str(shared))
    make("Một")
    exported(settings, shared)
    blocks = sorted(shared.glob("blocks/*/*"))
    whole = blocks[0].read_bytes()
    blocks[0].write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(ReleaseError, match="damaged"):
        fetch(front, str(shared))
    assert not (folder / "archives").exists()
    assert not (folder / "releases").exists()
    blocks[0].write_bytes(whole)
    assert fetch(front, str(shared)).new
    manifest = shared / "releases" / "1.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"release/store/", b"release/../../"))
    told = json.loads((shared / "newest.json").read_text())
    newest = {**told, "sha256": hashlib.sha256(manifest.read_bytes()).hexdigest()}
    (shared / "newest.json").write_text(json.dumps(newest))
    with pytest.raises(ReleaseError, match="names what no release has"):
        fetch(front, str(shared))


def test_only_the_last_releases_stay(publisher: Any, tmp_path: Path) -> None:
    settings, make = publisher
    for title in ("Một", "Hai", "Ba", "Bốn"):
        make(title)
        exported(settings, tmp_path / "exported")
    assert sorted(each.name for each in (tmp_path / "exported/releases").iterdir()) == [
        "2.json",
        "3.json",
        "4.json",
    ]
    named = set().union(
        *(
            piece["blocks"]
            for each in (tmp_path / "exported/releases").iterdir()
            for piece in json.loads(each.read_bytes())["files"].values()
        )
    )
    assert {each.name for each in (tmp_path / "exported").glob("blocks/*/*")} == named


def test_a_release_of_another_version_of_the_archive_is_left_where_it_is(
    publisher: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, make = publisher
    shared, folder = tmp_path / "exported", tmp_path / "front"
    folder.mkdir()
    make("Một")
    exported(settings, shared)
    front = front_end(settings, folder)
    with monkeypatch.context() as other:
        other.setattr("opendata.release.fetch.REVISION", "0999")
        with pytest.raises(ReleaseError, match=r"has an archive of revision 0001, and this .* wants 0999"):
            fetch(front, str(shared))
    assert not (folder / "releases").exists()
    assert fetch(front, str(shared)).new


KILLED = """
import os, signal, sys
from pathlib import Path
from opendata.release.fetch import fetch
from opendata.settings import load
seen, killed_at = 0, int(sys.argv[3])
def count(event, given):
    global seen
    if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link"):
        seen += 1
        if seen == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
settings = load(Path(sys.argv[1]))
sys.addaudithook(count)
fetch(settings, sys.argv[2])
print(seen)
"""


def test_one_that_is_killed_at_any_step_serves_the_release_before_and_goes_on(
    publisher: Any, tmp_path: Path
) -> None:
    settings, make = publisher
    shared, first, later = tmp_path / "exported", tmp_path / "front", tmp_path / "later"
    first.mkdir()
    make("Một")
    exported(settings, shared)
    fetch(front_end(settings, first), str(shared))
    make("Hai")
    exported(settings, shared)
    shutil.copytree(first, later)

    def run(home: Path, step: int) -> "subprocess.CompletedProcess[str]":
        child = [sys.executable, "-c", KILLED, str(home), str(shared), str(step)]
        return subprocess.run(child, capture_output=True, text=True, check=False)

    def current(home: Path) -> int:
        with snapshots.open_newest(load(home).archives_path) as archive:
            found = index.current(archive)
        assert found is not None
        store = folders.store_path(home / "releases", found.number)
        assert any(store.iterdir())
        return found.number

    steps = int(run(later, 0).stdout)
    assert steps > 10
    assert current(later) == 2
    for step in sorted({1, steps, *range(2, steps, max(1, steps // 4))}):
        home = tmp_path / f"front-{step}"
        shutil.copytree(first, home)
        assert run(home, step).returncode == -9
        assert current(home) in (1, 2)
        assert run(home, 0).returncode == 0
        assert current(home) == 2
        assert not list(home.glob(".fetching*"))
        assert (home / "served.json").read_bytes() == (later / "served.json").read_bytes()


def test_refused(publisher: Any, tmp_path: Path) -> None:
    settings, make = publisher
    make("Một")
    with pytest.raises(HomeError, match="archive of its own"):
        fetch(settings, str(tmp_path))
    with pytest.raises(InputError, match="must hold no password"):
        exported(settings, "ftp://anna:geheim@host/x")


def test_one_that_is_behind_is_waited_for(publisher: Any, tmp_path: Path) -> None:
    settings, make = publisher
    shared, folders = tmp_path / "exported", [tmp_path / "behind", tmp_path / "ahead"]
    for number, folder in enumerate(folders, 1):
        folder.mkdir()
        make(f"Số {number}")
        exported(settings, shared)
        fetch(front_end(settings, folder), str(shared))
    with serving(folders[0]) as behind, serving(folders[1]) as ahead:
        page = f"oai?verb=ListRecords&resumptionToken={_token(ahead)}"
        assert get(ahead + page)[0] == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(behind + page)
        assert refused.value.code == 503
        assert int(refused.value.headers["Retry-After"]) > 0
        refused.value.close()
        assert b"<record>" in get(f"{ahead}oai?verb=ListRecords&resumptionToken={_token(behind)}")[2]


def test_who_harvests_at_one_that_is_behind_is_told_the_rest_by_the_others(
    publisher: Any, tmp_path: Path
) -> None:
    settings, make = publisher
    shared, folder = tmp_path / "exported", tmp_path / "front"
    folder.mkdir()
    make("Một")
    exported(settings, shared)
    front = front_end(settings, folder)
    fetch(front, str(shared))
    with serving(folder) as server:
        make("Hai")
        time.sleep(1)
        date = _response_date(server)
        with Archive.open(settings.archive_url) as archive:
            release = index.current(archive)
        assert release is not None
        assert date < f"{release.instant:%Y-%m-%dT%H:%M:%SZ}"
        exported(settings, shared)
        fetch(front, str(shared))
        assert _response_date(server) > date
        asked = get(f"{server}oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from={date}")[2]
        assert b"<header" in asked
        later = get(f"{server}oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2999-01-01")[2]
        assert b'code="noRecordsMatch"' in later


def _response_date(server: str) -> str:
    return str(re.search(rb"<responseDate>([^<]+)<", get(server + LIST)[2])[1].decode())  # type: ignore[index]


def _token(server: str) -> str:
    found = re.search(r"<resumptionToken[^>]*>([^<]+)<", get(server + LIST)[2].decode())
    assert found is not None
    return found[1]
