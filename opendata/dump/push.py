"""`opendata dump --to`: what is dumped, copied to a folder or an object store that serves it as it is.

Through fsspec: `file:///srv/www/dumps`, `s3://bucket/dumps` (with s3fs), and whatever else it knows. Dumps
never change, so what is there with the right size stays; a manifest goes up after the files that it names,
and files go away after the manifest that no longer names them. Credentials are those of the environment; an
address with a password in it is refused, since addresses are seen by who lists processes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from opendata.dump import manifest, withdraw
from opendata.dump.watch import dumped
from opendata.errors import InputError, ReleaseError
from opendata.whole_file import whole_file

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
            f"the dumps could not be copied to {address}: {_said(error)}; what is there already is "
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


class Target:
    """A folder that fsspec reaches."""

    def __init__(self, fs: Any, root: str) -> None:
        self._fs = fs
        self._root = root.rstrip("/")
        protocol = fs.protocol
        self._local = "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def listing(self) -> dict[str, int]:
        """The sizes of the files in it by name."""
        self._fs.invalidate_cache()
        try:
            found = self._fs.find(self._root, detail=True)
        except FileNotFoundError:
            return {}
        start = len(self._root.lstrip("/")) + 1
        return {path.lstrip("/")[start:]: entry["size"] for path, entry in found.items()}

    def put(self, name: str, source: Path | bytes) -> int:
        """Copies a file whole; returns its size in bytes."""
        path = f"{self._root}/{name}"
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if self._local:
            self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            with whole_file(Path(path)) as out:
                for data in _blocks(source):
                    out.write(data)
        elif isinstance(source, bytes):
            self._fs.pipe_file(path, source)
        else:
            self._fs.put_file(str(source), path)
        self._fs.invalidate_cache()
        if (there := self._fs.size(path)) != size:
            raise ValueError(f"{name} has {there} bytes there, and {size} here")
        return size

    def read(self, name: str) -> bytes:
        """A file's bytes; raises FileNotFoundError where there is none."""
        data: bytes = self._fs.cat_file(f"{self._root}/{name}")
        return data

    def remove(self, name: str) -> None:
        """Removes a file."""
        self._fs.rm_file(f"{self._root}/{name}")


def _blocks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while data := file.read(1 << 20):
            yield data


def open_target(address: str) -> Target:
    """The folder at an address; raises InputError where it cannot be used."""
    if re.match(r"[a-z0-9+.-]+://[^/]*:[^/]*@", address, re.IGNORECASE):
        raise InputError(
            "the address must hold no password: credentials come from the environment (for S3, "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY) or from the machine's own files"
        )
    try:
        import fsspec
    except ImportError as error:
        raise InputError(
            "this needs the package fsspec, which is not installed: `pip install fsspec`"
        ) from error
    try:
        fs, root = fsspec.url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise InputError(
            f"{address} cannot be used: {_said(error)}; `file:///srv/www/dumps` and `s3://bucket/dumps` "
            "(with the package s3fs) are examples of what can be"
        ) from error
    return Target(fs, root)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
