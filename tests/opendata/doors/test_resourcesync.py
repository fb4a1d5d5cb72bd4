"""ResourceSync: what its documents say, and whether its reference client mirrors what is published."""

import hashlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

sys.path.insert(0, str(Path(__file__).parent))

from feeding import app_of, read, serving
from tiny import House, gone, live, settings

from opendata.feeds import resourcesync
from opendata.release import blocks

BASE = "http://data.example/"
DESCRIPTION = "/.well-known/resourcesync"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The doors on three releases."""
    opened = House(tmp_path_factory.mktemp("served") / "home")
    yield _through_three_releases(opened)
    opened.close()


def _through_three_releases(house: House) -> FlaskClient:
    house.harvest(live("1", "a\nx"), live("2/~é", "b"), live("3", "c", "b"))
    house.publish()
    house.harvest(live("1", "A\nx"), gone("2/~é"), live("4", "d"))
    house.publish()
    house.harvest(live("5", "e"))
    house.publish()
    return app_of(house).test_client()


def test_from_the_description_everything_is_found(served: FlaskClient) -> None:
    description = read(served, DESCRIPTION)
    assert description.md == {"capability": "description"}
    ((capabilities, about),) = description.entries
    assert about["capability"] == "capabilitylist"
    listed = read(served, capabilities)
    assert listed.links["up"] == f"{BASE}.well-known/resourcesync"
    assert [about["capability"] for _, about in listed.entries] == ["resourcelist", "changelist"]
    for address, about in listed.entries:
        index = read(served, address)
        assert index.md["capability"] == about["capability"]
        assert index.links["up"] == capabilities
        assert index.root.tag.endswith("sitemapindex")
        for part, _ in index.entries:
            found = read(served, part)
            assert found.links == {"up": capabilities, "index": address}


def test_resources_are_the_live_records_as_their_pages_give_them(served: FlaskClient) -> None:
    (part,) = [address for address, _ in read(served, "/resourcesync/resources.xml").entries]
    resources = read(served, part)
    assert resources.md["at"] == resources.md["completed"] == "2026-11-01T11:00:00Z"
    assert len(resources.entries) == 4
    for address, about in resources.entries:
        answer = served.get(urlsplit(address).path)
        assert answer.mimetype == about["type"] == "application/n-triples"
        assert about["hash"] == f"sha-256:{hashlib.sha256(answer.data).hexdigest()}"
        assert int(about["length"]) == len(answer.data)
    assert [about["lastmod"][11:13] for _, about in resources.entries] == ["09", "10", "10", "11"]


def test_each_release_has_a_change_list_the_oldest_first(served: FlaskClient) -> None:
    index = read(served, "/resourcesync/changes.xml")
    assert "until" not in index.md
    assert index.md["from"] == "2026-11-01T09:00:00Z"
    said = []
    for address, about in index.entries:
        changes = read(served, address)
        assert (changes.md["from"], changes.md["until"]) == (about["from"], about["until"])
        for resource, each in changes.entries:
            assert about["from"] <= each["datetime"] <= about["until"]
            said.append((resource.removeprefix(f"{BASE}record/"), each["change"], each["datetime"][11:13]))
    assert said == [
        ("a/1.nt", "created", "09"),
        ("a/2~2F~7E~C3~A9.nt", "created", "09"),
        ("b/3.nt", "created", "09"),
        ("a/1.nt", "updated", "10"),
        ("a/2~2F~7E~C3~A9.nt", "deleted", "10"),
        ("a/4.nt", "created", "10"),
        ("a/5.nt", "created", "11"),
    ]


def test_a_change_list_never_changes(house: House) -> None:
    served = _through_three_releases(house)
    lists = [address for address, _ in read(served, "/resourcesync/changes.xml").entries]
    before = [served.get(urlsplit(each).path) for each in lists]
    for answer in before:
        assert "immutable" in answer.headers["Cache-Control"]
    for number in range(4):
        house.harvest(live("1", f"again {number}"))
        house.publish()
    after = app_of(house).test_client()
    for address, answer in zip(lists, before, strict=True):
        assert after.get(urlsplit(address).path).data == answer.data
    assert len(read(after, "/resourcesync/changes.xml").entries) == 7


def test_long_lists_come_in_parts(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    served = _through_three_releases(house)
    monkeypatch.setattr(resourcesync, "PART", 2)
    monkeypatch.setattr(blocks, "SIZE", 2)
    for name, wanted in (("resources", 4), ("changes", 7)):
        parts = read(served, f"/resourcesync/{name}.xml").entries
        sizes = [len(read(served, address).entries) for address, _ in parts]
        assert max(sizes) == 2
        assert sum(sizes) == wanted


@pytest.mark.parametrize(("most", "wanted"), [(50_000, 7), (4, 4), (3, 1), (1, 1), (0, 0)])
def test_recent_changes_are_of_whole_releases(
    served: FlaskClient, monkeypatch: pytest.MonkeyPatch, most: int, wanted: int
) -> None:
    monkeypatch.setattr(resourcesync, "MOST", most)
    recent = read(served, "/resourcesync/changes/recent.xml")
    assert len(recent.entries) == wanted
    assert "until" not in recent.md
    assert all(recent.md["from"] <= each["datetime"] for _, each in recent.entries)
    before = {7: "09", 4: "09", 1: "10", 0: "11"}[wanted]
    assert recent.md["from"] == f"2026-11-01T{before}:00:00Z"


@pytest.mark.parametrize(
    "path",
    ["changes/1-1.xml", "changes/9-0.xml", "changes/0-0.xml", "changes/1.xml", "resources/7.xml", "x.xml",
     f"resources/{'9' * 30}.xml", f"changes/{'9' * 30}-0.xml"],
)  # fmt: skip
def test_what_is_not_there(served: FlaskClient, path: str) -> None:
    assert served.get(f"/resourcesync/{path}").status_code == 404


def test_validators_and_gzip(served: FlaskClient) -> None:
    path = "/resourcesync/changes/1-0.xml"
    plain, packed = served.get(path), served.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Accept-Encoding" in plain.headers["Vary"]
    for answer in (plain, packed):
        tag = answer.headers["ETag"]
        assert not tag.startswith("W/")
        headers = {"If-None-Match": tag}
        if "Content-Encoding" in answer.headers:
            headers["Accept-Encoding"] = "gzip"
        assert served.get(path, headers=headers).status_code == 304
    assert served.head(path).headers["ETag"] == plain.headers["ETag"]


def test_pages_lead_to_it(served: FlaskClient) -> None:
    assert f"Sitemap: {BASE}resourcesync/resources.xml" in served.get("/robots.txt").text


def test_before_the_first_release(house: House) -> None:
    client = app_of(house).test_client()
    assert client.get(DESCRIPTION).status_code == 200
    for path in ("resources.xml", "changes.xml", "changes/1-0.xml", "resources/0.xml"):
        assert client.get(f"/resourcesync/{path}").status_code == 404


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _sync(mode: str, base: str, folder: Path, *more: str) -> str:
    program = Path(sys.executable).with_name("resync-sync")
    command = [str(program), mode, *more, "--delete", base, str(folder / "mirror")]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def _mirrored(folder: Path) -> set[str]:
    return {str(file.relative_to(folder / "mirror")) for file in (folder / "mirror").rglob("*.nt")}


def _fetched(app: Flask) -> list[str]:
    """The records' addresses that are asked for from now on."""
    asked: list[str] = []
    wsgi = app.wsgi_app

    def watched(environ, start):  # type: ignore[no-untyped-def]
        if environ["PATH_INFO"].endswith(".nt"):
            asked.append(environ["PATH_INFO"].rpartition("/")[2])
        return wsgi(environ, start)

    app.wsgi_app = watched  # type: ignore[method-assign]
    return asked


