import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from harvesters.records import HarvestedRecord, Page, RejectedRecord
from opendata.archive.archive import Archive
from opendata.archive.compression import SAMPLES
from opendata.archive.database import writing
from opendata.archive.records import PageOutcome
from opendata.archive.schema import dictionaries, versions
from opendata.archive.status import status
from opendata.errors import ArchiveBusyError, ArchiveError

T0 = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def live(identifier: str, text: str) -> HarvestedRecord:
    return HarvestedRecord("a", identifier, T0, False, "marc21", text.encode())


def gone(identifier: str) -> HarvestedRecord:
    return HarvestedRecord("a", identifier, T0, True, "marc21", b"")


def rejected(identifier: str, text: str) -> RejectedRecord:
    return RejectedRecord("a", identifier, T0, "marc21", text.encode(), "no leader")


def page(*records: HarvestedRecord | RejectedRecord, at: str = "1", finished: bool = False) -> Page:
    return Page(records, {"at": at}, finished)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def test_a_record_comes_back_as_it_came(archive: Archive) -> None:
    came = "Truyện Kiều \x1e không đổi"
    archive.store_page("a", page(live("oai:a:1", came)), T0 + timedelta(hours=1))
    record = archive.record("a", "oai:a:1")
    assert record is not None
    assert (record.state, record.datestamp, record.format) == ("live", T0, "marc21")
    assert record.harvested_at == T0 + timedelta(hours=1)
    assert archive.original(record.version).payload == came.encode()
    assert archive.record("a", "oai:a:2") is None
    assert archive.record("b", "oai:a:1") is None


@pytest.mark.parametrize(
    ("before", "then", "outcome"),
    [
        ([], live("1", "x"), PageOutcome(new=1)),
        ([], gone("1"), PageOutcome(deleted=1)),
        ([], rejected("1", "x"), PageOutcome(rejected=1)),
        ([live("1", "x")], live("1", "x"), PageOutcome(unchanged=1)),
        ([live("1", "x")], live("1", "y"), PageOutcome(changed=1)),
        (
            [live("1", "x")],
            live("1", "x")._replace(datestamp=T0 + timedelta(days=1)),
            PageOutcome(unchanged=1),
        ),
        ([live("1", "x")], live("1", "x")._replace(format="unimarc"), PageOutcome(changed=1)),
        ([live("1", "x")], gone("1"), PageOutcome(deleted=1)),
        ([live("1", "x")], rejected("1", "x"), PageOutcome(rejected=1)),
        ([gone("1")], gone("1"), PageOutcome(unchanged=1)),
        ([gone("1")], live("1", "x"), PageOutcome(changed=1)),
        ([rejected("1", "x")], rejected("1", "x"), PageOutcome(unchanged=1)),
        ([rejected("1", "x")], live("1", "x"), PageOutcome(changed=1)),
    ],
)
def test_what_storing_a_record_does(
    archive: Archive,
    before: list[HarvestedRecord],
    then: HarvestedRecord | RejectedRecord,
    outcome: PageOutcome,
) -> None:
    archive.store_page("a", page(*before), T0)
    position = archive.position()
    assert archive.store_page("a", page(then), T0) == outcome
    assert archive.position() == position + (0 if outcome.unchanged else 1)


def test_the_same_page_again_leaves_no_trace_but_its_checkpoint(archive: Archive) -> None:
    records = [live(str(n), f"record {n}") for n in range(50)]
    archive.store_page("a", page(*records), T0)
    before = list(archive.records()), archive.position()
    again = archive.store_page("a", page(*records, at="2", finished=True), T0 + timedelta(hours=1))
    assert again == PageOutcome(unchanged=50)
    assert (list(archive.records()), archive.position()) == before
    assert archive.checkpoint("a") == {"at": "2"}
    with archive.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(versions)) == 50


