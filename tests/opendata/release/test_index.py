import os
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from tiny import T0, House, gone, live

from opendata.release import index
from opendata.release.index import Count, Published

HOUR = timedelta(hours=1)


@pytest.fixture
def three_releases(house: House) -> House:
    """Release 1 at 9:00 has a/1 to a/9 and b/1; 2 at 10:00 changes a/1, deletes a/2; 3 at 11:00 adds b/2."""
    house.harvest(*(live(str(n), f"t{n}") for n in range(1, 10)), live("1", "b", source="b"))
    house.publish()
    house.harvest(live("1", "changed"), gone("2"))
    house.publish()
    house.harvest(live("2", "new", source="b"))
    house.publish()
    return house


def keys(rows: list[Published]) -> list[str]:
    return [f"{row.library}/{row.identifier}" + "-" * row.deleted for row in rows]


def current(house: House) -> index.Release:
    release = index.current(house.archive)
    assert release is not None
    return release


ALL = ["a/3", "a/4", "a/5", "a/6", "a/7", "a/8", "a/9", "b/1", "a/1", "a/2-", "b/2"]


def test_before_the_first_release(house: House) -> None:
    assert index.current(house.archive) is None
    assert index.earliest(house.archive) is None
    assert index.release(house.archive, 1) is None


@pytest.mark.parametrize("size", [1, 3, 100])
def test_pages_show_each_record_once_in_the_order_of_publication(three_releases: House, size: int) -> None:
    release = current(three_releases)
    found: list[Published] = []
    while rows := index.page(three_releases.archive, release, found[-1].id if found else 0, size):
        assert len(rows) <= size
        found += rows
    assert keys(found) == ALL
    assert [row.instant for row in found] == sorted(row.instant for row in found)
    assert found[0].format == "tiny"


@pytest.mark.parametrize(
    ("from_", "until", "library", "expected"),
    [
        (None, None, "a", [key for key in ALL if key[0] == "a"]),
        (None, None, "x", []),
        (T0 + 2 * HOUR, None, None, ["a/1", "a/2-", "b/2"]),
        (T0 + 2 * HOUR, None, "a", ["a/1", "a/2-"]),
        (T0 + 2 * HOUR, T0 + 2 * HOUR, None, ["a/1", "a/2-"]),
        (None, T0 + HOUR, None, ALL[:8]),
        (T0 + HOUR + timedelta(seconds=1), T0 + 2 * HOUR - timedelta(seconds=1), None, []),
        (T0 + 9 * HOUR, None, None, []),
        (None, T0, None, []),
    ],
)
def test_selection(
    three_releases: House,
    from_: datetime | None,
    until: datetime | None,
    library: str | None,
    expected: list[str],
) -> None:
    archive, release = three_releases.archive, current(three_releases)
    assert keys(index.page(archive, release, 0, 100, from_, until, library)) == expected
    assert index.size(archive, release, from_, until, library) == len(expected)


def test_counting_much_between_instants_is_left_out(
    three_releases: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "COUNTED", 3)
    release = current(three_releases)
    assert index.size(three_releases.archive, release, from_=T0) is None
    assert index.size(three_releases.archive, release, from_=T0 + 2 * HOUR) == 3
    assert index.size(three_releases.archive, release) == len(ALL)


def test_single_records_and_counts(three_releases: House) -> None:
    archive, release = three_releases.archive, current(three_releases)
    changed = index.record(archive, release, "a", "1")
    deleted = index.record(archive, release, "a", "2")
    assert changed is not None
    assert deleted is not None
    assert archive.original(changed.version).payload == b"changed"
    assert (changed.instant, changed.deleted, deleted.deleted) == (T0 + 2 * HOUR, False, True)
    assert index.record(archive, release, "a", "nobody") is None
    assert index.counts(archive, release) == {"a": Count(8, 1), "b": Count(2, 0)}
    assert index.earliest(archive) == T0 + HOUR


def test_a_reader_of_the_release_before_goes_on_with_it(three_releases: House) -> None:
    house = three_releases
    release = current(house)
    seen = []

    def read(step: str) -> None:
        seen.append(step)
        assert keys(index.page(house.archive, release)) == ALL
        row = index.record(house.archive, release, "a", "3")
        assert row is not None
        assert house.archive.original(row.version).payload == b"t3"
        assert index.size(house.archive, release, from_=T0) == len(ALL)
        assert [row.identifier for row in index.live_by_key(house.archive, release, ("a", "3"), 2)] == [
            "4",
            "5",
        ]

    house.harvest(live("3", "x"), gone("4"), live("new", "new"), live("2", "back"))
    house.publish("2", on_step=read)
    assert seen == ["planned", "built", "checkpointed", "stamped"]
    read("forgotten")
    house.harvest(live("5", "y"))

    def read_at_plan(step: str) -> None:
        if step == "planned":
            read(step)

    house.publish("3", on_step=read_at_plan)


def test_live_records_come_in_the_order_of_their_keys(house: House) -> None:
    names = ["10", "9", "Đ", "z", "a"]
    house.harvest(*(live(name, "t") for name in names), live("0", "t", source="b"))
    house.publish()
    found = index.live_by_key(house.archive, current(house), None, 100)
    assert [row.identifier for row in found] == [*sorted(names, key=str.encode), "0"]


@pytest.mark.skipif("OPENDATA_TEST_POSTGRESQL" in os.environ, reason="about SQLite's plans")
@pytest.mark.parametrize(
    ("library", "of_set", "name"),
    [
        (False, False, "publications_in_order"),
        (True, False, "publications_of_library"),
        (False, True, "members USING PRIMARY KEY"),
    ],
)
def test_a_page_is_read_along_an_index(three_releases: House, library: bool, of_set: bool, name: str) -> None:
    """However deep it is: nothing is scanned, and nothing but the page itself sorted."""
    engine = three_releases.archive.engine
    wanted = index._page(engine.dialect, library, of_set, True)
    values = {"size": 2, "next": 4, "preparing": 5, "low": 0, "high": 99, "library": "a", "of_set": 1}
    explained = text(f"EXPLAIN QUERY PLAN {wanted.element.text}")
    with engine.connect() as connection:
        rows = connection.execute(explained, {**wanted.compile().params, **values})
        plan = [row.detail for row in rows]
    assert not [step for step in plan if step.startswith(("SCAN publications", "SCAN members"))]
    behind = "publication>? AND publication<?" if of_set else "id>? AND id<?"
    assert len([step for step in plan if name in step and behind in step]) == 3


def test_a_page_with_its_content(three_releases: House) -> None:
    rows = index.page(three_releases.archive, current(three_releases), size=3, content=True)
    unpacked = [three_releases.archive.unpacking(row.dictionary)(row.packed or b"") for row in rows]
    assert unpacked == [three_releases.archive.original(row.version).payload for row in rows]
    assert index.page(three_releases.archive, current(three_releases), size=1)[0].packed is None
