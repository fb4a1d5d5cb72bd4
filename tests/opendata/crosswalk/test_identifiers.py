"""Examples of each rule of identifiers.py: fields as catalogued, and the Turtle that they become."""

from collections.abc import Callable

import pytest

from opendata.crosswalk import identifiers

EXAMPLES = [
    (
        "010 ## $a   83005893 $z   82005892",
        """
        <#Instance> bf:identifiedBy [ a bf:Lccn ;
            rdf:value "83005893" ] , [ a bf:Lccn ;
            rdf:value "82005892" ;
            bf:status mstatus:cancinv ] .
        """,
    ),
    (
        "015 ## $aVN-2019.1234$qbìa cứng$2vnb",
        """
        <#Instance> bf:identifiedBy [ a bf:Nbn ;
            rdf:value "VN-2019.1234" ;
            bf:qualifier "bìa cứng" ;
            bf:source <http://id.loc.gov/vocabulary/nationalbibschemes/vnb> ] .
        """,
    ),
    (
        "016 7# $a0203254721$2GyFmDB$z01",
        """
        <#Instance> bf:identifiedBy [ a bf:Local ;
            rdf:value "0203254721" ;
            bf:source organizations:gyfmdb ] , [ a bf:Local ;
            rdf:value "01" ;
            bf:status mstatus:cancinv ;
            bf:source organizations:gyfmdb ] .
        """,
    ),
    (
        "016 ## $a890000298",
        """
        <#Instance> bf:identifiedBy [ a bf:Local ;
            rdf:value "890000298" ;
            bf:source <http://id.loc.gov/authorities/names/no2004037399> ] .
        """,
    ),
    (
        "017 ## $aVA1-234$bU.S. Copyright Office$d20190423",
        """
        <#Instance> bf:identifiedBy [ a bf:CopyrightNumber ;
            rdf:value "VA1-234" ;
            bf:assigner [ a bf:Organization ;
              rdfs:label "U.S. Copyright Office" ] ;
            bf:date "2019-04-23"^^xsd:date ] .
        """,
    ),
    (
        "020 ## $a9786045512345 (bìa mềm) :$c85000đ$q(tái bản lần 2)$z6045512340",
        """
        <#Instance> bf:identifiedBy [ a bf:Isbn ;
            rdf:value "9786045512345" ;
            bf:qualifier "bìa mềm" , "tái bản lần 2" ;
            bf:acquisitionTerms "85000đ" ] , [ a bf:Isbn ;
            rdf:value "6045512340" ;
            bf:status mstatus:cancinv ;
            bf:acquisitionTerms "85000đ" ;
            bf:qualifier "tái bản lần 2" ] .
        """,
    ),
    (
        "022 0# $a0866-7349$l0866-7349$m1234-5679$21$y0866-7348$z0866-7347",
        """
        <#Work> bf:identifiedBy [ a bf:Issn ;
            rdf:value "0866-7349" ;
            bf:assigner [ a bf:Agent ;
              bf:code "1" ] ] , [ a bf:Issn ;
            rdf:value "0866-7348" ;
            bf:status mstatus:incorrect ;
            bf:assigner [ a bf:Agent ;
              bf:code "1" ] ] , [ a bf:Issn ;
            rdf:value "0866-7347" ;
            bf:status mstatus:cancinv ;
            bf:assigner [ a bf:Agent ;
              bf:code "1" ] ] , [ a bf:IssnL ;
            rdf:value "0866-7349" ] , [ a bf:IssnL ;
            rdf:value "1234-5679" ;
            bf:status mstatus:cancinv ] .
        """,
    ),
    (
        "023 0# $a0866-7349$2s2",
        """
        <#Work> bf:identifiedBy [ a bf:IssnL ;
            rdf:value "0866-7349" ;
            bf:assigner [ a bf:Agent ;
              bf:code "s2" ] ] .
        """,
    ),
    (
        "024 3# $a8935235226272$ccuốn$dtrên bao bì",
        """
        <#Instance> bf:identifiedBy [ a bf:Ean ;
            rdf:value "8935235226272" ;
            bf:acquisitionTerms "cuốn" ;
            bf:note [ a bf:Note ;
              rdfs:label "trên bao bì" ] ] .
        """,
    ),
    (
        "024 7# $a10.1353/jvs.2006.1.1-2.1$2doi",
        """
        <#Instance> bf:identifiedBy [ a bf:Doi ;
            rdf:value "10.1353/jvs.2006.1.1-2.1" ] .
        """,
    ),
    (
        "024 7# $aabc-123$2local",
        """
        <#Instance> bf:identifiedBy [ a bf:Identifier ;
            rdf:value "abc-123" ;
            bf:source [ a bf:Source ;
              bf:code "local" ] ] .
        """,
    ),
    (
        "024 7# $a10.5240/ABCD$2eidr",
        """
        <#Work> bf:identifiedBy [ a bf:Eidr ;
            rdf:value "10.5240/ABCD" ] .
        """,
    ),
    (
        "025 ## $aVN 83-1",
        """
        <#Instance> bf:identifiedBy [ a bf:LcOverseasAcq ;
            rdf:value "VN 83-1" ] .
        """,
    ),
    (
        "026 ## $ae.n-$be.ra$cTaon$d1651$2fei$5VN",
        """
        <#Instance> bf:identifiedBy [ a bf:Fingerprint ;
            rdf:value "e.n- e.ra Taon 1651" ;
            bf:source <http://id.loc.gov/vocabulary/fingerprintschemes/fei> ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "027 ## $aTR-86 (bản 2)",
        """
        <#Instance> bf:identifiedBy [ a bf:Strn ;
            rdf:value "TR-86" ;
            bf:qualifier "bản 2" ] .
        """,
    ),
    (
        "028 02 $aSGHV-001$bSài Gòn Âm Thanh$qđĩa 1",
        """
        <#Instance> bf:identifiedBy [ a bf:AudioIssueNumber ;
            rdf:value "SGHV-001" ;
            bf:assigner [ a bf:Organization ;
              rdfs:label "Sài Gòn Âm Thanh" ] ;
            bf:qualifier "đĩa 1" ] .
        """,
    ),
    (
        "030 ## $aTCNCV7",
        """
        <#Instance> bf:identifiedBy [ a bf:Coden ;
            rdf:value "TCNCV7" ] .
        """,
    ),
    (
        "032 ## $a686050$bBưu điện Việt Nam",
        """
        <#Instance> bf:identifiedBy [ a bf:PostalRegistration ;
            rdf:value "686050" ;
            bf:assigner [ a bf:Organization ;
              rdfs:label "Bưu điện Việt Nam" ] ] .
        """,
    ),
    (
        "035 ## $a(OCoLC)48791386",
        """
        <#Instance> bf:identifiedBy [ a bf:OclcNumber ;
            rdf:value "48791386" ] .
        """,
    ),
    (
        "035 ## $a(VN-HaNLV)000123$z(VN-HaNLV)000100",
        """
        <#Instance> bf:identifiedBy [ a bf:Local ;
            rdf:value "000123" ;
            bf:assigner organizations:vnhanlv ] , [ a bf:Local ;
            rdf:value "000100" ;
            bf:status mstatus:cancinv ;
            bf:assigner organizations:vnhanlv ] .
        """,
    ),
    (
        "036 ## $a1234$bViện Dân số$cmua",
        """
        <#Instance> bf:identifiedBy [ a bf:StudyNumber ;
            rdf:value "1234" ;
            bf:assigner [ a bf:Organization ;
              rdfs:label "Viện Dân số" ] ;
            bf:acquisitionTerms "mua" ] .
        """,
    ),
    (
        "037 3# $aFS-1$bNhà xuất bản Thế giới$c100000đ$fvi phim$nĐặt theo bộ$3Tập 1$5VN",
        """
        <#Instance> bf:acquisitionSource [ a bf:AcquisitionSource ;
            bf:note [ a bf:Note ;
              rdfs:label "current source" ] , [ a bf:Note ;
              rdfs:label "vi phim" ] , [ a bf:Note ;
              rdfs:label "Đặt theo bộ" ] ;
            bf:identifiedBy [ a bf:StockNumber ;
              rdf:value "FS-1" ] ;
            rdfs:label "Nhà xuất bản Thế giới" ;
            bf:acquisitionTerms "100000đ" ;
            bflc:appliesTo [ a bflc:AppliesTo ;
              rdfs:label "Tập 1" ] ;
            bflc:applicableInstitution organizations:vn ] .
        """,
    ),
    (
        "074 ## $a0254-A$z0255",
        """
        <#Instance> bf:identifiedBy [ a bf:Identifier ;
            rdf:value "0254-A" ;
            bf:assigner organizations:dgpo ] , [ a bf:Identifier ;
            rdf:value "0255" ;
            bf:status mstatus:cancinv ;
            bf:assigner organizations:dgpo ] .
        """,
    ),
    (
        "088 ## $aBC-2019/1",
        """
        <#Instance> bf:identifiedBy [ a bf:ReportNumber ;
            rdf:value "BC-2019/1" ] .
        """,
    ),
]


@pytest.mark.parametrize(("marc", "turtle"), EXAMPLES)
def test_field_becomes_turtle(becomes: Callable[..., None], marc: str, turtle: str) -> None:
    becomes(identifiers, marc, turtle)


def test_every_rule_has_an_example(rules_without_example: Callable[..., list[str]]) -> None:
    assert rules_without_example(identifiers, EXAMPLES) == []
