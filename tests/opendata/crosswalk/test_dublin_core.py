"""Dublin Core: each element, and the Turtle that it becomes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from harvesters.dublin_core import ELEMENTS, DublinCoreRecord
from opendata.crosswalk.dublin_core import NOT_CONVERTED, RULES, convert_dublin_core, rule_of
from opendata.crosswalk.dublin_core_page import with_table

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
              a bf:Person ; rdfs:label "Nguyễn, Du" ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                madsrdf:authoritativeLabel "Nguyễn, Du" ] ] ;
            bf:role relators:cre ] , [ a bf:Contribution ;
            bf:agent [ a bf:Agent ;
              a bf:Person ; rdfs:label "Đào, Duy Anh"@vi ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
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
            ("type", "Sách lá", "vi"),
            ("type", "http://purl.org/coar/resource_type/c_46ec", ""),
        ),
        """
        <#Work> a bf:Text ; bf:content contentTypes:txt ;
          bf:genreForm genreForms:gf2014026039 , [ a bf:GenreForm ;
            rdfs:label "Sách lá"@vi ] , <http://purl.org/coar/resource_type/c_46ec> .
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
            ("identifier", "90 - 5892 - 032 - 1", ""),
            ("identifier", "ISSN 0866-7349", ""),
            ("identifier", "https://doi.org/10.1000/182", ""),
            ("identifier", "http://example.org/kieu.pdf", ""),
            ("identifier", "VV93.01234", ""),
        ),
        """
        <#Instance> bf:identifiedBy [ a bf:Isbn ;
            rdf:value "978-604-55-1234-5" ; bf:status mstatus:cancinv ] , [ a bf:Isbn ;
            rdf:value "9058920321" ] , [ a bf:Issn ;
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
        (
            ("contributor.advisor", "Nguyễn Văn A", "vi"),
            ("thesis.degree.name", "Thạc sĩ", "vi"),
            ("thesis.degree.discipline", "Khoa học máy tính", "vi"),
            ("thesis.degree.grantor", "Trường Đại học Bách khoa", "vi"),
            ("date.accepted", "05/03/2019", ""),
            ("type", "Luận văn thạc sĩ", "vi"),
        ),
        """
        <#Work> a bf:Text ; bf:content contentTypes:txt ; bf:genreForm genreForms:gf2014026039 ;
          bf:contribution [ a bf:Contribution ;
            bf:agent [ a bf:Agent , bf:Person ;
              rdfs:label "Nguyễn Văn A"@vi ;
              madsrdf:isIdentifiedByAuthority [ a madsrdf:PersonalName ;
                madsrdf:authoritativeLabel "Nguyễn Văn A" ] ] ;
            bf:role relators:ths ] ;
          bf:dissertation <#dissertation> .
        <#dissertation> a bf:Dissertation ;
          rdfs:label "Luận văn thạc sĩ"@vi ;
          bf:degree "Thạc sĩ"@vi ;
          bf:note [ a bf:Note ; rdfs:label "Khoa học máy tính"@vi ] ;
          bf:date "2019-03-05" ;
          bf:grantingInstitution [ a bf:Agent , bf:Organization ;
            rdfs:label "Trường Đại học Bách khoa"@vi ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:CorporateName ;
              madsrdf:authoritativeLabel "Trường Đại học Bách khoa" ] ] .
        """,
    ),
    (
        (("date", "2019-04-23T10:11:12Z", ""), ("date", "2018", "")),
        """
        <#Instance> bf:provisionActivity <#publication> , [ a bf:ProvisionActivity , bf:Distribution ;
            bf:date "2019-04-23"^^datatypes:edtf ;
            bflc:simpleDate "2019-04-23T10:11:12Z" ] .
        <#publication> a bf:ProvisionActivity , bf:Publication ;
          bf:date "2018"^^datatypes:edtf ;
          bflc:simpleDate "2018" .
        """,
    ),
    (
        (
            ("date.created", "1998-2003", ""),
            ("date.copyright", "©2004", ""),
            ("coverage.temporal", "1945-1975", ""),
        ),
        """
        <#Work> bf:originDate "1998/2003"^^datatypes:edtf ; bf:temporalCoverage "1945/1975"^^datatypes:edtf .
        <#Instance> bf:copyrightDate "2004"^^datatypes:edtf .
        """,
    ),
    (
        (("subject", "Việt Nam -- Lịch sử; Thơ", "vi"), ("subject.ddc", "895.922", "")),
        """
        <#Work> bf:subject [ a bf:Topic , bflc:Uncontrolled ;
            rdfs:label "Việt Nam--Lịch sử"@vi ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:ComplexSubject ;
              madsrdf:authoritativeLabel "Việt Nam--Lịch sử" ] ] , [ a bf:Topic , bflc:Uncontrolled ;
            rdfs:label "Thơ"@vi ;
            madsrdf:isIdentifiedByAuthority [ a madsrdf:Topic ; madsrdf:authoritativeLabel "Thơ" ] ] ;
          bf:classification [ a bf:ClassificationDdc ; bf:classificationPortion "895.922" ] .
        """,
    ),
    (
        (
            ("relation.ispartofseries", "Tủ sách Khoa học;Tập 2", "vi"),
            ("relation.isreferencedby", "http://example.org/2", ""),
        ),
        """
        <#Work> bf:relation [ a bf:Relation ;
            bf:relationship relationship:series ;
            bf:seriesEnumeration "Tập 2" ;
            bf:associatedResource [ a bf:Series , bflc:Uncontrolled ;
              bf:title [ a bf:Title ; bf:mainTitle "Tủ sách Khoa học"@vi ] ] ] , [ a bf:Relation ;
            bf:relationship relationship:relatedwork , [ a bf:Relationship ;
              rdfs:label "is referenced by"@en ] ;
            bf:associatedResource <http://example.org/2> ] .
        """,
    ),
    (
        (
            ("rights.license", "http://creativecommons.org/licenses/by/4.0/", ""),
            ("rights.accessrights", "info:eu-repo/semantics/openAccess", ""),
            ("identifier.uri", "http://hdl.handle.net/123456789/42", ""),
            ("identifier", "hdl:1765/309", ""),
            ("type", "Tạp chí", "vi"),
            ("format.mimetype", "application/pdf", ""),
        ),
        """
        <#Work> a bf:Text , bf:Serial ; bf:content contentTypes:txt ;
          bf:genreForm [ a bf:GenreForm ; rdfs:label "Tạp chí"@vi ] .
        <#Instance> bf:issuance issuance:serl ;
          bf:usageAndAccessPolicy <http://creativecommons.org/licenses/by/4.0/> , [ a bf:AccessPolicy ;
            rdfs:label "info:eu-repo/semantics/openAccess" ] ;
          bf:identifiedBy [ a bf:Local ; rdf:value "123456789/42" ] , [ a bf:Hdl ; rdf:value "1765/309" ] ;
          bf:digitalCharacteristic [ a bf:EncodingFormat ; rdfs:label "application/pdf" ] .
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


