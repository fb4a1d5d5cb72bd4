"""The records of an SRU response as what the library gave, each with an identifier."""

import hashlib

import harvesters.datestamps as datestamps
import harvesters.readers.marc as marc
from harvesters.errors import UnreadableRecord
from harvesters.library import Library
from harvesters.marc import MarcRecord
from harvesters.readers.registry import DUBLIN_CORE, READERS
from harvesters.records import HarvestedRecord, RejectedRecord
from harvesters.sru_response import Item

_IDENTIFIERS = frozenset({"identifier", "identifier.uri"})
_NAMELESS = ("position-", "unnamed-")


def record(item: Item, library: Library, position: int) -> HarvestedRecord | RejectedRecord:
    """*item*, which stood at *position* of the result; rejected where it cannot be read.

    Its identifier is recordIdentifier, else field 001 or the first identifier of Dublin Core, else made of
    its content.
    """
    if item.diagnostic is not None:
        reason = f"the library gives {item.diagnostic} in place of the record"
        return _rejected(item.payload, item.identifier or f"position-{position}", library, reason)
    told = library.told()
    try:
        found = READERS[library.format](item.payload, told)
    except UnreadableRecord as error:
        own = "" if library.format in DUBLIN_CORE else marc.identifier_of(item.payload)
        return _rejected(
            item.payload, item.identifier or own or _by_content(item.payload), library, error.reason
        )
    stamp = None
    if isinstance(found, MarcRecord):
        own = found.control_value("001").strip()
        stamp = datestamps.from_005(found.control_value("005"))
    else:
        own = next((value for name, value, _ in found.elements if name in _IDENTIFIERS), "")
    return HarvestedRecord(
        library.code,
        item.identifier or own or _by_content(item.payload),
        stamp or datestamps.EPOCH,
        False,
        library.format,
        item.payload,
        told,
        found.repairs,
    )


def unread(library: Library, position: int, reason: str) -> RejectedRecord:
    """The record at *position*, whose response cannot be read."""
    return _rejected(b"", f"position-{position}", library, reason)


def is_nameless(record: RejectedRecord) -> bool:
    """Whether *record* has no identifier of its own."""
    return record.identifier.startswith(_NAMELESS)


def _rejected(payload: bytes, identifier: str, library: Library, reason: str) -> RejectedRecord:
    return RejectedRecord(library.code, identifier, datestamps.EPOCH, library.format, payload, reason)


def _by_content(payload: bytes) -> str:
    return "unnamed-" + hashlib.sha256(payload).hexdigest()[:32]
