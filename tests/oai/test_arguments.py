"""Requests as they are sent, and what is wrong with them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai import arguments
from oai.errors import ProtocolErrors


def test_pairs_keep_order_and_repetition() -> None:
    assert arguments.pairs(b"verb=Identify&a=1&&a=2+3&b&c=%C4%91%3D") == [
        ("verb", "Identify"),
        ("a", "1"),
        ("a", "2 3"),
        ("b", ""),
        ("c", "đ="),
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("metadataPrefix=oai_dc", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=%FF", "badVerb"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=Identify&identifier=oai:a:1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=a%20b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=", "badArgument"),
        ("verb=ListRecords&resumptionToken=%00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a::b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2025-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-01&until=2025-01-02T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2025-01-02&until=2025-01-01", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&identifier=oai:a:1", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=1", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:%3Cx%3E", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x%25zz", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x%FF", "badArgument"),
        ("verb=ListSets&set=x", "badArgument"),
        ("verb=ListMetadataFormats&metadataPrefix=oai_dc", "badArgument"),
        ("verb=Identify" + "&verb=Identify" * 5000, "badVerb"),
    ],
)
def test_what_is_wrong_has_its_code(query: str, code: str) -> None:
    with pytest.raises(ProtocolErrors) as refused:
        arguments.read(arguments.pairs(query.encode()))
    assert {error.code for error in refused.value.errors} == {code}


def test_each_fault_is_told() -> None:
    with pytest.raises(ProtocolErrors) as refused:
        arguments.read([("verb", "ListRecords"), ("from", "x"), ("until", "y"), ("colour", "red")])
    said = " ".join(error.message for error in refused.value.errors)
    assert len(refused.value.errors) == 4
    for word in ("colour", "metadataPrefix", '"x"', '"y"'):
        assert word in said


@pytest.mark.parametrize(
    "identifier",
    ["oai:a.vn:lib/1", "http://a.vn/x?y=1#z", "urn:x:%C3%A9", "oai:a:Truyện", "info:doi/10.1(2)3"],
)
def test_identifiers_are_uris(identifier: str) -> None:
    request = arguments.read([("verb", "ListMetadataFormats"), ("identifier", identifier)])
    assert request.get("identifier") == identifier


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(query: bytes) -> None:
    sent = arguments.pairs(query)
    with contextlib.suppress(ProtocolErrors):
        assert arguments.read(sent).values == dict(sent)
