"""What a folder of dumps says of itself: `manifest.json` and `SHA256SUMS`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from opendata.release.index import Count, Release

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


class DumpFile(NamedTuple):
    """One file of a dump."""

    path: str
    """Its name in the folder."""
    format: str
    """A key of `opendata.dump.registry.FORMATS`."""
    media_type: str
    bytes: int
    uncompressed_bytes: int
    sha256: str
    uncompressed_sha256: str
    records: int
    quads: int


def manifest(release: Release, counts: Mapping[str, Count], files: list[DumpFile]) -> bytes:
    """The manifest of a release's dumps, as JSON."""
    sources = {code: count.records for code, count in sorted(counts.items()) if count.records}
    about: dict[str, Any] = {
        "release": release.number,
        "instant": release.instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "position": release.position,
        "converter": release.facts.converter,
        "baseIri": release.facts.base_iri,
        "files": [_file(file, release, sources) for file in files],
    }
    return json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n"


def _file(file: DumpFile, release: Release, sources: Mapping[str, int]) -> dict[str, Any]:
    return {
        "path": file.path,
        "format": file.format,
        "mediaType": file.media_type,
        "compressFormat": "application/gzip",
        "bytes": file.bytes,
        "uncompressedBytes": file.uncompressed_bytes,
        "sha256": file.sha256,
        "uncompressedSha256": file.uncompressed_sha256,
        "records": file.records,
        "quads": file.quads,
        "licences": sorted({release.facts.licence(code) for code in sources} - {""}),
        "sources": dict(sources),
    }


def sums(files: list[DumpFile]) -> bytes:
    """The digests as `sha256sum -c` reads them."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files).encode()


def formats_in(folder: Path) -> dict[str, Path]:
    """The dumps in a folder by their format; empty when it holds none, or none that is whole."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    files = {file["format"]: folder / file["path"] for file in found["files"]}
    return files if all(path.is_file() for path in files.values()) else {}
