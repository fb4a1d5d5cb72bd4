"""Examples of each rule of holdings.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from harvesters.marc import MarcRecord
from opendata.crosswalk import holdings
from opendata.crosswalk.registry import convert_marc

IRI = "http://example.org/record/tv/1"

_LIBRARY = "<https://ld.zdb-services.de/resource/organisations/DE-"

EXAMPLES = [
    (
        "852 1# $aVN-HaNLV$bKho đọc$hVV93.01234$kV$pVV0012345$t2$xmua 2003$zĐọc tại chỗ",
        """
        <#Instance> bf:hasItem [ a bf:Item ;
            bf:itemOf <#Instance> ;
            bf:heldBy organizations:vnhanlv ;
            bf:physicalLocation "Kho đọc" ;
            bf:shelfMark [ a bf:ShelfMarkDdc ; rdfs:label "V VV93.01234" ] ;
            bf:identifiedBy [ a bf:Barcode ; rdf:value "VV0012345" ] ;
            bf:note [ a bf:Note ; rdfs:label "Đọc tại chỗ" ] ] .
        """,
    ),
    (  # a scheme by its code, materials, an address
        "852 7# $aThư viện tỉnh$cTầng 2$h84(1)$2rilm$3Tập 1$uhttp://example.org/kho",
        """
        <#Instance> bf:hasItem [ a bf:Item ;
            bf:itemOf <#Instance> ;
            bf:heldBy [ a bf:Agent ; rdfs:label "Thư viện tỉnh" ] ;
            bf:physicalLocation "Tầng 2" ;
            bf:shelfMark [ a bf:ShelfMark ; rdfs:label "84(1)" ; bf:source classSchemes:rilm ] ;
            bf:electronicLocator <http://example.org/kho> ;
            <http://id.loc.gov/ontologies/bflc/appliesTo> [ a bflc:AppliesTo ; rdfs:label "Tập 1" ] ] .
        """,
    ),
    (  # repeated shelving numbers are as many copies; a later collection is that of the later copies
        "852 ## $bKho mượn$jVV 1234$jVV 1235$bKho đọc$jVD 77",
        """
        <#Instance> bf:hasItem
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:physicalLocation "Kho mượn" ;
              bf:shelfMark [ a bf:ShelfMark ; rdfs:label "VV 1234" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:physicalLocation "Kho mượn" ;
              bf:shelfMark [ a bf:ShelfMark ; rdfs:label "VV 1235" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:physicalLocation "Kho đọc" ;
              bf:shelfMark [ a bf:ShelfMark ; rdfs:label "VD 77" ] ] .
        """,
    ),
    (  # what stands behind the last barcode is that copy's
        "852 ## $hPL4378$pM1$pM2$bKho B",
        """
        <#Instance> bf:hasItem
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:shelfMark [ a bf:ShelfMark ; rdfs:label "PL4378" ] ;
              bf:identifiedBy [ a bf:Barcode ; rdf:value "M1" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:shelfMark [ a bf:ShelfMark ; rdfs:label "PL4378" ] ;
              bf:identifiedBy [ a bf:Barcode ; rdf:value "M2" ] ; bf:physicalLocation "Kho B" ] .
        """,
    ),
    ("852 ## $xthanh lý 2005$zKhông cho mượn", ""),
    (
        "850 ## $aMH$aInU",
        """
        <#Instance> bf:hasItem [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy organizations:mh ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy organizations:inu ] .
        """,
    ),
    (  # the only 852 is the place of the holdings
        """
        852 ## $bKho báo
        866 #0 $aT. 1 (1990)-t. 12 (2001)$zThiếu t. 3$xkiểm kê
        """,
        """
        <#Instance> bf:hasItem [ a bf:Item ;
            bf:itemOf <#Instance> ;
            bf:physicalLocation "Kho báo" ;
            bf:enumerationAndChronology [ a bf:EnumerationAndChronology ;
              rdfs:label "T. 1 (1990)-t. 12 (2001)" ] ;
            bf:note [ a bf:Note ; rdfs:label "Thiếu t. 3" ] ] .
        """,
    ),
    (  # $8 says which 852; the supplements have none
        """
        852 ## $81$bKho báo
        852 ## $82$bKho lưu
        866 #0 $82.1$aNăm 1975
        867 #0 $aPhụ trương 1
        868 #0 $82$aMục lục 1975
        """,
        """
        <#Instance> bf:hasItem
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:physicalLocation "Kho báo" ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:physicalLocation "Kho lưu" ;
              bf:enumerationAndChronology [ a bf:EnumerationAndChronology ; rdfs:label "Năm 1975" ] ,
                [ a bf:EnumerationAndChronology ; rdfs:label "Mục lục 1975" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ;
              bf:enumerationAndChronology [ a bf:EnumerationAndChronology ; rdfs:label "Phụ trương 1" ] ] .
        """,
    ),
    (
        """
        853 20 $81$av.$bno.$i(year)$j(month)
        863 40 $81.1$a3$b2$i2001$j07
        """,
        """
        <#Instance> bf:hasItem [ a bf:Item ; bf:itemOf <#Instance> ;
            bf:enumerationAndChronology [ a bf:EnumerationAndChronology ;
              rdfs:label "v.3:no.2 (2001:07)" ] ] .
        """,
    ),
    (
        """
        852 ## $aThư viện tỉnh
        876 ## $3t. 2$p33433022786168$hĐọc tại chỗ$jSẵn sàng$c120000$t1$zBìa cứng
        877 ## $pX1
        878 ## $pX2
        """,
        """
        <#Instance> bf:hasItem
            [ a bf:Item ; bf:itemOf <#Instance> ;
              bf:heldBy [ a bf:Agent ; rdfs:label "Thư viện tỉnh" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ;
              bf:heldBy [ a bf:Agent ; rdfs:label "Thư viện tỉnh" ] ;
              bf:enumerationAndChronology [ a bf:EnumerationAndChronology ; rdfs:label "t. 2" ] ;
              bf:identifiedBy [ a bf:Barcode ; rdf:value "33433022786168" ] ;
              bf:note [ a bf:Note ; rdfs:label "Bìa cứng" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy [ a bf:Agent ; rdfs:label "Thư viện tỉnh" ] ;
              bf:identifiedBy [ a bf:Barcode ; rdf:value "X1" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy [ a bf:Agent ; rdfs:label "Thư viện tỉnh" ] ;
              bf:identifiedBy [ a bf:Barcode ; rdf:value "X2" ] ] .
        """,
    ),
    (  # the barcode stands in 852: the copy is there already
        """
        852 ## $pVV1
        876 ## $pVV1$jSẵn sàng
        """,
        """
        <#Instance> bf:hasItem [ a bf:Item ; bf:itemOf <#Instance> ;
            bf:identifiedBy [ a bf:Barcode ; rdf:value "VV1" ] ] .
        """,
    ),
    (
        """
        843 ## $aBản chụp.$bHà Nội
        845 ## $aChỉ đọc tại chỗ.
        """,
        """
        <#Instance> bf:hasItem
            [ a bf:Item ; bf:itemOf <#Instance> ; bf:note [ a bf:Note ; rdfs:label "Bản chụp" ] ] ,
            [ a bf:Item ; bf:itemOf <#Instance> ;
              bf:usageAndAccessPolicy [ a bf:UsePolicy ; rdfs:label "Chỉ đọc tại chỗ" ] ] .
        """,
    ),
    *[  # $8 again
        (
            f"852 ## $81$aDE-1\n852 ## $82$aDE-2\n{tag} ## $82$aXin phép thư viện",
            f"""
            <#Instance> bf:hasItem
                [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy {_LIBRARY}1> ] ,
                [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy {_LIBRARY}2> ;
                  bf:{link} [ a bf:{of_class} ; rdfs:label "Xin phép thư viện" ] ] .
            """,
        )
        for tag, link, of_class in (
            ("843", "note", "Note"),
            ("845", "usageAndAccessPolicy", "UsePolicy"),
            ("866", "enumerationAndChronology", "EnumerationAndChronology"),
            ("867", "enumerationAndChronology", "EnumerationAndChronology"),
            ("868", "enumerationAndChronology", "EnumerationAndChronology"),
        )
    ],
    *[
        (
            f"852 ## $81$aDE-1\n852 ## $82$aDE-2\n{tag} ## $82$pX",
            f"""
            <#Instance> bf:hasItem
                [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy {_LIBRARY}1> ] ,
                [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy {_LIBRARY}2> ] ,
                [ a bf:Item ; bf:itemOf <#Instance> ; bf:heldBy {_LIBRARY}2> ;
                  bf:identifiedBy [ a bf:Barcode ; rdf:value "X" ] ] .
            """,
        )
        for tag in ("876", "877", "878")
    ],
    (  # Koha; the price ($g) and the staff's note ($x) stay in the library
        "952 ## $00$10$2ddc$40$70$aTT$bCN1$cKĐ$g125000$hS. 3$o895.9221 T$p0001$t1$uhttp://example.org/x"
        "$xnội bộ$yBK$zTặng",
        """
        <#Instance> bf:hasItem [ a bf:Item ; bf:itemOf <#Instance> ;
            bf:heldBy [ a bf:Agent ; rdfs:label "TT" ] ;
            bf:physicalLocation "KĐ" ;
            bf:enumerationAndChronology [ a bf:EnumerationAndChronology ; rdfs:label "S. 3" ] ;
            bf:shelfMark [ a bf:ShelfMarkDdc ; rdfs:label "895.9221 T" ] ;
            bf:identifiedBy [ a bf:Barcode ; rdf:value "0001" ] ;
            bf:electronicLocator <http://example.org/x> ;
            bf:note [ a bf:Note ; rdfs:label "Tặng" ] ] .
        """,
    ),
    ("952 ## $01$aTT$bTT$o895.9221 T$p0001$yBK", ""),
    ("952 ## $00$14$aTT$bTT$o895.9221 T$p0002$yBK", ""),
    ("952 ## $aEducation (R0) (SpringerNature-43721)", ""),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(holdings, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(holdings, EXAMPLES) == []


def test_what_a_library_keeps_to_itself_is_never_written(record_of: Callable[[str], MarcRecord]) -> None:
    record = record_of(
        """
        852 ## $aTV$bKho$pV1$xKÍN
        866 #0 $aT. 1$xKÍN
        876 ## $pV2$xKÍN$cKÍN$dKÍN$eKÍN
        952 ## $aTV$bTV$yBK$pV3$xKÍN$gKÍN$eKÍN
        """
    )
    statements = "\n".join(convert_marc(record, IRI))
    assert '"V3"' in statements
    assert "KÍN" not in statements
