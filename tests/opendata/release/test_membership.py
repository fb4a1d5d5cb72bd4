"""Sets of a release: who is in them, what a taken-back plan leaves."""

from itertools import count

import pytest
from sqlalchemy import select
from tiny import House, gone, live

from opendata.archive.schema import members
from opendata.release import index
from opendata.release.plan import Plan, discard
from opendata.release.work import Description


def release_of(house: House) -> index.Release:
    release = index.current(house.archive)
    assert release is not None
    return release


def listed(house: House, spec: str, size: int = 2, release: index.Release | None = None) -> list[str]:
    """Everything in a set, page by page: `identifier`, with a hyphen behind where it is deleted."""
    release = release or release_of(house)
    parts = index.sets(house.archive, release).get(spec)
    if parts is None:
        return []
    (known,) = parts
    found: list[index.Published] = []
    for _ in count():
        after = found[-1].id if found else 0
        rows = index.page(house.archive, release, after, size, of_set=known.number)
        if not rows:
            break
        found += rows
    assert len(found) == known.records
    return [row.identifier + "-" * row.deleted for row in found]


@pytest.fixture
def three(house: House) -> House:
    """Release 1: 1 and 2 in Vietnamese, 3 in French."""
    house.harvest(live("1", "a\nin vie"), live("2", "b\nin vie"), live("3", "c\nin fre"), live("4", "d"))
    house.publish()
    return house


def test_a_set_holds_what_says_so_and_so_does_the_one_above(three: House) -> None:
    assert listed(three, "language:vie") == ["1", "2"]
    assert listed(three, "language:fre") == ["3"]
    assert sorted(listed(three, "language")) == ["1", "2", "3"]
    assert len(listed(three, "licence")) == 4
    assert listed(three, "language:ger") == []


def test_who_leaves_a_set_is_gone_from_it_and_has_a_new_datestamp(three: House) -> None:
    before = release_of(three)
    three.harvest(live("1", "a\nin fre"), gone("2"))
    three.publish()
    assert listed(three, "language:vie") == ["2-"]
    assert listed(three, "language:fre") == ["3", "1"]
    changed = index.record(three.archive, release_of(three), "a", "1")
    assert changed is not None
    assert changed.instant == release_of(three).instant
    assert listed(three, "language:vie", release=before) == ["1", "2"], "for whoever still reads that release"


def test_deleted_records_stay_deleted_in_their_set_over_releases(three: House) -> None:
    three.harvest(gone("2"))
    three.publish()
    for number in range(3):
        three.harvest(live("9", f"x{number}\nin vie"))
        three.publish()
    assert listed(three, "language:vie") == ["1", "2-", "9"]
    with three.archive.engine.connect() as connection:
        kept = connection.execute(select(members.c.superseded_by).where(members.c.superseded_by > 0)).all()
    assert len(kept) <= 4, "what only forgotten releases show is deleted"


def test_everything_published_anew_is_in_the_same_sets(three: House) -> None:
    three.publish(version="2")
    assert listed(three, "language:vie") == ["1", "2"]
    assert sorted(listed(three, "language")) == ["1", "2", "3"]


def test_a_publication_killed_before_its_stamp_leaves_the_sets_as_they_were(three: House) -> None:
    three.harvest(live("1", "a\nin fre"), live("5", "e\nin vie"))
    before = release_of(three)
    plan = Plan(three.archive, before, before.facts, renews=False)
    plan.make()
    for ids in plan.changes():
        plan.note([], dict.fromkeys(ids, Description("language:fre", b"", 0)))
    plan.arrange_sets()
    assert listed(three, "language:vie") == ["1", "2"], "nobody sees what is being prepared"
    discard(three.archive)
    assert listed(three, "language:vie") == ["1", "2"]
    three.publish()
    assert listed(three, "language:vie") == ["2", "5"]
