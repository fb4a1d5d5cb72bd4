"""The words of a text as searches see them: as they are written, and folded.

Two writings of one word are one (`hoà`, `hòa`; `lý`, `lí`; NFC, NFD; capitals), and marks count or do not: a
search looks for words as written first, then for folded ones (`duong` for `đường`, `dương`, `Dương`).
"""

import re
from functools import lru_cache

from vocabularies.text import fold, tone_key

# Scripts without spaces between words: each character is a word, and a run of them a phrase.
_ALONE = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}_])\w)+")
_APOSTROPHES = "'’ʼ‘`´ʻʹ"
_SPLIT = str.maketrans(dict.fromkeys(_APOSTROPHES, " ") | dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff"))
_JOINED = re.compile(f"[{_APOSTROPHES}]")
_ELIDED = re.compile(rf"[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)+")


_Y = re.compile(r"(?<![^\W\d_])(h|k|l|m|qu|s|t|v)([yỳỷỹýỵ])(?![^\W\d_])")
_I = dict(zip("yỳỷỹýỵ", "iìỉĩíị", strict=True))


def words(text: str) -> list[str]:
    """The words of *text* as written: small letters, one spelling of each, without punctuation.

    One is the tone's place (`hoà`, `hòa`), and one the i of open syllables (`lý`, `lí`; `quý`, `quí`).
    """
    text = text.lower() if text.isascii() else tone_key(text).casefold().translate(_SPLIT)
    return _WORD.findall(_Y.sub(_with_i, text))


def joined(text: str) -> list[str]:
    """The words of *text* that an apostrophe parts, in one: `mnông` for `M'Nông`, beside `m` and `nông`."""
    return [word for found in _ELIDED.findall(text) for word in words(_JOINED.sub("", found))]


def _with_i(match: re.Match[str]) -> str:
    return match[1] + _I[match[2]]


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word without its marks: `duong` for `đường`; the same for a word that has none."""
    return word if word.isascii() else fold(word)
