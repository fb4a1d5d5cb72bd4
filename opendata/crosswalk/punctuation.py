"""ISBD punctuation off the ends of strings, as the Library of Congress's converter takes it (utils, tChopPunct)."""

import re
from functools import lru_cache

from vocabularies.codes import abbreviations

_UPPER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PAIRS = (("(", ")"), ("{", "}"))
_ENDS = ".:;,/="
_WORK_TO_DO = re.compile(r'^[;=\s]|[.:;,/=\s]$|[(){}"\[\]]|\s\s|[\t\n\r\u00a0]')
_INITIAL = re.compile(r"(?:^|[ .])[A-Z](?:\.|$)")


def chop(text: str) -> str:
    """*text* without leading `;` and `=`, trailing `. : ; , / =`, unmatched parentheses and quotes.

    A final full stop stays after an initial or a known abbreviation and where the text has several
    sentences; a missing square bracket is put in.
    """
    return text if _WORK_TO_DO.search(text) is None else _chop(text, _ENDS, False)


def chop_end(text: str, end: str) -> str:
    """The same with other final marks than `. : ; , / =`."""
    return _chop(text, end, False)


def chop_parentheses(text: str, end: str = _ENDS) -> str:
    """The same, and a pair of parentheses around the whole goes too."""
    return _chop(text, end, True)


@lru_cache(maxsize=20_000)
def _chop(text: str, end: str, parentheses: bool) -> str:
    text = " ".join(text.split())
    while text:
        shorter = _one_step(text, end, parentheses)
        if shorter == text:
            return _balanced(text)
        text = " ".join(shorter.split())
    return ""


def _one_step(text: str, end: str, parentheses: bool) -> str:
    first, last = text[0], text[-1]
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
    if last == "." and "." in end:
        return text if _keeps_full_stop(text) else text[:-1]
    return text[:-1] if last in end else text


def _keeps_full_stop(text: str) -> bool:
    body = text[:-1]
    if body[-1:] in _UPPER and body[-2:-1] in ("", " ", "."):
        return True
    if _INITIAL.search(body):
        return False
    known = abbreviations()
    if text in known or text.rpartition(" ")[2] in known:
        return True
    return any(mark in body for mark in ".?!")


def _balanced(text: str) -> str:
    before, bracket, after = text.partition("[")
    if bracket and "]" not in after:
        return text + "]"
    before, bracket, after = text.partition("]")
    if bracket and "[" not in before:
        return "[" + text
    return text
