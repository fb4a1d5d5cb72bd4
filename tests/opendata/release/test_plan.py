import pytest
from tiny import House, gone, live, many

from opendata.errors import ReleaseError
from opendata.release import index
from opendata.release.plan import Plan, discard
from opendata.release.work import versions_of


def test_what_is_harvested_while_everything_is_planned_anew_stays_as_it_was_published(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    before = index.current(house.archive)
    assert before is not None
    plan = Plan(house.archive, before, before.facts, renews=True)
    house.harvest(live("000", "too late"), gone("001"))
    plan.make()
    assert plan.changed() == 10
    (ids,) = plan.published()
    payloads = [original.payload.decode() for _, original in versions_of(house.archive, ids)]
    assert payloads == [f"title {number}\nshared" for number in range(10)]


def test_a_plan_that_is_taken_back_leaves_no_trace(house: House) -> None:
    house.harvest(*many(0, 10), gone("003"))
    house.publish()
    before = index.current(house.archive)
    assert before is not None
    shown = index.page(house.archive, before)
    house.harvest(live("000", "new"), gone("001"), live("003", "back"))
    for _ in range(2):
        Plan(house.archive, before, before.facts, renews=False).make()
    assert index.page(house.archive, before) == shown
    discard(house.archive)
    discard(house.archive)
    assert index.page(house.archive, before) == shown
    assert index.current(house.archive) == before
    assert house.publish().changed == 2


def test_publications_that_the_archive_lacks_are_not_passed_over(house: House) -> None:
    with pytest.raises(ReleaseError, match=r"2 of 2 publications \(number 7000001 first\)"):
        versions_of(house.archive, [7000001, 7000002])
