"""Dates as repositories write them to EDTF, and languages to MARC codes."""

import re
from collections.abc import Callable, Mapping
from datetime import date as calendar_date

from vocabularies.codes import language_code

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ROUGH = re.compile(r"^(?:ca?\.|circa|about|khoảng|vào khoảng|approximately)\s*(?=\d)", re.IGNORECASE)
_WORDS = re.compile(r"^(?:năm|c|cop\.?|copyright|©|℗|xuất bản năm|in năm)\s*(?=\d)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{1,2}:\d\d[\d:.,]*(?:Z|[+-]\d\d:?\d\d)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_MONTH_FIRST = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*[/-]\s*(\d{4})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})(?:/(\d{1,2}))?")
_VIETNAMESE = re.compile(r"(?:ngày\s*(\d{1,2})\s*)?tháng\s*(\d{1,2})\s*,?\s*năm\s*(\d{4})", re.IGNORECASE)
_ENGLISH = re.compile(r"(?:(\d{1,2})[\s-]+)?([A-Za-z]{3,9})\.?(?:\s+(\d{1,2}),)?[\s,-]+(\d{4})")
_ENGLISH_YEAR_FIRST = re.compile(r"(\d{4})[\s-]+([A-Za-z]{3,9})(?:[\s-]+(\d{1,2}))?")
_RANGE = re.compile(r"(\d{4}\??)\s*[-\u2013\u2014/]\s*(\d{4}\??)")
_SHORT_RANGE = re.compile(r"(\d\d)(\d\d)\s*[-\u2013\u2014/]\s*(\d\d)")
_OPEN = re.compile(r"(\d{4})\s*(?:[-\u2013/]|\.\.|/\.\.)")
_DECADE = re.compile(r"(\d{3})(?:[-\u2013X?u]|0s|0's)", re.IGNORECASE)
_CENTURY = re.compile(r"(\d\d)(?:--|XX|\?\?|uu)", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})\s*([?~]?)")
_LONGEST = 80
_PERIOD = re.compile(r"\b(start|end)\s*=\s*([^;]+)", re.IGNORECASE)


def edtf(text: str) -> str:
    """The date that *text* says as EDTF, `""` where it says none: `1998?` for `[1998?]`.

    Of two numbers before the year the first is the day, as in Viet Nam, unless only the other can be.
    """
    text = text.strip().rstrip(".;,").strip()
    if len(text) > _LONGEST or not (text.isascii() or _in_ascii_digits(text)):
        return ""
    if "=" in text:
        ends = {name.lower(): edtf(value) for name, value in _PERIOD.findall(text)}
        return _interval(ends.get("start", ""), ends.get("end", "")) if ends else ""
    while len(text) > 1 and text[0] in "[(" and text[-1] in "])":
        text = text[1:-1].strip()
    if rough := _ROUGH.match(text):
        found = edtf(text[rough.end() :])
        return f"{found}~" if found.isdigit() else found
    text = _WORDS.sub("", text)
    for pattern, write in _FORMS:
        if (match := pattern.fullmatch(text)) is not None:
            return write(match)
    begin, slash, end = text.partition("/")
    return _interval(edtf(begin), edtf(end)) if slash and "/" not in end and begin and end else ""


def _in_ascii_digits(text: str) -> bool:
    return all(character.isascii() or not character.isdigit() for character in text)


def _day(year: str, month: str, day: str | None) -> str:
    """The day or month, `""` where the calendar has none such."""
    number, nth = int(month), int(day or "1")
    try:
        calendar_date(int(year), number, nth)
    except ValueError:
        return ""
    return f"{year}-{number:02}-{nth:02}" if day else f"{year}-{number:02}"


def _interval(begin: str, end: str) -> str:
    if not begin or not end or "/" in begin + end:
        return ""
    return f"{begin}/{end}" if begin.rstrip("?~") <= end.rstrip("?~") else ""


def _iso(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if not day and int(month) > 12 and len(month) == 2:
        return _interval(year, year[:2] + month)
    return _day(year, month, day)


def _day_first(match: re.Match[str]) -> str:
    day, _, month, year = match.groups()
    return _day(year, month, day) or _day(year, day, month)


def _english(match: re.Match[str]) -> str:
    before, name, after, year = match.groups()
    month = _MONTHS.get(name.lower())
    return _day(year, str(month), before or after) if month else ""


def _english_year_first(match: re.Match[str]) -> str:
    month = _MONTHS.get(match[2].lower())
    return _day(match[1], str(month), match[3]) if month else ""


def _short_range(match: re.Match[str]) -> str:
    return _interval(match[1] + match[2], match[1] + match[3])


def _year(match: re.Match[str]) -> str:
    return "" if match[1] == "0000" else match[1] + match[2]


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_YEAR, _year),
    (_ISO, _iso),
    (_COMPACT, lambda match: _day(match[1], match[2], match[3])),
    (_DAY_FIRST, _day_first),
    (_MONTH_FIRST, lambda match: _day(match[2], match[1], None)),
    (_RANGE, lambda match: _interval(match[1], match[2])),
    (_YEAR_FIRST, lambda match: _day(match[1], match[2], match[3]) or ""),
    (_SHORT_RANGE, _short_range),
    (_VIETNAMESE, lambda match: _day(match[3], match[2], match[1])),
    (_ENGLISH, _english),
    (_ENGLISH_YEAR_FIRST, _english_year_first),
    (_OPEN, lambda match: f"{match[1]}/.."),
    (_DECADE, lambda match: f"{match[1]}X"),
    (_CENTURY, lambda match: f"{match[1]}XX"),
)

_ALSO: Mapping[str, str] = {
    "vn": "vie", "vnm": "vie", "việt nam": "vie", "vietnam": "vie", "viet": "vie", "tieng viet": "vie",
    "eng_us": "eng", "jp": "jpn", "cn": "chi", "kr": "kor",
}  # fmt: skip
"""Country codes and the like that repositories write for a language."""


def language_codes(text: str) -> list[str]:
    """The MARC codes of the languages in *text*, `[]` where one of them is unknown: `Tiếng Việt; en_US`."""
    found: list[str] = []
    for part in re.split(r"[;|,/]" if "://" not in text else r"[;|]", text):
        name = part.strip().rpartition("/")[2].strip()
        if not name:
            continue
        code = language_code(name) or _ALSO.get(name.lower(), "")
        if not code:
            return []
        found.append(code)
    return list(dict.fromkeys(found))
