"""The current release as the doors read it: records with their statements, counts, the store's snapshot."""

import json
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from opendata.archive.archive import Archive
from opendata.archive.records import Original
from opendata.crosswalk.statements import iri_of
from opendata.doors.rdf import triples
from opendata.doors.view import Line, record_view
from opendata.dump.watch import dumped
from opendata.dump.withdraw import Withdrawn, read
from opendata.identity import original_id, record_iri
from opendata.record_xml import as_xml
from opendata.release import folders, index
from opendata.release.conversion import Conversion, ConversionFailed, Converter, installed_converter
from opendata.settings import Settings
from sparql.pool import WorkerPool
from sparql.sources import is_engine
from sparql.tasks import Task

_MARC_FORMATS = ("marc21", "unimarc")
_ABOUT_SHARED = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND (IRI AS ?s) }
  UNION { IRI ?a ?s }
  UNION { IRI ?a ?b . FILTER STRSTARTS(STR(?b), "PARTS") ?b ?c ?s }
  FILTER (?s = IRI || STRSTARTS(STR(?s), "PARTS"))
  ?s ?p ?o
}"""
"""A part is led to by the thing itself (a title) or by one of its parts (the agent of a contribution)."""


class CurrentRelease(NamedTuple):
    """What pages say of the current release."""

    number: int
    instant: datetime
    records: int
    statements: int


class PublishedRecord:
    """A record in the version that the current release publishes."""

    def __init__(self, row: index.Published, archive: Archive, conversion: Conversion) -> None:
        self.library = row.library
        self.identifier = row.identifier
        self.instant = row.instant
        self.deleted = row.deleted
        self.format = row.format
        self.version = row.version
        self.mended = row.mended
        self._archive = archive
        self._conversion = conversion

    @property
    def has_marc(self) -> bool:
        """Whether it came as MARC."""
        return self.format in _MARC_FORMATS

    @cached_property
    def original(self) -> Original:
        """The bytes as they came from the library."""
        return self._archive.original(self.version)

    @cached_property
    def content(self) -> Any:
        """The record as its reader gives it: a MarcRecord or a DublinCoreRecord."""
        return self._conversion.converter.readers[self.format](*self.original)

    def statements(self) -> list[str]:
        """Its graph; empty where the converter cannot convert it any more."""
        try:
            return self._conversion.statements(self.library, self.identifier, self.format, self.original)
        except ConversionFailed:
            return []

    def marcxml(self) -> bytes:
        """One MARCXML `record` document of it; only where `has_marc`."""
        return as_xml(self.content).encode()


class Published:
    """Reads of what is published; safe for many threads."""

    def __init__(self, settings: Settings, archive: Archive, converter: Converter | None = None) -> None:
        self.settings = settings
        self.archive = archive
        self._converter = converter or installed_converter()

    def release(self) -> index.Release | None:
        """The current release; None before the first."""
        return index.current(self.archive)

    def current(self) -> CurrentRelease | None:
        """The current release with its counts."""
        release = self.release()
        if release is None:
            return None
        records = sum(count.records for count in index.counts(self.archive, release).values())
        return CurrentRelease(release.number, release.instant, records, release.statements)

    def checkpoint(self) -> Path | None:
        """The snapshot of the store that belongs to the current release.

        Where another engine answers: the folder of the newest release that it holds. That is the one before
        the current one while a release is brought there.
        """
        release = self.release()
        if release is None:
            return None
        if self.settings.store.url:
            return self._in_engine(release.number)
        # The one before: a front end that shares the archive may not have fetched the newest yet.
        found = (
            folders.store_path(self.settings.releases_path, each)
            for each in (release.number, release.number - 1)
        )
        return next((folder for folder in found if folder.is_dir()), None)

    def _in_engine(self, number: int) -> Path | None:
        found = (folders.engine_path(self.settings.releases_path, each) for each in (number, number - 1))
        return next((folder for folder in found if is_engine(folder)), None)

    def count(self, library: str) -> int:
        """How many live records of a library are published."""
        release = self.release()
        if release is None:
            return 0
        found = index.counts(self.archive, release).get(library)
        return found.records if found else 0

    def of_row(self, row: index.Published, release: index.Release) -> PublishedRecord:
        """The record that a row of the release's index is about."""
        return PublishedRecord(row, self.archive, Conversion(self._converter, release.facts))

    def record(self, library: str, identifier: str) -> PublishedRecord | None:
        """A record of the current release, perhaps as deleted; None where it never was published."""
        release = self.release()
        if release is None:
            return None
        row = index.record(self.archive, release, library, identifier)
        return self.of_row(row, release) if row is not None else None

    def samples(self, count: int, library: str | None = None) -> list[Line]:
        """Some live records with their titles: of a library, or of each the same number where there are."""
        release = self.release()
        if release is None:
            return []
        lines: list[Line] = []
        libraries = sorted(index.counts(self.archive, release)) if library is None else [library]
        for code in libraries:
            rows = index.page(self.archive, release, size=4 * count, library=code)
            live = [row for row in rows if not row.deleted][: max(1, count // len(libraries))]
            lines.extend(self._line(self.of_row(row, release)) for row in live)
        return lines[:count]

    def _line(self, record: PublishedRecord) -> Line:
        iri = record_iri(self.settings.base_iri, record.library, record.identifier)
        title = record_view(iri, triples(record.statements()), "vi").title
        return Line(title, iri.removeprefix(self.settings.base_iri.rstrip("/")))

    def title_of(self, document: str) -> str:
        """The title of the record whose IRI is *document*, `""` where it has none."""
        parts = document.removeprefix(f"{self.settings.base_iri}record/").split("/")
        if len(parts) != 2:
            return ""
        try:
            found = self.record(parts[0], original_id(parts[1]))
        except ValueError:
            return ""
        return self._line(found).text if found is not None and not found.deleted else ""

    def shares(self, iri: str, pool: WorkerPool) -> bool:
        """Whether the current release says anything of a Hub or heading."""
        subject = iri_of(iri)
        if subject is None:
            return False
        query = f"SELECT ?p WHERE {{ {subject} ?p ?o }} LIMIT 1"
        result = pool.run(Task(query=query, format="json", max_rows=1, max_bytes=1 << 16))
        return bool(json.loads(b"".join(result.chunks))["results"]["bindings"])

    def about_shared(self, iri: str, pool: WorkerPool) -> list[str]:
        """What the current release states of a Hub or heading and of its parts."""
        subject = iri_of(iri)
        if subject is None:
            return []
        query = _ABOUT_SHARED.replace("PARTS", f"{iri}#").replace("IRI", subject)
        result = pool.run(Task(query=query, format="nt", max_rows=1000, max_bytes=1 << 20))
        lines = b"".join(result.chunks).decode().split("\n")
        return [line.removesuffix(" .") for line in lines if line and not line.startswith("#")]

    def dumped(self) -> list[Path]:
        """The folders of dumps, newest release first."""
        return dumped(self.settings.dumps_path)

    def withdrawn(self) -> list[Withdrawn]:
        """The releases whose dumps were withdrawn, the newest first."""
        folder = self.settings.dumps_path
        folders = [each for each in folder.iterdir() if each.name.isdecimal()] if folder.is_dir() else []
        found = [known for each in folders if (known := read(each)) is not None]
        return sorted(found, key=lambda known: -known.release)
