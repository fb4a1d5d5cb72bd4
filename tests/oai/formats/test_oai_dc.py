"""Simple Dublin Core: from MARC 21 and UNIMARC by rules, from Dublin Core as it came."""

from dataclasses import replace

import pytest
from lxml import etree

from oai.formats import oai_dc
from oai.memory import MemoryRecord
from opendata.crosswalk.unimarc.record import to_marc21
from tests.oai.formats.fields import BOOK, NO_TYPE, RECORD, marc


def values(record: MemoryRecord) -> list[tuple[str, str, str]]:
    root = etree.fromstring(oai_dc.write(record, oai_dc.SCHEMA).encode())
    assert root.tag == f"{{{oai_dc.NAMESPACE}}}dc"
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    return [(etree.QName(one).localname, one.text or "", one.get(language, "")) for one in root]


def described(
    *fields: str, leader: str = NO_TYPE, coded: str = "", kind: str = "marc21"
) -> list[tuple[str, str]]:
    fields_of_it = marc(*fields, leader=leader, **({"_008": coded} if coded else {}))
    told = to_marc21(fields_of_it) if kind == "unimarc" else None
    record = replace(RECORD, fields=fields_of_it, format=kind, told_in_marc21=told, address="http://x.vn/1")
    found = values(record)
    assert found[-1] == ("identifier", "http://x.vn/1", "")
    return [(element, value) for element, value, _ in found[:-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("245 10 $a Truyện Kiều : $b thơ / $c Nguyễn Du.", [("title", "Truyện Kiều : thơ")]),
        ("245 10 $a Truyện Kiều $b thơ", [("title", "Truyện Kiều : thơ")]),
        ("245 00 $a Việt sử. $n Tập 1, $p Thời Lý.", [("title", "Việt sử. Tập 1, Thời Lý")]),
        ("245 00 $a Tiểu thuyết ...", [("title", "Tiểu thuyết ...")]),
        ("246 3_ $i Tên khác: $a Đoạn trường tân thanh", [("title", "Đoạn trường tân thanh")]),
        ("880 10 $6 245-01/$1 $a 斷腸新聲 /", [("title", "斷腸新聲")]),
        ("100 0_ $a Nguyễn Du, $d 1766-1820, $e tác giả.", [("creator", "Nguyễn Du, 1766-1820")]),
        ("100 1_ $a Tolkien, J. R. R.", [("creator", "Tolkien, J. R. R.")]),
        ("110 2_ $a Việt Nam. $b Bộ Văn hóa.", [("creator", "Việt Nam. Bộ Văn hóa")]),
        ("700 0_ $a Đào Duy Anh, $e hiệu đính", [("contributor", "Đào Duy Anh")]),
        ("700 12 $a Nguyễn Du. $t Truyện Kiều.", [("relation", "Nguyễn Du. Truyện Kiều")]),
        ("650 _7 $a Văn học $x Sử $z Việt Nam. $2 btkkhcn", [("subject", "Văn học -- Sử -- Việt Nam")]),
        ("600 04 $a Nguyễn Du, $d 1766-1820 $v Tiểu sử.", [("subject", "Nguyễn Du, 1766-1820 -- Tiểu sử")]),
        ("653 __ $a Thơ $a Việt Nam", [("subject", "Thơ"), ("subject", "Việt Nam")]),
        ("651 _4 $a Huế $x Lịch sử", [("subject", "Huế -- Lịch sử"), ("coverage", "Huế")]),
        ("082 04 $a 895.922/1 $2 23", [("subject", "ddc:895.9221")]),
        ("260 __ $a H. : $b Văn học, $c 1979.", [("publisher", "Văn học"), ("date", "1979")]),
        ("260 __ $a [S.l. : $b s.n., $c 197-?]", [("date", "197-?")]),
        ("264 _1 $a Hà Nội : $b Trẻ, $c [2015?]", [("publisher", "Trẻ"), ("date", "2015")]),
        ("264 _4 $c ©2014", []),
        ("300 __ $a 204 tr. : $b minh họa ; $c 19 cm.", [("format", "204 tr. : minh họa ; 19 cm.")]),
        ("500 __ $a Tên sách ngoài bìa.", [("description", "Tên sách ngoài bìa.")]),
        ("520 __ $a Tóm tắt. Hết. $b Thêm.", [("description", "Tóm tắt. Hết. Thêm.")]),
        ("020 __ $a 978-604-1-00001-2 (bìa cứng) : $c 50.000đ", [("identifier", "urn:ISBN:9786041000012")]),
        ("020 __ $a 604-x", [("identifier", "604-x")]),
        ("022 __ $a 1859-0357", [("identifier", "urn:ISSN:1859-0357")]),
        ("024 7_ $a 10.1000/182 $2 doi", [("identifier", "https://doi.org/10.1000/182")]),
        ("024 2_ $a M571100511", [("identifier", "urn:ISMN:M571100511")]),
        (
            "856 40 $u https://x.vn/a.pdf $q application/pdf",
            [("format", "application/pdf"), ("identifier", "https://x.vn/a.pdf")],
        ),
        ("041 1_ $a viefre $h chi", [("language", "vie"), ("language", "fre")]),
        ("490 1_ $a Văn học cổ ; $v 3", [("relation", "Văn học cổ ; 3")]),
        (
            "773 0_ $t Tạp chí Hán Nôm $g Số 1 $x 0866-8639",
            [("relation", "Tạp chí Hán Nôm Số 1"), ("relation", "urn:ISSN:0866-8639")],
        ),
        ("655 _4 $a Luận án", [("type", "Luận án")]),
        ("260 __ $b Faber & Co., $c c1955.", [("publisher", "Faber & Co."), ("date", "1955")]),
        ("540 __ $a CC BY 4.0 $u https://x.vn/cc", [("rights", "CC BY 4.0"), ("rights", "https://x.vn/cc")]),
        ("130 0_ $a Kinh Thi.", [("title", "Kinh Thi")]),
        ("240 10 $a Đoạn trường tân thanh $l Tiếng Việt", [("title", "Đoạn trường tân thanh Tiếng Việt")]),
        ("210 0_ $a Tạp chí Hán Nôm", [("title", "Tạp chí Hán Nôm")]),
        ("250 __ $a In lần 2 / $b có bổ sung", [("description", "In lần 2 / có bổ sung")]),
        ("050 _4 $a PL4378 $b .N5", [("subject", "lcc:PL4378 .N5")]),
        ("080 __ $a 821(597)", [("subject", "udc:821(597)")]),
        ("084 __ $a V5(1)4 $2 bbk", [("subject", "V5(1)4")]),
        ("505 0_ $a Chương 1 -- Chương 2.", [("description", "Chương 1 -- Chương 2.")]),
        ("521 __ $a Học sinh.", [("description", "Học sinh.")]),
        ("546 __ $a Chính văn tiếng Việt.", [("description", "Chính văn tiếng Việt.")]),
        ("561 1_ $a Của Hoàng Xuân Hãn.", [("description", "Của Hoàng Xuân Hãn.")]),
        ("561 0_ $a Mua của ông A.", []),
        ("264 _0 $c 2003", [("date", "2003")]),
        ("010 __ $a   2003012345 ", [("identifier", "info:lccn/2003012345")]),
        ("010 __ $a không rõ", []),
        ("856 42 $u www.x.vn/bìa", [("relation", "http://www.x.vn/b%C3%ACa")]),
        ("856 40 $u tại kho 2", [("identifier", "tại kho 2")]),
        ("830 _0 $a Văn học cổ ; $v 3.", [("relation", "Văn học cổ ; 3")]),
        (
            "530 __ $a Có bản vi phim. $u https://x.vn/a",
            [("relation", "Có bản vi phim."), ("relation", "https://x.vn/a")],
        ),
        ("510 4_ $a Thư mục Hán Nôm, $c số 12", [("relation", "Thư mục Hán Nôm, số 12")]),
        ("538 __ $a Cần Adobe Reader.", [("relation", "Cần Adobe Reader.")]),
        ("740 02 $a Văn chiêu hồn.", [("relation", "Văn chiêu hồn")]),
        ("786 0_ $t Mộc bản triều Nguyễn", [("source", "Mộc bản triều Nguyễn")]),
        ("534 __ $p Bản gốc: $c Huế, 1841", [("source", "Bản gốc: Huế, 1841")]),
        ("752 __ $a Việt Nam $d Huế", [("coverage", "Việt Nam -- Huế")]),
        ("648 _4 $a Thế kỷ 19", [("subject", "Thế kỷ 19"), ("coverage", "Thế kỷ 19")]),
        ("506 __ $a Chỉ đọc tại chỗ.", [("rights", "Chỉ đọc tại chỗ.")]),
        ("041 0_ $a vie $a xyz", [("language", "vie")]),
        ("999 __ $a local", []),
    ],
)
def test_marc_21(text: str, expected: list[tuple[str, str]]) -> None:
    assert described(text) == expected


