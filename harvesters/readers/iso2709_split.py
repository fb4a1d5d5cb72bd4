"""A file of ISO 2709 records cut into its records, whatever the lengths in their leaders say."""

import codecs
import re
from collections.abc import Iterator

from harvesters.readers.foreign import foreign
from harvesters.readers.pieces import KEPT_OF_BROKEN, LARGEST_RECORD, Peeked, Piece, Readable, chunks

_RECORD_END, _FIELD_END = b"\x1d", b"\x1e"
_PADDING = b" \t\r\n\0\x1a"
_BEFORE = _PADDING + codecs.BOM_UTF8
_LEADER = 24
_LONGEST_LEADER = 64
"""Bytes by which a leader and what shows that it is one are surely found."""
_WIDE_PADDING = "\ufeff \t\r\n\0\x1a"
_is_leader = re.compile(rb"[\s\0]*\d{5}.{5}[0-9 ]{2}\d{5}", re.DOTALL).match
_LIKE_A_LEADER = rb"\d{5}[ -~][a-z][ -~]{3}22\d{5}[ -~]{3}4[5 ][0-9 ]{2}"
_find_leader = re.compile(_LIKE_A_LEADER).search
_find_records = re.compile(
    rb"\x1e[\s\0]*(?="
    + _LIKE_A_LEADER
    + rb")|(?=\d{5}[ -~]{5}[0-9 ]{2}\d{5}[ -~]{7}[0-9A-Za-z]{3}\d{4}00000)"
).finditer
_STRAY = "stray bytes between records"


def split(stream: Readable) -> Iterator[Piece]:
    """The records of a file of any size, and what stands between them.

    They are cut at the record terminators; where one stands within a record, or is missing between two, their
    leaders and directories tell.
    """
    peeked = Peeked(stream)
    if reason := foreign(peeked.start):
        yield Piece(peeked.start, reason)
        return
    wide = wide_encoding(peeked.start)
    held = b""
    for piece in _wide(peeked, wide) if wide else _terminated(peeked):
        payload = piece.payload
        if held:
            if not piece.reason and not _is_leader(payload) and len(held) + len(payload) <= _length(held):
                held += payload
                if _lacks_an_end(held):
                    continue
                payload = b""
            yield from _records(held)
            held = b""
        if piece.reason:
            yield piece
        elif _lacks_an_end(payload):
            held = payload
        elif wide and payload:
            for found in _records(payload.decode(wide, "replace").encode()):
                yield Piece(found.payload.decode("utf-8", "replace").encode(wide), found.reason)
        else:
            yield from _records(payload)
    yield from _records(held)


def wide_encoding(start: bytes) -> str:
    """The two-byte encoding of a record or file that begins with *start*; `""` where it is in none."""
    marked = b"\0" in start[2:64]
    if (marked and start[:2] == codecs.BOM_UTF16_LE) or (start[1:4:2] == b"\0\0" and start[0:1].isdigit()):
        return "utf-16-le"
    if (marked and start[:2] == codecs.BOM_UTF16_BE) or (start[0:3:2] == b"\0\0" and start[1:2].isdigit()):
        return "utf-16-be"
    return ""


def _terminated(stream: Readable) -> Iterator[Piece]:
    """What stands between record terminators, each with its own.

    Where none comes within a record's size, the leaders tell where a further record begins; what has none,
    either, is passed over up to the next, and told.
    """
    buffer, begin, run = b"", 0, _Run()
    for chunk in chunks(stream):
        buffer += chunk
        if run.size:
            # A leader may stand across two chunks.
            place = _next_record(buffer)
            if place is None:
                kept = min(len(buffer), _LONGEST_LEADER)
                run.add(buffer[: len(buffer) - kept])
                begin, buffer = begin + len(buffer) - kept, buffer[len(buffer) - kept :]
                continue
            run.add(buffer[:place])
            begin, buffer = begin + place, buffer[place:]
            yield from run.told()
        *whole, rest = buffer.split(_RECORD_END)
        for payload in whole:
            yield Piece(payload + _RECORD_END)
        begin, buffer = begin + len(buffer) - len(rest), rest
        if len(buffer) > LARGEST_RECORD:
            place = _last_record(buffer)
            if place:
                yield Piece(buffer[:place])
            else:
                place = len(buffer) - _LONGEST_LEADER
                run = _Run(begin)
                run.add(buffer[:place])
            begin, buffer = begin + place, buffer[place:]
    if run.size:
        run.add(buffer)
        yield from run.told()
    else:
        yield Piece(buffer)


