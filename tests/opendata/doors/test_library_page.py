"""`/library/{code}`: what the public is told of how a library stands."""

import json
import re
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID

from harvesters.records import HarvestedRecord, Page
from harvesters.repairs import Repair
from opendata.archive.archive import Archive
from opendata.archive.lock import harvest_lock
from opendata.doors.application import application
from opendata.doors.public_host import public_host
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.doors.sparkline import HEIGHT, WIDTH, sparkline
from opendata.release.executor import in_process
from opendata.release.publish import publish
from opendata.settings import load

BASE = "http://data.example.vn/"
MEMBER = rdflib.URIRef(f"{BASE}catalog#library-nlv")
ERROR = "http://10.1.2.3:8080/oai?key=hush: connection refused"
LIBRARY = """
name = {{ vi = "{vi}", en = "{en}" }}
protocol = "oai-pmh"
url = "{url}"
format = "oai_dc"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
"""
DUBLIN_CORE = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></oai_dc:dc>'
)


def record(name: str, *repairs: Repair) -> HarvestedRecord:
    payload = DUBLIN_CORE.format(f"Truyện {name}").encode()
    return HarvestedRecord(
        "nlv", name, datetime(2026, 1, 1, tzinfo=UTC), False, "oai_dc", payload, "auto", repairs
    )


