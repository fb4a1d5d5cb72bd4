# ruff: noqa: E501
"""Examples of each rule of links.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import links

EXAMPLES = [
    (
        "510 1# $aThư mục quốc gia$b1993$x0866-0000",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:indexedin ;
            bf:associatedResource [ a bf:Work ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Thư mục quốc gia" ] ;
              bf:note [ a bf:Note , mnotetype:coverage ;
                rdfs:label "1993" ] ;
              bf:identifiedBy [ a bf:Issn ;
                rdf:value "0866-0000" ] ] ] .
        """,
    ),
    (
        "510 4# $aGaspardone$b1934$ctr. 12$3Bản in",
        """
        <#Instance> bf:note [ a bf:Note , mnotetype:refcitation ;
            rdfs:label "Gaspardone" ;
            bf:enumerationAndChronology [ a bf:EnumerationAndChronology ;
              rdfs:label "1934" ] ;
            bflc:citation "tr. 12" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Bản in" ] ] .
        """,
    ),
    (
        "740 02 $aKim Vân Kiều$nQuyển 1",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:part ;
            bf:associatedResource [ a bf:Work , bflc:Uncontrolled ;
              bf:title [ a bf:Title ;
                bflc:nonSortNum "0" ;
                bf:mainTitle "Kim Vân Kiều" ] ;
              bf:partNumber "Quyển 1" ] ] .
        """,
    ),
    (
        "740 4# $aThe tale of Kieu$5VN",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:relatedwork ;
            bf:associatedResource [ a bf:Work , bflc:Uncontrolled ;
              bf:title [ a bf:Title ;
                bflc:nonSortNum "4" ;
                bf:mainTitle "tale of Kieu" ] ;
              bflc:applicableInstitution organizations:vn ] ] .
        """,
    ),
    (
        "752 ## $aViệt Nam$dHà Nội",
        """
        <#Work> bf:place [ a bf:Place , madsrdf:HierarchicalGeographic ;
            rdfs:label "Việt Nam--Hà Nội" ;
            madsrdf:componentList (
              [ a madsrdf:Country ;
                rdfs:label "Việt Nam" ]
              [ a madsrdf:City ;
                rdfs:label "Hà Nội" ]
            ) ] .
        """,
    ),
    (
        "753 ## $aIBM PC$bC++$cWindows",
        """
        <#Instance> bf:systemRequirement [ a bflc:MachineModel ;
            rdfs:label "IBM PC" ] , [ a bflc:ProgrammingLanguage ;
            rdfs:label "C++" ] , [ a bflc:OperatingSystem ;
            rdfs:label "Windows" ] .
        """,
    ),
    (
        "758 ## $4http://rdaregistry.info/Elements/w/P10088$1http://example.org/work/1",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship <http://rdaregistry.info/Elements/w/P10088> ;
            bf:associatedResource <http://example.org/work/1> ] .
        """,
    ),
    (
        "760 0# $aViện Văn học.$tVăn học cổ cận đại$v12$x0866-7349",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Văn học cổ cận đại" ] ;
          bf:contribution [ a bf:PrimaryContribution ;
            bf:agent [ a bf:Agent ;
              rdfs:label "Viện Văn học" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:Name ;
                madsrdf:authoritativeLabel "Viện Văn học" ] ] ] ;
          bf:note [ a bf:Note ;
            rdfs:label "12" ] ;
          bf:identifiedBy [ a bf:Issn ;
            rdf:value "0866-7349" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Văn học cổ cận đại" ] ] .
        """,
    ),
    (
        "765 0# $aNguyễn, Du.$sTruyện Kiều$tKim Vân Kiều$b3rd ed.$dHà Nội, 1925$evie$h200 tr.$z6041234567$w(OCoLC)123",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:translationof ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Truyện Kiều" ] ;
          bf:contribution [ a bf:PrimaryContribution ;
            bf:agent [ a bf:Agent ;
              rdfs:label "Nguyễn, Du" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:Name ;
                madsrdf:authoritativeLabel "Nguyễn, Du" ] ] ] ;
          bf:language languages:vie ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Kim Vân Kiều" ] ;
            bf:editionStatement "3rd ed." ;
            bf:provisionActivityStatement "Hà Nội, 1925" ;
            bf:extent [ a bf:Extent ;
              rdfs:label "200 tr" ] ;
            bf:identifiedBy [ a bf:Isbn ;
              rdf:value "6041234567" ] , [ a bf:Identifier ;
              rdf:value "123" ;
              bf:assigner [ a bf:Agent ;
                bf:code "OCoLC" ] ] ] .
        """,
    ),
    (
        "773 0# $iTrích: $tTạp chí Văn học$gSố 1 (1993), tr. 3-9$pTCVH$w(DLC)83005893$4aut$fvm$k(Tủ sách)$rBC-1$uTR-1$yTCVH$3Bài 1$m1:50$0x",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:partof , [ a bf:Relationship ;
              rdfs:label "Trích" ] ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] , [ a bf:AbbreviatedTitle ;
            bf:mainTitle "TCVH" ] ;
          bf:role relators:aut ;
          bflc:appliesTo [ a bflc:AppliesTo ;
            rdfs:label "Bài 1" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ;
            bf:part "Số 1 (1993), tr. 3-9" ;
            bf:identifiedBy [ a bf:Lccn ;
              rdf:value "83005893" ;
              bf:assigner organizations:dlc ] , [ a bf:ReportNumber ;
              rdf:value "BC-1" ] , [ a bf:Strn ;
              rdf:value "TR-1" ] , [ a bf:Coden ;
              rdf:value "TCVH" ] ;
            bf:provisionActivity [ a bf:ProvisionActivity ;
              bf:place countries:vm ] ;
            bf:seriesStatement "(Tủ sách)" ;
            bf:note [ a bf:Note ;
              rdfs:label "1:50" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Bài 1" ] ] .
        """,
    ),
    (
        """
        785 07 $tTri tân
        580 ## $aMerged with: Thanh nghị, to form Tri tân.
        """,
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:mergedtoform ;
            bf:note [ a bf:Note , mnotetype:relnote ;
              rdfs:label "Merged with: Thanh nghị, to form Tri tân." ] ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tri tân" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tri tân" ] ] .
        """,
    ),
    (
        "780 05 $tĐông Dương tạp chí$whttp://example.org/id/9",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:absorptionof ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Đông Dương tạp chí" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Đông Dương tạp chí" ] ;
            madsrdf:isIdentifiedByAuthority <http://example.org/id/9> ] .
        """,
    ),
    (
        "762 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:subseries ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "767 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:translatedas ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "770 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:supplement ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "772 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:supplementto ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "774 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:part ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "775 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:otheredition ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "776 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:otherphysicalformat ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "777 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:issuedwith ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "786 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:datasource ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
    (
        "787 0# $tTạp chí Văn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:relatedwork ;
            bf:associatedResource _:n1 ] .
        _:n1 a bf:Work ;
          bf:title [ a bf:Title ;
            bf:mainTitle "Tạp chí Văn học" ] ;
          bf:hasInstance [ a bf:Instance ;
            bf:instanceOf _:n1 ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tạp chí Văn học" ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(links, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(links, EXAMPLES) == []
