"""What the archive says of its records, its harvests and its libraries."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple


class Original(NamedTuple):
    """The bytes of a record as they came, with what its reader is told of them."""

    payload: bytes
    encoding: str = "auto"
    """See `harvesters.records.HarvestedRecord`."""


class ArchivedRecord(NamedTuple):
    """The newest version of a record, without its payload."""

    library: str
    identifier: str
    state: str
    """`live`, `deleted` or `rejected`."""
    datestamp: datetime
    """The library's own."""
    format: str
    digest: str
    """SHA-256 of the payload, in hexadecimal digits."""
    version: int
    """The change log's position at which it came; `Archive.original` takes it."""
    harvested_at: datetime
    reason: str
    """Why it was rejected; else `""`."""
    repairs: Mapping[str, int] | None
    """How many places were mended when it was read, by kind (`harvesters.repairs.KINDS`); None for none."""


class PageOutcome(NamedTuple):
    """What storing a page did; each record of it counts once."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    rejected: int = 0

    def plus(self, other: "PageOutcome") -> "PageOutcome":
        """Both together."""
        return PageOutcome(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class HarvestState(NamedTuple):
    """How far the harvest of a library has come."""

    checkpoint: Mapping[str, str] | None
    """That of the last page that was stored."""
    finished: bool
    """Whether that page was the harvest's last; if not, the next harvest goes on behind it."""
    started_at: datetime | None
    page_at: datetime | None
    finished_at: datetime | None
    """When a harvest last came to its end."""
    error: str
    """Why the last harvest broke off; else `""`."""


class LibraryStatus(NamedTuple):
    """A library in the archive."""

    library: str
    live: int
    deleted: int
    rejected: int
    failed: int
    """Records of which a version could not be converted; what was published of them before stays."""
    unpublished: int
    """Records that changed since the current release."""
    harvest: HarvestState | None


class Failure(NamedTuple):
    """A version of a record that could not be converted."""

    library: str
    identifier: str
    version: int
    reason: str
