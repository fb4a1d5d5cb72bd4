"""What a release's statements depend on beside the records themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from oai.formats.registry import FORMATS
from opendata.release import sets
from opendata.settings import Settings


@dataclass(frozen=True)
class LibraryFacts:
    """What is said of a member library."""

    name: Mapping[str, str]
    licence: str
    province: str = ""
    """The code of the province where it is; `""` where that is not said."""


@dataclass(frozen=True)
class Facts:
    """The base IRI, the converter's version, and the member libraries by code."""

    base_iri: str
    converter: str
    libraries: Mapping[str, LibraryFacts]
    sets: str = sets.VERSION
    """The version of what tells which sets a record is in."""
    formats: Mapping[str, str] = field(default_factory=lambda: _versions())
    """The versions of the metadata formats of OAI-PMH, by prefix."""

    @classmethod
    def of(cls, settings: Settings, converter: str, before: "Facts | None") -> Self:
        """The facts for a new release; a library that left the settings keeps what was said *before*."""
        known = dict(before.libraries) if before else {}
        for code, library in settings.libraries.items():
            known[code] = LibraryFacts(dict(library.name), library.licence, library.province)
        return cls(settings.base_iri, converter, dict(sorted(known.items())))

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """The facts that `as_json` wrote."""
        libraries = {code: LibraryFacts(**about) for code, about in found["libraries"].items()}
        return cls(found["base_iri"], found["converter"], libraries, found["sets"], found["formats"])

    def as_json(self) -> dict[str, Any]:
        """The facts as plain dicts and strings."""
        return asdict(self)

    @property
    def own(self) -> str:
        """How the IRIs begin of which only one record makes statements: records and their parts."""
        return f"{self.base_iri}record/"

    def licence(self, library: str) -> str:
        """The IRI of a library's licence, `""` where it has none."""
        about = self.libraries.get(library)
        return about.licence if about else ""

    def provinces(self, library: str) -> tuple[str, ...]:
        """The code of the province where a library is, if that is said."""
        about = self.libraries.get(library)
        return (about.province,) if about and about.province else ()

    def same_conversion(self, other: "Facts", libraries: Iterable[str]) -> bool:
        """Whether a record of any of these *libraries* is told alike by every door under both.

        A format that is new or gone changes nothing in the others; who asks for a new one asks for all of it.
        """
        told, was = (self.base_iri, self.converter, self.sets), (other.base_iri, other.converter, other.sets)
        return (
            told == was
            and all(other.formats.get(prefix, version) == version for prefix, version in self.formats.items())
            and all(
                self.licence(code) == other.licence(code) and self.provinces(code) == other.provinces(code)
                for code in libraries
            )
        )


def _versions() -> dict[str, str]:
    return {prefix: FORMATS[prefix].version for prefix in sorted(FORMATS)}
