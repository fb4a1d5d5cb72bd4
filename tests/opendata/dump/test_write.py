import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harvesters.dublin_core import DublinCoreRecord
from harvesters.library import Library
from harvesters.records import HarvestedRecord, Page
from opendata.archive.archive import Archive
from opendata.dump import write
from opendata.dump.write import Dumped, dump
from opendata.errors import NoReleaseError, ReleaseError
from opendata.release.conversion import Converter
from opendata.release.publish import publish
from opendata.settings import Settings

T0 = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def convert(record: DublinCoreRecord, iri: str) -> list[str]:
    """A title, and one statement about it in an order that a dump must not keep."""
    title = record.values("title")[0]
    return [f'<{iri}#Work> <z:title> "{title}"', f"<{iri}#Work> <a:of> <http://t.example/x>"]


def read(payload: bytes, encoding: str = "auto") -> DublinCoreRecord:
    return DublinCoreRecord((("title", payload.decode(), ""),))


def vocabularies() -> list[str]:
    return ['<http://t.example/x> <a:label> "x"@en']


CONVERTER = Converter({"oai_dc": read}, {"oai_dc": convert}, "1", vocabularies)


class House:
    """An installation with two libraries, at an hour of its own."""

    def __init__(self, home: Path, hour: int) -> None:
        home.mkdir()
        libraries = {
            code: Library(code, {"vi": code, "en": code}, "files", "", "oai_dc", licence=licence)
            for code, licence in (("a", "http://l.example/cc0"), ("b", "http://l.example/by"))
        }
        self.settings = Settings(home=home, libraries=libraries)
        self.archive = Archive.open(self.settings.archive_url)
        self.executor = ThreadPoolExecutor(2)
        self.hour = hour

    def publish(self, *records: tuple[str, str, str], converter: Converter = CONVERTER) -> None:
        for code in ("a", "b"):
            page = [
                HarvestedRecord(code, key, T0, not title, "oai_dc", title.encode())
                for library, key, title in records
                if library == code
            ]
            self.archive.store_page(code, Page(tuple(page), {}, True), T0)
        now = T0 + timedelta(hours=self.hour)
        publish(self.settings, self.archive, converter=converter, executor=self.executor, now=lambda: now)

    def dump(self, converter: Converter = CONVERTER) -> Dumped:
        return dump(self.settings, self.archive, converter=converter, executor=self.executor)


RECORDS = [
    ("b", "1", "Bê"),
    *(("a", f"{n}", f"Sách {n}") for n in range(25)),
    ("a", "x", "Đường"),
    ("a", "0", ""),
]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str, int], House]]:
    made = []

    def one(name: str, hour: int = 1) -> House:
        made.append(House(tmp_path / name, hour))
        return made[-1]

    yield one
    for house in made:
        house.executor.shutdown()
        house.archive.close()


@pytest.fixture
def house(make: Callable[..., House]) -> House:
    house: House = make("home")
    house.publish(*RECORDS)
    return house


def test_every_live_record_is_a_graph_in_the_order_of_its_key(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 7)
    done = house.dump()
    assert [file.name for file in done.files] == ["vnlib-union-full-20261101T090000Z.nq.gz"]
    lines = gzip.decompress(done.files[0].read_bytes()).decode().split("\n")
    assert lines.pop() == ""
    graphs = [line.rsplit(" ", 2)[1] for line in lines]
    in_order = list(dict.fromkeys(graphs))
    base = "http://127.0.0.1:8000/"
    keys = sorted(key for library, key, title in RECORDS if library == "a" and key != "0")
    records = [f"<{base}record/a/{key}>" for key in keys] + [f"<{base}record/b/1>"]
    assert in_order == [f"<{base}vocabularies>", *records]
    for graph in in_order:
        mine = [line for line in lines if line.endswith(f" {graph} .")]
        assert mine == sorted(set(mine), key=str.encode)
        assert lines.index(mine[0]) + len(mine) - 1 == lines.index(mine[-1])
    assert f'<{base}record/a/x#Work> <z:title> "Đường" <{base}record/a/x> .' in lines


