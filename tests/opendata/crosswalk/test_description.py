"""Examples of each rule of description.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import description

EXAMPLES = [
    (
        "034 1# $aa$b50000$dE1050000$eE1060000$fN0220000$gN0210000",
        """
        <#Work> bf:cartographicAttributes [ a bf:Cartographic ;
            bf:coordinates "E1050000 E1060000 N0220000 N0210000" ] ;
          bf:scale [ a bf:Scale ;
            rdf:value "50000" ;
            rdfs:label "linear horizontal" ] .
        """,
    ),
    (
        "034 0# $aa",
        """
        <#Work> bf:scale [ a bf:Scale ;
            rdfs:label "linear scale" ] .
        """,
    ),
    (
        "034 3# $ab$c1000$3Bản đồ 1",
        """
        <#Work> bf:scale [ a bf:Scale ;
            rdfs:label "angular scale" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Bản đồ 1" ] ] , [ a bf:Scale ;
            rdf:value "1000" ;
            rdfs:label "linear vertical" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Bản đồ 1" ] ] .
        """,
    ),
    (
        "250 ## $aTái bản lần thứ 3 /$bcó sửa chữa.",
        """
        <#Instance> bf:editionStatement "Tái bản lần thứ 3 / có sửa chữa" .
        """,
    ),
    (
        "254 ## $aTổng phổ",
        """
        <#Instance> bf:editionStatement "Tổng phổ" .
        """,
    ),
    (
        "255 ## $aTỷ lệ 1:50 000 ;$bphép chiếu UTM$c(Đ 105°--Đ 106°/B 22°--B 21°).",
        """
        <#Work> bf:scale [ a bf:Scale ;
            rdfs:label "Tỷ lệ 1:50 000" ] ;
          bf:cartographicAttributes [ a bf:Cartographic ;
            bf:projection [ a bf:Projection ;
              rdfs:label "phép chiếu UTM" ] ;
            bf:coordinates "Đ 105°--Đ 106°/B 22°--B 21°" ] .
        """,
    ),
    (
        "256 ## $aDữ liệu số (2 tệp)",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:computer ;
            rdfs:label "Dữ liệu số (2 tệp)" ] .
        """,
    ),
    (
        "257 ## $aViệt Nam",
        """
        <#Instance> bf:originPlace [ a bf:Place ;
            rdfs:label "Việt Nam" ] .
        """,
    ),
    (
        "263 ## $a202612",
        """
        <#Instance> bflc:projectedProvisionDate "202612" .
        """,
    ),
    (
        "300 ## $a365 tr. :$btranh minh họa ;$c21 cm +$e1 CD-ROM",
        """
        <#Instance> bf:extent [ a bf:Extent ;
            rdfs:label "365 tr." ;
            bf:note [ a bf:Note , mnotetype:physical ;
              rdfs:label "tranh minh họa" ] ] ;
          bf:note [ a bf:Note , mnotetype:accmat ;
            rdfs:label "1 CD-ROM" ] ;
          bf:dimensions "21 cm" .
        """,
    ),
    (
        "300 ## $3Tập 1$a200$ftrang",
        """
        <#Instance> bf:extent [ a bf:Extent ;
            rdfs:label "200 trang" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] .
        """,
    ),
    (
        "306 ## $a003000",
        """
        <#Instance> bf:duration "PT30M"^^xsd:duration .
        """,
    ),
    (
        "310 ## $aHàng tháng,$b1917-1934",
        """
        <#Instance> bf:frequency [ a bf:Frequency ;
            rdfs:label "Hàng tháng" ;
            bf:date "1917-1934" ;
            bf:status mstatus:current ] .
        """,
    ),
    (
        "321 ## $aHàng quý",
        """
        <#Instance> bf:frequency [ a bf:Frequency ;
            rdfs:label "Hàng quý" ;
            bf:status mstatus:former ] .
        """,
    ),
    (
        "334 ## $aMột đơn vị$bsu",
        """
        <#Instance> bf:issuance issuance:su .
        """,
    ),
    (
        "336 ## $atext$btxt$2rdacontent",
        """
        <#Work> bf:content contentTypes:txt .
        """,
    ),
    (
        "336 ## $avăn bản$2rdacontent",
        """
        <#Work> bf:content [ a bf:Content ;
            rdfs:label "văn bản" ;
            bf:source genreFormSchemes:rdacontent ] .
        """,
    ),
    (
        "337 ## $aunmediated$2rdamedia",
        """
        <#Instance> bf:media mediaTypes:n .
        """,
    ),
    (
        "337 ## $akhông trung gian$2rdamedia",
        """
        <#Instance> bf:media [ a bf:Media ;
            rdfs:label "không trung gian" ;
            bf:source genreFormSchemes:rdamedia ] .
        """,
    ),
    (
        "338 ## $avolume$2rdacarrier",
        """
        <#Instance> bf:carrier carriers:nc .
        """,
    ),
    (
        "338 ## $atập$bnc",
        """
        <#Instance> bf:carrier carriers:nc .
        """,
    ),
    (
        "362 0# $aSố 1 (1917)-số 210 (1934).",
        """
        <#Instance> bf:firstIssue "Số 1 (1917)" ;
          bf:lastIssue "số 210 (1934)" .
        """,
    ),
    (
        "362 1# $aBắt đầu từ năm 1917.",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:number ;
            rdfs:label "Bắt đầu từ năm 1917." ] .
        """,
    ),
    (
        "257 ## $aViệt Nam$aLào$2naf",
        """
        <#Instance> bf:originPlace [ a bf:Place ;
            rdfs:label "Việt Nam" ;
            bf:source [ a bf:Source ;
              bf:code "naf" ] ] , [ a bf:Place ;
            rdfs:label "Lào" ;
            bf:source [ a bf:Source ;
              bf:code "naf" ] ] .
        """,
    ),
    (
        "265 ## $aNhà sách Phương Nam, TP. Hồ Chí Minh",
        """
        <#Instance> bf:acquisitionSource [ a bf:AcquisitionSource ;
            rdfs:label "Nhà sách Phương Nam, TP. Hồ Chí Minh" ] .
        """,
    ),
    (
        "310 ## $aHàng tháng$0http://id.loc.gov/vocabulary/frequencies/mon$2marcfrequency",
        """
        <#Instance> bf:frequency frequencies:mon .
        """,
    ),
    (
        "321 ## $aHàng quý,$b1990-1995$0http://id.loc.gov/vocabulary/frequencies/qrt",
        """
        <#Instance> bf:frequency frequencies:qrt , [ a bf:Frequency ;
            rdfs:label "Hàng quý" ;
            bf:date "1990-1995" ;
            bf:status mstatus:former ] .
        """,
    ),
    (
        "310 ## $aKhông đều$0(TVQG)4$2tvqg",
        """
        <#Instance> bf:frequency [ a bf:Frequency ;
            rdfs:label "Không đều" ;
            bf:status mstatus:current ;
            bf:source [ a bf:Source ;
              bf:code "tvqg" ] ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "4" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ] .
        """,
    ),
    (
        "336 ## $avăn bản$0(TVQG)3$2tvqg$3Tập 1",
        """
        <#Work> bf:content [ a bf:Content ;
            rdfs:label "văn bản" ;
            bf:source genreFormSchemes:tvqg ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "3" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] .
        """,
    ),
    (
        "337 ## $bn$aunmediated$2rdamedia",
        """
        <#Instance> bf:media mediaTypes:n .
        """,
    ),
    (
        "255 ## $aTỷ lệ 1:50 000 ;$bUTM$c(Đ 102°--Đ 110°/B 24°--B 8°).$c(Đ 1°)$fa, b$gc, d",
        """
        <#Work> bf:scale [ a bf:Scale ;
            rdfs:label "Tỷ lệ 1:50 000" ] ;
          bf:cartographicAttributes [ a bf:Cartographic ;
            bf:projection [ a bf:Projection ;
              rdfs:label "UTM" ] ;
            bf:coordinates "Đ 102°--Đ 110°/B 24°--B 8°" ;
            bf:outerGRing "a, b" ;
            bf:exclusionGRing "c, d" ] .
        """,
    ),
    (
        "321 ## $aHàng năm$0(TVQG)4",
        """
        <#Instance> bf:frequency [ a bf:Frequency ;
            rdfs:label "Hàng năm" ;
            bf:status mstatus:former ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "4" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(description, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(description, EXAMPLES) == []
