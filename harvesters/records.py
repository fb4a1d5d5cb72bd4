"""What every harvester yields: pages of records, each with the checkpoint from which to go on after it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from harvesters.oai_origin import Earlier
from harvesters.repairs import Repair


class HarvestedRecord(NamedTuple):
    """One record as a member library gave it."""

    source: str
    """The member library's code."""
    identifier: str
    """The library's own, e.g. its OAI identifier, or field 001 of a record in a file."""
    datestamp: datetime
    """The library's own, aware, in UTC."""
    deleted: bool
    format: str
    """A key of `harvesters.readers.registry.READERS`: `marc21`, `unimarc`, `oai_dc` …"""
    payload: bytes
    """The bytes as they came: ISO 2709, one MARCXML `record`, one `oai_dc:dc`; `b""` when deleted."""
    encoding: str = "auto"
    """What the reader was told of its encoding, see `harvesters.library.Library.told`; kept with the bytes,
    so that they are always read in the same way."""
    repairs: tuple[Repair, ...] = ()
    """What was mended to read it."""
    sets: tuple[str, ...] = ()
    """OAI-PMH only: the setSpecs that its header there names, in order."""
    earlier: tuple[Earlier, ...] = ()
    """OAI-PMH only: where that place had it from, the nearest first, when it was an aggregator."""


class RejectedRecord(NamedTuple):
    """A record that cannot be read: kept with its bytes and the reason, so that nothing is lost."""

    source: str
    identifier: str
    """The library's own where it could be read; else a name made of where the bytes stood."""
    datestamp: datetime
    format: str
    payload: bytes
    reason: str


class Page(NamedTuple):
    """Records that belong together in one transaction, with the place from which to go on."""

    records: tuple[HarvestedRecord | RejectedRecord, ...]
    checkpoint: Mapping[str, str]
    """Handed back to the harvester to go on behind this page; the caller keeps it and does not read it."""
    finished: bool
    """Whether this page ends the harvest; its checkpoint then starts the next, incremental one."""
    total: int | None = None
    """How many records the whole harvest brings, where the library says so."""
    listing: str = ""
    """The name of the listing of everything that this page belongs to; `""`: it belongs to none. The same on
    all pages of a listing, also when it was cut off and went on. When such a listing finishes, what the
    library was known to have and no page of the listing showed is taken as deleted."""
    sighted: tuple[str, ...] = ()
    """Identifiers that the listing shows beside those of *records*: there, and not sent again."""
    set_names: Mapping[str, str] = {}
    """What the library calls its sets, by setSpec, where it was asked for it."""


class Known(NamedTuple):
    """What is known of a record from earlier harvests."""

    deleted: bool
    datestamp: datetime
    """The library's own."""


class Held(Protocol):
    """What is held of the library's records from earlier harvests, for a harvester to ask."""

    def known(self, identifiers: Collection[str]) -> Mapping[str, Known]:
        """Those of these records (a page of them) that are held."""

    def live(self) -> int:
        """How many records of the library are held as live."""


class _NothingHeld:
    """A Held of a library that was never harvested."""

    def known(self, identifiers: Collection[str]) -> Mapping[str, Known]:
        """None."""
        return {}

    def live(self) -> int:
        """None."""
        return 0


NOTHING_HELD: Held = _NothingHeld()
