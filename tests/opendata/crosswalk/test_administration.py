# ruff: noqa: E501
"""Examples of each rule of administration.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import administration

EXAMPLES = [
    (
        """
        001 000123
        003 VN-HaNLV
        005 20190423101112.0
        008 190401s2019####vm############000#1#vie#d
        040 ## $aVN-HaNLV$bvie$erda$dVN-HCGL
        042 ## $apcc
        """,
        """
        <#Work> a bf:Work , bf:Text , bf:Monograph ;
          bf:hasInstance <#Instance> ;
          bf:adminMetadata <#AdminMetadata-created> , <#AdminMetadata-converted> , <#AdminMetadata> ;
          bf:content contentTypes:txt .
        <#Instance> a bf:Instance ;
          bf:instanceOf <#Work> ;
          bf:issuance issuance:mono .
        <#AdminMetadata-created> a bf:AdminMetadata ;
          bf:status mstatus:n ;
          bf:date "2019-04-01T00:00:00"^^xsd:dateTime ;
          bf:agent <#AdminMetadata-created-agent> .
        <#AdminMetadata-converted> a bf:AdminMetadata ;
          bf:status mstatus:c ;
          bf:generationProcess <http://example.org/catalog#converter-0.2.0> ,
            <https://github.com/lcnetdev/marc2bibframe2/releases/tag/v3.1.0> .
        <#AdminMetadata> a bf:AdminMetadata ;
          bf:descriptionLevel <http://id.loc.gov/ontologies/bibframe-3-0-1/> ;
          bflc:encodingLevel menclvl:f ;
          bf:descriptionConventions descriptionConventions:isbd , descriptionConventions:rda ;
          bf:identifiedBy <#AdminMetadata-local> ;
          bf:descriptionLanguage languages:vie ;
          bf:note [ a bf:Note , mnotetype:internal ;
            rdfs:label "040  $aVN-HaNLV$bvie$erda$dVN-HCGL" ] ;
          bf:descriptionAuthentication marcauthen:pcc .
        <#AdminMetadata-created-agent> a bf:Agent ;
          bf:code "VN-HaNLV" .
        <#AdminMetadata-local> a bf:Local ;
          rdf:value "000123" ;
          bf:assigner <#AdminMetadata-local-agent> .
        <#AdminMetadata-local-agent> a bf:Agent ;
          bf:code "VN-HaNLV" .
        """,
    ),
    (
        """
        LDR 00000cas#a2200000#a#4500
        001 000124
        008 991301c1917####vm############0###0vie#d
        040 ## $aDLC$btiếng Việt$equy tắc riêng
        """,
        """
        <#Work> a bf:Work , bf:Text , bf:Serial ;
          bf:hasInstance <#Instance> ;
          bf:adminMetadata <#AdminMetadata-created> , <#AdminMetadata-converted> , <#AdminMetadata> , <#AdminMetadata-changed> ;
          bf:content contentTypes:txt .
        <#Instance> a bf:Instance ;
          bf:instanceOf <#Work> ;
          bf:issuance issuance:serl .
        <#AdminMetadata-created> a bf:AdminMetadata ;
          bf:status mstatus:n ;
          bf:agent organizations:dlc .
        <#AdminMetadata-converted> a bf:AdminMetadata ;
          bf:status mstatus:c ;
          bf:generationProcess <http://example.org/catalog#converter-0.2.0> ,
            <https://github.com/lcnetdev/marc2bibframe2/releases/tag/v3.1.0> .
        <#AdminMetadata> a bf:AdminMetadata ;
          bf:descriptionLevel <http://id.loc.gov/ontologies/bibframe-3-0-1/> ;
          bflc:encodingLevel menclvl:f ;
          bf:descriptionConventions descriptionConventions:aacr , [ a bf:DescriptionConventions ;
            bf:code "quy tắc riêng" ] ;
          bf:identifiedBy <#AdminMetadata-local> ;
          bf:descriptionLanguage [ a bf:Language ;
            bf:code "tiếng Việt" ] ;
          bf:note [ a bf:Note , mnotetype:internal ;
            rdfs:label "040  $aDLC$btiếng Việt$equy tắc riêng" ] .
        <#AdminMetadata-changed> a bf:AdminMetadata ;
          bf:status mstatus:c ;
          bf:agent organizations:dlc .
        <#AdminMetadata-local> a bf:Local ;
          rdf:value "000124" .
        """,
    ),
    (
        """
        LDR 00000daa##2200000uz#4500
        005 00000000000000.0
        """,
        """
        <#Work> a bf:Work , bf:Text , bf:Monograph ;
          bf:hasInstance <#Instance> ;
          bf:adminMetadata <#AdminMetadata-created> , <#AdminMetadata-converted> , <#AdminMetadata> , <#AdminMetadata-changed> ;
          bf:content contentTypes:txt .
        <#Instance> a bf:Instance ;
          bf:instanceOf <#Work> ;
          bf:issuance issuance:mono .
        <#AdminMetadata-created> a bf:AdminMetadata ;
          bf:status mstatus:n .
        <#AdminMetadata-converted> a bf:AdminMetadata ;
          bf:status mstatus:c ;
          bf:generationProcess <http://example.org/catalog#converter-0.2.0> ,
            <https://github.com/lcnetdev/marc2bibframe2/releases/tag/v3.1.0> .
        <#AdminMetadata> a bf:AdminMetadata ;
          bf:descriptionLevel <http://id.loc.gov/ontologies/bibframe-3-0-1/> .
        <#AdminMetadata-changed> a bf:AdminMetadata ;
          bf:status mstatus:d .
        """,
    ),
    (
        """
        LDR 00000aom#a2200000#a#4500
        038 ## $aThư viện Quốc gia Việt Nam
        040 ## $erda$eaacr2
        """,
        """
        <#Work> a bf:Work , bf:MixedMaterial , bf:Monograph ;
          bf:hasInstance <#Instance> ;
          bf:adminMetadata <#AdminMetadata-created> , <#AdminMetadata-converted> , <#AdminMetadata> , <#AdminMetadata-changed> ;
          bf:content contentTypes:txt .
        <#Instance> a bf:Instance ;
          bf:instanceOf <#Work> ;
          bf:issuance issuance:mono .
        <#AdminMetadata-created> a bf:AdminMetadata ;
          bf:status mstatus:n .
        <#AdminMetadata-converted> a bf:AdminMetadata ;
          bf:status mstatus:c ;
          bf:generationProcess <http://example.org/catalog#converter-0.2.0> ,
            <https://github.com/lcnetdev/marc2bibframe2/releases/tag/v3.1.0> .
        <#AdminMetadata> a bf:AdminMetadata ;
          bf:descriptionLevel <http://id.loc.gov/ontologies/bibframe-3-0-1/> ;
          bflc:encodingLevel menclvl:f ;
          bflc:metadataLicensor [ a bflc:MetadataLicensor ;
            rdfs:label "Thư viện Quốc gia Việt Nam" ] ;
          bf:descriptionConventions descriptionConventions:aacr , descriptionConventions:rda ,
            descriptionConventions:aacr2 ;
          bf:note [ a bf:Note , mnotetype:internal ;
            rdfs:label "040  $erda$eaacr2" ] .
        <#AdminMetadata-changed> a bf:AdminMetadata ;
          bf:status mstatus:c .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(administration, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(administration, EXAMPLES) == []
