"""`opendata fetch-release`: brings the newest release to a front end, which serves it from then on.

It is fetched under a temporary name and verified by SHA-256, then takes its place: the store's folder, the
search index, and last the archive, which says what is current. Blocks that are here already, in files of the
release before, are not fetched again. Killed at any point, the release before goes on serving, and the next
run keeps the files that were whole.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from opendata.archive import snapshots
from opendata.archive.lock import publish_lock
from opendata.archive.schema import REVISION
from opendata.errors import HomeError, NoReleaseError, ReleaseError
from opendata.object_store import Target, open_target, said
from opendata.release import folders, shipment
from opendata.release.shipment import Manifest, Piece
from opendata.release.stamp import KEPT
from opendata.search import files as search_files
from opendata.settings import Settings
from opendata.whole_file import whole_file

FETCHED = "fetched.json"
SERVED = "served.json"
"""What `newest.json` said of the release that is in its place here."""
_UNFINISHED = ".fetching"
Places = Mapping[str, tuple[Path, int]]
"""Where a block is: in which file, behind how many bytes."""


class Fetched(NamedTuple):
    """What was done."""

    release: int
    bytes: int
    """That came over the network; none where the newest release was here already."""
    new: bool


def fetch(settings: Settings, address: str, progress: Callable[[str], None] = lambda name: None) -> Fetched:
    """Makes the newest release at *address* the one that this home serves.

    Raises InputError where the address cannot be used, HomeError in a home that has an archive of its own,
    PublishBusyError while another process fetches, ReleaseError where something is missing or damaged.
    """
    target = open_target(address)
    if not settings.archive.url and snapshots.has_records(settings.home / "archive.db"):
        raise HomeError(
            f"{settings.home} has an archive of its own; releases are fetched to another home folder"
        )
    with publish_lock(settings.home):
        try:
            return _Fetch(settings, target, progress).run()
        except (OSError, ValueError, RuntimeError) as error:
            raise ReleaseError(
                f"the release could not be fetched from {address}: {said(error)}; the one before "
                "goes on serving, and the next run goes on"
            ) from error


def known_newest(home: Path) -> int | None:
    """The newest release that the last fetch heard of; None in a home that fetches none."""
    try:
        found: dict[str, Any] = json.loads((home / shipment.NEWEST).read_bytes())
        return int(found["release"])
    except (OSError, ValueError, KeyError):
        return None


def as_of(home: Path) -> datetime | None:
    """When the release that this home serves was known to be the newest; None in a home that fetches none."""
    try:
        return shipment.newest_of((home / SERVED).read_bytes()).instant()
    except (OSError, ReleaseError):
        return None


class _Fetch:
    """One run, with the lock held."""

    def __init__(self, settings: Settings, target: Target, progress: Callable[[str], None]) -> None:
        self._settings = settings
        self._home = settings.home
        self._archives = settings.archives_path
        self._target = target
        self._progress = progress
        self._bytes = 0

    def run(self) -> Fetched:
        try:
            told = self._target.read(shipment.NEWEST)
        except FileNotFoundError as error:
            raise NoReleaseError(
                f"no release is there: it has no {shipment.NEWEST}; run `opendata export-release` first"
            ) from error
        newest = shipment.newest_of(told)
        with whole_file(self._home / shipment.NEWEST) as out:
            out.write(told)
        here = self._here()
        data = self._target.read(shipment.manifest_name(newest.release))
        if shipment.sha256(data) != newest.sha256:
            raise ReleaseError(f"the manifest of release {newest.release} is not the one that was exported")
        manifest = Manifest.from_json(data)
        if here == manifest:
            self._note(told)
            return Fetched(newest.release, 0, False)
        if not self._settings.archive.url and shipment.ARCHIVE not in manifest.files:
            raise ReleaseError(
                f"release {newest.release} comes without an archive, since that is in PostgreSQL: name it in "
                "`[archive] url`"
            )
        folder = self._home / _UNFINISHED / newest.sha256
        self._gather(manifest, here, folder)
        _check_revision(folder / shipment.ARCHIVE, manifest.release)
        self._place(manifest, folder, here)
        with whole_file(self._home / FETCHED) as out:
            out.write(data)
        self._note(told)
        self._forget(newest.release, here)
        return Fetched(newest.release, self._bytes, True)

    def _note(self, told: bytes) -> None:
        with whole_file(self._home / SERVED) as out:
            out.write(told)

    def _here(self) -> Manifest | None:
        try:
            return Manifest.from_json((self._home / FETCHED).read_bytes())
        except (OSError, ReleaseError):
            return None

    def _gather(self, manifest: Manifest, here: Manifest | None, folder: Path) -> None:
        for other in folder.parent.iterdir() if folder.parent.is_dir() else ():
            if other != folder:
                shutil.rmtree(other)
        places = self._places(here)
        for name, piece in sorted(manifest.files.items()):
            file = folder / name
            if file.exists():
                continue  # it took this name when it was whole
            self._progress(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            before = here.files.get(name) if here else None
            if here and before and before.sha256 == piece.sha256 and name.endswith(".sst"):
                try:
                    os.link(self._place_of(name, here.release), file)
                    continue
                except OSError:
                    pass  # on another file system, or gone: it is made of its blocks
            self._make(file, name, piece, places)

    def _make(self, file: Path, name: str, piece: Piece, places: Places) -> None:
        whole = hashlib.sha256()
        with whole_file(file) as out:
            for digest in piece.blocks:
                data = _kept(digest, places)
                if data is None:
                    data = self._target.read(shipment.block_name(digest))
                    self._bytes += len(data)
                    if shipment.sha256(data) != digest:
                        raise ReleaseError(
                            f"a block of {name} is damaged where it was exported to; export again"
                        )
                whole.update(data)
                out.write(data)
            if out.tell() != piece.size or whole.hexdigest() != piece.sha256:
                raise ReleaseError(f"{name} is not what its manifest says; export the release again")

    def _places(self, here: Manifest | None) -> Places:
        found: dict[str, tuple[Path, int]] = {}
        for name, piece in here.files.items() if here else ():
            assert here is not None
            file = self._place_of(name, here.release)
            for number, digest in enumerate(piece.blocks):
                found.setdefault(digest, (file, number * shipment.BLOCK))
        return found

    def _place_of(self, name: str, number: int) -> Path:
        """Where a file of a release is served from."""
        if name == shipment.ARCHIVE:
            return snapshots.snapshot_path(self._archives, number)
        if name == shipment.SEARCH:
            return search_files.current(self._settings.search_path) or self._settings.search_path / "none"
        inside = name.removeprefix(shipment.RELEASE)
        if inside.startswith(f"{folders.STORE}/"):
            store = folders.store_path(self._settings.releases_path, number)
            return store / inside.removeprefix(f"{folders.STORE}/")
        return self._settings.releases_path / str(number) / inside

    def _place(self, manifest: Manifest, folder: Path, here: Manifest | None) -> None:
        number = manifest.release
        self._place_release(number, folder / shipment.RELEASE)
        words, before = folder / shipment.SEARCH, here.files.get(shipment.SEARCH) if here else None
        if words.exists() and before != manifest.files[shipment.SEARCH]:
            unfinished = search_files.unfinished(self._settings.search_path)
            words.rename(unfinished)
            search_files.put(unfinished, self._settings.search_path)
        archive = folder / shipment.ARCHIVE
        if archive.exists():
            self._archives.mkdir(exist_ok=True)
            archive.rename(snapshots.snapshot_path(self._archives, number))
        shutil.rmtree(folder.parent)

    def _place_release(self, number: int, made: Path) -> None:
        releases = self._settings.releases_path
        folder = releases / str(number)
        if not folder.exists():
            folder.parent.mkdir(exist_ok=True)
            made.rename(folder)
            return
        # Exported once more, made anew or with what was added since; or killed behind this line before.
        for each in sorted(made.iterdir()):
            each.replace(folders.next_store_path(releases, number) if each.is_dir() else folder / each.name)

    def _forget(self, number: int, here: Manifest | None) -> None:
        """Removes all but this release and the one before; who reads another keeps its open files."""
        kept = {number, *([here.release] if here and here.release < number else [])}
        assert len(kept) <= KEPT
        folders.keep_only(self._settings.releases_path, kept)
        for file in self._archives.glob("*.db") if self._archives.is_dir() else ():
            if file.stem not in {str(each) for each in kept}:
                file.unlink()


def _check_revision(archive: Path, number: int) -> None:
    if archive.exists() and (found := snapshots.revision(archive)) != REVISION:
        raise ReleaseError(
            f"release {number} has an archive of revision {found or 'none'}, and this version of opendata "
            f"wants {REVISION}; install the version here that the publisher has, then fetch again"
        )


def _kept(digest: str, places: Places) -> bytes | None:
    """A block out of a file that is here; None where it is not, or not any more."""
    if digest not in places:
        return None
    file, begin = places[digest]
    try:
        with file.open("rb") as opened:
            opened.seek(begin)
            data = opened.read(shipment.BLOCK)
    except OSError:
        return None
    return data if shipment.sha256(data) == digest else None
