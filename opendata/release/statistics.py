"""What a release's store holds, counted in one pass over its statements.

Counted once, when the release was published, and kept beside it as `statistics.json`; memory does not grow
with the store. Distinct objects would: they are counted up to OBJECTS_COUNTED, and beyond that not told.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, RdfFormat, Store

from opendata.release import folders
from opendata.whole_file import whole_file
from vocabularies.namespaces import bf, rdf

FILE = "statistics.json"
VERSION = 1
"""Of what is counted: statistics of another version are counted anew."""
OBJECTS_COUNTED = 1_000_000
TARGETS: Mapping[str, tuple[str, ...]] = {
    "id.loc.gov": ("http://id.loc.gov/authorities/", "http://id.loc.gov/vocabulary/",
                   "http://id.loc.gov/rwo/", "http://id.loc.gov/entities/"),
    "viaf.org": ("http://viaf.org/", "https://viaf.org/"),
    "wikidata.org": ("http://www.wikidata.org/", "https://www.wikidata.org/"),
    "isni.org": ("http://isni.org/", "https://isni.org/", "http://www.isni.org/"),
    "orcid.org": ("http://orcid.org/", "https://orcid.org/"),
    "d-nb.info": ("http://d-nb.info/", "https://d-nb.info/"),
    "data.bnf.fr": ("http://data.bnf.fr/", "https://data.bnf.fr/"),
    "geonames.org": ("http://sws.geonames.org/", "https://sws.geonames.org/"),
    "worldcat.org": ("http://id.worldcat.org/", "https://id.worldcat.org/", "http://worldcat.org/"),
    "rdaregistry.info": ("http://rdaregistry.info/",),
    "getty.edu": ("http://vocab.getty.edu/",),
}  # fmt: skip
"""The data that links lead to, and how their IRIs begin."""

_TYPE = f"<{rdf.type}>".encode()
_DATE = f"<{bf.date}>".encode()
_YEAR = re.compile(rb'"(\d{4})(?!\d)')
_OLDEST = 1000
_BUFFER = 1 << 20


@dataclass(frozen=True)
class Statistics:
    """What is in a release's store."""

    triples: int
    subjects: int
    objects: int | None
    """None where there are too many to be counted."""
    entities: int
    """Subjects with an IRI of the installation's own."""
    classes: Mapping[str, int]
    """How many things are of each class."""
    properties: Mapping[str, int]
    """How many statements have each property."""
    links: Mapping[str, Mapping[str, int]]
    """How many statements lead to each of TARGETS, by property."""
    libraries: Mapping[str, int]
    """How many statements are about the records of each library, by its code."""
    years: tuple[int, int] | None
    """The first and the last year of publication that records name."""

    def as_json(self) -> bytes:
        """For `from_json`."""
        return json.dumps({"version": VERSION, **asdict(self)}, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, text: bytes) -> "Statistics | None":
        """What `as_json` wrote; None where that was of another version."""
        found: dict[str, Any] = json.loads(text)
        if found.pop("version", None) != VERSION:
            return None
        years = found.pop("years")
        return cls(**found, years=tuple(years) if years else None)


def read(releases: Path, number: int) -> Statistics | None:
    """The statistics of a release; None where they have not been counted."""
    try:
        return Statistics.from_json((releases / str(number) / FILE).read_bytes())
    except (OSError, ValueError, TypeError):
        return None


def write(releases: Path, number: int, base: str, last_year: int, *, anew: bool = False) -> Statistics:
    """Counts what a release's store holds, and keeps it beside the store; or reads what was kept.

    What was kept is counted *anew* where that is asked for. *base* is how the installation's own IRIs begin;
    no year after *last_year* is believed. Raises OSError where the store cannot be read.
    """
    known = None if anew else read(releases, number)
    if known is not None:
        return known
    counted = count(Store.read_only(str(folders.store_path(releases, number))), base, last_year)
    with whole_file(releases / str(number) / FILE) as out:
        out.write(counted.as_json())
    return counted


def count(store: Store, base: str, last_year: int) -> Statistics:
    """Counts what is in the default graph of *store*."""
    counting = _Counting(base, last_year)
    with io.BufferedWriter(counting, _BUFFER) as out:
        store.dump(out, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return counting.result()


class _Counting(io.RawIOBase):
    """Counts the N-Triples that are written to it, those of a subject one after the other."""

    def __init__(self, base: str, last_year: int) -> None:
        super().__init__()
        self._own = f"<{base}".encode()
        self._records = f"<{base}record/".encode()
        self._last_year = last_year
        self._left = b""
        self._subject = b""
        self._library: bytes = b""
        self._triples = self._subjects = self._entities = 0
        self._objects: set[int] | None = set()
        self._types: Counter[bytes] = Counter()
        self._properties: Counter[bytes] = Counter()
        self._links: Counter[tuple[str, bytes]] = Counter()
        self._libraries: Counter[bytes] = Counter()
        self._years: set[int] = set()
        self._targets = {prefix.encode(): name for name, prefixes in TARGETS.items() for prefix in prefixes}

    def writable(self) -> bool:
        """See io.RawIOBase."""
        return True

    def write(self, data: Any) -> int:
        """See io.RawIOBase."""
        taken = bytes(data)
        lines = (self._left + taken).split(b"\n")
        self._left = lines.pop()
        for line in lines:
            self._count(line)
        if self._objects is not None and len(self._objects) > OBJECTS_COUNTED:
            self._objects = None
        return len(taken)

    def _count(self, line: bytes) -> None:
        subject, predicate, value = line.split(b" ", 2)
        if subject != self._subject:
            self._begin(subject)
        self._triples += 1
        self._properties[predicate] += 1
        if self._library:
            self._libraries[self._library] += 1
        if self._objects is not None:
            self._objects.add(hash(value))
        if predicate == _TYPE:
            self._types[value] += 1
        elif value[:1] == b"<":
            if not value.startswith(self._own):
                self._link(predicate, value)
        elif predicate == _DATE and (year := _YEAR.match(value)):
            self._years.add(int(year[1]))

    def _begin(self, subject: bytes) -> None:
        self._subject = subject
        self._subjects += 1
        self._entities += subject.startswith(self._own)
        start = len(self._records)
        about_record = subject.startswith(self._records)
        self._library = subject[start : subject.find(b"/", start)] if about_record else b""

    def _link(self, predicate: bytes, value: bytes) -> None:
        if not self._subject.startswith(self._own):
            return
        for prefix, name in self._targets.items():
            if value.startswith(prefix, 1):
                self._links[name, predicate] += 1
                return

    def result(self) -> Statistics:
        """What was counted."""
        believed = sorted(year for year in self._years if _OLDEST <= year <= self._last_year)
        links: dict[str, dict[str, int]] = {}
        for (name, predicate), amount in sorted(self._links.items()):
            links.setdefault(name, {})[_iri(predicate)] = amount
        return Statistics(
            triples=self._triples,
            subjects=self._subjects,
            objects=len(self._objects) if self._objects is not None else None,
            entities=self._entities,
            classes=_sorted(self._types),
            properties=_sorted(self._properties),
            links=links,
            libraries={code.decode(): amount for code, amount in sorted(self._libraries.items())},
            years=(believed[0], believed[-1]) if believed else None,
        )


def _iri(term: bytes) -> str:
    return term.decode().removesuffix(" .")[1:-1]


def _sorted(amounts: Counter[bytes]) -> dict[str, int]:
    return {_iri(term): amount for term, amount in sorted(amounts.items())}
