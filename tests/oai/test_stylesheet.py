"""What browsers show: every response as a page in two languages, whose links lead on."""

from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

import flask
import pytest
from flask.testing import FlaskClient
from lxml import etree

from oai.formats.registry import FORMATS
from oai.memory import MemoryRepository
from oai.page import LARGEST, maker
from tests.oai.conftest import dublin_core_record, marc_record, new_application

RECORD = "oai:data.example.vn:tinh/0001"
DELETED = "oai:data.example.vn:tinh/0007"
ODD = "oai:data.example.vn:tinh/a%25&b+c;d"


@pytest.fixture
def client(repository: MemoryRepository) -> FlaskClient:
    repository.put(replace(marc_record(2), identifier=ODD))
    return new_application(repository, page_size=7).test_client()


def page(client: FlaskClient, query: str) -> etree._ElementTree:
    """The response, transformed as a browser does it."""
    transform = etree.XSLT(etree.fromstring(client.get("/oai/style.xsl").data))
    return transform(etree.fromstring(client.get(f"/oai?{query}").data))


def texts(found: etree._ElementTree, hidden: str) -> str:
    """What is read in one language; what stands in the other, of class *hidden*, is left out."""
    root = found.getroot()
    for one in root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {hidden} ')]"):
        for child in [one, *one]:
            child.text = ""
    return " ".join(" ".join(root.itertext()).split())


@pytest.mark.parametrize(
    ("query", "vietnamese", "english"),
    [
        ("verb=Identify", "Thư điện tử quản trị", "adminEmail"),
        ("verb=ListSets", "Biểu ghi Định danh Thư viện trường", "Records Identifiers Thư viện trường"),
        ("verb=ListMetadataFormats", "Lược đồ http", "Schema http"),
        ("verb=nonsense", "Câu hỏi không có động từ", "No answer"),
        ("verb=ListRecords&metadataPrefix=oai_dc", "Trang sau", "Next page"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier={DELETED}", "đã xóa", "deleted"),
        (f"verb=GetRecord&metadataPrefix=marc21&identifier={RECORD}", "Mốc thời gian", "Datestamp"),
    ],
)
def test_a_page_is_in_vietnamese_or_in_english(
    client: FlaskClient, query: str, vietnamese: str, english: str
) -> None:
    assert vietnamese in texts(page(client, query), "en")
    assert english in texts(page(client, query), "vi")


@pytest.mark.parametrize("prefix", FORMATS)
def test_every_format_is_shown(client: FlaskClient, prefix: str) -> None:
    shown = page(client, f"verb=GetRecord&metadataPrefix={prefix}&identifier={RECORD}")
    assert "Truyện Kiều" in "".join(shown.getroot().itertext())


@pytest.mark.parametrize(
    "start",
    [
        "verb=Identify",
        "verb=ListRecords&metadataPrefix=mods&set=tinh",
        "verb=ListIdentifiers&metadataPrefix=oai_dc",
        f"verb=GetRecord&metadataPrefix=oai_dc&identifier={quote(ODD, safe='')}",
        f"verb=ListMetadataFormats&identifier={quote(ODD, safe='')}",
        "verb=ListSets",
    ],
)
def test_links_lead_on_and_keep_the_language(client: FlaskClient, start: str) -> None:
    shown = page(client, start)
    for language, fragment in (("vi", ""), ("en", "en")):
        links = [one.get("href", "") for one in shown.xpath(f"//a[contains(@class, '{language}')]")]
        asked = [urlsplit(link) for link in links if link.startswith("?")]
        assert len(asked) >= 5
        assert {link.fragment for link in asked} == {fragment}
        for query in {link.query for link in asked}:
            answer = etree.fromstring(client.get(f"/oai?{query}").data)
            assert answer.find("{*}error") is None, query
            assert len(parse_qs(query)["verb"]) == 1


def test_a_list_can_be_gone_through_to_its_end(client: FlaskClient) -> None:
    query, seen = "verb=ListIdentifiers&metadataPrefix=oai_dc", 0
    while query:
        shown = page(client, query)
        seen += len(shown.findall(".//article"))
        follows = shown.xpath("//a[contains(@class, 'next')]/@href")
        query = follows[0].removeprefix("?") if follows else ""
    assert seen == 61


def test_the_page_needs_no_script_and_nothing_from_elsewhere(client: FlaskClient) -> None:
    shown = page(client, "verb=Identify")
    assert not shown.xpath("//script | //style | //@style | //*[starts-with(name(@*), 'on')]")
    assert shown.xpath("//link/@href") == ["oai/style.css"]
    answer = client.get("/oai/style.css")
    assert answer.content_type == "text/css; charset=utf-8"
    assert b"http" not in answer.data
    assert b"#en:target" in answer.data
    policy = client.get("/oai?verb=Identify").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")


def test_the_stylesheet_is_named_relative_to_the_base_url(client: FlaskClient) -> None:
    assert b'<?xml-stylesheet type="text/xsl" href="oai/style.xsl"?>' in client.get("/oai?verb=Identify").data


@pytest.mark.parametrize("name", ["rdf.xsd", "qdc.xsd", "style.xsl"])
def test_what_responses_name_beside_the_base_url_is_there(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/oai/{name}")
    etree.fromstring(answer.data)
    assert answer.content_type == "text/xml; charset=utf-8"


@pytest.mark.parametrize("name", ["nothing.xsd", "style.py", "..%2fblueprint.py", ""])
def test_nothing_else_is(name: str, repository: MemoryRepository) -> None:
    application: flask.Flask = new_application(repository)
    assert application.test_client().get(f"/oai/{name}").status_code == 404


def test_a_browser_gets_the_page_itself(client: FlaskClient) -> None:
    navigating = {"Sec-Fetch-Mode": "navigate"}
    answer = client.get("/oai?verb=Identify", headers=navigating)
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert answer.data.startswith(b"<!DOCTYPE html")
    assert "Cổng thu hoạch biểu ghi".encode() in answer.data
    assert "Sec-Fetch-Mode" in answer.headers["Vary"]
    assert client.get("/oai?verb=x<y>%00", headers=navigating).status_code == 200
    posted = client.post("/oai", data={"verb": "Identify"}, headers=navigating)
    assert posted.content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/html"}, {"Sec-Fetch-Mode": "cors"}])
def test_everybody_else_gets_xml(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.get("/oai?verb=Identify", headers=headers)
    assert answer.content_type == "text/xml; charset=utf-8"
    assert answer.data.startswith(b"<?xml")


def test_what_is_too_long_for_a_page_stays_xml(client: FlaskClient) -> None:
    response = client.get("/oai?verb=Identify").data
    page = maker(client.get("/oai/style.xsl").data)
    assert page(response) is not None
    assert page(response + b" " * LARGEST) is None
    assert page(b"no XML") is None


def test_a_page_escapes_what_records_hold(client: FlaskClient, repository: MemoryRepository) -> None:
    title = ("title", "<script>alert(1)</script> javascript:alert(2)", "vi")
    identifier = "oai:data.example.vn:truong/x"
    repository.put(replace(dublin_core_record(2), identifier=identifier, elements=(title,)))
    query = f"/oai?verb=GetRecord&metadataPrefix=oai_qdc&identifier={identifier}"
    answer = client.get(query, headers={"Sec-Fetch-Mode": "navigate"})
    assert b"<script" not in answer.data
    assert b"&lt;script&gt;" in answer.data
    assert b'href="javascript' not in answer.data
    assert b'lang="vi"' in answer.data
