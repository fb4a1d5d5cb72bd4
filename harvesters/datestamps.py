"""Datestamps of records: OAI-PMH's two granularities and MARC field 005, as instants in UTC."""

import re
from datetime import UTC, datetime, timedelta, timezone

DAY, SECOND = "YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"
"""The granularities of OAI-PMH 2.0, section 3.3.1."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a datestamp that cannot be read: such a record counts as old, never as newer than another."""

_OAI = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?")
_MARC_005 = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d*)?")
_OVERLAP = {DAY: timedelta(days=1), SECOND: timedelta(seconds=60)}


def from_oai(text: str) -> datetime | None:
    """The instant that a header's datestamp or a responseDate names; None where it names none.

    Read generously: fractions of a second are cut, an offset is applied, a missing one means UTC.
    """
    match = _OAI.fullmatch(text.strip())
    if match is None:
        return None
    *numbers, offset = match.groups()
    zone: timezone = UTC
    if offset and offset != "Z":
        hours, minutes = int(offset[1:3]), int(offset[-2:])
        if hours > 23 or minutes > 59:
            return None
        shift = timedelta(hours=hours, minutes=minutes)
        zone = timezone(-shift if offset[0] == "-" else shift)
    return _instant([int(number or 0) for number in numbers], zone)


def from_005(text: str) -> datetime | None:
    """The instant that MARC field 005 names, taken as UTC; None where it names none."""
    match = _MARC_005.fullmatch(text.strip())
    return _instant([int(number) for number in match.groups()], UTC) if match else None


def incremental_from(finished: datetime, granularity: str) -> str:
    """The `from` of a harvest that follows one begun at *finished*; a little overlap loses nothing."""
    try:
        moment = finished - _OVERLAP.get(granularity, _OVERLAP[DAY])
    except OverflowError:
        moment = EPOCH
    # isoformat, since strftime does not pad years below 1000.
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if granularity == SECOND else moment.date().isoformat()


def _instant(numbers: list[int], zone: timezone) -> datetime | None:
    try:
        return datetime(*numbers, tzinfo=zone).astimezone(UTC)  # type: ignore[misc, arg-type]
    except (ValueError, OverflowError):
        return None
