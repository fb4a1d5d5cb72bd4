"""The chain of deltas: any two releases, joined after 90 days, passed by what was withdrawn."""

import gzip
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymarc import parse_xml_to_array

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import T0, House, converter, gone, live

from opendata.dump import chain, delta_files, join, manifest
from opendata.dump.apply import apply, deltas
from opendata.dump.delta import MARK
from opendata.dump.marcxml import HEAD, TAIL
from opendata.dump.withdraw import read, withdraw
from opendata.dump.write import dump
from opendata.errors import NotFoundError, ReleaseError
from opendata.release.executor import in_process
from opendata.release.publish import publish

EVENTS = st.tuples(
    st.sampled_from("abc"), st.sampled_from(["", "Truyện Kiều", "Số đỏ\nshared", "Tắt đèn\nshared"])
)
HISTORIES = st.lists(st.lists(EVENTS, min_size=1, max_size=4), min_size=2, max_size=4)
YEARS = timedelta(days=400)


def dumped(house: House, **how: Any) -> Path:
    return dump(
        house.settings, house.archive, converter=converter(), executor=house.executor, now=lambda: T0, **how
    ).folder


def step(house: House, events: list[tuple[str, str]]) -> None:
    house.harvest(*(live(key, text) if text else gone(key) for key, text in events))
    house.publish()


def lines(path: Path) -> set[bytes]:
    data = path.read_bytes()
    return set((gzip.decompress(data) if path.suffix == ".gz" else data).splitlines())


def union(folder: Path, end: str = "gz") -> Path:
    return next(folder.glob(f"vnlib-union-full-*.nq.{end}"))


