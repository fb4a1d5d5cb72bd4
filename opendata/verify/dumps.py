"""Dumps: their files are as manifests say, nothing else lies there, and they hold what the archive gives."""

import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from opendata.dump import apply, content, delta_files, manifest, nquads, watch, withdraw
from opendata.dump.delta import union_of
from opendata.dump.dump_format import Job
from opendata.dump.join import files_of
from opendata.dump.packed import COMPRESSORS
from opendata.errors import InputError
from opendata.release import folders, index
from opendata.release.conversion import ConversionFailed
from opendata.verify.report import Report
from opendata.verify.scope import Scope
from opendata.verify.store import made_otherwise

_MOVING_SECONDS = 1.0
"""How long a dump that comes to its end takes to move its files in, the manifest last."""


def verify(scope: Scope, report: Report) -> None:
    """Looks at every folder of dumps, then at what the newest ones hold."""
    dumps = scope.settings.dumps_path
    every = sorted(
        (each for each in _inside(dumps) if each.name.isdecimal()), key=lambda each: int(each.name)
    )
    for folder in every:
        looked_at, faults = _faults(scope, folder)
        if faults:
            # Perhaps files were moved in, or taken back, while they were looked at.
            time.sleep(_MOVING_SECONDS)
            looked_at, faults = _faults(scope, folder)
        report.looked_at["files"] += looked_at
        for kind, what in faults:
            report.disagrees(kind, what)
    if scope.quick:
        return
    newest = watch.dumped(dumps)
    if newest:
        _delta(scope, report, newest[0])
    if not newest or newest[0].name != str(scope.release.number):
        report.skipped = f"release {scope.release.number} was not dumped: nothing to compare with the archive"
    elif (said := made_otherwise(scope)) is not None:
        report.skipped = said
    else:
        _content(scope, report, newest[0])


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


Fault = tuple[str, str]


def _faults(scope: Scope, folder: Path) -> tuple[int, list[Fault]]:
    """How many files a folder has, and what is wrong with them."""
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    if withdraw.read(folder) is not None:
        left = sorted(there - {withdraw.FILE})
        said = f"release {folder.name} was withdrawn, and is still there:"
        return len(there), [("withdrawn", f"{said} {name}") for name in left]
    told = manifest.read(folder)
    if told is None:
        return len(there), [("manifest", f"that of release {folder.name} is missing, or no JSON")]
    faults: list[Fault] = []
    sums = manifest.read_sums(folder)
    entries = [*told["files"], *(file for delta in told["deltas"] for file in delta["files"])]
    for entry in entries:
        faults += _of_file(scope, folder, entry, sums)
    for name in told["about"]:
        faults += [] if name == manifest.SUMS else _of_document(folder, name, sums)
    listed = {entry["path"] for entry in entries} | {*told["about"], manifest.MANIFEST, manifest.SUMS}
    faults += [
        ("unlisted file", f"{folder.name}/{name} is in no manifest") for name in sorted(there - listed)
    ]
    gone = {*told.get("gone", ())} & there
    faults += [("gone file", f"{folder.name}/{name} is said to be gone") for name in sorted(gone)]
    return len(there), faults


def _of_file(scope: Scope, folder: Path, entry: dict[str, Any], sums: dict[str, str]) -> Iterator[Fault]:
    name = f"{folder.name}/{entry['path']}"
    path = folder / entry["path"]
    if sums.get(entry["path"]) != entry["sha256"]:
        yield "checksums", f"{manifest.SUMS} does not say of {name} what the manifest says"
    try:
        size = path.stat().st_size
        if size != entry["bytes"]:
            yield "size", f"{name} has {size:,} bytes, and the manifest says {entry['bytes']:,}"
            return
        if scope.quick:
            return
        scope.progress(f"reading {name}", 0, None)
        digest, plain = content.proven(path)
    except content.DAMAGED as error:  # of which gzip's is an OSError
        yield "damaged file", f"{name}: {error}"
    except OSError as error:
        yield "missing file", f"{name} cannot be read: {error.strerror or error}"
    else:
        if digest != entry["sha256"]:
            yield "damaged file", f"{name} has SHA-256 {digest}, and the manifest says {entry['sha256']}"
        if plain != entry["uncompressedBytes"]:
            yield "damaged file", f"{name} holds {plain:,} bytes, and not {entry['uncompressedBytes']:,}"


def _of_document(folder: Path, name: str, sums: dict[str, str]) -> Iterator[Fault]:
    try:
        digest = sha256((folder / name).read_bytes()).hexdigest()
    except OSError as error:
        yield "missing file", f"{folder.name}/{name} cannot be read: {error.strerror}"
        return
    if sums.get(name) != digest:
        yield "damaged file", f"{folder.name}/{name} has not the SHA-256 that {manifest.SUMS} says"


def _content(scope: Scope, report: Report, folder: Path) -> None:
    """The archive gives the N-Quads of the release once more, to the byte."""
    told = {file.path: file for file in manifest.files_in(folder) if file.format == nquads.NAME}
    if not told:
        report.skipped = f"release {folder.name} was not dumped as N-Quads"
        return
    counts = index.counts(scope.archive, scope.release)
    out = scope.spill / "dumps"
    folders.empty(out)
    folders.empty(out / "spill")
    network = folders.read_network(scope.settings.releases_path, scope.release.number)
    job = Job(
        release=scope.release,
        archive=scope.archive,
        conversion=scope.conversion,
        network=network,
        counts=counts,
        folder=out,
        spill=out / "spill",
        executor=scope.executor,
        on_progress=lambda done, total: scope.progress("dumping anew", done, total),
    )
    try:
        made = {file.path: file for file in nquads.write(job)}
    except ConversionFailed as error:
        report.disagrees("content", f"a published record cannot be converted any more: {error}")
        return
    report.looked_at["quads"] = max((file.quads for file in made.values()), default=0)
    # Another version of a compressor writes other bytes of the same content.
    same = all((manifest.read(folder) or {})["compressors"].get(key) == it for key, it in COMPRESSORS.items())
    for name in sorted({*told, *made}):
        was, is_ = told.get(name), made.get(name)
        if was is None or is_ is None:
            report.disagrees(
                "content", f"{name} is {'not there' if was is None else 'not what is dumped now'}"
            )
        elif (was.uncompressed_sha256, was.sources) != (is_.uncompressed_sha256, is_.sources) or (
            same and was.sha256 != is_.sha256
        ):
            report.disagrees("content", f"{name} is not what the archive gives")


def _delta(scope: Scope, report: Report, folder: Path) -> None:
    """The newest full dump before, with the newest delta, is the newest full dump."""
    dumps = scope.settings.dumps_path
    new = union_of(folder)
    for entry in manifest.deltas_in(folder):
        old = union_of(dumps / str(entry["from"]))
        if old is None or new is None:
            continue
        digest = next(f for f in manifest.files_in(folder) if f.path == new.name).uncompressed_sha256
        parts = files_of(folder, entry)
        scope.progress(f"applying the delta from release {entry['from']}", 0, None)
        out = scope.spill / "applied.nq"
        try:
            chain = [apply.Delta(parts[delta_files.ADDED], parts[delta_files.REMOVED])]
            apply.apply(old, chain, out, digest)
            report.looked_at["deltas"] += 1
        except InputError as error:
            report.disagrees("delta", f"from release {entry['from']} to {folder.name}: {error}")
        out.unlink(missing_ok=True)
        return
