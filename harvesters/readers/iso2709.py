"""MARC records as ISO 2709 writes them: leader, directory, fields (MARC 21, Record Structure)."""

import re
from collections.abc import Callable, Iterator

import harvesters.encodings.marc8 as marc8
from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcField, MarcRecord
from harvesters.readers.pieces import KEPT_OF_BROKEN, LARGEST_RECORD, Piece, Readable, chunks
from harvesters.readers.text import FORBIDDEN_BYTES, legal, nfc

RECORD_END, FIELD_END, SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_LEADER, _ENTRY = 24, 12
_new = tuple.__new__
_PADDING = b" \t\r\n\0\x1a"
_entries = re.compile(rb"(...)(\d{4})(\d{5})", re.DOTALL).findall
_STRUCTURE = bytes(code for code in FORBIDDEN_BYTES if code not in (0x1B, 0x1D, 0x1E, 0x1F))

Decode = Callable[[bytes], str]


def read(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One MARC 21 record; raises UnreadableRecord with what is wrong, and where.

    Text is UTF-8 where leader/09 says so or where the bytes are UTF-8, else MARC-8.
    """
    return _read(payload, marc8.decode, "MARC-8")


def read_unimarc(payload: bytes, encoding: str = "auto") -> MarcRecord:
    """One UNIMARC record; raises UnreadableRecord.

    UNIMARC names its character sets in 100 $a/26-29, not in the leader. Unicode is read, and ASCII (ISO 646);
    ISO 5426 and the others look like MARC-8 and are not, so they are refused rather than misread.
    """
    return _read(
        payload, _refuse, "the character set that 100 $a/26-29 names (only Unicode and ISO 646 are read)"
    )


def split(stream: Readable) -> Iterator[Piece]:
    """The records of a file of any size, cut at the record terminators; bounded memory."""
    buffer, skipping = b"", False
    for chunk in chunks(stream):
        *whole, buffer = (buffer + chunk).split(RECORD_END)
        for payload in whole:
            piece = payload.lstrip(_PADDING)
            if piece and not skipping:
                yield Piece(piece + RECORD_END)
            skipping = False
        if skipping:
            buffer = b""
        elif len(buffer) > LARGEST_RECORD:
            yield Piece(buffer[:KEPT_OF_BROKEN], f"no record terminator within {LARGEST_RECORD} bytes")
            buffer, skipping = b"", True
    if rest := buffer.strip(_PADDING):
        yield Piece(rest)


def identifier_of(payload: bytes) -> str:
    """Field 001 of a record whose text cannot be decoded; `""` where its directory is damaged too."""
    try:
        tags, values = _fields(payload)
    except UnreadableRecord:
        return ""
    return next(
        (
            value.decode("ascii", "replace").strip()
            for tag, value in zip(tags, values, strict=True)
            if tag == "001"
        ),
        "",
    )


def _read(payload: bytes, fallback: Decode, fallback_name: str) -> MarcRecord:
    payload = payload.removeprefix(b"\xef\xbb\xbf")
    tags, values = _fields(payload)
    leader = payload[:_LEADER].decode("latin-1")
    texts = _texts(values, leader[9] == "a", fallback, fallback_name, tags)
    control, fields = [], []
    for tag, text in zip(tags, texts, strict=True):
        if tag.startswith("00"):
            control.append((tag, legal(text)))
        elif len(text) > 2 and "\x1f" not in text:
            # Written as a control field, whatever its tag: its first characters are no indicators.
            control.append((tag, text))
        else:
            fields.append(_data_field(tag, text))
    return MarcRecord(legal(leader, " "), tuple(control), tuple(fields))


def _fields(payload: bytes) -> tuple[list[str], list[bytes]]:
    """The tags and the fields' bytes, in the directory's order."""
    if len(payload) <= _LEADER:
        raise UnreadableRecord(f"cut off: {len(payload)} bytes are less than a leader and a directory")
    directory_end = payload.find(FIELD_END, _LEADER)
    if directory_end < 0:
        raise UnreadableRecord("the directory has no end (no field terminator in the record)")
    directory = payload[_LEADER:directory_end]
    entries = _entries(directory)
    if len(entries) * _ENTRY != len(directory):
        place = next(
            (n for n in range(0, len(directory), _ENTRY) if not _entries(directory[n : n + _ENTRY])), 0
        )
        bad = directory[place : place + _ENTRY]
        raise UnreadableRecord(f"directory entry {place // _ENTRY + 1} is {bad!r}, not 3 + 4 + 5 characters")
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
    return tags, [_sliced(body, *entry) for entry in entries]


def _sliced(body: bytes, tag: bytes, length: bytes, start: bytes) -> bytes:
    """The field at *start*; the directory must agree with the field terminators."""
    begin, end = int(start), int(start) + int(length)
    value = body[begin:end]
    before = body[begin - 1 : begin] if begin else FIELD_END
    if before != FIELD_END or value[-1:] != FIELD_END or FIELD_END in value[:-1]:
        where = f"bytes {begin} to {end} of {len(body)}"
        raise UnreadableRecord(
            f"the directory puts field {tag.decode('latin-1')} at {where}; no field is there"
        )
    return value[:-1]


def _texts(
    values: list[bytes], declared: bool, fallback: Decode, fallback_name: str, tags: list[str]
) -> list[str]:
    """The fields as text; UTF-8 for the whole record or not at all."""
    body = FIELD_END.join(values)
    if len(body.translate(None, _STRUCTURE)) != len(body):
        values = [value.translate(None, _STRUCTURE) for value in values]
        body = FIELD_END.join(values)
    escapes = b"\x1b" in body
    try:
        if escapes and not declared and body.isascii():
            raise UnicodeError
        text = body.decode()
    except UnicodeError as error:
        if declared:
            raise UnreadableRecord(f"leader/09 says UTF-8, {_place(values, tags)} is not: {error}") from error
        return [
            _decoded(value, tag, fallback, fallback_name) for tag, value in zip(tags, values, strict=True)
        ]
    if escapes or "\uffff" in text or "\ufffe" in text:
        return [nfc(_keep_subfields(part)) for part in text.split("\x1e")] if values else []
    return nfc(text).split("\x1e") if values else []


def _keep_subfields(text: str) -> str:
    return "\x1f".join(legal(part) for part in text.split("\x1f"))


def _decoded(value: bytes, tag: str, decode: Decode, name: str) -> str:
    try:
        return "\x1f".join([legal(decode(part)) for part in value.split(SUBFIELD)])
    except ValueError as error:
        raise UnreadableRecord(f"field {tag} is neither UTF-8 nor {name}: {error}") from error


def _refuse(data: bytes) -> str:
    return data.decode("ascii")


def _place(values: list[bytes], tags: list[str]) -> str:
    """The first field that is not UTF-8, by tag."""
    for tag, value in zip(tags, values, strict=True):
        try:
            value.decode()
        except UnicodeError:
            return f"field {tag}"
    return "the record"


def _data_field(tag: str, text: str) -> MarcField:
    head, *subfields = text.split("\x1f")
    parts = [(part[:1], part[1:]) for part in subfields]
    if len(head) != 2:
        if head[2:]:
            parts.insert(0, ("", head[2:]))
        head = head[:2].ljust(2)
    # As MarcField(…), in half the time.
    return _new(MarcField, (tag, head[0], head[1], tuple(parts)))
