"""How a release is cited."""

import json
from datetime import UTC, datetime

import pytest

from opendata.describe.citation import Cited, bibtex, files, text

CITED = Cited(
    {"vi": "Dữ liệu mở & sách", "en": "Open data & books_1"},
    {"vi": "Mạng lưới", "en": "Network {of} libraries"},
    12,
    datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC),
    "http://data.example.vn/dumps/12/",
    ["https://creativecommons.org/publicdomain/zero/1.0/"],
    7,
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Mạng lưới. Dữ liệu mở & sách, bản phát hành 12, 2026-11-03 [bộ dữ liệu]. "),
        ("en", "Network {of} libraries. Open data & books_1, release 12, 2026-11-03 [dataset]. "),
    ],
)
def test_as_text(language: str, said: str) -> None:
    assert text(CITED, language) == f"{said}http://data.example.vn/dumps/12/"


def test_as_bibtex() -> None:
    assert bibtex(CITED).split("\n") == [
        "@dataset{release-12-20261103,",
        r"  author = {{Network \{of\} libraries}},",
        r"  title = {Open data \& books\_1},",
        r"  publisher = {Network \{of\} libraries},",
        "  year = {2026},",
        "  date = {2026-11-03},",
        "  version = {12},",
        "  url = {http://data.example.vn/dumps/12/},",
        "}",
        "",
    ]


def test_for_reference_managers_and_registries() -> None:
    found = files(CITED)
    (item,) = json.loads(found["CITATION.json"])
    assert item["issued"] == {"date-parts": [[2026, 11, 3]]}
    assert (item["type"], item["version"], item["URL"]) == ("dataset", "12", CITED.address)
    told = json.loads(found["datacite.json"])
    assert told["identifiers"] == [{"identifier": CITED.address, "identifierType": "URL"}]
    assert {each["lang"] for each in told["titles"]} == {"vi", "en"}
    assert (told["publicationYear"], told["types"]["resourceTypeGeneral"]) == (2026, "Dataset")
    assert told["rightsList"] == [{"rightsUri": CITED.licences[0]}]


def test_the_same_release_is_cited_in_the_same_bytes() -> None:
    assert files(CITED) == files(CITED._replace(title=dict(CITED.title)))
