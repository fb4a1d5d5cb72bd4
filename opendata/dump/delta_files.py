"""The files of a delta: their names, what is in each, and what a manifest says of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from opendata.dump import content, nquads
from opendata.dump.dump_format import UNION
from opendata.dump.marcxml import MEDIA_TYPE as MARCXML
from opendata.dump.packed import Packed

ADDED, REMOVED, DELETED, CHANGED, CHANGED_IDS = "added", "removed", "deleted-ids", "changed", "changed-ids"


class Kind(NamedTuple):
    """One of the files of every delta."""

    end: str
    """Of its name, behind that of the delta."""
    media_type: str


KINDS: Mapping[str, Kind] = {
    ADDED: Kind("added.nq.gz", nquads.MEDIA_TYPE),
    REMOVED: Kind("removed.nq.gz", nquads.MEDIA_TYPE),
    DELETED: Kind("deleted-ids.txt", "text/plain"),
    CHANGED: Kind("changed.marcxml.gz", MARCXML),
    CHANGED_IDS: Kind("changed-ids.txt", "text/plain"),
}
"""By their names in manifests, in the order in which they stand there."""


class Part(NamedTuple):
    """A file of a delta that was written."""

    packed: Packed
    part: str
    """A key of KINDS."""
    entries: int
    """Quads, identifiers or records in it."""

    def entry(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {
            "path": self.packed.path.name,
            "part": self.part,
            "mediaType": KINDS[self.part].media_type,
            "compressFormat": content.MEDIA_TYPES.get(content.compression_of(self.packed.path.name), ""),
            "bytes": self.packed.bytes,
            "sha256": self.packed.sha256,
            "uncompressedBytes": self.packed.plain_bytes,
            "uncompressedSha256": self.packed.plain_sha256,
            "entries": self.entries,
        }


def name(new: str, old: str) -> str:
    """A delta's name, of the timestamps of its releases as `dump_format.timestamp` gives them."""
    return f"vnlib-{UNION}-delta-{new}-from-{old}"


def paths(folder: Path, delta: str) -> dict[str, Path]:
    """The files of the delta of that name, by part."""
    return {part: folder / f"{delta}-{kind.end}" for part, kind in KINDS.items()}


def entry(of: int, instant: str, parts: list[Part]) -> dict[str, Any]:
    """What a manifest says of a delta from the release *of* that number and instant."""
    order = list(KINDS)
    files = sorted(parts, key=lambda part: order.index(part.part))
    return {"from": of, "fromInstant": instant, "files": [part.entry() for part in files]}
