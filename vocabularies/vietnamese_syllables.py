"""How Vietnamese is spelled, syllable by syllable, and how likely a word is to be Vietnamese, or to be text.

The rules are those of the orthography: what a syllable begins with, its rime, its tone and where that is
written; rimes that end in a stop (c, ch, p, t) have sắc or nặng only. What is counted as frequent stands in
`data/vietnamese_syllables.txt`; a `*` marks what titles, imprints and notes of every catalogue are full of.
"""

import itertools
import re
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from vocabularies.vietnamese_names import is_syllable

_FILE = Path(__file__).with_name("data") / "vietnamese_syllables.txt"
_LONGEST = 7  # nghiêng
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHAPES = frozenset("\u0302\u0306\u031b")
_ONSET = re.compile(r"ngh|ng|nh|gh|gi(?=[aeiouyăâêôơư])|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]|")
_VOWELS = re.compile(r"[aăâeêioôơuưy]+")
_STOPS = ("c", "ch", "p", "t")
_onset_fits = re.compile(r"ngh[ieê]|gh[ieê]|k[hieêya]|ch|c[^eêiy]|ng[^eêiyh]|g[^eêyh]|n[^g]|[^gkcn]").match


def is_vietnamese(word: str) -> bool:
    """Whether *word*, one word in NFC and in any even case, is a syllable as Vietnamese writes it with marks.

    `Hòa` and `hoà` are, and `NGUYỄN`; `nguyÊn`, `cac` with a mark but no tone (`câc`), `thúi` with its tone
    on the i (`thuí`) are not. A word in plain ASCII is judged by its letters alone.
    """
    if len(word) > _LONGEST:
        return False
    return (word.islower() or word.istitle() or word.isupper()) and _is_spelled(word.lower())


_may_be_spelled = re.compile(
    "(?:[bcdđghklmnpqrstvx]{0,2}|ngh)[aeiouyà-öù-ýăđĩũơưạ-ỹ]{1,4}(?:c|ch|k|m|n|ng|nh|p|t)?"
).fullmatch


@lru_cache(maxsize=16384)
def _is_spelled(word: str) -> bool:
    if not _may_be_spelled(word):
        return False
    decomposed = normalize("NFD", word)
    tones = [place for place, char in enumerate(decomposed) if char in _TONES]
    if len(tones) > 1:
        return False
    base = normalize("NFC", "".join([char for char in decomposed if char not in _TONES]))
    highland = base.endswith("k")
    if highland:
        # Place names of the highlands, with a tone or without one: Đắk Lắk, Đăk Tô.
        base = base[:-1] + "c"
    if not is_syllable(base):
        return False
    if word.isascii():
        return True
    if not _onset_fits(base):
        return False
    stopped = base.endswith(_STOPS)
    if not tones:
        return highland or not stopped
    return (not stopped or decomposed[tones[0]] in "\u0301\u0323") and _tone_place(word) in _places(base)


def _tone_place(word: str) -> int:
    """The letter of *word* that bears the tone, counted from 0."""
    return next(n for n, char in enumerate(word) if not _TONES.isdisjoint(normalize("NFD", char)))


@lru_cache(maxsize=8192)
def _places(base: str) -> tuple[int, ...]:
    """The letters of *base*, which has no tone, on which one may be written."""
    onset = _ONSET.match(base)
    start = onset.end() if onset else 0
    vowels = _VOWELS.match(base, start)
    if vowels is None:
        # The i of `gì` and `gìn` belongs to the rime.
        return (start - 1,) if base.startswith("gi") and start == 2 else (1,) if base[:2] == "gi" else ()
    places = range(start, vowels.end())
    shaped = [n for n in places if not _SHAPES.isdisjoint(normalize("NFD", base[n]))]
    if shaped:
        return (shaped[-1],)
    if len(places) == 1:
        return (start,)
    if vowels.end() < len(base):
        return (places[-1],)
    if len(places) == 2:
        return (start, start + 1) if base[start:] in ("oa", "oe", "uy") else (start,)
    return (start + 1,)


