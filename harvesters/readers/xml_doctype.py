"""A DOCTYPE is never given to a parser: it is left out, and only its plain entities are read."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r"""<!--(?:(?!-->).)*+(?:-->)?|<\?(?:(?!\?>).)*+(?:\?>)?|"[^"]*"|'[^']*'|[\[\]>]""", re.DOTALL
)
_COMMENT = re.compile(r"<!--(?:(?!-->).)*+(?:-->)?", re.DOTALL)
_ENTITY = re.compile(r"""<!ENTITY\s+([^\W\d][\w.-]{0,99})\s+("[^"<%]{0,1000}"|'[^'<%]{0,1000}')\s*>""")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_MOST_ENTITIES = 1000


class Doctype(NamedTuple):
    """What a DOCTYPE says."""

    end: int
    """The place behind it; -1 where it has no end."""
    entities: Mapping[str, str]
    """The plain texts that it gives names."""


def doctype(text: str, start: int) -> Doctype:
    """The document type declaration at *start* (XML 1.0, section 2.8).

    Entities count only where their value is plain text of at most 1,000 characters: no markup, no references
    to other entities, nothing external. The first declaration of a name is the one that counts (section 4.2).
    """
    within = 0
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        if mark == "[":
            within += 1
        elif mark == "]":
            within -= 1
        elif mark == ">" and within <= 0:
            return Doctype(token.end(), _entities(text[start : token.end()]))
    return Doctype(-1, {})


def _entities(declarations: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, quoted in _ENTITY.findall(_COMMENT.sub("", declarations)):
        value = _REFERENCE.sub(_character, quoted[1:-1])
        if len(found) < _MOST_ENTITIES and "&" not in _REFERENCE.sub("", quoted):
            found.setdefault(name, value)
    return found


def _character(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if code < 0x110000 else "\ufffd"
