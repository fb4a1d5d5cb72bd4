"""Examples of each rule of classification.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import classification

EXAMPLES = [
    (
        "050 00 $aPL4378.9.N5$bT713 1983",
        """
        <#Work> bf:classification [ a bf:ClassificationLcc ;
            bf:classificationPortion "PL4378.9.N5" ;
            bf:itemPortion "T713 1983" ;
            bf:assigner organizations:dlc ;
            bf:status mstatus:uba ] .
        """,
    ),
    (
        """
        040 ## $aDLC
        050 1# $aDS556$aDS557
        """,
        """
        <#Work> bf:classification [ a bf:ClassificationLcc ;
            bf:classificationPortion "DS556" ;
            bf:assigner organizations:dlc ;
            bf:status mstatus:nuba ] , [ a bf:ClassificationLcc ;
            bf:classificationPortion "DS557" ;
            bf:assigner organizations:dlc ;
            bf:status mstatus:nuba ] .
        """,
    ),
    (
        "052 ## $a8024$bH3",
        """
        <#Work> bf:geographicCoverage <http://id.loc.gov/authorities/classification/G8024.H3> .
        """,
    ),
    (
        "055 #1 $aPL4378$bN5",
        """
        <#Work> bf:classification [ a bf:ClassificationLcc ;
            bf:classificationPortion "PL4378" ;
            bf:itemPortion "N5" ;
            bf:assigner <http://id.loc.gov/authorities/names/no2004037399> ] .
        """,
    ),
    (
        "060 00 $aWZ 70",
        """
        <#Work> bf:classification [ a bf:ClassificationNlm ;
            bf:classificationPortion "WZ 70" ;
            bf:assigner organizations:dnlm ;
            bf:status mstatus:uba ] .
        """,
    ),
    (
        "070 0# $aSB191.R5$bV5",
        """
        <#Work> bf:classification [ a bf:ClassificationNal ;
            bf:classificationPortion "SB191.R5" ;
            bf:itemPortion "V5" ;
            bf:assigner organizations:dnal ;
            bf:status mstatus:uba ] .
        """,
    ),
    (
        "072 #7 $aFIC$x004000$2bisacsh",
        """
        <#Work> bf:subject [ a bf:Topic ;
            bf:code "FIC004000" ;
            bf:source classSchemes:bisacsh ] .
        """,
    ),
    (
        "072 #0 $aE100",
        """
        <#Work> bf:subject [ a bf:Topic ;
            bf:code "E100" ;
            bf:source classSchemes:agricola ] .
        """,
    ),
    (
        "072 #7 $aVH$2btkkh",
        """
        <#Work> bf:subject [ a bf:Topic ;
            bf:code "VH" ;
            bf:source [ a bf:Source ;
              bf:code "btkkh" ] ] .
        """,
    ),
    (
        "080 1# $a895.922$b-1$x(082)$22001",
        """
        <#Work> bf:classification [ a bf:ClassificationUdc ;
            bf:classificationPortion "895.922" ;
            bf:itemPortion "-1" ;
            bf:code "(082)" ;
            bf:source [ a bf:Source ;
              bf:code "2001" ] ;
            bf:edition "abridged" ] .
        """,
    ),
    (
        "082 04 $a895.92212$bTR527K$223/vie$qVN-HaNLV",
        """
        <#Work> bf:classification [ a bf:ClassificationDdc ;
            bf:classificationPortion "895.92212" ;
            bf:itemPortion "TR527K" ;
            bf:source [ a bf:Source ;
              bf:code "23/vie" ] ;
            bf:edition "full" ;
            bf:assigner [ a bf:Agent ;
              rdfs:label "VN-HaNLV" ] ] .
        """,
    ),
    (
        "082 10 $a959.704$a959.7",
        """
        <#Work> bf:classification [ a bf:ClassificationDdc ;
            bf:classificationPortion "959.704" , "959.7" ;
            bf:edition "abridged" ;
            bf:assigner organizations:dlc ] .
        """,
    ),
    (
        "084 ## $aV6(1)4-4$bTR527$2bbk$qVN$0http://example.org/bbk/V6",
        """
        <#Work> bf:classification [ a bf:Classification ;
            bf:classificationPortion "V6(1)4-4" ;
            bf:itemPortion "TR527" ;
            bf:assigner [ a bf:Agent ;
              rdfs:label "VN" ] ;
            bf:source [ a bf:Source ;
              bf:code "bbk" ] ;
            madsrdf:hasRelatedAuthority <http://example.org/bbk/V6> ] .
        """,
    ),
    (
        "086 0# $aA 1.1:$zA 1.2:",
        """
        <#Work> bf:classification [ a bf:Classification ;
            rdfs:label "A 1.1:" ;
            bf:source classSchemes:sudocs ] , [ a bf:Classification ;
            rdfs:label "A 1.2:" ;
            bf:status mstatus:cancinv ;
            bf:source classSchemes:sudocs ] .
        """,
    ),
    (
        "086 ## $aVN 1$2vngov",
        """
        <#Work> bf:classification [ a bf:Classification ;
            rdfs:label "VN 1" ;
            bf:source [ a bf:Source ;
              bf:code "vngov" ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(classification, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(classification, EXAMPLES) == []
