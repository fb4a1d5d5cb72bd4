"""`/dumps/`: the list, the files and their digests, parts of files, what may be kept how long."""

import gzip
import hashlib
from typing import Any

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def file(client: FlaskClient) -> dict[str, Any]:
    """The manifest's entry of the second release's dump."""
    manifest = client.get("/dumps/2/manifest.json", buffered=True).get_json()
    assert manifest["release"] == 2
    one = manifest["files"][0]
    assert isinstance(one, dict)
    return one


@pytest.mark.parametrize(
    ("language", "title", "word"), [("vi", "Tệp trọn bộ", "Bản phát hành"), ("en", "Bulk dumps", "Release")]
)
def test_the_list_has_every_release_newest_first(
    client: FlaskClient, language: str, title: str, word: str
) -> None:
    page = client.get(f"/dumps/?lang={language}").text
    assert f"<title>{title} · " in page
    assert 0 < page.index(f"<h2>{word} 2") < page.index(f"<h2>{word} 1")
    only = client.get(f"/dumps/1/?lang={language}").text
    assert f"<h2>{word} 1" in only
    assert f"<h2>{word} 2" not in only


def test_manifest_sums_and_list_agree_with_the_bytes(client: FlaskClient, file: dict[str, Any]) -> None:
    answer = client.get(f"/dumps/2/{file['path']}", buffered=True)
    digest = hashlib.sha256(answer.data).hexdigest()
    assert answer.status_code == 200
    assert digest == file["sha256"]
    assert len(answer.data) == file["bytes"]
    assert answer.headers["ETag"] == f'"{digest}"'
    assert f"{digest}  {file['path']}\n" in client.get("/dumps/2/SHA256SUMS", buffered=True).text
    assert digest in client.get("/dumps/2/").text
    lines = gzip.decompress(answer.data).splitlines()
    assert len(lines) == file["quads"]
    assert "Truyện Kiều" in gzip.decompress(answer.data).decode()


@pytest.mark.parametrize("name", ["", "manifest.json", "SHA256SUMS"])
def test_latest_leads_to_the_newest_release(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/dumps/latest/{name}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/dumps/2/{name}")
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=10-19", 10, 20), ("bytes=20-", 20, None), ("bytes=-7", -7, None)],
)
def test_a_part_of_a_file(
    client: FlaskClient, file: dict[str, Any], asked: str, start: int, end: int | None
) -> None:
    path = f"/dumps/2/{file['path']}"
    whole = client.get(path, buffered=True).data
    answer = client.get(path, headers={"Range": asked}, buffered=True)
    assert answer.status_code == 206
    assert answer.data == whole[start:end]
    assert answer.headers["Content-Range"].endswith(f"/{len(whole)}")
    assert answer.headers["Accept-Ranges"] == "bytes"
    other = {"Range": asked, "If-Range": '"of another file"'}
    assert client.get(path, headers=other, buffered=True).data == whole


def test_a_part_that_is_not_there(client: FlaskClient, file: dict[str, Any]) -> None:
    answer = client.get(f"/dumps/2/{file['path']}", headers={"Range": "bytes=99999999-"}, buffered=True)
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{file['bytes']}"


def test_dumps_may_be_kept_for_ever_and_what_is_said_of_them_is_asked_for_anew(
    client: FlaskClient, file: dict[str, Any]
) -> None:
    dump = client.get(f"/dumps/2/{file['path']}", buffered=True)
    assert "immutable" in dump.headers["Cache-Control"]
    for name in ("manifest.json", "SHA256SUMS"):
        about = client.get(f"/dumps/2/{name}", buffered=True)
        assert about.headers["Cache-Control"] == "no-cache"
        tag = about.headers["ETag"]
        again = client.get(f"/dumps/2/{name}", headers={"If-None-Match": tag}, buffered=True)
        assert again.status_code == 304
