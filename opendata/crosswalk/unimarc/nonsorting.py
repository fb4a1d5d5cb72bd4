"""Characters around what sorting passes over: UNIMARC's NSB and NSE, and the habits that stand for them."""

import re

from harvesters.marc import MarcField

_PAIRS = (("\x98", "\x9c"), ("\x88", "\x89"), ("<<", ">>"), ("≠", "≠"), ("¬", "¬"))
_CONTROLS = "\x88\x98"
"""These are marks wherever they stand; the others, which a title may well contain, at its beginning only."""
_MARKED = re.compile("[\x88\x89\x98\x9c≠¬]|<<|^<[^<>]{1,12}>").search
_ARTICLE = re.compile(r"^<([^<>=]{1,12})(?:=[^<>]*)?>")
_LONE = re.compile("[\x88\x89\x98\x9c]")
_SORTED_BY = "at"
"""The subfields that titles are sorted by: $a, and $t of a linking field."""


def without_marks(field: MarcField) -> tuple[MarcField, int]:
    """*field* without such marks, and how many characters of its title they kept from being sorted by."""
    if not any(_MARKED(value) for _, value in field.subfields):
        return field, 0
    count = 0
    first = True
    pairs: list[tuple[str, str]] = []
    for code, value in field.subfields:
        text, skipped = _unmarked(value) if _MARKED(value) else (value, 0)
        if code in _SORTED_BY and first:
            count, first = skipped, False
        pairs.append((code, text))
    return field._replace(subfields=tuple(pairs)), count if count < 10 else 0


def _unmarked(value: str) -> tuple[str, int]:
    """*value* without the marks, and the length of what they enclose at its beginning."""
    article = _ARTICLE.match(value)
    if article is not None and (article[1][-1:] in " '’" or value[article.end() : article.end() + 1] == " "):
        rest = value[article.end() :]
        text = article[1].rstrip() + " " + rest.lstrip() if article[1][-1:] != "'" else article[1] + rest
        return text, len(text) - len(rest.lstrip())
    count = 0
    for begin, end in _PAIRS:
        before, mark, rest = value.partition(begin)
        inside, mark_end, after = rest.partition(end)
        if mark and mark_end:
            at_beginning = not before.strip()
            if at_beginning:
                count = len(inside) + len(after) - len(after.lstrip())
            if at_beginning or begin in _CONTROLS:
                value = before + inside + after
    return _LONE.sub("", value), count
