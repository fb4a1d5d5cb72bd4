"""`opendata backup`: a copy of an installation at one instant, while it serves, harvests and publishes.

The archive is read in one snapshot. The release that is current in it is held by hard links before anything
is copied, so a later publication cannot take it away. What the backup before holds already is linked from
there. A backup is written under another name and renamed when it is whole.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select

from opendata.archive.archive import Archive
from opendata.archive.copy import copy_archive, snapshot
from opendata.archive.schema import CURRENT, position, releases
from opendata.backup import contents
from opendata.backup.contents import HOME, Entry, Manifest
from opendata.dump import manifest as dump_manifest
from opendata.errors import ArchiveError, BackupError
from opendata.search import files as search_files
from opendata.settings import LIBRARIES_FOLDER, SETTINGS_FILE, Settings
from opendata.version import VERSION

HELD_FOLDER = ".backup"
UNFINISHED = ".unfinished"
_TRIES = 5


def _ignore(_: str) -> None:
    pass


def backup(
    settings: Settings,
    archive: Archive,
    to: Path,
    *,
    dumps: bool = True,
    keep: int = 0,
    on_step: Callable[[str], None] = _ignore,
) -> Path:
    """Makes a backup in the folder *to*; returns its own folder.

    With *keep*, only the newest so many stay there. *on_step* is told what is copied. Raises BackupError.
    """
    work, held = to / UNFINISHED, settings.home / HELD_FOLDER
    try:
        to.mkdir(parents=True, exist_ok=True)
        for left in (work, held):
            if left.exists():
                shutil.rmtree(left)
        work.mkdir(mode=0o700)
        made = _made(settings, archive, to, dumps, on_step)
        folder = to / made.name
        if folder.exists():
            # Nothing has changed since; but dumps may have been written.
            shutil.rmtree(folder)
        work.rename(folder)
        for old in contents.backups(to)[:-keep] if keep else ():
            shutil.rmtree(old)
        return folder
    except (OSError, sqlite3.Error, ArchiveError) as error:
        said = getattr(error, "strerror", None) or error
        raise BackupError(
            f"the backup in {to} could not be made: {said}; those that are there stay. Mend that (free some "
            "space, look at the folder's rights), then back up again"
        ) from error
    finally:
        shutil.rmtree(held, ignore_errors=True)
        shutil.rmtree(work, ignore_errors=True)


def _made(
    settings: Settings, archive: Archive, to: Path, dumps: bool, on_step: Callable[[str], None]
) -> Manifest:
    """Fills the unfinished folder, its manifest last."""
    work = to / UNFINISHED
    held = settings.home / HELD_FOLDER
    for _ in range(_TRIES):
        # Before the archive: an index that lags is brought up by the next publication, one ahead is not.
        (held / "search").mkdir(parents=True, exist_ok=True)
        _copy_search(settings, held / "search" / "1.db")
        with snapshot(archive.engine) as reading:
            last = reading.scalar(select(position.c.last)) or 0
            row = reading.execute(select(releases).where(releases.c.state == CURRENT)).one_or_none()
            number = row.number if row else 0
            try:
                _hold(settings, held, number, dumps)
            except FileNotFoundError:
                # A publication took it away between the two; the next look sees a newer one.
                shutil.rmtree(held)
                continue
            on_step("archive")
            target = work / HOME / "archive.db"
            target.parent.mkdir(mode=0o700)
            _copy_archive(reading, target)
        on_step("files")
        files = dict(_brought(held, work, contents.backups(to)))
        files["home/archive.db"] = _entry(target)
        made = Manifest(number, row.instant.isoformat() if row else "", last, VERSION, files)
        contents.write(work, made)
        return made
    raise BackupError("releases follow one another too quickly to hold one; back up again")


def _copy_archive(reading: Connection, target: Path) -> None:
    if reading.dialect.name == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            # All pages in one step, within the open transaction: writers go on, and nothing restarts.
            reading.connection.driver_connection.backup(copy, pages=-1)  # type: ignore[union-attr]
            # A database that is copied with its write-ahead log's mode would want that file beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
    else:
        copy_archive(reading, f"sqlite:///{target}")
        with closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
    target.chmod(0o600)


def _copy_search(settings: Settings, target: Path) -> None:
    current = search_files.current(settings.search_path)
    if current is None:
        return
    try:
        with (
            closing(sqlite3.connect(f"file:{current}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        # Made anew at this moment; a restored home makes its own with the next publication.
        target.unlink(missing_ok=True)


def _hold(settings: Settings, held: Path, number: int, dumps: bool) -> None:
    """Links what a publication may take away, and copies the settings; raises FileNotFoundError."""
    if number:
        _link_tree(settings.releases_path / str(number), held / "releases" / str(number))
    if dumps and settings.dumps_path.is_dir():
        for folder in sorted(settings.dumps_path.iterdir()):
            if folder.name.isdecimal() and int(folder.name) <= number and _is_dumped(folder):
                _link_tree(folder, held / "dumps" / folder.name)
    names = [
        SETTINGS_FILE,
        *(f"{LIBRARIES_FOLDER}/{file.name}" for file in settings.libraries_path.glob("*")),
    ]
    for name in names:
        if (settings.home / name).is_file():
            (held / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(settings.home / name, held / name)


def _is_dumped(folder: Path) -> bool:
    """Whether it has dumps that are whole, or says that they were withdrawn."""
    return dump_manifest.read(folder) is not None or (folder / "withdrawn.json").is_file()


def _link_tree(source: Path, target: Path) -> None:
    if not source.is_dir():
        raise FileNotFoundError(source)
    for file in source.rglob("*"):
        if file.is_file() and not file.name.endswith(".unfinished") and file.name != "LOCK":
            to = target / file.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            _link(file, to)


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(file, to)


def _brought(held: Path, work: Path, before: list[Path]) -> Iterator[tuple[str, Entry]]:
    """Brings what is held to the backup: linked from the backup before where that has the same bytes."""
    last = before[-1] if before else None
    known = contents.read(last).files if last else {}
    for file in sorted(file for file in held.rglob("*") if file.is_file()):
        name = f"{HOME}/{file.relative_to(held).as_posix()}"
        entry = _entry(file)
        to = work / name
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if last is not None and known.get(name) == entry and (last / name).is_file():
            _link(last / name, to)
        else:
            shutil.copyfile(file, to)
            to.chmod(0o600)
        yield name, entry


def _entry(file: Path) -> Entry:
    return Entry(file.stat().st_size, contents.digest(file))
