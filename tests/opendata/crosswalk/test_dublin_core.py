"""Dublin Core: each element, and the Turtle that it becomes."""

from collections.abc import Callable

import pytest

from harvesters.dublin_core import DublinCoreRecord
from opendata.crosswalk.dublin_core import RULES, convert_dublin_core

IRI = "http://example.org/record/tv/1"
ALWAYS = set(convert_dublin_core(DublinCoreRecord(()), IRI))
Elements = tuple[tuple[str, str, str], ...]

EXAMPLES: list[tuple[Elements, str]] = [
    (
        (("title", "Truyện Kiều", "vi"),),
        """
        <#Work> bf:title [ a bf:Title ;
            bf:mainTitle "Truyện Kiều"@vi ] .
        <#Instance> bf:title [ a bf:Title ;
            bf:mainTitle "Truyện Kiều"@vi ] .
        """,
    ),
    (
        (("title", "Truyện Kiều &amp; Lục Vân Tiên", ""),),
        """
        <#Work> bf:title [ a bf:Title ;
            bf:mainTitle "Truyện Kiều & Lục Vân Tiên" ] .
        <#Instance> bf:title [ a bf:Title ;
            bf:mainTitle "Truyện Kiều & Lục Vân Tiên" ] .
        """,
    ),
    (
        (("creator", "Nguyễn, Du", ""), ("contributor", "Đào, Duy Anh", "vi")),
        """
        <#Work> bf:contribution [ a bf:Contribution , bf:PrimaryContribution ;
            bf:agent [ a bf:Agent ;
              rdfs:label "Nguyễn, Du" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:Name ;
                madsrdf:authoritativeLabel "Nguyễn, Du" ] ] ;
            bf:role relators:cre ] , [ a bf:Contribution ;
            bf:agent [ a bf:Agent ;
              rdfs:label "Đào, Duy Anh"@vi ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:Name ;
                madsrdf:authoritativeLabel "Đào, Duy Anh" ] ] ;
            bf:role relators:ctb ] .
        """,
    ),
    (
        (("subject", "Thơ Nôm", "vi"), ("subject", "http://id.loc.gov/authorities/subjects/sh85143266", "")),
        """
        <#Work> bf:subject [ a bf:Topic , bflc:Uncontrolled ;
            rdfs:label "Thơ Nôm"@vi ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Topic ;
              madsrdf:authoritativeLabel "Thơ Nôm" ] ] , <http://id.loc.gov/authorities/subjects/sh85143266> .
        """,
    ),
    (
        (("description", "Truyện thơ lục bát.", "vi"),),
        """
        <#Work> bf:summary [ a bf:Summary ;
            rdfs:label "Truyện thơ lục bát."@vi ] .
        """,
    ),
    (
        (("publisher", "Văn học", "vi"), ("date", "2019-04-23T10:11:12Z", "")),
        """
        <#Instance> bf:provisionActivity <#publication> .
        <#publication> a bf:ProvisionActivity , bf:Publication ;
          bf:agent [ a bf:Agent ;
            rdfs:label "Văn học"@vi ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Name ;
              madsrdf:authoritativeLabel "Văn học" ] ] ;
          bflc:simpleAgent "Văn học"@vi ;
          bf:date "2019-04-23"^^datatypes:edtf ;
          bflc:simpleDate "2019-04-23T10:11:12Z" .
        """,
    ),
    (
        (("date", "năm Gia Long", "vi"),),
        """
        <#Instance> bf:provisionActivity <#publication> .
        <#publication> a bf:ProvisionActivity , bf:Publication ;
          bflc:simpleDate "năm Gia Long" .
        """,
    ),
    (
        (
            ("type", "Text", ""),
            ("type", "Luận văn", "vi"),
            ("type", "http://purl.org/coar/resource_type/c_46ec", ""),
        ),
        """
        <#Work> a bf:Text ;
          bf:genreForm [ a bf:GenreForm ;
            rdfs:label "Luận văn"@vi ] , <http://purl.org/coar/resource_type/c_46ec> .
        """,
    ),
    (
        (("format", "365 tr.", "vi"),),
        """
        <#Instance> bf:extent [ a bf:Extent ;
            rdfs:label "365 tr."@vi ] .
        """,
    ),
    (
        (
            ("identifier", "ISBN 978-604-55-1234-5", ""),
            ("identifier", "ISSN 0866-7349", ""),
            ("identifier", "https://doi.org/10.1000/182", ""),
            ("identifier", "http://example.org/kieu.pdf", ""),
            ("identifier", "VV93.01234", ""),
        ),
        """
        <#Instance> bf:identifiedBy [ a bf:Isbn ;
            rdf:value "978-604-55-1234-5" ] , [ a bf:Issn ;
            rdf:value "0866-7349" ] , [ a bf:Doi ;
            rdf:value "10.1000/182" ] , [ a bf:Local ;
            rdf:value "VV93.01234" ] ;
          bf:electronicLocator <http://example.org/kieu.pdf> .
        """,
    ),
    (
        (("source", "Bản Kinh", "vi"), ("relation", "http://example.org/related", "")),
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:derivedfrom ;
            bf:associatedResource [ a bf:Work ;
              bf:title [ a bf:Title ;
                bf:mainTitle "Bản Kinh"@vi ] ] ] , [ a bf:Relation ;
            bf:relationship relationship:relatedwork ;
            bf:associatedResource <http://example.org/related> ] .
        """,
    ),
    (
        (("language", "vie", ""), ("language", "vi", ""), ("language", "tiếng Nôm", "vi")),
        """
        <#Work> bf:language languages:vie , [ a bf:Language ;
            rdfs:label "tiếng Nôm"@vi ] .
        """,
    ),
    (
        (("coverage", "Hà Tĩnh", "vi"),),
        """
        <#Work> bf:geographicCoverage [ a bf:GeographicCoverage ;
            rdfs:label "Hà Tĩnh"@vi ] .
        """,
    ),
    (
        (("rights", "CC BY 4.0", "en"),),
        """
        <#Instance> bf:usageAndAccessPolicy [ a bf:UsePolicy ;
            rdfs:label "CC BY 4.0"@en ] .
        """,
    ),
    (
        (("title", "  ", ""), ("abstract", "x", "")),
        "",
    ),
]


@pytest.mark.parametrize(("elements", "turtle"), EXAMPLES)
def test_elements_become_turtle(graph_becomes: Callable[..., None], elements: Elements, turtle: str) -> None:
    statements = convert_dublin_core(DublinCoreRecord(elements), IRI)
    anonymous = [line for line in statements if line not in ALWAYS]
    graph_becomes(anonymous, turtle)


def test_every_element_has_an_example() -> None:
    assert {element for elements, _ in EXAMPLES for element, _, _ in elements} >= set(RULES)


def test_every_record_is_a_work_with_an_instance(graph_becomes: Callable[..., None]) -> None:
    graph_becomes(
        ALWAYS,
        """
        <#Work> a bf:Work ; bf:hasInstance <#Instance> ; bf:adminMetadata <#AdminMetadata> .
        <#Instance> a bf:Instance ; bf:instanceOf <#Work> .
        <#AdminMetadata> a bf:AdminMetadata ;
          bf:generationProcess <http://example.org/catalog#converter-0.1.0> .
        """,
    )


def test_values_keep_their_names_when_others_come_and_go() -> None:
    one = (("subject", "Thơ", "vi"), ("creator", "Nguyễn Du", ""))
    more = (("subject", "Truyện", "vi"), *reversed(one))
    before, after = (set(convert_dublin_core(DublinCoreRecord(elements), IRI)) for elements in (one, more))
    assert before < after
