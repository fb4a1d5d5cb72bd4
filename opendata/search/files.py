"""The files of the index: the folder has one, named by a number, and for moments the one before it.

A file that was made anew gets a new name, so that nothing of the old one (its write-ahead log) is ever taken
for its own; readers of the old one go on with it until they look again.
"""

from pathlib import Path

_SUFFIX = ".db"


def current(folder: Path) -> Path | None:
    """The file to read; None where there is none."""
    return max(_files(folder), key=_number, default=None)


def unfinished(folder: Path) -> Path:
    """Where the next one is made."""
    folder.mkdir(exist_ok=True)
    return folder / f".{_next(folder)}{_SUFFIX}.unfinished"


def put(made: Path, folder: Path) -> None:
    """Gives a file that was made its name, and removes those before it."""
    before = list(_files(folder))
    made.rename(folder / f"{_next(folder)}{_SUFFIX}")
    for file in before:
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            (folder / name).unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [file for file in folder.iterdir() if file.suffix == _SUFFIX and file.stem.isdecimal()]


def _number(file: Path) -> int:
    return int(file.stem)


def _next(folder: Path) -> int:
    last = current(folder)
    return _number(last) + 1 if last else 1
