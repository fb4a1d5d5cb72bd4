"""Faults of text that need no table: references, UTF-8 misread, marks out of order, letters like đ."""

import html
import re

from harvesters.encodings.misread import mojibake
from harvesters.encodings.weighing import text_cost
from harvesters.readers.text import vietnamese_order
from vocabularies.vietnamese_syllables import is_vietnamese

_REFERENCE = re.compile(r"&(?:amp;)?(#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,10});")
_LONE_AMPERSAND = re.compile(r"(?<= )&amp;(?= )")
_UNSEEN = "\xa0\xad"
"""They do not show, and are letters, or parts of them, in text that is misread."""
_may_be_order = re.compile("[\u0302\u0306]").search
_LOOKALIKES = str.maketrans({"\xd0": "\u0110", "\u0189": "\u0110", "\xf0": "\u0111", "\u0256": "\u0111"})
_may_be_d = re.compile("[\xd0\u0189\xf0\u0256]").search
_is_vietnamese_only = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]").search
_WORD = re.compile("[^\\W\\d_]+")
_may_be_misread = re.compile("[\xc2-\xe1\xe2\xe3][\x80-\xbf\u0152-\u2122\ufffd ]").search


def tidied(text: str) -> tuple[str, str]:
    """*text* without such faults, and the kind of what was mended; `""` where nothing was."""
    kind = ""
    if "&" in text:
        text, kind = _changed(text, _referred(text), "html-reference", kind)
    if not text.isascii():
        if _may_be_misread(text):
            text, kind = _changed(text, _misread(text), "encoding-utf-8", kind)
        if _may_be_order(text):
            text, kind = _changed(text, vietnamese_order(text), "mark-order", kind)
    return text, kind


def _changed(text: str, result: str, name: str, kind: str) -> tuple[str, str]:
    return (result, name) if result != text else (text, kind)


def _referred(text: str) -> str:
    if "<" in text or "&lt;" in text:
        return text
    return _LONE_AMPERSAND.sub("&", _REFERENCE.sub(_letter, text))


def _letter(found: re.Match[str]) -> str:
    """What a reference stands for, if a letter beyond ASCII, or a sign written by its number or in a word.

    Legacy letters are signs as long as they are misread: `T&#171;i`, `th&not;` are Tôi and thơ in TCVN3.
    """
    letter = html.unescape(f"&{found[1]};")
    if len(letter) != 1 or letter.isascii() or letter == "\ufffd":
        return found[0]
    is_sign = letter.isprintable() or letter in _UNSEEN
    return (
        letter if letter.isalpha() or (is_sign and (found[1][0] == "#" or _is_in_word(found))) else found[0]
    )


def _is_in_word(found: re.Match[str]) -> bool:
    text, start = found.string, found.start()
    return start > 0 and (text[start - 1].isalpha() or text[start - 1] == ";") and "://" not in text


def _misread(text: str) -> str:
    whole = mojibake(text)
    if whole == text:
        whole = " ".join([mojibake(token) for token in text.split(" ")])
    return whole if _is_likely(text, whole) and _price(whole) < _price(text) else text


_plausible = re.compile(
    "[\0-\u017f\u01a0\u01a1\u01af\u01b0\u02b0-\u036f\u1e00-\u1eff\u2010-\u2122\ufffd]*"
).fullmatch


def _is_likely(text: str, undone: str) -> bool:
    """Whether what came of *text* is of the Latin script, or words of one other: two bytes may be chance."""
    if _plausible(undone):
        return True
    others = [char for char in undone if char.isalpha() and not _plausible(char)]
    scripts = {ord(char) >> 8 for char in others}
    return len(others) > 2 and len(scripts) <= max(1, len(others) // 3) and min(scripts, default=0) > 2


def _price(text: str) -> float:
    return sum([text_cost(token) for token in text.split(" ") if not token.isascii()])


def with_stroke(text: str, vietnamese: bool) -> str:
    """*text* with Đ for the eth and the African D that look the same, in words that are Vietnamese with it.

    *vietnamese*: whether the record has other letters that only Vietnamese has.
    """
    if not _may_be_d(text):
        return text
    sure = vietnamese or bool(_is_vietnamese_only(text))

    def word(found: re.Match[str]) -> str:
        given = found[0]
        if not _may_be_d(given):
            return given
        mended = given.translate(_LOOKALIKES)
        marked = not given[1:].isascii()
        fits = is_vietnamese(mended) and (sure or (marked and given[0] in "\xd0\u0189"))
        return mended if fits else given

    return _WORD.sub(word, text)


def has_reference(text: str) -> bool:
    """Whether *text* has a character reference in it."""
    return _REFERENCE.search(text) is not None


def has_vietnamese(text: str) -> bool:
    """Whether *text* has a letter that only Vietnamese has."""
    return _is_vietnamese_only(text) is not None
