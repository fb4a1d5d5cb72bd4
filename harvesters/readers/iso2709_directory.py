"""The leader and the directory of a record of ISO 2709 that lost or gained characters there."""

from typing import NamedTuple

from harvesters.errors import UnreadableRecord
from harvesters.readers.iso2709_tags import UNKNOWN, candidates, made_out
from harvesters.repairs import Repair, shown

FIELD_END = b"\x1e"
LEADER, ENTRY = 24, 12
_BEGINNINGS = range(2 * LEADER + 1)
_SIZES = (ENTRY, ENTRY + 1, ENTRY - 1)


class Entry(NamedTuple):
    """An entry of the directory, as far as it can be read."""

    tag: str
    length: int
    start: int


LOST = Entry(UNKNOWN, -1, -1)
"""Stands for the entry of a field that has none."""


def directory(payload: bytes) -> tuple[int, int]:
    """Where the directory begins and ends; raises UnreadableRecord."""
    end = payload.find(FIELD_END, ENTRY)
    if end < 0:
        raise UnreadableRecord("the directory has no end (no field terminator in the record)")
    # A leader may have lost or gained characters: the directory begins where its entries follow each other.
    begin, best = LEADER, _sequence(payload[LEADER:end])
    first = b"%04d00000" % (max(payload.find(FIELD_END, end + 1) - end, 0) % 10_000)
    for place in _BEGINNINGS:
        if payload[place + 7 : place + ENTRY] == b"00000" and (end - place) % ENTRY == 0:
            follows = _sequence(payload[place:end])
            whole = follows * ENTRY == end - place
            if follows > best and (whole or payload[place + 3 : place + ENTRY] == first):
                begin, best = place, follows
    if end <= begin:
        raise UnreadableRecord(f"cut off: {len(payload)} bytes hold no directory")
    return begin, end


def _sequence(data: bytes) -> int:
    """How many entries begin where the one before them ends, the first at 0."""
    follows = position = 0
    for place in range(0, len(data) - ENTRY + 1, ENTRY):
        entry = data[place + 3 : place + ENTRY]
        if not entry.isdigit():
            return follows
        length, start = int(entry[:4]), int(entry[4:])
        follows += start == position
        position = start + length
    return follows


def leader(found: bytes, length: int, base: int, repairs: list[Repair]) -> str:
    """The leader with its 24 characters; what stood in none of its places is blank, and not made up.

    *length* and *base*: those of the record as it is, in bytes.
    """
    text = found.decode("latin-1")
    if len(text) == LEADER:
        return text
    # The digits of the length stand before the status and the type, whatever is missing before or behind.
    letters = text.lstrip("0123456789 ")
    codes = letters[:5] if letters[:2].isalpha() and letters[:2].isascii() else ""
    end = letters[-7:] if len(letters) >= 14 and letters[-4:-2] == "45" else ""
    mended = f"{length % 100_000:05}{codes:5}22{base % 100_000:05}{end:3.3}4500"
    repairs.append(Repair("marc-leader", "leader", shown(text), shown(mended)))
    return mended


def entries(data: bytes, values: list[bytes], repairs: list[Repair]) -> list[Entry]:
    """The directory's entries, each once; *values*: the fields that lie behind it.

    Where its length is no multiple of twelve, each entry is looked for by its field's length and place.
    Raises UnreadableRecord where that cannot be done.
    """
    if len(data) % ENTRY:
        return _realigned(data, values, repairs)
    found = [_entry(data[place : place + ENTRY]) for place in range(0, len(data), ENTRY)]
    once = list(dict.fromkeys(found)) if len(found) > len(values) else found
    for entry in once if len(once) < len(found) else ():
        if (times := found.count(entry)) > 1:
            repairs.append(Repair("marc-directory", entry.tag, f"{times} entries for one field", "one entry"))
    return once


def _entry(data: bytes) -> Entry:
    tag, length, start = data[:3].decode("latin-1"), data[3:7], data[7:12]
    whole = (length + start).isdigit()
    if not (tag.isascii() and tag.isalnum() and (whole or tag.isdigit())):
        tag = UNKNOWN
    return Entry(tag, int(length) if length.isdigit() else -1, int(start) if start.isdigit() else -1)


def _numbers(values: list[bytes]) -> list[bytes]:
    """The length and the place of each field as its entry should have them, and `b""` behind the last."""
    start, wanted = 0, []
    for value in values:
        wanted.append(b"%04d%05d" % ((len(value) + 1) % 10_000, start % 100_000))
        start += len(value) + 1
    return [*wanted, b""]


def _realigned(data: bytes, values: list[bytes], repairs: list[Repair]) -> list[Entry]:
    wanted = _numbers(values)
    found: list[Entry] = []
    place = doubtful = 0
    for value, numbers, following in zip(values, wanted, wanted[1:], strict=False):
        if place >= len(data):
            break
        if data[place + 3 : place + ENTRY] == numbers:
            size, tag = ENTRY, data[place : place + 3].decode("latin-1")
        else:
            size, certain = _size(data, place, following)
            doubtful += not certain
            segment, behind = data[place : place + size], data[place + size : place + size + 3]
            before = found[-1].tag if found else "001"
            tag = made_out(candidates(segment, numbers), value, before, behind.decode("latin-1"))
            repairs.append(Repair("marc-tag", tag, shown(segment), tag))
        found.append(Entry(tag, int(numbers[:4]), int(numbers[4:])))
        place += size
    if 4 * doubtful > len(found):
        raise UnreadableRecord(
            f"its directory has {len(data)} characters, no multiple of {ENTRY}, and does not fit its "
            f"{len(values)} fields: which tag is whose cannot be told; ask the library to export it again"
        )
    return found


def _size(data: bytes, place: int, following: bytes) -> tuple[int, bool]:
    """How many characters the damaged entry at *place* has, and whether the one behind it says so."""
    for size in _SIZES:
        behind = place + size
        if following and data[behind + 3 : behind + ENTRY] == following:
            return size, True
        if not following and behind == len(data):
            return size, True
    return ENTRY, False
