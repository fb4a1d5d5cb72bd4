from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from opendata.alarms import Alarm, alarms
from opendata.archive.archive import Archive
from opendata.journal import Journal, Last
from opendata.settings import Settings

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def _found(settings: Settings, now: datetime = NOON) -> list[Alarm]:
    with Archive.open(settings.archive_url) as archive:
        return [alarm for alarm in alarms(settings, archive, now) if alarm.kind == "job"]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, ""),
        (Last(NOON - timedelta(hours=9), 4.0, 0), ""),
        (Last(NOON - timedelta(hours=30), 4.0, 0), ""),
        (Last(NOON - timedelta(hours=60), 4.0, 0), "it was due on 2026-03-0"),
        (
            Last(NOON - timedelta(hours=9), 4.0, 1, "no room", 3),
            "`opendata publish` failed (3 times in a row): no room",
        ),
    ],
    ids=["never", "today", "due today", "missed twice", "failed"],
)
def test_a_job_that_is_late_or_failed(settings: Settings, last: Last | None, said: str) -> None:
    if last is not None:
        Journal(settings.home).note("publish", last)
    found = _found(settings)
    assert [(alarm.about, alarm.text[: len(said)]) for alarm in found] == (
        [("publish", said)] if said else []
    )


def test_a_job_that_is_no_longer_scheduled_is_not_late(settings: Settings) -> None:
    Journal(settings.home).note("harvest gone", Last(NOON - timedelta(days=90), 1.0, 0))
    assert _found(settings) == []
