"""What is described: an installation, its release, its libraries, and what was dumped of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from opendata.describe.graph import Texts
from opendata.release.statistics import Statistics

UNION = "union"
"""The scope of what holds all libraries; others are a library's code, or an open licence's."""
_OF_LICENCE = "licence."


@dataclass(frozen=True)
class Member:
    """A member library."""

    code: str
    name: Texts
    licence: str
    """The IRI of its records' licence, or `""`."""
    records: int
    protocol: str = ""
    host: str = ""
    """The host that its records come from, where that is public."""
    format: str = ""


@dataclass(frozen=True)
class Dumps:
    """The dumps of a release, as their manifest tells."""

    release: int
    instant: datetime
    files: Sequence[Mapping[str, Any]]
    deltas: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> "Dumps":
        """What a manifest says."""
        instant = datetime.fromisoformat(manifest["instant"])
        return cls(manifest["release"], instant, manifest["files"], manifest["deltas"])

    def of_scope(self, scope: str) -> list[Mapping[str, Any]]:
        """The files of the union, or of a library."""
        return [file for file in self.files if file["scope"] == scope]


@dataclass(frozen=True)
class Collection:
    """Everything that descriptions are made of; the same collection gives the same descriptions."""

    base: str
    title: Texts
    publisher: Texts
    email: str
    homepage: str
    release: int
    """The current release's number; 0 before the first."""
    instant: datetime | None
    """That of the current release."""
    first: datetime | None
    """That of the first release."""
    converter: str
    statements: int
    members: Mapping[str, Member]
    dumps: Sequence[Dumps] = ()
    """The newest first."""
    recent: Sequence[datetime] = ()
    """The instants of the last releases, the newest first."""
    statistics: Statistics | None = None
    samples: Sequence[str] = ()
    """Addresses of some records."""

    @property
    def catalogue(self) -> str:
        """The catalogue's IRI, which is its address."""
        return f"{self.base}catalog"

    def part(self, name: str) -> str:
        """The IRI of something that the catalogue's document describes."""
        return f"{self.base}catalog#{name}"

    def dataset(self, scope: str) -> str:
        """The IRI of the dataset of the union, or of a library."""
        return f"{self.base}.well-known/void#{scope}"

    @cached_property
    def of_licences(self) -> list[str]:
        """The scopes of open licences in the newest dumps."""
        found = {file["scope"] for file in self.dumps[0].files} if self.dumps else set()
        return sorted(scope for scope in found if scope.startswith(_OF_LICENCE))

    @cached_property
    def records(self) -> int:
        """How many records are published."""
        return sum(member.records for member in self.members.values())

    def name(self, code: str) -> Texts:
        """A library's name; its code where it has none."""
        member = self.members.get(code)
        names = {language: name for language, name in member.name.items() if name} if member else {}
        return names or {"vi": code, "en": code}
