"""Room on the disk: which full dumps stay, and how the files of the others go.

The newest stay; of older ones those of the first release dumped in each month, for a year, and in each year,
for ever. What a folder says of itself stays, and so do its deltas: a full dump that is still there and the
deltas from it on give every one between (`opendata apply-delta`).
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from opendata.dump import dcat, manifest, withdraw

_MONTHS = 12


def prune(dumps: Path, keep: int, now: datetime) -> list[int]:
    """Removes the files of full dumps but of the *keep* newest and those of older months and years.

    Returns the numbers of the releases whose files went. *keep* 0: all stay. What a killed run left of files
    that are said to be gone goes, too.
    """
    folders = sorted(
        (each for each in (dumps.iterdir() if dumps.is_dir() else ()) if each.name.isdecimal()),
        key=lambda each: int(each.name),
    )
    full: dict[int, str] = {}
    for folder in folders:
        found = manifest.read(folder)
        if found is None or withdraw.read(folder) is not None:
            continue
        manifest.clear_gone(folder)
        if found["files"]:
            full[int(folder.name)] = found["instant"]
    gone = sorted(set(full) - kept(full.items(), keep)) if keep else []
    for number in gone:
        manifest.drop_files(dumps / str(number), now, [dcat.FILE])
    return gone


def kept(full: Iterable[tuple[int, str]], keep: int) -> set[int]:
    """Which of these full dumps, release numbers with their instants as manifests write them, stay."""
    ordered = sorted(full)
    stay = {number for number, _ in ordered[-keep:]}
    if not ordered:
        return stay
    newest = _months(ordered[-1][1])
    months: set[str] = set()
    years: set[str] = set()
    for number, instant in ordered:
        year, month = instant[:4], instant[:7]
        if year not in years or (month not in months and newest - _months(instant) < _MONTHS):
            stay.add(number)
        years.add(year)
        months.add(month)
    return stay


def _months(instant: str) -> int:
    return int(instant[:4]) * 12 + int(instant[5:7])
