"""UNIMARC: each field of the table, and the MARC 21 field that tells the same."""

from collections.abc import Callable

import pytest

from harvesters.marc import MarcRecord
from opendata.crosswalk.registry import convert_unimarc
from opendata.crosswalk.unimarc import TABLE, to_marc21

EXAMPLES = [
    ("010 ## $a978-604-55-1234-5$bbìa mềm$d85000đ", "020 ## $a978-604-55-1234-5$qbìa mềm$c85000đ"),
    ("011 ## $a0866-7349", "022 ## $a0866-7349"),
    ("020 ## $aVN$bVN-2019.1", "015 ## $2VN$aVN-2019.1"),
    ("035 ## $a(VN)123", "035 ## $a(VN)123"),
    ("101 1# $avie$cchi", "041 1# $avie$hchi"),
    (
        "200 1# $aTruyện Kiều$etruyện thơ$fNguyễn Du$gĐào Duy Anh hiệu khảo$hQuyển 1$iPhần một",
        "245 10 $aTruyện Kiều :$btruyện thơ.$nQuyển 1,$pPhần một$cNguyễn Du ; Đào Duy Anh hiệu khảo",
    ),
    ("205 ## $aTái bản lần 2$fcó sửa chữa", "250 ## $aTái bản lần 2$bcó sửa chữa"),
    ("207 #0 $aSố 1 (1917)-", "362 0# $aSố 1 (1917)-"),
    ("210 ## $aHà Nội$cVăn học$d2019", "260 ## $aHà Nội$bVăn học$c2019"),
    ("214 #0 $aHuế$cThuận Hóa$d2020", "260 ## $aHuế$bThuận Hóa$c2020"),
    ("215 ## $a365 tr.$cminh họa$d21 cm$e1 CD", "300 ## $a365 tr.$bminh họa$c21 cm$e1 CD"),
    ("225 0# $aVăn học cổ điển$v12", "490 0# $aVăn học cổ điển$v12"),
    ("300 ## $aIn theo bản 1866", "500 ## $aIn theo bản 1866"),
    ("303 ## $aGhi chú mô tả", "500 ## $aGhi chú mô tả"),
    ("304 ## $aGhi chú nhan đề", "500 ## $aGhi chú nhan đề"),
    ("305 ## $aGhi chú bản", "500 ## $aGhi chú bản"),
    ("306 ## $aGhi chú xuất bản", "500 ## $aGhi chú xuất bản"),
    ("307 ## $aGhi chú vật lý", "500 ## $aGhi chú vật lý"),
    ("310 ## $aGhi chú đóng tập", "500 ## $aGhi chú đóng tập"),
    ("320 ## $aThư mục: tr. 301", "504 ## $aThư mục: tr. 301"),
    ("326 ## $aHàng tháng$b1917", "310 ## $aHàng tháng$b1917"),
    ("327 ## $aPhần 1; Phần 2", "505 0# $aPhần 1; Phần 2"),
    ("328 ## $bTiến sĩ$eĐại học Hà Nội$d2005", "502 ## $bTiến sĩ$cĐại học Hà Nội$d2005"),
    ("330 ## $aTóm tắt", "520 ## $aTóm tắt"),
    ("333 ## $aThiếu nhi", "521 ## $aThiếu nhi"),
    ("337 ## $aCần máy tính", "538 ## $aCần máy tính"),
    ("410 #0 $tTủ sách Hán Nôm", "760 0# $tTủ sách Hán Nôm"),
    ("421 #0 $tPhụ trương", "770 0# $tPhụ trương"),
    ("430 #0 $tNam phong", "780 00 $tNam phong"),
    ("440 #0 $tTri tân", "785 00 $tTri tân"),
    ("452 #0 $tBản vi phim", "776 0# $tBản vi phim"),
    ("453 #0 $tKim Vân Kiều (tiếng Pháp)", "767 0# $tKim Vân Kiều (tiếng Pháp)"),
    ("454 #0 $tKim Vân Kiều truyện", "765 0# $tKim Vân Kiều truyện"),
    ("461 #0 $tTạp chí Văn học$vSố 1", "773 0# $tTạp chí Văn học$gSố 1"),
    ("463 #0 $tTạp chí Văn học$vSố 1", "773 0# $tTạp chí Văn học$gSố 1"),
    ("500 10 $aTruyện Kiều$mtiếng Anh", "240 10 $aTruyện Kiều$ltiếng Anh"),
    ("510 1# $aThe tale of Kieu", "246 11 $aThe tale of Kieu"),
    ("512 1# $aKiều", "246 14 $aKiều"),
    ("517 1# $aKim Vân Kiều", "246 1# $aKim Vân Kiều"),
    ("530 0# $aNam phong$b(Hà Nội)", "222 #0 $aNam phong$b(Hà Nội)"),
    ("600 #1 $aNguyễn$bDu$f1765-1820$xPhê bình", "600 17 $aNguyễn, Du,$d1765-1820$xPhê bình"),
    ("601 02 $aViện Văn học", "610 27 $aViện Văn học"),
    (
        "606 ## $aThơ Nôm$yViệt Nam$zThế kỷ 19$xLịch sử$2btkkhcn",
        "650 #7 $aThơ Nôm$zViệt Nam$yThế kỷ 19$xLịch sử$2btkkhcn",
    ),
    ("607 ## $aHuế", "651 #4 $aHuế"),
    ("608 ## $aTruyện thơ", "655 #4 $aTruyện thơ"),
    ("610 0# $aKiều", "653 ## $aKiều"),
    ("675 ## $a895.922$v2001", "080 ## $a895.922$22001"),
    ("676 ## $a895.92212$v23", "082 04 $a895.92212$223"),
    ("680 ## $aPL4378$bN5", "050 #4 $aPL4378$bN5"),
    ("686 ## $aV6$2bbk", "084 ## $aV6$2bbk"),
    ("700 #1 $aNguyễn$bDu$f1765-1820$4070", "100 1# $aNguyễn, Du,$d1765-1820$4aut"),
    ("701 #1 $aĐào$bDuy Anh$4340", "700 1# $aĐào, Duy Anh$4edt"),
    ("702 #0 $aVô danh$4730", "700 0# $aVô danh$4trl"),
    ("710 02 $aViện Văn học$bPhòng tư liệu", "110 2# $aViện Văn học$bPhòng tư liệu"),
    ("711 12 $aHội nghị Việt Nam học$d1$f1998$eHà Nội", "711 2# $aHội nghị Việt Nam học$n1$d1998$cHà Nội"),
    ("712 02 $aNhà xuất bản Văn học$4650", "710 2# $aNhà xuất bản Văn học$4pbl"),
    ("720 ## $aNguyễn (dòng họ)", "100 3# $aNguyễn (dòng họ)"),
    ("721 ## $aLê (dòng họ)", "700 3# $aLê (dòng họ)"),
    ("722 ## $aTrần (dòng họ)", "700 3# $aTrần (dòng họ)"),
    ("856 40 $uhttp://example.org/kieu.pdf", "856 40 $uhttp://example.org/kieu.pdf"),
    ("995 ## $bVN-HaNLV$cKho đọc$fVV001$kV93", "852 ## $bVN-HaNLV$cKho đọc$pVV001$hV93"),
]


