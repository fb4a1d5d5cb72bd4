"""Qualified Dublin Core, dim, xoai and ETD-MS as repositories write them: each gives qualified elements."""

import io

import pytest

from harvesters.errors import UnreadableRecord
from harvesters.readers.registry import DUBLIN_CORE, READERS

QDC = """<qdc:qualifieddc xmlns:qdc="http://dspace.org/qualifieddc/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xml:lang="vi">
 <dc:title>Truyện Kiều</dc:title><dcterms:alternative>Kim Vân Kiều</dcterms:alternative>
 <dcterms:issued xsi:type="dcterms:W3CDTF">2015</dcterms:issued><dcterms:unknown>x</dcterms:unknown>
 <dc:subject xsi:type="dcterms:DDC" xml:lang="">895.9221</dc:subject>
 <dcterms:isPartOf xsi:type="dcterms:URI" xml:lang="en_US">http://example.org/1</dcterms:isPartOf>
</qdc:qualifieddc>"""
DIM = """<dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim">
 <dim:field mdschema="dc" element="contributor" qualifier="advisor" lang="vi_VN">Nguyễn Văn A</dim:field>
 <dim:field mdschema="dc" element="title" lang="*">Nghiên cứu</dim:field>
 <dim:field mdschema="dcterms" element="dateCopyrighted">2014</dim:field>
 <dim:field mdschema="thesis" element="degree" qualifier="name">Thạc sĩ</dim:field>
 <dim:field mdschema="dc" element="description" qualifier="abstract" lang="vi"/>
 <dim:field mdschema="dc" element="date" qualifier="accessioned">2014-05-06T01:02:03Z</dim:field>
</dim:dim>"""
XOAI = """<metadata xmlns="http://www.lyncode.com/xoai"><element name="dc">
 <element name="contributor"><element name="author"><element name="none">
  <field name="value">Lê Thị B</field>
  <field name="authority">x</field></element></element></element>
 <element name="title"><element name="vi_VN"><field name="value">Nghiên cứu</field></element></element>
 <element name="date"><element name="issued"><element name="none"><field name="value">2014</field></element>
 </element></element></element>
 <element name="bundles">
  <element name="bundle"><field name="name">ORIGINAL</field><element name="bitstreams">
   <element name="bitstream">
   <field name="name">a.pdf</field><field name="url">http://dlib.example.vn/a.pdf</field>
  </element></element></element>
  <element name="bundle"><field name="name">LICENSE</field><element name="bitstreams">
   <element name="bitstream">
   <field name="url">http://dlib.example.vn/l.txt</field>
  </element></element></element></element>
 <element name="others"><field name="handle">1/2</field></element></metadata>"""
ETDMS = """<thesis xmlns="http://www.ndltd.org/standards/metadata/etdms/1.0/" xml:lang="vi">
 <title>Nghiên cứu</title><alternativeTitle xml:lang="en">A study</alternativeTitle>
 <contributor role="advisor">Nguyễn Văn A</contributor><contributor>Trần B</contributor>
 <degree><name>Thạc sĩ</name><level>masters</level><discipline>Hoá học</discipline>
 <grantor>Đại học Vinh</grantor></degree></thesis>"""

EXAMPLES = {
    "oai_qdc": (
        QDC,
        (
            ("title", "Truyện Kiều", "vi"),
            ("title.alternative", "Kim Vân Kiều", "vi"),
            ("date.issued", "2015", "vi"),
            ("subject.ddc", "895.9221", ""),
            ("relation.ispartof", "http://example.org/1", "en-US"),
        ),
    ),
    "dim": (
        DIM,
        (
            ("contributor.advisor", "Nguyễn Văn A", "vi-VN"),
            ("title", "Nghiên cứu", ""),
            ("date.copyright", "2014", ""),
            ("thesis.degree.name", "Thạc sĩ", ""),
            ("date.accessioned", "2014-05-06T01:02:03Z", ""),
        ),
    ),
    "xoai": (
        XOAI,
        (
            ("contributor.author", "Lê Thị B", ""),
            ("title", "Nghiên cứu", "vi-VN"),
            ("date.issued", "2014", ""),
            ("identifier.bitstream", "http://dlib.example.vn/a.pdf", ""),
        ),
    ),
    "etdms": (
        ETDMS,
        (
            ("title", "Nghiên cứu", "vi"),
            ("title.alternative", "A study", "en"),
            ("contributor.advisor", "Nguyễn Văn A", "vi"),
            ("contributor", "Trần B", "vi"),
            ("thesis.degree.name", "Thạc sĩ", "vi"),
            ("thesis.degree.level", "masters", "vi"),
            ("thesis.degree.discipline", "Hoá học", "vi"),
            ("thesis.degree.grantor", "Đại học Vinh", "vi"),
        ),
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
class TestDialect:
    def test_elements_with_their_qualifiers(self, name):
        document, elements = EXAMPLES[name]
        assert READERS[name](document.encode()).elements == elements

    def test_a_file_of_two(self, name):
        document, elements = EXAMPLES[name]
        file = io.BytesIO(f"<records>{document}\n<metadata>{document}</metadata></records>".encode())
        pieces = list(DUBLIN_CORE[name](file))
        assert [READERS[name](piece.payload).elements for piece in pieces] == [elements, elements]

    @pytest.mark.parametrize("document", ["<record/>", "no XML"])
    def test_what_is_something_else_is_refused(self, name, document):
        with pytest.raises(UnreadableRecord):
            READERS[name](document.encode())


@pytest.mark.parametrize(
    "root", ["<qualifieddc/>", "<dim/>", "<metadata/>", "<thesis/>"], ids=["oai_qdc", "dim", "xoai", "etdms"]
)
def test_nothing_in_it(root, request):
    name = request.node.callspec.id
    with pytest.raises(UnreadableRecord, match="it holds no"):
        READERS[name](root.encode())
