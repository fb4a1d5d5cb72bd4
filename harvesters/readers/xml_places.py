"""Where in a record of MARCXML or Dublin Core something stands, as far as the text before it tells."""

import re
from collections import deque

_ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)[\s/>]")
_FIELD = re.compile(
    r"""<(?:[\w.-]+:)?(?:datafield|controlfield)\b[^>]{0,200}?\btag\s*=\s*["']([^"'<>]{1,8})["']"""
)
_SUBFIELD = re.compile(r"""<(?:[\w.-]+:)?subfield\b[^>]{0,200}?\bcode\s*=\s*["']([^"'<>]{1,4})["']""")
_NEAR = 20_000


def place_of(text: str, place: int) -> str:
    """The field of a record that *place* is in, as far as the text before it tells: `245 $a`, `title`."""
    before = text[max(0, place - _NEAR) : place]
    opened = before.rfind("<")
    field = _last(_FIELD, before)
    if field is not None:
        subfield = _last(_SUBFIELD, before[field.end() :])
        return f"{field[1]} ${subfield[1]}" if subfield else field[1]
    name = _ELEMENT.match(before, opened) if opened >= 0 else None
    return name[1].rpartition(":")[2] if name else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)
