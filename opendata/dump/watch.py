"""What an operator must know of the dumps: one that is late, that failed, that is damaged, that lost records.

`opendata status` and `/health` tell it. Nothing is read but manifests and the sizes of files.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from opendata.archive.archive import Archive
from opendata.archive.listing import Brake
from opendata.dump import manifest, withdraw
from opendata.release import index
from opendata.settings import Settings
from opendata.whole_file import whole_file

_FAILURE = ".failure.json"


class Problem(NamedTuple):
    """Something that is wrong with the dumps."""

    kind: str
    """`late`, `failed`, `damaged` or `shrunk`."""
    text: str
    """What is wrong, and what to do."""

    @property
    def public(self) -> str:
        """The same for everybody, without paths."""
        if self.kind == "failed":
            return "writing dumps failed; `opendata status` tells why"
        return self.text


def failed(dumps: Path, said: str, now: datetime) -> None:
    """Notes that writing dumps failed, where there is still room to note it."""
    try:
        dumps.mkdir(parents=True, exist_ok=True)
        with whole_file(dumps / _FAILURE) as out:
            out.write(manifest.as_json({"at": f"{now:%Y-%m-%dT%H:%M:%SZ}", "error": said}))
    except OSError:
        pass


def succeeded(dumps: Path) -> None:
    """Notes that writing dumps came to its end."""
    (dumps / _FAILURE).unlink(missing_ok=True)


def problems(settings: Settings, archive: Archive, now: datetime) -> list[Problem]:
    """Everything that is wrong, the gravest first; nothing before the first release."""
    dumps = settings.dumps_path
    folders = dumped(dumps)
    found = [*_failed(dumps), *(problem for folder in folders for problem in _damaged(folder))]
    found += _late(settings, archive, folders, now)
    if folders:
        found += _shrunk(
            settings, manifest.read(folders[0]), manifest.read(folders[1]) if folders[1:] else None
        )
    return found


def dumped(dumps: Path) -> list[Path]:
    """The folders of dumps, the newest release first; those that were withdrawn are not among them."""
    found = [
        each
        for each in (dumps.iterdir() if dumps.is_dir() else ())
        if each.name.isdecimal()
        and (each / manifest.MANIFEST).is_file()
        and not (each / withdraw.FILE).exists()
    ]
    return sorted(found, key=lambda each: -int(each.name))


def _failed(dumps: Path) -> list[Problem]:
    try:
        found = json.loads((dumps / _FAILURE).read_text(encoding="utf-8"))
        return [Problem("failed", f"writing dumps failed at {found['at']}: {found['error']}")]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _damaged(folder: Path) -> list[Problem]:
    found = manifest.read(folder)
    if found is None:
        return [Problem("damaged", f"the manifest of release {folder.name} cannot be read; dump it again")]
    whole = {file.path for file in manifest.files_in(folder)}
    whole |= {file["path"] for delta in manifest.deltas_in(folder) for file in delta["files"]}
    lost = [path for path in manifest.digests_in(folder) if path not in whole]
    if not lost:
        return []
    return [
        Problem(
            "damaged",
            f"{len(lost)} files of release {folder.name} are missing or of another size than the manifest "
            f"says, {lost[0]} among them or in its format; `opendata dump` writes them again while the "
            f"release is current, and `opendata dump --withdraw {folder.name}` takes the rest back",
        )
    ]


def _late(settings: Settings, archive: Archive, folders: list[Path], now: datetime) -> list[Problem]:
    """A release that should have been in a dump by now: dumps are due *every* so many days after it."""
    if not settings.dumps.every:
        return []
    last = int(folders[0].name) if folders else 0
    release = index.next_after(archive, last)
    if release is None or now - release.instant <= timedelta(days=settings.dumps.every):
        return []
    said = f"the last dumps are of release {last}" if last else "no dumps were written yet"
    return [
        Problem(
            "late",
            f"release {release.number} of {manifest.instant(release)} was to be dumped within "
            f"{settings.dumps.every:g} days (every in [dumps]), and {said}; run `opendata dump`",
        )
    ]


def _shrunk(
    settings: Settings, newest: dict[str, Any] | None, before: dict[str, Any] | None
) -> list[Problem]:
    """Libraries with fewer records than their files expect, or that lost more at once than these allow."""
    found = []
    now, then = (each["records"] if each else {} for each in (newest, before))
    for code, library in settings.libraries.items():
        count, earlier = now.get(code, 0), then.get(code, 0)
        if count < library.expect_min_records:
            said = f"where its file expects {library.expect_min_records:,} or more (expect.min_records)"
        elif Brake(0, library.expect_max_deleted).holds(earlier, max(0, earlier - count)):
            said = (
                f"where the dumps before have {earlier:,}: more went than its file expects at once "
                f"(expect.max_deleted, {library.expect_max_deleted:g} %)"
            )
        else:
            continue
        found.append(Problem("shrunk", f"{code}: {count:,} records in the newest dumps, {said}"))
    return found
