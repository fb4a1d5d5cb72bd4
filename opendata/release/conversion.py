"""A record's payload to the statements that a release publishes of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyoxigraph

from harvesters.errors import UnreadableRecord
from opendata.archive.records import Original
from opendata.identity import record_iri
from opendata.quality.examination import Examination
from opendata.release.facts import Facts
from opendata.release.holdings import provinces_held_in
from opendata.release.provenance import provenance


class Told(NamedTuple):
    """What is told of a record."""

    statements: list[str]
    examination: Examination | None
    """None where its format has no examiner."""
    held_in: tuple[str, ...] = ()
    """The codes of the provinces where copies are: those that it names, or else its library's."""


class ConversionFailed(Exception):  # noqa: N818  (it names an outcome)
    """A record that cannot be converted; its text is the reason, in one line."""


@dataclass(frozen=True)
class Converter:
    """Readers and converters by format. Its functions must be importable by name, for other processes."""

    readers: Mapping[str, Callable[[bytes, str], Any]]
    converters: Mapping[str, Callable[[Any, str], list[str]]]
    version: str
    """Any change of what the converters write is a new one; publishing then converts everything anew."""
    vocabularies: Callable[[], Iterable[str]]
    """The statements about terms that records only link to."""
    examiners: Mapping[str, Callable[[Any], Examination]] = field(default_factory=dict)
    """What looks at a record for the quality report, by format. Any change of it is a new version too."""


def installed_converter() -> Converter:
    """The converter that this software brings with it."""
    from harvesters.readers.registry import READERS
    from opendata.crosswalk.registry import CONVERTERS
    from opendata.crosswalk.version import CONVERTER_VERSION
    from opendata.quality.registry import EXAMINE
    from vocabularies.labels import statements

    return Converter(READERS, CONVERTERS, CONVERTER_VERSION, statements, EXAMINE)


@dataclass(frozen=True)
class Conversion:
    """A converter with the facts of the release that it works for."""

    converter: Converter
    facts: Facts
    strict: bool = False
    """Also proves every statement well-formed: when a batch was refused, to find whose fault it was."""

    def iri(self, library: str, identifier: str) -> str:
        """The record's IRI."""
        return record_iri(self.facts.base_iri, library, identifier)

    def statements(self, library: str, identifier: str, format: str, original: Original) -> list[str]:
        """The record's statements `<s> <p> <o>`, each once. Raises ConversionFailed, and nothing else."""
        return self._described(library, identifier, format, original, examined=False).statements

    def described(
        self, library: str, identifier: str, format: str, original: Original
    ) -> tuple[list[str], Examination | None]:
        """The record's statements, and what was found in it; None where its format has no examiner."""
        found = self._described(library, identifier, format, original, examined=True)
        return found.statements, found.examination

    def told(self, library: str, identifier: str, format: str, original: Original) -> "Told":
        """As `described`, and where copies are."""
        return self._described(library, identifier, format, original, examined=True)

    def _described(
        self, library: str, identifier: str, format: str, original: Original, *, examined: bool
    ) -> "Told":
        iri = self.iri(library, identifier)
        try:
            record = self.converter.readers[format](original.payload, original.encoding)
            statements = self.converter.converters[format](record, iri)
            statements = statements + provenance(iri, library, record, self.facts)
            if self.strict:
                _prove(statements)
            examine = self.converter.examiners.get(format) if examined else None
            examination = examine(record) if examine is not None else None
            held_in = provinces_held_in(record, format)
        except UnreadableRecord as error:
            raise ConversionFailed(_line(error.reason)) from error
        except Exception as error:
            # Whatever it is, it is one record of perhaps a hundred million.
            raise ConversionFailed(_line(f"{type(error).__name__}: {error}")) from error
        return Told(statements, examination, held_in or self.facts.provinces(library))


def _prove(statements: list[str]) -> None:
    text = "".join([statement + " .\n" for statement in statements])
    for _ in pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_TRIPLES):
        pass


def _line(reason: str) -> str:
    return " ".join(reason.replace("\0", " ").encode("utf-8", "backslashreplace").decode().split())[:500]
