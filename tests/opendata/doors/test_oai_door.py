"""`/oai` over the published release."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from opendata.doors.oai_repository import public_url

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
KIEU = "oai:data.example.vn:nlv/kieu"
THESIS = "oai:data.example.vn:dh/oai:dh.example.vn:1"
DELETED = "oai:data.example.vn:dh/oai:dh.example.vn:2"


def _asked(client: FlaskClient, **arguments: str) -> ElementTree.Element:
    answer = client.get("/oai", query_string=arguments)
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    return ElementTree.fromstring(answer.data)


def _texts(root: ElementTree.Element, name: str) -> list[str]:
    return [each.text or "" for each in root.iter(name)]


def test_identify(client: FlaskClient) -> None:
    root = _asked(client, verb="Identify")
    assert _texts(root, f"{OAI}baseURL") == ["http://data.example.vn/oai"]
    assert _texts(root, f"{OAI}deletedRecord") == ["persistent"]
    assert _texts(root, f"{OAI}repositoryName") == ["Dữ liệu mở <thử> · Open data <test>"]


def test_each_library_is_a_set(client: FlaskClient) -> None:
    assert {"dh", "nlv"} <= set(_texts(_asked(client, verb="ListSets"), f"{OAI}setSpec"))


def test_identify_names_the_licences(client: FlaskClient) -> None:
    root = _asked(client, verb="Identify")
    (manifest,) = root.iter("{http://www.openarchives.org/OAI/2.0/rights/}rightsManifest")
    assert [each.get("ref") for each in manifest.iter() if each.get("ref")]


@pytest.mark.parametrize(
    "url", ["https://user:secret@x.example/oai", "https://x.example/oai?key=secret", "https://x.example/oai"]
)
def test_no_credential_of_a_library_is_told(url: str) -> None:
    assert public_url(url) == "https://x.example/oai"


def test_every_set_above_one_that_a_record_names_is_told_and_holds_it(client: FlaskClient) -> None:
    specs = set(_texts(_asked(client, verb="ListSets"), f"{OAI}setSpec"))
    assert {"language", "language:vie", "type", "type:text"} <= specs
    named = 0
    for header in _asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc").iter(f"{OAI}header"):
        for spec in (each.text or "" for each in header.iter(f"{OAI}setSpec")):
            parts = spec.split(":")
            for above in (":".join(parts[:length]) for length in range(1, len(parts) + 1)):
                assert above in specs
                root = _asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=above)
                assert header.findtext(f"{OAI}identifier") in _texts(root, f"{OAI}identifier")
                named += 1
    assert named > 10


@pytest.mark.parametrize("prefix", ["marc21", "oai_dc"])
def test_a_set_in_a_format_is_what_of_the_format_names_the_set(client: FlaskClient, prefix: str) -> None:
    every = list(_asked(client, verb="ListIdentifiers", metadataPrefix=prefix).iter(f"{OAI}header"))
    for spec in ("type", "language:vie", "province", "licence"):
        expected = [
            each.findtext(f"{OAI}identifier")
            for each in every
            if any(f"{named}:".startswith(f"{spec}:") for named in _texts(each, f"{OAI}setSpec"))
        ]
        root = _asked(client, verb="ListIdentifiers", metadataPrefix=prefix, set=spec)
        assert _texts(root, f"{OAI}identifier") == expected


def test_sets_have_names_in_both_languages(client: FlaskClient) -> None:
    told = {
        each.findtext(f"{OAI}setSpec"): _texts(each, f"{DC}title")
        for each in _asked(client, verb="ListSets").iter(f"{OAI}set")
    }
    assert told["language:vie"] == ["tiếng Việt", "Vietnamese"]
    assert told["type"] == ["Loại hình tài liệu", "Type of resource"]


@pytest.mark.parametrize(
    ("prefix", "chosen", "identifiers"),
    [
        (
            "oai_dc",
            "",
            {"kieu", "de~20men~2F1", "so-do", "script", "oai:dh.example.vn:1", "oai:dh.example.vn:2"},
        ),
        ("marc21", "", {"kieu", "de~20men~2F1", "so-do", "script"}),
        ("bibframe", "dh", {"oai:dh.example.vn:1", "oai:dh.example.vn:2"}),
    ],
)
def test_lists_what_there_is_in_a_format(
    client: FlaskClient, prefix: str, chosen: str, identifiers: set[str]
) -> None:
    arguments = {"metadataPrefix": prefix, **({"set": chosen} if chosen else {})}
    listed = _texts(_asked(client, verb="ListIdentifiers", **arguments), f"{OAI}identifier")
    assert {each.rpartition("/")[2] for each in listed} == identifiers
    root = _asked(client, verb="ListRecords", **arguments)
    assert len(list(root.iter(f"{OAI}record"))) == len(identifiers)


def test_what_was_deleted_is_said_to_be(client: FlaskClient) -> None:
    root = _asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    deleted = [each for each in root.iter(f"{OAI}header") if each.get("status") == "deleted"]
    assert [each.findtext(f"{OAI}identifier") for each in deleted] == [DELETED]
    one = _asked(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=DELETED)
    assert [each.get("status") for each in one.iter(f"{OAI}header")] == ["deleted"]
    assert not list(one.iter(f"{OAI}metadata"))


@pytest.mark.parametrize(
    ("identifier", "title"),
    [
        (KIEU, "Truyện Kiều"),
        (THESIS, "Gr-catégories"),
        ("oai:data.example.vn:nlv/script", "<script>alert('kiều')</script>"),
    ],
)
def test_a_record_in_every_format(client: FlaskClient, identifier: str, title: str) -> None:
    root = _asked(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=identifier)
    assert title in _texts(root, f"{DC}title")
    formats = _texts(
        _asked(client, verb="ListMetadataFormats", identifier=identifier), f"{OAI}metadataPrefix"
    )
    assert ("marc21" in formats) == (identifier != THESIS)
    for prefix in formats:
        one = _asked(client, verb="GetRecord", metadataPrefix=prefix, identifier=identifier)
        assert len(list(one.iter(f"{OAI}metadata"))) == 1
        assert title in "".join(one.itertext())


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("", "badVerb"),
        ("verb=%ff", "badVerb"),
        ("verb=<script>", "badVerb"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:data.example.vn:nlv/nothing", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:data.example.vn:nlv/broken", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:data.example.vn:nlv/~00", "idDoesNotExist"),
        (f"verb=GetRecord&metadataPrefix=marc21&identifier={THESIS}", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=../../opendata.toml", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=nowhere", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=nothing", "cannotDisseminateFormat"),
        ("verb=ListRecords&resumptionToken=forged", "badResumptionToken"),
    ],
)
def test_errors_are_those_of_the_protocol(
    client: FlaskClient, asked: str, code: str, leaks: Callable[[str], list[str]]
) -> None:
    answer = client.get(f"/oai?{asked}")
    assert answer.status_code == 200
    assert [each.get("code") for each in ElementTree.fromstring(answer.data).iter(f"{OAI}error")] == [code]
    assert "<script" not in answer.text
    assert not leaks(answer.text)
