"""XML files of any size cut into the elements that hold one record each, in bounded memory.

A strict parser stops for good at the first error. Here a record that is broken spoils no other: the file is
cut where the record elements begin, and each piece is parsed strictly by itself.
"""

import codecs
import re
from collections.abc import Iterator

from lxml import etree

import harvesters.readers.xml as xml
from harvesters.readers.pieces import CHUNK, KEPT_OF_BROKEN, LARGEST_RECORD, Piece, Readable
from harvesters.readers.xml_doctype import doctype
from harvesters.readers.xml_stream import Utf8Stream

_NAMESPACE = re.compile(rb"""\sxmlns(?::([\w.-]+))?\s*=\s*("[^"]*"|'[^']*')""")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_DOCTYPE = re.compile(rb"<!DOCTYPE\s", re.IGNORECASE)
_NOT_PLAIN = re.compile('["&<%]')
_ENTITY_NAME = re.compile(rb"&([^\W\d][\w.-]{0,99});")
_HTML = frozenset((b"br", b"b", b"p", b"i", b"hr", b"font", b"div", b"span", b"pre", b"strong", b"code"))
_DECLARATION = re.compile(rb"^\s*<\?xml\s.*?\?>\s*", re.DOTALL)
_AFTER_NAME = (b">", b" ", b"\t", b"\r", b"\n")
_LONGEST_TAG = 4096
_NAME = re.compile(rb"<[^\s/>]+")
_START_TAG = re.compile(rb"<([^\s/>]+)[^<>]*?(/?)>")
_OPAQUE = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


def cut(stream: Readable, name: bytes, follower: bytes = b"", envelopes: bytes = b"") -> Iterator[Piece]:
    """Every element *name*, whatever its prefix, as a UTF-8 document with the namespaces that it inherits.

    With *follower*, only such elements whose first child has that name: an OAI-PMH `record` begins with its
    `header`, which tells it from the MARCXML `record` inside. With *envelopes*, names with `|` between them,
    none whose first child is one of these. A file that ends before its root does gives a
    piece with the reason.

    A DOCTYPE is left out; a record in which one of its plain entities stands has a DOCTYPE with that alone.
    """
    cutter = _Cutter(stream, name, follower, envelopes)
    found = cutter.advance(0)
    head = cutter.take(found)
    frame = _Frame(head)
    if problem := _head_problem(frame, cutter.problem, found is None):
        yield Piece(head[:KEPT_OF_BROKEN], problem)
    if problem or found is None:
        return
    rest: bytes | None = b""
    while found is not None:
        found = cutter.advance(1)
        span = cutter.take(found)
        if len(span) >= LARGEST_RECORD:
            yield Piece(span[:KEPT_OF_BROKEN], f"larger than {LARGEST_RECORD} bytes")
            found, rest = cutter.next_after_gap(), None
            continue
        payload, rest = _trimmed(span, first=cutter.envelopes_seen)
        yield Piece(frame.inherited(payload))
        if rest and (b"xmlns" in rest or b"<!DOCTYPE" in rest):
            frame.another(rest)
    if cutter.problem:
        yield Piece(b"", cutter.problem)
    elif frame.root and rest is not None and b"</" + frame.root not in rest + head:
        end = frame.root.decode("latin-1")
        yield Piece(
            rest[:KEPT_OF_BROKEN], f"the file ends without </{end}>: records behind this may be missing"
        )


def with_namespaces(head: bytes, payload: bytes) -> bytes:
    """The element *payload* with the namespaces that it uses and *head*, which stood before it, declares."""
    return _Frame(head).with_namespaces(payload)


def _without_comments(head: bytes) -> bytes:
    # A pattern would look for the end of each of many comments that have none.
    parts, place = [], 0
    while (begin := head.find(b"<!--", place)) >= 0 and (end := head.find(b"-->", begin + 4)) >= 0:
        parts.append(head[place:begin])
        place = end + 3
    return b"".join([*parts, head[place:]])


class _Frame:
    """What stands around the records: the root element, and the namespaces that they inherit."""

    def __init__(self, head: bytes) -> None:
        self._entities: dict[bytes, bytes] = {}
        self.head = self._without_doctype(_without_comments(head))
        self.root = _root(self.head)
        self._namespaces = dict(_NAMESPACE.findall(self.head))
        self._declared: tuple[bytes, set[bytes]] = (b"", set())

    def another(self, between: bytes) -> None:
        """Takes up what stands between two records: the end of one document and the head of another, say."""
        head = self._without_doctype(_without_comments(between))
        self._namespaces.update(_NAMESPACE.findall(head))
        if b"</" + self.root in head and (root := _root(head)):
            self.root = root

    def _without_doctype(self, head: bytes) -> bytes:
        """*head* without a DOCTYPE, whose plain entities are remembered."""
        found = _DOCTYPE.search(head)
        if found is None:
            return head
        text = head[found.start() :].decode("utf-8", "surrogateescape")
        end, entities = doctype(text, 0)
        for name, value in entities.items():
            if not _NOT_PLAIN.search(value):
                self._entities[name.encode()] = value.encode("utf-8", "surrogateescape")
        rest = text[end:] if end >= 0 else ""
        return head[: found.start()] + rest.encode("utf-8", "surrogateescape")

    def _with_entities(self, payload: bytes) -> bytes:
        used = sorted(set(_ENTITY_NAME.findall(payload)) & set(self._entities))
        declared = b"".join([b'<!ENTITY %s "%s">' % (name, self._entities[name]) for name in used])
        return b"<!DOCTYPE record [%s]>%s" % (declared, payload) if used else payload

    def inherited(self, payload: bytes) -> bytes:
        """*payload* with the namespaces and the plain entities that it uses declared."""
        payload = self.with_namespaces(payload)
        return self._with_entities(payload) if self._entities and b"&" in payload else payload

    def with_namespaces(self, payload: bytes) -> bytes:
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
        if added and (place := _NAME.match(payload)):
            return payload[: place.end()] + added + payload[place.end() :]
        return payload


