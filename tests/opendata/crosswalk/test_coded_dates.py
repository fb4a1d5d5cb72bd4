"""Examples of each rule of coded_dates.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import coded_dates

EXAMPLES = [
    (
        "033 00 $a20190423$b8024$cH3",
        """
        <#Work> bf:capture [ a bf:Capture ;
            bf:note [ a bf:Note ;
              rdfs:label "capture" ] ;
            bf:date "2019-04-23"^^datatypes:edtf ;
            bf:place <http://id.loc.gov/authorities/classification/G8024.H3> ] .
        """,
    ),
    (
        "033 21 $a20190423$a201905",
        """
        <#Work> bf:capture [ a bf:Capture ;
            bf:note [ a bf:Note ;
              rdfs:label "broadcast" ] ;
            bf:date "2019-04-23/2019-05"^^datatypes:edtf ] .
        """,
    ),
    (
        "033 12 $a201904231015$a2020$pNhà hát Lớn Hà Nội$2lcsh$3Băng 1",
        """
        <#Work> bf:capture [ a bf:Capture ;
            bf:note [ a bf:Note ;
              rdfs:label "finding" ] ;
            bf:date "2019-04-23T10:15:00"^^datatypes:edtf , "2020"^^datatypes:edtf ;
            bf:place [ a bf:Place ;
              rdfs:label "Nhà hát Lớn Hà Nội" ;
              bf:source subjectSchemes:lcsh ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Băng 1" ] ] .
        """,
    ),
    (
        "045 ## $av8w2",
        """
        <#Work> bf:temporalCoverage "178X/182X"^^datatypes:edtf .
        """,
    ),
    (
        "045 ## $ax-x-$ae7f3",
        """
        <#Work> bf:temporalCoverage "19XX"^^datatypes:edtf , "007X/013X"^^datatypes:edtf .
        """,
    ),
    (
        "045 ## $aa0a0$aa0b1$ad7d9",
        """
        <#Work> bf:temporalCoverage "-XXXX/-3000"^^datatypes:edtf , "-XXXX/-28XX"^^datatypes:edtf ,
            "-02XX/-00XX"^^datatypes:edtf .
        """,
    ),
    ("045 ## $az1z1$a1945$ab-b-", ""),
    (
        "045 2# $bd1802$bd1945",
        """
        <#Work> bf:temporalCoverage "1802/1945"^^datatypes:edtf .
        """,
    ),
    (
        "045 1# $bc0111$bd19450902",
        """
        <#Work> bf:temporalCoverage "-0111"^^datatypes:edtf , "1945-09-02"^^datatypes:edtf .
        """,
    ),
    (
        "033 0# $a201904231015+0700",
        """
        <#Work> bf:capture [ a bf:Capture ;
            bf:date "2019-04-23T10:15:00+07:00"^^datatypes:edtf ] .
        """,
    ),
    (
        "046 ## $k1815~/1820$m2019-01$2edtf",
        """
        <#Work> bf:originDate "1815~/1820"^^datatypes:edtf ;
          bf:validDate "2019-01"^^datatypes:edtf .
        """,
    ),
    ("046 ## $kkhoảng 1815$m1815-", ""),
    (
        "046 ## $k1815$l1820$m20190101",
        """
        <#Work> bf:originDate "1815/1820"^^datatypes:edtf ;
          bf:validDate "2019-01-01"^^datatypes:edtf .
        """,
    ),
    (
        """
        008 190423r20191925vm############000#1#vie#d
        046 ## $k1815$n2020
        """,
        "",
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(coded_dates, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(coded_dates, EXAMPLES) == []
