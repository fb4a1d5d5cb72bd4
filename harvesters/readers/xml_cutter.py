"""XML files of any size cut into the elements that hold one record each, in bounded memory.

A strict parser stops for good at the first error. Here a record that is broken spoils no other: the file is
cut where the record elements begin, and each piece is parsed strictly by itself.
"""

import codecs
import re
from collections.abc import Iterator

from lxml import etree

import harvesters.readers.xml as xml
from harvesters.encodings.names import python_codec
from harvesters.readers.pieces import CHUNK, KEPT_OF_BROKEN, LARGEST_RECORD, Piece, Readable, filled

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_NAMESPACE = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*("[^"]*"|'[^']*')""")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
_DECLARATION = re.compile(rb"^\s*<\?xml\s.*?\?>\s*", re.DOTALL)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AFTER_NAME = (b">", b" ", b"\t", b"\r", b"\n")
_LONGEST_TAG = 4096
_NAME = re.compile(rb"<[^\s/>]+")
_START_TAG = re.compile(rb"<([^\s/>]+)[^<>]*?(/?)>")
_OPAQUE = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


def cut(stream: Readable, name: bytes, follower: bytes = b"") -> Iterator[Piece]:
    """Every element *name*, whatever its prefix, as a UTF-8 document with the namespaces that it inherits.

    With *follower*, only such elements whose first child has that name: an OAI-PMH `record` begins with its
    `header`, which tells it from the MARCXML `record` inside. A file that has a DOCTYPE, or ends before its
    root does, gives a piece with the reason.
    """
    cutter = _Cutter(stream, name, follower)
    found = cutter.advance(0)
    head = cutter.take(found)
    if problem := _head_problem(head, cutter.problem, found is None):
        yield Piece(head[:KEPT_OF_BROKEN], problem)
    if problem or found is None:
        return
    frame = _Frame(_COMMENT.sub(b"", head))
    rest: bytes | None = b""
    while found is not None:
        found = cutter.advance(1)
        span = cutter.take(found)
        if len(span) >= LARGEST_RECORD:
            yield Piece(span[:KEPT_OF_BROKEN], f"larger than {LARGEST_RECORD} bytes")
            found, rest = cutter.next_after_gap(), None
            continue
        payload, rest = _trimmed(span)
        yield Piece(frame.inherited(payload))
    if cutter.problem:
        yield Piece(b"", cutter.problem)
    elif frame.root and rest is not None and b"</" + frame.root not in rest + head:
        end = frame.root.decode("latin-1")
        yield Piece(
            rest[:KEPT_OF_BROKEN], f"the file ends without </{end}>: records behind this may be missing"
        )


def with_namespaces(head: bytes, payload: bytes) -> bytes:
    """The element *payload* with the namespaces that it uses and *head*, which stood before it, declares."""
    return _Frame(head).inherited(payload)


class _Frame:
    """What stands around the records: the root element, and the namespaces that they inherit."""

    def __init__(self, head: bytes) -> None:
        root = _ROOT.search(head)
        self.root = root[1] if root else b""
        self._namespaces = dict(_NAMESPACE.findall(head))
        self._declared: tuple[bytes, set[bytes]] = (b"", set())

    def inherited(self, payload: bytes) -> bytes:
        """*payload* with the inherited namespaces that it uses declared in its start tag."""
        end = payload.find(b">")
        tag = payload[:end]
        if tag != self._declared[0]:
            self._declared = (tag, {prefix for prefix, _ in _NAMESPACE.findall(tag)})
        own = self._declared[1]
        added = b""
        for prefix, iri in self._namespaces.items():
            if prefix in own or (prefix and prefix + b":" not in payload):
                continue
            added += b" xmlns" + (b":" + prefix if prefix else b"") + b"=" + iri
        if not added:
            return payload
        place = _NAME.match(payload)
        return payload if place is None else payload[: place.end()] + added + payload[place.end() :]


