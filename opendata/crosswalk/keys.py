"""The keys of what libraries share: which headings are the same heading, which Hubs the same Hub.

Two strings have one key when they differ in nothing but case, punctuation, spaces, the form of their Unicode
characters, the place of a Vietnamese tone mark, or the comma of a Vietnamese personal name. Letters, their
marks and dates always count. docs/keys.md explains the rules to librarians.
"""

import re
from functools import cache, lru_cache

from opendata.crosswalk.statements import digest
from vocabularies.namespaces import madsrdf
from vocabularies.text import nfc, tone_key
from vocabularies.titles import generic_titles, language_names, no_creators
from vocabularies.vietnamese_names import direct_order

KEY_VERSION = "2"
"""Part of every key: a changed rule for keys is a new version, never a silent change."""

_SIZE = 10
_PERSONS = frozenset((madsrdf.PersonalName, madsrdf.FamilyName, madsrdf.Name))
"""Names in which a comma counts, unless they are Vietnamese: `Rose, Henry` is not `Rose Henry`."""

_SPACES = '.:;/\\=[](){}<>"“”„«»‹›!¡¿…·•|_~*^`´¨、。，；：！？（）［］【】「」『』《》〈〉'
_NOTHING = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0098\u009c"
_DASHES = "‐‑‒–—―−﹣－"
_APOSTROPHES = "‘’＇"
_CLEANED: dict[int, str | int | None] = {
    **{code: code for code in range(0x1F00)},  # a character that is not found costs five times one that is
    **{ord(char): " " for char in _SPACES},
    **{ord(char): None for char in _NOTHING},
    **{ord(char): "-" for char in _DASHES},
    **{ord(char): "'" for char in _APOSTROPHES},
    ord("ð"): "đ",
    ord("ɖ"): "đ",
}

_BEFORE_DATES = ("khoảng", "sinh", "mất", "kh", "k", "ca", "c", "b", "d", "fl", "active", "born", "died")

_DASH = re.compile(r"\s*(-+)\s*")
_QUESTION = re.compile(r"(?<!\d)\?")


def _dash(match: re.Match[str]) -> str:
    """A dash stays between and behind the years of a date, and where two of them set off a subdivision."""
    text, dashes = match.string, match[1]
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    of_date = before.isdigit() or before == "?"
    if len(dashes) > 1:
        return "- -- " if of_date and len(dashes) > 2 else " -- "
    if of_date and after.isdigit():
        return "-"
    if of_date and match[0][0] == "-" and (not after.isalpha() or match[0] != "-"):
        return "- "
    if after.isdigit() and match[0][-1] == "-" and (not before or match[0] != "-" or before == ","):
        return " -"
    return " "


def _cleaned(text: str) -> str:
    """*text* in lower case, one spelling and without punctuation, but with its commas."""
    text = text.lower() if text.isascii() else tone_key(nfc(text).casefold())
    text = text.translate(_CLEANED)
    if "?" in text:
        text = _QUESTION.sub(" ", text)
    if "-" in text:
        text = _DASH.sub(_dash, text)
    return text


def _words(text: str) -> list[str]:
    return _cleaned(text).replace(",", " ").split()


def _spelled(words: list[str], text: str) -> str:
    # A heading of nothing but marks is itself, so that not all of them are one.
    return " ".join(words) if words else text.strip().casefold()


def normal_string(text: str) -> str:
    """A title, subject or corporate name as it is compared."""
    return _spelled(_words(text), text)


def normal_name(text: str) -> str:
    """A personal name as it is compared: a Vietnamese one without its comma, in direct order."""
    if "," not in text:
        return normal_string(text)
    parts = [words for part in _cleaned(text).split(",") if (words := part.split())]
    if len(parts) > 1:
        given = next((at for at, word in enumerate(parts[1]) if word[0].isdigit()), len(parts[1]))
        name = direct_order(parts[0], parts[1][:given])
        if name is not None:
            parts[:2] = [name + parts[1][given:]]
    words = parts[0][:] if parts else []
    for part in parts[1:]:
        if not _is_date(part):
            words.append(",")
        words.extend(part)
    return _spelled(words, text)


def _is_date(words: list[str]) -> bool:
    """Whether a date begins here: `1765-1820`, `-1820`, `khoảng 1228-1300`."""
    first = words[0]
    if first in _BEFORE_DATES and len(words) > 1:
        first = words[1]
    return first[0].isdigit() or first[0] == "-"


def _normal(mads_class: str, text: str) -> str:
    return normal_name(text) if mads_class in _PERSONS else normal_string(text)


def heading_key(mads_class: str, label: str, name_class: str = "", name: str = "") -> str:
    """The key of the heading *label* of a MADS class.

    In a heading that begins with a name (name and title, or a name with subdivisions), *name* is that
    beginning and *name_class* the MADS class of what it names; of other subdivided headings *name_class* is
    the class of the first part, a topic unless it is said.
    """
    if not name_class and mads_class == madsrdf.ComplexSubject:
        name_class = madsrdf.Topic
    if name and label.startswith(name):
        text = f"{_normal(name_class, name)} | {normal_string(label[len(name) :])}"
    else:
        text = _normal(mads_class, label)
    return digest((KEY_VERSION, "heading", mads_class, name_class, text), _SIZE)


@lru_cache(maxsize=4096)
def is_told(mads_class: str, creator: str, title: str, uniform: bool) -> bool:
    """Whether *title* by *creator* (`""` for none) tells one Hub from all others; then records may share it.

    A creator that is somebody does so with any title; without one a *uniform* title that is not generic does.
    """
    if creator and _normal(mads_class, creator) not in _strings_of_nobody():
        return True
    return uniform and not is_generic(title)


def hub_key(mads_class: str, creator: str, title: str, others: tuple[str, ...] = ()) -> str:
    """The key of the Hub of *title* by *creator* (`""` for none), of which `is_told` is true.

    *others* are version, language and the like, which count where the title does not name them already.
    """
    title_string = normal_string(title)
    within = f" {title_string} "
    more = [text for text in map(normal_string, others) if f" {text} " not in within]
    named = (mads_class, _normal(mads_class, creator)) if creator else ("", "")
    return digest((KEY_VERSION, "hub", *named, title_string, *more), _SIZE)


_WORDS_OF_NUMBERS = (
    "tập số quyển phần kỳ kì năm lần thứ chương tháng vol volume no number nr part pt book bk tome bd band "
    "t q p v n"
)
_NUMBERING = frozenset(_WORDS_OF_NUMBERS.split())
_ROMAN = re.compile(r"[ivxlc]+")


def is_generic(title: str) -> bool:
    """Whether many works bear this title: every sentence of it is generic, a language, a number or a date."""
    return all(_is_generic(part) for part in re.split(r"[.;:/=]|--|\(|\)", title))


def _is_generic(part: str) -> bool:
    words = _words(part)
    while words:
        if (text := " ".join(words)) in _generic_strings() or text in _languages():
            return True
        if not (words[-1] in _NUMBERING or words[-1][0].isdigit() or _ROMAN.fullmatch(words[-1])):
            return False
        words.pop()
    return True


@cache
def _generic_strings() -> frozenset[str]:
    return frozenset(map(normal_string, generic_titles()))


@cache
def _languages() -> frozenset[str]:
    return frozenset(map(normal_string, language_names()))


@cache
def _strings_of_nobody() -> frozenset[str]:
    return frozenset(map(normal_string, no_creators()))