class _Run:
    """Bytes that are passed over, since neither a terminator nor a leader stands in them."""

    def __init__(self, begin: int = 0) -> None:
        self._begin = begin
        self._kept = b""
        self.size = 0

    def add(self, data: bytes) -> None:
        """Further bytes of it."""
        self._kept += data[: KEPT_OF_BROKEN - len(self._kept)]
        self.size += len(data)

    def told(self) -> Iterator[Piece]:
        """What is kept of it, and where the rest stands in the file; nothing of padding."""
        if self._kept.strip(_PADDING) or self.size > len(self._kept):
            yield Piece(
                self._kept,
                f"no record in {self.size:,} bytes from byte {self._begin:,} of the file on (no terminator "
                f"1D, and no leader): the first {len(self._kept):,} of them are kept here, the others stand "
                "in the file only; ask the library to export it again",
            )
        self.size, self._kept = 0, b""


def _next_record(data: bytes) -> int | None:
    """Where what can be read again begins: at a leader, or behind a record terminator."""
    leader, end = _find_leader(data), data.find(_RECORD_END)
    places = [leader.start()] if leader else []
    return min([*places, end + 1] if end >= 0 else places, default=None)


def _last_record(data: bytes) -> int:
    """Where the last record of *data* that is whole ends; 0 where no further one begins in it."""
    return max((following for _, following in _beginnings(data)), default=0)


def _wide(stream: Readable, encoding: str) -> Iterator[Piece]:
    """The same of a file in UTF-16, in its own bytes."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    buffer, begin, run = "", 0, _Run()
    for chunk in chunks(stream):
        *whole, buffer = (buffer + decoder.decode(chunk)).split("\x1d")
        for number, text in enumerate(whole):
            data = (text + "\x1d").encode(encoding)
            begin += len(data)
            if run.size and not number:
                run.add(data)
                yield from run.told()
            elif text := text.lstrip(_WIDE_PADDING):
                yield Piece((text + "\x1d").encode(encoding))
        if run.size or len(buffer) > LARGEST_RECORD:
            run = run if run.size else _Run(begin)
            data = buffer.encode(encoding)
            run.add(data)
            begin, buffer = begin + len(data), ""
    yield from run.told() if run.size else ()
    if text := buffer.strip(_WIDE_PADDING):
        yield Piece(text.encode(encoding))


def _length(payload: bytes) -> int:
    """The length that the leader gives; 0 where it gives none."""
    digits = payload.lstrip(_BEFORE)[:5]
    return int(digits) if digits.isdigit() else 0


def _lacks_an_end(payload: bytes) -> bool:
    """Whether the leader and the directory both say that more belongs to the record than *payload*."""
    if _length(payload) <= len(payload):
        return False
    record = payload.lstrip(_BEFORE)
    end = record.find(_FIELD_END, _LEADER)
    directory = record[_LEADER:end]
    if not _is_leader(record) or end < 0 or len(directory) % 12 or not directory:
        return False
    reach = [directory[place + 3 : place + 12] for place in range(0, len(directory), 12)]
    if not all(entry.isdigit() for entry in reach):
        return False
    return end + 1 + max(int(entry[:4]) + int(entry[4:]) for entry in reach) > len(record)


def _records(payload: bytes) -> Iterator[Piece]:
    """The records in what stands between two terminators: one, if nothing is wrong."""
    record = payload.lstrip(_BEFORE)
    if not record.strip(_PADDING + _RECORD_END):
        return
    if _length(record) == len(record):
        yield Piece(record)
        return
    if not _is_leader(record) and (leader := _find_leader(record)):
        yield Piece(record[: leader.start()], _STRAY)
        record = record[leader.start() :]
    begin = 0
    for end, following in _beginnings(record):
        yield Piece(record[begin:end])
        begin = following
    yield Piece(record[begin:].rstrip(_PADDING))


def _beginnings(data: bytes) -> Iterator[tuple[int, int]]:
    """Where a further record begins in *data*, each with where the one before it ends.

    Behind the end of a field it is known by the shape of its leader; elsewhere, where a record was cut off,
    by a base address that points behind its directory, too.
    """
    last = 0
    for found in _find_records(data, 1):
        at = found.end()
        if found[0]:
            yield found.start() + 1, at
        elif at > last and _has_directory(data, at):
            yield at, at
        last = at


def _has_directory(data: bytes, at: int) -> bool:
    """Whether the base address of the leader at *at* points behind a directory."""
    base = int(data[at + 12 : at + 17])
    end = data[at + base - 10 : at + base]
    whole = base > _LEADER + 1 and (base - _LEADER - 1) % 12 == 0
    return whole and end[:-1].isdigit() and not end[-1:].isalnum()
