"""Deltas on random histories: what they say, and that they compose."""

import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pymarc import parse_xml_to_array

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import House, converter, gone, live

from opendata.cli import main
from opendata.dump.apply import apply, deltas
from opendata.dump.write import dump
from opendata.errors import InputError
from opendata.release import index
from opendata.release.publish import publish

EVENTS = st.tuples(
    st.sampled_from("abc"), st.sampled_from(["", "Truyện Kiều", "Số đỏ\nshared", "Tắt đèn\nshared"])
)
HISTORIES = st.lists(st.lists(EVENTS, max_size=3), min_size=2, max_size=4)


def dumped(house: House) -> Path:
    return dump(house.settings, house.archive, converter=converter(), executor=house.executor).folder


def told(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def union(folder: Path, end: str = "gz") -> Path:
    return next(folder.glob(f"vnlib-union-full-*.nq.{end}"))


def step(house: House, events: list[tuple[str, str]]) -> None:
    house.harvest(*(live(key, text) if text else gone(key) for key, text in events))
    house.publish()


@settings(max_examples=12, deadline=None)
@given(HISTORIES)
def test_a_full_dump_without_what_was_removed_and_with_what_was_added_is_the_next(
    history: list[list[tuple[str, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name) / "home")
        try:
            step(house, [("first", "Lều chõng")])
            folders = [dumped(house)]
            for events in history:
                step(house, events)
                if (found := dumped(house)) != folders[-1]:
                    folders.append(found)
            _compose(folders, Path(name))
            _agree_with_the_publications(house, folders)
        finally:
            house.close()


def _compose(folders: list[Path], work: Path) -> None:
    chain = []
    for before, after in pairwise(folders):
        (delta,) = told(after)["deltas"]
        assert delta["from"] == told(before)["release"]
        added, removed = (after / file["path"] for file in delta["files"][:2])
        was, is_ = (set(gzip.decompress(union(each).read_bytes()).splitlines()) for each in (before, after))
        minus, plus = (set(gzip.decompress(each.read_bytes()).splitlines()) for each in (removed, added))
        assert minus <= was
        assert (was - minus) | plus == is_
        assert not (was - minus) & plus
        shutil.copy(added, work)
        shutil.copy(removed, work)
        chain.append(work / added.name)
    if chain:
        out = work / "out.nq.gz"
        digest = told(folders[-1])["files"][0]["uncompressedSha256"]
        apply(union(folders[0], "zst"), deltas(chain), out, digest)
        assert out.read_bytes() == union(folders[-1]).read_bytes()


def _agree_with_the_publications(house: House, folders: list[Path]) -> None:
    if len(folders) < 2:
        return
    release = index.current(house.archive)
    earlier = index.release(house.archive, told(folders[-2])["release"])
    assert release is not None
    assert earlier is not None
    rows = index.page(house.archive, release, after=earlier.last_publication)
    (delta,) = told(folders[-1])["deltas"]
    _, _, ids, changed, live_ids = delta["files"]
    told_of = (folders[-1] / live_ids["path"]).read_text(encoding="utf-8").splitlines()
    assert told_of == sorted(
        f"http://data.example/record/a/{row.identifier}" for row in rows if not row.deleted
    )
    listed = (folders[-1] / ids["path"]).read_text(encoding="utf-8").splitlines()
    assert listed == sorted(f"http://data.example/record/a/{row.identifier}" for row in rows if row.deleted)
    assert (ids["entries"], changed["entries"]) == (len(listed), 0)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[House, Path, Path]]:
    house = House(tmp_path / "home")
    step(house, [("a", "Truyện Kiều"), ("b", "Số đỏ"), ("c", "Tắt đèn")])
    first = dumped(house)
    step(house, [("a", ""), ("b", "Số đỏ\nshared")])
    yield house, first, dumped(house)
    house.close()


def test_a_delta_is_written_once_and_described(two: tuple[House, Path, Path]) -> None:
    house, _, second = two
    assert not dump(house.settings, house.archive, converter=converter(), executor=house.executor).written
    (delta,) = told(second)["deltas"]
    prefix = "vnlib-union-delta-20261101T100000Z-from-20261101T090000Z-"
    assert [file["path"] for file in delta["files"]] == [
        f"{prefix}added.nq.gz",
        f"{prefix}removed.nq.gz",
        f"{prefix}deleted-ids.txt",
        f"{prefix}changed.marcxml.gz",
        f"{prefix}changed-ids.txt",
    ]
    assert (second / f"{prefix}deleted-ids.txt").read_text() == "http://data.example/record/a/a\n"
    for file in delta["files"]:
        assert f"{file['sha256']}  {file['path']}\n" in (second / "SHA256SUMS").read_text()


def test_a_delta_that_was_lost_is_written_again(two: tuple[House, Path, Path]) -> None:
    house, _, second = two
    (lost,) = second.glob("*-added.nq.gz")
    was = lost.read_bytes()
    lost.unlink()
    assert dumped(house) == second
    assert lost.read_bytes() == was


def test_no_delta_from_a_release_whose_dumps_are_gone(two: tuple[House, Path, Path]) -> None:
    house, first, second = two
    shutil.rmtree(first)
    shutil.rmtree(second)
    assert told(dumped(house))["deltas"] == []


def test_applying_on_the_command_line(two: tuple[House, Path, Path], tmp_path: Path) -> None:
    _, first, second = two
    (removed,) = second.glob("*-removed.nq.gz")
    out = tmp_path / "out.nq.gz"
    args = ["apply-delta", str(union(first)), str(removed), "-o", str(out)]
    done = CliRunner().invoke(main, args)
    assert (done.exit_code, done.stderr) == (0, "")
    assert told(second)["files"][0]["uncompressedSha256"] in done.stdout
    assert out.read_bytes() == union(second).read_bytes()


MARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">1</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">{}</subfield></datafield></record>"""


def test_changed_marc_is_in_one_collection(tmp_path: Path) -> None:
    house = House(tmp_path / "home")
    try:
        for first, second in (("Truyện Kiều", "Số đỏ"), ("Truyện Kiều", "Số đỏ & <Giông tố>")):
            titles = {"1": first, "2": second}
            records = [
                live(key, "")._replace(format="marc21", payload=MARC.format(escape(title)).encode())
                for key, title in titles.items()
            ]
            house.harvest(*records)
            publish(house.settings, house.archive, executor=house.executor, now=house.now)
            folder = dump(house.settings, house.archive, executor=house.executor).folder
    finally:
        house.close()
    (delta,) = told(folder)["deltas"]
    changed = delta["files"][3]
    assert (changed["part"], changed["entries"]) == ("changed", 1)
    with gzip.open(folder / changed["path"]) as file:
        (record,) = parse_xml_to_array(file)
    assert record["245"]["a"] == "Số đỏ & <Giông tố>"
    assert b"<?record http://data.example/record/a/2?>\n<record " in gzip.decompress(
        (folder / changed["path"]).read_bytes()
    )


def test_what_cannot_be_applied(two: tuple[House, Path, Path], tmp_path: Path) -> None:
    _, first, second = two
    (added,) = second.glob("*-added.nq.gz")
    out = tmp_path / "out.nq"
    with pytest.raises(InputError, match="was not made for"):
        apply(union(second), deltas([added]), out)
    with pytest.raises(InputError, match="was expected"):
        apply(union(first), deltas([added]), out, "00")
    with pytest.raises(InputError, match="is no delta"):
        deltas([union(first)])
    alone = Path(shutil.copy(added, tmp_path))
    with pytest.raises(InputError, match="is missing"):
        deltas([alone])
    cut = tmp_path / "cut.nq.gz"
    cut.write_bytes(union(first).read_bytes()[:-9])
    with pytest.raises(InputError, match="download it again"):
        apply(cut, deltas([added]), out)
    mixed = tmp_path / "mixed.nq"
    mixed.write_text("b\na\n", encoding="utf-8")
    with pytest.raises(InputError, match="canonical order"):
        apply(mixed, deltas([added]), out)
    assert not out.exists()
