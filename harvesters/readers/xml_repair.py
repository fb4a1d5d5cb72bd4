"""XML that a strict parser refuses, made well-formed with the least damage, in linear time.

What is done, in this order: the encoding that the bytes really are in; what stands before and behind the
root; the DOCTYPE, which no parser ever sees; characters that XML 1.0 forbids; references; bare `<` and loose
tags.
A document that is cut off stays so: what is missing at its end is for the caller to fetch again.
"""

import codecs
import re
from collections import deque
from collections.abc import Callable
from html.entities import html5
from typing import NamedTuple

from harvesters.repairs import Repair, shown

MOST_REPAIRS = 200
"""So many are recorded of one document; the others are made and not listed."""

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}>")
_DECLARED = re.compile(rb"""^[\s\x00]*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_UTF8_NAMES = ("utf-8", "utf8", "us-ascii", "ascii")
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]+")
_ROOT = re.compile(r"<(?:([A-Za-z_][\w.-]*(?::[\w.-]+)?)[\s/>]|!DOCTYPE\s|!--)")
_LONGEST_JUNK = 1 << 16
_ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)[\s/>]")
_ENTITY = re.compile(
    r"""<!ENTITY\s+([A-Za-z_][\w.-]{0,63})\s+(?:"([^"&%<]{0,1000})"|'([^'&%<]{0,1000})')\s*>"""
)
_LONGEST_DOCTYPE = 1 << 16
_OPAQUE = {"<!--": "-->", "<![CDATA[": "]]>"}
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})"
    r"|(?P<name>[A-Za-z_][\w.-]{0,63}));|(?P<bare>&)"
)
_PAIR = re.compile(
    r"&#(?:[xX]0{0,4}([dD][89abAB][0-9a-fA-F]{2})|(5(?:529[6-9]|5[3-9]\d\d|6[0-2]\d\d|631\d)));"
    r"&#(?:[xX]0{0,4}([dD][c-fC-F][0-9a-fA-F]{2})|(5(?:6[3-9]\d\d|7[0-2]\d\d|73[0-3]\d|734[0-3])));"
)
"""The halves of a surrogate pair, each as a reference of its own."""
_SECTION_END = re.compile(r"\]\]>")
_PREFIX = re.compile(
    r"""(?:</?|\s)([A-Za-z_][\w.-]{0,63}):[A-Za-z_][\w.-]{0,63}(?=[\s/>]|\s{0,9}=\s{0,9}["'])"""
)
_DECLARES = re.compile(r"""\sxmlns:([A-Za-z_][\w.-]{0,63})\s{0,9}=""")
_MOST_PREFIXES = 50
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "marc": "http://www.loc.gov/MARC21/slim",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
"""What a prefix stands for that nothing declares."""
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ATTRIBUTE = r"""\s+[A-Za-z_][\w:.-]{0,63}\s*=\s*(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^\s"'<>=]{1,200})"""
_MARKUP = re.compile(
    r"(?P<instruction><\?[^<>]{0,1000}\?>)|<(?P<end>/?)(?P<tag>[A-Za-z_][\w.-]{0,63}(?::[\w.-]{1,64})?)"
    rf"(?P<attributes>(?:{_ATTRIBUTE})*)\s*(?P<empty>/?)>|(?P<bare><)"
)
_VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+))""")
_HTML = frozenset(
    {"a", "abbr", "b", "big", "blockquote", "br", "center", "code", "dd", "del", "div", "dl", "dt", "em"}
    | {"font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "nobr", "o:p", "ol", "p"}
    | {"pre", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "th"}
    | {"thead", "tr", "tt", "u", "ul", "wbr"}
)
"""Elements of HTML that stand in texts as cataloguers pasted them, and are closed there or not."""
_FIELD = re.compile(
    r"""<(?:[\w.-]+:)?(?:datafield|controlfield)\b[^>]{0,200}?\btag\s*=\s*["']([^"'<>]{1,8})["']"""
)
_SUBFIELD = re.compile(r"""<(?:[\w.-]+:)?subfield\b[^>]{0,200}?\bcode\s*=\s*["']([^"'<>]{1,4})["']""")
_NEAR = 20_000


class Repaired(NamedTuple):
    """A document that was mended; whether a strict parser takes it now is for the caller to find out."""

    document: bytes
    """UTF-8, without an XML declaration and DOCTYPE."""
    repairs: tuple[Repair, ...]


def encoding_lies(document: bytes) -> bool:
    """Whether *document* names an 8-bit encoding and is UTF-8: a parser would take it and read nonsense."""
    named = _DECLARED.match(document[:400])
    if named is None or named[1].lower().decode("ascii", "replace") in _UTF8_NAMES or document.isascii():
        return False
    if b"\0" in document[:8]:
        return False
    try:
        document.decode()
    except UnicodeDecodeError:
        return False
    return True


def repaired(document: bytes) -> Repaired:
    """*document* with all of this mended; never raises."""
    repair = _Repair()
    text = repair.decoded(document)
    text = repair.doctype_out(repair.framed(text))
    text = repair.characters(text)
    text = repair.references(text)
    text = repair.prefixes(repair.markup(text))
    return Repaired(text.encode("utf-8", "replace"), tuple(repair.made[:MOST_REPAIRS]))


class _Repair:
    """One document being mended."""

    def __init__(self) -> None:
        self.made: list[Repair] = []
        self._entities: dict[str, str] = {}

    def _note(self, kind: str, text: str, place: int, before: str, after: str) -> None:
        if len(self.made) < MOST_REPAIRS:
            self.made.append(Repair(kind, _place(text, place), shown(before), shown(after)))

    def decoded(self, document: bytes) -> str:
        """The text, in whatever encoding the bytes really are."""
        named = _DECLARED.match(document[:400])
        declared = named[1].decode("ascii").lower() if named else "utf-8"
        wide = _wide(document)
        if wide:
            return document.decode(wide, "replace").lstrip("\ufeff")
        while document.startswith(codecs.BOM_UTF8):
            document = document[len(codecs.BOM_UTF8) :]
        try:
            text = document.decode()
        except UnicodeDecodeError:
            return self._not_utf8(document, declared)
        if declared not in _UTF8_NAMES and not text.isascii():
            self.made.append(Repair("xml-encoding", "", declared, "utf-8"))
        return text

    def _not_utf8(self, document: bytes, declared: str) -> str:
        if declared not in _UTF8_NAMES:
            try:
                return document.decode(declared)
            except (LookupError, ValueError):
                pass
        text = document.decode("utf-8", "surrogateescape")
        if b"\xed" in document:
            text = self._joined(document, text)
        return _BAD_BYTES.sub(lambda found: self._bad_bytes(text, found), text)

    def _joined(self, document: bytes, text: str) -> str:
        """Halves of surrogate pairs that were written as UTF-8 each (CESU-8) put together."""
        try:
            halves = document.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return text
        joined = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.made.append(Repair("xml-encoding", "", "CESU-8", "utf-8"))
        return joined

    def _bad_bytes(self, text: str, found: re.Match[str]) -> str:
        data = found[0].encode("ascii", "surrogateescape")
        read = "".join([_WINDOWS_1252[byte] for byte in data])
        self._note("xml-encoding", text, found.start(), shown(data), read)
        return read

    def framed(self, text: str) -> str:
        """The text from the XML declaration or root on, to the end of the root."""
        start = _start(text)
        if text[:start].strip("\ufeff \t\r\n"):
            self._note("xml-junk", "", 0, text[:start], "")
        text = text[start:]
        declaration = _DECLARATION.match(text)
        if declaration:
            text = text[declaration.end() :]
        root = _ELEMENT.search(text)
        closing = f"</{root[1]}" if root else "</"
        last = text.rfind(closing)
        end = text.find(">", last) + 1 if last >= 0 else 0
        if end and text[end:].strip():
            self._note("xml-junk", "", 0, text[end : end + 200], "")
        return text[:end] if end else text

    def doctype_out(self, text: str) -> str:
        """The text without its DOCTYPE, whose flat entities are remembered; no other is ever expanded."""
        begin = text.find("<!DOCTYPE", 0, 4096)
        root = _ELEMENT.search(text)
        if begin < 0 or (root is not None and root.start() < begin):
            return text
        bracket = text.find("[", begin, begin + 1000)
        close = text.find(">", begin, begin + 1000)
        if 0 <= bracket < close or close < 0:
            inner = text.find("]", bracket, bracket + _LONGEST_DOCTYPE)
            close = text.find(">", inner) if inner >= 0 else -1
        if close < 0:
            return text
        doctype = text[begin : close + 1]
        for name, one, other in _ENTITY.findall(doctype):
            self._entities.setdefault(name, one or other)
        self._note("xml-doctype", "", 0, doctype[:200], "")
        return text[:begin] + text[close + 1 :]

    def characters(self, text: str) -> str:
        """The text without characters that XML 1.0 forbids."""

        def dropped(found: re.Match[str]) -> str:
            self._note("xml-character", text, found.start(), _escaped(found[0]), "")
            return ""

        return _ILLEGAL.sub(dropped, text)

    def references(self, text: str) -> str:
        """The text with every `&` the beginning of a reference that a parser knows."""
        if "&" not in text and "]]>" not in text:
            return text

        def joined(found: re.Match[str]) -> str:
            high = int(found[1], 16) if found[1] else int(found[2])
            low = int(found[3], 16) if found[3] else int(found[4])
            character = chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
            self._note("xml-character", found.string, found.start(), found[0], character)
            return character

        def ended(found: re.Match[str]) -> str:
            self._note("xml-markup", found.string, found.start(), found[0], found[0])
            return "]]&gt;"

        def resolved(found: re.Match[str]) -> str:
            if found["name"] in _PREDEFINED:
                return found[0]
            before, after = found[0], self._meant(found)
            if after != before:
                kind = "xml-character" if not after else "xml-reference"
                self._note(kind, found.string, found.start(), before, after.replace("&amp;", "&"))
            return after

        def changed(part: str) -> str:
            return _REFERENCE.sub(resolved, _PAIR.sub(joined, _SECTION_END.sub(ended, part)))

        return _outside_opaque(text, changed)

    def _meant(self, found: re.Match[str]) -> str:
        if found["bare"]:
            return "&amp;"
        if name := found["name"]:
            if name in self._entities:
                return self._entities[name].replace(">", "&gt;")
            known = html5.get(f"{name};", "")
            return known if known and known not in "<>&" else f"&amp;{name};"
        code = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
        if code > 0x10FFFF or _ILLEGAL.match(chr(code)):
            return ""
        return found[0]

    def markup(self, text: str) -> str:
        """The text with every `<` the beginning of a tag; HTML's tags in texts become text."""

        def checked(found: re.Match[str]) -> str:
            if found["instruction"] is not None:
                if not found[0].lower().startswith(("<?xml ", "<?xml\t", "<?xml?")):
                    return found[0]
                self._note("xml-junk", found.string, found.start(), found[0], "")
                return ""
            if found["bare"]:
                around = found.string[found.start() : found.start() + 40]
                self._note("xml-markup", found.string, found.start(), around, "&lt;" + around[1:])
                return "&lt;"
            if found["tag"].lower() in _HTML:
                as_text = found[0].replace("<", "&lt;").replace(">", "&gt;")
                self._note("xml-markup", found.string, found.start(), found[0], as_text)
                return as_text
            return self._tag(found)

        return _outside_opaque(text, lambda part: _MARKUP.sub(checked, part))

    def prefixes(self, text: str) -> str:
        """The text with the namespace prefixes that nothing declares declared in its root."""
        used = set(_PREFIX.findall(text))
        missing = sorted(used - set(_DECLARES.findall(text)) - {"xml", "xmlns"}) if used else []
        root = _ELEMENT.search(text) if missing else None
        if root is None:
            return text
        added = ""
        for prefix in missing[:_MOST_PREFIXES]:
            namespace = _NAMESPACES.get(prefix, f"urn:{prefix}")
            self._note("xml-prefix", "", 0, f"{prefix}:", namespace)
            added += f' xmlns:{prefix}="{namespace}"'
        return text[: root.end() - 1] + added + text[root.end() - 1 :]

    def _tag(self, found: re.Match[str]) -> str:
        attributes = found["attributes"]
        if not attributes:
            return found[0]
        quoted = _VALUE.sub(_quoted, attributes)
        if quoted == attributes:
            return found[0]
        self._note("xml-markup", found.string, found.start(), attributes.strip(), quoted.strip())
        return f"<{found['end']}{found['tag']}{quoted}{found['empty']}>"