@pytest.mark.parametrize(
    ("leader", "coded", "expected"),
    [
        (BOOK, "", ["Text"]),
        ("00000nem a2200000 a 4500", "", ["StillImage"]),
        ("00000nim a2200000 a 4500", "", ["Sound"]),
        ("00000ngm a2200000 a 4500", " " * 33 + "v ", ["MovingImage"]),
        ("00000ngm a2200000 a 4500", "", ["Image"]),
        ("00000nmm a2200000 a 4500", " " * 26 + "a", ["Dataset"]),
        ("00000nac a2200000 a 4500", "", ["Text", "Collection"]),
    ],
)
def test_types_come_from_the_leader(leader: str, coded: str, expected: list[str]) -> None:
    assert described(leader=leader, coded=coded) == [("type", one) for one in expected]


def test_008_gives_date_and_language_and_nothing_comes_twice() -> None:
    coded = "250101s1979    vm            000 0 vie d"
    found = described("041 0_ $a vie", "260 __ $c 1979", coded=coded)
    assert found == [("date", "1979"), ("language", "vie")]
    assert described(coded="250101nuuuuuuuuxx            000 0 und d") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200 1_ $a Truyện Kiều $e thơ $h 1 $f Nguyễn Du", [("title", "Truyện Kiều : thơ. 1")]),
        ("700 _1 $a Nguyễn $b Du $f 1766-1820 $4 070", [("creator", "Nguyễn, Du, 1766-1820")]),
        ("702 _1 $a Đào $b Duy Anh", [("contributor", "Đào, Duy Anh")]),
        ("606 __ $a Văn học $x Lịch sử", [("subject", "Văn học -- Lịch sử")]),
        ("210 __ $a Hà Nội $c Văn học $d 1979", [("publisher", "Văn học"), ("date", "1979")]),
        ("215 __ $a 204 tr. $d 19 cm", [("format", "204 tr. ; 19 cm")]),
        ("010 __ $a 2-07-036822-X", [("identifier", "urn:ISBN:207036822X")]),
        ("101 0_ $a vie", [("language", "vie")]),
        ("100 __ $a 20250101d1979    m  y0viey0103    ba", [("date", "1979")]),
    ],
)
def test_unimarc(text: str, expected: list[tuple[str, str]]) -> None:
    assert [pair for pair in described(text, kind="unimarc") if pair != ("type", "Text")] == expected


def test_dublin_core_stays_as_it_came_but_for_languages() -> None:
    elements = [
        ("creator", "Hoàng Xuân Sính", ""),
        ("title", " Gr-catégories <1>\x0b ", "fr"),
        ("title", "Xấu", "not a language!"),
        ("description", "   ", ""),
        ("modified", "2025", ""),
        ("creator", "Hoàng Xuân Sính", ""),
    ]
    assert values(replace(RECORD, format="oai_dc", elements=elements)) == [
        ("creator", "Hoàng Xuân Sính", ""),
        ("title", "Gr-catégories <1>", ""),
        ("title", "Xấu", ""),
        ("creator", "Hoàng Xuân Sính", ""),
    ]


@pytest.mark.parametrize("elements", [None, [], [("title", "", "")]])
def test_no_record_is_empty(elements: list[tuple[str, str, str]] | None) -> None:
    assert values(replace(RECORD, format="oai_dc", elements=elements)) == [("identifier", "oai:x:1", "")]
