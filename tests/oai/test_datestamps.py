"""Both granularities, and what is neither."""

from datetime import UTC, datetime

import pytest

from oai import datestamps


@pytest.mark.parametrize(
    ("text", "end", "moment"),
    [
        ("2025-03-01T04:05:06Z", False, datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)),
        ("2025-03-01T04:05:06Z", True, datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)),
        ("2025-03-01", False, datetime(2025, 3, 1, tzinfo=UTC)),
        ("2024-02-29", True, datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
        ("9999-12-31", True, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_datestamp_names_a_second(text: str, end: bool, moment: datetime) -> None:
    assert datestamps.parse(text, end=end) == moment


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2025",
            "2025-01",
            "2025-1-1",
            "20250101",
            "2025-13-01",
            "2025-02-30",
            "0000-01-01",
            "٢٠٢٥-01-01",
        ),
        *("2025-01-01T00:00Z", "2025-01-01T00:00:00", "2025-01-01T00:00:00+07:00", "2025-01-01T00:00:00.0Z"),
        *("2025-01-01T24:00:00Z", "2025-01-01T00:00:60Z", "2025-01-01\n", " 2025-01-01"),
    ],
)
def test_what_is_no_datestamp_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own words differ by version
        datestamps.parse(text)


def test_years_are_written_with_four_digits() -> None:
    assert datestamps.write(datetime(987, 6, 5, 4, 3, 2, tzinfo=UTC)) == "0987-06-05T04:03:02Z"
