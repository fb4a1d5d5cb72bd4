"""How well a piece of text reads as it stands, and as it would read in each Vietnamese legacy encoding."""

import re
from collections.abc import Iterable
from functools import lru_cache

from harvesters.encodings.misread import legacy_bytes
from harvesters.encodings.registry import DECODERS
from vocabularies.vietnamese_syllables import cost, is_vietnamese

CANDIDATES = (
    "tcvn3",
    "vni",
    "windows-1258",
    "viscii",
    "bkhcm2",
    "vps",
    "tcvn-5712",
    "vietware-x",
    "vietware-f",
)
"""What text that was misread as windows-1252 may be in, the likelier one first."""

_RARER = {"tcvn-5712": 0.9, "vps": 0.95, "vietware-x": 0.85, "vietware-f": 0.85}
"""What a gain counts in an encoding that is rare: of two that read alike the usual one is meant."""
NO_GAIN = (0.0,) * len(CANDIDATES)
_IMPOSSIBLE = -20.0
_ALIKE = 0.01

_runs = re.compile("[A-Za-z\x80-\x9f\xa1-\U0010ffff]+").findall
_OPENING, _CLOSING = "«»“”‘’„‹›…–—¿¡†‡", "»”’›“‘…–—«"
_BEFORE_WORDS = "§©®¶µ°±·¬"
_BEHIND_WORDS = "®™°²³¹ªº"
_ORDINALS = "ªº"
"""They stand behind one letter (`Mª`, `Nº`); behind more they are a legacy letter sooner (`Niª`)."""
_UNITS = frozenset(("m", "g", "l", "s", "A", "V", "F", "W", "M", "mol", "C", "F", "K"))
_SIGN, _LOOSE_SIGN = 1.0, 8.0
_LONE_LETTER = 5.5
_LONE = {"đ": 2.5, "Đ": 4.0, "à": 3.5, "é": 5.0, "ö": 5.0, "ä": 5.0, "ý": 4.5, "ở": 4.5, "ô": 5.0}
"""Letters that stand alone: đ is what a price is in, à is French and Portuguese, ý and ở are words."""


@lru_cache(maxsize=65536)
def text_cost(text: str) -> float:
    """How unlikely *text*, a few words at most, is to be what somebody wrote."""
    return sum([_run_cost(run) for run in _runs(text) if not run.isascii()])


def _run_cost(run: str) -> float:
    word = run.lstrip(_OPENING).rstrip(_CLOSING)
    if word.isascii():
        return _SIGN
    if len(word) == 1:
        return _LONE.get(word, _LONE_LETTER) if word.isalpha() else _SIGN
    if not any(map(str.isalpha, word)):
        return _SIGN + 4.0 * (len(set(word)) - 1)
    total = 0.0
    while word[0] in _BEFORE_WORDS and len(word) > 1:
        total += _SIGN if word[1:] in _UNITS else _LOOSE_SIGN
        word = word[1:]
    while word[-1] in _BEHIND_WORDS and len(word) > 1:
        most = 2 if word[-1] in _ORDINALS else 3
        total += _SIGN if len(word) <= most or word[-1] in "®™°" else _LOOSE_SIGN
        word = word[:-1]
    return total if word.isascii() else total + cost(word)


@lru_cache(maxsize=65536)
def gains(token: str) -> tuple[float, ...]:
    """By how much *token* reads better in each of CANDIDATES than as it stands; less than 0 where worse."""
    data = legacy_bytes(token)
    if token.isascii() or data is None:
        return NO_GAIN
    now = text_cost(token)
    return tuple([_gain(token, data, name, now) for name in CANDIDATES])


def may_gain(token: str) -> bool:
    """Whether *token* may read better in any of CANDIDATES: a part of what `gains` tells."""
    data = legacy_bytes(token)
    return data is not None and any(_reads_in(token, data, name) for name in CANDIDATES)


def _reads_in(token: str, data: bytes, name: str) -> bool:
    try:
        text = decoded_token(data, name)
    except ValueError:
        return False
    return text != token and reads(text)


def _gain(token: str, data: bytes, name: str, now: float) -> float:
    try:
        text = decoded_token(data, name)
    except ValueError:
        return _IMPOSSIBLE
    if text == token:
        return 0.0
    gain = now - text_cost(text)
    if gain > 0.0:
        gain = min(gain, -1.0) if not reads(text) else gain * _RARER.get(name, 1.0)
    return gain or (_ALIKE if reads(text) else -1.0)


def reads(text: str) -> bool:
    """Whether every word with marks is Vietnamese: only such words speak for an encoding."""
    return all(word.isascii() or is_vietnamese(word) or word in _LONE for word in _WORD.findall(text))


def decoded_token(data: bytes, name: str) -> str:
    """*data* in the encoding *name*; a word whose ASCII letters are capitals is one of a capital font."""
    text = DECODERS[name](data)
    return _runs_of_capitals(text) if name in LOST_CAPITALS else text


LOST_CAPITALS = frozenset(("tcvn3", "vietware-f"))
"""Fonts without capitals that bear tones: their capital fonts show small letters' bytes so."""


_WORD = re.compile("[^\\W\\d_]+")


def _runs_of_capitals(text: str) -> str:
    return _WORD.sub(_capital, text) if any(map(str.isupper, text)) else text


def _capital(found: re.Match[str]) -> str:
    word = found[0]
    plain = [char for char in word if char.isascii()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def field_gains(text: str) -> tuple[float, ...]:
    """By how much *text* as a whole reads better in each of CANDIDATES than as it stands."""
    if _other_letters(text):
        return NO_GAIN
    found = [gain for token in text.split(" ") if (gain := gains(token)) is not NO_GAIN]
    return summed(found)


def _other_letters(text: str) -> bool:
    """Whether *text* has letters that windows-1252 has not: then it was decoded rightly, or not as that."""
    return _may_be_others(text) is not None and any(char.isalpha() for char in text if _is_other(char))


_may_be_others = re.compile("[\u0100-\U0010ffff]").search


def _is_other(char: str) -> bool:
    return char > "\xff" and legacy_bytes(char) is None


def summed(found: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
    """The sums, one for each of CANDIDATES."""
    return tuple([sum(column) for column in zip(NO_GAIN, *found, strict=True)])


def weights(text: str) -> dict[str, float]:
    """The encodings in which *text* reads better than as it stands, with by how much, the best one first."""
    found = [(name, round(gain, 1)) for name, gain in zip(CANDIDATES, field_gains(text), strict=True)]
    return dict(sorted([pair for pair in found if pair[1] > 0.0], key=lambda pair: -pair[1])[:4])
