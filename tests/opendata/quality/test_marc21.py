"""Each kind of finding in MARC 21: a field that has it, and one like it that has not."""

from collections.abc import Callable

import pytest

from harvesters.marc import MarcField, MarcRecord
from opendata.quality.findings import EXAMPLES
from opendata.quality.kinds import KINDS
from opendata.quality.marc21 import examine, examine_closely

FOUND = [
    ("998 ## $aĐã nhập liệu", "local-field", "998", ""),
    ("LKR ## $aITM", "local-field", "LKR", ""),
    ("592 ## $aKho mở", "local-field", "592", ""),
    ("039 ## $a2", "unmapped-field", "039", ""),
    ("245 10 $aTruyện Kiều$h[tài liệu điện tử]$eNguyễn Du", "unmapped-subfield", "245", "e"),
    ("541 0# $aTặng bởi một người xin giấu tên", "non-public-field", "541", ""),
    ("023 1# $a0866-7632", "unmapped-form", "023", ""),
    ("245 10 $aTruyện Kiều$b $cNguyễn Du", "empty-subfield", "245", "b"),
    ("250 ## $a", "empty-field", "250", ""),
    ("500 ## $aKhông có nhan đề\n245 10 $cNguyễn Du", "missing-title", "245", ""),
    ("008 190401s2019####vm##########000#1#vie#d", "wrong-length", "008", ""),
    ("008 191301s2019####vm############000#1#vie#d", "impossible-date", "008", ""),
    ("008 190401m20192001vm############000#1#vie#d", "impossible-date", "008", ""),
    ("005 20190401000000.0\n008 190401s2091####vm############000#1#vie#d", "impossible-date", "008", ""),
    ("046 ## $k20190230", "impossible-date", "046", "k"),
    ("264 #1 $aHà Nội :$bVăn học,$c2009", "date-differs", "264", "c"),
    ("008 190401s2019####zzz###########000#1#vie#d", "unknown-country-code", "008", ""),
    ("008 190401s2019####vm############000#1#vnm#d", "unknown-language-code", "008", ""),
    ("041 0# $avie$avn", "unknown-language-code", "041", "a"),
    ("040 ## $aVN-HaTVQ$bvnm", "unknown-language-code", "040", "b"),
    ("043 ## $aa-vm---", "unknown-area-code", "043", "a"),
    ("338 ## $bxx$2rdacarrier", "unknown-rda-code", "338", "b"),
    ("700 1# $aXuân Diệu,$4tac", "unknown-relator-code", "700", "4"),
    ("020 ## $a978-604-2-12345-0 (bìa mềm)", "bad-isbn-check-digit", "020", "a"),
    ("020 ## $a25000đ", "malformed-isbn", "020", "a"),
    ("020 ## $a8935235213746", "malformed-isbn", "020", "a"),
    ("022 ## $a0866-7631", "bad-issn-check-digit", "022", "a"),
    ("490 0# $aTủ sách$x123", "malformed-issn", "490", "x"),
    ("773 0# $tTạp chí Hán Nôm$x0866-8630", "bad-issn-check-digit", "773", "x"),
    ("856 40 $unlv.gov.vn", "malformed-address", "856", "u"),
    ("245 10 $6880-01$aTruyện Kiều", "missing-880-partner", "245", "6"),
    ("880 10 $6245-02/Hani$a金雲翹傳", "missing-880-partner", "880", "6"),
    ("880 10 $6245$a金雲翹傳", "malformed-linkage", "880", "6"),
    ("500 ## $aTie\u0301\u0302ng Vie\u0323\u0302t", "mark-order", "500", "a"),
    ("500 ## $aTiê \u0301ng Việt", "stray-mark", "500", "a"),
    ("LDR 00000nxm#a2200000#i#4500", "unknown-record-type", "LDR", ""),
]


@pytest.mark.parametrize(("text", "code", "field", "subfield"), FOUND)
def test_finds(sound: Callable[[str], MarcRecord], text: str, code: str, field: str, subfield: str) -> None:
    assert (code, field, subfield) in examine(sound(text)).findings.counts


