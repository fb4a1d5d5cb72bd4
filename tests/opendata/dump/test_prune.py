"""Which full dumps stay, what is said of those that went, and what still follows from their deltas."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import T0, House, converter, live

from opendata.dump import manifest, watch
from opendata.dump.apply import apply, deltas
from opendata.dump.prune import kept
from opendata.dump.withdraw import withdraw
from opendata.dump.write import Dumped, dump
from opendata.errors import NotFoundError
from opendata.settings import DumpSettings
from opendata.verify.run import verify


@pytest.mark.parametrize(
    ("days", "keep", "stay"),
    [
        ([], 3, []),
        (["2026-01-05"], 1, [1]),
        (["2026-01-05", "2026-01-06", "2026-01-07"], 2, [1, 2, 3]),
        (["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08"], 2, [1, 3, 4]),
        (["2026-01-05", "2026-02-01", "2026-02-02", "2026-02-28", "2026-03-01"], 1, [1, 2, 5]),
        (["2024-05-01", "2024-06-01", "2025-11-30", "2025-12-01", "2026-11-24"], 1, [1, 3, 4, 5]),
        (["2024-05-01", "2024-06-01", "2025-10-30", "2025-12-01", "2026-11-24"], 1, [1, 3, 4, 5]),
        (["2024-05-01", "2024-06-01", "2025-11-30", "2025-12-01", "2027-01-24"], 1, [1, 3, 5]),
    ],
)
def test_what_stays(days: list[str], keep: int, stay: list[int]) -> None:
    full = [(number, f"{day}T02:00:00Z") for number, day in enumerate(days, 1)]
    assert sorted(kept(full, keep)) == stay


def test_what_went_once_would_go_again() -> None:
    """Whichever night it is looked at, the same stay: nothing depends on what was removed before."""
    days = [
        datetime(2025 + (number // 12), number % 12 + 1, day) for number in range(30) for day in (3, 9, 20)
    ]
    every = [(number, f"{day:%Y-%m-%d}T02:00:00Z") for number, day in enumerate(days, 1)]
    left: list[tuple[int, str]] = []
    for night in every:
        left.append(night)
        left = [each for each in left if each[0] in kept(left, 4)]
    assert {number for number, _ in left} == kept(every, 4)
    assert len(left) == 4 + 11 + 2


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "home")
    made.settings = replace(made.settings, dumps=DumpSettings(keep=2))
    yield made
    made.close()


def night(house: House, number: int) -> Dumped:
    house.harvest(live(f"{number:03}", f"Quyển {number}"))
    house.publish()
    return dump(house.settings, house.archive, converter=converter(), executor=house.executor, now=lambda: T0)


def test_full_files_make_room_and_deltas_stay(house: House, tmp_path: Path) -> None:
    dumps = house.settings.dumps_path
    whole: dict[int, bytes] = {}
    gone = []
    for number in range(1, 6):
        done = night(house, number)
        whole[number] = next(done.folder.glob("vnlib-union-full-*.nq.zst")).read_bytes()
        gone += done.pruned
    # The first of the month and of the year, and the newest two.
    assert gone == [2, 3]
    told = json.loads((dumps / "2" / "manifest.json").read_text(encoding="utf-8"))
    assert (told["files"], told["pruned"]) == ([], f"{T0:%Y-%m-%dT%H:%M:%SZ}")
    assert len(told["deltas"]) == 1
    assert any(name.startswith("vnlib-union-full-") for name in told["gone"])
    assert not [name for name in told["gone"] if (dumps / "2" / name).exists()]
    assert watch.problems(house.settings, house.archive, T0) == []
    reports = [
        report
        for _, report in verify(
            house.settings, house.archive, ["dumps"], converter=converter(), executor=house.executor
        )
    ]
    assert [report.counts for report in reports] == [{}]

    # What is gone follows from what stays.
    first = next((dumps / "1").glob("vnlib-union-full-*.nq.zst"))
    steps = [next((dumps / str(number)).glob("*-added.nq.gz")) for number in (2, 3)]
    apply(first, deltas(steps), tmp_path / "3.nq.zst")
    assert (tmp_path / "3.nq.zst").read_bytes() == whole[3]
    with pytest.raises(NotFoundError, match="needs the N-Quads of an earlier"):
        dump(
            house.settings, house.archive, since=[2], converter=converter(), executor=house.executor,
            now=lambda: T0,
        )  # fmt: skip
    known = withdraw(house.settings, 3, "chứa thông tin cá nhân", T0, house.executor)
    assert any("-full-" in name for name in known.files)
    assert night(house, 6).pruned == [4]


def test_zero_keeps_all(house: House) -> None:
    house.settings = replace(house.settings, dumps=DumpSettings(keep=0))
    assert [night(house, number).pruned for number in range(1, 5)] == [[]] * 4


def test_what_a_killed_run_left_goes(house: House) -> None:
    for number in range(1, 5):
        night(house, number)
    folder = house.settings.dumps_path / "2"
    left = folder / (manifest.read(folder) or {})["gone"][0]
    left.write_bytes(b"left")
    night(house, 5)
    assert not left.exists()
