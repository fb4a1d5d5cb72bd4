"""Examples of each rule of titles.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import titles

EXAMPLES = [
    (
        "245 10 $aTruyện Kiều /$cNguyễn Du.",
        """
        <#Work> bf:title [ a bf:Title ;
            bf:mainTitle "Truyện Kiều" ] .
        <#Instance> bf:title [ a bf:Title ;
            bf:mainTitle "Truyện Kiều" ] ;
          bf:responsibilityStatement "Nguyễn Du" .
        """,
    ),
    (
        "245 04 $aThe sorrow of war :$ba novel of North Vietnam /$cBao Ninh.",
        """
        <#Work> bf:title [ a bf:Title ;
            bf:mainTitle "The sorrow of war : a novel of North Vietnam" ;
            bflc:nonSortNum "4" ] .
        <#Instance> bf:title [ a bf:Title ;
            bf:mainTitle "The sorrow of war" ;
            bf:subtitle "a novel of North Vietnam" ;
            bflc:nonSortNum "4" ] ;
          bf:responsibilityStatement "Bao Ninh" .
        """,
    ),
    (
        "245 10 $aLịch sử Việt Nam.$nTập 1,$pTừ khởi thủy đến thế kỷ X /$cPhan Huy Lê chủ biên.",
        """
        <#Work> bf:title [ a bf:Title ;
            bf:mainTitle "Lịch sử Việt Nam. Tập 1, Từ khởi thủy đến thế kỷ X" ] .
        <#Instance> bf:title [ a bf:Title ;
            bf:mainTitle "Lịch sử Việt Nam" ;
            bf:partNumber "Tập 1" ;
            bf:partName "Từ khởi thủy đến thế kỷ X" ] ;
          bf:responsibilityStatement "Phan Huy Lê chủ biên" .
        """,
    ),
    (
        "245 00 $aThơ Hồ Xuân Hương,$f1800-1822,$g1820 :$sbản Nôm.",
        """
        <#Work> bf:title [ a bf:Title ;
            bf:mainTitle "Thơ Hồ Xuân Hương" ] ;
          bf:originDate "1800-1822" , "1820" ;
          bf:version "bản Nôm" .
        <#Instance> bf:title [ a bf:Title ;
            bf:mainTitle "Thơ Hồ Xuân Hương" ] .
        """,
    ),
    (
        "210 0# $aTạp chí nghiên cứu văn.$b(Hà Nội)",
        """
        <#Work> bf:title [ a bf:AbbreviatedTitle ;
            bf:mainTitle "Tạp chí nghiên cứu văn." ;
            bf:qualifier "(Hà Nội)" ;
            bf:assigner [ a bf:Agent ;
              bf:code "issnkey" ] ] .
        """,
    ),
    (
        "210 00 $aTạp chí nghiên cứu văn.$b(Hà Nội)$2dnlm",
        """
        <#Instance> bf:title [ a bf:AbbreviatedTitle ;
            bf:mainTitle "Tạp chí nghiên cứu văn." ;
            bf:qualifier "(Hà Nội)" ;
            bf:assigner [ a bf:Agent ;
              bf:code "dnlm" ] ] .
        """,
    ),
    (
        "222 #4 $aLe Courrier du Vietnam$b(Hà Nội)",
        """
        <#Work> bf:title [ a bf:KeyTitle ;
            bf:mainTitle "Le Courrier du Vietnam" ;
            bf:qualifier "(Hà Nội)" ;
            bflc:nonSortNum "4" ] .
        """,
    ),
    (
        "242 14 $aThe tale of Kieu :$ba poem$yeng",
        """
        <#Instance> bf:title [ a bf:VariantTitle , vartitletype:tra ;
            bf:mainTitle "The tale of Kieu" ;
            bf:subtitle "a poem" ;
            bflc:nonSortNum "4" ] .
        """,
    ),
    (
        "243 10 $aTác phẩm tuyển chọn",
        """
        <#Work> bf:title [ a bf:CollectiveTitle ;
            bf:mainTitle "Tác phẩm tuyển chọn" ] .
        """,
    ),
    # an ISBD parallel title, a cover title, a spine title, a variant with a note
    (
        "246 31 $aThe tale of Kiều$bbilingual edition",
        """
        <#Work> bf:title [ a bf:ParallelTitle ;
            bf:mainTitle "The tale of Kiều" ;
            bf:subtitle "bilingual edition" ] .
        """,
    ),
    (
        "246 14 $aKim Vân Kiều$f1866",
        """
        <#Instance> bf:title [ a bf:VariantTitle , vartitletype:cov ;
            bf:mainTitle "Kim Vân Kiều" ;
            bf:date "1866" ] .
        """,
    ),
    (
        "246 1# $iTên khác: $aĐoạn trường tân thanh$5VN",
        """
        <#Work> bf:title [ a bf:VariantTitle ;
            bf:mainTitle "Đoạn trường tân thanh" ;
            bf:note [ a bf:Note ;
              rdfs:label "Tên khác" ] ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "246 18 $aKiều",
        """
        <#Instance> bf:title [ a bf:VariantTitle , vartitletype:spi ;
            bf:mainTitle "Kiều" ] .
        """,
    ),
    (
        "246 16 $aNhan đề đầu trang",
        """
        <#Work> bf:title [ a bf:VariantTitle , vartitletype:cap ;
            bf:mainTitle "Nhan đề đầu trang" ] .
        """,
    ),
    (
        """
        247 11 $aNam phong$btạp chí$f1917-1934$g(Hà Nội)$x0123-4567
        547 ## $aTên thay đổi nhiều lần.
        """,
        """
        <#Work> bf:title [ a bf:VariantTitle , vartitletype:for ;
            bf:mainTitle "Nam phong" ;
            bf:subtitle "tạp chí" ;
            bf:date "1917-1934" ;
            bf:qualifier "(Hà Nội)" ;
            bf:identifiedBy [ a bf:Issn ;
              rdf:value "0123-4567" ] ;
            bf:note [ a bf:Note ;
              rdfs:label "Tên thay đổi nhiều lần." ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(titles, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(titles, EXAMPLES) == []
