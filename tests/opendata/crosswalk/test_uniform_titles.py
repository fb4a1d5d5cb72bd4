"""Examples of each rule of uniform_titles.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import uniform_titles

EXAMPLES = [
    (
        "130 4# $aThe book of songs.",
        """
        <#Work> bf:expressionOf [ a bf:Hub ;
            bf:title [ a bf:Title ;
              bf:mainTitle "The book of songs" ;
              bflc:nonSortNum "4" ] ] .
        """,
    ),
    (
        "130 0# $aKinh Thi.$lVietnamese.$f1991",
        """
        <#Work> bf:expressionOf [ a bf:Hub ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Kinh Thi. Vietnamese. 1991" ] ;
            bf:originDate "1991" ;
            bf:language [ a bf:Language ;
              rdfs:label "Vietnamese" ] ] .
        """,
    ),
    (
        """
        100 0# $aNguyễn Du,$d1765-1820.
        240 10 $aTruyện Kiều.$lEnglish$sHuỳnh Sanh Thông
        """,
        """
        <#Work> bf:expressionOf [ a bf:Hub ;
            bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
              bf:agent [ a bf:Agent , bf:Person ;
                rdfs:label "Nguyễn Du, 1765-1820" ;
                madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                  madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820" ] ] ;
              bf:role relators:aut ] ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Truyện Kiều. English Huỳnh Sanh Thông" ] ;
            bf:version "Huỳnh Sanh Thông" ;
            bf:language [ a bf:Language ;
              rdfs:label "English" ] ] .
        """,
    ),
    (
        "730 02 $aChinh phụ ngâm.",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:part ;
            bf:associatedResource [ a bf:Hub ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Chinh phụ ngâm" ] ] ] .
        """,
    ),
    (
        "730 0# $iPhóng tác từ: $aLục Vân Tiên",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:relatedwork , [ a bf:Relationship ;
              rdfs:label "Phóng tác từ" ] ;
            bf:associatedResource [ a bf:Hub ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Lục Vân Tiên" ] ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(uniform_titles, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(uniform_titles, EXAMPLES) == []