def test_every_plain_element_has_an_example() -> None:
    assert {element for elements, _ in EXAMPLES for element, _, _ in elements} >= ELEMENTS


@pytest.mark.parametrize("element", sorted(RULES))
def test_every_rule_says_something_and_what(element: str) -> None:
    record = DublinCoreRecord(((element, "1998", ""),))
    assert set(convert_dublin_core(record, IRI)) > ALWAYS
    assert RULES[element].becomes


@pytest.mark.parametrize("element", sorted([*NOT_CONVERTED, "local.shelf", "date.embargo", "abstract"]))
def test_what_is_left_out_says_nothing(element: str) -> None:
    assert rule_of(element) is None
    assert set(convert_dublin_core(DublinCoreRecord(((element, "1998", ""),)), IRI)) == ALWAYS


def test_an_unknown_qualifier_falls() -> None:
    assert rule_of("subject.keyword") == RULES["subject"]
    statements = convert_dublin_core(DublinCoreRecord((("contributor.dịch giả", "Nhượng Tống", ""),)), IRI)
    assert any(line.endswith("relators/trl>") for line in statements)


def test_the_table_in_the_documentation_is_that_of_the_rules() -> None:
    page = (Path(__file__).parents[3] / "docs" / "dublin-core.md").read_text(encoding="utf-8")
    assert page == with_table(page), "run `make docs`"


def test_every_record_is_a_work_with_an_instance(graph_becomes: Callable[..., None]) -> None:
    graph_becomes(
        ALWAYS,
        """
        <#Work> a bf:Work ; bf:hasInstance <#Instance> ; bf:adminMetadata <#AdminMetadata> .
        <#Instance> a bf:Instance ; bf:instanceOf <#Work> .
        <#AdminMetadata> a bf:AdminMetadata ;
          bf:generationProcess <http://example.org/catalog#converter-0.2.0> .
        """,
    )


def test_a_creator_is_no_contributor_once_more() -> None:
    creator, contributor = ("creator", "Steijn, A.J.", ""), ("contributor", "Steijn, A.J.", "")
    one, both = (
        convert_dublin_core(DublinCoreRecord(elements), IRI)
        for elements in ((creator,), (contributor, creator))
    )
    assert one == both


def test_values_keep_their_names_when_others_come_and_go() -> None:
    one = (("subject", "Thơ", "vi"), ("creator", "Nguyễn Du", ""))
    more = (("subject", "Truyện", "vi"), *reversed(one))
    before, after = (set(convert_dublin_core(DublinCoreRecord(elements), IRI)) for elements in (one, more))
    assert before < after
