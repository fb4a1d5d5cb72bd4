"""What UNIMARC records are examined for."""

from collections.abc import Callable

import pytest

from harvesters.marc import MarcRecord
from opendata.quality.unimarc import examine

SOUND = "LDR 00000nam##2200000###450#\n100 ## $a20190401d2019    k  y0viey50      ba\n200 1# $aTruyện Kiều\n"
FOUND = [
    ("010 ## $a978-604-2-12345-0", "bad-isbn-check-digit", "010", "a"),
    ("011 ## $a0866-7631", "bad-issn-check-digit", "011", "a"),
    ("101 0# $avnm", "unknown-language-code", "101", "a"),
    ("102 ## $aVNM", "unknown-country-code", "102", "a"),
    ("700 #1 $aNguyễn$bDu$4999", "unknown-relator-code", "700", "4"),
    ("304 ## $aThơ$zx", "unmapped-subfield", "304", "z"),
    ("210 ## $aHà Nội$cVăn học$d2009", "date-differs", "210", "d"),
    ("999 ## $aA", "local-field", "999", ""),
    ("856 4# $unlv.gov.vn", "malformed-address", "856", "u"),
    ("300 ## $aTie\u0301\u0302ng Vie\u0323\u0302t", "mark-order", "300", "a"),
]


@pytest.mark.parametrize(("text", "code", "field", "subfield"), FOUND)
def test_finds(
    record_of: Callable[[str], MarcRecord], text: str, code: str, field: str, subfield: str
) -> None:
    assert set(examine(record_of(SOUND + text)).findings.counts) == {(code, field, subfield)}


def test_finds_nothing_where_nothing_is_wrong(record_of: Callable[[str], MarcRecord]) -> None:
    sound = (
        SOUND
        + "010 ## $a978-604-2-12345-7\n101 0# $avie\n102 ## $aVN\n700 #1 $aNguyễn$bDu$4070\n"
        + "210 ## $aHà Nội$cVăn học$d2019"
    )
    assert examine(record_of(sound)).findings.counts == {}


@pytest.mark.parametrize(
    ("general", "code"),
    [
        ("20190401d2019    k", "wrong-length"),
        ("20191301d2019    k  y0viey50      ba", "impossible-date"),
        ("20190401g20192001k  y0viey50      ba", "impossible-date"),
    ],
)
def test_examines_the_general_data(record_of: Callable[[str], MarcRecord], general: str, code: str) -> None:
    text = f"LDR 00000nam##2200000###450#\n100 ## $a{general}\n200 1# $aTruyện Kiều"
    assert set(examine(record_of(text)).findings.counts) == {(code, "100", "a")}


def test_misses_a_title(record_of: Callable[[str], MarcRecord]) -> None:
    text = SOUND.replace("$aTruyện Kiều", "$fNguyễn Du")
    assert set(examine(record_of(text)).findings.counts) == {("missing-title", "200", "")}
