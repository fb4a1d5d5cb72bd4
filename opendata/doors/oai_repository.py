"""What `/oai` serves: the current release's records, a set for each library (see `oai.repository`)."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from harvesters.dublin_core import DublinCoreRecord
from harvesters.library import Library
from harvesters.marc import MarcRecord
from harvesters.oai_origin import public
from oai.descriptions import branding, friends, rights_manifest
from oai.formats.registry import FORMATS, offered_for
from oai.repository import Identity, Key, Marc, Origin, RepositoryUnavailable, Selection, Set
from opendata.archive.records import Original
from opendata.archive.set_names import read_set_names
from opendata.crosswalk.registry import DUBLIN_CORE
from opendata.crosswalk.unimarc.record import to_marc21
from opendata.doors.oai_origins import previous
from opendata.doors.oai_sets import described
from opendata.doors.published import PublishedRecord
from opendata.doors.site import Site
from opendata.identity import original_id, record_iri, safe_id
from opendata.release import index

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


@lru_cache(maxsize=1024)
def public_url(url: str) -> str:
    """A library's base URL as everybody may see it: without what could be a name, a password or a key."""
    return public(url)


def domain_of(base: str) -> str:
    """The domain name that identifiers carry."""
    host = urlsplit(base).hostname or ""
    return host if _DOMAIN.match(host) else _NO_DOMAIN


class OaiRecord:
    """A published record as the provider asks for it (see `oai.repository.Record`)."""

    __slots__ = ("_kept", "_row", "_view", "datestamp", "deleted", "format", "identifier", "sets")

    def __init__(self, row: index.Published, view: "_View") -> None:
        self._row = row
        self._view = view
        self._kept: PublishedRecord | None = None
        self.identifier = f"{view.prefix}{row.library}/{safe_id(row.identifier)}"
        self.datestamp: datetime = row.instant
        self.deleted = row.deleted
        self.sets = _sets(row.library, row.sets)
        self.format = row.format

    @property
    def address(self) -> str:
        """See Record."""
        return record_iri(self._view.site.settings.base_iri, self._row.library, self._row.identifier)

    @property
    def _found(self) -> PublishedRecord:
        if self._kept is None:
            self._kept = self._view.site.published.of_row(self._row, self._view.release)
            if self._row.packed is not None:
                self._kept.original = Original(self._payload(), self._row.encoding)
        return self._kept

    def _payload(self) -> bytes:
        row = self._row
        if row.packed is None:
            return self._found.original.payload
        return self._view.unpacked(row.packed, row.dictionary)

    def valid_marcxml(self) -> bytes | None:
        """See Record."""
        return self._payload() if self._row.ready else None

    def marcxml(self) -> bytes | None:
        """See Record."""
        if self._row.mended or not self._found.has_marc:
            return None
        payload = self._payload()
        return payload if payload.lstrip()[:1] == b"<" else None

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
        return self._view.licence(self._row.library)

    def institution(self) -> str:
        """See Record."""
        library = self._view.site.settings.libraries.get(self._row.library)
        return library.name.get("vi") or library.name.get("en") or library.code if library else ""

    def aggregator(self) -> str:
        """See Record."""
        return self._view.site.settings.publisher.name.vi

    def origin(self) -> Origin | None:
        """See Record."""
        row = self._row
        library = self._view.origins.get(row.library)
        if library is None:
            return None
        namespace = _NAMESPACES[self.format]
        altered = row.mended or FORMATS[self._view.asked].namespace != namespace
        theirs, harvested = [datetime.fromtimestamp(each, UTC) for each in (row.datestamp, row.harvested)]
        before = previous(row.earlier) if row.earlier else None
        return Origin(public_url(library.url), row.identifier, theirs, harvested, namespace, altered, before)


@lru_cache(maxsize=4096)
def _sets(library: str, others: str | None) -> Sequence[str]:
    return (library, *(others or "").split())


def identifier_of(site: Site, library: str, identifier: str) -> str:
    """`oai:{domain}:{library}/{safe id}` (OAI identifier guidelines)."""
    return f"oai:{domain_of(site.settings.base_iri)}:{library}/{safe_id(identifier)}"


