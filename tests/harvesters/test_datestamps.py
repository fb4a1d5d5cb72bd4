"""Datestamps: generously read, always UTC."""

from datetime import UTC, datetime

import pytest

from harvesters.datestamps import DAY, SECOND, from_005, from_oai, incremental_from


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-02", datetime(2024, 1, 2, tzinfo=UTC)),
        (" 2024-01-02T03:04:05Z ", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2024-01-02T03:04:05.678Z", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2024-01-02T03:04:05+07:00", datetime(2024, 1, 1, 20, 4, 5, tzinfo=UTC)),
        ("2024-01-02 03:04:05", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("0001-01-01T00:00:00+07:00", None),
        ("2024-02-30", None),
        ("2024-01-02T03:04:05+99:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_oai(text, expected):
    assert from_oai(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20240102030405.0", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("20240102030405", datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("20241302030405.0", None),
        ("00000000000000.0", None),
        ("2024", None),
    ],
)
def test_field_005(text, expected):
    assert from_005(text) == expected


@pytest.mark.parametrize(
    ("granularity", "expected"),
    [(DAY, "2024-02-29"), (SECOND, "2024-03-01T00:00:30Z"), ("odd", "2024-02-29")],
)
def test_incremental_harvests_overlap(granularity, expected):
    assert incremental_from(datetime(2024, 3, 1, 0, 1, 30, tzinfo=UTC), granularity) == expected


def test_the_beginning_of_time():
    assert incremental_from(datetime(1, 1, 1, tzinfo=UTC), DAY) == "1970-01-01"