def test_the_manifest_and_the_sums_tell_the_truth(house: House) -> None:
    done = house.dump()
    manifest = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["release"] == 1
    assert manifest["instant"] == "2026-11-01T09:00:00Z"
    assert manifest["position"] == house.archive.position()
    assert manifest["converter"] == "1"
    (file,) = manifest["files"]
    packed = done.files[0].read_bytes()
    plain = gzip.decompress(packed)
    assert file["path"] == done.files[0].name
    assert file["mediaType"] == "application/n-quads"
    assert (file["bytes"], file["uncompressedBytes"]) == (len(packed), len(plain))
    assert file["sha256"] == hashlib.sha256(packed).hexdigest()
    assert file["uncompressedSha256"] == hashlib.sha256(plain).hexdigest()
    assert (file["records"], file["quads"]) == (26, plain.count(b"\n"))
    assert file["sources"] == {"a": 25, "b": 1}
    assert file["licences"] == ["http://l.example/by", "http://l.example/cc0"]
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=done.folder, check=True)
    subprocess.run(["gzip", "-t", done.files[0]], check=True)


def test_two_homes_with_the_same_records_have_the_same_bytes(
    make: Callable[..., House], house: House
) -> None:
    other = make("other", 5)
    other.publish(*reversed(RECORDS[:20]))
    other.publish(("a", "x", "not yet"), *RECORDS[20:-1])
    other.publish(*RECORDS)
    ours, theirs = house.dump().files[0], other.dump().files[0]
    assert ours.name != theirs.name
    assert ours.read_bytes() == theirs.read_bytes()


def test_a_dump_that_is_there_stays(house: House) -> None:
    first = house.dump()
    assert first.written
    before = first.files[0].stat().st_mtime_ns
    again = house.dump()
    assert (again.written, again.files) == (False, first.files)
    assert again.files[0].stat().st_mtime_ns == before
    first.files[0].unlink()
    assert house.dump().written, "a folder that is not whole is written again"


def test_what_a_killed_dump_left_is_no_hindrance(house: House) -> None:
    left = house.settings.dumps_path / ".1.unfinished"
    left.mkdir(parents=True)
    (left / "half.nq.gz").write_bytes(b"half")
    done = house.dump()
    assert [path.name for path in house.settings.dumps_path.iterdir()] == ["1"]
    assert sorted(path.name for path in done.folder.iterdir()) == [
        "SHA256SUMS",
        "manifest.json",
        "vnlib-union-full-20261101T090000Z.nq.gz",
    ]


def test_before_the_first_release(make: Callable[..., House]) -> None:
    with pytest.raises(NoReleaseError, match="opendata publish"):
        make("empty").dump()


def test_another_converter_than_the_releases(house: House) -> None:
    newer = Converter(CONVERTER.readers, CONVERTER.converters, "2", vocabularies)
    with pytest.raises(ReleaseError, match=r"made by converter 1 .* converter 2 .*publish"):
        house.dump(newer)
    assert not house.settings.dumps_path.exists()


def test_what_a_dump_could_not_prove_is_not_shown(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "digests", lambda file: ("0", "0"))
    with pytest.raises(ReleaseError, match="does not hold what was written"):
        house.dump()
    assert not (house.settings.dumps_path / "1").exists()


def test_a_release_without_its_folder(house: House) -> None:
    (house.settings.releases_path / "1" / "network.nt").unlink()
    with pytest.raises(ReleaseError, match="damaged"):
        house.dump()
    house.publish()
    assert house.dump().release.number == 2


def test_dumping_needs_nothing_but_its_own_modules() -> None:
    code = "import sys, opendata.dump.registry; assert 'sqlalchemy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
