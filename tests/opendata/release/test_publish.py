import os
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tiny import (
    LABEL,
    T0,
    House,
    converter,
    gone,
    library,
    live,
    many,
    page_of,
    rejected,
    settings,
    statements_in,
    titles,
)

import opendata.release.publish
from oai.formats.registry import FORMATS
from opendata.archive.archive import Archive
from opendata.archive.lock import publish_lock
from opendata.archive.schema import publications, versions
from opendata.archive.status import conversion_failures, status
from opendata.dump.content import proven
from opendata.dump.write import dump
from opendata.errors import PublishBusyError
from opendata.release import index
from opendata.release.publish import publish


def test_the_first_release_holds_every_live_record_and_what_stands_beside_them(house: House) -> None:
    house.harvest(live("1", "Truyện Kiều\nthơ"), gone("2"), live("1", "Số đỏ", source="b"))
    outcome = house.publish()
    assert outcome.release is not None
    assert outcome[1:] == (2, 0, 0, True)
    assert outcome.release.number == 1
    assert outcome.release.instant == T0 + timedelta(hours=1)
    store = house.store(1)
    assert outcome.release.statements == len(store)
    assert titles(store) == {"Truyện Kiều", "Số đỏ"}
    assert f'<http://data.example/heading/thơ> {LABEL} "thơ"' in store
    assert f'<http://id.loc.gov/vocabulary/languages/vie> {LABEL} "Tiếng Việt"@vi' in store
    documents = {s.split(" ")[0] for s in store if s.endswith(" <http://xmlns.com/foaf/0.1/Document>")}
    assert documents == {f"<http://data.example/record/{code}/1>" for code in "ab"}


def test_nothing_to_publish(house: House) -> None:
    assert house.publish().release is None
    house.harvest(gone("1"), rejected("2"))
    assert house.publish().release is None
    house.harvest(live("1", "One"))
    assert house.publish().release is not None
    assert house.publish().release is None
    house.harvest(live("1", "Two"), live("1", "One"))
    assert house.publish().release is None, "what it is again is what is published"
    assert [path.name for path in house.settings.releases_path.iterdir()] == ["1"]


def test_few_changes_are_made_as_differences(house: House) -> None:
    house.harvest(*many(0, 30))
    house.publish()
    house.harvest(live("000", "changed\nother"), gone("001"), live("new", "new\nshared"))
    outcome = house.publish()
    assert outcome[1:] == (2, 1, 0, False)
    found = titles(house.store(2))
    assert found == {"changed", "new", *(f"title {number}" for number in range(2, 30))}
    assert titles(house.store(1)) == {f"title {number}" for number in range(30)}, "readers keep release 1"


