"""RDF/XML that can be embedded, says what the graph says, and is the same every time."""

from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree
from rdflib import Graph
from rdflib.compare import isomorphic

from oai.formats import bibframe
from oai.memory import MemoryRecord

BF = "http://id.loc.gov/ontologies/bibframe/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STATEMENTS = f"""\
<http://x.vn/record/l/1#Work> <{RDF}type> <{BF}Work> .
<http://x.vn/record/l/1#Work> <{BF}title> <http://x.vn/record/l/1#t> .
<http://x.vn/record/l/1#t> <{RDF}type> <{BF}Title> .
<http://x.vn/record/l/1#t> <{BF}mainTitle> "Tắt \\"đèn\\" <&> ]]>"@vi .
<http://x.vn/record/l/1#Work> <{BF}note> "a\\r\\n\\tb" .
""".encode()
RECORD = MemoryRecord("oai:x:1", datetime(2025, 1, 1, tzinfo=UTC), statements=STATEMENTS)


def test_it_says_what_the_graph_says() -> None:
    text = bibframe.write(RECORD, "http://x.vn/oai/rdf.xsd")
    assert text is not None
    assert text.startswith("<rdf:RDF ")
    root = etree.fromstring(text.encode())
    location = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    assert location == f"{RDF} http://x.vn/oai/rdf.xsd"
    embedded = Graph().parse(data=text, format="xml")
    assert isomorphic(embedded, Graph().parse(data=STATEMENTS, format="nt"))
    assert [child.get(f"{{{RDF}}}about", "").rpartition("#")[2] for child in root] == ["Work", "t"]


def test_only_prefixes_in_use_are_declared() -> None:
    text = bibframe.write(RECORD, "s")
    assert text is not None
    assert "xmlns:bf=" in text
    assert "skos" not in text


def test_characters_that_xml_cannot_carry_are_left_out() -> None:
    text = bibframe.write(
        replace(RECORD, statements=b'<a:s> <http://x.vn/p> "a\\u0001\\u000Bb\\uFFFF" .\n'), "s"
    )
    assert text is not None
    assert ">ab<" in text


def test_without_a_graph_there_is_no_such_format() -> None:
    assert bibframe.write(replace(RECORD, statements=b""), "s") is None