EVERYWHERE, COMMON, SPELLED = 4.0, 5.5, 8.0
"""What a syllable costs that every catalogue has, that is common, that is only spelled rightly."""


@cache
def _frequent() -> dict[str, float]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return {line.removesuffix("*"): EVERYWHERE if line.endswith("*") else COMMON for line in lines}


_STRANGE, _SYMBOL, _CAPITAL_INSIDE = 8.0, 8.0, 6.0
_LETTERS = {
    **dict.fromkeys("éèêàçäöüßáíóúñôâåøæ", 1.5),
    **dict.fromkeys("ûîëïãõìòÿœýùšžčřěňťďłśćńąężźőűşğıățșāēīōūđġ", 2.5),
    **dict.fromkeys("ðþ", 5.0),
}
_ANOTHER_LETTER, _VIETNAMESE_LETTER, _LOOSE_MARK = 5.0, 7.0, 5.0
_TRANSLITERATED = 2.5
_INSIDE_FRENCH = re.compile(r"[iuaeo][éèêëíóáïü]|[áéíóúñ][aeiou]|ão|ãe|õe|ça|ço|äu|éâ|éo")
_PAIR = re.compile(r"[aeiouyà-öø-ÿ]+")


_FAMILIAR = frozenset(
    [
        "thé",
        "né",
        "dé",
        "où",
        "là",
        "çà",
        "ça",
        "été",
        "dès",
        "près",
        "très",
        "même",
        "né",
        "née",
        "sé",
        "té",
        "só",
        "nó",
        "pé",
        "fé",
        "mí",
        "sí",
        "tú",
        "él",
        "más",
        "qué",
        "sólo",
        "están",
        "lá",
        "há",
        "dá",
        "já",
        "nós",
        "não",
        "são",
        "pós",
        "avó",
        "für",
        "über",
        "dür",
        "på",
        "är",
        "när",
        "får",
        "då",
        "så",
        "må",
        "gå",
        "få",
        "år",
        "lü",
        "nü",
        "lüe",
        "nüe",
        "ró",
        "vô",
    ]
)
"""Short words of other languages that also read as syllables in some wrong encoding."""


@lru_cache(maxsize=65536)
def cost(word: str) -> float:
    """How unlikely *word*, one word in NFC with letters beyond ASCII, is in text that is read rightly.

    A scale of natural logarithms, roughly: `EVERYWHERE` for `của`, about 10 for a French or German word,
    20 and more for what no language writes (`NguyÔn`, `Vi\\u00d6t`, `§¹i`).
    """
    if is_vietnamese(word):
        return _frequent().get(word.lower(), SPELLED)
    if word.lower() in _FAMILIAR:
        return COMMON
    total = _STRANGE
    for char in word:
        if not char.isascii():
            total += _letter(char)
    if not (word.islower() or word.isupper()):
        inside = sum([char.isupper() and not char.isascii() for char in word[1:]])
        total += _CAPITAL_INSIDE * inside
    return total + _vowels(word.lower())


def _letter(char: str) -> float:
    if combining(char):
        return _LOOSE_MARK
    if not char.isalpha():
        return _SYMBOL
    small = char.lower()
    if (known := _LETTERS.get(small)) is not None:
        return known
    if "\u1ea0" <= char <= "\u1ef9" or small in "ơưĩũ":
        return _VIETNAMESE_LETTER
    if "\u1e00" <= char <= "\u1e9f":
        return _TRANSLITERATED
    return _ANOTHER_LETTER if char < "\u0250" else 0.0


def _vowels(word: str) -> float:
    """What vowels beside one another cost that no Western language writes so (`aâ`, `êò`, `uù`)."""
    total = 0.0
    for run in _PAIR.findall(word):
        for pair in map("".join, itertools.pairwise(run)):
            if not pair.isascii() and not _INSIDE_FRENCH.match(pair):
                total += 3.0
    return total