SOUND = [
    "541 1# $aTặng bởi Hội Nhà văn",
    "583 ## $aĐóng lại bìa",
    "020 ## $a978-604-2-12345-7 (bìa mềm) :$c25000đ",
    "020 ## $z978-604-2-12345-0",
    "020 ## $a0-306-40615-2",
    "022 ## $a0866-7632",
    "041 1# $avie$hfre",
    "041 0# $aviefre",
    "041 07 $avi$2iso639-1",
    "043 ## $aa-vt---",
    "264 #1 $aHà Nội :$bVăn học,$c[2019]",
    "264 #1 $aHà Nội :$bVăn học,$c[không rõ năm]",
    "338 ## $bnc$2rdacarrier",
    "500 ## $aTiếng Việt",
    "500 ## $aTiếng Việt, Đổng lý",
    "700 1# $aXuân Diệu$4http://id.loc.gov/vocabulary/relators/aut",
    "245 10 $6880-01$aTruyện Kiều\n880 10 $6245-01/Hani$a金雲翹傳",
    "880 10 $6500-00/Hani$a金雲翹傳",
    "856 40 $uhttps://nlv.gov.vn/",
    "856 40 $uwww.nlv.gov.vn",
    "008 ||||||s2019####|||||||||||||||||||||||#|",
]


@pytest.mark.parametrize("text", SOUND)
def test_finds_nothing_where_nothing_is_wrong(sound: Callable[[str], MarcRecord], text: str) -> None:
    assert examine(sound(text)).findings.counts == {}


def test_a_record_without_008_is_said_to_have_none(record_of: Callable[[str], MarcRecord]) -> None:
    counts = examine(record_of("245 10 $aTruyện Kiều")).findings.counts
    assert counts == {("missing-008", "008", ""): 1}


def test_every_kind_that_marc_21_can_have_is_tested() -> None:
    of_other_tests = {"missing-008", "unreadable-record", "unconverted-record", "nothing-said"}
    assert {code for _, code, _, _ in FOUND} | of_other_tests == set(KINDS)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("306 ## $a12 phút", "306"),
        ("856 40 $unlv.gov.vn", "856"),
        ("547 ## $aTên cũ\n247 10 $aNam phong", "547"),
        ("240 10 $aTruyện Kiều\n880 10 $6240-00/Hani$a金雲翹傳", "880"),
    ],
)
def test_names_fields_of_which_nothing_is_said(
    sound: Callable[[str], MarcRecord], text: str, field: str
) -> None:
    record = sound(text)
    closely, roughly = examine_closely(record), examine(record)
    assert closely.findings.counts[("nothing-said", field, "")] == 1
    assert closely.fields_left == roughly.fields_left + 1
    assert field in roughly.took_part
    assert field not in closely.took_part


@pytest.mark.parametrize("text", SOUND)
def test_says_nothing_of_fields_that_speak(sound: Callable[[str], MarcRecord], text: str) -> None:
    assert examine_closely(sound(text)).findings.counts == {}


def test_says_what_took_part(sound: Callable[[str], MarcRecord]) -> None:
    examined = examine(sound("245 10 $aTruyện Kiều /$cNguyễn Du$dx\n998 ## $aA$bB"))
    assert {field: "".join(codes) for field, codes in examined.took_part.items()} == {
        "001": "",
        "008": "",
        "245": "ac",
    }
    assert (examined.fields, examined.fields_left) == (3, 1)
    assert (examined.subfields, examined.subfields_left) == (2, 3)


def test_keeps_few_examples_of_a_kind_and_counts_all(sound: Callable[[str], MarcRecord]) -> None:
    examined = examine(sound("\n".join(f"998 ## $a{number}" for number in range(EXAMPLES + 2))))
    assert examined.findings.counts[("local-field", "998", "")] == EXAMPLES + 2
    occurrences = [found.occurrence for found in examined.findings.examples["local-field"]]
    assert occurrences == list(range(1, EXAMPLES + 1))


def test_a_field_of_odd_shape_is_no_error(sound: Callable[[str], MarcRecord]) -> None:
    odd = MarcField("", "", "", (("", ""), ("é", "\x00")))
    examined = examine(sound("")._replace(leader=" " * 24, fields=(odd, odd._replace(tag="880"))))
    assert examined.fields_left == 2
