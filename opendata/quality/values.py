"""What can be wrong with a single value, whichever format it stands in: numbers, dates, codes, letters."""

import re
from datetime import date
from functools import cache, lru_cache

from stdnum import isbn, issn

from vocabularies.codes import terms
from vocabularies.text import nfc

_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_MARK = re.compile("[\u0300-\u0309\u031b\u0323]")
_STRAY = re.compile(r"(?:^|\s)[\u0300-\u0309\u031b\u0323]")
_ISBN = re.compile(r"[\s(\[]*((?:\d[ \-\u2010-\u2013]?){9,12}[\dXx])(?![\dXx])")
_ISSN = re.compile(r"[\s(\[]*(\d{4})[ \-\u2010-\u2013]?(\d{3}[\dXx])(?![\dXx])")
_NOT_IN_NUMBER = re.compile(r"[^\dXx]")
_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_W3C_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T.*)?", re.DOTALL)


_ENOUGH = 40
"""Characters that a number needs at most; what is remembered of a value must not be as long as it is."""


def isbn_fault(value: str) -> str:
    """The code of what is wrong with an ISBN as cataloguers write it, `""` for nothing.

    A qualifier may stand behind the number: `978-604-2-12345-6 (bìa mềm)`.
    """
    return _isbn_fault(value[:_ENOUGH])


@lru_cache(maxsize=4096)
def _isbn_fault(value: str) -> str:
    found = _ISBN.match(value)
    number = _NOT_IN_NUMBER.sub("", found[1]) if found else ""
    if len(number) not in (10, 13) or (len(number) == 13 and not number.startswith(("978", "979"))):
        return "malformed-isbn"
    return "" if isbn.is_valid(number) else "bad-isbn-check-digit"


def issn_fault(value: str) -> str:
    """The code of what is wrong with an ISSN, `""` for nothing."""
    return _issn_fault(value[:_ENOUGH])


@lru_cache(maxsize=4096)
def _issn_fault(value: str) -> str:
    found = _ISSN.match(value)
    if found is None:
        return "malformed-issn"
    return "" if issn.is_valid(found[1] + found[2]) else "bad-issn-check-digit"


def is_day(year: str, month: str, day: str) -> bool:
    """Whether three strings of digits are a day of the calendar."""
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def is_short_day(text: str) -> bool:
    """Whether *text* is a day as `yymmdd`, of this century or the last."""
    if not (len(text) == 6 and text.isascii() and text.isdigit()):
        return False
    return is_day("20" + text[:2], text[2:4], text[4:]) or is_day("19" + text[:2], text[2:4], text[4:])


def is_impossible(text: str) -> bool:
    """Whether *text* begins like a date of W3CDTF (`2019-02-30`), and the calendar has no such day."""
    found = _W3C_DATE.fullmatch(text.strip())
    return found is not None and not is_day(found[1], found[2], found[3] or "01")


def years_in(text: str) -> list[str]:
    """The numbers of four digits in *text*."""
    return _YEARS.findall(text)


@cache
def codes(vocabulary: str) -> frozenset[str]:
    """The codes of a registered vocabulary."""
    return frozenset(terms(vocabulary))


def letters_fault(value: str) -> str:
    """The code of what is wrong with the marks on the letters of *value*, `""` for nothing."""
    if _MARK.search(value) is None:
        return ""
    if (_CIRCUMFLEX in value or _BREVE in value) and nfc(value) != value:
        return "mark-order"
    return "stray-mark" if _STRAY.search(value) is not None else ""
