"""ISO 2709 records whose directory is not to be trusted: the fields are found by what they look like.

The commonest damage is a record that was converted to another encoding, so that all its lengths are wrong
while its terminators are right. Then come terminators that were lost or stand within a field, entries of the
directory that lost or gained a character, leaders that are short or overflowed, and records that were cut
off. Several readings are made, and the one whose fields look most like MARC is taken.
"""

import re
from typing import NamedTuple

from harvesters.errors import UnreadableRecord
from harvesters.readers.iso2709_directory import FIELD_END, LOST, Entry, directory, entries, leader
from harvesters.readers.iso2709_tags import UNKNOWN, fits
from harvesters.repairs import Repair, shown

RECORD_END, SUBFIELD = b"\x1d", b"\x1f"
_INDICATORS = re.compile(rb"[ -~]{2}\x1f")
LEADER = 24
_LONGEST_NUMBER = 32
"""Characters of a field 001 whose tag is lost."""


class Fields(NamedTuple):
    """A record in its parts, and what was wrong with them."""

    leader: str
    tags: list[str]
    values: list[bytes]
    repairs: tuple[Repair, ...]


def recovered(payload: bytes) -> Fields:
    """The record's leader, tags and fields; raises UnreadableRecord where no field can be made out."""
    repairs: list[Repair] = []
    begin, end = directory(payload)
    head = leader(payload[:begin], len(payload) + LEADER - begin, LEADER + end - begin + 1, repairs)
    body = payload[end + 1 :]
    whole = body.endswith(RECORD_END)
    body = body.rstrip(RECORD_END)
    # No field begins with a line end: an editor put them there.
    values = [value.lstrip(b"\r\n") for value in body.split(FIELD_END)]
    if not values[-1]:
        values.pop()
    elif whole or len(values) > 1:
        repairs.append(Repair("marc-terminator", "", "", "1E"))
    listed = entries(payload[begin:end], values, repairs)
    if not listed or not values:
        raise UnreadableRecord("its directory and its fields cannot be made out")
    used, found, how = _best(listed, values, body)
    _check(used, found, payload[begin:end])
    kind = "marc-directory" if whole else "marc-cut-off"
    repairs.append(Repair(kind, "", f"{len(listed)} entries, {len(values)} fields", how))
    for entry, value in zip(used, found, strict=True):
        if entry is LOST:
            before = "no entry in the directory: " + value.replace(SUBFIELD, b"$").decode(
                "utf-8", "backslashreplace"
            )
            repairs.append(Repair("marc-tag", UNKNOWN, shown(before), UNKNOWN))
    return Fields(head, [entry.tag for entry in used], found, tuple(repairs))


def first_control(payload: bytes) -> str:
    """The first field of a record whose directory says nothing, where it can be a number (field 001)."""
    _, _, body = payload.partition(FIELD_END)
    value = body.partition(FIELD_END)[0].strip()
    return value.decode() if 0 < len(value) <= _LONGEST_NUMBER and value.isascii() and value.isalnum() else ""


def _check(used: list[Entry], values: list[bytes], listed: bytes) -> None:
    """Raise UnreadableRecord where the tags of most fields are lost, or are not theirs."""
    lost = sum([entry.tag == UNKNOWN for entry in used])
    if 2 * lost > len(used):
        what = "is blank" if not listed.strip(b" \0") else "cannot be read"
        raise UnreadableRecord(
            f"its directory {what}: {len(used)} fields are there, and the tags of {lost} of them lost; ask "
            "the library to export the record again"
        )
    wrong = sum(
        [
            entry.tag.isdigit() and not fits(entry.tag, value)
            for entry, value in zip(used, values, strict=True)
        ]
    )
    if 2 * wrong > len(used):
        raise UnreadableRecord(
            f"its directory does not fit: of its {len(used)} fields {wrong} are of another kind (control "
            "field, or indicators and subfields) than their tags say"
        )


def _best(entries: list[Entry], values: list[bytes], body: bytes) -> tuple[list[Entry], list[bytes], str]:
    """The reading whose fields look most like those that their tags promise; the first of equals."""
    readings = [(_terminated(entries, values), "fields by their terminators")]
    ordered = sorted(entries, key=lambda entry: entry.start)
    if ordered != entries:
        readings.append((_terminated(ordered, values), "fields by their terminators, by place"))
    if len({entry.start for entry in entries}) == len(entries):
        readings.append((_by_directory(entries, body), "fields by the directory"))
    if len(values) > len(entries) and not all(values):
        filled = [value for value in values if value]
        readings.append((_terminated(entries, filled), "doubled terminators left out"))
    if len(values) > len(entries):
        readings.append((_joined(entries, values), "terminators within fields left out"))
    best, how = max(readings, key=lambda reading: _score(*reading[0]))
    if _score(*best) <= 0:
        raise UnreadableRecord("nothing in it looks like a field of MARC")
    return best[0], best[1], how


def _terminated(entries: list[Entry], values: list[bytes]) -> tuple[list[Entry], list[bytes]]:
    """The fields as they are terminated; those beyond the directory are kept."""
    return entries[: len(values)] + [LOST] * (len(values) - len(entries)), values


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
    return used + [LOST] * (len(values) - place), found + values[place:]


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
        if FIELD_END in value:
            score -= 1.0
        if entry is LOST:
            score -= 0.25
    return score
