"""Whatever is asked, the answer is a response of the protocol: never a fault of the server."""

from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

OAI = "{http://www.openarchives.org/OAI/2.0/}"
CODES = {
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noMetadataFormats",
    "noRecordsMatch",
    "noSetHierarchy",
}
_NAMES = ["verb", "metadataPrefix", "from", "until", "set", "identifier", "resumptionToken", "x", ""]
_VALUES = [
    "Identify", "ListRecords", "ListIdentifiers", "ListSets", "GetRecord", "ListMetadataFormats", "oai_dc",
    "marc21", "2026-01-01", "2026-01-01T00:00:00Z", "0000-01-01", "9999-12-31", "tinh", "type:text", "%00",
    "%ff", "%", "%EF%BF%BE", "oai:data.example.vn:tinh/0001", "AAAA", "+", "&#0;", "2026-13-01", "-1",
    "a" * 3000,
]  # fmt: skip
_pairs = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.sampled_from(_VALUES) | st.text(max_size=20)), max_size=6
)
_written = _pairs.map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs).encode())
_queries = st.binary(max_size=200) | _written
_quickly = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(status: int, body: bytes) -> None:
    """A whole response whose request element and error codes are the protocol's."""
    assert status == 200, body
    root = ElementTree.fromstring(body)
    children = [each.tag.removeprefix(OAI) for each in root]
    assert children[:2] == ["responseDate", "request"]
    codes = {each.get("code") for each in root.iter(f"{OAI}error")}
    assert codes <= CODES
    assert (children[2:] and not codes) or set(children[2:]) == {"error"}
    if codes & {"badVerb", "badArgument"}:
        assert not root[1].attrib


@pytest.fixture
def asked(client: FlaskClient) -> Flask:
    return client.application


def ask(app: Flask, query: bytes, body: bytes | None = None) -> None:
    """By the WSGI interface itself: clients would mend the query on its way."""
    from io import BytesIO

    got: list[str] = []
    environment = {
        "REQUEST_METHOD": "GET" if body is None else "POST",
        "PATH_INFO": "/oai",
        "QUERY_STRING": query.decode("latin-1"),
        "CONTENT_TYPE": "" if body is None else "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body or b"")),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body or b""),
        "wsgi.errors": BytesIO(),
    }
    answer = b"".join(app(environment, lambda status, headers, _=None: got.append(status) or bytes))
    check(int(got[0][:3]), answer)


@_quickly
@given(query=_queries)
def test_any_query(asked: Flask, query: bytes) -> None:
    ask(asked, query)


@_quickly
@given(query=_written, body=_queries)
def test_any_form(asked: Flask, query: bytes, body: bytes) -> None:
    ask(asked, query, body)


@_quickly
@given(
    token=st.text(alphabet="ABCabc012-_=", max_size=80) | st.text(max_size=40),
    verb=st.sampled_from(_VALUES[:6]),
)
def test_any_token(asked: Flask, token: str, verb: str) -> None:
    ask(asked, f"verb={verb}&resumptionToken={token}".encode())
