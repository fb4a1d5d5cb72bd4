"""Fields and records as cataloguers write them."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from harvesters.marc import MarcField, MarcRecord
from oai.memory import MemoryRecord

RECORD = MemoryRecord("oai:x:1", datetime(2025, 1, 1, tzinfo=UTC))
BOOK = "00000nam a2200000 a 4500"
NO_TYPE = "00000nx  a2200000 a 4500"


def field(text: str) -> MarcField:
    """`245 10 $a Truyện Kiều : $b thơ /`; `_` is a blank indicator."""
    tag, indicators, rest = text.split(" ", 2)
    ind1, ind2 = indicators.replace("_", " ")
    parts = re.split(r"(?:^|\s)\$(\S)\s", rest)[1:]
    return MarcField(
        tag, ind1, ind2, tuple(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))
    )


def marc(*lines: str, leader: str = BOOK, **control: str) -> MarcRecord:
    """A record of data fields; control fields are named `_008="…"`."""
    coded = tuple((tag.removeprefix("_"), value) for tag, value in sorted(control.items()))
    return MarcRecord(leader, coded, tuple(field(line) for line in lines))


def marc_record(
    *lines: str, leader: str = BOOK, more: dict[str, Any] | None = None, **control: str
) -> MemoryRecord:
    """The same as a record of MARC 21; *more* are its other fields."""
    return replace(RECORD, fields=marc(*lines, leader=leader, **control), **(more or {}))


def dublin_core_record(*elements: tuple[str, str, str], **more: Any) -> MemoryRecord:
    """A record of Dublin Core."""
    return replace(RECORD, format="oai_dc", elements=elements, **more)


def words(text: str) -> list[str]:
    """Its words."""
    return text.split()
