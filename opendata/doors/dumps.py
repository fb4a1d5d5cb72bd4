"""`/dumps/`: the list of dumps, their files (Range, ETag, immutable), and `latest`."""

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, send_from_directory

from opendata.doors import language as languages
from opendata.doors.site import Site
from opendata.dump.manifest import digests_in

_TYPES = {
    ".gz": "application/gzip",
    ".zst": "application/zstd",
    ".json": "application/json",
    "SHA256SUMS": "text/plain",
    "README.vi": "text/plain",
    "README.en": "text/plain",
    ".txt": "text/plain",
}


def blueprint(site: Site) -> Blueprint:
    """The door to the files that `opendata dump` wrote."""
    dumps = Blueprint("dumps", __name__)

    def listing(folders: list[Path]) -> Response:
        title = languages.words(languages.of_request(request))["dumps"]
        releases = [_listed(folder) for folder in folders]
        return site.page(request, "opendata_dumps.html", page_title=title, releases=releases)

    @dumps.get("/dumps/")
    def index() -> Response:
        return listing(site.published.dumped())

    @dumps.get("/dumps/latest/")
    @dumps.get("/dumps/latest/<path:name>")
    def latest(name: str = "") -> Response:
        folders = site.published.dumped()
        if not folders:
            return site.message(request, 404, "not_found_title", "no_dumps")
        if name and name not in _files(folders[0]):
            return site.message(request, 404, "not_found_title", "not_found_text")
        answer = make_response(redirect(f"/dumps/{folders[0].name}/{name}", 302))
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    @dumps.get("/dumps/<int:release>/")
    def folder(release: int) -> Response:
        found = [each for each in site.published.dumped() if each.name == str(release)]
        if not found:
            return site.message(request, 404, "not_found_title", "not_found_text")
        return listing(found)

    @dumps.get("/dumps/<int:release>/<path:name>")
    def file(release: int, name: str) -> Response:
        found = next((each for each in site.published.dumped() if each.name == str(release)), None)
        sums = _files(found) if found else {}
        if found is None or name not in sums or not (found / name).is_file():
            return site.message(request, 404, "not_found_title", "not_found_text")
        kind = next(
            (media for end, media in _TYPES.items() if name.endswith(end)), "application/octet-stream"
        )
        answer = make_response(
            send_from_directory(found, name, mimetype=kind, conditional=True, etag=sums[name] or True)
        )
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if sums[name] else "no-cache"
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    return dumps


def _files(folder: Path) -> dict[str, str]:
    """The names that a folder of dumps offers, with the SHA-256 of the dumps themselves.

    Those about them have none: they change when a format is added.
    """
    about = ("manifest.json", *_manifest(folder)["about"])
    return {**dict.fromkeys(about, ""), **digests_in(folder)}


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def _listed(folder: Path) -> dict[str, Any]:
    """What the list shows of a release's dumps."""
    manifest = _manifest(folder)
    return {
        "number": folder.name,
        "instant": manifest.get("instant", ""),
        "files": [
            {
                "name": one["path"],
                "size": _size(one["bytes"]),
                "records": one["records"],
                "sha256": one["sha256"],
            }
            for one in manifest.get("files", ())
        ],
    }


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"
