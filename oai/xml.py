"""XML text as this package writes it: escaped, and without the characters that XML 1.0 has no room for."""

import re
from collections.abc import Iterable, Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
XSI = "http://www.w3.org/2001/XMLSchema-instance"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> bool:
    """Whether XML 1.0 can carry every character of *text* (section 2.2)."""
    return text.isprintable() or _ILLEGAL.search(text) is None


def strip(text: str) -> str:
    """*text* without the characters that XML 1.0 cannot carry."""
    return text if text.isprintable() else _ILLEGAL.sub("", text)


_is_plain = re.compile(r"[ -%'-;=?-~]*").fullmatch


def escape(text: str) -> str:
    """*text* as character data."""
    if _is_plain(text):
        return text
    if not text.isprintable():
        text = _ILLEGAL.sub("", text).replace("\r", "\uffff")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\uffff", "&#13;")  # the marker is itself illegal, so it was nowhere else


def attribute(text: str) -> str:
    """*text* as the value of an attribute, quoted."""
    text = escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{text}"'


def attributes(values: Mapping[str, str]) -> str:
    """Attributes, each with a blank before it."""
    return "".join(f" {name}={attribute(value)}" for name, value in values.items())


def element(name: str, text: str) -> str:
    """An element that holds text."""
    return f"<{name}>{escape(text)}</{name}>"


def elements(name: str, texts: Iterable[str]) -> str:
    """One element for each text."""
    return "".join([element(name, text) for text in texts])


def schema_location(namespace: str, schema: str) -> str:
    """The attributes, with a blank before them, by which an element that is cut out names its schema."""
    return f' xmlns:xsi="{XSI}" xsi:schemaLocation={attribute(f"{namespace} {schema}")}'
