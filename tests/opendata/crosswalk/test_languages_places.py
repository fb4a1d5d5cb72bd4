"""Examples of each rule of languages_places.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import languages_places

EXAMPLES = [
    (
        """
        008 190423s2019####vm############000#1#vie#d
        041 1# $avie$aeng$hchi$bfre
        """,
        """
        <#Work> bf:language languages:eng ;
          bf:note [ a bf:Note , resourceComponents:otx ;
            bf:language languages:chi ] ;
          bf:accompaniedBy [ a bf:Work , resourceComponents:sum ;
            bf:language languages:fre ] .
        """,
    ),
    (
        "041 ## $aengrus$aFRE, ger$atiếng Lào$bvi",
        """
        <#Work> bf:language languages:eng , languages:rus , languages:fre , languages:ger .
        """,
    ),
    (
        "041 07 $benm$2rfc5646",
        """
        <#Work> bf:language [ a bf:Language ;
            rdf:value "enm" ;
            bf:part "Summary or abstract" ;
            bf:source <http://id.loc.gov/vocabulary/languageschemes/rfc5646> ] .
        """,
    ),
    (
        "043 ## $aA-VT---$aViệt Nam$bhn$2local$0(VNM)12",
        """
        <#Work> bf:geographicCoverage geographicAreas:a-vt , [ a bf:GeographicCoverage ;
            rdf:value "hn" ;
            bf:source [ a bf:Source ;
              bf:code "local" ] ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "12" ;
              bf:source [ a bf:Source ;
                bf:code "VNM" ] ] ] .
        """,
    ),
    (
        "041 #7 $avi$2iso639-1",
        """
        <#Work> bf:language <http://id.loc.gov/vocabulary/iso639-1/vi> .
        """,
    ),
    (
        "041 #7 $achunom$2local",
        """
        <#Work> bf:language [ a bf:Language ;
            rdf:value "chunom" ;
            bf:part "Resource" ;
            bf:source <http://id.loc.gov/vocabulary/languageschemes/local> ] .
        """,
    ),
    (
        "043 ## $aa-vt---$bVN-24$2iso$cVN",
        """
        <#Work> bf:geographicCoverage geographicAreas:a-vt , [ a bf:GeographicCoverage ;
            rdf:value "VN-24" ;
            bf:source [ a bf:Source ;
              bf:code "iso" ] ] , [ a bf:GeographicCoverage ;
            rdf:value "VN" ;
            bf:source [ a bf:Source ;
              bf:code "ISO 3166" ] ] .
        """,
    ),
    (
        "043 ## $aa-vt---$0http://id.loc.gov/authorities/names/n79018931",
        """
        <#Work> bf:geographicCoverage <http://id.loc.gov/authorities/names/n79018931> .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(languages_places, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(languages_places, EXAMPLES) == []
