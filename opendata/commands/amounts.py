"""Durations and rates as people read them."""

_UNITS = ((86_400, "d", 3600, "h"), (3600, "h", 60, "min"), (60, "min", 1, "s"))


def duration(seconds: float) -> str:
    """*seconds* in its two largest units: `2 h 5 min`, `12 s`, `0.4 s`."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    for size, name, small, its_name in _UNITS:
        if whole >= size:
            rest = whole % size // small
            return f"{whole // size} {name}" + (f" {rest} {its_name}" if rest else "")
    return f"{whole} s"


def rate(records: int, seconds: float) -> str:
    """Records in a second: `410/s`; `""` where nothing can be said."""
    if not records or seconds <= 0:
        return ""
    each = records / seconds
    return f"{each:,.0f}/s" if each >= 9.95 else f"{each:.1f}/s"
