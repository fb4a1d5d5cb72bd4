"""How long ago a library's data were last confirmed, against the three months that the law sets.

Decree 47/2020/NĐ-CP, Article 17: open data of state bodies are updated within three months. How months are
counted: Civil Code 91/2015/QH13, Articles 147 and 148: the first day does not count, and the period ends with
the day of the same number, or the month's last day where it has none. Days are those of Vietnam.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

VIETNAM = timezone(timedelta(hours=7))
_MONTHS = 3
_FRESH_MONTHS = 2

FRESH = "fresh"
DUE = "due"
OVERDUE = "overdue"
NEVER = "never"


class Freshness(NamedTuple):
    """How fresh a library's data are."""

    state: str
    """`fresh`; `due`: in the third month; `overdue`: past it; `never`: never confirmed."""
    days: int | None = None
    """Since the data were confirmed."""
    until: date | None = None
    """The last day of the three months."""


def freshness(confirmed_at: datetime | None, now: datetime) -> Freshness:
    """The freshness of data that a harvest confirmed, by coming to its end, at *confirmed_at*."""
    if confirmed_at is None:
        return Freshness(NEVER)
    confirmed, today = confirmed_at.astimezone(VIETNAM).date(), now.astimezone(VIETNAM).date()
    until = _later(confirmed, _MONTHS)
    state = DUE if today > _later(confirmed, _FRESH_MONTHS) else FRESH
    if today > until:
        state = OVERDUE
    return Freshness(state, (today - confirmed).days, until)


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
