"""What `/oai` serves: the current release's records, a set for each library (see `oai.repository`)."""

import os
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from heapq import merge
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from harvesters.dublin_core import DublinCoreRecord
from harvesters.library import Library
from harvesters.marc import MarcRecord
from oai.formats.registry import FORMATS, offered_for
from oai.repository import Identity, Key, Marc, Origin, RepositoryUnavailable, Selection, Set
from opendata.archive.schema import versions
from opendata.crosswalk.registry import DUBLIN_CORE
from opendata.crosswalk.unimarc.record import to_marc21
from opendata.doors.published import PublishedRecord
from opendata.doors.site import Site
from opendata.identity import original_id, record_iri, safe_id
from opendata.release import index
from opendata.settings import Settings

_DOMAIN = re.compile(r"^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)+$")
_NO_DOMAIN = "opendata.localhost"
"""Stands in oai identifiers where the base IRI has no domain name (RFC 6761 keeps it for this machine)."""
_FORMATS = {kind: offered_for(kind) for kind in ("marc21", "unimarc", *DUBLIN_CORE)}
_NAMESPACES = {
    "marc21": "http://www.loc.gov/MARC21/slim",
    "unimarc": "http://www.loc.gov/MARC21/slim",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "oai_qdc": "http://purl.org/dc/terms/",
    "dim": "http://www.dspace.org/xmlns/dspace/dim",
    "xoai": "http://www.lyncode.com/xoai",
    "etdms": "http://www.ndltd.org/standards/metadata/etdms/1.0/",
}
_AT_ONCE = 1000


def secret_of(settings: Settings) -> bytes:
    """What signs resumption tokens: 32 random bytes in the home folder, made when there are none."""
    file = settings.home / "oai-secret"
    if not file.exists():
        fresh = Path(f"{file}.{os.getpid()}")
        fresh.write_bytes(secrets.token_bytes(32))
        fresh.chmod(0o600)
        try:
            os.link(fresh, file)
        except FileExistsError:  # another server of this home was quicker; its secret is the one
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()


def domain_of(base: str) -> str:
    """The domain name that identifiers carry."""
    host = urlsplit(base).hostname or ""
    return host if _DOMAIN.match(host) else _NO_DOMAIN


class OaiRecord:
    """A published record as the provider asks for it (see `oai.repository.Record`)."""

    def __init__(self, found: PublishedRecord, site: Site, prefix: str) -> None:
        self._found = found
        self._site = site
        self._prefix = prefix
        self.identifier = identifier_of(site, found.library, found.identifier)
        self.datestamp: datetime = found.instant
        self.deleted = found.deleted
        self.sets: Sequence[str] = (found.library,)
        self.format = found.format
        self.address = record_iri(site.settings.base_iri, found.library, found.identifier)

    def marcxml(self) -> bytes | None:
        """See Record."""
        payload = self._found.original.payload
        as_it_came = self._found.has_marc and not self._found.mended and payload.lstrip()[:1] == b"<"
        return payload if as_it_came else None

    def marc21(self) -> Marc | None:
        """See Record."""
        content = self._found.content
        if not isinstance(content, MarcRecord):
            return None
        return to_marc21(content) if self.format == "unimarc" else content

    def qualified(self) -> Sequence[tuple[str, str, str]] | None:
        """See Record."""
        content = self._found.content
        return content.elements if isinstance(content, DublinCoreRecord) else None

    def triples(self) -> bytes:
        """See Record."""
        return "".join([statement + " .\n" for statement in self._found.statements()]).encode()

    def licence(self) -> str:
        """See Record."""
        return self._site.licence(self._found.library)

    def institution(self) -> str:
        """See Record."""
        library = self._site.settings.libraries.get(self._found.library)
        return library.name.get("vi") or library.name.get("en") or library.code if library else ""

    def aggregator(self) -> str:
        """See Record."""
        return self._site.settings.publisher.name.vi

    def origin(self) -> Origin | None:
        """See Record."""
        library: Library | None = self._site.settings.libraries.get(self._found.library)
        if library is None or library.protocol != "oai-pmh":
            return None
        wanted = select(versions.c.datestamp, versions.c.harvested_at).where(
            versions.c.id == self._found.version
        )
        with self._site.published.archive.engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        return Origin(
            library.url,
            self._found.identifier,
            row.datestamp,
            row.harvested_at,
            _NAMESPACES[self.format],
            altered=FORMATS[self._prefix].namespace != _NAMESPACES[self.format],
        )


def identifier_of(site: Site, library: str, identifier: str) -> str:
    """`oai:{domain}:{library}/{safe id}` (OAI identifier guidelines)."""
    return f"oai:{domain_of(site.settings.base_iri)}:{library}/{safe_id(identifier)}"


