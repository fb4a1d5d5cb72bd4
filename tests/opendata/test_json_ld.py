"""Descriptions as JSON-LD: the same graph as the N-Triples, one readable tree with its Work at the root."""

import json
import warnings
from pathlib import Path

import pytest
import rdflib
from pyld import jsonld

from opendata import json_ld
from opendata.crosswalk.registry import marc_converter
from opendata.demo import mnemonic

DATA = Path(json_ld.__file__).parent / "demo" / "data"
RECORDS = list(mnemonic.read_files(sorted(DATA.glob("*.mrk"))))[::5]
IRI = "http://data.example.vn/record/tinh/{}"


def graph(text: str, syntax: str) -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib's own use of it
        return rdflib.Graph().parse(data=text, format=syntax)


@pytest.mark.parametrize("number", range(0, len(RECORDS), 3))
def test_says_what_the_statements_say(number: int) -> None:
    iri = IRI.format(number)
    nquads = marc_converter().nquads(RECORDS[number], iri)
    document = json_ld.document(nquads, iri)
    assert (document["id"], document["type"][0]) == ("#Work", "Work")
    ntriples = nquads.replace(f" <{iri}> .".encode(), b" .").decode()
    assert set(graph(json.dumps(document), "json-ld")) == set(graph(ntriples, "nt"))


def test_a_tree_holds_what_belongs_to_the_work() -> None:
    statements = """
        <R#Work> <T> <BWork> .
        <R#Work> <BhasInstance> <R#Instance> .
        <R#Work> <Btitle> <R#245-1> .
        <R#245-1> <T> <BTitle> .
        <R#245-1> <BmainTitle> "Truyện Kiều"@vi .
        <R#Work> <Bsubject> <http://id.worldcat.org/fast/1> .
        <http://id.worldcat.org/fast/1> <L> "Thơ" .
        <R#Instance> <T> <BInstance> .
        <R#Instance> <BinstanceOf> <R#Work> .
        <R#Instance> <Btitle> <R#245-1> .
        <R#Instance> <BcopyrightDate> "1995"^^<http://id.loc.gov/datatypes/edtf> .
        <R> <http://purl.org/dc/terms/license> <http://example.org/licence> .
    """
    iri = IRI.format("kieu")
    for short, long in {
        "<R": f"<{iri}",
        "<T>": f"<{rdflib.RDF.type}>",
        "<L>": f"<{rdflib.RDFS.label}>",
        "<B": "<http://id.loc.gov/ontologies/bibframe/",
    }.items():
        statements = statements.replace(short, long)
    document = json_ld.document(statements.encode(), iri)
    del document["@context"]
    assert document == {
        "@graph": [
            {
                "id": "#Work",
                "type": "Work",
                "title": {
                    "id": "#245-1",
                    "type": "Title",
                    "mainTitle": {"@value": "Truyện Kiều", "@language": "vi"},
                },
                "subject": {"id": "http://id.worldcat.org/fast/1", "label": "Thơ"},
                "hasInstance": {
                    "id": "#Instance",
                    "type": "Instance",
                    "instanceOf": "#Work",
                    "title": "#245-1",
                    "copyrightDate": {"@value": "1995", "@type": "edtf"},
                },
            },
            {"id": iri, "dcterms:license": {"id": "http://example.org/licence"}},
        ]
    }


def test_the_frame_finds_the_one_work_that_the_record_is_about() -> None:
    iri = IRI.format("tap-chi")
    lines = ("LDR  00000nas  2200000 a 4500", "245  10$aTạp chí Văn học", "780  00$tNghiên cứu văn học")
    [record] = mnemonic.read("\n".join(f"={line}" for line in lines))
    triples = marc_converter().nquads(record, iri).replace(f" <{iri}> .".encode(), b" .").decode()
    assert triples.count("<http://id.loc.gov/ontologies/bibframe/Work> .") == 2
    expanded = jsonld.from_rdf(triples, {"format": "application/n-quads"})
    framed = jsonld.frame(expanded, json_ld.frame())
    assert framed["id"] == f"{iri}#Work"
    assert framed["hasInstance"]["title"]["mainTitle"] == "Tạp chí Văn học"


def test_a_document_carries_no_more_of_the_context_than_it_needs() -> None:
    iri = IRI.format("1")
    document = json_ld.document(f'<{iri}#Work> <{rdflib.RDFS.label}> "a" .'.encode(), iri)
    assert "subject" not in document["@context"]
    assert json_ld.context()["subject"] == {
        "@id": "http://id.loc.gov/ontologies/bibframe/subject",
        "@type": "@id",
    }
