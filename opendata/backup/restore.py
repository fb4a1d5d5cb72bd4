"""`opendata restore`: a home made of a backup, which serves the same release with the same bytes."""

import shutil
from collections.abc import Callable
from pathlib import Path

from opendata.archive.archive import Archive
from opendata.archive.copy import copy_archive, snapshot
from opendata.archive.migrate import upgrade
from opendata.backup import contents
from opendata.backup.contents import HOME, Manifest
from opendata.errors import BackupError
from opendata.release import folders
from opendata.settings import load

_SHOWN = 5


def _ignore(_: str) -> None:
    pass


def restore(
    folder: Path, home: Path, database: str = "", on_step: Callable[[str], None] = _ignore
) -> Manifest:
    """Makes *home*, which must be empty or not there, of the backup in *folder*; returns its manifest.

    The archive comes into *database* where that is given. Every file is checked before anything is made.
    Raises BackupError where the backup is damaged, the home is not empty or the disk is full.
    """
    made = contents.read(folder)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise BackupError(f"{home} is not empty; restore into a new folder")
    on_step("checking")
    wrong = [f"{name} {problem}" for name, problem in contents.check(folder)]
    if wrong:
        more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise BackupError(
            f"{folder} cannot be restored: {'; '.join(wrong[:_SHOWN])}{more}; take another backup"
        )
    _check_place(folder, database)
    work = home.absolute().with_name(f".{home.absolute().name}.unfinished")
    try:
        if work.exists():
            shutil.rmtree(work)
        on_step("copying")
        shutil.copytree(folder / HOME, work)
        if made.release:
            checkpoint = folders.store_path(work / "releases", made.release)
            folders.copy_checkpoint(checkpoint, work / "store")
        if database:
            on_step("archive")
            _move_archive(work, database)
        if home.is_dir():
            home.rmdir()
        work.rename(home)
    except OSError as error:
        said = error.strerror or error
        raise BackupError(f"{home} could not be made: {said}; mend that, then restore again") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return made


def _check_place(folder: Path, database: str) -> None:
    """The settings say where the archive is to be: it must come there."""
    told = load(folder / HOME).archive.url
    if told and not database:
        raise BackupError(
            "this installation keeps its archive in a database: name an empty one with --archive "
            "postgresql://…, and write its address into opendata.toml"
        )


def _move_archive(work: Path, database: str) -> None:
    url = database.replace("postgresql://", "postgresql+psycopg://", 1)
    upgrade(work, f"sqlite:///{work.absolute() / 'archive.db'}")
    with Archive.open(work / "archive.db") as archive, snapshot(archive.engine) as reading:
        copy_archive(reading, url)
    for file in work.glob("archive.db*"):
        file.unlink()
