"""Text that was decoded in the wrong encoding before it came: back to its bytes, or to what was meant.

A system that took legacy bytes, or UTF-8, for windows-1252 or ISO 8859-1 sends well-formed Unicode in which
every letter is another. Nothing is lost as long as each character still stands for its byte.
"""

import re
from codecs import charmap_encode
from collections.abc import Mapping

from harvesters.readers.text import nfc

_SUBSTITUTES = {
    "\u2212": 0xAD,  # the soft hyphen, ư of TCVN3, written as a minus sign so that it shows
    "\u03bc": 0xB5,  # the micro sign, à of TCVN3, which compatibility normalisation makes a Greek letter
}


def _bytes_of_characters() -> Mapping[int, int]:
    table = {code: code for code in range(256)}
    for byte in range(0x80, 0xA0):
        if character := bytes([byte]).decode("cp1252", "ignore"):
            table[ord(character)] = byte
    return table | {ord(character): byte for character, byte in _SUBSTITUTES.items()}


_BYTES = _bytes_of_characters()
_ROUNDS = 3
_has_controls = re.compile("[\x80-\x9f]").search
_LOST_D = re.compile("(?:^|(?<=[\x00-@\\[-`{-\x7f])|(?<=â€œ))\xc4\ufffd")
_LOST_LETTER = re.compile("(?:[\xc3-\xdf]|[\xe0-\xef][\xa0-\xbf])\ufffd")
_LOST_NO_BREAK_SPACE = re.compile(rb"(?<=[\xc3\xc4\xc6]) |(?<=\xe1[\xba\xbb]) ")


def legacy_bytes(text: str) -> bytes | None:
    """The bytes that, read as windows-1252 or ISO 8859-1, gave *text*; None where they gave it not alone.

    The 32 bytes from 80 come back from the signs of windows-1252 as well as from the control characters of
    ISO 8859-1. One character that neither has, such as a true Vietnamese letter, and *text* is not, or not
    wholly, a legacy encoding misread.
    """
    try:
        return charmap_encode(nfc(text), "strict", _BYTES)[0]
    except UnicodeEncodeError:
        return None


def mojibake(text: str) -> str:
    """*text* as it was before UTF-8 was read as windows-1252 or ISO 8859-1, once or several times over.

    The same *text* where it is no UTF-8 misread. What is undone is UTF-8 from end to end, and no control
    character comes of it; whether it makes better sense than what stood there is for the caller to say. Where
    a byte of a letter is lost, a U+FFFD stays.
    """
    result = text
    for _ in range(_ROUNDS):
        undone = _undone(result)
        if undone is None:
            break
        result = undone
    return text if _has_controls(result) else result


def _undone(text: str) -> str | None:
    if text.isascii():
        return None
    data = legacy_bytes(_undefined_bytes(text) if "\ufffd" in text else text)
    if data is None:
        return None
    try:
        return nfc(data.decode())
    except UnicodeDecodeError:
        pass
    try:
        return nfc(_no_break_spaces(data).decode())
    except UnicodeDecodeError:
        return None


def _undefined_bytes(text: str) -> str:
    """*text* with the bytes that windows-1252 does not define, where a program made U+FFFD of them.

    The last byte of Đ (C4 90) and of the quotation mark ” (E2 80 9D) can be told: nothing else is likely at
    the beginning of a word, or behind E2 80. Of other letters the U+FFFD remains, now for the whole letter.
    """
    text = _LOST_D.sub("\xc4\x90", text).replace("â€\ufffd", "â€\x9d")
    return _LOST_LETTER.sub("\xef\xbf\xbd", text)


def _no_break_spaces(data: bytes) -> bytes:
    """*data* with A0 again where it became a blank: behind a byte of UTF-8 that ends no character.

    The letters that end in A0 are many: à (C3 A0), Ơ (C6 A0), Ạ (E1 BA A0), Ỡ (E1 BB A0).
    """
    return _LOST_NO_BREAK_SPACE.sub(b"\xa0", data)
