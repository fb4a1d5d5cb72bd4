"""MARC records as ISO 2709 writes them: leader, directory, fields (MARC 21, Record Structure)."""

import re
from typing import NamedTuple

from harvesters.encodings.detect_bytes import names_legacy
from harvesters.errors import UnreadableRecord
from harvesters.marc import NO_CODE, MarcField, MarcRecord
from harvesters.readers.field_kinds import as_control, as_data, is_data
from harvesters.readers.iso2709_delimiters import restored
from harvesters.readers.iso2709_directory import ENTRY, FIELD_END, LEADER
from harvesters.readers.iso2709_repair import RECORD_END, SUBFIELD, first_control, recovered
from harvesters.readers.iso2709_split import split, wide_encoding
from harvesters.readers.legacy_text import CONTROLS, legacy_texts, without_controls
from harvesters.readers.text import legal, nfc
from harvesters.repairs import Repair, shown

__all__ = ["identifier_of", "read", "read_unimarc", "split"]

_LONGEST = 99_999
"""Bytes; what is longer cannot say its length."""
_UNIMARC = "iso-5426"
_UNIMARC_SETS = {b"02": "iso-ir-37", b"04": "iso-5427", b"05": "iso-5428"}
"""By their codes in 100 $a/28-29; ISO 5426 (`03`) is also meant where none of these is."""
_new = tuple.__new__
_entries = re.compile(rb"(...)(\d{4})(\d{5})", re.DOTALL).findall


