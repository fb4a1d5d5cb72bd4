"""`opendata dump --to`: what is dumped, copied to a folder or an object store that serves it as it is.

Through fsspec: `file:///srv/www/dumps`, `s3://bucket/dumps` (with s3fs), and whatever else it knows. Dumps
never change, so what is there with the right size stays; a manifest goes up after the files that it names,
and files go away after the manifest that no longer names them. Credentials are those of the environment; an
address with a password in it is refused, since addresses are seen by who lists processes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from opendata.dump import manifest, withdraw
from opendata.dump.watch import dumped
from opendata.errors import ReleaseError
from opendata.object_store import open_target, said

Pages = Callable[[list[Path]], Mapping[str, bytes]]
"""Pages for people, by their paths, about folders of dumps, the newest first."""


class Pushed(NamedTuple):
    """What was done."""

    copied: int
    bytes: int
    removed: int


def push(
    dumps: Path, address: str, pages: Pages, progress: Callable[[str], None] = lambda name: None
) -> Pushed:
    """Makes *address* hold what *dumps* offers, and *pages* about it.

    Raises InputError where the address cannot be used, ReleaseError where something could not be copied.
    """
    target = open_target(address)
    copied = size = removed = 0
    folders = dumped(dumps)
    try:
        there = target.listing()
        wanted: set[str] = set()
        for name, source in _files(dumps, folders):
            wanted.add(name)
            if isinstance(source, Path) and name.endswith(_KEPT) and there.get(name) == source.stat().st_size:
                continue
            size += target.put(name, source)
            copied += 1
        for name, page in pages(folders).items():
            wanted.add(name)
            size += target.put(name, page)
            copied += 1
        for name in sorted(set(there) - wanted):
            if _OURS.match(name):
                target.remove(name)
                removed += 1
    except (OSError, ValueError, RuntimeError) as error:
        raise ReleaseError(
            f"the dumps could not be copied to {address}: {said(error)}; what is there already is "
            "whole, and the next run goes on"
        ) from error
    return Pushed(copied, size, removed)


_KEPT = (".gz", ".zst", ".parquet", "-ids.txt")
"""Ends of the names of files that never change."""
_OURS = re.compile(
    r"\d+/(vnlib-|LICENSES/|README\.|CITATION\.|(datacite|manifest|withdrawn)\.json|dcat\.ttl|SHA256SUMS)"
)
"""What may be removed where it is no longer wanted; nothing else in the target is touched."""


def _files(dumps: Path, folders: list[Path]) -> Iterator[tuple[str, Path | bytes]]:
    """The files to be there: of each folder the manifest last."""
    for folder in folders:
        found = manifest.read(folder)
        if found is None:
            continue
        names = [*manifest.digests_in(folder), *found["about"], manifest.MANIFEST]
        for name in sorted(names, key=[*names].index):
            yield f"{folder.name}/{name}", folder / name
    for folder in sorted(dumps.iterdir()) if dumps.is_dir() else ():
        if folder.name.isdecimal() and withdraw.read(folder) is not None:
            yield f"{folder.name}/{withdraw.FILE}", folder / withdraw.FILE
