"""What every harvester yields: pages of records, each with the checkpoint from which to go on after it."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple


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
