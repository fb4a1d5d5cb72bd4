"""Examples of each rule of subjects.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import subjects

EXAMPLES = [
    (
        "650 #0 $aVietnamese poetry$y19th century$xHistory and criticism.",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:ComplexSubject ;
            rdfs:label "Vietnamese poetry--19th century--History and criticism" ;
            madsrdf:authoritativeLabel "Vietnamese poetry--19th century--History and criticism" ;
            madsrdf:componentList (
              [ a madsrdf:Topic ;
                madsrdf:authoritativeLabel "Vietnamese poetry" ]
              [ a madsrdf:Temporal ;
                madsrdf:authoritativeLabel "19th century" ]
              [ a madsrdf:Topic ;
                madsrdf:authoritativeLabel "History and criticism" ]
            ) ;
            madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
            bf:source <http://id.loc.gov/authorities/subjects> ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Vietnamese poetry--19th century--History and criticism" ] ] .
        """,
    ),
    (
        "650 #7 $aThơ$2btkkhcn$0(VN)123",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:Topic ;
            rdfs:label "Thơ" ;
            madsrdf:authoritativeLabel "Thơ" ;
            bf:source subjectSchemes:btkkhcn ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Topic ;
              madsrdf:authoritativeLabel "Thơ" ] ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "123" ;
              bf:source [ a bf:Source ;
                bf:code "VN" ] ] ] .
        """,
    ),
    (
        "650 #4 $aVăn học$gcổ điển$3Tập 1$5VN",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:Topic ;
            rdfs:label "Văn học" ;
            madsrdf:authoritativeLabel "Văn học" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Topic ;
              madsrdf:authoritativeLabel "Văn học" ] ;
            bf:note [ a bf:Note ;
              rdfs:label "cổ điển" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "651 #0 $aVietnam$zHanoi.",
        """
        <#Work> bf:subject [ a bf:Place , madsrdf:ComplexSubject ;
            rdfs:label "Vietnam--Hanoi" ;
            madsrdf:authoritativeLabel "Vietnam--Hanoi" ;
            madsrdf:componentList (
              [ a madsrdf:Geographic ;
                madsrdf:authoritativeLabel "Vietnam" ]
              [ a madsrdf:Geographic ;
                madsrdf:authoritativeLabel "Hanoi" ]
            ) ;
            madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
            bf:source <http://id.loc.gov/authorities/subjects> ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Vietnam--Hanoi" ] ] .
        """,
    ),
    (
        "651 #4 $aHuế (Việt Nam)",
        """
        <#Work> bf:subject [ a bf:Place , madsrdf:Geographic ;
            rdfs:label "Huế (Việt Nam)" ;
            madsrdf:authoritativeLabel "Huế (Việt Nam)" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Geographic ;
              madsrdf:authoritativeLabel "Huế (Việt Nam)" ] ] .
        """,
    ),
    (
        "648 #7 $aThế kỷ 19$2fast",
        """
        <#Work> bf:subject [ a bf:Temporal , madsrdf:Temporal ;
            rdfs:label "Thế kỷ 19" ;
            madsrdf:authoritativeLabel "Thế kỷ 19" ;
            bf:source subjectSchemes:fast ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Temporal ;
              madsrdf:authoritativeLabel "Thế kỷ 19" ] ] .
        """,
    ),
    (
        "647 #7 $aChiến dịch Điện Biên Phủ$c(Việt Nam :$d1954)$2fast$0(OCoLC)fst01353010",
        """
        <#Work> bf:subject <http://id.worldcat.org/fast/01353010> .
        <http://id.worldcat.org/fast/01353010> a bf:Event ;
            rdfs:label "Chiến dịch Điện Biên Phủ (Việt Nam : 1954)" .
        """,
    ),
    (
        "650 #0 $aVietnamese language$xTone$0https://id.loc.gov/authorities/subjects/sh00000000",
        """
        <#Work> bf:subject <http://id.loc.gov/authorities/subjects/sh00000000> .
        <http://id.loc.gov/authorities/subjects/sh00000000> a bf:Topic ;
            rdfs:label "Vietnamese language--Tone" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Vietnamese language--Tone" ] .
        """,
    ),
    (
        "651 #0 $aHuế (Vietnam)$0http://id.loc.gov/authorities/names/n00000000",
        """
        <#Work> bf:subject <http://id.loc.gov/rwo/agents/n00000000> .
        <http://id.loc.gov/rwo/agents/n00000000> a bf:Place ;
            rdfs:label "Huế (Vietnam)" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Geographic ;
              madsrdf:authoritativeLabel "Huế (Vietnam)" ] .
        """,
    ),
    (
        "655 #7 $aTruyện ngắn$2lcgft$0(uri)http://id.loc.gov/authorities/genreForms/gf0000000000",
        """
        <#Work> bf:genreForm <http://id.loc.gov/authorities/genreForms/gf0000000000> .
        <http://id.loc.gov/authorities/genreForms/gf0000000000> a bf:GenreForm ;
            rdfs:label "Truyện ngắn" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:GenreForm ;
              madsrdf:authoritativeLabel "Truyện ngắn" ] .
        """,
    ),
    (
        "600 17 $aNguyễn, Du,$d1765-1820$xTruyện Kiều$2fast$0(OCoLC)fst00000001",
        """
        <#Work> bf:subject <http://id.worldcat.org/fast/00000001> .
        <http://id.worldcat.org/fast/00000001> a bf:Topic ;
            rdfs:label "Nguyễn, Du, 1765-1820--Truyện Kiều" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Nguyễn, Du, 1765-1820--Truyện Kiều" ] .
        """,
    ),
    (
        "655 #7 $aTruyện thơ.$2lcgft",
        """
        <#Work> bf:genreForm [ a bf:GenreForm , madsrdf:GenreForm ;
            rdfs:label "Truyện thơ" ;
            madsrdf:authoritativeLabel "Truyện thơ" ;
            bf:source genreFormSchemes:lcgft ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:GenreForm ;
              madsrdf:authoritativeLabel "Truyện thơ" ] ] .
        """,
    ),
    (
        "655 #4 $aTiểu thuyết$zViệt Nam",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:ComplexSubject ;
            rdfs:label "Tiểu thuyết--Việt Nam" ;
            madsrdf:authoritativeLabel "Tiểu thuyết--Việt Nam" ;
            madsrdf:componentList (
              [ a madsrdf:GenreForm ;
                madsrdf:authoritativeLabel "Tiểu thuyết" ]
              [ a madsrdf:Geographic ;
                madsrdf:authoritativeLabel "Việt Nam" ]
            ) ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Tiểu thuyết--Việt Nam" ] ] .
        """,
    ),
    (
        "600 00 $aNguyễn Du,$d1765-1820$xCriticism and interpretation.",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:ComplexSubject ;
            rdfs:label "Nguyễn Du, 1765-1820--Criticism and interpretation" ;
            madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820--Criticism and interpretation" ;
            madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
            bf:source <http://id.loc.gov/authorities/subjects> ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820--Criticism and interpretation" ] ;
            madsrdf:componentList (
              [ a bf:Agent , bf:Person ;
                rdfs:label "Nguyễn Du, 1765-1820" ;
                bflc:marcKey "60000$aNguyễn Du,$d1765-1820" ;
                madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                  madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820" ] ;
                bf:source <http://id.loc.gov/authorities/subjects> ]
              [ a madsrdf:Topic ;
                madsrdf:authoritativeLabel "Criticism and interpretation" ]
            ) ] .
        """,
    ),
    (
        "600 00 $aNguyễn Du,$d1765-1820.$tKim Vân Kiều.",
        """
        <#Work> bf:subject [ a bf:Hub , madsrdf:NameTitle ;
            rdfs:label "Nguyễn Du, 1765-1820 Kim Vân Kiều" ;
            madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820 Kim Vân Kiều" ;
            bf:contribution [ a bf:Contribution ;
              bf:agent [ a bf:Agent , bf:Person ;
                rdfs:label "Nguyễn Du, 1765-1820" ;
                madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                  madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820" ] ;
                bflc:marcKey "60000$aNguyễn Du,$d1765-1820.$tKim Vân Kiều." ] ;
              bf:role relators:ctb ] ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Kim Vân Kiều" ] ;
            madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
            bf:source <http://id.loc.gov/authorities/subjects> ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:NameTitle ;
              madsrdf:authoritativeLabel "Nguyễn Du, 1765-1820 Kim Vân Kiều" ] ] .
        """,
    ),
    (
        "600 14 $aVõ, Nguyên Giáp,$d1911-2013",
        """
        <#Work> bf:subject [ a bf:Agent , bf:Person ;
            rdfs:label "Võ, Nguyên Giáp, 1911-2013" ;
            bflc:marcKey "60014$aVõ, Nguyên Giáp,$d1911-2013" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
              madsrdf:authoritativeLabel "Võ, Nguyên Giáp, 1911-2013" ] ] .
        """,
    ),
    (
        "610 20 $aTrường Đại học Đông Dương$vBiography.",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:ComplexSubject ;
            rdfs:label "Trường Đại học Đông Dương--Biography" ;
            madsrdf:authoritativeLabel "Trường Đại học Đông Dương--Biography" ;
            madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
            bf:source <http://id.loc.gov/authorities/subjects> ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Trường Đại học Đông Dương--Biography" ] ;
            madsrdf:componentList (
              [ a bf:Agent , bf:Organization ;
                rdfs:label "Trường Đại học Đông Dương" ;
                bflc:marcKey "61020$aTrường Đại học Đông Dương" ;
                madsrdf:isIdentifiedByAuthority [ a madsrdf:CorporateName ;
                  madsrdf:authoritativeLabel "Trường Đại học Đông Dương" ] ;
                bf:source <http://id.loc.gov/authorities/subjects> ]
              [ a madsrdf:GenreForm ;
                madsrdf:authoritativeLabel "Biography" ]
            ) ] .
        """,
    ),
    (
        "611 20 $aGeneva Conference$d(1954)",
        """
        <#Work> bf:subject [ a bf:Agent , bf:Meeting ;
            rdfs:label "Geneva Conference (1954)" ;
            bflc:marcKey "61120$aGeneva Conference$d(1954)" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ConferenceName ;
              madsrdf:authoritativeLabel "Geneva Conference (1954)" ] ;
            bf:source <http://id.loc.gov/authorities/subjects> ] .
        """,
    ),
    (
        "630 00 $aKinh Thi$xBình luận.",
        """
        <#Work> bf:subject [ a bf:Topic , madsrdf:ComplexSubject ;
            rdfs:label "Kinh Thi--Bình luận" ;
            madsrdf:authoritativeLabel "Kinh Thi--Bình luận" ;
            madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
            bf:source <http://id.loc.gov/authorities/subjects> ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Kinh Thi--Bình luận" ] ;
            madsrdf:componentList (
              [ a bf:Hub , madsrdf:Title ;
                rdfs:label "Kinh Thi" ;
                madsrdf:authoritativeLabel "Kinh Thi" ;
                bf:title [ a bf:Title ;
                  bf:mainTitle "Kinh Thi" ] ;
                madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
                madsrdf:isIdentifiedByAuthority [ a madsrdf:Title ;
                  madsrdf:authoritativeLabel "Kinh Thi" ] ]
              [ a madsrdf:Topic ;
                madsrdf:authoritativeLabel "Bình luận" ]
            ) ] .
        """,
    ),
    (
        "630 04 $aTam tự kinh.",
        """
        <#Work> bf:subject [ a bf:Hub , madsrdf:Title ;
            rdfs:label "Tam tự kinh" ;
            madsrdf:authoritativeLabel "Tam tự kinh" ;
            bf:title [ a bf:Title ;
              bf:mainTitle "Tam tự kinh" ] ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Title ;
              madsrdf:authoritativeLabel "Tam tự kinh" ] ] .
        """,
    ),
    (
        "600 14 $aHồ Chí Minh,$d1890-1969,$edepicted.",
        """
        <#Work> bf:subject [ a bf:Agent , bf:Person ;
            rdfs:label "Hồ Chí Minh, 1890-1969" ;
            bflc:marcKey "60014$aHồ Chí Minh,$d1890-1969,$edepicted" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
              madsrdf:authoritativeLabel "Hồ Chí Minh, 1890-1969" ] ;
            bf:relation [ a bf:Relation ;
              bf:relatedTo <#Work> ;
              bf:relationship [ a bf:Relationship ;
                rdfs:label "depicted" ] ] ] .
        """,
    ),
    (
        "611 24 $aHội nghị Giơnevơ$d(1954)$4dpc",
        """
        <#Work> bf:subject [ a bf:Agent , bf:Meeting ;
            rdfs:label "Hội nghị Giơnevơ (1954)" ;
            bflc:marcKey "61124$aHội nghị Giơnevơ$d(1954)$4dpc" ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ConferenceName ;
              madsrdf:authoritativeLabel "Hội nghị Giơnevơ (1954)" ] ;
            bf:relation [ a bf:Relation ;
              bf:relatedTo <#Work> ;
              bf:relationship relators:dpc ] ] .
        """,
    ),
    (
        "630 40 $aThe book of songs.$nPart 1,$pAirs.$lEnglish.$f1998",
        """
        <#Work> bf:subject [ a bf:Hub , madsrdf:Title ;
            rdfs:label "The book of songs. Part 1, Airs. English. 1998" ;
            madsrdf:authoritativeLabel "The book of songs. Part 1, Airs. English. 1998" ;
            madsrdf:isMemberOfMADSScheme <http://id.loc.gov/authorities/subjects> ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Title ;
              madsrdf:authoritativeLabel "The book of songs. Part 1, Airs. English. 1998" ] ;
            bf:title [ a bf:Title ;
              bf:mainTitle "The book of songs. Part 1, Airs. English. 1998" ;
              bflc:nonSortNum "4" ;
              bf:partNumber "Part 1" ;
              bf:partName "Airs" ] ;
            bf:originDate "1998" ;
            bf:language [ a bf:Language ;
              rdfs:label "English" ] ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(subjects, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(subjects, EXAMPLES) == []
