"""`/sitemap.xml`: every live record once, under an address that stays."""

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import etree

from opendata.release import blocks

BASE = "http://data.example.vn/"
_IN = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _read(client: FlaskClient, address: str) -> dict[str, str]:
    """Addresses with when they changed."""
    answer = client.get(urlsplit(address).path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    assert "ETag" in answer.headers
    entries = etree.fromstring(answer.data).findall("*", _IN)
    return {
        each.findtext("s:loc", namespaces=_IN): each.findtext("s:lastmod", namespaces=_IN) for each in entries
    }


@pytest.fixture
def records(client: FlaskClient) -> dict[str, str]:
    maps = _read(client, "/sitemap.xml")
    return {
        address: changed
        for each in maps
        if not each.endswith("/pages.xml")
        for address, changed in _read(client, each).items()
    }


def test_it_lists_every_live_record_with_when_it_changed(
    client: FlaskClient, records: dict[str, str]
) -> None:
    assert f"{BASE}record/nlv/kieu" in records
    assert len(records) == 5
    for address, changed in records.items():
        assert client.get(urlsplit(address).path).status_code == 200
        assert changed == "2026-02-01T00:00:00Z"


def test_blocks_are_cut_by_number(
    client: FlaskClient, records: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "SIZE", 2)
    found: dict[str, str] = {}
    for number in range(4):
        answer = client.get(f"/sitemap/{number}.xml")
        if answer.status_code == 200:
            part = _read(client, f"/sitemap/{number}.xml")
            assert 0 < len(part) <= 2
            found.update(part)
    assert found == records


def test_pages_that_are_no_records(client: FlaskClient) -> None:
    pages = _read(client, "/sitemap/pages.xml")
    assert {f"{BASE}catalog", f"{BASE}library/nlv"} <= set(pages)
    for address in pages:
        assert client.get(urlsplit(address).path).status_code == 200


@pytest.mark.parametrize("path", ["/sitemap/99.xml", "/sitemap/-1.xml", f"/sitemap/{'9' * 30}.xml"])
def test_a_block_that_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_robots_are_led_to_it(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text
    assert f"Sitemap: {BASE}sitemap.xml" in text
    assert "Disallow: /sparql?" in text


def test_before_the_first_release(unpublished: FlaskClient) -> None:
    assert list(_read(unpublished, "/sitemap.xml")) == [f"{BASE}sitemap/pages.xml"]
