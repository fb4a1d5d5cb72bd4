"""Vietnam's provinces: the 34 since 1 July 2025, and the 63 before, each within what it is part of now."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from vocabularies.codes import rows
from vocabularies.text import nfc, tone_key

MERGED = 2025
"""The year in which provinces were merged (Resolution 202/2025/QH15, from 1 July)."""

_BEFORE = re.compile(r"(?:thành phố|thanh pho|tp|t\.p|tỉnh|tinh|t)[.\s]+(?=\S)", re.IGNORECASE)
_MARKS = re.compile(r"[\s\[\]().,:;?'\"-]+")


class Province(NamedTuple):
    """A province or a city of that rank."""

    code: str
    """`ninh-binh`, or `ninh-binh:nam-dinh` for a former one within it."""
    name: str
    former: bool
    """Whether it ended with June 2025, or was smaller until then."""


@cache
def provinces() -> Mapping[str, Province]:
    """All of them by code."""
    return {row[0]: Province(row[0], row[5], bool(row[3])) for row in rows("provinces.tsv")}


def _key(name: str) -> str:
    return _MARKS.sub(" ", tone_key(nfc(name)).lower()).strip()


@cache
def _by_name() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Codes by name: as things are now, and as they were until June 2025."""
    now: dict[str, str] = {}
    before: dict[str, str] = {}
    for code, _, _, until, _, name, also in rows("provinces.tsv"):
        for each in (name, *also.split(";")):
            if key := _key(each):
                (before if until else now)[key] = code
    return {**before, **now}, {**now, **before}


def province_of(place: str, year: int | None) -> Province | None:
    """The province that *place*, as an imprint gives it, names; None for anywhere else.

    What was published before 2025 (*year*) was published in the former province, where the name is of both;
    without a year, or in the year itself, only the present one is sure.
    """
    now, before = _by_name()
    names = before if year is not None and year < MERGED else now
    key = _key(place)
    code = names.get(key) or names.get(_key(_BEFORE.sub("", place.strip(), count=1)))
    return provinces()[code] if code else None
