import errno
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
import zstandard

from harvesters.dublin_core import DublinCoreRecord
from harvesters.library import Library
from harvesters.records import HarvestedRecord, Page
from opendata.archive.archive import Archive
from opendata.dump import dump_format, lines, packed, runs, watch
from opendata.dump.licences import file_name, open_scope
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
        home.mkdir(exist_ok=True)
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


STAMP = "20261101T090000Z"
FILES = [f"vnlib-{scope}-full-{STAMP}.nq.{end}" for scope in ("union", "a", "b") for end in ("gz", "zst")]


def lines_of(file: Path) -> list[bytes]:
    content = file.read_bytes()
    if file.suffix == ".gz":
        plain = gzip.decompress(content)
    else:
        plain = zstandard.ZstdDecompressor().decompressobj().decompress(content)
    assert plain.endswith(b"\n")
    return plain[:-1].split(b"\n")


def test_all_lines_are_sorted_and_the_libraries_with_what_stands_beside_them_are_the_union(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump_format, "BATCH", 3)
    monkeypatch.setattr(runs, "FAN_IN", 2)
    monkeypatch.setattr(lines, "BLOCK", 100)
    done = house.dump()
    assert [file.name for file in done.files] == FILES
    union, union_zst, a, _, b, b_zst = (lines_of(file) for file in done.files)
    for each in (union, a, b):
        assert each == sorted(set(each))
    assert (union_zst, b_zst) == (union, b)
    beside = [line for line in union if line.endswith(b" <http://127.0.0.1:8000/vocabularies> .")]
    assert beside
    assert sorted([*beside, *a, *b]) == union
    base = "http://127.0.0.1:8000/record"
    keys = sorted(key for library, key, title in RECORDS if library == "a" and key != "0")
    assert {line.rsplit(b" ", 2)[1].decode() for line in a} == {f"<{base}/a/{key}>" for key in keys}
    assert f'<{base}/a/x#Work> <z:title> "Đường" <{base}/a/x> .'.encode() in a
    assert not list(done.folder.rglob(".*"))


