"""The same records at every door of the demo, and foreign clients that read them there."""

import gzip
import hashlib
import io
import json
import re
import subprocess
import urllib.error
import urllib.request

import pytest
import rdflib
from running import Demo, command
from sickle import Sickle
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

RECORDS = "SELECT (COUNT(DISTINCT ?record) AS ?n) { ?record a <http://xmlns.com/foaf/0.1/Document> }"
WORKS = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT (COUNT(DISTINCT ?work) AS ?n) { ?work a bf:Work . FILTER(STRENDS(STR(?work), "#Work")) }"""
MARC = "{http://www.loc.gov/MARC21/slim}"


def get(address: str, accept: str = "*/*") -> bytes:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=20) as answer:
        body: bytes = answer.read()
    return body


def asked(demo: Demo, query: str, returned: str = JSON, method: str = "GET") -> object:
    wrapper = SPARQLWrapper(f"{demo.address}sparql")
    wrapper.setQuery(query)
    wrapper.setReturnFormat(returned)
    wrapper.setMethod(method)
    return wrapper.query().convert()


def counted(demo: Demo, query: str) -> int:
    answer = asked(demo, query)
    assert isinstance(answer, dict)
    return int(answer["results"]["bindings"][0]["n"]["value"])


@pytest.fixture(scope="session")
def archived(demo: Demo) -> int:
    """How many live records the archive holds."""
    said = subprocess.run(command(demo.home, "records", "--json"), capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in said.stdout.splitlines()]
    return sum(row["state"] == "live" for row in rows)


def test_counts_agree_at_every_door(demo: Demo, archived: int) -> None:
    manifest = json.loads(get(f"{demo.address}dumps/latest/manifest.json"))
    file = manifest["files"][0]
    packed = get(f"{demo.address}dumps/latest/{file['path']}")
    graphs = {line.rsplit(b" ", 2)[1] for line in io.BytesIO(gzip.decompress(packed))}
    listed = list(Sickle(f"{demo.address}oai").ListIdentifiers(metadataPrefix="oai_dc", ignore_deleted=True))
    assert archived >= 250
    assert hashlib.sha256(packed).hexdigest() == file["sha256"]
    assert {
        "SPARQL": counted(demo, WORKS),
        "OAI-PMH": len({header.identifier for header in listed}),
        "dump": len([graph for graph in graphs if b"/record/" in graph]),
        "manifest": file["records"],
    } == dict.fromkeys(("SPARQL", "OAI-PMH", "dump", "manifest"), archived)


@pytest.mark.parametrize("prefix", ["oai_dc", "marc21", "bibframe"])
def test_sickle_harvests_every_format(demo: Demo, prefix: str) -> None:
    records = list(Sickle(f"{demo.address}oai").ListRecords(metadataPrefix=prefix, set="tinh"))
    assert len(records) > 100
    assert len({record.header.identifier for record in records}) == len(records)
    assert all("tinh" in record.header.setSpecs for record in records)


def test_sickle_gets_one_record_with_its_marks(demo: Demo) -> None:
    sickle = Sickle(f"{demo.address}oai")
    wanted = next(
        header.identifier
        for header in sickle.ListIdentifiers(metadataPrefix="marc21")
        if header.identifier.endswith("tinh0023")
    )
    record = sickle.GetRecord(identifier=wanted, metadataPrefix="marc21")
    title = record.xml.find(f".//{MARC}datafield[@tag='245']/{MARC}subfield[@code='a']")
    assert title.text.startswith("Dế mèn phiêu lưu ký")


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_asks_in_every_form(demo: Demo, method: str) -> None:
    query = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
    SELECT ?i { ?i a bf:Instance ; bf:title/bf:mainTitle ?t FILTER(STRSTARTS(?t, "Vang bóng")) }"""
    answer = asked(demo, query, JSON, method)
    assert isinstance(answer, dict)
    (row,) = answer["results"]["bindings"]
    assert "tinh0026" in row["i"]["value"]
    table = asked(demo, query, CSV, method)
    assert isinstance(table, bytes)
    assert table.decode().split() == ["i", row["i"]["value"]]
    document = asked(demo, query, XML, method)
    assert row["i"]["value"] in document.toxml()  # type: ignore[attr-defined]
    graph = asked(demo, f"DESCRIBE <{row['i']['value']}>", TURTLE, method)
    assert isinstance(graph, bytes)
    assert len(rdflib.Graph().parse(data=graph, format="turtle")) > 3


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_rdflib_reads_a_record_in_every_format(demo: Demo, accept: str, name: str) -> None:
    page = re.search(r"http\S+/record/tinh/\S+tinh0001", "\n".join(demo.said))
    assert page
    graph = rdflib.Graph().parse(data=get(page[0], accept), format=name)
    work = rdflib.URIRef(f"{page[0]}#Work")
    assert (work, rdflib.RDF.type, rdflib.URIRef("http://id.loc.gov/ontologies/bibframe/Work")) in graph
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_what_was_deleted_before_it_was_published_is_at_no_door(demo: Demo) -> None:
    page = re.search(r"http\S+/record/tinh/\S+tinh", "\n".join(demo.said))
    assert page
    with pytest.raises(urllib.error.HTTPError) as error:
        get(f"{page[0]}0256")
    assert error.value.code in (404, 410)
    error.value.close()
