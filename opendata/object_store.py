"""A folder or an object store that fsspec reaches: files are put there whole, listed, read and removed.

Credentials are those of the environment; an address with a password in it is refused, since addresses are
seen by who lists processes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opendata.errors import InputError
from opendata.whole_file import whole_file


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
            f"{address} cannot be used: {said(error)}; `file:///srv/www/dumps` and `s3://bucket/dumps` "
            "(with the package s3fs) are examples of what can be"
        ) from error
    return Target(fs, root)


def said(error: Exception) -> str:
    """What an error of fsspec says, on one line."""
    return " ".join(str(error).split())[:300] or type(error).__name__
