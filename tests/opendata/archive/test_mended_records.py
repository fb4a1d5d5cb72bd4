"""Tallies of what was mended: they follow the records, whatever becomes of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harvesters.records import HarvestedRecord, Page
from harvesters.repairs import Repair
from opendata.archive.archive import Archive
from opendata.archive.records import RepairTally
from opendata.archive.status import repairs

T0 = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
HANOI = Repair("encoding-tcvn3", "260 $a", "Hµ Néi", "Hà Nội")
KIEU = Repair("encoding-tcvn3", "245 $a", "TruyÖn KiÒu", "Truyện Kiều")
LENGTH = Repair("record-length", "leader/00-04", "00000", "00310")


def record(identifier: str, text: str, *mended: Repair, deleted: bool = False) -> HarvestedRecord:
    return HarvestedRecord("a", identifier, T0, deleted, "marc21", text.encode(), "auto", mended)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def store(archive: Archive, *records: HarvestedRecord) -> list[RepairTally]:
    archive.store_page("a", Page(records, {}, True), T0)
    return repairs(archive, "a")


def test_tallies_count_records_and_places_and_give_an_example_of_each_record(archive: Archive) -> None:
    found = store(archive, record("1", "a", KIEU, HANOI, LENGTH), record("2", "b", HANOI), record("3", "c"))
    assert found == [
        RepairTally("encoding-tcvn3", 2, 3, (("1", *KIEU[1:]), ("2", *HANOI[1:]))),
        RepairTally("record-length", 1, 1, (("1", *LENGTH[1:]),)),
    ]
    first, third = archive.record("a", "1"), archive.record("a", "3")
    assert first is not None
    assert third is not None
    assert (first.repairs, third.repairs) == ({"encoding-tcvn3": 2, "record-length": 1}, None)


@pytest.mark.parametrize(
    ("then", "tallies"),
    [
        (record("1", "a", KIEU, HANOI), {"encoding-tcvn3": (1, 2)}),
        (record("1", "b", HANOI), {"encoding-tcvn3": (1, 1)}),
        (record("1", "b", LENGTH), {"record-length": (1, 1)}),
        (record("1", "b"), {}),
        (record("1", "", deleted=True), {}),
    ],
)
def test_a_record_that_changes_takes_its_repairs_and_examples_along(
    archive: Archive, then: HarvestedRecord, tallies: dict[str, tuple[int, int]]
) -> None:
    store(archive, record("1", "a", KIEU, HANOI))
    found = store(archive, then)
    assert {tally.kind: (tally.records, tally.places) for tally in found} == tallies
    assert all(len(tally.examples) == 1 for tally in found)


def test_a_few_examples_are_kept(archive: Archive) -> None:
    found = store(archive, *(record(str(number), "a", HANOI) for number in range(10)))
    assert [(tally.records, len(tally.examples)) for tally in found] == [(10, 5)]


def test_bytes_read_in_another_encoding_are_another_version_once_somebody_has_named_it(
    archive: Archive,
) -> None:
    store(archive, record("1", "a"))
    for told, changed in (("auto:tcvn3", 0), ("tcvn3", 1), ("tcvn3", 0), ("vni", 1), ("auto", 1)):
        came = record("1", "a")._replace(encoding=told)
        assert archive.store_page("a", Page((came,), {}, True), T0).changed == changed
