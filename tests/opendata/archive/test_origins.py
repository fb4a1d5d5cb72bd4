"""What origins say beside their records, kept with the versions and read again as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from harvesters.oai_origin import Earlier
from harvesters.records import HarvestedRecord, Page
from opendata.archive.archive import Archive
from opendata.archive.origins import packed, unpacked
from opendata.archive.records import PageOutcome
from opendata.archive.schema import versions
from opendata.archive.set_names import read_set_names

T0 = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
CHAIN = (
    Earlier("https://a.example.vn/oai", "oai:a.example.vn:số/1", T0, "http://ns.example/", T0, True),
    Earlier("https://b.example.vn/oai", "oai:b.example.vn:1", T0, "http://ns.example/", T0, False),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def came(*sets: str, earlier: tuple[Earlier, ...] = (), text: str = "x") -> HarvestedRecord:
    return HarvestedRecord(
        "a", "1", T0, False, "marc21", text.encode(), sets=tuple(sorted(sets)), earlier=earlier
    )


def store(archive: Archive, record: HarvestedRecord, **names: str) -> PageOutcome:
    return archive.store_page("a", Page((record,), {}, True, set_names=names), T0)


def kept(archive: Archive) -> list[tuple[str | None, str | None]]:
    wanted = select(versions.c.origin_sets, versions.c.earlier).order_by(versions.c.id)
    with archive.engine.connect() as connection:
        return [(row.origin_sets, row.earlier) for row in connection.execute(wanted)]


def test_a_chain_is_read_as_it_was_written() -> None:
    assert unpacked(packed(CHAIN) or "") == CHAIN
    assert packed(()) is None


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (came("x"), came("x"), 0),
        (came("x"), came("x", "y"), 1),
        (came("x"), came(), 1),
        (came(), came("x"), 1),
        (came("x"), came("x", earlier=CHAIN), 0),
        (came("x"), came("x", text="y"), 1),
    ],
)
def test_other_sets_are_a_change(
    archive: Archive, before: HarvestedRecord, after: HarvestedRecord, changed: int
) -> None:
    store(archive, before)
    assert store(archive, after) == PageOutcome(changed=changed, unchanged=1 - changed)


def test_what_is_kept_with_a_version(archive: Archive) -> None:
    store(archive, came("col_2", "com_1", earlier=CHAIN))
    store(archive, came())
    assert kept(archive) == [("col_2\ncom_1", packed(CHAIN)), (None, None)]


def test_the_newest_name_of_a_set_stands(archive: Archive) -> None:
    store(archive, came("x"), x="Luận án", y="Sách")
    store(archive, came("x"), x="Luận văn")
    with archive.engine.connect() as connection:
        assert read_set_names(connection) == {("a", "x"): "Luận văn", ("a", "y"): "Sách"}
