"""Records for examinations, from lines as cataloguers write them: `245 10 $aTruyện Kiều /$cNguyễn Du.`"""

import re
from collections.abc import Callable

import pytest

from harvesters.marc import MarcField, MarcRecord

_LEADER = "00000nam a2200000 i 4500"
_FIELD_008 = "190401s2019    vm            000 1 vie d"
_SUBFIELD = re.compile(r"\$(.)([^$]*)")


def marc_record(text: str) -> MarcRecord:
    """A record from its lines; in leader, control fields and indicators `#` is a blank."""
    leader, control, fields = _LEADER, [("001", "1")], []
    for line in filter(None, map(str.strip, text.splitlines())):
        tag, indicators, rest = line[:3], line[4:6].replace("#", " "), line[7:]
        if tag == "LDR":
            leader = line[4:].replace("#", " ")
        elif tag.startswith("00"):
            control.append((tag, line[4:].replace("#", " ")))
        else:
            pairs = tuple(_SUBFIELD.findall(rest))
            fields.append(MarcField(tag, indicators[0], indicators[1], pairs))
    return MarcRecord(leader, tuple(control), tuple(fields))


@pytest.fixture
def record_of() -> Callable[[str], MarcRecord]:
    """A record from its lines, nothing else."""
    return marc_record


@pytest.fixture
def sound() -> Callable[[str], MarcRecord]:
    """A MARC 21 record in which nothing is wrong but what its further lines say."""

    def make(text: str) -> MarcRecord:
        title = "" if "245 " in text else "245 10 $aTruyện Kiều\n"
        return marc_record(("" if "008 " in text else f"008 {_FIELD_008}\n") + title + text)

    return make
