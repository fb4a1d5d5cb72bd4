"""A release as it travels: blocks by their SHA-256, a manifest that names them, and last which is the newest.

`blocks/{two digits}/{SHA-256}` are pieces of files, 4 MiB or less; `releases/{number}.json` tells of each
file its size, its SHA-256 and its blocks; `newest.json` names the manifest to read. A block never changes,
and what `newest.json` names is there before it: a folder that is copied in this order, or read at any moment,
is whole.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from opendata.errors import ReleaseError

BLOCK = 4 << 20
NEWEST = "newest.json"
ARCHIVE = "archive.db"
SEARCH = "search.db"
RELEASE = "release/"
"""How the names of the files in the release's own folder begin."""
_NAME = re.compile(r"(?:archive\.db|search\.db|release/(?:store/)?[A-Za-z0-9_][A-Za-z0-9._-]*)")
_SECONDS = "%Y-%m-%dT%H:%M:%SZ"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Newest(NamedTuple):
    """What `newest.json` says."""

    release: int
    sha256: str
    """Of the release's manifest."""
    as_of: str
    """UTC, whole seconds: no release that comes later has an earlier instant."""

    def instant(self) -> datetime:
        """`as_of`; raises ValueError."""
        return datetime.strptime(self.as_of, _SECONDS).replace(tzinfo=UTC)

    @classmethod
    def at(cls, release: int, sha256: str, as_of: datetime) -> Self:
        """That release, which is known to be the newest at *as_of*, UTC."""
        return cls(release, sha256, as_of.strftime(_SECONDS))


class Piece(NamedTuple):
    """A file of a release."""

    size: int
    """Bytes."""
    sha256: str
    blocks: list[str]
    """SHA-256 of each, in order."""


class Manifest(NamedTuple):
    """What a release consists of."""

    release: int
    files: Mapping[str, Piece]

    def as_json(self) -> bytes:
        """The same bytes for the same release."""
        files = {name: piece._asdict() for name, piece in sorted(self.files.items())}
        return json.dumps({"release": self.release, "files": files}, indent=0).encode() + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Raises ReleaseError where *data* is no manifest, or names what no release has."""
        try:
            found: Any = json.loads(data)
            files = {name: Piece(**piece) for name, piece in found["files"].items()}
            number = found["release"]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ReleaseError(
                "the manifest of a release cannot be read; export the release again"
            ) from error
        if not _is_number(number) or not all(_is_sound(name, piece) for name, piece in files.items()):
            raise ReleaseError("the manifest of a release names what no release has; nothing was fetched")
        return cls(number, files)


def newest_of(data: bytes) -> Newest:
    """What `newest.json` says; raises ReleaseError."""
    try:
        found = Newest(**json.loads(data))
        found.instant()
    except (ValueError, TypeError) as error:
        raise ReleaseError(f"{NEWEST} cannot be read; export the release again") from error
    if not _is_number(found.release) or not _is_digest(found.sha256):
        raise ReleaseError(f"{NEWEST} names no release; export the release again")
    return found


def manifest_name(number: int) -> str:
    """Where the manifest of a release is."""
    return f"releases/{number}.json"


def block_name(digest: str) -> str:
    """Where a block is."""
    return f"blocks/{digest[:2]}/{digest}"


def blocks_of(file: Path) -> Iterator[bytes]:
    """A file's blocks, one at a time in memory."""
    with file.open("rb") as opened:
        while data := opened.read(BLOCK):
            yield data


def sha256(data: bytes) -> str:
    """The name of a block."""
    return hashlib.sha256(data).hexdigest()


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _is_sound(name: str, piece: Piece) -> bool:
    if _NAME.fullmatch(name) is None or not _is_digest(piece.sha256) or not isinstance(piece.blocks, list):
        return False
    whole = isinstance(piece.size, int) and piece.size >= 0
    return whole and len(piece.blocks) == -(-piece.size // BLOCK) and all(map(_is_digest, piece.blocks))
