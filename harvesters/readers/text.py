"""Text as every reader hands it on: Unicode in NFC, without characters that XML 1.0 forbids."""

import re
import sys
from functools import cache
from unicodedata import combining, is_normalized, normalize

FORBIDDEN_BYTES = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D))
"""The control characters that may not stand in an XML 1.0 document (section 2.2), as one byte each."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TONES = "\u0300\u0301\u0303\u0309"
_misplaced_tone = re.compile(
    f"(?:(?<=[aeoAEO])([{_TONES}]{{1,3}})(\u0302)|(?<=[aA])([{_TONES}]{{1,3}})(\u0306))"
)
_LONG = 4000
"""From so many characters on, runs of marks are looked for: sorting one takes the square of its length."""
_MOST_MARKS = 30
_JOINER = "\u034f"
_FREE_OF_MARKS = "\x00-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1eff\u2000-\u20cf\u3100-\ua4cf\uac00-\ud7ff"
_may_have_many_marks = re.compile(f"[^{_FREE_OF_MARKS}]{{{_MOST_MARKS}}}").search


def nfc(text: str) -> str:
    """*text* in NFC; the usual cases, plain ASCII and what is in NFC already, cost next to nothing."""
    if text.isascii():
        return text
    if len(text) > _LONG:
        text = _stream_safe(text)
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def legal(text: str, instead: str = "") -> str:
    """*text* without the characters that XML 1.0 forbids, or with *instead* in their places."""
    return _FORBIDDEN.sub(instead, text)


def vietnamese_order(text: str) -> str:
    """*text* with circumflex and breve before the tone marks of Vietnamese letters, in NFC.

    MARC-8 keeps the marks of a letter in any order. Circumflex and acute share a combining class, so that NFC
    leaves `e`, acute, circumflex as they are, where the letter ế is meant.
    """
    if len(text) > _LONG:
        text = _stream_safe(text)
    return nfc(_misplaced_tone.sub(_shape_first, normalize("NFD", text)))


def _shape_first(found: re.Match[str]) -> str:
    tones, shape = (part for part in found.groups() if part)
    return shape + tones


def _stream_safe(text: str) -> str:
    """*text* with a joiner, which shows nothing, behind every 30 marks of one letter (UAX 15, section 13)."""
    if not _may_have_many_marks(text):
        return text
    return _too_many_marks().sub(lambda found: found[0] + _JOINER, text)


@cache
def _too_many_marks() -> re.Pattern[str]:
    marks = "".join(chr(point) for point in range(0x300, sys.maxunicode) if combining(chr(point)))
    return re.compile(f"[{marks}]{{{_MOST_MARKS}}}")