class _Cutter:
    """The part of the file in memory, and the search for where records begin in it."""

    def __init__(self, stream: Readable, name: bytes, follower: bytes, envelopes: bytes) -> None:
        self._stream = Utf8Stream(stream)
        self._name = re.compile(re.escape(name) + rb"[\s/>]")
        ahead = (
            re.escape(name) + rb"(?:\s[^<>]*)?>\s*<(?:[\w.-]+:)?(?:" + (follower or envelopes) + rb")[\s/>]"
        )
        self._ahead = re.compile(ahead) if follower or envelopes else None
        self._is_wanted = bool(follower)
        self.envelopes_seen = False
        self._lacking: set[bytes] = set()
        """Ends of comments and CDATA sections that do not come any more in what is in memory."""
        self._ended = False
        self._begin = 0
        self._buffer = b""
        self._fill()
        self._buffer = self._buffer.removeprefix(codecs.BOM_UTF8)

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
        start = self._start(position)
        while True:
            if start is not None and start < position:
                start = self._start(position)
            opaque = buffer.find(b"<!", position, len(buffer) if start is None else start)
            if opaque < 0 and start is not None and self._may_go_on(start):
                return None, start
            if opaque < 0:
                # A start tag may be cut by the end of what is in memory.
                return start, max(position, len(buffer) - _LONGEST_TAG)
            closing = next((end for begin, end in _OPAQUE.items() if buffer.startswith(begin, opaque)), b"<!")
            end = -1 if closing in self._lacking else buffer.find(closing, opaque)
            if end < 0:
                self._lacking.add(closing)
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
            if self._ahead is None or bool(self._ahead.match(buffer, match.start())) is self._is_wanted:
                return begin
            self.envelopes_seen = not self._is_wanted
        return None

    def _may_go_on(self, begin: int) -> bool:
        """Whether too little is in memory to tell an envelope from a record that begins at *begin*."""
        undecided = self._ahead is not None and not self._is_wanted
        return undecided and not self._ended and begin > len(self._buffer) - _LONGEST_TAG

    @property
    def problem(self) -> str:
        """Why the file breaks off; `""`: it does not."""
        return self._stream.problem

    def _fill(self) -> None:
        """One chunk more; what was taken is let go."""
        kept = self._buffer[self._begin :]
        chunk = self._stream.read(max(CHUNK, len(kept)))
        self._ended = not chunk
        self._buffer, self._begin = kept + chunk, 0
        self._lacking.clear()


def _prefix_start(buffer: bytes, colon: int) -> int:
    """Where the `<` before a namespace prefix stands, if one does; else the colon's own place."""
    begin = buffer.rfind(b"<", max(0, colon - 64), colon)
    prefix = buffer[begin + 1 : colon]
    return begin if begin >= 0 and re.fullmatch(rb"[A-Za-z_][\w.-]*", prefix) else colon


def _trimmed(span: bytes, *, first: bool) -> tuple[bytes, bytes | None]:
    """The element that begins *span*, and what stands behind it; all of it and None where it has no end.

    It ends at the first end tag of its name, or else at the last: there may be elements of its name in it.
    """
    start = _START_TAG.match(span)
    if start is not None and start[2]:
        return span[: start.end()], span[start.end() :]
    if start is not None:
        closing = b"</" + start[1]
        place = span.find(closing + b">") if first and b"<!" not in span else -1
        place = span.rfind(closing) if place < 0 else place
        while place >= 0 and span[place + len(closing) : place + len(closing) + 1] not in _AFTER_NAME:
            place = span.rfind(closing, 0, place)
        if end := span.find(b">", place) + 1 if place >= 0 else 0:
            return span[:end], span[end:]
    return span.rstrip(), None


def _root(head: bytes) -> bytes:
    """The name of the first element in *head* that is none of the HTML that a server's warnings are in."""
    names = (match[1] for match in _ROOT.finditer(head))
    return next((name for name in names if name.lower() not in _HTML), b"")


def _head_problem(frame: _Frame, encoding_problem: str, alone: bool) -> str:
    """Why the file cannot be read at all, told from what stands before its first record."""
    if encoding_problem:
        return encoding_problem
    if alone and frame.head.strip():
        try:
            etree.fromstring(_DECLARATION.sub(b"", frame.head), xml.parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            return f"no record in it, and not well-formed XML: {error}"
    return ""
