# ruff: noqa: E501
"""880s: the texts of a paired field, in its own script, on the very same nodes."""

from collections.abc import Callable

import pytest

from harvesters.marc import MarcRecord
from opendata.crosswalk import names, notes, subjects, titles

KOREAN = "008 190423s2019####ko############000#1#kor#d"
CHINESE = "008 190423s2019####vm############000#1#chi#d"
VIETNAMESE = "008 190423s2019####vm############000#1#vie#d"
ENGLISH = "008 190423s2019####enk###########000#1#eng#d"

EXAMPLES = [
    (
        titles,
        VIETNAMESE,
        "245 10 $6880-01$aTruyện Kiều /$cNguyễn Du.",
        "880 10 $6245-01/Hani$a傳翹 /$c阮攸.",
        """
        <#Work> bf:title [ a bf:Title ; bf:mainTitle "Truyện Kiều" , "傳翹"@vi-Hani ] .
        <#Instance> bf:title [ a bf:Title ; bf:mainTitle "Truyện Kiều" , "傳翹"@vi-Hani ] ;
          bf:responsibilityStatement "Nguyễn Du" , "阮攸"@vi-Hani .
        """,
    ),
    (
        names,
        CHINESE,
        "700 1# $6880-02$aLu, Xun.",
        "880 1# $6700-02/{dollar}1$a鲁迅.",
        """
        <#Work> bf:contribution [ a bf:Contribution ; bf:role relators:ctb ;
          bf:agent [ a bf:Agent , bf:Person ;
            rdfs:label "Lu, Xun" , "鲁迅"@zh-Hani ;
            bflc:marcKey "7001 $aLu, Xun." , "7001 $a鲁迅."@zh-Hani ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ; madsrdf:authoritativeLabel "Lu, Xun" ] ] ] .
        """,
    ),
    # a role is the partner's; what the 880 does not say again is no other role
    (
        names,
        CHINESE,
        "700 1# $6880-02$aLu, Xun,$eauthor.",
        "880 1# $6700-02/{dollar}1$a鲁迅.",
        """
        <#Work> bf:contribution [ a bf:Contribution ; bf:role [ a bf:Role ; rdfs:label "author" ] ;
          bf:agent [ a bf:Agent , bf:Person ;
            rdfs:label "Lu, Xun" , "鲁迅"@zh-Hani ;
            bflc:marcKey "7001 $aLu, Xun,$eauthor." , "7001 $a鲁迅."@zh-Hani ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ; madsrdf:authoritativeLabel "Lu, Xun" ] ] ] .
        """,
    ),
    (
        subjects,
        CHINESE,
        "600 14 $6880-03$aLu, Xun.",
        "880 14 $6600-03/{dollar}1$a鲁迅.",
        """
        <#Work> bf:subject [ a bf:Agent , bf:Person ;
            rdfs:label "Lu, Xun" , "鲁迅"@zh-Hani ;
            bflc:marcKey "60014$aLu, Xun" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ; madsrdf:authoritativeLabel "Lu, Xun" ] ] .
        """,
    ),
    # a field without a partner stands for a field of its own; English is not written in Cyrillic
    (
        notes,
        ENGLISH,
        "",
        "880 ## $6500-00/(N$aПеревод.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "Перевод."@und-Cyrl ] .""",
    ),
    # the partner that it names is missing
    (
        notes,
        KOREAN,
        "500 ## $aKhác.",
        "880 ## $6500-07/{dollar}1$a번역.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "Khác." ] , [ a bf:Note ; rdfs:label "번역."@ko ] .""",
    ),
    # Persian is written in Arabic script, so the tag need not say it; Latin letters it does say
    (
        notes,
        "008 190423s2019####ir############000#1#per#d",
        "",
        "880 ## $6500-00/(3/r$aترجمه.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "ترجمه."@fa ] .""",
    ),
    (
        notes,
        "008 190423s2019####ir############000#1#per#d",
        "",
        "880 ## $6500-00/(B$aTarjomeh.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "Tarjomeh."@fa-Latn ] .""",
    ),
    # a script that is not named, behind the slash, is the usual one
    (
        notes,
        "008 190423s2019####sy############000#1#ara#d",
        "",
        "880 ## $6500-00/$aترجمة.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "ترجمة."@ar ] .""",
    ),
    # what the cataloguer states in $7 goes before what $6 and 008 suggest, and is written as BCP 47 has it
    (
        notes,
        ENGLISH,
        "",
        "880 ## $6500-00/{dollar}1$7(bcp47)vie-hani$a譯註.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "譯註."@vi-Hani ] .""",
    ),
    # what is no language tag is passed over
    (
        notes,
        ENGLISH,
        "",
        "880 ## $6500-00/(N$7(bcp47)a tag$aПеревод.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "Перевод."@und-Cyrl ] .""",
    ),
    # an oddity: no occurrence number; the field is converted all the same
    (
        notes,
        VIETNAMESE,
        "",
        "880 ## $6500/Hani$a譯註.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "譯註."@vi-Hani ] .""",
    ),
    # without a script there is no language tag
    (
        notes,
        VIETNAMESE,
        "",
        "880 ## $6500-00$aGhi chú.",
        """<#Instance> bf:note [ a bf:Note ; rdfs:label "Ghi chú." ] .""",
    ),
    (
        subjects,
        CHINESE,
        "650 #4 $6880-03$aTruyện thơ",
        "880 #4 $6650-03/{dollar}1$a叙事诗",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:Topic ;
          rdfs:label "Truyện thơ" , "叙事诗"@zh-Hani ;
          madsrdf:authoritativeLabel "Truyện thơ" , "叙事诗"@zh-Hani ;
          madsrdf:isIdentifiedByAuthority [ a madsrdf:Topic ; madsrdf:authoritativeLabel "Truyện thơ" ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("sheet", "field008", "partner", "field880", "turtle"), EXAMPLES)
def test_texts_of_880(
    becomes: Callable[..., None], sheet: object, field008: str, partner: str, field880: str, turtle: str
) -> None:
    becomes(sheet, f"{field008}\n{partner}\n{field880}", turtle)
    becomes(sheet, f"{field008}\n{field880}\n{partner}", turtle)


def test_an_880_that_names_no_field_is_passed_over(
    becomes: Callable[..., None], record_of: Callable[[str], MarcRecord]
) -> None:
    becomes(titles, "880 10 $aNhan đề", "")
    becomes(titles, "880 10 $6xxx$aNhan đề", "")
