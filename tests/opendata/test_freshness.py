"""The three months within which open data are updated (Decree 47/2020/NĐ-CP, Article 17)."""

from datetime import UTC, date, datetime

import pytest

from opendata.freshness import Freshness, freshness

NOON = 5  # UTC; it is noon in Hà Nội


@pytest.mark.parametrize(
    ("confirmed", "today", "expected"),
    [
        ("2026-01-15", "2026-01-15", Freshness("fresh", 0, date(2026, 4, 15))),
        ("2026-01-15", "2026-03-15", Freshness("fresh", 59, date(2026, 4, 15))),
        ("2026-01-15", "2026-03-16", Freshness("due", 60, date(2026, 4, 15))),
        ("2026-01-15", "2026-04-15", Freshness("due", 90, date(2026, 4, 15))),
        ("2026-01-15", "2026-04-16", Freshness("overdue", 91, date(2026, 4, 15))),
        # Where the last month has no such day, its last day.
        ("2025-11-30", "2026-02-28", Freshness("due", 90, date(2026, 2, 28))),
        ("2025-11-30", "2026-03-01", Freshness("overdue", 91, date(2026, 2, 28))),
        ("2027-11-30", "2028-02-29", Freshness("due", 91, date(2028, 2, 29))),
        ("2026-10-01", "2027-01-01", Freshness("due", 92, date(2027, 1, 1))),
    ],
)
def test_months_as_the_civil_code_counts_them(confirmed: str, today: str, expected: Freshness) -> None:
    then, now = (datetime.fromisoformat(day).replace(hour=NOON, tzinfo=UTC) for day in (confirmed, today))
    assert freshness(then, now) == expected


def test_days_begin_at_midnight_in_vietnam() -> None:
    confirmed = datetime(2026, 1, 15, 16, 59, tzinfo=UTC)
    assert freshness(confirmed, confirmed).until == date(2026, 4, 15)
    assert freshness(datetime(2026, 1, 15, 17, 0, tzinfo=UTC), confirmed).until == date(2026, 4, 16)
    assert freshness(confirmed, datetime(2026, 4, 15, 16, 59, tzinfo=UTC)).state == "due"
    assert freshness(confirmed, datetime(2026, 4, 15, 17, 0, tzinfo=UTC)).state == "overdue"


def test_never_confirmed() -> None:
    assert freshness(None, datetime(2026, 1, 1, tzinfo=UTC)) == Freshness("never")