def test_how_the_work_is_cut_leaves_the_bytes_as_they_are(
    make: Callable[..., House], house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make("other")
    other.publish(*RECORDS)
    ours = house.dump()
    monkeypatch.setattr(dump_format, "BATCH", 4)
    monkeypatch.setattr(runs, "FAN_IN", 3)
    monkeypatch.setattr(lines, "BLOCK", 64)
    other.executor = ThreadPoolExecutor(1)
    theirs = other.dump()
    for mine, its in zip(ours.files, theirs.files, strict=True):
        assert mine.read_bytes() == its.read_bytes()
    for name in ("SHA256SUMS", "README.vi", "README.en", "manifest.json"):
        assert (ours.folder / name).read_bytes() == (theirs.folder / name).read_bytes()


def test_the_manifest_and_the_sums_tell_the_truth(house: House) -> None:
    done = house.dump()
    manifest = json.loads((done.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["release"] == 1
    assert manifest["instant"] == "2026-11-01T09:00:00Z"
    assert manifest["position"] == house.archive.position()
    assert manifest["converter"] == "1"
    assert [file["path"] for file in manifest["files"]] == FILES
    union, _, a = manifest["files"][:3]
    content = done.files[0].read_bytes()
    plain = gzip.decompress(content)
    assert (union["mediaType"], union["compressFormat"]) == ("application/n-quads", "application/gzip")
    assert (union["bytes"], union["uncompressedBytes"]) == (len(content), len(plain))
    assert union["sha256"] == hashlib.sha256(content).hexdigest()
    assert union["uncompressedSha256"] == hashlib.sha256(plain).hexdigest()
    assert (union["records"], union["quads"]) == (26, plain.count(b"\n"))
    assert union["sources"] == {"a": 25, "b": 1}
    assert union["licences"] == ["http://l.example/by", "http://l.example/cc0"]
    assert (a["scope"], a["records"], a["sources"]) == ("a", 25, {"a": 25})
    assert a["licences"] == ["http://l.example/cc0"]
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=done.folder, check=True)
    subprocess.run(["gzip", "-t", done.files[0]], check=True)
    named = {"manifest.json", *manifest["about"], *FILES}
    assert {str(p.relative_to(done.folder)) for p in done.folder.rglob("*") if p.is_file()} == named


def test_the_files_about_the_dumps(house: House) -> None:
    folder = house.dump().folder
    assert "bản phát hành số 1" in (folder / "README.vi").read_text(encoding="utf-8")
    english = (folder / "README.en").read_text(encoding="utf-8")
    assert "release 1, of 2026-11-01 09:00:00 (UTC): 26 records" in english
    assert "a: a; 25 records; http://l.example/cc0" in english
    assert (folder / "LICENSES" / "l.example-by.txt").read_text(encoding="utf-8") == (
        "http://l.example/by\n\nb: b / b\n"
    )


@pytest.mark.parametrize(
    ("licence", "name"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("http://creativecommons.org/licenses/by-sa/4.0/deed.vi", "CC-BY-SA-4.0"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "OpenDataCommons-ODBL"),
        ("https://data.example.vn/catalog#terms-decree-47-2020", "Decree-47-2020"),
    ],
)
def test_the_names_of_open_licences(licence: str, name: str) -> None:
    assert file_name(licence) == name
    assert open_scope(licence) == f"licence.{name.lower()}"


@pytest.mark.parametrize(
    ("licence", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by-nd/4.0/", "CC-BY-ND-4.0"),
        ("https://thuvien.example.vn/giay-phep?x=../../1", "thuvien.example.vn-giay-phep-x-..-..-1"),
        ("", "none"),
    ],
)
def test_the_names_of_licences_that_are_not_open(licence: str, name: str) -> None:
    assert file_name(licence) == name
    assert open_scope(licence) == ""


def test_two_homes_with_the_same_records_have_the_same_bytes(
    make: Callable[..., House], house: House
) -> None:
    other = make("other", 5)
    other.publish(*reversed(RECORDS[:20]))
    other.publish(("a", "x", "not yet"), *RECORDS[20:-1])
    other.publish(*RECORDS)
    for ours, theirs in zip(house.dump().files, other.dump().files, strict=True):
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
    left = house.settings.dumps_path / ".0.unfinished"
    left.mkdir(parents=True)
    (left / "half.nq.gz").write_bytes(b"half")
    house.dump()
    assert [path.name for path in house.settings.dumps_path.iterdir()] == ["1"]


def test_a_full_disk_leaves_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    noted: list[list[Path]] = []
    note = watch.failed

    def failed(dumps: Path, said: str, now: datetime) -> None:
        noted.append(list(dumps.iterdir()))
        note(dumps, said, now)

    monkeypatch.setattr(watch, "failed", failed)
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(ReleaseError, match=r"no space left .* make room"):
        house.dump()
    assert noted == [[]]
    assert [path.name for path in house.settings.dumps_path.iterdir()] == [".failure.json"]
    monkeypatch.undo()
    house.dump()
    assert [path.name for path in house.settings.dumps_path.iterdir()] == ["1"]


KILLED = """
import os, sys
sys.path.insert(0, {tests!r})
import test_write
from pathlib import Path
left = [int(sys.argv[2])]
def counted(wrapped):
    def call(*args, **more):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), 9)
        return wrapped(*args, **more)
    return call
Path.open, Path.replace, Path.rename, Path.unlink = map(
    counted, (Path.open, Path.replace, Path.rename, Path.unlink))
house = test_write.House(Path(sys.argv[1]), 1)
house.dump()
"""


def test_a_dump_killed_at_any_step_shows_nothing_and_the_next_one_completes_it(
    make: Callable[..., House], house: House, tmp_path: Path
) -> None:
    whole = house.dump()
    wanted = {path.name: path.read_bytes() for path in whole.folder.iterdir() if path.is_file()}
    other = make("killed")
    other.publish(*RECORDS)
    script = KILLED.format(tests=str(Path(__file__).parent))
    killed = 0
    for steps in (1, 9, 23, 37):
        run = subprocess.run([sys.executable, "-c", script, tmp_path / "killed", str(steps)], check=False)
        if run.returncode == 0:
            break
        killed += run.returncode == -9
        assert [p for p in other.settings.dumps_path.glob("*") if p.name[0] != "."] == []
    assert killed > 1
    done = other.dump()
    assert {p.name: p.read_bytes() for p in done.folder.iterdir() if p.is_file()} == wanted
    assert [path.name for path in other.settings.dumps_path.iterdir()] == ["1"]


def test_before_the_first_release(make: Callable[..., House]) -> None:
    with pytest.raises(NoReleaseError, match="opendata publish"):
        make("empty").dump()


def test_another_converter_than_the_releases(house: House) -> None:
    newer = Converter(CONVERTER.readers, CONVERTER.converters, "2", vocabularies)
    with pytest.raises(ReleaseError, match=r"made by converter 1 .* converter 2 .*publish"):
        house.dump(newer)
    assert [path.name for path in house.settings.dumps_path.iterdir()] == [".failure.json"]


def test_what_a_dump_could_not_prove_is_not_shown(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "proven", lambda file: ("0", 0))
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
