"""The protocol's way over HTTP: methods, encodings, and any input whatever."""

import gzip
import io
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

OAI = "{http://www.openarchives.org/OAI/2.0/}"
LIST = "verb=ListRecords&metadataPrefix=oai_dc"
FORM = "application/x-www-form-urlencoded"
VERBS = ["Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords"]


def without_date(body: bytes) -> bytes:
    before, _, rest = body.partition(b"<responseDate>")
    return before + rest.partition(b"</responseDate>")[2]


@pytest.mark.parametrize("query", ["verb=Identify", LIST, "verb=nonsense", "", "verb=ListRecords"])
def test_post_gives_what_get_gives(client: FlaskClient, query: str) -> None:
    got = client.get(f"/oai?{query}")
    for content_type in (FORM, f"{FORM}; charset=UTF-8"):
        posted = client.post("/oai", data=query.encode(), content_type=content_type)
        assert posted.status_code == 200
        assert without_date(posted.data).replace(b"Identify", b"") == without_date(got.data).replace(
            b"Identify", b""
        )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b'{"verb": "Identify"}', "application/json"), (b"verb=Identify&x=" + b"x" * 70_000, FORM), (b"a", "")],
)
def test_other_bodies_are_bad_arguments(client: FlaskClient, body: bytes, content_type: str) -> None:
    response = client.post("/oai", data=body, content_type=content_type)
    assert response.status_code == 200
    assert [error.get("code") for error in etree.fromstring(response.data).iter(f"{OAI}error")] == [
        "badArgument"
    ]


def test_head_has_the_headers_and_no_body(client: FlaskClient) -> None:
    response = client.head("/oai?verb=Identify")
    assert (response.status_code, response.content_type, response.data) == (
        200,
        "text/xml; charset=utf-8",
        b"",
    )


def test_other_methods_are_not_allowed(client: FlaskClient) -> None:
    response = client.delete("/oai?verb=Identify")
    assert response.status_code == 405
    assert {"GET", "HEAD", "POST"} <= set(response.headers["Allow"].split(", "))


def test_gzip_holds_the_same(client: FlaskClient) -> None:
    plain = client.get(f"/oai?{LIST}")
    packed = client.get(f"/oai?{LIST}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Accept-Encoding, Sec-Fetch-Mode"
    assert len(packed.data) < len(plain.data) / 2
    unpacked = gzip.GzipFile(fileobj=io.BytesIO(packed.data)).read()
    assert len(without_date(unpacked)) == len(without_date(plain.data))


def test_pages_of_other_sites_may_read(client: FlaskClient) -> None:
    for path in (f"/oai?{LIST}", "/oai?verb=x", "/oai/style.xsl", "/oai/rdf.xsd"):
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"


def check(client: FlaskClient, query: bytes) -> None:
    """The answer is status 200 and a response of the protocol's structure."""
    response = client.post("/oai", data=query, content_type=FORM)
    assert response.status_code == 200
    root = etree.fromstring(response.data)
    date, request, *rest = (etree.QName(child).localname for child in root)
    assert (root.tag, date, request) == (f"{OAI}OAI-PMH", "responseDate", "request")
    assert set(rest) == {"error"} or rest in [[verb] for verb in VERBS]
    assert all(error.text and error.get("code") for error in root.iter(f"{OAI}error"))
    if {"badVerb", "badArgument"} & {error.get("code") for error in root.iter(f"{OAI}error")}:
        assert not root[1].attrib


names = st.sampled_from(
    ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"]
) | st.text(max_size=5)
values = (
    st.sampled_from([*VERBS, "oai_dc", "marc21", "bibframe", "tinh", "oai:data.example.vn:tinh/0001"])
    | st.dates().map(str)
    | st.datetimes().map(lambda moment: moment.isoformat()[:19] + "Z")
    | st.text(st.characters(codec="utf-8"), max_size=20)
)
fuzzing = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@fuzzing
@given(st.sampled_from(VERBS), st.lists(st.tuples(names, values), max_size=5))
def test_any_arguments_get_an_answer(client: FlaskClient, verb: str, pairs: list[tuple[str, str]]) -> None:
    check(client, urlencode([("verb", verb), *pairs], errors="ignore").encode())


@fuzzing
@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(client: FlaskClient, query: bytes) -> None:
    check(client, query)


@fuzzing
@given(st.sampled_from(["ListRecords", "ListIdentifiers"]), st.dictionaries(names, values, max_size=3))
def test_any_list_gets_an_answer(client: FlaskClient, verb: str, more: dict[str, str]) -> None:
    check(client, urlencode({"verb": verb, "metadataPrefix": "oai_dc"} | more, errors="ignore").encode())


def test_raw_bytes_in_the_address_get_an_answer(client: FlaskClient) -> None:
    for query in ("verb=%", "verb=%zz&x", "=&=&&", "verb=ListRecords&metadataPrefix=%00", "verb=Identify#"):
        assert client.get("/oai", query_string=query).status_code == 200
