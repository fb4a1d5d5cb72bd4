"""Text as every reader hands it on: Unicode in NFC, without characters that XML 1.0 forbids."""

import re
from unicodedata import is_normalized, normalize

FORBIDDEN_BYTES = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D))
"""The control characters that may not stand in an XML 1.0 document (section 2.2), as one byte each."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MISPLACED_TONE = re.compile("([\u0300\u0301\u0303\u0309\u0323\u0340\u0341]+)([\u0302\u0306\u031b])")


def nfc(text: str) -> str:
    """*text* in NFC; the usual cases, plain ASCII and what is in NFC already, cost next to nothing."""
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def legal(text: str, instead: str = "") -> str:
    """*text* without the characters that XML 1.0 forbids, or with *instead* in their places."""
    return _FORBIDDEN.sub(instead, text)


def vietnamese_order(text: str) -> str:
    """*text* with circumflex, breve and horn before tone marks, in NFC.

    MARC-8 keeps the marks of a letter in any order. Circumflex and acute share a combining class, so that NFC
    leaves `e`, acute, circumflex as they are, where the letter ế is meant.
    """
    return nfc(_MISPLACED_TONE.sub(r"\2\1", normalize("NFD", text)))
