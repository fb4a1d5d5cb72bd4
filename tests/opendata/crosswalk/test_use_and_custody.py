"""Examples of each rule of use_and_custody.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import use_and_custody

EXAMPLES = [
    (
        "506 1# $aHạn chế người đọc$ddo thư viện$fHạn chế",
        """
        <#Instance> bf:usageAndAccessPolicy [ a bf:AccessPolicy ;
            rdfs:label "Hạn chế người đọc do thư viện" ;
            bf:qualifier "Hạn chế" ] .
        """,
    ),
    (
        "506 1# $fKhông hạn chế$2star",
        """
        <#Instance> bf:usageAndAccessPolicy [ a bf:AccessPolicy ;
            bf:qualifier "Không hạn chế" ;
            bf:source [ a bf:Source ;
              bf:code "star" ] ] .
        """,
    ),
    (
        "540 ## $aCC BY 4.0$uhttps://creativecommons.org/licenses/by/4.0/",
        """
        <#Instance> bf:usageAndAccessPolicy [ a bf:UsePolicy ;
            rdfs:label "CC BY 4.0" ;
            bf:electronicLocator <https://creativecommons.org/licenses/by/4.0/> ] .
        """,
    ),
    (
        "541 1# $aTặng bởi gia đình tác giả$d1995$5VN",
        """
        <#Instance> bf:hasItem <#Item> .
        <#Item> a bf:Item ;
          bf:itemOf <#Instance> ;
          bf:immediateAcquisition [ a bf:ImmediateAcquisition ;
            rdfs:label "Tặng bởi gia đình tác giả 1995" ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "561 ## $aTừ tủ sách Vương Hồng Sển.",
        """
        <#Instance> bf:custodialHistory "Từ tủ sách Vương Hồng Sển." .
        """,
    ),
    (
        "563 ## $aBìa da",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:binding ;
            rdfs:label "Bìa da" ] .
        """,
    ),
    (
        "583 1# $aSố hóa$c20100101$kTrung tâm bảo quản$lHoàn thành$zToàn văn$hVN$2pda",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:action ;
            rdfs:label "Số hóa" , "VN" ;
            bf:date "20100101" ;
            bf:agent [ a bf:Agent ;
              rdfs:label "Trung tâm bảo quản" ] ;
            bf:status [ a bf:Status ;
              rdfs:label "Hoàn thành" ] ;
            bf:note [ a bf:Note ;
              rdfs:label "Toàn văn" ] ;
            bf:source [ a bf:Source ;
              bf:code "pda" ] ] .
        """,
    ),
    (
        "506 0# $fUnrestricted online access$0http://purl.org/coar/access_right/c_abf2$2star",
        """
        <#Instance> bf:usageAndAccessPolicy <http://purl.org/coar/access_right/c_abf2> .
        """,
    ),
    (
        "506 0# $fTruy cập mở$0(TVQG)5$2tvqg",
        """
        <#Instance> bf:usageAndAccessPolicy [ a bf:AccessPolicy ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "5" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ;
            bf:source [ a bf:Source ;
              bf:code "tvqg" ] ;
            bf:qualifier "Truy cập mở" ] .
        """,
    ),
    (
        "506 1# $aHạn chế đến$g20301231$qTrung tâm Lưu trữ",
        """
        <#Instance> bf:usageAndAccessPolicy [ a bf:AccessPolicy ;
            rdfs:label "Hạn chế đến Trung tâm Lưu trữ" ;
            bf:validDate "2030-12-31"^^datatypes:edtf ] .
        """,
    ),
    (
        "540 ## $aĐược phép dùng$g2025-01/2030",
        """
        <#Instance> bf:usageAndAccessPolicy [ a bf:UsePolicy ;
            rdfs:label "Được phép dùng" ;
            bf:validDate "2025-01/2030"^^datatypes:edtf ] .
        """,
    ),
    (
        "583 ## $zChỉ ghi chú",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:action ;
            bf:note [ a bf:Note ;
              rdfs:label "Chỉ ghi chú" ] ] .
        """,
    ),
    (
        "541 1# $aMua$3Tập 1",
        """
        <#Instance> bf:hasItem <#Item> .
        <#Item> a bf:Item ;
          bf:itemOf <#Instance> ;
          bf:immediateAcquisition [ a bf:ImmediateAcquisition ;
            rdfs:label "Mua" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(use_and_custody, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(use_and_custody, EXAMPLES) == []