def test_a_page_that_fails_leaves_neither_records_nor_checkpoint(archive: Archive) -> None:
    archive.store_page("a", page(live("1", "x")), T0)
    broken = live("3", "y")._replace(payload=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        archive.store_page("a", page(live("2", "y"), broken, at="2"), T0)
    assert [record.identifier for record in archive.records()] == ["1"]
    assert archive.checkpoint("a") == {"at": "1"}


def test_harvest_state(archive: Archive) -> None:
    assert archive.harvest_state("a") is None
    assert archive.checkpoint("a") is None
    archive.begin_harvest("a", T0)
    archive.store_page("a", page(live("1", "x")), T0 + timedelta(minutes=1))
    archive.break_harvest("a", "the server went away")
    state = archive.harvest_state("a")
    assert state is not None
    assert (state.finished, state.finished_at, state.error) == (False, None, "the server went away")
    archive.begin_harvest("a", T0 + timedelta(hours=1))
    archive.store_page("a", page(at="end", finished=True), T0 + timedelta(hours=2))
    state = archive.harvest_state("a")
    assert state is not None
    assert (state.finished, state.error, state.checkpoint) == (True, "", {"at": "end"})
    assert (state.started_at, state.finished_at) == (T0 + timedelta(hours=1), T0 + timedelta(hours=2))
    assert archive.libraries() == ["a"]


def test_records_of_a_library_come_in_the_order_of_their_bytes(archive: Archive) -> None:
    names = ["b", "a", "Đ", "ß", "Z", "\N{BOOKS}", "~", *(f"{n:04}" for n in range(2500))]
    archive.store_page("a", page(*(live(name, name) for name in names)), T0)
    archive.store_page("0", page(live("x", "x")), T0)
    found = [record.identifier for record in archive.records("a")]
    assert found == sorted(names, key=str.encode)
    assert [record.library for record in archive.records()] == ["0"] + ["a"] * len(names)


def test_identifiers_that_no_database_keeps_are_kept_escaped(archive: Archive) -> None:
    outcome = archive.store_page("a", page(live("nul\0", "x"), live("half \ud83d", "y")), T0)
    assert outcome == PageOutcome(new=2)
    assert sorted(record.identifier for record in archive.records()) == ["half \\ud83d", "nul\\x00"]


def test_a_dictionary_serves_the_records_behind_the_first_thousand(archive: Archive) -> None:
    def text(number: int) -> str:
        fields = "".join(f'<datafield tag="{tag}" ind1=" " ind2=" "/>' for tag in range(100, 130))
        return f"<record>{fields}<subfield>nhan đề số {number * 7919}</subfield></record>"

    for low in range(0, SAMPLES + 200, 100):
        archive.store_page("a", page(*(live(str(n), text(n)) for n in range(low, low + 100))), T0)
    with archive.engine.connect() as connection:
        kept = select(func.length(versions.c.payload), versions.c.dictionary).order_by(versions.c.id)
        (plain, without), *_, (packed, number) = connection.execute(kept)
        assert connection.scalar(select(func.count()).select_from(dictionaries)) == 1
    assert without is None
    assert number == 1
    assert packed < plain / 2
    for record in (archive.record("a", "3"), archive.record("a", str(SAMPLES + 150))):
        assert record is not None
        assert archive.original(record.version).payload.decode() == text(int(record.identifier))


def test_records_too_unlike_for_a_dictionary_are_kept_without_one(archive: Archive) -> None:
    for low in range(0, SAMPLES + 200, 100):
        archive.store_page("a", page(*(live(str(n), "") for n in range(low, low + 100))), T0)
    record = archive.record("a", "1100")
    assert record is not None
    assert archive.original(record.version).payload == b""
    archive.store_page("a", page(live("x", "something")), T0)
    record = archive.record("a", "x")
    assert record is not None
    assert archive.original(record.version).payload == b"something"


def test_a_version_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no version 7"):
        archive.original(7)
    assert archive.originals([7, 8]) == {}


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path) -> None:
    with (
        Archive.open(tmp_path / "archive.db") as first,
        Archive.open(tmp_path / "archive.db", busy_seconds=0.05) as second,
    ):
        with writing(first.engine), pytest.raises(ArchiveBusyError, match="another process"):
            second.store_page("a", page(live("1", "x")), T0)
        assert second.store_page("a", page(live("1", "x")), T0) == PageOutcome(new=1)


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/archive.db", "sqlite:///{file}"])
def test_an_archive_that_cannot_be_opened(tmp_path: Path, url: str) -> None:
    file = tmp_path / "archive.db"
    file.write_text("this is no database, and long enough to be seen as none" * 100, encoding="utf-8")
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open(url.format(file=file))


OPENER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from harvesters.records import HarvestedRecord, Page
from opendata.archive.archive import Archive
file, library = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
now = datetime.now(UTC)
with Archive.open(file) as archive:
    for page in range(10):
        records = [HarvestedRecord(library, f"{page}-{n}", now, False, "marc21", b"x") for n in range(20)]
        archive.store_page(library, Page(tuple(records), {"page": str(page)}, page == 9), now)
"""


def test_several_processes_open_a_new_archive_and_write_at_once(tmp_path: Path) -> None:
    file = tmp_path / "archive.db"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, str(file), library], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for library in "abc"
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        process.communicate(b"go\n")
    assert [process.returncode for process in processes] == [0, 0, 0]
    with Archive.open(file) as archive:
        found = list(archive.records())
        assert len(found) == archive.position() == 600
        assert sorted(record.version for record in found) == list(range(1, 601))
        assert [archive.checkpoint(library) for library in "abc"] == [{"page": "9"}] * 3


steps = st.tuples(
    st.sampled_from("abc"),
    st.one_of(
        st.just(("deleted", "")), st.tuples(st.sampled_from(["live", "rejected"]), st.sampled_from("xy"))
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(st.lists(steps, max_size=6), max_size=6))
def test_any_history_against_a_dict(
    tmp_path_factory: pytest.TempPathFactory, pages: list[list[tuple[str, tuple[str, str]]]]
) -> None:
    model: dict[str, tuple[str, bytes]] = {}
    with Archive.open(tmp_path_factory.mktemp("archive") / "archive.db") as archive:
        for number, steps in enumerate(pages):
            records = [
                gone(name) if state == "deleted" else (live if state == "live" else rejected)(name, text)
                for name, (state, text) in steps
            ]
            unchanged = 0
            for name, (state, text) in steps:
                unchanged += model.get(name) == (state, text.encode())
                model[name] = state, text.encode()
            outcome = archive.store_page("a", page(*records, at=str(number)), T0)
            assert sum(outcome) == len(steps)
            assert outcome.unchanged == unchanged
        found = {r.identifier: (r.state, archive.original(r.version).payload) for r in archive.records()}
        assert found == model
        for library in status(archive):
            states = [state for state, _ in model.values()]
            assert (library.live, library.deleted, library.rejected) == tuple(
                states.count(state) for state in ("live", "deleted", "rejected")
            )
