"""What a folder of dumps says of itself: `manifest.json` and `SHA256SUMS`.

The manifest is written last: a file that it does not name is not there for readers.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from opendata.dump.content import MEDIA_TYPES, compression_of
from opendata.dump.dump_format import DumpFile
from opendata.dump.packed import COMPRESSORS
from opendata.release.index import Count, Release
from opendata.version import VERSION
from opendata.whole_file import whole_file

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
_REBUILT = (
    "opendata dump, with this software and the compressors named, while this release is the current one; "
    "later the archive holds no more the versions of records that have been replaced"
)


def manifest(
    release: Release,
    counts: Mapping[str, Count],
    vocabularies: str,
    files: Iterable[DumpFile],
    deltas: list[dict[str, Any]],
    about: list[str],
    more: Mapping[str, Any],
) -> bytes:
    """The manifest of a release's dumps, as JSON.

    *deltas* are entries that `opendata.dump.delta.write` made; *vocabularies* is the SHA-256 of what stands
    beside the records; *about* names the files about the dumps. Of *more*, what is not empty is told too: the
    files that are `gone` since their delta was joined, and how many records are of which `years`.
    """
    whole: dict[str, Any] = {
        "release": release.number,
        "instant": instant(release),
        "position": release.position,
        "software": VERSION,
        "converter": release.facts.converter,
        "vocabulariesSha256": vocabularies,
        "compressors": _compressors(),
        "rebuiltBy": _REBUILT,
        "baseIri": release.facts.base_iri,
        "records": {code: count.records for code, count in sorted(counts.items())},
        "deleted": {code: count.deleted for code, count in sorted(counts.items()) if count.deleted},
        "about": about,
        "files": [file_entry(file, release) for file in files],
        "deltas": deltas,
        **{key: value for key, value in more.items() if value},
    }
    return as_json(whole)


def _compressors() -> dict[str, str]:
    try:
        return {**COMPRESSORS, "parquet": f"Arrow {version('pyarrow')}"}
    except PackageNotFoundError:
        return COMPRESSORS


def file_entry(file: DumpFile, release: Release) -> dict[str, Any]:
    """What the manifest says of a file."""
    return {
        "path": file.path,
        "format": file.format,
        "scope": file.scope,
        "mediaType": file.media_type,
        "compressFormat": MEDIA_TYPES.get(compression_of(file.path), ""),
        "bytes": file.bytes,
        "sha256": file.sha256,
        "uncompressedBytes": file.uncompressed_bytes,
        "uncompressedSha256": file.uncompressed_sha256,
        "records": file.records,
        "quads": file.quads,
        "leftOut": file.left_out,
        "licences": sorted({release.facts.licence(code) for code in file.sources} - {""}),
        "sources": file.sources,
    }


def instant(release: Release) -> str:
    """A release's instant as manifests write it (RFC 3339)."""
    return f"{release.instant:%Y-%m-%dT%H:%M:%SZ}"


def sums(digests: Mapping[str, str]) -> bytes:
    """SHA-256 by file name, as `sha256sum -c` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode()


def read(folder: Path) -> dict[str, Any] | None:
    """The manifest in a folder; None where there is none."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def files_in(folder: Path) -> list[DumpFile]:
    """The files of the formats that a folder holds whole."""
    entries = (read(folder) or {"files": []})["files"]
    damaged = {entry["format"] for entry in entries if not _is_whole(folder, entry)}
    return [_entry(entry) for entry in entries if entry["format"] not in damaged]


def deltas_in(folder: Path) -> list[dict[str, Any]]:
    """The manifest's entries of the deltas that a folder holds whole."""
    entries = (read(folder) or {"deltas": []})["deltas"]
    return [entry for entry in entries if all(_is_whole(folder, file) for file in entry["files"])]


def digests_in(folder: Path) -> dict[str, str]:
    """SHA-256 by the name of each file that a folder's manifest describes."""
    found = read(folder) or {"files": [], "deltas": []}
    entries = [*found["files"], *(file for delta in found["deltas"] for file in delta["files"])]
    return {entry["path"]: entry["sha256"] for entry in entries}


def _is_whole(folder: Path, entry: Mapping[str, Any]) -> bool:
    try:
        return bool((folder / entry["path"]).stat().st_size == entry["bytes"])
    except OSError:
        return False


def _entry(entry: Mapping[str, Any]) -> DumpFile:
    return DumpFile(
        path=entry["path"],
        format=entry["format"],
        scope=entry["scope"],
        media_type=entry["mediaType"],
        bytes=entry["bytes"],
        sha256=entry["sha256"],
        uncompressed_bytes=entry["uncompressedBytes"],
        uncompressed_sha256=entry["uncompressedSha256"],
        sources=entry["sources"],
        left_out=entry["leftOut"],
        quads=entry["quads"],
    )


def replace_deltas(
    folder: Path, keep: Callable[[Mapping[str, Any]], bool], new: Iterable[dict[str, Any]] = ()
) -> None:
    """Makes a folder tell of *new* deltas, and of those that it has already and that *keep* holds true for.

    The files of the others go last, so that what the manifest names is there at every instant; it goes on
    naming them among what is gone.
    """
    found = read(folder)
    assert found is not None
    kept = [delta for delta in found["deltas"] if keep(delta)]
    dropped = [file["path"] for delta in found["deltas"] if not keep(delta) for file in delta["files"]]
    found["deltas"] = sorted([*kept, *new], key=lambda delta: -int(delta["from"]))
    _rewrite(folder, found, dropped)


def drop_files(folder: Path, now: datetime, beside: Collection[str] = ()) -> None:
    """Removes the full dumps in a folder: it goes on naming them among what is gone, and says since when.

    What stands *beside* them and is about nothing else goes, too. Deltas stay.
    """
    found = read(folder)
    assert found is not None
    dropped = [*(file["path"] for file in found["files"]), *beside]
    found["files"] = []
    found["about"] = [name for name in found["about"] if name not in beside]
    found["pruned"] = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    _rewrite(folder, found, dropped)


def clear_gone(folder: Path) -> None:
    """Removes what a killed run left of files that the manifest says are gone."""
    for name in (read(folder) or {}).get("gone", ()):
        (folder / name).unlink(missing_ok=True)


def _rewrite(folder: Path, found: dict[str, Any], dropped: Iterable[str]) -> None:
    """Writes the manifest and the sums of what is *found*, then removes the files that were *dropped*."""
    named = {file["path"]: file["sha256"] for delta in found["deltas"] for file in delta["files"]}
    dropped = [path for path in dropped if path not in named]
    found["gone"] = sorted({*found.get("gone", ()), *dropped} - set(named))
    if not found["gone"]:
        del found["gone"]
    known = read_sums(folder)
    about = {name: digest for name, digest in known.items() if name in found["about"]}
    dumps = {file["path"]: file["sha256"] for file in found["files"]}
    with whole_file(folder / SUMS) as out:
        out.write(sums({**dumps, **named, **about}))
    with whole_file(folder / MANIFEST) as out:
        out.write(as_json(found))
    for path in dropped:
        (folder / path).unlink(missing_ok=True)


def read_sums(folder: Path) -> dict[str, str]:
    """SHA-256 by file name, as SHA256SUMS has it; empty where there is none."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def as_json(found: Mapping[str, Any]) -> bytes:
    """A manifest as its file has it."""
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"
