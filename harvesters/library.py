"""A member library: what its file in `libraries/` says."""

from collections.abc import Mapping
from dataclasses import dataclass

from harvesters.encodings.names import canonical


@dataclass(frozen=True)
class Sru:
    """How a library's SRU server is asked."""

    query: str = ""
    """CQL for all records that are wanted; empty: everything, as the server takes it."""
    schema: str = ""
    """recordSchema; empty: what the server offers for the library's format."""
    version: str = "auto"
    """`1.1`, `1.2` or `2.0`; `auto`: what the server speaks."""
    page_size: int = 100
    """Records to a request."""
    since: str = ""
    """An index of the date of each record's last change; empty: every harvest takes everything."""
    since_form: str = "YYYY-MM-DD"
    """How dates of that index are written: this, or `YYYYMMDD`."""
    slices: str = ""
    """An index of numbers or years by which to slice results that the server does not show to the end."""
    slices_first: int = 0
    """From here on the index is cut into slices."""
    slices_last: int = 0
    """Up to here; what lies outside is a slice on either side."""


@dataclass(frozen=True)
class Library:
    """One member library and the way to its records."""

    code: str
    """Short name in IRIs and commands: `nlv`."""
    name: Mapping[str, str]
    """Its name by language: `vi`, `en`."""
    protocol: str
    """A key of `harvesters.registry.PROTOCOLS`."""
    url: str
    """OAI-PMH base URL; for `files` the absolute path of a file or folder, or an http(s) address."""
    format: str
    """A key of `harvesters.readers.registry.READERS`."""
    metadata_prefix: str = ""
    """OAI-PMH only; empty: the same as `format`."""
    set: str = ""
    """OAI-PMH only: a setSpec; empty: every record."""
    encoding: str = "auto"
    """`auto`, or the name of the encoding that its records are in."""
    usual_encoding: str = ""
    """What `auto` found most legacy text of it to be in, in earlier harvests; `""`: not known."""
    sru: Sru = Sru()
    """SRU only."""
    files: str = "full"
    """Files only: `full`, the files are everything that the library has; `deltas`, they are what changed."""
    reconcile_days: int = 7
    """After so many days a library that does not tell what it deleted is listed anew (OAI-PMH, SRU)."""
    licence: str = ""
    """IRI of the licence of its records."""
    schedule: str = ""
    """When it is harvested, in the manner of cron; `""`: not said."""
    province: str = ""
    """Where it is: a code of `vocabularies.provinces`; `""`: not said."""
    contact: str = ""
    """The operator's e-mail address, which each request says; `""`: none."""
    expect_min_records: int = 0
    """A harvest of everything that brings fewer records than this is not to be trusted."""
    expect_max_deleted: int = 10
    """A listing that lacks more of the live records than this, in percent, deletes none of them."""

    def told(self) -> str:
        """What readers are told of the encoding: `auto`, `auto:NAME` (look for it first), or `NAME` alone."""
        if self.encoding != "auto":
            return canonical(self.encoding)
        return f"auto:{self.usual_encoding}" if self.usual_encoding else "auto"
