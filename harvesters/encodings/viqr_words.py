"""VIQR in catalogues: told from plain ASCII, and its marks from punctuation, word by word."""

import re
from functools import lru_cache

from harvesters.encodings.viqr import decode
from vocabularies.vietnamese_syllables import EVERYWHERE, SPELLED, is_vietnamese
from vocabularies.vietnamese_syllables import cost as word_cost

_STRONG = re.compile(
    r"[aeoAEO]\^|[aA]\([^)]*$|[aA]\((?=[a-z'`?~.])|[ouOU]\+|[aeiouyAEIOUY][`~]|[aeiouy]'[a-z]|\b[dD][dD][aeiouy]"
)
_MARKED = re.compile(r"[AEIOUYaeiouy][\^(+*'`?~.]|[dD][dD]")
_CORE = re.compile(r"[A-Za-z\^(+*'`?~.\\]+")
_letters = re.compile("[^\\W\\d_]+").findall
_PUNCTUATION = ".?'"
_BEHIND = {".": 2.5, "?": 4.0, "'": 4.0}
"""What it costs to take a sign behind a word for punctuation."""
_FEWEST = 0.6
"""The share of a field's words that must be Vietnamese syllables."""

_CERTAIN = re.compile(
    r"[aeoAEO]\^(?:[`'~]|[?.](?=[a-z]))|[ouOU]\+(?:[`~]|['?.](?=[a-z]))|[uU]\+[oO]\+|\b[dD][dD][aeiouy]+[\^(+]"
)
"""What nothing but VIQR writes."""
_INSIDE = re.compile(r"[AEIOUYaeiouy](?:[\^(+]?[`'?~.](?=[a-z])|[\^(+]?[`'~](?![^ ])|[\^+](?![^ ]))")
"""A mark that is not, as signs are, behind a word's last letter; or one that is no usual sign there."""
_LOOSE = re.compile(r"[aeoAEO]\^(?:[`'~]|[?.](?=[a-z]))?")
_DONG = re.compile(r"(?<![0-9A-Za-z-])([0-9][0-9.,]*)dd(?![0-9A-Za-z-])")

_has_marks = re.compile(r"[aeoAEO]\^|[aeiouyAEIOUY][`~]|[ouOU]\+[`~'?.a-z]|[uU]\+[oO]").search


def has_marks(text: str) -> bool:
    """Whether an ASCII text may be VIQR at all: hardly a record in it has none of these signs."""
    return ("^" in text or "`" in text or "~" in text or "+" in text) and _has_marks(text) is not None


def mended(text: str, expected: bool) -> str:
    """*text*, which is ASCII, with its VIQR read; as it is where it is none.

    *expected*: the record, or its library, writes VIQR elsewhere: then weak signs are marks too.
    """
    if not _MARKED.search(text):
        return text
    tokens = text.split(" ")
    result = " ".join([_word(token, n == len(tokens) - 1) for n, token in enumerate(tokens)])
    if _is_meant(text, tokens, _letters(result), expected):
        result = _LOOSE.sub(lambda found: decode(found[0].encode("ascii")), result)
    elif not expected:
        return text
    else:
        result = text
    return _DONG.sub(r"\1đ", result)


def _is_meant(text: str, tokens: list[str], words: list[str], expected: bool) -> bool:
    """Whether *text*, which read as VIQR has these *words*, was written so."""
    marked = [word for word in words if not word.isascii()]
    sound = sum([is_vietnamese(word) for word in words])
    if not marked or sound < _FEWEST * len(words) or 4 * sum(map(is_vietnamese, marked)) < 3 * len(marked):
        return False
    strong = sum([_STRONG.search(token) is not None for token in tokens])
    strong += 2 * len(_CERTAIN.findall(text))
    common = sum([word_cost(word) < SPELLED for word in marked])
    if (strong + common >= 3 and strong and common) or (strong > 1 and sound == len(words)):
        return True
    if not expected:
        return False
    if common and (strong or len(marked) > 1):
        return True
    return sound == len(words) and any(map(_INSIDE.search, tokens))


@lru_cache(maxsize=16384)
def _word(token: str, last: bool) -> str:
    return _CORE.sub(lambda found: _read(found[0], last), token)


def _read(written: str, last: bool) -> str:
    """*written* as the likeliest word: signs at its end may be punctuation, or marks."""
    is_initial = len(written) == 2 and written[1] == "."
    if is_initial or not _MARKED.search(written):
        return written
    best, lowest = written, 1000.0
    core = written
    while True:
        text = decode(core.encode("ascii"))
        behind = written[len(core) :]
        words = _letters(text)
        if words and all(map(is_vietnamese, words)):
            price = sum([word_cost(word) if not word.isascii() else EVERYWHERE + 1 for word in words])
            price += 2.0 * sum([text.count(sign) for sign in "^`~(+*'?."])
            price += sum([_BEHIND[sign] for sign in behind]) - (1.0 if last and behind else 0.0)
            if price < lowest:
                best, lowest = text + behind, price
        if not core or core[-1] not in _PUNCTUATION:
            return best
        core = core[:-1]
