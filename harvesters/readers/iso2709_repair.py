"""ISO 2709 records whose directory is not to be trusted: the fields are found by what they look like.

The commonest damage is a record that was converted to another encoding, so that all its lengths are wrong
while its terminators are right. Then come terminators that were lost or stand within a field, entries of the
directory that lost or gained a character, leaders that are short or overflowed, and records that were cut
off. Several readings are made, and the one whose fields look most like MARC is taken.
"""

import re
from typing import NamedTuple

from harvesters.errors import UnreadableRecord
from harvesters.repairs import Repair, shown

RECORD_END, FIELD_END, SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
LEADER, ENTRY = 24, 12
_TAG = re.compile(rb"[0-9A-Za-z]{3}")
_INDICATORS = re.compile(rb"[ -~]{2}\x1f")
_BEGINNINGS = range(ENTRY, 3 * ENTRY + 1)


class Entry(NamedTuple):
    """An entry of the directory, as far as it can be read."""

    tag: str
    length: int
    start: int


_LOCAL = Entry("999", -1, -1)
"""Stands for the entry of a field that has none: MARC leaves its tag to local use."""


class Fields(NamedTuple):
    """A record in its parts, and what was wrong with them."""

    leader: str
    tags: list[str]
    values: list[bytes]
    repairs: tuple[Repair, ...]


def recovered(payload: bytes) -> Fields:
    """The record's leader, tags and fields; raises UnreadableRecord where no field can be made out."""
    repairs: list[Repair] = []
    begin, end = _directory(payload)
    leader = _leader(payload[:begin], repairs)
    body = payload[end + 1 :]
    whole = body.endswith(RECORD_END)
    body = body.rstrip(RECORD_END)
    # No field begins with a line end: an editor put them there.
    values = [value.lstrip(b"\r\n") for value in body.split(FIELD_END)]
    if not values[-1]:
        values.pop()
    elif whole or len(values) > 1:
        repairs.append(Repair("marc-terminator", "", "", "1E"))
    entries = _entries(payload[begin:end], values)
    if not entries or not values:
        raise UnreadableRecord("its directory and its fields cannot be made out")
    tags, found, how = _best(entries, values, body)
    kind = "marc-directory" if whole else "marc-cut-off"
    repairs.append(Repair(kind, "", f"{len(entries)} entries, {len(values)} fields", how))
    return Fields(leader, tags, found, tuple(repairs))


def _directory(payload: bytes) -> tuple[int, int]:
    """Where the directory begins and ends."""
    end = payload.find(FIELD_END, ENTRY)
    if end < 0:
        raise UnreadableRecord("the directory has no end (no field terminator in the record)")
    # A leader may have lost or gained characters: the directory begins where its entries follow each other.
    begin, best = LEADER, _sequence(payload[LEADER:end])
    first = b"%04d00000" % (max(payload.find(FIELD_END, end + 1) - end, 0) % 10_000)
    for place in _BEGINNINGS:
        if (end - place) % ENTRY == 0 and payload[place + 3 : place + ENTRY] == first:
            follows = _sequence(payload[place:end])
            if follows > best:
                begin, best = place, follows
    if end <= begin:
        raise UnreadableRecord(f"cut off: {len(payload)} bytes hold no directory")
    return begin, end


def _sequence(directory: bytes) -> int:
    """How many entries begin where the one before them ends, the first at 0."""
    follows = position = 0
    for place in range(0, len(directory) - ENTRY + 1, ENTRY):
        entry = directory[place + 3 : place + ENTRY]
        if not entry.isdigit():
            return follows
        length, start = int(entry[:4]), int(entry[4:])
        follows += start == position
        position = start + length
    return follows


def _leader(found: bytes, repairs: list[Repair]) -> str:
    text = found.decode("latin-1")
    if len(found) != LEADER:
        repairs.append(Repair("marc-leader", "leader", shown(found), shown(text.ljust(LEADER)[:LEADER])))
    return text.ljust(LEADER)[:LEADER]


