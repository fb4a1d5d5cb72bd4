"""UTCdatetime in both granularities (OAI-PMH 2.0, section 3.3)."""

import re
from datetime import UTC, datetime, timedelta

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
"""The repository's; requests may use days all the same."""

_FORM = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})Z)?")
_DAY = timedelta(days=1) - timedelta(seconds=1)


def is_day(text: str) -> bool:
    """Whether a datestamp that `parse` accepts names a whole day."""
    return len(text) == len("YYYY-MM-DD")


def parse(text: str, *, end: bool = False) -> datetime:
    """The second that *text* names; of a day the first one, or with *end* the last one.

    Raises ValueError where *text* is neither `YYYY-MM-DD` nor `YYYY-MM-DDThh:mm:ssZ`.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return moment + _DAY if end and is_day(text) else moment


def write(moment: datetime) -> str:
    """An aware UTC instant in the repository's granularity."""
    # isoformat, since strftime does not pad years below 1000.
    return moment.isoformat()[:19] + "Z"
