"""Vietnamese text: one spelling of each character, keys for search and matching, and filing order."""

import re
from unicodedata import combining, normalize

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries, in which no tone comes first."""

_MISPLACED = re.compile(
    f"(?P<base>[aeo])(?P<tone>[{_TONES}]+)(?P<shape>{_CIRCUMFLEX})"
    f"|(?P<a>a)(?P<tone_a>[{_TONES}]+)(?P<breve>{_BREVE})",
    re.IGNORECASE,
)


def nfc(text: str) -> str:
    """*text* in Unicode's NFC, with circumflex and breve put before tone marks: `é` + U+0302 becomes `ế`.

    MARC-8 and some exports write the tone first; both marks have one combining class, so that NFC alone
    keeps the wrong order.
    """
    if text.isascii():
        return text
    text = normalize("NFC", text)
    if _CIRCUMFLEX in text or _BREVE in text:
        text = normalize("NFC", _MISPLACED.sub(_shape_first, normalize("NFD", text)))
    return text


def _shape_first(match: re.Match[str]) -> str:
    base, tone, shape = (part for part in match.groups() if part)
    return base + shape + tone


_STROKES = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
"""Đ has no decomposition; Ð (eth) and Ɖ look the same and stand for it in careless text."""


def fold(text: str) -> str:
    """*text* for searching without marks: `truyen kieu` for `Truyện Kiều`; case and đ are folded too."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFD", normalize("NFD", text).casefold())
    return "".join(char for char in folded if not combining(char)).translate(_STROKES)


_NEW_STYLE = re.compile(
    r"(?:(?P<o>o)(?P<ae>[àảãáạèẻẽéẹ])|(?<!q)(?P<u>u)(?P<y>[ỳỷỹýỵ]))(?![^\W\d_]|[\u0300-\u036f])",
    re.IGNORECASE,
)


def tone_key(text: str) -> str:
    """*text* in NFC with the tone of open oa, oe, uy on the first vowel: `hòa` for `hoà`, `thủy` for `thuỷ`.

    A key for matching, never for display: both ways of writing are in use. `quý` stays, where u belongs to
    the consonant, and so do closed syllables (`hoàn`, `khuỷu`), which are written one way only.
    """
    text = nfc(text)
    return text if text.isascii() else _NEW_STYLE.sub(_tone_first, text)


def _tone_first(match: re.Match[str]) -> str:
    first, second = (part for part in match.groups() if part)
    marked = normalize("NFD", second)
    return normalize("NFC", first + marked[1]) + marked[0]


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {normalize("NFD", letter): chr(ord("@") + rank) for rank, letter in enumerate(_ALPHABET)}
"""A letter to a character that sorts as the letter does in Vietnamese: after digits, before other scripts."""


def sort_key(text: str) -> str:
    """A string that sorts as *text* does in a Vietnamese catalogue: CLDR's `vi`, syllable by syllable.

    The letters of a syllable come first (a ă â b c d đ e ê …), then its tone (none, huyền, hỏi, ngã, sắc,
    nặng), then the next syllable: `ba`, `ba lô`, `bà`, `ban`. Case and punctuation decide only
    between equals.
    """
    text = nfc(text)
    letters, tone = "", 0
    key: list[str] = []
    for base, marks in _characters(text.lower()):
        if base.isalnum():
            letters += _RANKS.get(base + "".join(sorted(set(marks) & _SHAPES)), "") or _RANKS.get(base, base)
            tone = tone or next((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), 0)
        elif letters:
            key.append(f"{letters}\x01{tone}")
            letters, tone = "", 0
    if letters:
        key.append(f"{letters}\x01{tone}")
    return f"{''.join(key)}\x00{text}"


_SHAPES = frozenset((_CIRCUMFLEX, _BREVE, _HORN))


def _characters(text: str) -> list[tuple[str, str]]:
    """The characters of *text*, each a base and the marks on it."""
    found: list[tuple[str, str]] = []
    for char in normalize("NFD", text):
        if combining(char) and found:
            base, marks = found[-1]
            found[-1] = (base, marks + char)
        else:
            found.append((char, ""))
    return found
