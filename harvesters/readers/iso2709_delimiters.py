"""ISO 2709 whose delimiters an editor turned into printable characters: put back where that is certain.

Field ends are certain where the leader and every entry of the directory point at one and the same character;
subfield delimiters where every data field has one and the same character behind its indicators.
"""

import re

from harvesters.repairs import Repair, shown

_RECORD_END, _FIELD_END, _SUBFIELD = 0x1D, b"\x1e", b"\x1f"
_LEADER, _ENTRY = 24, 12
_entries = re.compile(rb"([0-9A-Za-z]{3})(\d{4})(\d{5})").findall
_MARK = rb"[!-/:-@\[-`{-~]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
_marked = re.compile(rb"[0-9 ]{2}(" + _MARK + rb")[a-z0-9]").match
_FEWEST = 2


def restored(payload: bytes) -> tuple[bytes, tuple[Repair, ...]]:
    """The record with its delimiters, and what was put back; as it is where nothing is certain."""
    repairs: list[Repair] = []
    if _FIELD_END not in payload:
        payload = _with_field_ends(payload, repairs)
    if _SUBFIELD not in payload and _FIELD_END in payload:
        payload = _with_subfields(payload, repairs)
    return payload, tuple(repairs)


def _with_field_ends(payload: bytes, repairs: list[Repair]) -> bytes:
    base = int(payload[12:17]) if payload[12:17].isdigit() else 0
    mark = payload[base - 1 : base] or b" "
    entries = _entries(payload[_LEADER : base - 1]) if base > _LEADER else []
    if (
        len(entries) < _FEWEST
        or len(entries) * _ENTRY != base - 1 - _LEADER
        or mark.isalnum()
        or mark.isspace()
    ):
        return payload
    ends = [base - 1, *(base + int(start) + int(length) - 1 for _, length, start in entries)]
    if any(payload[end : end + 1] != mark for end in ends):
        return payload
    data = bytearray(payload)
    for end in ends:
        data[end] = _FIELD_END[0]
    if max(ends) + 2 == len(data):
        data[-1] = _RECORD_END
    repairs.append(Repair("marc-delimiter", "", shown(mark), "1E"))
    return bytes(data)


def _with_subfields(payload: bytes, repairs: list[Repair]) -> bytes:
    directory, *values = payload.split(_FIELD_END)
    tags = [tag for tag, _, _ in _entries(directory[_LEADER:])]
    fields = [n for n, tag in enumerate(tags[: len(values)]) if not tag.startswith(b"00")]
    marks = {found[1] if (found := _marked(values[n])) else b"" for n in fields}
    if len(fields) < _FEWEST or len(marks) != 1 or marks == {b""}:
        return payload
    mark = marks.pop()
    # "$9.99" is a price and no subfield.
    delimiter = re.compile(re.escape(mark) + rb"(?=[a-z]|[0-9](?![0-9.,]))")
    for n in fields:
        values[n] = delimiter.sub(_SUBFIELD, values[n])
    repairs.append(Repair("marc-delimiter", "", shown(mark), "1F"))
    return _FIELD_END.join([directory, *values])
