"""What `/dumps/` and `/health` say of dumps that were withdrawn, joined, damaged."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from opendata.archive.archive import Archive
from opendata.doors.application import application
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.dump import manifest
from opendata.dump.withdraw import withdraw
from opendata.settings import load


@pytest.fixture
def copied(home: Path, tmp_path: Path) -> Iterator[tuple[Path, FlaskClient]]:
    """The home's dumps to do with as one likes, and a client of them."""
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    settings = replace(load(copy), home=copy)
    with Archive.open(settings.archive_url) as archive:
        published = Published(settings, archive)
        pool = PoolOfRelease(settings, published)
        try:
            yield copy, application(settings, published, pool).test_client()
        finally:
            pool.close()


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "vi",
            (
                "Đã thu hồi",
                "đã được thu hồi lúc 2026-03-01T00:00:00Z",
                "Lý do: chứa &lt;thông tin&gt; cá nhân",
            ),
        ),
        (
            "en",
            ("Withdrawn", "were withdrawn at 2026-03-01T00:00:00Z", "Reason: chứa &lt;thông tin&gt; cá nhân"),
        ),
    ],
)
def test_every_address_of_withdrawn_dumps_says_so(
    copied: tuple[Path, FlaskClient], language: str, texts: tuple[str, ...]
) -> None:
    home, client = copied
    names = [path.name for path in (home / "dumps" / "1").iterdir() if path.is_file()]
    withdraw(load(home), 1, "chứa <thông tin> cá nhân", datetime(2026, 3, 1, tzinfo=UTC))
    for name in ("", *names):
        answer = client.get(f"/dumps/1/{name}?lang={language}")
        assert answer.status_code == 410
        assert all(text in answer.text for text in texts)
        assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get("/dumps/1/never-there.nq.gz").status_code == 404
    page = client.get(f"/dumps/?lang={language}").text
    assert all(text in page for text in texts)
    assert client.get("/dumps/latest/").headers["Location"] == "/dumps/2/"
    assert client.get("/health").get_json()["doors"]["dumps"] == {"ok": True, "releases": 1}


def test_a_delta_that_was_joined_says_so(copied: tuple[Path, FlaskClient]) -> None:
    home, client = copied
    file = home / "dumps" / "2" / "manifest.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    gone = [each["path"] for each in found["deltas"][0]["files"]]
    file.write_text(json.dumps({**found, "deltas": [], "gone": gone}), encoding="utf-8")
    for name in gone:
        answer = client.get(f"/dumps/2/{name}?lang=en")
        assert answer.status_code == 410
        assert "was joined with" in answer.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Tệp đầy đủ của bản phát hành 1 không còn được giữ từ 2026-03-01T00:00:00Z"),
        ("en", "The full files of release 1 are no longer kept since 2026-03-01T00:00:00Z"),
    ],
)
def test_full_files_that_made_room_say_so(copied: tuple[Path, FlaskClient], language: str, text: str) -> None:
    home, client = copied
    names = [path.name for path in (home / "dumps" / "1").glob("*-full-*")]
    assert names
    manifest.drop_files(home / "dumps" / "1", datetime(2026, 3, 1, tzinfo=UTC))
    for name in names:
        answer = client.get(f"/dumps/1/{name}?lang={language}")
        assert answer.status_code == 410
        assert text in answer.text
    assert text in client.get(f"/dumps/1/?lang={language}").text
    # Without deltas there is nothing left of it to list.
    assert "/dumps/1/" not in client.get(f"/dumps/?lang={language}").text
    with client.get("/dumps/1/README.en") as answer:
        assert answer.status_code == 200
    assert client.get("/health").get_json()["doors"]["dumps"]["ok"]


def test_a_check_that_fails_is_told_and_closes_no_door(copied: tuple[Path, FlaskClient]) -> None:
    home, client = copied
    next((home / "dumps" / "2").glob("*-full-*.gz")).unlink()
    answer = client.get("/health")
    assert answer.status_code == 200
    door = answer.get_json()["doors"]["dumps"]
    assert door["ok"]
    assert {"kind": "dumps", "about": ""} in answer.get_json()["alarms"]
    assert "files of release 2 are missing" in door["error"]
    assert str(home) not in answer.text
