"""Every verb's answers and errors, against the specification."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import flask
import pytest
from flask.testing import FlaskClient
from lxml import etree

from oai.formats.registry import FORMATS, offered_for
from oai.memory import MemoryRecord, MemoryRepository
from oai.repository import Key, Marc, Record, RepositoryUnavailable, Selection

NS = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "p": "http://www.openarchives.org/OAI/2.0/provenance",
    "r": "http://www.openarchives.org/OAI/2.0/rights/",
    "i": "http://www.openarchives.org/OAI/2.0/oai-identifier",
}
MARC_1, DC_2 = "oai:data.example.vn:tinh/0001", "oai:data.example.vn:truong/0002"


def ask(client: FlaskClient, query: str = "", **arguments: str) -> etree._Element:
    response = client.get(f"/oai?{query or urlencode(arguments)}")
    assert response.status_code == 200
    assert response.content_type == "text/xml; charset=utf-8"
    return etree.fromstring(response.data)


def codes(root: etree._Element) -> list[str]:
    return [error.get("code", "") for error in root.findall("o:error", NS)]


def texts(root: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in root.iterfind(path, NS)]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=ese", "cannotDisseminateFormat"),
        ("verb=ListIdentifiers&metadataPrefix=ese&set=nowhere", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=nowhere", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=marc21&set=truong", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=2001-01-01", "noRecordsMatch"),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc&from=9999-12-31", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=junk", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=junk", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=ese&identifier=oai:x:1", "idDoesNotExist"),
        (f"verb=GetRecord&metadataPrefix=ese&identifier={MARC_1}", "cannotDisseminateFormat"),
        (f"verb=GetRecord&metadataPrefix=marc21&identifier={DC_2}", "cannotDisseminateFormat"),
        (f"verb=GetRecord&metadataPrefix=bibframe&identifier={DC_2}", "cannotDisseminateFormat"),
        ("verb=ListMetadataFormats&identifier=oai:x:1", "idDoesNotExist"),
    ],
)
def test_errors_have_the_codes_of_the_specification(client: FlaskClient, query: str, code: str) -> None:
    root = ask(client, query or "&")
    assert codes(root) == [code]
    request = root.find("o:request", NS)
    assert request is not None
    assert request.text == "http://localhost/oai"
    bare = code in ("badVerb", "badArgument")
    assert dict(request.attrib) == ({} if bare else dict(pair.split("=") for pair in query.split("&")))


def test_identify_tells_the_facts(client: FlaskClient) -> None:
    root = ask(client, verb="Identify")
    assert texts(root, "o:Identify/*") == [
        "Thư viện mẫu & bạn",
        "http://localhost/oai",
        "2.0",
        "admin@example.vn",
        "2025-01-01T00:00:00Z",
        "persistent",
        "YYYY-MM-DDThh:mm:ssZ",
        "gzip",
        "",
    ]
    assert texts(root, ".//i:oai-identifier/*") == [
        "oai",
        "data.example.vn",
        ":",
        "oai:data.example.vn:tinh/0001",
    ]


@pytest.mark.parametrize("domain", ["", "localhost", "127.0.0.1", "other.example.vn"])
def test_an_identifier_scheme_is_told_only_where_it_holds(
    repository: MemoryRepository, application: Callable[..., flask.Flask], domain: str
) -> None:
    identity = repository.identify()._replace(domain=domain, descriptions=['<x xmlns="urn:x"/>'])
    root = ask(application(MemoryRepository(identity)).test_client(), verb="Identify")
    assert [element[0].tag for element in root.iterfind(".//o:description", NS)] == ["{urn:x}x"]


def test_formats_of_the_repository_and_of_items(client: FlaskClient) -> None:
    prefix = ".//o:metadataPrefix"
    assert texts(ask(client, verb="ListMetadataFormats"), prefix) == list(FORMATS)
    assert texts(ask(client, verb="ListMetadataFormats", identifier=MARC_1), prefix) == list(FORMATS)
    assert texts(ask(client, verb="ListMetadataFormats", identifier=DC_2), prefix) == [
        one for one in offered_for("oai_dc") if one != "bibframe"
    ]


def test_a_schema_of_our_own_is_served(client: FlaskClient) -> None:
    root = ask(client, verb="ListMetadataFormats")
    address = texts(root, ".//o:schema")[-1]
    assert address == "http://localhost/oai/rdf.xsd"
    schema = etree.XMLSchema(etree.fromstring(client.get("/oai/rdf.xsd").data))
    record = ask(client, verb="GetRecord", identifier=MARC_1, metadataPrefix="bibframe").find(
        ".//o:metadata/*", NS
    )
    assert record is not None
    assert schema.validate(record)


def test_sets_come_in_order_with_names_in_every_language(client: FlaskClient) -> None:
    root = ask(client, verb="ListSets")
    assert texts(root, ".//o:setSpec") == ["tinh", "tinh:dia-chi", "truong"]
    assert texts(root, ".//o:setName") == ["Thư viện tỉnh", "Địa chí", "Thư viện trường"]
    assert texts(root, ".//o:setDescription//dc:title") == ["Thư viện tỉnh", "Provincial library"]
    assert texts(root, ".//o:setDescription//dc:description") == ["Books & maps"]
    assert root.find(".//o:resumptionToken", NS) is None


def test_sets_come_in_pages(repository: MemoryRepository, application: Callable[..., flask.Flask]) -> None:
    client = application(repository, page_size=2).test_client()
    first = ask(client, verb="ListSets")
    token = first.find(".//o:resumptionToken", NS)
    assert token is not None
    assert dict(token.attrib) == {"completeListSize": "3", "cursor": "0"}
    last = ask(client, verb="ListSets", resumptionToken=token.text or "")
    assert texts(first, ".//o:setSpec") + texts(last, ".//o:setSpec") == ["tinh", "tinh:dia-chi", "truong"]
    assert texts(last, ".//o:resumptionToken") == [""]


def test_a_repository_without_sets_says_so(
    repository: MemoryRepository, application: Callable[..., flask.Flask]
) -> None:
    client = application(MemoryRepository(repository.identify())).test_client()
    assert codes(ask(client, verb="ListSets")) == ["noSetHierarchy"]
    assert codes(ask(client, verb="ListRecords", metadataPrefix="oai_dc", set="a")) == ["noSetHierarchy"]
    assert codes(ask(client, verb="ListRecords", metadataPrefix="oai_dc")) == ["noRecordsMatch"]


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_headers_of_a_repository_without_sets_name_none(
    repository: MemoryRepository, application: Callable[..., flask.Flask], verb: str
) -> None:
    only = MemoryRecord(
        "oai:data.example.vn:1",
        repository.identify().earliest,
        format="oai_dc",
        elements=(("title", "Tắt đèn", ""),),
    )
    client = application(MemoryRepository(repository.identify(), [only])).test_client()
    root = ask(client, verb=verb, metadataPrefix="oai_dc")
    assert texts(root, ".//o:identifier") == [only.identifier]
    assert texts(root, ".//o:setSpec") == texts(root, ".//o:resumptionToken") == []
    assert codes(ask(client, verb=verb, metadataPrefix="oai_dc", set="a:b")) == ["noSetHierarchy"]
    assert codes(ask(client, verb=verb, metadataPrefix="oai_dc", set="a b")) == ["badArgument"]


def test_a_record_comes_with_its_rights_and_its_origin(client: FlaskClient) -> None:
    root = ask(client, verb="GetRecord", identifier=MARC_1, metadataPrefix="oai_dc")
    assert texts(root, ".//dc:title") == ["Truyện Kiều, bản 1 <&> “” : thơ"]
    assert (
        root.find(".//r:rightsReference", NS).get("ref")
        == "https://creativecommons.org/publicdomain/zero/1.0/"
    )  # type: ignore[union-attr]
    origin = root.find(".//p:originDescription", NS)
    assert origin is not None
    assert dict(origin.attrib) == {"harvestDate": "2025-01-02T00:00:00Z", "altered": "false"}
    assert [child.text for child in origin] == [
        "http://tinh.example.vn/oai",
        "oai:tinh.example.vn:1",
        "2025-01-01T00:00:00Z",
        "http://www.loc.gov/MARC21/slim",
    ]


def test_an_aggregator_s_origins_are_chained(
    repository: MemoryRepository, application: Callable[..., flask.Flask]
) -> None:
    record = repository.record(MARC_1, "oai_dc")
    assert isinstance(record, MemoryRecord)
    assert record.came_from is not None
    further = record.came_from._replace(
        previous=record.came_from._replace(base_url="http://first.example.vn/oai")
    )
    repository.put(replace(record, came_from=further))
    root = ask(
        application(repository).test_client(), verb="GetRecord", identifier=MARC_1, metadataPrefix="oai_dc"
    )
    inner = ".//p:originDescription/p:originDescription/p:baseURL"
    assert texts(root, inner) == ["http://first.example.vn/oai"]


def test_a_deleted_record_is_a_header(client: FlaskClient) -> None:
    for prefix in FORMATS:
        listed = ask(client, verb="ListIdentifiers", metadataPrefix=prefix, set="tinh")
        dead = [header for header in listed.iterfind(".//o:header", NS) if header.get("status") == "deleted"]
        identifier = dead[0].findtext("o:identifier", "", NS)
        record = ask(client, verb="GetRecord", identifier=identifier, metadataPrefix=prefix).find(
            ".//o:record", NS
        )
        assert record is not None
        assert [etree.QName(child).localname for child in record] == ["header"]


class Failing(MemoryRecord):
    """A record whose fields cannot be read, for the reason that `reason` holds."""

    reason: type[Exception] = ValueError

    def marc21(self) -> Marc | None:
        raise self.reason("/var/lib/secret/path")


class Away(Failing):
    reason = RepositoryUnavailable


def test_a_record_that_cannot_be_written_stops_nobody(
    repository: MemoryRepository, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    good = repository.record(MARC_1, "oai_dc")
    assert good is not None
    repository.put(Failing(MARC_1, good.datestamp, sets=good.sets))
    with caplog.at_level(logging.ERROR):
        listed = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
        got = ask(client, verb="GetRecord", identifier=MARC_1, metadataPrefix="oai_dc")
    assert MARC_1 in caplog.text
    assert len(texts(listed, ".//o:identifier")) == 6
    assert MARC_1 not in texts(listed, ".//o:identifier")
    assert codes(got) == ["cannotDisseminateFormat"]
    assert b"secret" not in etree.tostring(got)
    assert MARC_1 in texts(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc"), ".//o:identifier")


def test_pages_of_such_records_are_passed_over_but_not_without_end(
    repository: MemoryRepository, application: Callable[..., flask.Flask]
) -> None:
    identity, start = repository.identify(), datetime(2025, 6, 1, tzinfo=UTC)
    bad = [Failing(f"oai:x:{number:03}", start) for number in range(30)]
    good = MemoryRecord("oai:x:9", start, format="oai_dc", elements=[("title", "x", "")])
    client = application(MemoryRepository(identity, [*bad, good]), page_size=5).test_client()
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert texts(root, ".//o:identifier") == ["oai:x:9"]
    only_bad = application(MemoryRepository(identity, bad), page_size=5).test_client()
    assert codes(ask(only_bad, verb="ListRecords", metadataPrefix="oai_dc")) == ["noRecordsMatch"]
    hopeless = application(MemoryRepository(identity, bad), page_size=1).test_client()
    assert hopeless.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").status_code == 503


class Broken(MemoryRepository):
    """Fails where a database would."""

    def page(
        self, selection: Selection, after: Key | None, size: int, content: bool
    ) -> Sequence[tuple[Key, Record]]:
        raise OSError("/var/lib/secret/path")


@pytest.mark.parametrize("kind", ["repository", "content"])
def test_what_fails_for_a_while_is_to_be_asked_again(
    repository: MemoryRepository, application: Callable[..., flask.Flask], kind: str
) -> None:
    broken: MemoryRepository = Broken(repository.identify())
    if kind == "content":
        broken = MemoryRepository(repository.identify(), [Away(MARC_1, datetime(2025, 6, 1, tzinfo=UTC))])
    response = application(broken).test_client().get("/oai?verb=ListRecords&metadataPrefix=oai_dc")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert b"secret" not in response.data


def test_formats_are_named_as_they_are_registered() -> None:
    folder = Path(__file__).parents[2] / "oai" / "formats"
    assert all(by.prefix == prefix for prefix, by in FORMATS.items())
    assert all((folder / f"{prefix}.py").exists() for prefix in FORMATS if prefix != "marcxml")