class _Release(NamedTuple):
    """What is known of a release from its counts."""

    release: index.Release
    counts: Mapping[str, index.Count]
    identity: Identity
    sets: Sequence[Set]
    of_records: Mapping[str, Sequence[index.Set]]
    """Those that are not a library's, by setSpec."""
    origins: Mapping[str, Library]
    """The libraries that are harvested by OAI-PMH."""


class PublishedCollection:
    """What is published, as an `oai.repository.Collection`: for each request the release that is current."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._archive = site.published.archive
        self._known: _Release | None = None

    def as_it_stands(self) -> "_View":
        """See Collection; raises RepositoryUnavailable where nothing has been published yet."""
        number = index.current_number(self._archive)
        known = self._known
        if known is None or known.release.number != number:
            release = self._site.published.release()
            if release is None:
                raise RepositoryUnavailable("nothing has been published yet")
            # Several threads may do this at once, and come to the same.
            self._known = known = self._of(release)
        return _View(self._site, known)

    def _of(self, release: index.Release) -> _Release:
        counts = index.counts(self._archive, release)
        libraries = sorted(counts)
        first = index.page(self._archive, release, size=1)
        sample = (
            (first[0].library, first[0].identifier)
            if first
            else (libraries[0] if libraries else "library", "1")
        )
        settings = self._site.settings
        identity = Identity(
            name=f"{settings.title.vi} · {settings.title.en}",
            base_url=f"{settings.base_iri}oai",
            admin_emails=[settings.publisher.email],
            earliest=index.earliest(self._archive) or release.instant,
            domain=domain_of(settings.base_iri),
            sample_identifier=identifier_of(self._site, *sample),
            descriptions=self._descriptions(release),
        )
        origins = {code: each for code, each in settings.libraries.items() if each.protocol == "oai-pmh"}
        of_records = index.sets(self._archive, release)
        licences = [about.licence for about in release.facts.libraries.values() if about.licence]
        of_libraries = [self._set(code) for code in libraries]
        with self._archive.engine.connect() as connection:
            called = read_set_names(connection)
        sets = [*of_libraries, *described(of_records, licences, of_libraries, called)]
        return _Release(release, counts, identity, sets, of_records, origins)

    def _descriptions(self, release: index.Release) -> list[str]:
        settings, publisher = self._site.settings, self._site.settings.publisher
        libraries = settings.libraries.values()
        found = (
            rights_manifest(about.licence for about in release.facts.libraries.values()),
            branding(settings.oai.icon, publisher.homepage or settings.base_iri, settings.title.vi),
            friends(public_url(each.url) for each in libraries if each.protocol == "oai-pmh"),
        )
        return [each for each in found if each]

    def _set(self, code: str) -> Set:
        library = self._site.settings.libraries.get(code)
        names = dict(library.name) if library else {"vi": code}
        return Set(code, {language: name for language, name in names.items() if name} or {"vi": code})


class _View:
    """A release as an `oai.repository.Repository`, for one request."""

    def __init__(self, site: Site, known: _Release) -> None:
        self.site = site
        self.archive = site.published.archive
        self.release = known.release
        self.prefix = f"oai:{known.identity.domain}:"
        self.asked = ""
        """The metadataPrefix of the records that are given."""
        self.origins = known.origins
        self._known = known
        self._licences: dict[str, str] = {}
        self._unpacking: dict[int | None, Callable[[bytes], bytes]] = {}

    def identify(self) -> Identity:
        """See Repository."""
        return self._known.identity

    def sets(self) -> Iterable[Set]:
        """See Repository."""
        return self._known.sets

    def unpacked(self, packed: bytes, dictionary: int | None) -> bytes:
        """A payload as it came."""
        unpack = self._unpacking.get(dictionary)
        if unpack is None:
            unpack = self._unpacking[dictionary] = self.archive.unpacking(dictionary)
        return unpack(packed) if packed else b""

    def licence(self, library: str) -> str:
        """The licence of a library's records."""
        if library not in self._licences:
            self._licences[library] = self.site.licence(library)
        return self._licences[library]

    def formats(self, identifier: str | None) -> Sequence[str] | None:
        """See Repository."""
        if identifier is None:
            return _FORMATS["marc21"]
        row = self._row(identifier)
        return None if row is None else _FORMATS[row.format]

    def record(self, identifier: str, prefix: str) -> OaiRecord | None:
        """See Repository."""
        row = self._row(identifier)
        self.asked = prefix
        return None if row is None else OaiRecord(row, self)

    def _row(self, identifier: str) -> index.Published | None:
        library, _, safe = identifier.removeprefix(self.prefix).partition("/")
        if not identifier.startswith(self.prefix) or not safe:
            return None
        try:
            return index.record(self.archive, self.release, library, original_id(safe))
        except ValueError:
            return None

    def page(
        self, selection: Selection, after: Key | None, size: int, content: bool
    ) -> Sequence[tuple[Key, OaiRecord]]:
        """See Repository. A key names its release: for one that is not here yet the harvester waits."""
        self.asked = selection.prefix
        place, _, number = (after or "0.0").partition(".")
        if int(number) > self.release.number:
            raise RepositoryUnavailable(f"release {number} is not here yet")
        rows = islice(self._rows(selection, int(place), size, content), size)
        return [(f"{row.id}.{self.release.number}", OaiRecord(row, self)) for row in rows]

    def _rows(self, selection: Selection, after: int, size: int, content: bool) -> Iterable[index.Published]:
        if selection.set_spec and selection.set_spec not in self._known.counts:
            numbers = [part.number for part in self._parts(selection)]
            return _merged([self._listed(selection, after, size, content, None, each) for each in numbers])
        libraries = self._libraries(selection)
        if libraries is None:
            return self._listed(selection, after, size, content, None)
        listings = [self._listed(selection, after, size, content, library) for library in libraries]
        return _merged(listings)

    def _parts(self, selection: Selection) -> list[index.Set]:
        """What is in a set that is not a library's, and offered in the format."""
        parts = self._known.of_records.get(selection.set_spec, ())
        return [part for part in parts if selection.prefix in _FORMATS[part.format]]

    def _libraries(self, selection: Selection) -> list[str] | None:
        """The libraries to look into; None for all of them at once."""
        if selection.set_spec:
            return [selection.set_spec]
        every = sorted(self._known.counts)
        able = [code for code in every if self._may_have(code, selection.prefix)]
        return None if able == every else able

    def _may_have(self, code: str, prefix: str) -> bool:
        library = self.site.settings.libraries.get(code)
        return library is None or prefix in _FORMATS.get(library.format, ())

    def _listed(
        self,
        selection: Selection,
        after: int,
        size: int,
        content: bool,
        library: str | None,
        of_set: int | None = None,
    ) -> Iterable[index.Published]:
        """Everything behind *after* that is offered in the format, read in portions."""
        until = self._until(selection)
        portion = size
        while True:
            rows = index.page(
                self.archive,
                self.release,
                after,
                portion,
                selection.from_,
                until,
                library,
                of_set=of_set,
                content=content,
            )
            yield from [row for row in rows if selection.prefix in _FORMATS[row.format]]
            if len(rows) < portion:
                return
            after = rows[-1].id
            portion = _AT_ONCE

    def view(self, selection: Selection) -> Hashable:
        """See Repository."""
        return self.release.number, self.release.instant, selection._replace(until=self._until(selection))

    def size(self, selection: Selection) -> int | None:
        """See Repository."""
        dates = (selection.from_, self._until(selection))
        if selection.set_spec and selection.set_spec not in self._known.counts:
            return sum([part.records for part in self._parts(selection)]) if dates == (None, None) else None
        libraries = self._libraries(selection)
        if libraries is None and dates == (None, None):
            return sum([count.records + count.deleted for count in self._known.counts.values()])
        if libraries is None:
            return index.size(self.archive, self.release, *dates)
        sizes = [index.size(self.archive, self.release, *dates, library) for library in libraries]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None

    def _until(self, selection: Selection) -> datetime | None:
        """None where *until* is no bound on the release, whose counts are kept."""
        bound = selection.until
        return bound if bound is not None and bound < self.release.instant else None


def _merged(listings: Sequence[Iterable[index.Published]]) -> Iterable[index.Published]:
    return listings[0] if len(listings) == 1 else merge(*listings, key=lambda row: row.id)
