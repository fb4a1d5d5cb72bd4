"""`/dumps/`: the list of dumps, their files (Range, ETag, digests, immutable), and `latest`."""

import base64
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, send_from_directory

from opendata.describe import schema_org
from opendata.describe.collection import UNION
from opendata.doors import dump_list
from opendata.doors import language as languages
from opendata.doors.described import Described
from opendata.doors.site import Site
from opendata.dump import manifest
from opendata.dump.withdraw import Withdrawn

_TYPES = {
    ".gz": "application/gzip",
    ".zst": "application/zstd",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    "SHA256SUMS": "text/plain",
    "README.vi": "text/plain",
    "README.en": "text/plain",
    ".txt": "text/plain",
    ".ttl": "text/turtle",
    ".bib": "application/x-bibtex",
}
_EXPOSED = "Accept-Ranges, Content-Length, Content-Range, ETag, Last-Modified, Repr-Digest"


def blueprint(site: Site, described: Described) -> Blueprint:
    """The door to the files that `opendata dump` wrote."""
    dumps = Blueprint("dumps", __name__)

    def listed(folders: list[Path]) -> list[dict[str, Any]]:
        return [dump_list.listed(folder, site.settings.base_iri) for folder in folders]

    def listing(releases: list[dict[str, Any]], latest: str, withdrawn: Sequence[Withdrawn] = ()) -> Response:
        language = languages.of_request(request)
        return site.page(
            request,
            "opendata_dumps.html",
            page_title=languages.words(language)["dumps"],
            say=dump_list.words(language),
            releases=releases,
            latest=latest,
            structured=described.once(
                ("schema.org", UNION, language),
                lambda collection: schema_org.in_page(schema_org.dataset(collection, UNION, language)),
            ),
            withdrawn=withdrawn,
        )

    def missing() -> Response:
        return site.message(request, 404, "not_found_title", "not_found_text")

    def gone(release: int, name: str = "") -> Response | None:
        """The answer where dumps were withdrawn, or where a delta was joined with others."""
        known = next((each for each in site.published.withdrawn() if each.release == release), None)
        say = dump_list.words(languages.of_request(request))
        if known is not None and (not name or name in known.files):
            text = say["withdrawn"].format(release=release, at=known.at)
            answer = site.page(
                request, "opendata_message.html", 410, page_title=say["withdrawn_title"], text=text,
                reason=f"{say['reason']}: {known.reason}",
            )  # fmt: skip
        elif (folder := folder_of(release)) and name in (manifest.read(folder) or {}).get("gone", ()):
            title, text = dump_list.why_gone(manifest.read(folder) or {}, name, say)
            answer = site.page(request, "opendata_message.html", 410, page_title=title, text=text)
        else:
            return None
        answer.headers["Cache-Control"] = "no-cache"
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    def folder_of(release: int) -> Path | None:
        return next((each for each in site.published.dumped() if each.name == str(release)), None)

    @dumps.get("/dumps/")
    def index() -> Response:
        folders = site.published.dumped()
        releases = [each for each in listed(folders) if dump_list.holds_any(each)]
        return listing(releases, folders[0].name if folders else "", site.published.withdrawn())

    @dumps.get("/dumps/latest/")
    @dumps.get("/dumps/latest/<path:name>")
    def latest(name: str = "") -> Response:
        folders = site.published.dumped()
        if not folders:
            return site.message(request, 404, "not_found_title", "no_dumps")
        found = manifest.read(folders[0]) or {"files": [], "about": [], "deltas": [], "instant": ""}
        name = dump_list.aliases(found).get(name, name)
        if name and name not in _files(folders[0]):
            return missing()
        answer = make_response(redirect(f"/dumps/{folders[0].name}/{name}", 302))
        answer.headers["Cache-Control"] = "no-cache"
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    @dumps.get("/dumps/<int:release>/")
    def folder(release: int) -> Response:
        found = folder_of(release)
        if found is None:
            return gone(release) or missing()
        return listing(listed([found]), site.published.dumped()[0].name)

    @dumps.get("/dumps/<int:release>/<path:name>")
    def file(release: int, name: str) -> Response:
        found = folder_of(release)
        sums = _files(found) if found else {}
        if found is None or name not in sums or not (found / name).is_file():
            return gone(release, name) or missing()
        return _sent(found, name, sums[name])

    return dumps


def _sent(folder: Path, name: str, digest: str) -> Response:
    """A file; *digest* is the SHA-256 of one that never changes, and `""` for those about the dumps."""
    kind = next((media for end, media in _TYPES.items() if name.endswith(end)), "application/octet-stream")
    answer = make_response(
        send_from_directory(
            folder,
            name,
            mimetype=kind,
            conditional=True,
            etag=digest or True,
            last_modified=_instant(folder) if digest else None,
        )
    )
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if digest else "no-cache"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if digest:
        # RFC 9530, section 3: of the whole file, whichever part of it is sent.
        answer.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(digest)).decode()}:"
    return answer


def _instant(folder: Path) -> datetime | None:
    found = manifest.read(folder)
    return datetime.fromisoformat(found["instant"]) if found else None


def _files(folder: Path) -> dict[str, str]:
    """The names that a folder of dumps offers, with the SHA-256 of the dumps themselves.

    Those about them have none: they change when a format is added.
    """
    found = manifest.read(folder)
    if found is None:
        return {}
    return {**dict.fromkeys((manifest.MANIFEST, *found["about"]), ""), **manifest.digests_in(folder)}
