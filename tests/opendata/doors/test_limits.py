"""`/limits`: the values in force, for readers and for machines."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from opendata.archive.archive import Archive
from opendata.doors.application import application
from opendata.doors.limit_words import WORDS
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.settings import OaiSettings, Settings, SparqlSettings


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/limits", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("/limits", "application/json", "application/json"),
        ("/limits.json", "text/html", "application/json"),
        ("/limits.html", "application/json", "text/html"),
    ],
)
def test_page_and_json(client: FlaskClient, path: str, accept: str, kind: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, kind)
    again = client.get(path, headers={"Accept": accept, "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_not_there(client: FlaskClient) -> None:
    assert client.get("/limits", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/limits.png").status_code == 404
    assert client.get("/limitsandmore").status_code == 404


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("vi", ("10 giây", "100.000 dòng hoặc phát biểu", "64 MiB", "100 biểu ghi", "không giới hạn")),
        ("en", ("10 seconds", "100,000 rows or triples", "2 GiB", "100 records", "no limit")),
    ],
)
def test_the_page_in_both_languages(client: FlaskClient, language: str, shown: tuple[str, ...]) -> None:
    page = client.get(f"/limits.html?lang={language}").text
    assert f'<html lang="{language}">' in page
    for text in (*shown, WORDS["more_dumps"][language]):
        assert text in page


def test_values_are_those_of_the_settings(settings: Settings, home: Path) -> None:
    changed = replace(
        settings,
        sparql=SparqlSettings(timeout=2.5, max_rows=77, workers=3, memory=512),
        oai=OaiSettings(page_size=33, requests_a_minute=60),
    )
    with Archive.open(changed.archive_url) as archive:
        published = Published(changed, archive)
        pool = PoolOfRelease(changed, published)
        try:
            client = application(changed, published, pool).test_client()
            found = json.loads(client.get("/limits.json").data)
            page = client.get("/limits.html?lang=vi").text
        finally:
            pool.close()
    assert found["sparql"]["limits"]["seconds"] == 2.5
    assert found["sparql"]["limits"]["rows"] == 77
    assert found["sparql"]["limits"]["memoryBytes"] == 512 << 20
    assert found["sparql"]["limits"]["fastPlaces"] == 6
    assert found["oai"]["limits"]["pageRecords"] == 33
    assert found["oai"]["limits"]["requestsAMinute"] == 60
    assert found["sparql"]["url"] == f"{changed.base_iri}sparql"
    assert "2,5 giây" in page
    assert "60 yêu cầu mỗi phút" in page


def test_before_the_first_release(unpublished: FlaskClient) -> None:
    assert json.loads(unpublished.get("/limits.json").data)["sparql"]["limits"]["seconds"] == 10


def test_every_page_leads_there(client: FlaskClient) -> None:
    assert 'href="/limits?lang=vi"' in client.get("/?lang=vi").text
    assert 'href="/limits?lang=en"' in client.get("/sparql?lang=en", headers={"Accept": "text/html"}).text
