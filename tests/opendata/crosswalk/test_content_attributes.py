# ruff: noqa: E501
"""Examples of each rule of content_attributes.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import content_attributes

EXAMPLES = [
    (
        "351 ## $aTheo tác giả$bTheo thời gian$cBộ sưu tập$3Hán Nôm",
        """
        <#Work> bf:collectionArrangement [ a bf:CollectionArrangement ;
            bf:collectionOrganization "Theo tác giả" ;
            bf:pattern "Theo thời gian" ;
            bf:hierarchicalLevel "Bộ sưu tập" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Hán Nôm" ] ] .
        """,
    ),
    (
        "353 ## $athư mục",
        """
        <#Work> bf:supplementaryContent [ a bf:SupplementaryContent ;
            rdfs:label "thư mục" ] .
        """,
    ),
    (
        "370 ## $cViệt Nam$gHuế$2naf",
        """
        <#Work> bf:originPlace [ a bf:Place ;
            rdfs:label "Việt Nam" ] , [ a bf:Place ;
            rdfs:label "Huế" ;
            bf:source subjectSchemes:naf ] .
        """,
    ),
    (
        "380 ## $aTruyện thơ",
        """
        <#Work> bf:genreForm [ a bf:GenreForm ;
            rdfs:label "Truyện thơ" ] .
        """,
    ),
    (
        "383 ## $asố 1$bop. 5$cK. 626",
        """
        <#Work> bf:identifiedBy [ a bf:OpusNumber ;
            rdf:value "op. 5, số 1" ] , [ a bf:ThematicCatalogNumber ;
            rdf:value "K. 626" ] .
        """,
    ),
    (
        "384 ## $aRê thứ",
        """
        <#Work> bf:keyMode [ a bf:KeyMode ;
            rdfs:label "Rê thứ" ] .
        """,
    ),
    (
        "385 ## $aThiếu nhi$2lcdgt",
        """
        <#Work> bf:intendedAudience [ a bf:IntendedAudience ;
            rdfs:label "Thiếu nhi" ;
            bf:source subjectSchemes:lcdgt ] .
        """,
    ),
    (
        "386 ## $aNhà thơ Việt Nam",
        """
        <#Work> bflc:creatorCharacteristic [ a bflc:CreatorCharacteristic ;
            rdfs:label "Nhà thơ Việt Nam" ] .
        """,
    ),
    (
        "341 0# $atextual$bdescription$ctranscript$daudio description$ebraille$2sapdv$3Đĩa 1",
        """
        <#Work> bf:contentAccessibility [ a bf:ContentAccessibility ;
            rdfs:label "Content access mode: textual" , "Textual assistive features: description" , "Visual assistive features: transcript" , "Auditory assistive features: audio description" , "Tactile assistive features: braille" ;
            bf:source [ a bf:Source ;
              bf:code "sapdv" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Đĩa 1" ] ] .
        """,
    ),
    (
        "341 1# $avisual$baltText",
        """
        <#Work> bf:contentAccessibility [ a bf:ContentAccessibility ;
            rdfs:label "Content access mode: visual" , "Textual assistive features: altText" ] .
        """,
    ),
    (
        "352 ## $aVector :$bpoint$c(13671),$bstring$c(2003) ;$qTIFF.",
        """
        <#Instance> bf:digitalCharacteristic [ a bf:CartographicDataType ;
            rdfs:label "Vector" ] , [ a bf:CartographicObjectType ;
            rdfs:label "point" ;
            bf:count "13671" ] , [ a bf:CartographicObjectType ;
            rdfs:label "string" ;
            bf:count "2003" ] , [ a bf:EncodingFormat ;
            rdfs:label "TIFF" ] .
        """,
    ),
    (
        "353 ## $amục lục$bindex$2msupplcont",
        """
        <#Work> bf:supplementaryContent <http://id.loc.gov/vocabulary/msupplcont/index> .
        """,
    ),
    (
        "353 ## $aniên biểu$0(TVQG)7$2tvqg$3Tập 2",
        """
        <#Work> bf:supplementaryContent [ a bf:SupplementaryContent ;
            rdfs:label "niên biểu" ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "7" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ;
            bf:source [ a bf:Source ;
              bf:code "tvqg" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 2" ] ] .
        """,
    ),
    (
        "370 ## $cViệt Nam$0http://vocab.example.org/viet-nam$2naf$gHuế$2naf",
        """
        <#Work> bf:originPlace <http://vocab.example.org/viet-nam> , [ a bf:Place ;
            rdfs:label "Huế" ;
            bf:source subjectSchemes:naf ] .
        """,
    ),
    (
        "377 ## $avie$lTiếng Việt",
        """
        <#Work> bf:language languages:vie , [ a bf:Language ;
            rdfs:label "Tiếng Việt" ] .
        """,
    ),
    (
        "377 #7 $achr$2iso639-3",
        """
        <#Work> bf:language [ a bf:Language ;
            rdf:value "chr" ;
            bf:source [ a bf:Source ;
              bf:code "iso639-3" ] ] .
        """,
    ),
    (
        "377 ## $lTiếng Chăm$0http://vocab.example.org/tieng-cham",
        """
        <#Work> bf:language <http://vocab.example.org/tieng-cham> .
        """,
    ),
    (
        "377 ## $lTiếng Chăm$0(TVQG)9$3Phần dịch",
        """
        <#Work> bf:language [ a bf:Language ;
            rdfs:label "Tiếng Chăm" ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "9" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Phần dịch" ] ] .
        """,
    ),
    (
        "380 ## $aTruyện thơ$0http://id.loc.gov/authorities/genreForms/gf2014026481$2lcgft",
        """
        <#Work> bf:genreForm [ a bf:GenreForm ;
            rdfs:label "Truyện thơ" ;
            madsrdf:hasRelatedAuthority genreForms:gf2014026481 ;
            bf:source genreFormSchemes:lcgft ] .
        """,
    ),
    (
        "383 ## $asố 2$bop. 27$cK. 626$eHenle",
        """
        <#Work> bf:identifiedBy [ a bf:OpusNumber ;
            rdf:value "op. 27, số 2" ;
            bf:source [ a bf:Source ;
              bf:code "Henle" ] ] , [ a bf:ThematicCatalogNumber ;
            rdf:value "K. 626" ;
            bf:source [ a bf:Source ;
              bf:code "Henle" ] ] .
        """,
    ),
    (
        "383 ## $asố 9",
        """
        <#Work> bf:identifiedBy [ a bf:SerialNumber ;
            rdf:value "số 9" ] .
        """,
    ),
    (
        "383 ## $aSố 1$aSố 2$dKöchel$3Bản thảo",
        """
        <#Work> bf:identifiedBy [ a bf:SerialNumber ;
            rdf:value "Số 1" ;
            bf:source [ a bf:Source ;
              bf:code "Köchel" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Bản thảo" ] ] , [ a bf:SerialNumber ;
            rdf:value "Số 2" ;
            bf:source [ a bf:Source ;
              bf:code "Köchel" ] ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Bản thảo" ] ] .
        """,
    ),
    (
        "385 ## $mNhóm tuổi$nage$2lcdgt",
        """
        <#Work> bf:intendedAudience <http://id.loc.gov/authorities/demographicTerms/age> .
        """,
    ),
    (
        "385 ## $mNhóm tuổi$2lcdgt",
        """
        <#Work> bf:intendedAudience [ a bflc:DemographicGroup ;
            rdfs:label "Nhóm tuổi" ;
            bf:source subjectSchemes:lcdgt ] .
        """,
    ),
    (
        "385 ## $nage",
        """
        <#Work> bf:intendedAudience <http://id.loc.gov/authorities/demographicTerms/age> .
        """,
    ),
    (
        "386 ## $nnat",
        """
        <#Work> bflc:creatorCharacteristic <http://id.loc.gov/authorities/demographicTerms/nat> .
        """,
    ),
    (
        "386 ## $mQuốc tịch$nnat",
        """
        <#Work> bflc:creatorCharacteristic <http://id.loc.gov/authorities/demographicTerms/nat> .
        """,
    ),
    (
        "385 ## $aThiếu nhi$bj$aPhụ huynh$2lcdgt$3Phần 1",
        """
        <#Work> bf:intendedAudience [ a bf:IntendedAudience ;
            rdfs:label "Thiếu nhi" ;
            bf:code "j" ;
            bf:source subjectSchemes:lcdgt ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Phần 1" ] ] , [ a bf:IntendedAudience ;
            rdfs:label "Phụ huynh" ;
            bf:source subjectSchemes:lcdgt ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Phần 1" ] ] .
        """,
    ),
    (
        "385 ## $aTrẻ em$0(DLC)dg2015060010$2lcdgt",
        """
        <#Work> bf:intendedAudience <http://id.loc.gov/authorities/demographicTerms/dg2015060010> .
        """,
    ),
    (
        "386 ## $aTrẻ em$0(DLC)sh 85023418$2lcsh",
        """
        <#Work> bflc:creatorCharacteristic <http://id.loc.gov/authorities/subjects/sh85023418> .
        """,
    ),
    (
        "386 ## $aTrẻ em$0http://id.loc.gov/authorities/demographicTerms/dg2015060010$2lcdgt",
        """
        <#Work> bflc:creatorCharacteristic <http://id.loc.gov/authorities/demographicTerms/dg2015060010> .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(content_attributes, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(content_attributes, EXAMPLES) == []