def told(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


@settings(max_examples=8, deadline=None)
@given(HISTORIES)
def test_links_joined_are_the_delta_between_the_ends(history: list[list[tuple[str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name) / "home")
        try:
            step(house, [("first", "Lều chõng")])
            folders = [dumped(house)]
            for events in history:
                step(house, events)
                if (folder := dumped(house)) != folders[-1]:
                    folders.append(folder)
            if len(folders) > 2:
                dumped(house, since=[int(folders[0].name)])
                _agree(house, folders, Path(name))
        finally:
            house.close()


def _agree(house: House, folders: list[Path], work: Path) -> None:
    """What is joined link by link is what is written from end to end, in every part of it."""
    direct = next(entry for entry in told(folders[-1])["deltas"] if entry["from"] == int(folders[0].name))
    wanted = {part: path.read_bytes() for part, path in join.files_of(folders[-1], direct).items()}
    with in_process() as executor:
        done = chain.squash(house.settings.dumps_path, T0 + YEARS, executor)
    assert [link.release for link in done] == [int(folders[-1].name)]
    (entry,) = told(folders[-1])["deltas"]
    found = join.files_of(folders[-1], entry)
    for part, path in found.items():
        data = path.read_bytes()
        if part == "changed":
            # Its records are in the order in which they were published, from either delta.
            records = [sorted(gzip.decompress(each).split(MARK)) for each in (data, wanted[part])]
            assert records[0] == records[1]
        else:
            assert data == wanted[part]
    for folder in folders[:-1]:
        assert told(folder)["deltas"] == []
        _is_whole(folder)
    _is_whole(folders[-1])
    out = work / "out.nq.gz"
    apply(union(folders[0], "zst"), deltas([found["added"]]), out)
    assert out.read_bytes() == union(folders[-1]).read_bytes()


def _is_whole(folder: Path) -> None:
    """Every file is named, every name is a file, and the sums are of all but the manifest and themselves."""
    about = told(folder)
    digests = manifest.digests_in(folder)
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {manifest.MANIFEST, *about["about"], *digests}
    sums = manifest.read_sums(folder)
    assert set(sums) == files - {manifest.MANIFEST, manifest.SUMS}
    assert not files & set(about.get("gone", ()))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "home")
    yield made
    made.close()


def releases(house: House, count: int) -> list[Path]:
    """Dumps of releases an hour apart, in each of which one record came and one went."""
    folders = []
    for number in range(count):
        gone_ = [(f"{number - 1}", "")] if number else []
        step(house, [(f"{number}", f"Quyển {number}"), *gone_])
        folders.append(dumped(house))
    return folders


@pytest.mark.parametrize(("days", "hours", "left"), [(90, 0, 3), (90, 3.5, 2), (400, 0, 1)])
def test_links_are_kept_for_90_days(house: House, days: int, hours: float, left: int) -> None:
    folders = releases(house, 4)
    with in_process() as executor:
        for _ in range(2):
            chain.squash(house.settings.dumps_path, T0 + timedelta(days=days, hours=hours), executor)
            assert sum(len(told(folder)["deltas"]) for folder in folders) == left
            for folder in folders:
                _is_whole(folder)
    chained = [folder / entry["files"][0]["path"] for folder in folders for entry in told(folder)["deltas"]]
    out = house.settings.home / "out.nq.zst"
    apply(union(folders[0]), deltas(chained), out)
    assert out.read_bytes() == union(folders[-1], "zst").read_bytes()


def test_dumping_joins_what_is_old(house: House) -> None:
    folders = releases(house, 3)
    dump(
        house.settings,
        house.archive,
        converter=converter(),
        executor=house.executor,
        now=lambda: T0 + YEARS,
    )
    assert [entry["from"] for entry in told(folders[2])["deltas"]] == [1]
    assert dumped(house) == folders[2]
    assert [entry["from"] for entry in told(folders[2])["deltas"]] == [1]
    assert told(folders[1])["gone"] == [file for file in told(folders[1])["gone"] if "-from-" in file]
    assert len(told(folders[1])["gone"]) == len(delta_files.KINDS)


def test_a_delta_from_any_kept_release(house: House) -> None:
    folders = releases(house, 4)
    dumped(house, since=[1, 2])
    entries = {entry["from"]: entry for entry in told(folders[3])["deltas"]}
    assert list(entries) == [3, 2, 1]
    for number, entry in entries.items():
        out = house.settings.home / "out.nq.gz"
        apply(union(folders[number - 1]), deltas([folders[3] / entry["files"][0]["path"]]), out)
        assert out.read_bytes() == union(folders[3]).read_bytes()
    with pytest.raises(NotFoundError, match="a delta from release 9 to release 4"):
        dumped(house, since=[9])


def test_withdrawn_dumps_are_gone_and_the_chain_passes_them_by(house: House) -> None:
    folders = releases(house, 4)
    done = withdraw(house.settings, 2, "chứa dữ liệu  cá nhân\n", T0)
    assert (done.reason, done.at) == ("chứa dữ liệu cá nhân", "2026-11-01T08:00:00Z")
    assert [path.name for path in folders[1].iterdir()] == ["withdrawn.json"]
    assert read(folders[1]) == done
    assert "SHA256SUMS" in done.files
    assert any("-full-" in name for name in done.files)
    assert {entry["from"] for folder in folders[2:] for entry in told(folder)["deltas"]} == {1, 3}
    for before, after in ((folders[0], folders[2]), (folders[2], folders[3])):
        _is_whole(after)
        (entry,) = told(after)["deltas"]
        out = house.settings.home / "out.nq.gz"
        apply(union(before), deltas([after / entry["files"][0]["path"]]), out)
        assert out.read_bytes() == union(after).read_bytes()
    held = "Quyển 1".encode()
    for folder in (folders[0], folders[2], folders[3]):
        for path in folder.glob("*.nq.gz"):
            assert held not in gzip.decompress(path.read_bytes()), path
    assert withdraw(house.settings, 2, "again", T0) == done


def test_the_first_and_the_last_dumps_withdrawn(house: House) -> None:
    folders = releases(house, 3)
    withdraw(house.settings, 1, "x", T0)
    assert told(folders[1])["deltas"] == []
    assert [entry["from"] for entry in told(folders[2])["deltas"]] == [2]
    withdraw(house.settings, 3, "x", T0)
    with pytest.raises(ReleaseError, match="were withdrawn and are not written again"):
        dumped(house)
    step(house, [("new", "Giông tố")])
    assert [entry["from"] for entry in told(dumped(house))["deltas"]] == [2]


def test_what_cannot_be_withdrawn(house: House) -> None:
    releases(house, 1)
    with pytest.raises(NotFoundError, match="no dumps of release 7"):
        withdraw(house.settings, 7, "x", T0)
    with pytest.raises(ReleaseError, match="--reason"):
        withdraw(house.settings, 1, "  ", T0)


def test_a_withdrawal_that_was_cut_off_goes_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = releases(house, 2)

    def cut_off(folder: Path) -> None:
        (folder / "manifest.json").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr("opendata.dump.withdraw.clear", cut_off)
    with pytest.raises(KeyboardInterrupt):
        withdraw(house.settings, 1, "x", T0)
    monkeypatch.undo()
    assert len(list(folders[0].iterdir())) > 1
    dumped(house)
    assert [path.name for path in folders[0].iterdir()] == ["withdrawn.json"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.text("abc<?", max_size=12), st.binary(max_size=30)), max_size=8),
    st.integers(1, 40),
)
def test_records_are_told_apart_however_they_are_read(found: list[tuple[str, bytes]], size: int) -> None:
    texts = [
        (iri.replace("?>", "").encode(), body.replace(b"<?record ", b"").replace(TAIL, b""))
        for iri, body in found
    ]
    wanted = [(iri, MARK + iri + b"?>\n" + body) for iri, body in texts if b"?>" not in iri]
    data = HEAD + b"".join(element for _, element in wanted) + TAIL
    if data.count(MARK) != len(wanted):
        return

    def reads() -> Iterator[bytes]:
        yield from (data[low : low + size] for low in range(0, len(data), size))
        yield b""

    pieces = reads()
    assert list(join.marked(lambda _: next(pieces))) == wanted