@pytest.mark.parametrize(("unimarc", "marc21"), EXAMPLES)
def test_field_is_told_in_marc21(record_of: Callable[[str], MarcRecord], unimarc: str, marc21: str) -> None:
    assert to_marc21(record_of(unimarc)).fields == record_of(marc21).fields


def test_every_line_of_the_table_has_an_example() -> None:
    assert {line[:3] for line, _ in EXAMPLES} >= set(TABLE)


@pytest.mark.parametrize("line", ["999 ## $aNgoài bảng", "606 ## $9mã riêng", "801 #0 $aVN"])
def test_what_the_table_does_not_know_is_left_to_the_archive(
    record_of: Callable[[str], MarcRecord], line: str
) -> None:
    assert to_marc21(record_of(line)).fields == ()


RECORD = """
LDR 00000nam0#2200000###450#
001 VN0001
005 20190423101112.0
100 ## $a20190423d2019####m##y0viey50######ba
101 0# $avie
102 ## $aVN
801 #0 $aVN$bVN-HaNLV
200 1# $aTruyện Kiều
"""


def test_coded_data(record_of: Callable[[str], MarcRecord]) -> None:
    record = to_marc21(record_of(RECORD.replace("####", "    ").replace("######", "      ")))
    assert record.leader == "00000nam a22000000 i 4500"[:24] or record.leader[5:8] == "nam"
    assert len(record.leader) == 24
    assert record.control_value("001") == "VN0001"
    assert record.control_value("005") == "20190423101112.0"
    assert record.control_value("008")[:18] == "190423s2019    vm "
    assert record.control_value("008")[35:38] == "vie"
    assert ("a", "VN-HaNLV") in next(field for field in record.fields if field.tag == "040").subfields


@pytest.mark.parametrize("general", ["", "x", "20190423", "20190423d20"])
def test_short_coded_data_harms_nothing(record_of: Callable[[str], MarcRecord], general: str) -> None:
    record = record_of(f"100 ## $a{general}\n200 1# $aTruyện Kiều")
    statements = convert_unimarc(record, "http://example.org/record/tv/1")
    assert any('"Truyện Kiều"' in line for line in statements)
