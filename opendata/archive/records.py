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
    listing: str = ""
    """The listing of everything whose sightings are kept; `""`: none is under way."""
    sighting: bool = False
    """Whether what that listing shows is noted; not where there was nothing before it that could be gone."""
    held_back: int = 0
    """How many records the last listing did not show, and stay until somebody accepts that they are gone."""


class Run(NamedTuple):
    """One run of the harvest of a library: what it did until it ended, or until its last page."""

    library: str
    started_at: datetime
    page_at: datetime | None
    """When its last page was stored."""
    ended_at: datetime | None
    """None while it goes on, and for ever when it was killed."""
    full: bool
    """Whether everything was asked for from the beginning."""
    finished: bool
    """Whether it came to the end of what the library has."""
    error: str
    """Why it broke off; else `""`."""
    pages: int
    total: int | None
    """How many records the harvest brings, where the library says so."""
    new: int
    changed: int
    unchanged: int
    deleted: int
    rejected: int
    repaired: int
    """Records that were mended to be read."""
    live: int
    """The library's live records after its last page."""

    @property
    def records(self) -> int:
        """How many records it brought or deleted."""
        return self.new + self.changed + self.unchanged + self.deleted + self.rejected

    @property
    def seconds(self) -> float:
        """How long it went on."""
        return ((self.ended_at or self.page_at or self.started_at) - self.started_at).total_seconds()


class RepairTally(NamedTuple):
    """How much of one kind was mended in a library's records."""

    kind: str
    """A key of `harvesters.repairs.KINDS`."""
    records: int
    places: int
    examples: tuple[tuple[str, str, str, str], ...]
    """`(identifier, field, before, after)`, some."""


class LibraryStatus(NamedTuple):
    """A library in the archive."""

    library: str
    live: int
    deleted: int
    rejected: int
    failed: int
    """Records of which a version could not be converted; what was published of them before stays."""
    unpublished: int | None
    """Records that changed since the current release; None where that was not counted."""
    harvest: HarvestState | None
    run: Run | None
    """The last one."""


class Failure(NamedTuple):
    """A version of a record that could not be converted."""

    library: str
    identifier: str
    version: int
    reason: str