def _start(text: str) -> int:
    """Where the document begins: its declaration, else its root; HTML before that is a server's warning."""
    declaration = text.find("<?xml", 0, _LONGEST_JUNK)
    before = (found[1] for found in _ROOT.finditer(text, 0, max(declaration, 0)))
    if declaration >= 0 and not any(name and name.lower() not in _HTML for name in before):
        return declaration
    for found in _ROOT.finditer(text, 0, _LONGEST_JUNK):
        if found[1] is None or found[1].lower() not in _HTML:
            return found.start()
    return 0


def _outside_opaque(text: str, change: Callable[[str], str]) -> str:
    """*text* changed, but for its comments and CDATA sections."""
    parts, start, position, endless = [], 0, 0, set[str]()
    while (begin := text.find("<!", position)) >= 0:
        opening = next((each for each in _OPAQUE if text.startswith(each, begin)), "")
        position = begin + 2
        if not opening or opening in endless:
            continue
        end = text.find(_OPAQUE[opening], begin + len(opening))
        if end < 0:
            endless.add(opening)
            continue
        position = end + 3
        parts += [change(text[start:begin]), text[begin:position]]
        start = position
    return "".join([*parts, change(text[start:])])


def _quoted(found: re.Match[str]) -> str:
    double, single, bare = found.groups()
    if single is not None:
        return f"='{single.replace('<', '&lt;')}'"
    return f'="{(double if double is not None else bare).replace("<", "&lt;")}"'


def _wide(document: bytes) -> str:
    """The two-byte encoding that *document* is in; `""` where it is in none."""
    start = document[:4]
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16-le" if start[:2] == codecs.BOM_UTF16_LE else "utf-16-be"
    if len(start) == 4 and start[0] and not start[1] and start[2] and not start[3]:
        return "utf-16-le"
    if len(start) == 4 and not start[0] and start[1] and not start[2] and start[3]:
        return "utf-16-be"
    return ""


def _place(text: str, place: int) -> str:
    """The field of a record that *place* is in, as far as the text before it tells: `245 $a`, `title`."""
    before = text[max(0, place - _NEAR) : place]
    opened = before.rfind("<")
    field = _last(_FIELD, before)
    if field is not None:
        subfield = _last(_SUBFIELD, before[field.end() :])
        return f"{field[1]} ${subfield[1]}" if subfield else field[1]
    name = _ELEMENT.match(before, opened) if opened >= 0 else None
    return name[1].rpartition(":")[2] if name else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)


def _escaped(text: str) -> str:
    return "".join([f"\\x{ord(character):02x}" for character in text[:20]])


_WINDOWS_1252 = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
