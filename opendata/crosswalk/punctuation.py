"""ISBD punctuation off the ends of strings, as the Library of Congress takes it (utils, tChopPunct)."""

import re
from functools import lru_cache

from vocabularies.codes import abbreviations

_UPPER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PAIRS = (("(", ")"), ("{", "}"))
_ENDS = ".:;,/="
_ODD = re.compile(r'[(){}"\[\]\t\n\r\u00a0]').search
_INITIAL = re.compile(r"(?:^|[ .])[A-Z](?:\.|$)")
_FIRST = frozenset(";= ")
_LAST = frozenset(".:;,/= ")


def chop(text: str) -> str:
    """*text* without leading `;` and `=`, trailing `. : ; , / =`, unmatched parentheses and quotes.

    A final full stop stays after an initial or a known abbreviation and where the text has several
    sentences; a missing square bracket is put in.
    """
    if not text:
        return ""
    if text[0] in _FIRST or "  " in text or _ODD(text) is not None:
        return _chop(text, _ENDS, False)
    while text[-1] in _LAST:  # the common case: nothing but marks at the end
        text = text.rstrip(" :;,/=")
        if text[-1:] != ".":
            return text
        if _keeps_full_stop(text):
            return text
        text = text[:-1]
        if not text:
            return ""
    return text


def chop_full_stop(text: str) -> str:
    """The same, of the trailing marks only a full stop."""
    return chop_end(text, ".")


def chop_end(text: str, end: str) -> str:
    """The same with other final marks than `. : ; , / =`."""
    if not text:
        return ""
    if text[0] in _FIRST or "  " in text or _ODD(text) is not None or not text.isprintable():
        return _chop(text, end, False)
    return _without_marks(text, end)


def chop_parentheses(text: str, end: str = _ENDS) -> str:
    """The same, and a pair of parentheses around the whole goes too."""
    return _chop(text, end, True)


@lru_cache(maxsize=4096)
def _chop(text: str, end: str, parentheses: bool) -> str:
    text = " ".join(text.split())
    while text and (shorter := _mended(text, parentheses)) != text:
        text = " ".join(shorter.split())
    return _balanced(_without_marks(text, end))


def _without_marks(text: str, end: str) -> str:
    """*text* without the final marks in *end*."""
    while text:
        last = text[-1]
        if last == ".":
            if "." not in end or _keeps_full_stop(text):
                return text
        elif last != " " and last not in end:
            return text
        text = text[:-1]
    return ""


def _mended(text: str, parentheses: bool) -> str:
    """*text* with one thing less: a mark at its beginning, a bracket or quotation mark without its other."""
    first = text[0]
    if parentheses and first == "(":
        close = text.rfind(")")
        return text[1:close] + text[close + 1 :] if close > 1 else text[1:]
    if first in ";=":
        return text[1:]
    for left, right in _PAIRS:
        if left in text and right not in text.partition(left)[2]:
            return text.replace(left, "", 1)
    if text.count('"') == 1:
        return text.replace('"', "", 1)
    for left, right in _PAIRS:
        if right in text and left not in text.partition(right)[0]:
            return text.replace(right, "", 1)
    return text


def _keeps_full_stop(text: str) -> bool:
    body = text[:-1]
    if body[-1:] in _UPPER and body[-2:-1] in ("", " ", "."):
        return True
    several = "." in body
    if several and _INITIAL.search(body):
        return False
    known = abbreviations()
    if text in known or text.rpartition(" ")[2] in known:
        return True
    return several or "?" in body or "!" in body


def _balanced(text: str) -> str:
    before, bracket, after = text.partition("[")
    if bracket and "]" not in after:
        return text + "]"
    before, bracket, after = text.partition("]")
    if bracket and "[" not in before:
        return "[" + text
    return text
