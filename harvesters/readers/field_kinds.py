"""Fields of MARC that are written as the other kind: control fields with subfields, data fields without.

All that they hold is kept; where it went is recorded.
"""

import re

from harvesters.marc import NO_CODE, MarcField
from harvesters.readers.text import legal
from harvesters.repairs import Repair, shown

_DELIMITER = "\x1f"
_like_data = re.compile("(?:[0-9 #|\\\\]{2})?\x1f").match
_with_indicators = re.compile(r"([0-9 ]{2})(?=[^\W\d_])").match
_with_code = re.compile(r"[a-z](?=[A-Z0-9À-ÖØ-ÞĂĐĨŨƠƯẠ-Ỹ])").match
_LOCAL = "009"
"""Beside those with letters, the control field that MARC leaves to local use."""


def as_control(tag: str, text: str, repairs: list[Repair]) -> str | None:
    """The value of a control field with delimiters in it; None where it is a data field in all but its tag.

    A delimiter amid the characters of a field of fixed places stands for one of them: for a blank.
    """
    if not _like_data(text):
        value = " ".join([legal(part) for part in text.split(_DELIMITER)])
        repairs.append(Repair("marc-character", tag, _shown(text), shown(value)))
        return value
    _, *subfields = text.split(_DELIMITER)
    if tag == _LOCAL or not tag.isdigit():
        repairs.append(Repair("marc-field-kind", tag, "control field", "data field"))
        return None
    value = " ".join([legal(part[1:]) for part in subfields])
    repairs.append(Repair("marc-field-kind", tag, _shown(text), shown(value)))
    return value


def is_data(tag: str) -> bool:
    """Whether *tag* is one of a data field; what systems call by letters (FMT, CAT) may be either."""
    return tag.isdigit() and not tag.startswith("00")


def subfield_code(given: str) -> str:
    """The one character that is a subfield's code; NO_CODE where *given* is none."""
    if len(given) == 1:
        return given
    code = given.strip()
    return code if len(code) == 1 else NO_CODE


def as_data(tag: str, text: str, repairs: list[Repair]) -> MarcField:
    """A data field that has no subfields: all of its text as $a.

    Two digits or blanks right before a letter are its indicators, as the code `a` before a capital is one.
    """
    head = _with_indicators(text)
    indicators, value = (head[1], text[2:]) if head else ("  ", text)
    code = "a"
    if head and (found := _with_code(value)):
        code, value = found[0], value[1:]
    repairs.append(Repair("marc-loose-text", tag, shown(text), shown(f"{indicators}${code}{value}")))
    return MarcField(tag, indicators[0], indicators[1], ((code, value),))


def _shown(text: str) -> str:
    return shown(text.replace(_DELIMITER, "$"))
