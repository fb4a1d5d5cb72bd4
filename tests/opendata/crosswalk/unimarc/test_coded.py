"""Leader, and coded data in 100 to 135: the leader, 007 and 008 that tell the same."""

from collections.abc import Callable

import pytest

from harvesters.marc import MarcRecord
from opendata.crosswalk.unimarc.countries import COUNTRIES, country
from opendata.crosswalk.unimarc.record import to_marc21
from opendata.crosswalk.unimarc.relators import RELATORS
from opendata.crosswalk.unimarc.table import TABLE
from vocabularies.codes import terms

GENERAL = "100 ## $a20190423d2019    km y0viey50      ba"

EXAMPLES = [
    (
        "a",
        "101 0# $avie\n102 ## $aVN\n105 ## $aab  m   001dc",
        {15: "vm ", 18: "ab  ", 24: "m", 29: "001", 33: "hc", 35: "vie"},
    ),
    ("a", "101 1# $afra$cvie", {35: "fre"}),
    ("a", "106 ## $as\n102 ## $aUS$bNE", {15: "nbu", 23: "s"}),
    ("e", "120 ## $aabaab  be", {18: "ab  ", 22: "be", 31: "1"}),
    ("c", "125 ## $aax\n128 ## $asu", {18: "su", 20: "a", 21: "n"}),
    ("j", "125 ## $bab", {30: "pd"}),
    ("g", "115 ## $aa095baca", {18: "095", 33: "m"}),
    ("g", "115 ## $ac120baca", {18: "120", 33: "v"}),
    ("k", "116 ## $aabcaaa", {33: "k"}),
    ("r", "117 ## $aag", {33: "p"}),
    ("l", "135 ## $abrcga", {26: "b"}),
]  # fmt: skip
"""Leader/06, the fields, and what stands in 008 from which position on."""

PHYSICAL = [
    ("115 ## $ac095baca|||||||a", "vc c|aca|"),
    ("116 ## $aabcaaa", "kc abc"),
    ("124 ## $bd", "aj |||||"),
    ("126 ## $aagaxhxx", "sd fmngnn|||||"),
    ("130 ## $aaaa", "ha aa||||||||"),
    ("135 ## $avrcga", "cr cga||||||||"),
    ("116 ## $a?", ""),
]


@pytest.mark.parametrize(("kind", "fields", "positions"), EXAMPLES)
def test_positions_of_008(
    record_of: Callable[[str], MarcRecord], kind: str, fields: str, positions: dict[int, str]
) -> None:
    text = to_marc21(record_of(f"LDR 00000n{kind}m##2200000###450#\n{GENERAL}\n{fields}")).control_value(
        "008"
    )
    assert len(text) == 40
    assert text[:11] == "190423s2019"
    assert {at: text[at : at + len(codes)] for at, codes in positions.items()} == positions


@pytest.mark.parametrize(("field", "physical"), PHYSICAL)
def test_physical_description(record_of: Callable[[str], MarcRecord], field: str, physical: str) -> None:
    assert to_marc21(record_of(field)).control_value("007") == physical


def test_a_serial(record_of: Callable[[str], MarcRecord]) -> None:
    record = record_of(
        "LDR 00000nas##2200000###450#\n100 ## $a20190423a19179999km ay0viey50      ba\n110 ## $aafa    1xx0"
    )
    assert to_marc21(record).control_value("008") == "190423c19179999xx mr p      f1          "


@pytest.mark.parametrize(
    ("unimarc", "marc21"),
    [
        ("00000nam##2200000###450#", "00000nam a2200000 i 4500"),
        ("00000oam##22000001n#450#", "00000cam a22000001  4500"),
        ("00000nls##22000003##450#", "00000nms a22000007i 4500"),
        ("########################", "     nam a        i 4500"),
    ],
)
def test_leader(record_of: Callable[[str], MarcRecord], unimarc: str, marc21: str) -> None:
    assert to_marc21(record_of(f"LDR {unimarc}")).leader[5:] == marc21[5:]


def test_every_coded_field_of_the_table_has_an_example() -> None:
    shown = {line[:3] for _, fields, _ in EXAMPLES for line in fields.split("\n")} | {
        text[:3] for text, _ in PHYSICAL
    }
    coded = {tag for tag, line in TABLE.items() if line.to.startswith("00")}
    assert coded - {"100", "110"} <= shown


@pytest.mark.parametrize(
    ("code", "part", "marc"),
    [
        ("VN", "", "vm"),
        ("us", "US-NY", "nyu"),
        ("CA", "QC", "quc"),
        ("GB", "", "xxk"),
        ("VN", "HN", "vm"),
        ("ZZ", "", "xx"),
    ],
)
def test_country(code: str, part: str, marc: str) -> None:
    assert country(code, part) == marc


def test_codes_are_those_of_the_vocabularies() -> None:
    assert [code for code in COUNTRIES.values() if code not in terms("countries")] == []
    assert [code for code in RELATORS.values() if code not in terms("relators")] == []
