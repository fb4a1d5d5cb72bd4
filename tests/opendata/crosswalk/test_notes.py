"""Examples of each rule of notes.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import notes

EXAMPLES = [
    (
        "500 ## $aIn theo bản khắc 1866.$3Tập 1$5VN",
        """
        <#Instance> bf:note [ a bf:Note ;
            rdfs:label "In theo bản khắc 1866." ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "501 ## $aĐóng chung với: Lục Vân Tiên.",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:with ;
            rdfs:label "Đóng chung với: Lục Vân Tiên." ] .
        """,
    ),
    (
        "502 ## $aLuận án tiến sĩ--Đại học Quốc gia Hà Nội, 2005.",
        """
        <#Work> bf:dissertation [ a bf:Dissertation ;
            rdfs:label "Luận án tiến sĩ--Đại học Quốc gia Hà Nội, 2005." ] .
        """,
    ),
    (
        "502 ## $bTiến sĩ$cĐại học Quốc gia Hà Nội$d2005$gBảo vệ cấp nhà nước$oLA05.123",
        """
        <#Work> bf:dissertation [ a bf:Dissertation ;
            bf:degree "Tiến sĩ" ;
            bf:grantingInstitution [ a bf:Agent ;
              rdfs:label "Đại học Quốc gia Hà Nội" ] ;
            bf:date "2005" ;
            bf:note [ a bf:Note ;
              rdfs:label "Bảo vệ cấp nhà nước" ] ;
            bf:identifiedBy [ a bf:DissertationIdentifier ;
              rdf:value "LA05.123" ] ] .
        """,
    ),
    (
        "504 ## $aThư mục: tr. 301-315.$b120",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:biblio ;
            rdfs:label "Thư mục: tr. 301-315." ;
            bf:count "120" ] .
        """,
    ),
    (
        "505 10 $tGặp gỡ và đính ước$gtr. 1$rNguyễn Du$uhttp://example.org/mucluc",
        """
        <#Work> bf:tableOfContents [ a bf:TableOfContents ;
            rdfs:label "Gặp gỡ và đính ước tr. 1 Nguyễn Du" ;
            bf:electronicLocator <http://example.org/mucluc> ;
            bf:status mstatus:incmp ] .
        """,
    ),
    (
        "507 ## $aTỷ lệ 1:50.000",
        """
        <#Work> bf:scale [ a bf:Scale ;
            rdfs:label "Tỷ lệ 1:50.000" ] .
        """,
    ),
    (
        "508 ## $aĐạo diễn: Đặng Nhật Minh.",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:credits ;
            rdfs:label "Đạo diễn: Đặng Nhật Minh." ] .
        """,
    ),
    (
        "511 1# $aNhư Quỳnh, Hữu Mười.",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:participants ;
            rdfs:label "Cast: Như Quỳnh, Hữu Mười." ] .
        """,
    ),
    (
        "511 0# $aDàn nhạc Giao hưởng Việt Nam.",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:participants ;
            rdfs:label "Dàn nhạc Giao hưởng Việt Nam." ] .
        """,
    ),
    (
        "513 ## $aBáo cáo tổng kết$b2001-2005",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:report ;
            rdfs:label "Báo cáo tổng kết 2001-2005" ] .
        """,
    ),
    (
        "515 ## $aSố 1 đánh nhầm số 2.",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:issuance ;
            rdfs:label "Số 1 đánh nhầm số 2." ] .
        """,
    ),
    (
        "516 ## $aDữ liệu dạng văn bản",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:computer ;
            rdfs:label "Dữ liệu dạng văn bản" ] .
        """,
    ),
    (
        "518 ## $aThu âm tại Hà Nội$d1998$oThu âm$pNhà hát Lớn",
        """
        <#Work> bf:capture [ a bf:Capture ;
            rdfs:label "Thu âm tại Hà Nội" ;
            bf:date "1998" ;
            bf:note [ a bf:Note ;
              rdfs:label "Thu âm" ] ;
            bf:place [ a bf:Place ;
              rdfs:label "Nhà hát Lớn" ] ] .
        """,
    ),
    (
        "520 ## $aTruyện thơ 3254 câu lục bát.$uhttp://example.org/tomtat",
        """
        <#Work> bf:summary [ a bf:Summary ;
            rdfs:label "Truyện thơ 3254 câu lục bát." ;
            bf:electronicLocator <http://example.org/tomtat> ] .
        """,
    ),
    (
        "521 1# $aTừ 10 tuổi$bNhà xuất bản",
        """
        <#Work> bf:intendedAudience [ a bf:IntendedAudience ;
            rdfs:label "Từ 10 tuổi" ;
            bf:note [ a bf:Note ;
              rdfs:label "interest age level" ] ;
            bf:source [ a bf:Source ;
              rdfs:label "Nhà xuất bản" ] ] .
        """,
    ),
    (
        "522 ## $aĐồng bằng sông Hồng",
        """
        <#Work> bf:geographicCoverage [ a bf:GeographicCoverage ;
            rdfs:label "Đồng bằng sông Hồng" ] .
        """,
    ),
    (
        "524 ## $aBộ sưu tập Hán Nôm$2local",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:citeas ;
            rdfs:label "Bộ sưu tập Hán Nôm" ;
            bf:source <http://id.loc.gov/vocabulary/citationschemes/local> ] .
        """,
    ),
    (
        "525 ## $aCó phụ bản kèm theo",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:suppl ;
            rdfs:label "Có phụ bản kèm theo" ] .
        """,
    ),
    (
        "530 ## $aCó bản vi phim$bThư viện Quốc gia$dVP123",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:addphys ;
            rdfs:label "Có bản vi phim Thư viện Quốc gia" ;
            bf:identifiedBy [ a bf:StockNumber ;
              rdf:value "VP123" ] ] .
        """,
    ),
    (
        "532 1# $aCó phụ đề",
        """
        <#Instance> bf:contentAccessibility [ a bf:ContentAccessibility ;
            rdfs:label "Có phụ đề" ] .
        """,
    ),
    (
        "533 ## $aBản chụp.$bHà Nội :$cThư viện Quốc gia,$d1990$mTập 1",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:repro ;
            rdfs:label "Bản chụp. Hà Nội : Thư viện Quốc gia, 1990" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] .
        """,
    ),
    (
        "534 ## $pIn lại từ bản:$cHà Nội, 1925$x0866-7349$z6041234567",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:orig ;
            rdfs:label "Hà Nội, 1925" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "In lại từ bản" ] ;
            bf:identifiedBy [ a bf:Issn ;
              rdf:value "0866-7349" ] , [ a bf:Isbn ;
              rdf:value "6041234567" ] ] .
        """,
    ),
    (
        "536 ## $aQuỹ Nafosted$cVII1.1$fĐề tài 12",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:fundinfo ;
            rdfs:label "Quỹ Nafosted" , "Grant: VII1.1" , "Project: Đề tài 12" ] .
        """,
    ),
    (
        "538 ## $aCần trình đọc PDF",
        """
        <#Instance> bf:systemRequirement [ a bf:SystemRequirement ;
            rdfs:label "Cần trình đọc PDF" ] .
        """,
    ),
    (
        "544 ## $aBản thảo ở Bảo tàng Văn học",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:related ;
            rdfs:label "Bản thảo ở Bảo tàng Văn học" ] .
        """,
    ),
    (
        "545 0# $aNhà thơ, quê Nghi Xuân.",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:biogdata ;
            rdfs:label "Nhà thơ, quê Nghi Xuân." ] .
        """,
    ),
    (
        "545 1# $aThành lập năm 1917.",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:adminhist ;
            rdfs:label "Thành lập năm 1917." ] .
        """,
    ),
    (
        "545 ## $aXem thêm.",
        """
        <#Instance> bf:note [ a bf:Note ;
            rdfs:label "Xem thêm." ] .
        """,
    ),
    (
        "546 ## $aTiếng Việt và tiếng Anh$bChữ Nôm",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:lang ;
            rdfs:label "Tiếng Việt và tiếng Anh" ] ;
          bf:notation [ a bf:Notation ;
            rdfs:label "Chữ Nôm" ] .
        """,
    ),
    (
        "547 ## $aTên cũ thay đổi.",
        """
        <#Instance> bf:note [ a bf:Note ;
            rdfs:label "Tên cũ thay đổi." ] .
        """,
    ),
    (
        "550 ## $aCơ quan chủ quản: Viện Văn học",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:issuing ;
            rdfs:label "Cơ quan chủ quản: Viện Văn học" ] .
        """,
    ),
    (
        "555 ## $aCó bảng tra",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:index ;
            rdfs:label "Có bảng tra" ] .
        """,
    ),
    (
        "555 0# $aMục lục lưu trữ",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:finding ;
            rdfs:label "Mục lục lưu trữ" ] .
        """,
    ),
    (
        "555 8# $aChỉ mục",
        """
        <#Instance> bf:note [ a bf:Note ;
            rdfs:label "Chỉ mục" ] .
        """,
    ),
    (
        "556 ## $aSách hướng dẫn",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:doc ;
            rdfs:label "Sách hướng dẫn" ] .
        """,
    ),
    (
        "580 ## $aTiếp theo: Nam phong",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:relnote ;
            rdfs:label "Tiếp theo: Nam phong" ] .
        """,
    ),
    # what a linking field says already, no note says again
    (
        """
        580 ## $aContinued by: Tri tân.
        785 00 $tTri tân
        """,
        "",
    ),
    (
        "581 ## $aNghiên cứu về văn bản$z6041234567",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:related ;
            rdfs:label "Nghiên cứu về văn bản" ;
            bf:identifiedBy [ a bf:Isbn ;
              rdf:value "6041234567" ] ] .
        """,
    ),
    (
        "585 ## $aTrưng bày 2015",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:exhibit ;
            rdfs:label "Trưng bày 2015" ] .
        """,
    ),
    (
        "586 ## $aGiải thưởng Hồ Chí Minh",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:award ;
            rdfs:label "Giải thưởng Hồ Chí Minh" ] .
        """,
    ),
    (
        "588 0# $aTập 1, số 1 (1917)",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:descsource ;
            rdfs:label "Description based on: Tập 1, số 1 (1917)" ] .
        """,
    ),
    (
        "588 1# $aTập 34 (1934)",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:descsource ;
            rdfs:label "Latest issue consulted: Tập 34 (1934)" ] .
        """,
    ),
    (
        "588 ## $aTheo bìa",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:descsource ;
            rdfs:label "Theo bìa" ] .
        """,
    ),
    (
        "504 ## $b125",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:biblio ;
            bf:count "125" ] .
        """,
    ),
    (
        "508 ## $aĐạo diễn: Đặng Nhật Minh.$aQuay phim: Nguyễn Mạnh Lân.",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:credits ;
            rdfs:label "Đạo diễn: Đặng Nhật Minh." ] , [ a bf:Note , mnotetype:credits ;
            rdfs:label "Quay phim: Nguyễn Mạnh Lân." ] .
        """,
    ),
    (
        "530 ## $dB-12",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:addphys ;
            bf:identifiedBy [ a bf:StockNumber ;
              rdf:value "B-12" ] ] .
        """,
    ),
    (
        "587 ## $aTổng điều tra dân số 2019$bGhi chú$uhttp://www.gso.gov.vn/dan-so",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:datasource ;
            rdfs:label "Ghi chú" ;
            bf:preferredCitation "Tổng điều tra dân số 2019" ;
            bf:electronicLocator <http://www.gso.gov.vn/dan-so> ] .
        """,
    ),
    (
        "587 0# $bDữ liệu tự thu thập",
        """
        <#Work> bf:note [ a bf:Note , mnotetype:datanf ;
            rdfs:label "Dữ liệu tự thu thập" ] .
        """,
    ),
    (
        "587 8# $bDữ liệu khác",
        """
        <#Work> bf:note [ a bf:Note ;
            rdfs:label "Dữ liệu khác" ] .
        """,
    ),
    (
        "505 0# $uhttps://nlv.gov.vn/ml.pdf",
        """
        <#Work> bf:tableOfContents [ a bf:TableOfContents ;
            bf:electronicLocator <https://nlv.gov.vn/ml.pdf> ] .
        """,
    ),
    (
        "547 ## $aTên đổi nhiều lần.$uhttps://nlv.gov.vn/ten.html$3Bộ cũ$5VN",
        """
        <#Instance> bf:note [ a bf:Note ;
            rdfs:label "Tên đổi nhiều lần." ;
            bf:electronicLocator <https://nlv.gov.vn/ten.html> ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Bộ cũ" ] ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(notes, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(notes, EXAMPLES) == []
