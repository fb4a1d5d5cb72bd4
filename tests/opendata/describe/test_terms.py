"""Terms of public authority tables."""

from datetime import UTC, datetime, timedelta

import pytest

from opendata.describe import terms

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "name"),
    [
        ([], "UNKNOWN"),
        ([0, 24, 48], "UNKNOWN"),
        ([0, 24, 48, 72], "DAILY"),
        ([0, 24, 48, 400], "DAILY"),
        ([0, 168, 336, 504, 672], "WEEKLY"),
        ([0, 720, 1440, 2160], "MONTHLY"),
        ([0, 1, 2, 3, 4], "HOURLY"),
        ([0, 12, 24, 36], "DAILY_2"),
        ([0, 20_000, 40_000, 60_000], "IRREG"),
    ],
)
def test_how_often_there_is_a_release(hours: list[int], name: str) -> None:
    instants = [START + timedelta(hours=each) for each in reversed(hours)]
    assert terms.frequency(instants).rpartition("/")[2] == name


@pytest.mark.parametrize("kind", ["application/n-quads", "text/csv", "application/marc", "x/unheard-of"])
def test_every_media_type_has_a_file_type(kind: str) -> None:
    assert terms.file_type(kind).startswith("http://publications.europa.eu/resource/authority/file-type/")
    assert terms.media_type(kind) == f"https://www.iana.org/assignments/media-types/{kind}"


def test_a_media_type_that_is_not_registered_is_told_by_the_nearest_that_is() -> None:
    assert terms.media_type("application/jsonl").endswith("/application/ld+json")
