"""A member library: what its file in `libraries/` says."""

from collections.abc import Mapping
from dataclasses import dataclass

from harvesters.encodings.names import canonical


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
    reconcile_days: int = 7
    """OAI-PMH only: after so many days a large library that does not tell what it deleted is listed anew."""
    licence: str = ""
    """IRI of the licence of its records."""
    expect_min_records: int = 0
    """A harvest of everything that brings fewer records than this is not to be trusted."""
    expect_max_deleted: int = 10
    """A listing that lacks more of the live records than this, in percent, deletes none of them."""

    def told(self) -> str:
        """What readers are told of the encoding: `auto`, `auto:NAME` (look for it first), or `NAME` alone."""
        if self.encoding != "auto":
            return canonical(self.encoding)
        return f"auto:{self.usual_encoding}" if self.usual_encoding else "auto"