def mended(before: str) -> Repair:
    return Repair("xml-reference", "title", before, before.replace("&", "&amp;"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a published library, of which some is harvested and not published, and an empty one."""
    (tmp_path / "libraries").mkdir()
    (tmp_path / "opendata.toml").write_text(f'base_iri = "{BASE}"\n[sparql]\nworkers = 1\n', encoding="utf-8")
    for code, vi, en, url in (
        (
            "nlv",
            "Thư viện <Quốc gia>",
            "National <Library>",
            "https://me:hush@oai.example.vn:8443/oai?key=hush",
        ),
        ("inner", "Trong", "Inner", "http://10.1.2.3:8080/oai"),
    ):
        text = LIBRARY.format(vi=vi, en=en, url=url)
        (tmp_path / "libraries" / f"{code}.toml").write_text(text, encoding="utf-8")
    settings = load(tmp_path)
    with Archive.open(settings.archive_url) as archive, in_process() as executor:
        harvested(
            archive, 70, record("1"), record("2", mended("R&D"), mended("<&>")), record("3", mended("A&B"))
        )
        publish(settings, archive, executor=executor)
        harvested(archive, 2, record("4", mended("not &public")))
    return tmp_path


def harvested(archive: Archive, days: int, *records: HarvestedRecord, error: str = "") -> None:
    at = datetime.now(UTC) - timedelta(days=days)
    archive.begin_harvest("nlv", at)
    archive.store_page("nlv", Page(records, {}, not error), at + timedelta(seconds=75))
    archive.end_run("nlv", at + timedelta(seconds=125), error)


@pytest.fixture
def client(home: Path) -> Iterator[FlaskClient]:
    settings = load(home)
    with Archive.open(settings.archive_url) as archive:
        published = Published(settings, archive)
        pool = PoolOfRelease(settings, published)
        try:
            yield application(settings, published, pool).test_client()
        finally:
            pool.close()


def of_nlv(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get("/library/nlv.json").data)
    return found


def words(client: FlaskClient, path: str) -> str:
    """The text of a page, on one line."""
    text = re.sub(r"<script.*?</script>", " ", client.get(path).text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_page_in_vietnamese_and_english(client: FlaskClient) -> None:
    text = words(client, "/library/nlv?lang=vi")
    assert "Thư viện &lt;Quốc gia&gt;" in text
    assert "Còn mới: đối chiếu với thư viện 2 ngày trước; hạn cập nhật ba tháng đến hết ngày " in text
    assert "Kéo dài 2 phút 5 giây" in text
    assert "Tham chiếu không hợp lệ trong XML" in text
    text = words(client, "/library/nlv?lang=en")
    assert "National &lt;Library&gt;" in text
    assert "Fresh: confirmed with the library 2 days ago; the three months for an update end on " in text
    assert "Published records 3" in text
    assert "Server oai.example.vn Licence" in text
    assert "Took 2 min 5 s Pages 1 New 1 Changed 0 Unchanged 0 Deleted 0" in text
    assert re.search(r"From 3 \([^)]*\) to 4 \(|From 3 records \([^)]*\) to 4 \(", text)
    assert "{" not in text.replace("WHERE {", "")


def test_home_and_record_lead_to_the_page(client: FlaskClient) -> None:
    assert '<tr id="library-nlv"><td><a href="/library/nlv?lang=en">' in client.get("/?lang=en").text
    assert '<a href="/library/nlv?lang=en">' in client.get("/record/nlv/1?lang=en").text


def test_examples_are_of_published_records_only(client: FlaskClient) -> None:
    (repair,) = of_nlv(client)["repairs"]
    assert (repair["kind"], repair["records"], repair["places"]) == ("xml-reference", 3, 4)
    assert {example["identifier"] for example in repair["examples"]} <= {"2", "3"}
    assert repair["examples"]
    text = client.get("/library/nlv?lang=en").text
    assert "R&amp;D</del>" in text
    assert "R&amp;amp;D</ins>" in text
    assert "not &amp;public" not in text


def test_nothing_of_the_inside_comes_out(home: Path, client: FlaskClient) -> None:
    with Archive.open(home / "archive.db") as archive:
        harvested(archive, 1, error=ERROR)
    assert of_nlv(client)["state"] == "failed"
    for path in ("/library/nlv", "/library/inner"):
        for suffix in (".html?lang=en", ".html?lang=vi", ".json", ".ttl"):
            answer = client.get(path + suffix)
            assert answer.status_code == 200
            for secret in ("hush", "10.1.2.3", "8080", "8443", "refused", "me:", str(home)):
                assert secret not in answer.text, (path, suffix, secret)
    text = words(client, "/library/nlv?lang=en")
    assert "It broke off: something was wrong with the library" in text


def test_a_library_that_was_never_harvested(client: FlaskClient) -> None:
    text = words(client, "/library/inner?lang=en")
    assert "It was never harvested." in text
    assert "The data were never yet confirmed" in text
    assert "Harvest this set" not in text
    found = json.loads(client.get("/library/inner.json").data)
    assert (found["state"], found["last_run"], found["runs"], found["host"]) == ("never", None, [], "")


def test_what_is_running_and_what_is_held_back(home: Path, client: FlaskClient) -> None:
    with Archive.open(home / "archive.db") as archive, harvest_lock(home, "nlv"):
        many = tuple(record(str(number)) for number in range(100))
        archive.store_page("nlv", Page(many, {}, True), datetime.now(UTC))
        archive.store_page("nlv", Page((), {}, True, listing="L"), datetime.now(UTC))
        text = words(client, "/library/nlv?lang=en")
        assert "A harvest is running now." in text
        assert "The library lists 100 records no longer." in text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_the_document_negotiates(client: FlaskClient, accept: str, kind: str) -> None:
    answer = client.get("/library/nlv", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["Vary"] == "Accept, Accept-Language"
    there = client.get(answer.headers["Content-Location"])
    assert there.mimetype == kind
    assert "Content-Location" not in there.headers
    same = client.get("/library/nlv", headers={"Accept": accept, "If-None-Match": answer.headers["ETag"]})
    assert same.status_code == 304
    assert client.get("/library/nlv", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("kind", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_what_is_stated_of_the_library(client: FlaskClient, kind: str) -> None:
    answer = client.get("/library/nlv", headers={"Accept": kind})
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")  # rdflib's own use of it
        graph = rdflib.Graph().parse(data=answer.data, format=kind)
    document, dataset = rdflib.URIRef(f"{BASE}library/nlv"), rdflib.URIRef(f"{BASE}.well-known/void#nlv")
    assert (document, FOAF.primaryTopic, MEMBER) in graph
    assert (MEMBER, FOAF.isPrimaryTopicOf, document) in graph
    assert (MEMBER, RDF.type, rdflib.URIRef("http://schema.org/Library")) in graph
    assert {name.language for name in graph.objects(MEMBER, FOAF.name)} == {"vi", "en"}  # type: ignore[attr-defined]
    assert (dataset, DCTERMS.source, MEMBER) in graph
    assert graph.value(dataset, VOID.documents) == rdflib.Literal(3)


def test_the_query_on_the_page_finds_the_records(client: FlaskClient) -> None:
    shown = re.search(r"<pre>(PREFIX.*?)</pre>", client.get("/library/nlv").text, re.DOTALL)
    assert shown
    query = shown[1].replace("&lt;", "<").replace("&gt;", ">")
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert sorted(answer.text.splitlines()[1:]) == [f"{BASE}record/nlv/{n},Truyện {n}" for n in (1, 2, 3)]


def test_the_line_stays_in_its_box_and_shows_few_as_few() -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    assert sparkline([(begin, 5)]) is None
    for counts in ([0, 0], [1000, 1001], [5, 0, 100_000], [3, 3, 3]):
        line = sparkline([(begin + timedelta(days=day), count) for day, count in enumerate(counts)])
        assert line
        points = [tuple(map(float, point.split(","))) for point in line.points.split()]
        assert len(points) == len(counts)
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
        assert (line.least, line.most, line.newest) == (min(counts), max(counts), counts[-1])
        if counts == [1000, 1001]:
            assert abs(points[0][1] - points[1][1]) < 1
    assert sparkline([(begin, 1), (begin, 2)])


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://me:hush@oai.example.vn:8443/oai?x=1", "oai.example.vn"),
        ("http://8.8.8.8/oai", "8.8.8.8"),
        ("http://[2606:4700::1]/", "2606:4700::1"),
        ("http://OAI.Example.VN./", "oai.example.vn"),
        ("http://10.0.0.1/oai", ""),
        ("http://127.0.0.1/oai", ""),
        ("http://192.168.1.9/", ""),
        ("http://169.254.169.254/", ""),
        ("http://[::1]/", ""),
        ("http://[fe80::1%25eth0]/", ""),
        ("http://koha/oai", ""),
        ("http://koha.lan/oai", ""),
        ("http://koha.internal./oai", ""),
        ("http://1.2.3/oai", ""),
        ("http://[bad", ""),
        ("ftp://ftp.example.vn/x", ""),
        ("/srv/records", ""),
        ("", ""),
    ],
)
def test_hosts_that_the_public_may_know(url: str, host: str) -> None:
    assert public_host(url) == host
