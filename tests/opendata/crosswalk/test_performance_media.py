"""Examples of each rule of performance_media.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import performance_media

EXAMPLES = [
    (
        "047 ## $asn",
        """
        <#Work> bf:genreForm genreForms:gf2014027099 .
        """,
    ),
    (
        "047 #7 $alý$2local",
        """
        <#Work> bf:genreForm [ a bf:GenreForm ;
            bf:code "lý" ;
            bf:source <http://id.loc.gov/vocabulary/musiccompschemes/local> ] .
        """,
    ),
    (
        "048 ## $aka01",
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:mediumOfPerformance <http://id.loc.gov/authorities/performanceMediums/mp2013015550> ;
              bf:count "1" ] ;
            bf:ensembleSize <http://id.loc.gov/vocabulary/ensemblesize/soloind> ] .
        """,
    ),
    (
        "048 ## $ava02$bwa",
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:mediumOfPerformance <http://id.loc.gov/authorities/performanceMediums/mp2013015666> ;
              bf:count "2" ] , [ a bf:MediumComponent ;
              bf:mediumOfPerformance <http://id.loc.gov/authorities/performanceMediums/mp2013015268> ;
              bf:count "1" ;
              bf:mediumComponentQualifier <http://id.loc.gov/vocabulary/medcompqual/sol> ] ;
            bf:ensembleSize <http://id.loc.gov/vocabulary/ensemblesize/trio> ] .
        """,
    ),
    (
        "048 ## $ava0x$aka01",
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:mediumOfPerformance <http://id.loc.gov/authorities/performanceMediums/mp2013015666> ] ,
            [ a bf:MediumComponent ;
              bf:mediumOfPerformance <http://id.loc.gov/authorities/performanceMediums/mp2013015550> ;
              bf:count "1" ] ] .
        """,
    ),
    (
        "048 ## $aoa",
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:mediumOfPerformance <http://id.loc.gov/authorities/performanceMediums/mp2013015516> ;
              bf:count "1" ] ;
            bf:ensembleSize <http://id.loc.gov/vocabulary/ensemblesize/ensemble> ] .
        """,
    ),
    # 382 says it better
    (
        """
        048 ## $aka01
        382 01 $apiano$n1$vlên dây lại$bđàn bầu$dđàn tranh$n1$psáo$s2$2lcmpt
        """,
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:mediumOfPerformance [ a bf:MediumOfPerformance ;
                rdfs:label "piano" ;
                bf:source <http://id.loc.gov/authorities/performanceMediums> ] ;
              bf:count "1" ;
              bf:note [ a bf:Note ;
                rdfs:label "lên dây lại" ] ] , [ a bf:MediumComponent ;
              bf:mediumOfPerformance [ a bf:MediumOfPerformance ;
                rdfs:label "đàn bầu" ;
                bf:source <http://id.loc.gov/authorities/performanceMediums> ] ;
              bf:mediumComponentQualifier <http://id.loc.gov/vocabulary/medcompqual/solo> ;
              bf:note [ a bf:Note , mnotetype:doubling ;
                rdfs:label "đàn tranh" ] , [ a bf:Note , mnotetype:alternative ;
                rdfs:label "sáo" ] ;
              bf:count "1" ] ;
            bf:ensembleSize <http://id.loc.gov/vocabulary/ensemblesize/duo> ] .
        """,
    ),
    (
        "382 1# $adàn nhạc$e1$t1$3Chương 1",
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:mediumOfPerformance [ a bf:MediumOfPerformance ;
                rdfs:label "dàn nhạc" ] ;
              bf:count "1" ] ;
            bf:status mstatus:part ;
            bf:ensembleSize <http://id.loc.gov/vocabulary/ensemblesize/ensemble> ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Chương 1" ] ] .
        """,
    ),
    (
        "382 ## $ađàn nguyệt$psáo$e2$n2$2local",
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:mediumOfPerformance [ a bf:MediumOfPerformance ;
                rdfs:label "đàn nguyệt" ;
                bf:source [ a bf:Source ;
                  bf:code "local" ] ] ;
              bf:note [ a bf:Note , mnotetype:alternative ;
                rdfs:label "sáo" ] ;
              bf:count "2" ] ] .
        """,
    ),
    # a number and an alternative without the medium that they are of
    (
        "382 ## $n1$psáo",
        """
        <#Work> bf:ensemble [ a bf:Ensemble ;
            bf:mediumComponent [ a bf:MediumComponent ;
              bf:count "1" ;
              bf:note [ a bf:Note , mnotetype:alternative ;
                rdfs:label "sáo" ] ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(performance_media, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(performance_media, EXAMPLES) == []
