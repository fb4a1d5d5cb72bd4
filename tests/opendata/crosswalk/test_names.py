# ruff: noqa: E501
"""Examples of each rule of names.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import names

EXAMPLES = [
    (
        "100 0# $aNguyễn Du,$d1765-1820.",
        """
        <#Work> bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
            bf:agent [ a bf:Agent , bf:Person ;
              rdfs:label "Nguyễn Du, 1765-1820" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820" ] ;
              bflc:marcKey "1000 $aNguyễn Du,$d1765-1820." ] ;
            bf:role relators:aut ] .
        """,
    ),
    (
        """
        LDR 00000cas#a2200000#i#4500
        100 1# $aHồ, Chí Minh,$eauthor and editor$4aut$0http://id.loc.gov/authorities/names/n79081460$1http://viaf.org/viaf/71388025
        """,
        """
        <#Work> bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
            bf:agent [ a bf:Agent , bf:Person ;
              rdfs:label "Hồ, Chí Minh" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                madsrdf:authoritativeLabel "Hồ, Chí Minh" ] , <http://id.loc.gov/authorities/names/n79081460> ;
              bflc:marcKey "1001 $aHồ, Chí Minh,$eauthor and editor$4aut$0http://id.loc.gov/authorities/names/n79081460$1http://viaf.org/viaf/71388025" ;
              owl:sameAs <http://viaf.org/viaf/71388025> ] ;
            bf:role relators:aut ] .
        """,
    ),
    (
        "110 1# $aVietnam.$bQuốc hội,$eban hành.",
        """
        <#Work> bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
            bf:agent [ a bf:Agent , bf:Jurisdiction ;
              rdfs:label "Vietnam. Quốc hội" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:CorporateName ;
                madsrdf:authoritativeLabel "Vietnam. Quốc hội" ] ;
              bflc:marcKey "1101 $aVietnam.$bQuốc hội,$eban hành." ] ;
            bf:role [ a bf:Role ;
              rdfs:label "ban hành" ] ] .
        """,
    ),
    # the scheme and the institution of a name; what it applies to
    (
        "111 2# $aHội nghị quốc tế về Việt Nam học$n(1 :$d1998 :$cHà Nội),$jnhà tổ chức$2local$3Tập 1$5VN",
        """
        <#Work> bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
            bf:agent [ a bf:Agent , bf:Meeting ;
              rdfs:label "Hội nghị quốc tế về Việt Nam học (1 : 1998 : Hà Nội)" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:ConferenceName ;
                madsrdf:authoritativeLabel "Hội nghị quốc tế về Việt Nam học (1 : 1998 : Hà Nội)" ] ;
              bflc:marcKey "1112 $aHội nghị quốc tế về Việt Nam học$n(1 :$d1998 :$cHà Nội),$jnhà tổ chức$2local$3Tập 1$5VN" ;
              bf:source <http://id.loc.gov/vocabulary/nameTitleSchemes/local> ;
              bflc:appliesTo [ a bflc:AppliesTo ;
                rdfs:label "Tập 1" ] ] ;
            bf:role [ a bf:Role ;
              rdfs:label "nhà tổ chức" ] ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "100 3# $aNguyễn (dòng họ)",
        """
        <#Work> bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
            bf:agent [ a bf:Agent , bf:Family ;
              rdfs:label "Nguyễn (dòng họ)" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:FamilyName ;
                madsrdf:authoritativeLabel "Nguyễn (dòng họ)" ] ;
              bflc:marcKey "1003 $aNguyễn (dòng họ)" ] ;
            bf:role relators:aut ] .
        """,
    ),
    # a title among the subfields of a main entry is a Hub
    (
        "100 0# $aNguyễn Du,$d1765-1820.$kSelections.$f1993",
        """
        <#Work> bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
            bf:agent [ a bf:Agent , bf:Person ;
              rdfs:label "Nguyễn Du, 1765-1820" ;
              madsrdf:isIdentifiedByAuthority _:n1 ;
              bflc:marcKey "1000 $aNguyễn Du,$d1765-1820." ] ;
            bf:role relators:aut ] ;
          bf:expressionOf [ a bf:Hub ;
            bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
              bf:agent [ a bf:Agent , bf:Person ;
                rdfs:label "Nguyễn Du, 1765-1820" ;
                madsrdf:isIdentifiedByAuthority _:n1 ] ;
              bf:role relators:aut ] ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Selections. 1993" ] ;
            bf:originDate "1993" ] .
        _:n1 a madsrdf:PersonalName ;
          madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820" .
        """,
    ),
    (
        "700 1# $aHuỳnh, Sanh Thông,$d1926-2008,$etranslator and editor.",
        """
        <#Work> bf:contribution [ a bf:Contribution ;
            bf:agent [ a bf:Agent , bf:Person ;
              rdfs:label "Huỳnh, Sanh Thông, 1926-2008" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                madsrdf:authoritativeLabel "Huỳnh, Sanh Thông, 1926-2008" ] ;
              bflc:marcKey "7001 $aHuỳnh, Sanh Thông,$d1926-2008,$etranslator and editor." ] ;
            bf:role [ a bf:Role ;
              rdfs:label "translator" ] , [ a bf:Role ;
              rdfs:label "editor" ] ] .
        """,
    ),
    (
        "710 2# $aViện Văn học (Việt Nam)$4http://id.loc.gov/vocabulary/relators/isb",
        """
        <#Work> bf:contribution [ a bf:Contribution ;
            bf:agent [ a bf:Agent , bf:Organization ;
              rdfs:label "Viện Văn học (Việt Nam)" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:CorporateName ;
                madsrdf:authoritativeLabel "Viện Văn học (Việt Nam)" ] ;
              bflc:marcKey "7102 $aViện Văn học (Việt Nam)$4http://id.loc.gov/vocabulary/relators/isb" ] ;
            bf:role relators:isb ] .
        """,
    ),
    (
        "711 2# $aFestival Huế",
        """
        <#Work> bf:contribution [ a bf:Contribution ;
            bf:agent [ a bf:Agent , bf:Meeting ;
              rdfs:label "Festival Huế" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:ConferenceName ;
                madsrdf:authoritativeLabel "Festival Huế" ] ;
              bflc:marcKey "7112 $aFestival Huế" ] ;
            bf:role relators:ctb ] .
        """,
    ),
    (
        "720 1# $aTrần Văn Giáp$ehiệu đính",
        """
        <#Work> bf:contribution [ a bf:Contribution ;
            bf:agent [ a bf:Agent , bf:Person , bflc:Uncontrolled ;
              rdfs:label "Trần Văn Giáp" ] ;
            bf:role [ a bf:Role ;
              rdfs:label "hiệu đính" ] ] .
        """,
    ),
    # with $t: a related work's Hub
    (
        "700 02 $aNguyễn Trãi,$d1380-1442.$tBình Ngô đại cáo.$lEnglish.$f1998",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:part ;
            bf:associatedResource [ a bf:Hub ;
              bf:contribution [ a bf:Contribution ;
                bf:role relators:ctb ;
                bf:agent [ a bf:Agent , bf:Person ;
                  rdfs:label "Nguyễn Trãi, 1380-1442" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                    madsrdf:authoritativeLabel "Nguyễn Trãi, 1380-1442" ] ] ] ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Bình Ngô đại cáo. English. 1998" ] ;
              bf:originDate "1998" ;
              bf:language [ a bf:Language ;
                rdfs:label "English" ] ] ] .
        """,
    ),
    (
        "700 1# $iDựa theo: $aTô, Hoài.$tDế mèn phiêu lưu ký.",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:relatedwork , [ a bf:Relationship ;
              rdfs:label "Dựa theo" ] ;
            bf:associatedResource [ a bf:Hub ;
              bf:contribution [ a bf:Contribution ;
                bf:role relators:ctb ;
                bf:agent [ a bf:Agent , bf:Person ;
                  rdfs:label "Tô, Hoài" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                    madsrdf:authoritativeLabel "Tô, Hoài" ] ] ] ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Dế mèn phiêu lưu ký" ] ] ] .
        """,
    ),
    (
        "700 14 $aTô, Hoài.$tDế mèn phiêu lưu ký.",
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship bflc:hasVariantEntry ;
            bf:associatedResource [ a bf:Hub ;
              bf:contribution [ a bf:Contribution ;
                bf:role relators:ctb ;
                bf:agent [ a bf:Agent , bf:Person ;
                  rdfs:label "Tô, Hoài" ;
                  madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                    madsrdf:authoritativeLabel "Tô, Hoài" ] ] ] ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Dế mèn phiêu lưu ký" ] ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(names, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(names, EXAMPLES) == []
