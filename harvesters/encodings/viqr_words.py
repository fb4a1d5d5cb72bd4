"""VIQR in catalogues: told from plain ASCII, and its marks from punctuation, word by word."""

import re
from functools import lru_cache

from harvesters.encodings.viqr import decode
from vocabularies.vietnamese_syllables import EVERYWHERE, SPELLED, is_vietnamese
from vocabularies.vietnamese_syllables import cost as word_cost

_STRONG = re.compile(
    r"[aeoAEO]\^|[aA]\([^)]*$|[aA]\((?=[a-z'`?~.])(?![a-z]*\))|[ouOU]\+|[aeiouyAEIOUY][`~]|[aeiouy]'[a-z]|\b[dD][dD][aeiouy]"
)
_MARKED = re.compile(r"[AEIOUYaeiouy][\^(+*'`?~.]|[dD][dD]")
_CORE = re.compile(r"[A-Za-z\^(+*'`?~.\\]+")
_letters = re.compile("[^\\W\\d_]+").findall
_PUNCTUATION = ".?'"
_BEHIND = {".": 2.5, "?": 4.0, "'": 4.0}
"""What it costs to take a sign behind a word for punctuation."""
_FEWEST, _CERTAINLY = 0.6, 2
"""The share of a field's words, abbreviations apart, that must be Vietnamese syllables; where so many places
are VIQR for certain, it need not be reached."""

_CERTAIN = re.compile(
    r"[aeoAEO]\^(?:[`'~]|[?.](?=[a-z]))|[ouOU]\+(?:[`~]|['?.](?=[a-z]))|[uU]\+[oO]\+|\b[dD][dD][aeiouy]+[\^(+]"
)
"""What nothing but VIQR writes."""
_INSIDE = re.compile(
    r"[AEIOUYaeiouy](?:[\^(+]?[`'?~.](?=[a-z])|[\^(+]?[`'~](?![^ :])|[\^+](?![^ ]))"
    r"|(?<=[A-Z])[AEIOUY][\^(+]?[`'?~.](?=[A-Z])"
)
"""A mark that is not, as signs are, behind a word's last letter; or one that is no usual sign there."""
_LOOSE = re.compile(r"[aeoAEO]\^(?:[`'~]|[?.](?=[a-z]))?")
_NAME = re.compile(
    r"(?P<before>[(\[\"/-]*)(?P<name>[A-Za-z'\^(+`~?.*]*?(?:[\^(+][.?'](?=[,;:])|[A-Za-z\^(+`~](?![.?'][,;:])))"
    r"(?P<behind>[.?',;:!)\]\"/-]*)"
)
_NAME_MARKS = re.compile(
    r"[dD][dD](?=[aeouAEOU][\^(+])|[aeoAEO]\^[`'~?.]?|[aA]\([`'~?.]?(?=[a-z])|[ouOU]\+(?![0-9])[`'~?.]?|[aeiouyAEIOUY][`~]"
)
"""The marks that are believed in a word that is no Vietnamese syllable, as names of the highlands are."""
_SHORTEST_NAME = 3
_has_other_than_stop = re.compile(r"[AEIOUYaeiouy][\^(+*'`?~]").search
_are_initials = re.compile(r"[A-Za-z]\.|(?:[A-Z]\.)+[A-Z]?\.?").fullmatch
_has_code_point = re.compile(r"[Uu]\+[0-9A-Fa-f]{4}").search
_has_vowel = re.compile("[AEIOUYaeiouy]|[^\\x00-\\x7f]").search
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
    read = [_word(token, n == len(tokens) - 1) for n, token in enumerate(tokens)]
    named = [_name(token) if word == token else word for token, word in zip(tokens, read, strict=True)]
    if _is_meant(text, tokens, _letters(_DONG.sub(r"\1", " ".join(read))), expected):
        text = _LOOSE.sub(lambda found: decode(found[0].encode("ascii")), " ".join(named))
    elif not expected:
        return text
    elif _is_named(tokens, read, named):
        text = " ".join(named)
    return _DONG.sub(r"\1đ", text)


def _is_meant(text: str, tokens: list[str], words: list[str], expected: bool) -> bool:
    """Whether *text*, which read as VIQR has these *words*, was written so."""
    marked = [word for word in words if not word.isascii()]
    sound = sum([is_vietnamese(word) for word in words])
    certain = len(_CERTAIN.findall(text))
    if not marked or 4 * sum(map(is_vietnamese, marked)) < 3 * len(marked):
        return False
    if sound < _FEWEST * sum([_has_vowel(word) is not None for word in words]) and certain < _CERTAINLY:
        return False
    strong = sum([_STRONG.search(token) is not None for token in tokens])
    strong += 2 * certain
    common = sum([word_cost(word) < SPELLED for word in marked])
    if (strong + common >= 3 and strong and common) or (strong > 1 and sound == len(words)):
        return True
    if not expected:
        return False
    inside = any(map(_INSIDE.search, tokens))
    if common and (strong or (len(marked) > 1 and (inside or _has_other_than_stop(text)))):
        # Not by full stops alone, which stand behind `no.` and `ca.` too.
        return True
    if len(tokens) == 1 and common and text.endswith("?"):
        # A publisher (`Tre?`) sooner than a question of one word.
        return True
    return sound == len(words) and inside


def _is_named(tokens: list[str], read: list[str], named: list[str]) -> bool:
    """Whether every word of a field in a record of VIQR that has signs in it is a name, or Vietnamese."""
    changed = [name.lstrip('(["/-') for token, name in zip(tokens, named, strict=True) if token != name]
    if not any(map(_NAME_MARKS.search, tokens)) or any(name[:1].islower() for name in changed):
        return False
    rest = [name for name in named if _NAME_MARKS.search(name)]
    return not rest and all(is_vietnamese(word) for word in _letters(" ".join(read)) if not word.isascii())


@lru_cache(maxsize=16384)
def _name(token: str) -> str:
    """*token*, which is no Vietnamese syllable, with the marks that nothing else would be; or as it is."""
    found = _NAME.fullmatch(token)
    if found is None or sum(map(str.isalpha, found["name"])) < _SHORTEST_NAME - ("+" in found["name"]):
        return token
    name = _NAME_MARKS.sub(lambda marks: decode(marks[0].encode("ascii")), found["name"])
    return found["before"] + name + found["behind"]


@lru_cache(maxsize=16384)
def _word(token: str, last: bool) -> str:
    if _has_code_point(token):
        return token
    return _CORE.sub(lambda found: _read(found[0], last), token)


def _read(written: str, last: bool) -> str:
    """*written* as the likeliest word: signs at its end may be punctuation, or marks."""
    if _are_initials(written) or not _MARKED.search(written):
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
