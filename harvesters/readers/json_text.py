"""JSON from outside (RFC 8259): names that stand twice are kept, numbers stay as they are written."""

import codecs
import json
import re

from harvesters.errors import UnreadableRecord
from harvesters.readers.pieces import Readable, filled
from harvesters.repairs import Repair, shown

_MISFITS = re.compile("[\udc80-\udcff]+")
_WESTERN = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
_BLANK = b" \t\r\n\x1e\0"
_MOST_REPAIRS = 100


class Object(tuple[tuple[str, object], ...]):
    """A JSON object: its names and values in their order."""

    __slots__ = ()


class Number(str):
    """A JSON number, as it is written."""

    __slots__ = ()


_DECODER = json.JSONDecoder(
    object_pairs_hook=Object, parse_int=Number, parse_float=Number, parse_constant=Number, strict=False
)


def lookup(value: Object, name: str) -> object:
    """The first value under *name*; None without one."""
    return next((found for key, found in value if key == name), None)


def is_json(start: bytes) -> bool:
    """Whether a file that begins with *start* is JSON: its first character is `{` or `[`."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start.removeprefix(mark)
    return start.lstrip(_BLANK)[:1] in (b"{", b"[")


def loaded(payload: bytes, encoding: str) -> tuple[object, list[Repair]]:
    """The value that *payload* holds, and what was mended in its bytes; raises UnreadableRecord.

    Bytes that are no UTF-8 are read as windows-1252; a comma or bracket behind the value is passed over.
    """
    text, repairs = _text(payload)
    try:
        value, end = _DECODER.raw_decode(text)
        rest = text[end:].strip()
        if rest.strip(",]"):
            raise UnreadableRecord(f"behind the record stands {shown(rest)}")
    except RecursionError as error:
        raise UnreadableRecord("not read: its JSON is nested too deep") from error
    except ValueError as error:
        raise UnreadableRecord(f"not JSON: {error}") from error
    return value, repairs


def _text(payload: bytes) -> tuple[str, list[Repair]]:
    if b"\0" in payload[:4]:
        return payload.decode(json.detect_encoding(payload), "replace").lstrip("\ufeff \t\r\n"), []
    payload = payload.removeprefix(codecs.BOM_UTF8).strip(_BLANK)
    try:
        return payload.decode(), []
    except UnicodeDecodeError:
        text = payload.decode("utf-8", "surrogateescape")
    repairs: list[Repair] = []

    def read(found: re.Match[str]) -> str:
        data = found[0].encode("utf-8", "surrogateescape")
        after = "".join([_WESTERN[byte] for byte in data])
        if len(repairs) < _MOST_REPAIRS:
            repairs.append(Repair("json-bytes", "", shown(data), shown(after)))
        return after

    return _MISFITS.sub(read, text), repairs


class InUtf8:
    """A stream of UTF-16 or UTF-32 as UTF-8; one of UTF-8 as it is."""

    def __init__(self, stream: Readable, start: bytes) -> None:
        self._stream = stream
        wide = json.detect_encoding(start[:8]) if b"\0" in start[:4] or start[:1] in b"\xfe\xff" else ""
        self._decoder = codecs.getincrementaldecoder(wide)("replace") if wide and start else None

    def read(self, size: int = -1, /) -> bytes:
        """About *size* bytes; `b""` at the end."""
        if self._decoder is None:
            return self._stream.read(size)
        while data := filled(self._stream, max(size, 4)):
            if text := self._decoder.decode(data):
                return text.encode("utf-8", "replace")
        return b""
