"""Records with their texts mended: the one way from a reader to everybody who asks for a record."""

import re
from collections.abc import Callable
from typing import Generic, TypeVar

from harvesters.dublin_core import DublinCoreRecord
from harvesters.encodings.detect import Change, mended
from harvesters.marc import MarcField, MarcRecord
from harvesters.repairs import Repair, shown

Record = TypeVar("Record", MarcRecord, DublinCoreRecord)

_may_be_odd = re.compile(rb"[\x1b&\\^`~]").search
"""What pure ASCII must have to be anything else: escapes, references, and the marks of VIQR."""


class Mending(Generic[Record]):
    """A reader whose records have their texts mended, with `repairs` saying so.

    A class, not a closure: worker processes are sent their readers.
    """

    def __init__(self, read: Callable[[bytes, str], Record]) -> None:
        self.read: Callable[[bytes, str], Record] = read

    def __call__(self, payload: bytes, encoding: str = "auto") -> Record:
        record = self.read(payload, encoding)
        if payload.isascii() and not _may_be_odd(payload):
            return record
        if any(repair.kind.startswith("encoding-") for repair in record.repairs):
            # Its bytes were decoded as the library writes them; a second time would be once too often.
            encoding = "auto"
        return with_texts_mended(record, encoding)


def with_texts_mended(record: Record, told: str) -> Record:
    """*record* with what `mended` makes of its texts, and a Repair for each."""
    return _marc(record, told) if isinstance(record, MarcRecord) else _dublin_core(record, told)


def texts(record: MarcRecord | DublinCoreRecord) -> list[str]:
    """The texts of *record* that `mended` looks at."""
    if isinstance(record, MarcRecord):
        return [value for field in record.fields for _, value in field.subfields]
    return [value for _, value, _ in record.elements]


def _dublin_core(record: DublinCoreRecord, told: str) -> DublinCoreRecord:
    changes = mended(texts(record), told)
    if not changes:
        return record
    elements, repairs = list(record.elements), []
    for change in changes:
        name, value, language = elements[change.place]
        elements[change.place] = (name, change.text, language)
        repairs.append(_repair(change, name, value))
    return record._replace(elements=tuple(elements), repairs=(*record.repairs, *repairs))


def _marc(record: MarcRecord, told: str) -> MarcRecord:
    changes = mended(texts(record), told)
    if not changes:
        return record
    by_place = {change.place: change for change in changes}
    fields, repairs, place = [], [], 0
    for field in record.fields:
        subfields = []
        for code, value in field.subfields:
            if change := by_place.get(place):
                repairs.append(_repair(change, f"{field.tag} ${code}", value))
                value = change.text
            subfields.append((code, value))
            place += 1
        fields.append(MarcField(field.tag, field.ind1, field.ind2, tuple(subfields)))
    return MarcRecord(record.leader, record.control, tuple(fields), (*record.repairs, *repairs))


def _repair(change: Change, field: str, before: str) -> Repair:
    return Repair(change.kind, field, shown(before), shown(change.text))