class _Cutter:
    """The part of the file in memory, and the search for where records begin in it."""

    def __init__(self, stream: Readable, name: bytes, follower: bytes) -> None:
        self._stream = stream
        self._name = re.compile(re.escape(name) + rb"[\s/>]")
        ahead = re.escape(name) + rb"(?:\s[^<>]*)?>\s*<(?:[\w.-]+:)?" + follower + rb"[\s/>]"
        self._ahead = re.compile(ahead) if follower else None
        self._decoder: codecs.IncrementalDecoder | None = None
        self._ended = False
        self._begin = 0
        self._buffer = b""
        self.problem = ""
        self._fill()
        self._set_encoding()

    def advance(self, offset: int) -> int | None:
        """How many bytes on the next record begins, *offset* or more; None at the end of the file.

        None, too, where no record begins within the size of the largest record.
        """
        position = self._begin + offset
        while True:
            enough = self._ended or len(self._buffer) - self._begin >= LARGEST_RECORD
            found, position = self._search(position, enough)
            if found is not None:
                return found - self._begin
            if enough:
                return None
            position -= self._begin
            self._fill()

    def next_after_gap(self) -> int | None:
        """As `advance(0)`, however far away the next record is; what lies before it is dropped."""
        while (found := self.advance(0)) is None and not self._ended:
            self.take(None)
        self.take(found)
        return None if found is None else 0

    def take(self, size: int | None) -> bytes:
        """The next *size* bytes, or all that are in memory and cannot begin a record; they are not kept."""
        end = len(self._buffer) if size is None else self._begin + size
        if size is None and not self._ended:
            end = max(self._begin, end - _LONGEST_TAG)
        taken, self._begin = self._buffer[self._begin : end], end
        return taken

    def _search(self, position: int, enough: bool) -> tuple[int | None, int]:
        """The next record's place, if it is in memory; and from where to search again when there is more."""
        buffer = self._buffer
        while True:
            start = self._start(position)
            opaque = buffer.find(b"<!", position, len(buffer) if start is None else start)
            if opaque < 0:
                # A start tag may be cut by the end of what is in memory.
                return start, max(position, len(buffer) - _LONGEST_TAG)
            closing = next((end for begin, end in _OPAQUE.items() if buffer.startswith(begin, opaque)), b"<!")
            end = buffer.find(closing, opaque)
            if end < 0 and not enough:
                return None, opaque
            # A comment that never ends is damage: records may stand behind it.
            position = opaque + 2 if end < 0 else end + len(closing)

    def _start(self, position: int) -> int | None:
        buffer = self._buffer
        for match in self._name.finditer(buffer, position):
            begin = match.start() - 1
            if begin >= 0 and buffer[begin] == 0x3A:
                begin = _prefix_start(buffer, begin)
            if begin < position or buffer[begin] != 0x3C:
                continue
            if self._ahead is None or self._ahead.match(buffer, match.start()):
                return begin
        return None

    def _fill(self) -> None:
        """One chunk more; what was taken is let go."""
        kept = self._buffer[self._begin :]
        chunk = filled(self._stream, max(CHUNK, len(kept)))
        self._ended = not chunk
        if self._decoder is not None:
            try:
                chunk = self._decoder.decode(chunk, self._ended).encode("utf-8", "surrogateescape")
            except ValueError as error:
                self.problem, self._ended, chunk = f"the file's encoding breaks off: {error}", True, b""
        self._buffer, self._begin = kept + chunk, 0

    def _set_encoding(self) -> None:
        """Turn what is not UTF-8 into it; bytes that its encoding lacks stay, so that parsing fails."""
        raw, named = self._buffer, _ENCODING.match(self._buffer)
        encoding = "utf-16" if raw[:2] in _UTF16 else named[1].decode("ascii").lower() if named else "utf-8"
        if encoding not in ("utf-8", "utf8", "us-ascii", "ascii"):
            try:
                self._decoder = codecs.getincrementaldecoder(python_codec(encoding))("surrogateescape")
                self._buffer = self._decoder.decode(raw).encode("utf-8", "surrogateescape")
            except (LookupError, ValueError):
                self.problem = f"it names the encoding {encoding!r}, which does not exist or does not fit"
        self._buffer = self._buffer.removeprefix(codecs.BOM_UTF8)


def _prefix_start(buffer: bytes, colon: int) -> int:
    """Where the `<` before a namespace prefix stands, if one does; else the colon's own place."""
    begin = buffer.rfind(b"<", max(0, colon - 64), colon)
    prefix = buffer[begin + 1 : colon]
    return begin if begin >= 0 and re.fullmatch(rb"[A-Za-z_][\w.-]*", prefix) else colon


def _trimmed(span: bytes) -> tuple[bytes, bytes | None]:
    """The element that begins *span*, and what stands behind it; all of it and None where it has no end."""
    start = _START_TAG.match(span)
    if start is not None and start[2]:
        return span[: start.end()], span[start.end() :]
    if start is not None:
        closing = b"</" + start[1]
        place = span.rfind(closing)
        while place >= 0 and span[place + len(closing) : place + len(closing) + 1] not in _AFTER_NAME:
            place = span.rfind(closing, 0, place)
        if end := span.find(b">", place) + 1 if place >= 0 else 0:
            return span[:end], span[end:]
    return span.rstrip(), None


def _head_problem(head: bytes, encoding_problem: str, alone: bool) -> str:
    """Why the file cannot be read at all, told from what stands before its first record."""
    if encoding_problem:
        return encoding_problem
    if b"<!DOCTYPE" in _COMMENT.sub(b"", head).upper():
        return "the file has a DOCTYPE, which is refused: records need none, and it can be made to read files"
    if alone and head.strip():
        try:
            etree.fromstring(_DECLARATION.sub(b"", head), xml.parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            return f"no record in it, and not well-formed XML: {error}"
    return ""
