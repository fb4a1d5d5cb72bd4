"""Blocks of live records: where each record is, and how the blocks are found."""

import os
import random

import pytest
from sqlalchemy import event
from tiny import House, gone, live, many

from opendata.release import blocks, index
from opendata.release.blocks import block
from opendata.release.index import Release


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", 5)


def current(house: House) -> Release:
    found = index.current(house.archive)
    assert found is not None
    return found


def listed(house: House, of: Release) -> dict[int, list[str]]:
    """The identifiers in each block."""
    return {
        each.number: [entry.identifier for entry in block(house.archive, of, each.number)]
        for each in blocks.blocks(house.archive, of)
    }


def test_a_changed_record_comes_into_a_later_block_and_an_empty_block_is_gone(house: House) -> None:
    house.harvest(*many(0, 12))
    house.publish()
    first = listed(house, current(house))
    assert {number: len(entries) for number, entries in first.items()} == {0: 5, 1: 5, 2: 2}
    house.harvest(*(gone(each) for each in first[1]), live(first[0][0], "changed"))
    house.publish()
    second = listed(house, current(house))
    assert sorted(second) == [0, 2], "tombstones make no block"
    assert second[0] == first[0][1:]
    assert first[0][0] in second[2]


def test_every_live_record_is_in_one_block(house: House) -> None:
    rng = random.Random(7)
    for _ in range(6):
        numbers = rng.sample(range(30), 8)
        house.harvest(
            *(
                gone(f"{each:03}") if rng.random() < 0.3 else live(f"{each:03}", f"title {rng.random()}")
                for each in numbers
            )
        )
        house.publish()
        of = current(house)
        found = [entry for entries in listed(house, of).values() for entry in entries]
        page = index.page(house.archive, of, size=1000)
        assert found == [row.identifier for row in page if not row.deleted]
        instants = {row.identifier: row.instant for row in page}
        for each in blocks.blocks(house.archive, of):
            entries = block(house.archive, of, each.number)
            assert [entry.instant for entry in entries] == [instants[entry.identifier] for entry in entries]
            assert each.instant == max(entry.instant for entry in entries)


@pytest.mark.skipif("OPENDATA_TEST_POSTGRESQL" in os.environ, reason="about SQLite's plans")
def test_it_is_read_along_an_index(house: House) -> None:
    house.harvest(*many(0, 12))
    house.publish()
    asked: list[tuple[str, tuple[int, ...]]] = []

    @event.listens_for(house.archive.engine, "before_cursor_execute")
    def note(connection, cursor, statement, parameters, context, many):  # type: ignore[no-untyped-def]
        asked.append((statement, parameters))

    blocks.blocks(house.archive, current(house))
    block(house.archive, current(house), 1)
    event.remove(house.archive.engine, "before_cursor_execute", note)
    with house.archive.engine.connect() as connection:
        for statement, parameters in asked:
            if "publications" in statement and "releases" not in statement:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                steps = [row[3] for row in plan if "publications" in row[3]]
                assert steps
                assert all(step.startswith("SEARCH") for step in steps), steps
