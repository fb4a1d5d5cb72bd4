"""Dumps that are taken back: their files go, and their address says that they did, when, and why."""

import json
import shutil
from concurrent.futures import Executor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from opendata.archive.lock import publish_lock
from opendata.dump import chain, manifest
from opendata.errors import NotFoundError, ReleaseError
from opendata.release.executor import in_process
from opendata.settings import Settings
from opendata.whole_file import whole_file

FILE = "withdrawn.json"


class Withdrawn(NamedTuple):
    """What is known of dumps that were withdrawn."""

    release: int
    instant: str
    """That of the release, as manifests write it."""
    at: str
    """When the dumps were withdrawn, written alike."""
    reason: str
    files: tuple[str, ...]
    """The names that were there."""


def read(folder: Path) -> Withdrawn | None:
    """What a folder says of its dumps' withdrawal; None where they were not withdrawn."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Withdrawn(**{**found, "files": tuple(found["files"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def withdraw(
    settings: Settings, release: int, reason: str, now: datetime, executor: Executor | None = None
) -> Withdrawn:
    """Takes back the dumps of a release, and the deltas from and to it.

    The deltas beside them are joined, so that the chain goes on. From the instant that FILE is there nothing
    of the release is served; what a killed run left of its files the next one takes away.

    Raises NotFoundError where there are no such dumps, ReleaseError without a reason, PublishBusyError while
    another process writes dumps.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ReleaseError("dumps are withdrawn for a reason that readers are told; give it by --reason")
    folder = settings.dumps_path / str(release)
    with publish_lock(settings.home):
        known, found = read(folder), manifest.read(folder)
        if known is None:
            if found is None:
                raise NotFoundError(
                    f"there are no dumps of release {release} in {settings.dumps_path} to withdraw"
                )
            there = (*found["about"], *manifest.digests_in(folder))
            names = (manifest.MANIFEST, *there, *found.get("gone", ()))
            known = Withdrawn(release, found["instant"], f"{now:%Y-%m-%dT%H:%M:%SZ}", reason, names)
            chain.pass_by(settings.dumps_path, release, executor or in_process())
            with whole_file(folder / FILE) as out:
                out.write(manifest.as_json(known._asdict()))
        clear(folder)
    return known


def clear(folder: Path) -> None:
    """Removes what a withdrawn folder still holds: first what names the files."""
    (folder / manifest.MANIFEST).unlink(missing_ok=True)
    for path in list(folder.iterdir()):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != FILE:
            path.unlink()


def clear_all(dumps: Path) -> None:
    """Goes on where a withdrawal was cut off."""
    for folder in dumps.iterdir() if dumps.is_dir() else ():
        if folder.name.isdecimal() and read(folder) is not None and len(list(folder.iterdir())) > 1:
            clear(folder)
