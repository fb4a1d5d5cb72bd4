"""What is told of licences."""

from datetime import UTC, datetime

import pytest

from opendata.describe import licences
from opendata.describe.collection import Collection, Member
from opendata.describe.graph import Graph

BASE = "http://data.example.vn/"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
BY = "https://creativecommons.org/licenses/by/4.0/"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def collection(**of: str) -> Collection:
    """One with a library for each licence."""
    members = {code: Member(code, {"vi": code, "en": code}, licence, 1) for code, licence in of.items()}
    texts = {"vi": "Dữ liệu", "en": "Data"}
    return Collection(BASE, texts, texts, "a@example.vn", "", 1, NOW, NOW, "1", 1, members)


@pytest.mark.parametrize(
    ("iri", "title", "types"),
    [
        (CC0, "CC0 1.0", ["PublicDomain"]),
        ("http://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark 1.0", ["PublicDomain"]),
        (BY, "CC BY 4.0", ["Attribution"]),
        (
            "https://creativecommons.org/licenses/by-nc-sa/4.0/",
            "CC BY-NC-SA 4.0",
            ["Attribution", "NonCommercialUseOnly", "ViralEffect-ShareAlike"],
        ),
        ("http://opendatacommons.org/licenses/odbl/1.0/", "ODbL 1.0",
         ["Attribution", "ViralEffect-ShareAlike"]),
        ("https://nlv.example.vn/47-2020-ND-CP.html", "Open data under Decree 47/2020/NĐ-CP",
         ["Attribution", "OtherRestrictiveClauses"]),
        (f"{BASE}catalog#terms-decree-47-2020", "Open data under Decree 47/2020/NĐ-CP",
         ["Attribution", "OtherRestrictiveClauses"]),
        ("https://nlv.example.vn/terms", "Licence https://nlv.example.vn/terms", ["UnknownIPR"]),
        ("https://nlv.example.vn/147-2020", "Licence https://nlv.example.vn/147-2020", ["UnknownIPR"]),
        ("", "No licence stated", ["UnknownIPR"]),
    ],
)  # fmt: skip
def test_a_licence(iri: str, title: str, types: list[str]) -> None:
    found = licences.licence(collection(nlv=CC0), iri)
    assert found.title["en"] == title
    assert found.title["vi"]
    assert [each.rpartition("/")[2] for each in found.types] == types


def test_what_the_decree_asks_is_told_in_both_languages() -> None:
    found = licences.licence(collection(), f"{BASE}catalog#{licences.DECREE}")
    for text in ("Điều 17", "Điều 18", "không được bán"):
        assert text in found.text["vi"]
    for text in ("Article 17", "Article 18", "must not be sold in their original form", "cited"):
        assert text in found.text["en"]


@pytest.mark.parametrize(
    ("of", "wanted"),
    [
        ({"a": CC0, "b": CC0}, CC0),
        ({"a": CC0, "b": BY}, f"{BASE}catalog#terms-by-library"),
        ({"a": ""}, f"{BASE}catalog#terms-unstated"),
        ({"a": CC0, "b": ""}, f"{BASE}catalog#terms-by-library"),
        ({}, f"{BASE}catalog#terms-unstated"),
    ],
)
def test_the_licence_of_all_is_theirs_only_if_they_have_one(of: dict[str, str], wanted: str) -> None:
    assert licences.of_collection(collection(**of)) == wanted


def test_every_licence_that_is_named_is_described() -> None:
    graph = Graph()
    named = collection(a=CC0, b=BY, c="")
    licences.describe(graph, named)
    for iri in (CC0, BY, licences.of_collection(named), f"{BASE}catalog#{licences.DECREE}"):
        assert any(each.startswith(f"<{iri}> <http://purl.org/dc/terms/title>") for each in graph.statements)
