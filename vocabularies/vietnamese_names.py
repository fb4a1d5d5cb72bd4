"""How a Vietnamese personal name is told from any other, and the order of its parts.

A name is Vietnamese when it begins with a family name of `data/family_names.txt` and goes on in syllables
that Vietnamese spelling allows. Both conditions are needed: `Lê, Roy` and `Nguyễn, M. C.` are left alone.
Text is expected as keys have it: in NFC, in lower case, with `tone_key` applied.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from vocabularies.text import fold, tone_key

_FILE = Path(__file__).with_name("data") / "family_names.txt"
_LONGEST = 6
"""Syllables of the longest names: family name, mother's family name, two of a middle name, two given."""

_ONSET = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SPELLED_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in ing inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong "
    "ooc oong op ot ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uâng uân uât uây uc uê uêch uênh ui um un ung uô uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uynh uyn uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu ym yn ynh yt ych yp"
)
_RIMES = frozenset(_SPELLED_RIMES.split())
"""What may follow the consonants a syllable begins with; `qu` and `gi` are taken as consonants."""


class FamilyNames(NamedTuple):
    """Family names, the frequent ones among them, and frequent ones as they look without marks."""

    every: frozenset[str]
    frequent: frozenset[str]
    plain: frozenset[str]


@cache
def family_names() -> FamilyNames:
    """The family names of the data file: a `*` marks the frequent ones that nobody else bears."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").split("\n") if line]
    frequent = [line.removesuffix("*") for line in lines if line.endswith("*")]
    return FamilyNames(
        frozenset(tone_key(line.removesuffix("*").casefold()) for line in lines),
        frozenset(tone_key(name.casefold()) for name in frequent),
        frozenset(fold(name) for name in frequent),
    )


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether Vietnamese spelling allows *word*, with its marks or with all of them left out."""
    if not word.isascii():
        word = normalize("NFC", _TONES.sub("", normalize("NFD", word)))
    return _legal(word, _RIMES) or (word.isascii() and _legal(word, _plain_rimes()))


@cache
def _plain_rimes() -> frozenset[str]:
    return frozenset(fold(rime) for rime in _RIMES)


def _legal(word: str, rimes: frozenset[str]) -> bool:
    match = _ONSET.match(word)
    rest = word[match.end() :] if match else word
    if rest in rimes:
        return True
    # gi and i share the letter: gì, gìn, giết.
    return word.startswith("gi") and word[1:] in rimes


def direct_order(before: Sequence[str], after: Sequence[str]) -> list[str] | None:
    """The words of a Vietnamese name around its comma, family name first; None where it is no such name.

    `nguyễn` + `minh châu` and, where what stands first is no family name, `hoa` + `nguyễn thị`. Whether
    `châu` + `nguyễn minh` puts the given name first cannot be told (Châu is a family name too), so that
    keeps its order. A family name without marks counts only where nobody else bears it, or where other words
    of the name have marks: `Kim, Il Sung` and `Mai, Anh` are left alone.
    """
    if not before or not after or len(before) + len(after) > _LONGEST:
        return None
    every, frequent, plain = family_names()
    family = " ".join(before)
    if family in every or family in plain:
        marked = family in plain or not (family + "".join(after)).isascii()
        return [*before, *after] if marked and all(map(is_syllable, after)) else None
    if before[0] in every or before[0] in plain or after[0] not in frequent | plain:
        return None
    return [*after, *before] if all(map(is_syllable, (*before, *after))) else None
