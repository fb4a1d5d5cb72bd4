"""The collection that descriptions are made of, as it stands; made once for each release and its dumps."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NamedTuple

from opendata.describe.collection import Collection, Dumps, Member
from opendata.doors.public_host import public_host
from opendata.doors.site import Site
from opendata.dump import manifest
from opendata.identity import record_iri
from opendata.release import index, statistics
from opendata.release.index import Count, Release

_RECENT = 12
_SAMPLES = 3


class _Known(NamedTuple):
    """A collection, how things stood when it was read, and what was made of it."""

    stands: Hashable
    collection: Collection
    made: dict[Hashable, Any]


class Described:
    """Descriptions of what is published, each made when it is first asked for and kept until that changes."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._known: _Known | None = None

    def collection(self) -> Collection:
        """What is described, as it stands."""
        return self._look().collection

    def once(self, name: Hashable, make: Callable[[Collection], Any]) -> Any:
        """What *make* gives for the collection as it stands, kept under *name*.

        Several threads may make the same at once; what they make is the same.
        """
        known = self._look()
        if name not in known.made:
            known.made[name] = make(known.collection)
        return known.made[name]

    def _look(self) -> "_Known":
        published = self._site.published
        folders = published.dumped()
        release = published.release()
        releases = self._site.settings.releases_path
        counted = (releases / str(release.number) / statistics.FILE).is_file() if release else False
        stands = (release.number if release else 0, counted, tuple(map(_version, folders)))
        known = self._known
        if known is None or known.stands != stands:
            self._known = known = _Known(stands, self._read(release, folders), {})
        return known

    def _read(self, release: Release | None, folders: list[Path]) -> Collection:
        site = self._site
        archive, settings = site.published.archive, site.settings
        counts = index.counts(archive, release) if release else {}
        manifests = [found for folder in folders if (found := manifest.read(folder)) is not None]
        return Collection(
            base=settings.base_iri,
            title=site.title,
            publisher=site.publisher,
            email=settings.publisher.email,
            homepage=settings.publisher.homepage,
            release=release.number if release else 0,
            instant=release.instant if release else None,
            first=index.earliest(archive),
            converter=release.facts.converter if release else "",
            statements=release.statements if release else 0,
            members={code: self._member(code, release, counts) for code in self._codes(release)},
            dumps=[Dumps.of(found) for found in manifests if found["files"]],
            recent=index.instants(archive, release, _RECENT) if release else [],
            statistics=statistics.read(settings.releases_path, release.number) if release else None,
            samples=self._samples(release) if release else [],
        )

    def _codes(self, release: Release | None) -> list[str]:
        published = release.facts.libraries if release else {}
        return sorted({*published, *self._site.settings.libraries})

    def _member(self, code: str, release: Release | None, counts: dict[str, Count]) -> Member:
        library = self._site.settings.libraries.get(code)
        facts = release.facts.libraries.get(code) if release else None
        return Member(
            code,
            dict(facts.name if facts else library.name if library else {}),
            facts.licence if facts else library.licence if library else "",
            counts[code].records if code in counts else 0,
            library.protocol if library else "",
            public_host(library.url) if library else "",
            library.format if library else "",
        )

    def _samples(self, release: Release) -> list[str]:
        rows = index.page(self._site.published.archive, release, size=4 * _SAMPLES)
        live = [row for row in rows if not row.deleted][:_SAMPLES]
        base = self._site.settings.base_iri
        return [record_iri(base, row.library, row.identifier) for row in live]


def _version(folder: Path) -> Hashable:
    """What differs once a folder of dumps is described anew."""
    try:
        found = (folder / manifest.MANIFEST).stat()
    except OSError:
        return folder.name
    return folder.name, found.st_mtime_ns, found.st_ino
