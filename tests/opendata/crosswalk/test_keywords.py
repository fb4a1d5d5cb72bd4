"""Examples of each rule of keywords.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import keywords

EXAMPLES = [
    (
        "653 ## $aThơ chữ Nôm$aTruyện thơ",
        """
        <#Work> bf:subject [ a bf:Topic , bflc:Uncontrolled ;
            rdfs:label "Thơ chữ Nôm" ] , [ a bf:Topic , bflc:Uncontrolled ;
            rdfs:label "Truyện thơ" ] .
        """,
    ),
    (
        "653 #1 $aNguyễn Du",
        """
        <#Work> bf:subject [ a bf:Person , bflc:Uncontrolled ;
            rdfs:label "Nguyễn Du" ] .
        """,
    ),
    (
        "653 #2 $aHội Nhà văn",
        """
        <#Work> bf:subject [ a bf:Organization , bflc:Uncontrolled ;
            rdfs:label "Hội Nhà văn" ] .
        """,
    ),
    (
        "653 #3 $aHội nghị Giơnevơ",
        """
        <#Work> bf:subject [ a bf:Meeting , bflc:Uncontrolled ;
            rdfs:label "Hội nghị Giơnevơ" ] .
        """,
    ),
    (
        "653 #4 $aThế kỷ 18",
        """
        <#Work> bf:subject [ a bf:Temporal , bflc:Uncontrolled ;
            rdfs:label "Thế kỷ 18" ] .
        """,
    ),
    (
        "653 #5 $aHà Tĩnh",
        """
        <#Work> bf:subject [ a bf:Place , bflc:Uncontrolled ;
            rdfs:label "Hà Tĩnh" ] .
        """,
    ),
    (
        "653 #6 $aTruyện thơ$5VN",
        """
        <#Work> bf:genreForm [ a bf:GenreForm , bflc:Uncontrolled ;
            rdfs:label "Truyện thơ" ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "656 #7 $aNhà thơ$zViệt Nam$2lcsh",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:ComplexSubject ;
            rdfs:label "Nhà thơ--Việt Nam" ;
            madsrdf:componentList (
              [ a madsrdf:Occupation ;
                rdfs:label "Nhà thơ" ]
              [ a madsrdf:Geographic ;
                rdfs:label "Việt Nam" ]
            ) ;
            bf:source [ a bf:Source ;
              bf:code "lcsh" ] ] .
        """,
    ),
    (
        "662 ## $aViệt Nam$bHà Tĩnh$dNghi Xuân$2tgn",
        """
        <#Work> bf:subject [ a bf:Place , madsrdf:HierarchicalGeographic ;
            rdfs:label "Việt Nam--Hà Tĩnh--Nghi Xuân" ;
            madsrdf:componentList (
              [ a madsrdf:Country ;
                rdfs:label "Việt Nam" ]
              [ a madsrdf:State ;
                rdfs:label "Hà Tĩnh" ]
              [ a madsrdf:City ;
                rdfs:label "Nghi Xuân" ]
            ) ;
            bf:source subjectSchemes:tgn ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(keywords, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(keywords, EXAMPLES) == []
