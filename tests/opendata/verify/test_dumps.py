"""Every kind of damage in dumps is named."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from looking import kinds, looked
from tiny import House, converter, gone, live, many

from opendata.dump import withdraw
from opendata.dump import write as dumps
from opendata.verify import dumps as verification


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_MOVING_SECONDS", 0.0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of two releases with their dumps, and the delta between them."""
    house = House(tmp_path_factory.mktemp("made") / "home")
    house.harvest(*many(0, 12), live("b1", "one\nshared", "b"))
    for changed in ([live("000", "changed"), gone("001")], []):
        house.publish()
        dumps.dump(house.settings, house.archive, converter=converter(), executor=house.executor)
        if changed:
            house.harvest(*changed)
    house.close()
    return house.settings.home


@pytest.fixture
def dumped(made: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of that home."""
    shutil.copytree(made, tmp_path / "home")
    house = House(tmp_path / "home")
    yield house
    house.close()


def test_whole_dumps_are_clean(dumped: House) -> None:
    report = looked(dumped, "dumps")["dumps"]
    assert (report.lines(), report.skipped) == ([], "")
    assert report.looked_at["deltas"] == 1
    assert report.looked_at["quads"] > 20
    dumped.harvest(live("new", "new"))
    dumped.publish()
    assert "release 3 was not dumped" in looked(dumped, "dumps")["dumps"].skipped
    withdraw.withdraw(dumped.settings, 2, "a test", datetime(2026, 12, 1, tzinfo=UTC))
    assert kinds(dumped, "dumps") == set()


def some(folder: Path, end: str) -> Path:
    return sorted(folder.glob(f"*{end}"))[0]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def in_manifest(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    file = folder / "manifest.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    change(found)
    file.write_text(json.dumps(found), encoding="utf-8")


def _other_content(folder: Path) -> None:
    """The dumps of release 1 in the place of those of release 2: whole, and of something else."""
    for file in folder.iterdir():
        if file.is_file():
            file.unlink()
    shutil.copytree(folder.parent / "1", folder, dirs_exist_ok=True)


DAMAGES: list[tuple[str, Callable[[Path], object]]] = [
    ("damaged file", lambda folder: flip(some(folder, "full-*.nq.gz"))),
    ("damaged file", lambda folder: flip(some(folder, "full-*.nq.zst"))),
    ("damaged file", lambda folder: flip(folder / "README.en")),
    ("size", lambda folder: some(folder, "full-*.nq.zst").write_bytes(b"")),
    ("missing file", lambda folder: some(folder, "deleted-ids.txt").unlink()),
    ("missing file", lambda folder: (folder / "README.vi").unlink()),
    ("unlisted file", lambda folder: (folder / "more.nq").write_bytes(b"")),
    ("manifest", lambda folder: (folder / "manifest.json").write_text("{", encoding="utf-8")),
    ("checksums", lambda folder: (folder / "SHA256SUMS").write_text("", encoding="utf-8")),
    ("gone file", lambda folder: in_manifest(folder, lambda it: it.update(gone=["README.vi"]))),
    ("withdrawn", lambda folder: shutil.copy(_withdrawn(folder), folder / withdraw.FILE)),
    ("content", _other_content),
]


def _withdrawn(folder: Path) -> Path:
    file = folder.parent / "note"
    known = withdraw.Withdrawn(2, "", "", "a test", ())
    file.write_text(json.dumps(known._asdict()), encoding="utf-8")
    return file


@pytest.mark.parametrize(("kind", "damage"), DAMAGES)
def test_damage_is_named(dumped: House, kind: str, damage: Callable[[Path], object]) -> None:
    damage(dumped.settings.dumps_path / "2")
    assert f"dumps: {kind}" in kinds(dumped, "dumps")


def test_a_delta_of_something_else_is_named(dumped: House) -> None:
    """The same bytes as before are in it, and the manifest agrees with them: but they lead elsewhere."""
    folder = dumped.settings.dumps_path / "2"

    def swap(found: dict[str, object]) -> None:
        files = found["deltas"][0]["files"]  # type: ignore[index]
        added, removed = files[0], files[1]
        for key in set(added) - {"part"}:
            added[key], removed[key] = removed[key], added[key]

    in_manifest(folder, swap)
    assert kinds(dumped, "dumps") == {"dumps: delta"}
