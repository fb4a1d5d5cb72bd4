# ruff: noqa: E501
"""Examples of each rule of characteristics.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import characteristics

EXAMPLES = [
    (
        "340 ## $agiấy dó$b30 x 20 cm$cmực$dkhắc gỗ$ebìa$f1:20$gđen trắng$imáy đọc$jbản gốc$kin hai mặt$lđóng chỉ$mgấp bốn$ncỡ lớn$oâm bản$pminh họa$q24x$3Tập 1",
        """
        <#Instance> bf:baseMaterial [ a bf:BaseMaterial ;
            rdfs:label "giấy dó" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:appliedMaterial [ a bf:AppliedMaterial ;
            rdfs:label "mực" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:productionMethod [ a bf:ProductionMethod ;
            rdfs:label "khắc gỗ" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:mount [ a bf:Mount ;
            rdfs:label "bìa" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:reductionRatio [ a bf:ReductionRatio ;
            rdf:value "1:20" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] , [ a bf:ReductionRatio ;
            rdfs:label "24x" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:colorContent [ a bf:ColorContent ;
            rdfs:label "đen trắng" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:systemRequirement [ a bf:SystemRequirement ;
            rdfs:label "máy đọc" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:generation [ a bf:Generation ;
            rdfs:label "bản gốc" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:layout [ a bf:Layout ;
            rdfs:label "in hai mặt" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:binding [ a bf:Binding ;
            rdfs:label "đóng chỉ" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:bookFormat [ a bf:BookFormat ;
            rdfs:label "gấp bốn" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:fontSize [ a bf:FontSize ;
            rdfs:label "cỡ lớn" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:polarity [ a bf:Polarity ;
            rdfs:label "âm bản" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] ;
          bf:dimensions "30 x 20 cm" .
        <#Work> bf:illustrativeContent [ a bf:Illustration ;
            rdfs:label "minh họa" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ] .
        """,
    ),
    (
        "340 ## $acelluloid$0http://id.loc.gov/vocabulary/mmaterial/cel$gnhiều màu$2rda",
        """
        <#Instance> bf:baseMaterial <http://id.loc.gov/vocabulary/mmaterial/cel> ;
          bf:colorContent [ a bf:ColorContent ;
            rdfs:label "nhiều màu" ;
            bf:source [ a bf:Source ;
              bf:code "rda" ] ] .
        """,
    ),
    (
        "344 ## $adigital$boptical$c1,4 m/s$dmicrogroove$e2 rãnh$f2 băng$gstereo$h5.1 Dolby Digital$iâm thanh$2rda",
        """
        <#Instance> bf:soundCharacteristic <http://id.loc.gov/vocabulary/mrectype/digital> , <http://id.loc.gov/vocabulary/mrecmedium/opt> , [ a bf:PlayingSpeed ;
            rdfs:label "1,4 m/s" ;
            bf:source [ a bf:Source ;
              bf:code "rda" ] ] , <http://id.loc.gov/vocabulary/mgroove/micro> , [ a bf:TrackConfig ;
            rdfs:label "2 rãnh" ;
            bf:source [ a bf:Source ;
              bf:code "rda" ] ] , [ a bf:TapeConfig ;
            rdfs:label "2 băng" ;
            bf:source [ a bf:Source ;
              bf:code "rda" ] ] , <http://id.loc.gov/vocabulary/mplayback/ste> , <http://id.loc.gov/vocabulary/mspecplayback/dolbydig51> ;
          bf:soundContent [ a bf:SoundContent ;
            rdfs:label "âm thanh" ;
            bf:source [ a bf:Source ;
              bf:code "rda" ] ] .
        """,
    ),
    (
        "345 ## $aIMAX$b24 hình/giây$c1.85:1$dmàn ảnh rộng",
        """
        <#Instance> bf:projectionCharacteristic <http://id.loc.gov/vocabulary/mpresformat/imax> , [ a bf:ProjectionSpeed ;
            rdfs:label "24 hình/giây" ] ;
          bf:aspectRatio [ a bf:AspectRatio ;
            rdf:value "1.85:1" ] , [ a bf:AspectRatio ;
            rdfs:label "màn ảnh rộng" ] .
        """,
    ),
    (
        "346 ## $aVHS$bPAL",
        """
        <#Instance> bf:videoCharacteristic <http://id.loc.gov/vocabulary/mvidformat/vhs> , <http://id.loc.gov/vocabulary/mbroadstd/pal> .
        """,
    ),
    (
        "347 ## $atext file$bPDF$c2 MB$d300 dpi$eregion 3$f320 kbps",
        """
        <#Instance> bf:digitalCharacteristic <http://id.loc.gov/vocabulary/mfiletype/text> , <http://id.loc.gov/vocabulary/mencformat/pdf> , [ a bf:FileSize ;
            rdfs:label "2 MB" ] , [ a bf:Resolution ;
            rdfs:label "300 dpi" ] , <http://id.loc.gov/vocabulary/mregencoding/region3> , [ a bf:EncodedBitrate ;
            rdfs:label "320 kbps" ] .
        """,
    ),
    (
        "348 ## $avocal score$cký âm chữ Hán",
        """
        <#Work> bf:musicFormat <http://id.loc.gov/vocabulary/mmusicformat/vocalscore> ;
          bf:notation [ a bf:MusicNotation ;
            rdfs:label "ký âm chữ Hán" ] .
        """,
    ),
    (
        "340 ## $agiấy$0http://vocab.example.org/giay$0http://id.loc.gov/vocabulary/mmaterial/pap$cmực$0(TVQG)12$2rdamat",
        """
        <#Instance> bf:baseMaterial <http://vocab.example.org/giay> ;
          bf:appliedMaterial [ a bf:AppliedMaterial ;
            rdfs:label "mực" ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "12" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ;
            bf:source [ a bf:Source ;
              bf:code "rdamat" ] ] .
        """,
    ),
    (
        "344 ## $gsurround$hDolby 5.1$hDTS-HD MA 7.1$isilent",
        """
        <#Instance> bf:soundCharacteristic <http://id.loc.gov/vocabulary/mplayback/mul> , <http://id.loc.gov/vocabulary/mspecplayback/dolbydig51> , <http://id.loc.gov/vocabulary/mspecplayback/dtshd71> ;
          bf:soundContent <http://id.loc.gov/vocabulary/msoundcontent/silent> .
        """,
    ),
    (
        "345 ## $c4:3$0http://vocab.example.org/4-3$0(TVQG)3",
        """
        <#Instance> bf:aspectRatio [ a bf:AspectRatio ;
            rdf:value "4:3" ;
            madsrdf:hasRelatedAuthority <http://vocab.example.org/4-3> ;
            bf:identifiedBy [ a bf:Identifier ;
              rdf:value "3" ;
              bf:source [ a bf:Source ;
                bf:code "TVQG" ] ] ] .
        """,
    ),
    (
        """
        347 ## $adata file$btệp riêng
        347 ## $adata file$btệp riêng$c2 MB
        """,
        """
        <#Instance> bf:digitalCharacteristic <http://id.loc.gov/vocabulary/mfiletype/data> , [ a bf:EncodingFormat ;
            rdfs:label "tệp riêng" ] , [ a bf:FileSize ;
            rdfs:label "2 MB" ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(characteristics, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(characteristics, EXAMPLES) == []