def test_the_reference_client_mirrors_it_and_then_fetches_only_changes(tmp_path: Path) -> None:
    pytest.importorskip("resync")
    if find_spec("distutils") is None:
        pytest.skip("the client wants distutils, which setuptools brings")
    base = f"http://127.0.0.1:{(port := _free_port())}/"
    house = House(tmp_path / "home", settings(tmp_path / "home", base=base))
    try:
        house.harvest(*(live(str(number), f"title {number}") for number in range(6)))
        house.publish()
        app = app_of(house)
        asked = _fetched(app)
        with serving(app, port):
            _sync("--baseline", base, tmp_path, "--hash", "sha-256")
            assert _mirrored(tmp_path) == {f"record/a/{number}.nt" for number in range(6)}
            assert len(asked) == 6
            house.harvest(live("1", "changed"), gone("2"), live("9", "new"))
            house.publish()
            asked.clear()
            _sync("--baseline", base, tmp_path, "--hash", "sha-256")
            assert sorted(asked) == ["1.nt", "9.nt"]
            asked.clear()
            house.harvest(live("3", "changed too"), gone("4"))
            house.publish()
            lists = f"{base}resourcesync/changes/recent.xml"
            _sync(
                "--incremental", base, tmp_path, "--change-list-uri", lists, "--from", "2026-11-01T11:00:00Z"
            )
            assert asked == ["3.nt"]
            wanted = {f"record/a/{number}.nt" for number in (0, 1, 3, 5, 9)}
            assert _mirrored(tmp_path) == wanted
            for name in wanted:
                page = app.test_client().get(f"/{name}").data
                assert (tmp_path / "mirror" / name).read_bytes() == page
    finally:
        house.close()
