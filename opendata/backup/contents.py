"""What a backup is: a folder with an archive, a release, settings and dumps, and a list of them.

| in a backup | is |
|---|---|
| `manifest.json` | release, position, versions; size and SHA-256 of every file below |
| `home/archive.db` | the archive as SQLite, at one instant, wherever it is kept |
| `home/releases/N/` | the folder of the release that is current in that archive |
| `home/search/1.db` | the index of words |
| `home/opendata.toml`, `home/libraries/` | the settings |
| `home/dumps/` | the dumps of that release and of those before it |
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from opendata.errors import BackupError
from opendata.whole_file import whole_file

MANIFEST = "manifest.json"
HOME = "home"
VERSION = 1
"""Of this layout."""


class Entry(NamedTuple):
    """A file of a backup."""

    size: int
    digest: str
    """SHA-256 in hexadecimal digits."""


class Manifest(NamedTuple):
    """What a backup says of itself."""

    release: int
    """0: nothing was published."""
    instant: str
    position: int
    program: str
    """The version that made it."""
    files: dict[str, Entry]
    """By path below the backup's folder, / between its parts."""

    @property
    def name(self) -> str:
        """The name of the backup's folder: so names sort as backups were made."""
        return f"release-{self.release:06}-position-{self.position:012}"


def write(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest into the backup's folder: what is without one is no backup."""
    told: dict[str, Any] = {"layout": VERSION, **manifest._asdict()}
    told["files"] = {name: entry._asdict() for name, entry in sorted(manifest.files.items())}
    with whole_file(folder / MANIFEST) as out:
        out.write(json.dumps(told, indent=1, ensure_ascii=False).encode() + b"\n")


def read(folder: Path) -> Manifest:
    """The manifest of a backup; raises BackupError where there is none that can be read."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        if told.pop("layout") != VERSION:
            raise BackupError(f"{folder} was made by another version; restore it with that one")
        files = {name: Entry(**entry) for name, entry in told.pop("files").items()}
        return Manifest(**told, files=files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(f"{folder} is no whole backup: its {MANIFEST} cannot be read") from error


def backups(place: Path) -> list[Path]:
    """The folders of the whole backups in *place*, oldest first."""
    if not place.is_dir():
        return []
    return sorted(folder for folder in place.glob("release-*-position-*") if (folder / MANIFEST).is_file())


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    found = sha256()
    with file.open("rb") as data:
        while block := data.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def check(folder: Path) -> Iterator[tuple[str, str]]:
    """What is wrong with the files of a backup: the file's name, and what it is."""
    known = read(folder).files
    for name, entry in sorted(known.items()):
        file = folder / name
        if not file.is_file():
            yield name, "is missing"
        elif file.stat().st_size != entry.size:
            yield name, f"has {file.stat().st_size:,} bytes where {entry.size:,} were written"
        elif digest(file) != entry.digest:
            yield name, "is damaged: its SHA-256 is another one"
    for file in sorted((folder / HOME).rglob("*")):
        if file.is_file() and file.relative_to(folder).as_posix() not in known:
            yield file.relative_to(folder).as_posix(), "was not there when the backup was made"
