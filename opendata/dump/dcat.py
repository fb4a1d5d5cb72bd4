"""`dcat.ttl` beside the dumps: the catalogue as it describes this release and its full files.

Deltas are not in it: they come and go while the release is kept.
"""

from collections.abc import Iterable, Mapping

from opendata.describe.catalogue import catalogue
from opendata.describe.collection import Collection, Dumps, Member
from opendata.dump import manifest
from opendata.dump.dump_format import DumpFile
from opendata.release.index import Count, Release
from opendata.settings import Settings

FILE = "dcat.ttl"


def dcat(
    settings: Settings, release: Release, counts: Mapping[str, Count], files: Iterable[DumpFile]
) -> bytes:
    """The file, a statement a line and sorted; every such line is Turtle."""
    entries = [manifest.file_entry(file, release) for file in files]
    members = {
        code: Member(
            code,
            dict(facts.name),
            facts.licence,
            counts[code].records if code in counts else 0,
            library.protocol if (library := settings.libraries.get(code)) else "",
            format=library.format if library else "",
        )
        for code, facts in release.facts.libraries.items()
    }
    collection = Collection(
        base=release.facts.base_iri,
        title={"vi": settings.title.vi, "en": settings.title.en},
        publisher={"vi": settings.publisher.name.vi, "en": settings.publisher.name.en},
        email=settings.publisher.email,
        homepage=settings.publisher.homepage,
        release=release.number,
        instant=release.instant,
        first=release.instant,
        converter=release.facts.converter,
        statements=release.statements,
        members=members,
        dumps=[Dumps(release.number, release.instant, entries, ())],
    )
    return "".join(f"{statement} .\n" for statement in sorted(catalogue(collection))).encode()
