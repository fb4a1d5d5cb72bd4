"""XML that a strict parser refuses, made well-formed with the least damage, in linear time.

What is done, in this order: the encoding that the bytes really are in; what stands before and behind the
root; the DOCTYPE, which no parser ever sees; characters that XML 1.0 forbids; references; bare `<` and loose
tags.
A document that is cut off stays so: what is missing at its end is for the caller to fetch again.
"""

import re
from collections.abc import Callable
from html.entities import html5
from typing import NamedTuple

from harvesters.readers.xml_decoding import MOST_REPAIRS, decoded
from harvesters.readers.xml_places import place_of
from harvesters.repairs import Repair, shown

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}>")
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


class Repaired(NamedTuple):
    """A document that was mended; whether a strict parser takes it now is for the caller to find out."""

    document: bytes
    """UTF-8, without an XML declaration and DOCTYPE."""
    repairs: tuple[Repair, ...]


def repaired(document: bytes, told: str = "auto") -> Repaired:
    """*document* with all of this mended; never raises. *told*: what its library says of its encoding."""
    text, made = decoded(document, told)
    repair = _Repair(made)
    text = repair.doctype_out(repair.framed(text))
    text = repair.characters(text)
    text = repair.references(text)
    text = repair.prefixes(repair.markup(text))
    return Repaired(text.encode("utf-8", "replace"), tuple(repair.made[:MOST_REPAIRS]))


class _Repair:
    """One document being mended."""

    def __init__(self, made: list[Repair]) -> None:
        self.made = made
        self._entities: dict[str, str] = {}

    def _note(self, kind: str, text: str, place: int, before: str, after: str) -> None:
        if len(self.made) < MOST_REPAIRS:
            self.made.append(Repair(kind, place_of(text, place), shown(before), shown(after)))

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


def _escaped(text: str) -> str:
    return "".join([f"\\x{ord(character):02x}" for character in text[:20]])
