# ruff: noqa: E501
"""Examples of each rule of series.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import series

EXAMPLES = [
    (
        "490 0# $aVăn học cổ điển ;$v12",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Series ;
              bf:status mstatus:t ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Văn học cổ điển" ] ] ;
            bf:seriesEnumeration "12" ] .
        """,
    ),
    (
        "490 1# $aTủ sách Hán Nôm,$x0866-7349 ;$v3 =$aHan Nom series$y0866-7340$lPL4371$3Tập 1",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Series ;
              bf:status mstatus:t , mstatus:tr ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Tủ sách Hán Nôm" ] ;
              bf:identifiedBy [ a bf:Issn ;
                rdf:value "0866-7349" ] ] ;
            bf:seriesEnumeration "3" ;
            bf:classification [ a bf:ClassificationLcc ;
              bf:assigner organizations:dlc ;
              bf:classificationPortion "PL4371" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] , [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Series ;
              bf:status mstatus:t , mstatus:tr ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Han Nom series" ] ;
              bf:identifiedBy [ a bf:Issn ;
                rdf:value "0866-7340" ;
                bf:status mstatus:incorrect ] ] ;
            bf:classification [ a bf:ClassificationLcc ;
              bf:assigner organizations:dlc ;
              bf:classificationPortion "PL4371" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] .
        """,
    ),
    (
        "440 #0 $aTủ sách vàng$nPhần 1$pVăn học",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Series ;
              bf:status mstatus:t ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Tủ sách vàng" ;
                bf:partNumber "Phần 1" ;
                bf:partName "Văn học" ] ] ] .
        """,
    ),
    (
        "830 #0 $aTủ sách Hán Nôm ;$v3.$x0866-7349$5VN",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Tủ sách Hán Nôm" ] ;
              bf:identifiedBy [ a bf:Issn ;
                rdf:value "0866-7349" ] ;
              bflc:marcKey "830 0$aTủ sách Hán Nôm ;$v3.$x0866-7349$5VN" ;
              bflc:applicableInstitution organizations:vn ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:Title ;
                madsrdf:authoritativeLabel "Tủ sách Hán Nôm" ] ] ;
            bf:seriesEnumeration "3." ] .
        """,
    ),
    (
        "830 #4 $aLes Études vietnamiennes$pVăn học$0http://id.loc.gov/authorities/names/n42030453",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Les Études vietnamiennes Văn học" ;
                bflc:nonSortNum "4" ;
                bf:partName "Văn học" ] ;
              bflc:marcKey "830 4$aLes Études vietnamiennes$pVăn học$0http://id.loc.gov/authorities/names/n42030453" ;
              madsrdf:isIdentifiedByAuthority <http://id.loc.gov/authorities/names/n42030453> , [ a madsrdf:Title ;
                madsrdf:authoritativeLabel "Les Études vietnamiennes Văn học" ] ] ] .
        """,
    ),
    (
        "800 0# $aNguyễn Du,$d1765-1820.$tToàn tập ;$v1.",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Toàn tập" ] ;
              bf:contribution [ a bf:Contribution ;
                bf:agent [ a bf:Agent , bf:Person ;
                  rdfs:label "Nguyễn Du, 1765-1820" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                    madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820" ] ;
                  bflc:marcKey "8000 $aNguyễn Du,$d1765-1820.$tToàn tập ;$v1." ] ;
                bf:role relators:ctb ] ;
              bflc:marcKey "8000 $aNguyễn Du,$d1765-1820.$tToàn tập ;$v1." ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:NameTitle ;
                madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820 Toàn tập" ] ] ;
            bf:seriesEnumeration "1." ] .
        """,
    ),
    (
        "810 2# $aViện Văn học.$tTùng thư",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Tùng thư" ] ;
              bf:contribution [ a bf:Contribution ;
                bf:agent [ a bf:Agent , bf:Organization ;
                  rdfs:label "Viện Văn học" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:CorporateName ;
                    madsrdf:authoritativeLabel "Viện Văn học" ] ;
                  bflc:marcKey "8102 $aViện Văn học.$tTùng thư" ] ;
                bf:role relators:ctb ] ;
              bflc:marcKey "8102 $aViện Văn học.$tTùng thư" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:NameTitle ;
                madsrdf:authoritativeLabel "Viện Văn học Tùng thư" ] ] ] .
        """,
    ),
    (
        "811 2# $aHội nghị Việt Nam học.$tKỷ yếu",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Kỷ yếu" ] ;
              bf:contribution [ a bf:Contribution ;
                bf:agent [ a bf:Agent , bf:Meeting ;
                  rdfs:label "Hội nghị Việt Nam học" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:ConferenceName ;
                    madsrdf:authoritativeLabel "Hội nghị Việt Nam học" ] ;
                  bflc:marcKey "8112 $aHội nghị Việt Nam học.$tKỷ yếu" ] ;
                bf:role relators:ctb ] ;
              bflc:marcKey "8112 $aHội nghị Việt Nam học.$tKỷ yếu" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:NameTitle ;
                madsrdf:authoritativeLabel "Hội nghị Việt Nam học Kỷ yếu" ] ] ] .
        """,
    ),
    (
        "400 0# $aNguyễn Trãi.$tToàn tập ;$v2",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Toàn tập" ] ;
              bf:contribution [ a bf:Contribution ;
                bf:agent [ a bf:Agent , bf:Person ;
                  rdfs:label "Nguyễn Trãi" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                    madsrdf:authoritativeLabel "Nguyễn Trãi" ] ;
                  bflc:marcKey "4000 $aNguyễn Trãi.$tToàn tập ;$v2" ] ;
                bf:role relators:ctb ] ;
              bflc:marcKey "4000 $aNguyễn Trãi.$tToàn tập ;$v2" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:NameTitle ;
                madsrdf:authoritativeLabel "Nguyễn Trãi Toàn tập" ] ] ;
            bf:seriesEnumeration "2" ] .
        """,
    ),
    (
        "410 2# $aViện Sử học.$tTùng thư",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Tùng thư" ] ;
              bf:contribution [ a bf:Contribution ;
                bf:agent [ a bf:Agent , bf:Organization ;
                  rdfs:label "Viện Sử học" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:CorporateName ;
                    madsrdf:authoritativeLabel "Viện Sử học" ] ;
                  bflc:marcKey "4102 $aViện Sử học.$tTùng thư" ] ;
                bf:role relators:ctb ] ;
              bflc:marcKey "4102 $aViện Sử học.$tTùng thư" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:NameTitle ;
                madsrdf:authoritativeLabel "Viện Sử học Tùng thư" ] ] ] .
        """,
    ),
    (
        "411 2# $aHội nghị Việt Nam học.$tKỷ yếu",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:associatedResource [ a bf:Hub , bf:Series ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Kỷ yếu" ] ;
              bf:contribution [ a bf:Contribution ;
                bf:agent [ a bf:Agent , bf:Meeting ;
                  rdfs:label "Hội nghị Việt Nam học" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:ConferenceName ;
                    madsrdf:authoritativeLabel "Hội nghị Việt Nam học" ] ;
                  bflc:marcKey "4112 $aHội nghị Việt Nam học.$tKỷ yếu" ] ;
                bf:role relators:ctb ] ;
              bflc:marcKey "4112 $aHội nghị Việt Nam học.$tKỷ yếu" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:NameTitle ;
                madsrdf:authoritativeLabel "Hội nghị Việt Nam học Kỷ yếu" ] ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(series, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(series, EXAMPLES) == []