MARC = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
<controlfield tag="001">1</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">{}</subfield></datafield></record>"""


def test_changed_marc_of_joined_deltas_is_what_the_records_are_in_the_end(house: House) -> None:
    for titles in (
        {"1": "Truyện Kiều", "2": "Số đỏ", "3": "Tắt đèn"},
        {"1": "Kiều", "2": "Số đỏ, in lần hai", "3": "Tắt đèn, in lại"},
        {"1": "", "2": "Số đỏ, in lần ba", "4": "Giông tố"},
    ):
        house.harvest(
            *(
                live(key, "")._replace(format="marc21", payload=MARC.format(title).encode())
                if title
                else gone(key)
                for key, title in titles.items()
            )
        )
        publish(house.settings, house.archive, executor=house.executor, now=house.now)
        folder = dump(house.settings, house.archive, executor=house.executor, now=lambda: T0).folder
    with in_process() as executor:
        chain.squash(house.settings.dumps_path, T0 + YEARS, executor)
    (entry,) = told(folder)["deltas"]
    files = join.files_of(folder, entry)
    with gzip.open(files["changed"]) as file:
        found = {record["245"]["a"] for record in parse_xml_to_array(file)}
    assert found == {"Số đỏ, in lần ba", "Tắt đèn, in lại", "Giông tố"}
    base = "http://data.example/record/a"
    assert files["deleted-ids"].read_text() == f"{base}/1\n"
    assert files["changed-ids"].read_text().splitlines() == [f"{base}/{key}" for key in "234"]
    assert [file["entries"] for file in entry["files"]][2:] == [1, 3, 3]


def test_a_delta_that_is_damaged(house: House) -> None:
    folders = releases(house, 3)
    entry = told(folders[1])["deltas"][0]["files"][0]
    damaged = folders[1] / entry["path"]
    damaged.write_bytes(b"\0" * entry["bytes"])
    with in_process() as executor, pytest.raises(ReleaseError, match="damaged"):
        chain.squash(house.settings.dumps_path, T0 + YEARS, executor)
    assert not list(house.settings.dumps_path.glob(".*"))
