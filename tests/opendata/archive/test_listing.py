"""Listings of everything: what they do not show is gone, unless that is too much to be believed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harvesters.records import HarvestedRecord, Page, RejectedRecord
from opendata.archive.archive import Archive
from opendata.archive.held import HeldRecords
from opendata.archive.listing import Brake

T0 = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
T1 = T0 + timedelta(days=1)
BELIEVE = Brake(max_deleted=100)


def live(identifier: str) -> HarvestedRecord:
    return HarvestedRecord("a", identifier, T0, False, "marc21", identifier.encode())


def names(low: int, high: int) -> list[str]:
    return [f"{number:04}" for number in range(low, high)]


def page(*identifiers: str, listing: str = "", finished: bool = True, sighted: tuple[str, ...] = ()) -> Page:
    return Page(tuple(map(live, identifiers)), {}, finished, listing=listing, sighted=sighted)


def held(archive: Archive, library: str = "a") -> set[str]:
    return {record.identifier for record in archive.records(library) if record.state == "live"}


def held_back(archive: Archive) -> int:
    state = archive.harvest_state("a")
    assert state is not None
    return state.held_back


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def test_what_no_page_of_a_listing_shows_is_deleted_when_it_finishes(archive: Archive) -> None:
    archive.store_page("a", page("1", "2", "3", "4"), T0)
    archive.store_page("b", page("9"), T0)
    archive.store_page("a", page("1", listing="L", finished=False), T1)
    assert held(archive) == {"1", "2", "3", "4"}
    outcome = archive.store_page("a", page("5", listing="L", sighted=("3",)), T1, BELIEVE)
    assert (outcome.new, outcome.deleted) == (1, 2)
    assert held(archive) == {"1", "3", "5"}
    assert held(archive, "b") == {"9"}
    gone = archive.record("a", "2")
    assert gone is not None
    assert (gone.state, gone.datestamp) == ("deleted", T1)


def test_a_rejected_record_that_is_no_longer_listed_is_gone_too(archive: Archive) -> None:
    bad = RejectedRecord("a", "2", T0, "marc21", b"?", "no leader")
    archive.store_page("a", Page((live("1"), bad), {}, True), T0)
    archive.store_page("a", page("1", listing="L"), T1)
    assert {r.identifier: r.state for r in archive.records("a")} == {"1": "live", "2": "deleted"}


def test_a_page_of_no_listing_and_a_listing_that_began_anew_delete_nothing(archive: Archive) -> None:
    archive.store_page("a", page("1", "2", "3"), T0)
    archive.store_page("a", page("1"), T1)
    archive.store_page("a", page("1", listing="L", finished=False), T1)
    archive.store_page("a", page("2", listing="M", finished=False), T1)
    assert held(archive) == {"1", "2", "3"}
    archive.store_page("a", page("3", listing="M"), T1, BELIEVE)
    assert held(archive) == {"2", "3"}


@pytest.mark.parametrize(
    ("brake", "before", "after", "holds"),
    [
        (Brake(), 1000, 1000, False),
        (Brake(), 1000, 900, False),
        (Brake(), 1000, 899, True),
        (Brake(), 1000, 0, True),
        (Brake(), 1, 0, True),
        (Brake(), 2, 1, False),
        (Brake(), 10, 5, False),
        (Brake(), 10, 4, True),
        (Brake(), 40, 20, False),
        (Brake(), 40, 19, True),
        (Brake(max_deleted=50), 1000, 500, False),
        (Brake(max_deleted=0), 1000, 980, False),
        (Brake(max_deleted=0), 1000, 979, True),
        (Brake(max_deleted=100), 1000, 1, False),
        (Brake(max_deleted=100), 1000, 0, True),
        (Brake(min_records=950), 1000, 950, False),
        (Brake(min_records=950), 1000, 949, True),
    ],
)
def test_the_brake(brake: Brake, before: int, after: int, holds: bool) -> None:
    assert brake.holds(before, before - after) is holds


def test_what_the_brake_holds_back_stays_until_it_is_accepted(archive: Archive) -> None:
    archive.store_page("a", page(*names(0, 100)), T0)
    assert archive.store_page("a", page(*names(0, 50), listing="L"), T1).deleted == 0
    assert held_back(archive) == 50
    # What comes again in the meantime is not gone.
    archive.store_page("a", page("0099"), T1)
    assert archive.accept_deletions("a", T1).deleted == 49
    assert held(archive) == {*names(0, 50), "0099"}
    assert held_back(archive) == 0
    assert archive.accept_deletions("a", T1).deleted == 0


def test_a_later_listing_that_shows_everything_lets_go_of_what_was_held_back(archive: Archive) -> None:
    archive.store_page("a", page(*names(0, 100)), T0)
    archive.store_page("a", Page((), {}, True, listing="L"), T1)
    assert held_back(archive) == 100
    archive.store_page("a", page(*names(0, 100), listing="M"), T1)
    assert (held_back(archive), held(archive)) == (0, set(names(0, 100)))


def test_without_a_brake_even_an_empty_listing_is_believed(archive: Archive) -> None:
    archive.store_page("a", page(*names(0, 2500)), T0)
    assert archive.store_page("a", Page((), {}, True, listing="L"), T1, None).deleted == 2500
    assert held(archive) == set()
    assert HeldRecords(archive, "a").live() == 0


def test_what_is_held_is_known_with_its_datestamp(archive: Archive) -> None:
    archive.store_page("a", page("1", "2"), T0)
    archive.store_page("a", page("1", listing="L"), T1)
    known = HeldRecords(archive, "a").known(["1", "2", "3"])
    assert {name: tuple(found) for name, found in known.items()} == {"1": (False, T0), "2": (True, T1)}


identifiers = st.sets(st.sampled_from("abcdefgh"), max_size=8)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.lists(identifiers, min_size=1, max_size=3), identifiers), max_size=5))
def test_after_each_listing_the_archive_holds_what_it_showed(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[list[set[str]], set[str]]]
) -> None:
    with Archive.open(tmp_path_factory.mktemp("home") / "archive.db") as archive:
        for number, (pages, sighted) in enumerate(history):
            shown = set[str]().union(*pages)
            seen = tuple(sorted(sighted & held(archive)))
            for place, names_of_page in enumerate(pages, 1):
                last = place == len(pages)
                came = page(*sorted(names_of_page), listing=f"L{number}", finished=last, sighted=seen)
                archive.store_page("a", came, T0, None)
            assert held(archive) == shown | set(seen)
