"""A small library network for tests: records of two or three lines, and a converter for them."""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph

from harvesters.dublin_core import DublinCoreRecord
from harvesters.errors import UnreadableRecord
from harvesters.library import Library
from harvesters.records import HarvestedRecord, Page, RejectedRecord
from opendata.archive.archive import Archive
from opendata.quality import dublin_core
from opendata.release.conversion import Converter
from opendata.release.publish import Outcome, publish
from opendata.settings import Settings
from vocabularies.namespaces import bf

T0 = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
LANGUAGE = "http://id.loc.gov/vocabulary/languages/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def read(payload: bytes, encoding: str = "auto") -> DublinCoreRecord:
    """A title in the first line, headings in the others."""
    title, *headings = payload.decode().split("\n")
    if title == "unreadable":
        raise UnreadableRecord("this is\nno record", payload)
    elements = [("title", title, ""), *(("subject", heading, "") for heading in headings)]
    return DublinCoreRecord(tuple(elements))


def convert(record: DublinCoreRecord, iri: str) -> list[str]:
    """A Work with its title, its language (`in vie`), and the headings that it leads to."""
    title = record.values("title")[0]
    if title == "bug":
        raise KeyError("the converter's own fault")
    if title == "malformed":
        return [f"<{iri}#Work> <http://not an iri/> <a:o>"]
    base = iri.split("record/")[0]
    statements = [f'<{iri}#Work> <a:title> "{title}"']
    for heading in record.values("subject"):
        if heading.startswith("in "):
            statements.append(f"<{iri}#Work> <{bf.language}> <{LANGUAGE}{heading[3:]}>")
            continue
        thing = f"<{base}heading/{heading}>"
        statements += [f"<{iri}#Work> <a:subject> {thing}", f'{thing} {LABEL} "{heading}"']
    return list(dict.fromkeys(statements))


def vocabularies() -> list[str]:
    """One term's label."""
    return [f'<http://id.loc.gov/vocabulary/languages/vie> {LABEL} "Tiếng Việt"@vi']


def converter(version: str = "1") -> Converter:
    """The converter for the format `tiny`."""
    return Converter({"tiny": read}, {"tiny": convert}, version, vocabularies, {"tiny": dublin_core.examine})


def library(code: str, licence: str = "http://l.example/cc0") -> Library:
    """A member library's settings."""
    return Library(
        code, {"vi": f"Thư viện {code}", "en": f"Library {code}"}, "files", "", "tiny", licence=licence
    )


def settings(home: Path, *libraries: Library, base: str = "http://data.example/") -> Settings:
    """An installation in *home*; its libraries are `a` and `b` unless given."""
    home.mkdir(exist_ok=True)
    chosen = libraries or (library("a"), library("b"))
    return Settings(home=home, base_iri=base, libraries={each.code: each for each in chosen})


def live(identifier: str, text: str, source: str = "a") -> HarvestedRecord:
    return HarvestedRecord(source, identifier, T0, False, "tiny", text.encode())


def gone(identifier: str, source: str = "a") -> HarvestedRecord:
    return HarvestedRecord(source, identifier, T0, True, "tiny", b"")


def rejected(identifier: str, text: str = "?", source: str = "a") -> RejectedRecord:
    return RejectedRecord(source, identifier, T0, "tiny", text.encode(), "cannot be read")


def many(low: int, high: int) -> list[HarvestedRecord]:
    """Records that share a heading."""
    return [live(f"{number:03}", f"title {number}\nshared") for number in range(low, high)]


def page_of(*records: HarvestedRecord | RejectedRecord, at: str = "1", finished: bool = True) -> Page:
    return Page(records, {"at": at}, finished)


def clock(start: datetime = T0) -> Callable[[], datetime]:
    """A clock that is an hour later each time it is looked at."""
    hours = iter(range(1, 100_000))
    return lambda: start + timedelta(hours=next(hours))


class House:
    """An installation with its archive."""

    def __init__(self, home: Path, of: Settings | None = None) -> None:
        self.settings = of or settings(home)
        self.archive = Archive.open(self.settings.archive_url)
        self.executor: Executor = ThreadPoolExecutor(2)
        self.now = clock()

    def harvest(self, *records: HarvestedRecord | RejectedRecord) -> None:
        """Stores the records, a page for each library."""
        for code in dict.fromkeys(record.source for record in records):
            self.archive.store_page(code, page_of(*(r for r in records if r.source == code)), T0)

    def publish(
        self,
        version: str = "1",
        on_step: Callable[[str], None] = lambda step: None,
        on_progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Outcome:
        return publish(
            self.settings,
            self.archive,
            converter=converter(version),
            executor=self.executor,
            now=self.now,
            on_step=on_step,
            on_progress=on_progress,
        )

    def store(self, number: int) -> set[str]:
        """The statements that readers of a release find."""
        return statements_in(self.settings.releases_path / str(number) / "store")

    def close(self) -> None:
        self.executor.shutdown()
        self.archive.close()


def statements_in(checkpoint: Path) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.Store.read_only(str(checkpoint))}


def titles(statements: Iterable[str]) -> set[str]:
    """The titles among statements."""
    return {s.split('"')[1] for s in statements if "<a:title>" in s}
