"""`opendata export-release`: the current release, put where front ends fetch it from.

A block that is there already is not sent again: tables of the store never change, and the archive and the
search index are copied page by page, so that a daily release costs what changed. Killed at any point, what is
named there is whole; the next run goes on with the blocks that are missing.
"""

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from opendata.archive.archive import Archive
from opendata.archive.lock import publish_lock
from opendata.archive.snapshots import copy_database
from opendata.errors import NoReleaseError, ReleaseError
from opendata.object_store import Target, open_target, said
from opendata.release import folders, index, shipment
from opendata.release.shipment import Manifest, Piece
from opendata.search import files as search_files
from opendata.settings import Settings

_COPIES = ".export"
_MANIFESTS = 3
"""Releases whose files stay there: one may be fetched while the next ones come."""
_MANIFEST = re.compile(r"releases/([1-9]\d*)\.json")
_BLOCK = re.compile(r"blocks/[0-9a-f]{2}/([0-9a-f]{64})")
_NOT_SENT = (folders.JOURNAL, folders.DOCUMENTS, "LOCK")


class Exported(NamedTuple):
    """What was done."""

    release: int
    files: int
    bytes: int
    """Of all files."""
    sent: int
    """Bytes that were not there already."""


def export(
    settings: Settings,
    archive: Archive,
    address: str,
    progress: Callable[[str], None] = lambda name: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Exported:
    """Puts the current release at *address*, where `opendata.release.fetch` takes it from.

    An archive in PostgreSQL is not sent: front ends read it where it is. *progress* is told each file's name.
    Raises InputError where the address cannot be used, NoReleaseError, PublishBusyError, and ReleaseError
    where something could not be copied.
    """
    target = open_target(address)
    copies = settings.home / _COPIES
    with publish_lock(settings.home, archive.engine):
        release = index.current(archive)
        if release is None:
            raise NoReleaseError("nothing is published yet; run `opendata publish` first")
        # Its instant may lie a second ahead; what is published later is later than both.
        as_of = max(now().replace(microsecond=0), release.instant)
        folders.empty(copies)
        try:
            there = set(target.listing())
            pieces: dict[str, Piece] = {}
            sent = 0
            for name, file in _files(settings, release.number, copies):
                progress(name)
                pieces[name], new = _send(file, target, there)
                sent += new
            manifest = Manifest(release.number, pieces)
            _announce(target, manifest, as_of, there)
        except (OSError, ValueError, RuntimeError, sqlite3.Error) as error:
            raise ReleaseError(
                f"release {release.number} could not be exported to {address}: {said(error)}; front ends "
                "find the one before there, and the next run goes on"
            ) from error
        finally:
            shutil.rmtree(copies, ignore_errors=True)
    return Exported(release.number, len(pieces), sum(piece.size for piece in pieces.values()), sent)


def _files(settings: Settings, number: int, copies: Path) -> Iterator[tuple[str, Path]]:
    folder = settings.releases_path / str(number)
    store = folders.store_path(settings.releases_path, number)
    for inside, name in ((store, f"{shipment.RELEASE}{folders.STORE}/"), (folder, shipment.RELEASE)):
        for file in sorted(inside.iterdir()) if inside.is_dir() else ():
            if file.is_file() and file.name not in _NOT_SENT and not file.name.startswith(("LOG", ".")):
                yield f"{name}{file.name}", file
    if (words := search_files.current(settings.search_path)) is not None:
        copy_database(words, copies / shipment.SEARCH)
        yield shipment.SEARCH, copies / shipment.SEARCH
    if not settings.archive.url:
        copy_database(settings.home / "archive.db", copies / shipment.ARCHIVE)
        yield shipment.ARCHIVE, copies / shipment.ARCHIVE


def _send(file: Path, target: Target, there: set[str]) -> tuple[Piece, int]:
    """Sends the blocks that are not *there*, which is told of them; and how many bytes these were."""
    whole = hashlib.sha256()
    digests = []
    size = sent = 0
    for data in shipment.blocks_of(file):
        whole.update(data)
        digest = shipment.sha256(data)
        digests.append(digest)
        size += len(data)
        name = shipment.block_name(digest)
        if name not in there:
            sent += target.put(name, data)
            there.add(name)
    return Piece(size, whole.hexdigest(), digests), sent


def _announce(target: Target, manifest: Manifest, as_of: datetime, there: set[str]) -> None:
    """Names the release, then removes what none of the last releases needs."""
    told = manifest.as_json()
    target.put(shipment.manifest_name(manifest.release), told)
    newest = shipment.Newest.at(manifest.release, shipment.sha256(told), as_of)
    target.put(shipment.NEWEST, json.dumps(newest._asdict()).encode() + b"\n")
    before = sorted((int(found[1]) for name in there if (found := _MANIFEST.fullmatch(name))), reverse=True)
    before = [number for number in before if number != manifest.release]
    kept = [manifest]
    for number in before[: _MANIFESTS - 1]:
        kept.append(Manifest.from_json(target.read(shipment.manifest_name(number))))
    wanted = {digest for each in kept for piece in each.files.values() for digest in piece.blocks}
    for number in before[_MANIFESTS - 1 :]:
        target.remove(shipment.manifest_name(number))
    for name in sorted(there):
        if (found := _BLOCK.fullmatch(name)) and found[1] not in wanted:
            target.remove(name)
