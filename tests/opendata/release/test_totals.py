"""What was found in the records of a release: always the sums of what stands in it."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from tiny import House, converter, gone, live

from opendata.quality.totals import Extent, Place, Total, Totals
from opendata.release import index, totals
from opendata.release.publish import publish

DAMAGED = "Tie\u0301\u0302ng Việt"
HEADING = "Kie\u0301\u0302n"


def known(house: House) -> Totals:
    release = index.current(house.archive)
    assert release is not None
    return totals.read(house.archive, release.number)


def test_sums_by_library(house: House) -> None:
    house.harvest(live("1", f"{DAMAGED}\n{HEADING}"), live("2", DAMAGED), live("3", "Truyện", source="b"))
    house.publish()
    assert known(house).extents == {"a": Extent(2, 3, 0, 0, 0), "b": Extent(1, 1, 0, 0, 0)}
    assert known(house).found == {
        Place("a", "mark-order", "subject", ""): Total(1, 1),
        Place("a", "mark-order", "title", ""): Total(2, 2),
    }


def test_a_record_counts_once_for_what_it_has_twice(house: House) -> None:
    house.harvest(live("1", f"Truyện\n{HEADING}\n{HEADING}"))
    house.publish()
    assert known(house).found == {Place("a", "mark-order", "subject", ""): Total(1, 2)}


def test_what_a_changed_or_deleted_record_had_is_taken_away(house: House) -> None:
    house.harvest(*(live(str(number), DAMAGED) for number in range(20)))
    house.publish()
    house.harvest(live("1", "mended"), gone("2"))
    assert not house.publish().whole
    assert known(house).found == {Place("a", "mark-order", "title", ""): Total(18, 18)}
    assert known(house).extents == {"a": Extent(19, 19, 0, 0, 0)}


def test_a_record_that_cannot_be_converted_counts_as_it_is_published(house: House) -> None:
    house.harvest(*(live(str(number), DAMAGED) for number in range(20)))
    house.publish()
    house.harvest(live("1", "bug"), live("new", "unreadable"))
    house.harvest(live("2", f"{DAMAGED}\n{HEADING}"))
    house.publish()
    assert known(house).extents == {"a": Extent(20, 21, 0, 0, 0)}
    assert known(house).found[Place("a", "mark-order", "title", "")] == Total(20, 20)


@pytest.mark.parametrize("seed", range(4))
def test_any_changes_end_in_the_totals_of_the_records_there_are(
    house: House, another: Callable[[str], House], seed: int
) -> None:
    chance = random.Random(seed)
    texts = [
        "Truyện",
        DAMAGED,
        f"{DAMAGED}\n{HEADING}\nshared",
        "bug",
        f"Thơ\n{HEADING}",
        "unreadable",
        "\nx",
    ]
    house.harvest(*(live(str(number), chance.choice(texts)) for number in range(60)))
    house.publish()
    for _ in range(4):
        changed = [str(chance.randrange(70)) for _ in range(8)]
        house.harvest(
            *(
                gone(name) if chance.random() < 0.3 else live(name, chance.choice(texts))
                for name in dict.fromkeys(changed)
            )
        )
        house.publish()
    release = index.current(house.archive)
    assert release is not None
    anew = another("anew")
    for row in index.page(house.archive, release, size=100):
        if not row.deleted:
            anew.harvest(live(row.identifier, house.archive.original(row.version).payload.decode()))
    anew.publish()
    assert known(house).extents == known(anew).extents
    assert known(house).found == known(anew).found


def test_totals_of_forgotten_releases_go(house: House) -> None:
    for number in range(4):
        house.harvest(live(str(number), DAMAGED))
        house.publish()
    assert [bool(totals.read(house.archive, number).found) for number in (1, 2, 3, 4)] == [
        False,
        False,
        True,
        True,
    ]


def test_a_release_without_totals_is_made_anew(house: House) -> None:
    house.harvest(*(live(str(number), DAMAGED) for number in range(20)))
    without = replace(converter(), examiners={})
    publish(house.settings, house.archive, converter=without, executor=house.executor, now=house.now)
    assert known(house).extents == {}
    assert house.publish().whole
    assert known(house).extents == {"a": Extent(20, 20, 0, 0, 0)}


def test_nothing_is_kept_of_a_publication_that_was_cut_off(house: House) -> None:
    house.harvest(live("1", DAMAGED))
    house.publish()
    house.harvest(live("2", DAMAGED))

    def cut_off(step: str) -> None:
        if step == "checkpointed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        house.publish(on_step=cut_off)
    assert totals.read(house.archive, 2).found == {}
    assert known(house).found == {Place("a", "mark-order", "title", ""): Total(1, 1)}
