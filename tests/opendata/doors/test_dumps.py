"""`/dumps/`: the list, the files and their digests, parts of files, what may be kept how long."""

import base64
import gzip
import hashlib
from typing import Any

import pytest
from flask.testing import FlaskClient

from opendata.doors.dump_list import commands, size

BASE = "http://data.example.vn/"


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


def test_a_digest_of_the_whole_file_stands_beside_any_part_of_it(
    client: FlaskClient, file: dict[str, Any]
) -> None:
    digest = base64.b64encode(bytes.fromhex(file["sha256"])).decode()
    for headers, status in (({}, 200), ({"Range": "bytes=0-9"}, 206)):
        answer = client.get(f"/dumps/2/{file['path']}", headers=headers, buffered=True)
        assert (answer.status_code, answer.headers["Repr-Digest"]) == (status, f"sha-256=:{digest}:")
        assert answer.headers["Last-Modified"] == "Mon, 02 Feb 2026 00:00:00 GMT"
        assert "Repr-Digest" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("path", ["/dumps/", "/dumps/2/", "/dumps/2/manifest.json", "/dumps/2/README.vi"])
def test_head_has_what_get_has(client: FlaskClient, file: dict[str, Any], path: str) -> None:
    for address in (path, f"/dumps/2/{file['path']}"):
        got, asked = client.get(address, buffered=True), client.head(address, buffered=True)
        assert (asked.status_code, asked.data) == (200, b"")
        assert {**asked.headers, "Date": ""} == {**got.headers, "Date": ""}


@pytest.mark.parametrize(
    "name", ["vnlib-union-full.nq.gz", "vnlib-union-full.nq.zst", "vnlib-nlv-full.nq.gz"]
)
def test_a_name_that_stays_leads_to_the_newest_file(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/dumps/latest/{name}")
    wanted = name.replace("full", "full-20260202T000000Z")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/dumps/2/{wanted}")


@pytest.mark.parametrize(
    "name", ["vnlib-union-full.nq.xz", "../../archive.db", "..%2f..%2fopendata.toml", ".spill/1", "LICENSES/"]
)
@pytest.mark.parametrize("release", ["2", "latest"])
def test_nothing_but_what_the_manifest_names(client: FlaskClient, release: str, name: str) -> None:
    assert client.get(f"/dumps/{release}/{name}").status_code == 404


def test_everything_that_the_manifest_names(client: FlaskClient) -> None:
    manifest = client.get("/dumps/2/manifest.json", buffered=True).get_json()
    (delta,) = manifest["deltas"]
    names = [*manifest["about"], *(file["path"] for file in (*manifest["files"], *delta["files"]))]
    page = client.get("/dumps/2/").text
    for name in names:
        assert client.head(f"/dumps/2/{name}", buffered=True).status_code == 200
        assert f'href="/dumps/2/{name}"' in page
    assert any(name.startswith("LICENSES/") for name in names)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("vi", ("Mọi thư viện", "Thay đổi từ bản phát hành 1", "Biểu ghi đã xoá", "Nạp vào kho RDF")),
        ("en", ("All libraries", "Changes since release 1", "Records deleted", "Load into an RDF store")),
    ],
)
def test_the_page_tells_of_deltas_and_how_to_use_it_all(
    client: FlaskClient, file: dict[str, Any], language: str, texts: tuple[str, ...]
) -> None:
    page = client.get(f"/dumps/?lang={language}").text
    for text in (
        *texts,
        f"curl -fLO -C - {BASE}dumps/2/{file['path']}",
        "opendata apply-delta vnlib-union-full-",
    ):
        assert text in page


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KiB"), (5 << 40, "5.0 TiB"), (1 << 60, "1048576.0 TiB")],
)
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text


def test_commands_for_parquet() -> None:
    found = {
        "release": 3,
        "instant": "2026-02-02T00:00:00Z",
        "files": [
            {"format": "parquet", "scope": "union", "path": "vnlib-union-full-20260202T000000Z.parquet"}
        ],
        "deltas": [],
    }
    said = dict(commands(found, BASE))
    address = f"{BASE}dumps/3/vnlib-union-full-20260202T000000Z.parquet"
    assert f"FROM '{address}' GROUP BY year" in said["columns"]
    assert "pandas.read_parquet('vnlib-union-full-20260202T000000Z.parquet')" in said["frame"]
