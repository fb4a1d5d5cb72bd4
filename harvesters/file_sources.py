"""Where a file harvest finds its files: a path, a folder, a pattern, or an http(s) address."""

import email.utils
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from harvesters.datestamps import EPOCH
from harvesters.errors import SourceError
from harvesters.library import Library
from harvesters.transport import Limits, Transport

SUFFIXES = (".mrc", ".marc", ".iso2709", ".iso", ".xml", ".marcxml", ".json", ".jsonl", ".ndjson")
CONTAINERS = (".gz", ".tgz", ".zst", ".bz2", ".xz", ".zip", ".tar")
LISTS = (".del", ".txt", ".csv", ".lst", ".tsv")
"""The files of a folder that are read: records, what may hold them, and lists of what was deleted."""
_PATTERN = frozenset("*?[")

_DOWNLOAD = Limits(total=24 * 3600.0, size=1 << 40)


class Source(NamedTuple):
    """One file to read."""

    name: str
    """Its path below the library's folder, or the file's own name."""
    path: Path
    signature: str
    """Differs when the file's content does; empty where that cannot be told."""
    modified: datetime
    """Stands for the datestamp of records that have none of their own."""
    size: int = 0
    """Bytes."""

    def is_unchanged(self) -> bool:
        """Whether the file still is what it was when it was found."""
        try:
            status = self.path.stat()
        except OSError:
            return False
        if "\n" in self.signature or not self.signature:
            return status.st_size == self.size or not self.size  # a download, which nobody else writes
        return _local_signature(status) == self.signature


def _local_signature(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"


def _legible(name: str) -> str:
    """*name* on one line and in Unicode: what a file system allows in a name, checkpoints and logs do not."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join([c if c.isprintable() else f"\\x{ord(c):02x}" for c in text])


@contextmanager
def sources(
    library: Library, known: Mapping[str, str], transport: Transport | None = None
) -> Iterator[list[Source]]:
    """The library's files in the order of their names; a download lasts as long as the context.

    *known* holds the signatures of files that were read before: an address that answers "not modified" gives
    a Source with that signature. Raises SourceError and TransportError.
    """
    if urlsplit(library.url).scheme in ("http", "https"):
        with (
            tempfile.TemporaryDirectory(prefix="opendata-") as folder,
            transport or Transport.to(library, limits=_DOWNLOAD) as connection,
        ):
            yield [_downloaded(library.url, Path(folder) / "download", known, connection)]
        return
    yield _local(library)


def _local(library: Library) -> list[Source]:
    path = Path(library.url)
    try:
        if _PATTERN & set(library.url) and not path.exists():
            return _matching(library, path)
        if path.is_dir():
            files = [file for file in _below(path) if _is_wanted(file) and (file.is_file() or _dangles(file))]
            if not files:
                raise SourceError(
                    f"{library.code}: the folder {path} holds no file ending in "
                    f"{', '.join((*SUFFIXES, *CONTAINERS))}"
                )
            named = sorted((file.relative_to(path).as_posix(), file) for file in files)
            return [_source(name, file) for name, file in named]
        return [_source(path.name, path)]
    except OSError as error:
        name = _legible(str(error.filename or path))
        raise SourceError(
            f"{library.code}: cannot read {name} ({error.strerror}); check url in the library's file"
        ) from error


def _below(folder: Path) -> Iterator[Path]:
    """The files below *folder*; raises OSError for a folder that cannot be listed: its files are not gone."""

    def refuse(error: OSError) -> None:
        raise error

    for inner, _, names in os.walk(folder, onerror=refuse):
        for name in names:
            yield Path(inner, name)


def _dangles(file: Path) -> bool:
    """Whether *file* is a link that leads nowhere: its file is not gone, but cannot be read."""
    return file.is_symlink() and not file.exists()


def _matching(library: Library, path: Path) -> list[Source]:
    """The files that a pattern names, by their paths below what stands before its first wildcard."""
    fixed = path
    while _PATTERN & set(str(fixed)):
        fixed = fixed.parent
    files = list(fixed.glob(str(path.relative_to(fixed))))
    found = sorted((file.relative_to(fixed).as_posix(), file) for file in files if file.is_file())
    if not found:
        raise SourceError(f"{library.code}: no file matches {library.url}; check url in the library's file")
    return [_source(name, file) for name, file in found]


def _is_wanted(file: Path) -> bool:
    name = file.name.lower()
    if name.endswith(LISTS):
        return name.endswith(".del") or "delet" in name
    return name.endswith((*SUFFIXES, *CONTAINERS)) and not name.startswith(".")


def _source(name: str, path: Path) -> Source:
    status = path.stat()
    with path.open("rb"):
        pass  # A file that may not be read is better told now than after the others.
    return Source(
        _legible(name),
        path,
        _local_signature(status),
        datetime.fromtimestamp(int(status.st_mtime), UTC),
        status.st_size,
    )


def _downloaded(url: str, path: Path, known: Mapping[str, str], transport: Transport) -> Source:
    name = unquote(PurePosixPath(urlsplit(url).path).name) or "download"
    etag, _, modified = known.get(name, "").partition("\n")
    unless = {"If-None-Match": etag, "If-Modified-Since": modified}
    with path.open("wb") as target:
        answer = transport.download(url, target, {key: value for key, value in unless.items() if value})
    if answer.status == 304:
        return Source(name, path, known[name], EPOCH)
    etag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    signature = f"{etag}\n{modified}" if etag or modified else ""
    return Source(name, path, signature, _http_date(modified), path.stat().st_size)


def _http_date(text: str) -> datetime:
    try:
        return email.utils.parsedate_to_datetime(text).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return EPOCH
