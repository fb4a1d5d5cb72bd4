"""VIQR (RFC 1456): Vietnamese in plain ASCII, the marks behind their letter: `Tie^'ng Vie^.t`.

Whatever can be a mark is one, so that a full stop behind a vowel without a tone is a dot below; a backslash
before a sign keeps it as it is. Besides the plus sign of the standard an asterisk (VIQR*) writes the horn.
"""

import re
from itertools import product
from unicodedata import normalize

_TONES = {"": "", "'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_SHAPES = {"": "", "^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_SHAPES_OF = {"a": "^(", "e": "^", "i": "", "o": "^+*", "u": "+*", "y": ""}


def _letters() -> dict[str, str]:
    letters = {"dd": "đ", "dD": "đ", "DD": "Đ", "Dd": "Đ"}
    for vowel, shapes in _SHAPES_OF.items():
        for base, shape, tone in product((vowel, vowel.upper()), ("", *shapes), _TONES):
            letters[base + shape + tone] = normalize("NFC", base + _SHAPES[shape] + _TONES[tone])
    return letters


_LETTERS = _letters()
_TONE = "['`?~.]?"
_WRITTEN = re.compile(
    rf"\\[\\'`?~.^(+*dD]|[aA][\^(]?{_TONE}|[eE]\^?{_TONE}|[oO][\^+*]?{_TONE}|[uU][+*]?{_TONE}|[iIyY]{_TONE}|[dD][dD]"
)


def decode(data: bytes) -> str:
    """*data* in NFC; raises ValueError for a byte that is not ASCII."""
    return _WRITTEN.sub(_letter, data.decode("ascii"))


def _letter(found: re.Match[str]) -> str:
    written = found[0]
    return _LETTERS[written] if written[0] != "\\" else written[1]
