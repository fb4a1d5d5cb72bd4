"""The folders of releases: `releases/{number}/` with the store's checkpoint and what belongs to it."""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from opendata.whole_file import whole_file

STORE = "store"
_AGAIN = re.compile(rf"{STORE}(?:-([0-9]+))?")
NETWORK = "network.nt"
FACTS = "release.json"
JOURNAL = "changes"
ENGINE = "engine"
DOCUMENTS = "documents"


def store_path(releases: Path, number: int) -> Path:
    """The checkpoint that readers of the release open: where it was made anew, the newest one."""
    there = stores(releases, number)
    return there[-1] if there else releases / str(number) / STORE


def stores(releases: Path, number: int) -> list[Path]:
    """The checkpoints of the release, the newest last: more than one only while it is made anew."""
    found = (releases / str(number)).glob(f"{STORE}*")
    return sorted((each for each in found if _AGAIN.fullmatch(each.name)), key=_again)


def next_store_path(releases: Path, number: int) -> Path:
    """Where the release's checkpoint is put when it is made anew; readers move there once it is there."""
    there = stores(releases, number)
    name = f"{STORE}-{_again(there[-1]) + 1}" if there else STORE
    return releases / str(number) / name


def _again(store: Path) -> int:
    found = _AGAIN.fullmatch(store.name)
    return int(found[1] or 1) if found else 0


def journal_path(releases: Path, number: int) -> Path:
    """What the release changed in the store before (`sparql.journal`); there where an engine follows."""
    return releases / str(number) / JOURNAL


def documents_path(releases: Path, number: int) -> Path:
    """What the release changes in the search index (`opendata.search.journal`), until it is there."""
    return releases / str(number) / DOCUMENTS


def engine_path(releases: Path, number: int) -> Path:
    """Where a release says which engine holds it (`sparql.sources`), once it does."""
    return releases / str(number) / ENGINE


def write_network(releases: Path, number: int, statements: Iterable[str]) -> Path:
    """Keeps what stands beside the records of the release, in a file of N-Triples."""
    folder = releases / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    with whole_file(folder / NETWORK) as out:
        out.writelines(f"{statement} .\n".encode() for statement in statements)
    return folder / NETWORK


def read_network(releases: Path, number: int) -> list[str]:
    """The statements that `write_network` kept; raises OSError when the file is gone."""
    text = (releases / str(number) / NETWORK).read_text(encoding="utf-8")
    return [line.removesuffix(" .") for line in text.split("\n") if line]


def keep_only(releases: Path, numbers: Iterable[int]) -> None:
    """Removes the folders of all other releases. Who has files of them open keeps these."""
    kept = {str(number) for number in numbers}
    for folder in releases.iterdir() if releases.is_dir() else ():
        if folder.is_dir() and folder.name.isdecimal() and folder.name not in kept:
            shutil.rmtree(folder)


def copy_checkpoint(checkpoint: Path, store: Path) -> None:
    """Puts a store that can be written at *store*, in place of what is there, from an immutable checkpoint.

    Its tables (`.sst`), which the engine never changes but only deletes, are hard links where both are on one
    file system; so this takes as long as there are files, not bytes.
    """
    empty(store)
    for file in sorted(checkpoint.iterdir()):
        if file.suffix == ".sst":
            _link(file, store / file.name)
        elif file.name != "LOCK" and not file.name.startswith("LOG"):
            shutil.copyfile(file, store / file.name)


def empty(folder: Path) -> None:
    """Leaves *folder* there, with nothing in it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)
