"""JSON files of any size cut into the objects that hold one record each, in bounded memory.

A file is an array of records, one record after another, or one a line (JSON Lines, and JSON text sequences of
RFC 7464). What is broken spoils no other record: lines are cut as lines, whatever they hold, and elsewhere a
record ends at the latest where the next one's leader begins.
"""

import io
import re
from collections.abc import Iterator

from harvesters.readers.json_text import InUtf8
from harvesters.readers.pieces import CHUNK, KEPT_OF_BROKEN, LARGEST_RECORD, Peeked, Piece, Readable

_BETWEEN = b" \t\r\n,\x1e"
_BLANKS = re.compile(rb"[ \t\r\n,\x1e]*")
_ARRAY_END = 0x5D
_SAMPLE = 50
_LEADER_NAME = b'"leader"'
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]"]', re.DOTALL)
_NEXT = re.compile(rb'[,{}\]]\s*+(\{\s*+"leader"\s*+:)')
_RECORD = re.compile(rb'\{.*"(?:leader|fields)".*\}', re.DOTALL)
_ENVELOPE = re.compile(rb'\s*\{[^\[\]]{0,2000}?"(?:sourceRecords|parsedRecords|records|hits|docs)"\s*:\s*\[')
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def cut(stream: Readable) -> Iterator[Piece]:
    """Every record of the file as the bytes of one JSON object; what is no object with the reason."""
    peeked = stream if isinstance(stream, Peeked) else Peeked(stream)
    cutter = _Cutter(InUtf8(peeked, peeked.start))
    return cutter.lines() if cutter.has_lines() else cutter.values()


class _Cutter:
    """The part of the file in memory."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._buffer = b""
        self._begin = 0
        self._ended = False
        self._fill()
        self._buffer = self._buffer.removeprefix(_BYTE_ORDER_MARK)

    def has_lines(self) -> bool:
        """Whether each line is a value of its own."""
        if self._buffer.lstrip(_BETWEEN)[:1] != b"{" or _ENVELOPE.match(self._buffer):
            return False
        if b"\n" not in self._buffer:
            return False
        first = [line.strip(_BETWEEN) for line in self._buffer.split(b"\n", _SAMPLE)[:_SAMPLE]]
        first = [line for line in first if line]
        whole = sum(1 for line in first if line.startswith(b"{") and _RECORD.fullmatch(line))
        return whole * 2 >= len(first) > 0

    def lines(self) -> Iterator[Piece]:
        """The lines; one beyond all size with the reason."""
        skipping = False
        while self._buffer or not self._ended:
            *whole, self._buffer = self._buffer.split(b"\n")
            if self._ended and self._buffer:
                whole, self._buffer = [*whole, self._buffer], b""
            for line in whole:
                piece = line.strip(_BETWEEN)
                if piece and not skipping:
                    one = piece.count(_LEADER_NAME) < 2
                    yield from [Piece(piece)] if one else _Cutter(io.BytesIO(piece)).values()
                skipping = False
            if len(self._buffer) > LARGEST_RECORD:
                if not skipping:
                    yield Piece(self._buffer[:KEPT_OF_BROKEN], f"a line of more than {LARGEST_RECORD} bytes")
                self._buffer, skipping = b"", True
            self._fill()

    def values(self) -> Iterator[Piece]:
        """The values of an array, or those that follow one another."""
        envelope = _ENVELOPE.match(self._buffer)
        self._begin = envelope.end() if envelope else len(self._buffer) - len(self._buffer.lstrip(_BETWEEN))
        in_array = envelope is not None or self._buffer[self._begin : self._begin + 1] == b"["
        if in_array and not envelope:
            self._begin += 1
        while self._skip_blanks():
            if in_array and self._buffer[self._begin] == _ARRAY_END:
                in_array = False
                self._begin += 1
                if envelope:
                    return
                continue
            yield self._value()
        if in_array:
            yield Piece(b"", "the file ends without its closing ]: records behind this may be missing")

    def _skip_blanks(self) -> bool:
        """Goes on to the next value; whether there is one."""
        while True:
            self._begin = _BLANKS.match(self._buffer, self._begin).end()  # type: ignore[union-attr]
            if self._begin < len(self._buffer) or self._ended:
                return self._begin < len(self._buffer)
            self._fill()

    def _value(self) -> Piece:
        """The value that begins what is in memory; it is taken out."""
        scanned, depth = 0, 0
        while True:
            depth, position, end = _scan(self._buffer, self._begin + scanned, depth, self._ended)
            scanned = position - self._begin
            size = len(self._buffer) - self._begin
            if end >= 0 or self._ended or size >= LARGEST_RECORD:
                break
            self._fill()
        reason = "" if end >= 0 else "cut off: its brackets are never closed"
        end = end if end >= 0 else len(self._buffer)
        if other := _NEXT.search(self._buffer, self._begin + 1, end):
            end, reason = other.start(1), "broken: the next record begins before it ends"
        if end - self._begin >= LARGEST_RECORD:
            reason = f"larger than {LARGEST_RECORD} bytes"
        taken, self._begin = self._buffer[self._begin : end].rstrip(_BETWEEN), end
        return Piece(taken[:KEPT_OF_BROKEN] if reason else taken, reason)

    def _fill(self) -> None:
        """One chunk more; what was taken is let go."""
        kept = self._buffer[self._begin :]
        chunk = self._stream.read(max(CHUNK, len(kept)))
        self._ended = not chunk
        self._buffer, self._begin = kept + chunk, 0


def _scan(data: bytes, start: int, depth: int, ended: bool) -> tuple[int, int, int]:
    """The depth of brackets, from where to go on, and the place behind the value, -1 while it has no end."""
    position = start
    if not depth and data[start : start + 1] not in (b"{", b"["):
        ends = [end for mark in (b",", b"\n", b"]") if (end := data.find(mark, start + 1)) >= 0]
        return 0, start, min(ends) if ends else len(data) if ended else -1
    for token in _TOKEN.finditer(data, start):
        mark = token[0]
        if mark == b'"' and len(mark) == 1:
            return depth, token.start(), -1
        position = token.end()
        if mark in (b"{", b"["):
            depth += 1
        elif mark in (b"}", b"]"):
            depth -= 1
            if depth <= 0:
                return 0, position, position
    return depth, position, -1