def test_a_change_of_more_than_a_fifth_builds_a_new_store(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    house.harvest(*(live(f"{number:03}", f"changed {number}") for number in range(3)))
    assert house.publish().whole
    rest = {f"title {number}" for number in range(3, 10)}
    assert titles(house.store(2)) == rest | {"changed 0", "changed 1", "changed 2"}


def test_a_new_converter_publishes_every_record_anew(house: House) -> None:
    house.harvest(*many(0, 30), gone("000"))
    house.publish("1")
    house.harvest(live("001", "changed"), gone("002"))
    outcome = house.publish("2")
    assert outcome.whole
    assert (outcome.changed, outcome.deleted) == (28, 1)
    assert not [s for s in house.store(2) if "converter-1>" in s]
    assert house.publish("2").release is None


def test_another_licence_publishes_everything_anew_and_a_new_library_does_not(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    executor, now = house.executor, house.now

    def publish_with(*libraries: object) -> tuple[int, bool]:
        changed = settings(house.settings.home, *libraries)  # type: ignore[arg-type]
        outcome = publish(changed, house.archive, converter=converter(), executor=executor, now=now)
        return outcome.changed, outcome.whole

    assert publish_with(library("a"), library("b"), library("c")) == (0, False)
    assert any("library-c>" in statement for statement in house.store(2))
    assert publish_with(library("a", licence="http://l.example/by")) == (10, True)
    assert sum("record/a" in s and "http://l.example/by" in s for s in house.store(3)) == 10
    assert any("library-c>" in statement for statement in house.store(3)), "what was said of it stays"


def test_a_new_version_of_a_format_gives_every_record_a_new_datestamp(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.harvest(*many(0, 10), gone("000"))
    house.publish()
    monkeypatch.setitem(FORMATS, "another", FORMATS["mods"]._replace(prefix="another"))
    assert house.publish().release is None, "who asks for a new format asks for all of it"
    monkeypatch.setitem(FORMATS, "mods", FORMATS["mods"]._replace(version="changed"))
    outcome = house.publish()
    assert outcome.changed == 9
    assert outcome.release is not None
    listed = index.page(house.archive, outcome.release, size=20, from_=outcome.release.instant)
    assert len(listed) == 9
    assert house.publish().release is None


def test_a_record_that_cannot_be_converted_is_reported_and_what_was_published_stays(house: House) -> None:
    house.harvest(*many(0, 30), live("bad", "bug"), live("worse", "unreadable"))
    assert house.publish().failed == 2
    house.harvest(live("000", "malformed"), live("001", "bug"), live("002", "fine"))
    outcome = house.publish()
    assert outcome[1:] == (1, 0, 4, False)
    assert titles(house.store(2)) >= {"title 0", "title 1", "fine"}
    reasons = {failure.identifier: failure.reason for failure in conversion_failures(house.archive)}
    assert list(reasons) == ["000", "001", "bad", "worse"]
    assert reasons["001"] == 'KeyError: "the converter\'s own fault"'
    assert reasons["worse"] == "this is no record"
    assert "not an iri" in reasons["000"] or "IRI" in reasons["000"]
    assert status(house.archive)[0].failed == 4
    house.harvest(live("bad", "good"), gone("worse"), live("000", "title 0\nshared"))
    assert house.publish().failed == 1


def test_only_records_that_cannot_be_converted_make_no_release(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    house.harvest(live("000", "bug"))
    assert (house.publish().release, house.publish().failed) == (None, 1)
    assert house.publish("2").failed == 1
    assert "title 0" in titles(house.store(2)), "converted anew from what was published"


def test_what_a_new_converter_can_convert_no_more_is_published_as_deleted(house: House) -> None:
    house.harvest(*many(0, 10), live("x", "x"))
    house.publish()

    def broken(record: object, iri: str) -> list[str]:
        if iri.endswith("/x"):
            raise ValueError("no more")
        return converter().converters["tiny"](record, iri)

    newer = converter("2")
    newer = newer.__class__({"tiny": newer.readers["tiny"]}, {"tiny": broken}, "2", newer.vocabularies)
    outcome = publish(house.settings, house.archive, converter=newer, executor=house.executor, now=house.now)
    assert (outcome.changed, outcome.deleted, outcome.failed) == (10, 1, 1)
    assert "x" not in titles(house.store(2))
    assert outcome.release is not None
    row = index.record(house.archive, outcome.release, "a", "x")
    assert row is not None
    assert row.deleted
    assert house.publish("3").changed == 11, "a converter that can brings it back"
    assert "x" in titles(house.store(3))


def test_a_rejected_version_leaves_what_was_published(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    house.harvest(rejected("000"))
    assert house.publish().release is None
    house.harvest(live("001", "new"), live("002", "unpublished"), rejected("002"))
    house.publish()
    assert titles(house.store(2)) >= {"title 0", "new", "unpublished"}
    assert status(house.archive)[0].rejected == 2


def test_a_release_whose_folder_was_lost_is_made_again(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    before = house.store(1)
    for file in sorted((house.settings.releases_path / "1" / "store").iterdir()):
        file.unlink()
    (house.settings.releases_path / "1" / "store").rmdir()
    outcome = house.publish()
    assert (outcome.changed, outcome.whole) == (0, True)
    assert house.store(2) == before


def test_a_release_without_counts_of_what_is_shared_is_made_again(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    (house.settings.releases_path / "1" / "store" / "shared.sqlite").unlink()
    house.harvest(gone("000"))
    assert house.publish().whole
    assert f'<http://data.example/heading/shared> {LABEL} "shared"' in house.store(2)


def test_instants_are_whole_seconds_rounded_up_and_never_go_back(house: House) -> None:
    moments = iter([T0 + timedelta(milliseconds=1500), T0 - timedelta(days=1), T0 + timedelta(seconds=3)])
    house.now = lambda: next(moments)
    instants = []
    for text in ("one", "two", "three"):
        house.harvest(live("1", text))
        outcome = house.publish()
        assert outcome.release is not None
        instants.append(outcome.release.instant - T0)
    assert instants == [timedelta(seconds=2), timedelta(seconds=3), timedelta(seconds=4)]


def test_what_no_release_needs_is_forgotten(house: House) -> None:
    for number in range(6):
        house.harvest(live("1", f"version {number}"), live("2", "bug" * number), rejected("3", str(number)))
        house.publish()
    assert sorted(path.name for path in house.settings.releases_path.iterdir()) == ["5", "6"]
    with house.archive.engine.connect() as connection:
        kept = connection.execute(
            select(versions.c.identifier, func.count()).group_by(versions.c.identifier)
        ).all()
        assert dict(map(tuple, kept)) == {"1": 2, "2": 2, "3": 1}
        assert connection.scalar(select(func.count()).select_from(publications)) == 4
    previous = index.release(house.archive, 5)
    assert previous is not None
    row = index.record(house.archive, previous, "a", "1")
    assert row is not None
    assert house.archive.original(row.version).payload == b"version 4"


def test_a_harvest_during_publication_waits_for_the_next_release(house: House) -> None:
    house.harvest(*many(0, 10))
    house.publish()
    house.harvest(live("000", "second"))

    def harvest(step: str) -> None:
        if step == "planned":
            house.harvest(live("000", "third"), live("001", "other"), gone("002"))

    house.publish("2", on_step=harvest)
    found = titles(house.store(2))
    assert {"title 1", "title 2"} <= found
    assert not {"third", "other"} & found
    assert house.publish("2").changed == 2
    assert {"third", "other"} <= titles(house.store(3))


def test_a_second_publisher_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opendata.release.publish, "publish_lock", partial(publish_lock, wait=0))
    house.harvest(live("1", "x"))
    with publish_lock(house.settings.home), pytest.raises(PublishBusyError, match="process"):
        house.publish()


def test_a_file_system_without_hard_links(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    house.harvest(*many(0, 20))
    house.publish()
    monkeypatch.setattr(os, "link", refuse)
    house.harvest(live("000", "changed"))
    assert not house.publish().whole
    assert "changed" in titles(house.store(2))


def test_the_installed_converter_in_real_processes(tmp_path: Path) -> None:
    def record(title: str) -> bytes:
        head = 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        return f"<oai_dc:dc {head}><dc:title>{title}</dc:title></oai_dc:dc>".encode()

    of = settings(tmp_path / "home", library("a"))
    progress: list[tuple[int, int]] = []
    with Archive.open(of.archive_url) as archive:
        records = [live(str(n), "")._replace(format="oai_dc", payload=record(f"Sách {n}")) for n in range(5)]
        archive.store_page("a", page_of(*records), T0)
        done = publish(of, archive, on_progress=lambda *at: progress.append(at))
        assert (done.changed, done.failed, progress) == (5, 0, [(5, 5)])
        files = dump(of, archive).files
    store = statements_in(of.releases_path / "1" / "store")
    assert sum('"Sách' in statement for statement in store) >= 5
    assert proven(files[0])
