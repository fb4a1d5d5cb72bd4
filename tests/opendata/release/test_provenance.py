import pytest

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcField, MarcRecord
from opendata.release.facts import Facts, LibraryFacts
from opendata.release.network import network_statements
from opendata.release.provenance import content_name, provenance

RECORD = MarcRecord(
    "01968cam a2200457 a 4500",
    (("001", "1"), ("008", "090101s2009    vm")),
    (MarcField("245", "1", "0", (("a", "Truyện Kiều"), ("c", "Nguyễn Du"))),),
)
FACTS = Facts(
    "http://data.example/",
    "1.2",
    {"nlv": LibraryFacts({"vi": 'Thư viện "Quốc gia"', "en": "National Library"}, "http://l.example/cc0")},
)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (RECORD._replace(leader="00000cam  2200000 a 45  "), True),
        (RECORD._replace(leader="01968nam a2200457 a 4500"), False),
        (RECORD._replace(leader="01968cam a2200457 i 4500"), False),
        (RECORD._replace(control=RECORD.control[:1]), False),
        (RECORD._replace(fields=()), False),
        (RECORD._replace(fields=(RECORD.fields[0]._replace(ind2="1"),)), False),
        (RECORD._replace(fields=(RECORD.fields[0]._replace(subfields=(("a", "Truyện Kiều"),)),)), False),
        (
            RECORD._replace(
                fields=(RECORD.fields[0]._replace(subfields=(("a", "Truyện Kiềuc"), ("", "Nguyễn Du"))),)
            ),
            False,
        ),
    ],
)
def test_the_name_of_the_content_is_that_of_what_was_catalogued(other: MarcRecord, same: bool) -> None:
    assert (content_name(other) == content_name(RECORD)) is same


def test_the_name_of_the_content_as_rfc_6920_writes_it() -> None:
    # sha256(b"title\x1fHello\x1fen"), computed by hand with sha256sum and base64url
    name = content_name(DublinCoreRecord((("title", "Hello", "en"),)))
    assert name == "ni:///sha-256;HU4uj5umouxvC2pLGSkEHQQIVGImYlDhb6HtiRZyARg"


def test_what_a_record_says_of_itself() -> None:
    said = provenance("http://data.example/record/nlv/1", "nlv", RECORD, FACTS)
    record = "<http://data.example/record/nlv/1>"
    assert said == [
        f"{record} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document>",
        f"{record} <http://xmlns.com/foaf/0.1/primaryTopic> <http://data.example/record/nlv/1#Work>",
        f"{record} <http://purl.org/dc/terms/source> <http://data.example/catalog#library-nlv>",
        f"{record} <http://rdfs.org/ns/void#inDataset> <http://data.example/.well-known/void#nlv>",
        f"{record} <http://www.w3.org/ns/prov#wasGeneratedBy> <http://data.example/catalog#converter-1.2>",
        f"{record} <http://purl.org/dc/terms/license> <http://l.example/cc0>",
        f"{record} <http://www.w3.org/ns/prov#wasDerivedFrom> <{content_name(RECORD)}>",
    ]


def test_a_library_that_nobody_described_has_no_licence() -> None:
    said = provenance("http://data.example/record/x/1", "x", RECORD, FACTS)
    assert not [statement for statement in said if "license" in statement]


def test_what_stands_beside_the_records() -> None:
    said = network_statements(FACTS, ["<http://t.example/1> <a:p> <a:o>"] * 2)
    assert said == sorted(set(said))
    name = "<http://data.example/catalog#library-nlv> <http://schema.org/name>"
    assert f'{name} "Thư viện \\"Quốc gia\\""@vi' in said
    assert f'{name} "National Library"@en' in said
    assert "<http://t.example/1> <a:p> <a:o>" in said
    assert any(statement.startswith("<http://data.example/catalog#converter-1.2>") for statement in said)