def _entries(directory: bytes, values: list[bytes]) -> list[Entry]:
    """The entries; where the directory is no multiple of twelve, each is looked for by its field's place."""
    if len(directory) % ENTRY == 0:
        return [_entry(directory[place : place + ENTRY]) for place in range(0, len(directory), ENTRY)]
    entries, place, start = [], 0, 0
    for value in values:
        length = len(value) + 1
        wanted = b"%04d%05d" % (length % 10_000, start % 100_000)
        at = directory.find(wanted, place, place + 3 * ENTRY)
        if at < 0:
            if len(directory) - place < ENTRY - 1:
                break
            entries.append(_entry(directory[place : place + ENTRY]))
            place += ENTRY
        else:
            tag = directory[max(place, at - 3) : at].decode("latin-1")
            entries.append(Entry(_whole_tag(tag, entries), length, start))
            place = at + 9
        start += length
    return entries


def _entry(data: bytes) -> Entry:
    length, start = data[3:7], data[7:12]
    return Entry(
        data[:3].decode("latin-1").ljust(3),
        int(length) if length.isdigit() else -1,
        int(start) if start.isdigit() else -1,
    )


def _whole_tag(tag: str, before: list[Entry]) -> str:
    """A tag that lost its first character: the smallest that does not come before the one in front of it."""
    if len(tag) == 3 or not before:
        return tag.rjust(3, "0")
    last = before[-1].tag
    candidates = [digit + tag[-2:].rjust(2, "0") for digit in "0123456789"]
    return next((candidate for candidate in candidates if candidate >= last), candidates[-1])


def _best(entries: list[Entry], values: list[bytes], body: bytes) -> tuple[list[str], list[bytes], str]:
    """The reading whose fields look most like those that their tags promise; the first of equals."""
    readings = [(_terminated(entries, values), "fields by their terminators")]
    ordered = sorted(entries, key=lambda entry: entry.start)
    if ordered != entries:
        readings.append((_terminated(ordered, values), "fields by their terminators, by place"))
    readings.append((_by_directory(entries, body), "fields by the directory"))
    if len(values) > len(entries) and not all(values):
        filled = [value for value in values if value]
        readings.append((_terminated(entries, filled), "doubled terminators left out"))
    if len(values) > len(entries):
        readings.append((_joined(entries, values), "terminators within fields left out"))
    best, how = max(readings, key=lambda reading: _score(*reading[0]))
    if _score(*best) <= 0:
        raise UnreadableRecord("nothing in it looks like a field of MARC")
    return [entry.tag for entry in best[0]], best[1], how


def _terminated(entries: list[Entry], values: list[bytes]) -> tuple[list[Entry], list[bytes]]:
    """The fields as they are terminated; those beyond the directory are kept, as local ones."""
    return entries[: len(values)] + [_LOCAL] * (len(values) - len(entries)), values


def _by_directory(entries: list[Entry], body: bytes) -> tuple[list[Entry], list[bytes]]:
    """The fields where the directory puts them."""
    found, values = [], []
    for entry in entries:
        if 0 <= entry.start < len(body) and entry.length > 0:
            value = body[entry.start : entry.start + entry.length].rstrip(FIELD_END)
            found.append(entry)
            values.append(value.replace(FIELD_END, b" "))
    return found, values


def _joined(entries: list[Entry], values: list[bytes]) -> tuple[list[Entry], list[bytes]]:
    """Fields with terminators in their midst put together, until they are as long as the directory says."""
    used: list[Entry] = []
    found: list[bytes] = []
    place, spare = 0, len(values) - len(entries)
    for entry in entries:
        if place >= len(values):
            break
        value, place = values[place], place + 1
        while spare > 0 and len(value) + 1 < entry.length and place < len(values):
            value, place, spare = value + b" " + values[place], place + 1, spare - 1
        used.append(entry)
        found.append(value)
    return used + [_LOCAL] * (len(values) - place), found + values[place:]


def _score(entries: list[Entry], values: list[bytes]) -> float:
    """How much of a reading looks like MARC, in fields."""
    score = 0.0
    for entry, value in zip(entries, values, strict=True):
        control = entry.tag.startswith("00")
        looks = SUBFIELD not in value if control else bool(_INDICATORS.match(value))
        score += 1.0 if looks else -1.0
        if control and (entry.tag != "008" or len(value) == 40) and value.isascii():
            score += 0.5
        if entry.length == len(value) + 1:
            score += 0.25
        if not _TAG.fullmatch(entry.tag.encode("latin-1", "replace")) or FIELD_END in value:
            score -= 1.0
        if entry is _LOCAL:
            score -= 0.25
    return score
