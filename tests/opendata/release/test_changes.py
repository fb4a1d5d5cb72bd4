"""The change log: kinds, places without gaps, what a killed publisher leaves."""

from hashlib import sha256

import pytest
from sqlalchemy import select
from tiny import House, gone, live, many, rejected

from opendata.archive.schema import changes as table
from opendata.archive.schema import publications
from opendata.release import changes, index
from opendata.release.index import Release
from opendata.release.plan import Plan, discard


def release(house: House) -> Release:
    found = index.current(house.archive)
    assert found is not None
    return found


def told(house: House, first: int = 1, last: int = 10_000) -> list[tuple[int, str, str]]:
    found = changes.page(house.archive, release(house), first, last)
    return [(each.release, each.identifier, each.kind) for each in found]


@pytest.fixture
def history(house: House) -> House:
    house.harvest(live("1", "a"), live("2", "b"))
    house.publish()
    house.harvest(live("1", "A"), gone("2"), live("3", "c"))
    house.publish()
    house.harvest(live("2", "again"), gone("3"))
    house.publish()
    return house


HISTORY = [
    (1, "1", "created"),
    (1, "2", "created"),
    (2, "1", "updated"),
    (2, "2", "deleted"),
    (2, "3", "created"),
    (3, "2", "created"),
    (3, "3", "deleted"),
]


def test_what_each_release_did(history: House) -> None:
    assert told(history) == HISTORY
    found = changes.of_releases(history.archive, release(history))
    assert [(each.release, each.first, each.last) for each in found] == [(1, 1, 2), (2, 3, 5), (3, 6, 7)]


def test_it_outlives_the_publications(history: House) -> None:
    for number in range(4):
        history.harvest(live("1", f"a{number}"))
        history.publish()
    with history.archive.engine.connect() as connection:
        assert connection.scalar(select(publications.c.id).where(publications.c.release == 2)) is None
    assert told(history)[: len(HISTORY)] == HISTORY


@pytest.mark.parametrize(("first", "last"), [(1, 1), (2, 3), (3, 5), (7, 99), (8, 99), (5, 2)])
def test_a_page_is_a_range_of_places(history: House, first: int, last: int) -> None:
    assert told(history, first, last) == HISTORY[first - 1 : max(last, first - 1)]


def test_a_reader_of_an_earlier_release_sees_no_later_change(history: House) -> None:
    second = index.release(history.archive, 2)
    assert second is not None
    assert changes.last_place(history.archive, second) == 5
    assert len(changes.page(history.archive, second, 1, 99)) == 5


def test_instants_by_place(history: House) -> None:
    found = changes.of_releases(history.archive, release(history))
    wanted = [found[0].instant, found[0].instant, found[1].instant, found[2].instant]
    assert changes.instants_at(found, [1, 2, 3, 7]) == wanted


def test_a_release_that_is_not_stamped_leaves_no_change(history: House) -> None:
    history.harvest(live("9", "x"))
    before = release(history)
    plan = Plan(history.archive, before, before.facts, renews=False)
    plan.make()
    assert plan.log_changes().created == 1
    assert told(history) == HISTORY, "nobody sees what is being prepared"
    discard(history.archive)
    with history.archive.engine.connect() as connection:
        assert len(connection.execute(select(table)).all()) == len(HISTORY)
    history.publish()
    assert told(history) == [*HISTORY, (4, "9", "created")]


def test_what_cannot_be_converted_or_read_changes_nothing(house: House) -> None:
    house.harvest(live("1", "bug"), live("2", "b"), rejected("3"))
    house.publish()
    house.harvest(live("2", "bug"))
    house.publish()
    assert told(house) == [(1, "2", "created")]


def test_a_new_converter_updates_every_record(history: House) -> None:
    history.publish("2")
    assert sorted(told(history)[len(HISTORY) :]) == [(4, "1", "updated"), (4, "2", "updated")]


def test_many_at_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_AT_ONCE", 7)
    house.harvest(*many(0, 50))
    house.publish()
    found = changes.page(house.archive, release(house), 1, 99)
    assert [each.place for each in found] == list(range(1, 51))


def test_a_publication_knows_the_digest_of_its_statements(house: House) -> None:
    house.harvest(live("1", "a"))
    house.publish()
    with house.archive.engine.connect() as connection:
        row = connection.execute(select(publications)).one()
    statements = {each for each in house.store(1) if "record/a/1" in each}
    text = "".join(f"{each} .\n" for each in sorted(statements)).encode()
    assert (row.digest, row.length) == (sha256(text).digest(), len(text))
