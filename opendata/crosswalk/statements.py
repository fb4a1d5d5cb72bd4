"""N-Triples text as the rules write it: one statement a string, escaped once.

A record's own IRI is not known while a field's statements are made (a field that many records share is
converted once): `RECORD` stands for it, `BASE` for the installation's base IRI, and the converter puts
both in at the end. Neither character can stand in a record: readers drop control characters.
"""

import re
from collections.abc import Sequence
from hashlib import blake2b

from pyoxigraph import NamedNode

from vocabularies.namespaces import rdf, xsd

RECORD = "\x01"
BASE = "\x02"

WORK = f"<{RECORD}#Work>"
INSTANCE = f"<{RECORD}#Instance>"
ADMIN = f"<{RECORD}#AdminMetadata>"

EDTF = "^^<http://id.loc.gov/datatypes/edtf>"
DATE_TIME = f"^^<{xsd.dateTime}>"

_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f]')
_NAMES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\[\]]|%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"(?i)(?:https?|ftp|urn|info|doi|hdl|ark|mailto):\S")


def verb(iri: str) -> str:
    """A predicate with the blanks around it, ready to stand between subject and object."""
    return f" <{iri}> "


TYPE = verb(rdf.type)


def typed(iri: str) -> str:
    """Predicate and object that say of a node what class it is."""
    return f"{TYPE}<{iri}>"


def _escape(match: re.Match[str]) -> str:
    return _NAMES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def quoted(value: str) -> str:
    """*value* as a literal, without language tag or datatype."""
    if '"' in value or "\\" in value or not value.isprintable():
        value = _SPECIAL.sub(_escape, value)
    return f'"{value}"'


_ESCAPED = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_MEANT = {name[1]: char for char, name in _NAMES.items()}


def unquoted(literal: str) -> str:
    """The text of a literal as `quoted` and its kind write it, without its language or datatype."""
    text = literal[1 : literal.rindex('"')]
    return _ESCAPED.sub(_meant, text) if "\\" in text else text


def _meant(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _MEANT.get(match[3], match[3])


def duration_literal(seconds: int) -> str:
    """*seconds* as an xsd:duration in canonical form, as a store gives it back."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    day, hour = divmod(hours, 24)
    time = "".join(
        f"{number}{unit}" for number, unit in ((hour, "H"), (minute, "M"), (second, "S")) if number
    )
    text = f"P{f'{day}D' if day else ''}{f'T{time}' if time else ''}"
    return f'"{text if text != "P" else "PT0S"}"^^<{xsd.duration}>'


def iri_of(value: str) -> str | None:
    """The IRI that a cataloguer wrote in $0, $1, $u …: trimmed, percent-encoded; None when it is none."""
    value = value.strip()
    if value.startswith("(uri)"):
        value = value[5:].lstrip()
    if not _SCHEME.match(value):
        return None
    value = _NOT_IN_IRI.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), value)
    try:
        NamedNode(value)
    except ValueError:
        return None
    return f"<{value}>"


def digest(parts: Sequence[str], size: int = 6) -> str:
    """A hash of *parts*, *size* bytes as hexadecimal digits; the same on every machine."""
    return blake2b("\x1f".join(parts).encode(), digest_size=size).hexdigest()
