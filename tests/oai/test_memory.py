"""The repository in memory: its order, its pages, and what it will not take."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from oai.formats.registry import FORMATS, offered_for
from oai.memory import MemoryRecord, MemoryRepository
from oai.repository import Identity, Selection, Set

EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
UNTIL = datetime(2030, 1, 1, tzinfo=UTC)
IDENTITY = Identity("x", "http://x.vn/oai", ["a@x.vn"], EARLIEST)


def record(name: str, hours: int = 0, **more: Any) -> MemoryRecord:
    return MemoryRecord(f"oai:x:{name}", EARLIEST + timedelta(hours=hours), **more)


def test_pages_follow_one_another_in_the_order_of_datestamp_and_identifier() -> None:
    names = [("b", 1), ("a", 1), ("d", 0), ("c", 2), ("e", 1)]
    repository = MemoryRepository(IDENTITY, [record(name, hours) for name, hours in names])
    seen, after = [], None
    while page := repository.page(Selection("oai_dc", None, UNTIL), after, 2, content=True):
        seen += [found.identifier[-1] for _, found in page]
        after = page[-1][0]
    assert seen == ["d", "a", "b", "e", "c"]
    assert [key for key, _ in page] == []


def test_a_selection_has_bounds_sets_and_formats() -> None:
    repository = MemoryRepository(
        IDENTITY,
        [
            record("a", 0, sets=("s:t",)),
            record("b", 1, sets=("s",)),
            record("c", 2, sets=("st",), format="oai_dc"),
            record("d", 3, statements=b"<a:b> <a:b> <a:b> .\n"),
        ],
        [Set("s", {"en": "S"})],
    )

    def names(selection: Selection) -> str:
        found = repository.page(selection, None, 9, content=False)
        assert repository.size(selection) == len(found)
        return "".join(one.identifier[-1] for _, one in found)

    hour = timedelta(hours=1)
    assert names(Selection("oai_dc", None, UNTIL)) == "abcd"
    assert names(Selection("oai_dc", EARLIEST + hour, EARLIEST + 2 * hour)) == "bc"
    assert names(Selection("oai_dc", None, UNTIL, "s")) == "ab"
    assert names(Selection("oai_dc", None, UNTIL, "s:t")) == "a"
    assert names(Selection("marc21", None, UNTIL)) == "abd"
    assert names(Selection("bibframe", None, UNTIL)) == "d"
    assert repository.formats(None) == sorted(FORMATS)
    assert repository.formats("oai:x:c") == sorted({*offered_for("oai_dc")} - {"bibframe"})
    assert repository.formats("oai:x:nobody") is None


def test_a_replaced_record_moves() -> None:
    first = record("a", 0)
    repository = MemoryRepository(IDENTITY, [first, record("b", 1)])
    repository.put(replace(first, datestamp=EARLIEST + timedelta(hours=2), deleted=True))
    found = repository.page(Selection("oai_dc", None, UNTIL), None, 9, content=False)
    assert [(one.identifier, one.deleted) for _, one in found] == [("oai:x:b", False), ("oai:x:a", True)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"identifier": "no uri"}, "absolute URI"),
        ({"datestamp": EARLIEST - timedelta(seconds=1)}, "not before 2025-01-01T00:00:00Z"),
        ({"datestamp": EARLIEST + timedelta(microseconds=1)}, "whole seconds"),
        ({"datestamp": datetime(2026, 1, 1)}, "in UTC"),
        ({"datestamp": datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=7)))}, "in UTC"),
        ({"format": "mods"}, "not one of"),
    ],
)
def test_what_the_protocol_cannot_carry_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        MemoryRepository(IDENTITY, [replace(record("a"), **change)])


def test_an_illegal_set_is_refused() -> None:
    with pytest.raises(ValueError, match="setSpec"):
        MemoryRepository(IDENTITY, sets=[Set("a b", {})])