class PublishedRepository:
    """The current release as an `oai.repository.Repository`."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._archive = site.published.archive
        self._prefix = f"oai:{domain_of(site.settings.base_iri)}:"

    def _release(self) -> index.Release:
        release = self._site.published.release()
        if release is None:
            raise RepositoryUnavailable("nothing has been published yet")
        return release

    def identify(self) -> Identity:
        """See Repository."""
        release = self._release()
        libraries = sorted(index.counts(self._archive, release))
        first = index.page(self._archive, release, size=1)
        sample = (
            (first[0].library, first[0].identifier)
            if first
            else (libraries[0] if libraries else "library", "1")
        )
        settings = self._site.settings
        return Identity(
            name=f"{settings.title.vi} · {settings.title.en}",
            base_url=f"{settings.base_iri}oai",
            admin_emails=[settings.publisher.email],
            earliest=index.earliest(self._archive) or release.instant,
            domain=domain_of(settings.base_iri),
            sample_identifier=identifier_of(self._site, *sample),
        )

    def sets(self) -> Iterable[Set]:
        """See Repository."""
        settings = self._site.settings
        for code in sorted(index.counts(self._archive, self._release())):
            library = settings.libraries.get(code)
            names = dict(library.name) if library else {"vi": code}
            yield Set(code, {language: name for language, name in names.items() if name} or {"vi": code})

    def formats(self, identifier: str | None) -> Sequence[str] | None:
        """See Repository."""
        if identifier is None:
            return _FORMATS["marc21"]
        row = self._row(identifier)
        return None if row is None else _FORMATS[row.format]

    def record(self, identifier: str, prefix: str) -> OaiRecord | None:
        """See Repository."""
        row = self._row(identifier)
        if row is None:
            return None
        return OaiRecord(self._site.published.of_row(row, self._release()), self._site, prefix)

    def _row(self, identifier: str) -> index.Published | None:
        library, _, safe = identifier.removeprefix(self._prefix).partition("/")
        if not identifier.startswith(self._prefix) or not safe:
            return None
        try:
            return index.record(self._archive, self._release(), library, original_id(safe))
        except ValueError:
            return None

    def page(
        self, selection: Selection, after: Key | None, size: int, content: bool
    ) -> Sequence[tuple[Key, OaiRecord]]:
        """See Repository."""
        release = self._release()
        rows = list(islice(self._rows(release, selection, int(after or 0), size), size))
        found = [self._site.published.of_row(row, release) for row in rows]
        if content:
            originals = self._archive.originals([row.version for row in rows if not row.deleted])
            for record in found:
                if record.version in originals:
                    record.original = originals[record.version]
        records = [OaiRecord(record, self._site, selection.prefix) for record in found]
        return [(f"{row.id:020d}", record) for row, record in zip(rows, records, strict=True)]

    def _rows(
        self, release: index.Release, selection: Selection, after: int, size: int
    ) -> Iterable[index.Published]:
        libraries = self._libraries(release, selection)
        if libraries is None:
            return self._listed(release, selection, after, size, None)
        listings = [self._listed(release, selection, after, size, library) for library in libraries]
        return merge(*listings, key=lambda row: row.id)

    def _libraries(self, release: index.Release, selection: Selection) -> list[str] | None:
        """The libraries to look into; None for all of them at once."""
        if selection.set_spec:
            return [selection.set_spec]
        every = sorted(index.counts(self._archive, release))
        able = [code for code in every if self._may_have(code, selection.prefix)]
        return None if able == every else able

    def _may_have(self, code: str, prefix: str) -> bool:
        library = self._site.settings.libraries.get(code)
        return library is None or prefix in _FORMATS.get(library.format, ())

    def _listed(
        self, release: index.Release, selection: Selection, after: int, size: int, library: str | None
    ) -> Iterable[index.Published]:
        """Everything behind *after* that is offered in the format, read in portions."""
        portion = size
        while True:
            rows = index.page(
                self._archive, release, after, portion, selection.from_, selection.until, library
            )
            yield from (row for row in rows if selection.prefix in _FORMATS[row.format])
            if len(rows) < portion:
                return
            after = rows[-1].id
            portion = _AT_ONCE

    def size(self, selection: Selection) -> int | None:
        """See Repository."""
        release = self._release()
        libraries = self._libraries(release, selection)
        dates = (selection.from_, self._until(release, selection))
        if libraries is None:
            return index.size(self._archive, release, *dates)
        sizes = [index.size(self._archive, release, *dates, library) for library in libraries]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None

    @staticmethod
    def _until(release: index.Release, selection: Selection) -> datetime | None:
        """None where *until* is no bound on the release, whose counts are kept."""
        return selection.until if selection.until is not None and selection.until < release.instant else None