def read(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One MARC 21 record; raises UnreadableRecord with what is wrong, and where.

    Text is UTF-8 where the bytes are, whatever leader/09 says; else MARC-8, or an encoding that fits better.
    """
    return _read(payload, encoding, "marc-8")


def read_unimarc(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One UNIMARC record; raises UnreadableRecord.

    UNIMARC names its character sets in 100 $a/26-29, not in the leader: Unicode, ISO 646 with ISO 5426, or
    with a set of Cyrillic or Greek. What the bytes themselves say counts more.
    """
    return _read(payload, encoding, _UNIMARC)


def identifier_of(payload: bytes) -> str:
    """Field 001 of a record whose text cannot be decoded; `""` where its directory is damaged too."""
    try:
        _, tags, values, _ = recovered(_narrow(payload)[0])
    except UnreadableRecord:
        return first_control(payload)
    return next(
        (
            value.decode("ascii", "replace").strip()
            for tag, value in zip(tags, values, strict=True)
            if tag == "001"
        ),
        "",
    )


def _read(payload: bytes, encoding: str, fallback: str) -> MarcRecord:
    payload, repairs = _narrow(payload)
    if SUBFIELD not in payload or FIELD_END not in payload:
        payload, mended = restored(payload)
        repairs += mended
    try:
        leader = payload[:LEADER].decode("latin-1")
        tags, values = _fields(payload)
        repairs += _miscounted(payload)
    except UnreadableRecord:
        leader, tags, values, mended = recovered(payload)
        repairs += mended
    declared = leader[9:10] == "a"
    if fallback == _UNIMARC:
        declared, fallback = _unimarc_sets(tags, values)
    texts = _texts(values, tags, declared, encoding, fallback)
    control, fields, odd = [], [], list[Repair]()
    for tag, text in zip(tags, texts.texts, strict=True):
        if tag.startswith("00"):
            if "\x1f" not in text:
                control.append((tag, legal(text)))
            elif (value := as_control(tag, text, odd)) is not None:
                control.append((tag, value))
            else:
                fields.append(_data_field(tag, text, odd))
        elif len(text) > 2 and "\x1f" not in text:
            if is_data(tag):
                fields.append(as_data(tag, text, odd))
            else:
                # Systems write fields of their own so: FMT, CAT.
                control.append((tag, text))
        else:
            fields.append(_data_field(tag, text, odd))
    return MarcRecord(legal(leader, " "), tuple(control), tuple(fields), (*repairs, *texts.repairs, *odd))


def _unimarc_sets(tags: list[str], values: list[bytes]) -> tuple[bool, str]:
    """Whether 100 $a declares Unicode, and else its upper set (UNIMARC Manual, 100 $a/26-29)."""
    general = values[tags.index("100")] if "100" in tags else b""
    data = general[general.find(b"\x1fa") + 2 :].partition(SUBFIELD)[0]
    return data[26:28] == b"50", _UNIMARC_SETS.get(data[28:30], _UNIMARC)


def _miscounted(payload: bytes) -> tuple[Repair, ...]:
    """A repair where the leader's length or base address is wrong, and the directory is not."""
    length, base = len(payload), payload.find(FIELD_END, LEADER) + 1
    if length > _LONGEST or (payload[:5] == b"%05d" % length and payload[12:17] == b"%05d" % base):
        return ()
    found = f"length {shown(payload[:5])}, base address {shown(payload[12:17])}"
    return (Repair("marc-leader", "leader", found, f"length {length:05}, base address {base:05}"),)


def _narrow(payload: bytes) -> tuple[bytes, tuple[Repair, ...]]:
    """The record without a byte order mark; a record in UTF-16 as UTF-8."""
    payload = payload.removeprefix(b"\xef\xbb\xbf")
    wide = wide_encoding(payload)
    if not wide:
        return payload, ()
    text = payload.decode(wide, "replace").lstrip("\ufeff")
    return text.encode(), (Repair("encoding-utf-16", "", wide, "utf-8"),)


def _fields(payload: bytes) -> tuple[list[str], list[bytes]]:
    """The tags and the fields' bytes, in the directory's order, where directory and terminators agree."""
    directory_end = payload.find(FIELD_END, LEADER)
    directory = payload[LEADER:directory_end]
    entries = _entries(directory)
    if directory_end < LEADER or len(entries) * ENTRY != len(directory) or payload[-1:] != RECORD_END:
        raise UnreadableRecord("the directory is damaged")
    body = payload[directory_end + 1 :].removesuffix(RECORD_END)
    tags = [tag.decode("latin-1") for tag, _, _ in entries]
    values = body.split(FIELD_END)
    if values[-1] == b"" and len(values) == len(entries) + 1:
        values.pop()
        position = 0
        for (_, length, start), value in zip(entries, values, strict=True):
            if int(start) != position or int(length) != len(value) + 1:
                break
            position += len(value) + 1
        else:
            return tags, values
    if len(set(entries)) < len(entries):
        raise UnreadableRecord("the directory has an entry twice")
    if len(values) > len(entries) + (values[-1:] == [b""]):
        raise UnreadableRecord("the directory lacks fields")
    return tags, [_sliced(body, *entry) for entry in entries]


def _sliced(body: bytes, tag: bytes, length: bytes, start: bytes) -> bytes:
    """The field at *start*; the directory must agree with the field terminators."""
    begin, end = int(start), int(start) + int(length)
    value = body[begin:end]
    before = body[begin - 1 : begin] if begin else FIELD_END
    if before != FIELD_END or value[-1:] != FIELD_END or FIELD_END in value[:-1]:
        raise UnreadableRecord("the directory is damaged")
    return value[:-1]


class _Texts(NamedTuple):
    texts: list[str]
    repairs: tuple[Repair, ...] = ()


def _texts(values: list[bytes], tags: list[str], declared: bool, encoding: str, fallback: str) -> _Texts:
    """The fields as text: UTF-8 where all of it is, else field by field."""
    raw, mended = values, tuple[Repair, ...]()
    body = FIELD_END.join(values)
    has_controls = len(body.translate(None, CONTROLS)) != len(body)
    if has_controls:
        values, mended = _without_controls(values, tags)
        body = FIELD_END.join(values)
    escapes = b"\x1b" in body or (not declared and b"&#" in body)
    try:
        if (escapes and not declared and body.isascii()) or (
            names_legacy(encoding) and (has_controls or not body.isascii())
        ):
            raise UnicodeError
        text = body.decode()
    except UnicodeError:
        return _Texts(*legacy_texts(raw, tags, declared, encoding, fallback))
    if escapes or "\uffff" in text or "\ufffe" in text:
        return _Texts([nfc(_keep_subfields(part)) for part in text.split("\x1e")] if values else [], mended)
    return _Texts(nfc(text).split("\x1e") if values else [], mended)


def _without_controls(values: list[bytes], tags: list[str]) -> tuple[list[bytes], tuple[Repair, ...]]:
    kept = [value.translate(None, CONTROLS) for value in values]
    mended = [
        without_controls(value, plain, tag)
        for value, plain, tag in zip(values, kept, tags, strict=True)
        if len(plain) != len(value)
    ]
    return kept, tuple(mended)


def _keep_subfields(text: str) -> str:
    return "\x1f".join(legal(part) for part in text.split("\x1f"))


def _data_field(tag: str, text: str, repairs: list[Repair]) -> MarcField:
    head, *subfields = text.split("\x1f")
    parts = [(part[:1] or NO_CODE, part[1:]) for part in subfields]
    if len(head) != 2:
        found = head
        if head[2:]:
            parts.insert(0, (NO_CODE, head[2:]))
        head = head[:2].ljust(2)
        repairs.append(Repair("marc-indicator", tag, shown(found), head))
    # As MarcField(…), in half the time.
    return _new(MarcField, (tag, head[0], head[1], tuple(parts)))
