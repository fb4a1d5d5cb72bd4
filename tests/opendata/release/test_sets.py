"""Which sets a record is in, by what is published of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.release.sets import above, collection, licence_code, own_spec, sets_of
from vocabularies.namespaces import bf, bflc, rdf

IRI = "http://data.example/record/a/1"
WORK = f"<{IRI}#Work>"
LANGUAGES = "http://id.loc.gov/vocabulary/languages/"


def published(place: str, date: str) -> list[str]:
    return [f'<{IRI}#260> <{bflc.simplePlace}> "{place}"', f'<{IRI}#260> <{bflc.simpleDate}> "{date}"']


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], ()),
        ([f"{WORK} <{rdf.type}> <{bf.Work}>", f"{WORK} <{rdf.type}> <{bf.Text}>"], ("type:text",)),
        ([f"{WORK} <{bf.language}> <{LANGUAGES}vie>"], ("language:vie",)),
        ([f"{WORK} <{bf.language}> <{LANGUAGES}xx yy>"], ()),
        ([f"<{IRI}0#Work> <{bf.language}> <{LANGUAGES}vie>"], ()),
        (published("Hà Nội", "2019"), ("province:ha-noi",)),
        (published("H.", "1987"), ("province:ha-noi",)),
        (published("[Nam Định]", "1932"), ("province:ninh-binh:nam-dinh",)),
        (published("Tp. Hồ Chí Minh", "c2024"), ("province:ho-chi-minh:ho-chi-minh",)),
        (published("TP. Hồ Chí Minh", "2026"), ("province:ho-chi-minh",)),
        (published("Thừa Thiên - Huế", "2001"), ("province:hue",)),
        (published("Paris", "1900"), ()),
        ([f'<{IRI}#260> <{bflc.simplePlace}> "Huế"@vi'], ("province:hue",)),
    ],
)
def test_sets(statements: list[str], expected: tuple[str, ...]) -> None:
    assert sets_of(statements, IRI, "") == expected


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0-1.0"),
        ("http://creativecommons.org/licenses/by-nc/4.0", "cc-by-nc-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/vn/", "cc-by-3.0-vn"),
        ("https://example.vn/Giấy phép", "example-vn-gi-y-ph-p"),
    ],
)
def test_licences(licence: str, expected: str) -> None:
    assert licence_code(licence) == expected


def test_above() -> None:
    assert above("province:ninh-binh:nam-dinh") == [
        "province",
        "province:ninh-binh",
        "province:ninh-binh:nam-dinh",
    ]


def test_what_is_told_beside_the_statements() -> None:
    found = sets_of([], IRI, "", ["ha-noi", "ninh-binh:nam-dinh"], [collection("a", "com_1")])
    assert found == (
        "collection:a:com_1",
        "province-of-holding:ha-noi",
        "province-of-holding:ninh-binh:nam-dinh",
    )


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("com_123456789_1", "collection:nlv:com_123456789_1"),
        ("journal:ART", "collection:nlv:journal:ART"),
        ("hdl/1", "collection:nlv:hdl~2F1"),
        ("Sách hiếm", "collection:nlv:S~C3~A1ch~20hi~E1~BA~BFm"),
        ("a~b", "collection:nlv:a~7Eb"),
        ("a::b:", "collection:nlv:a:~:b:~"),
        ("1:2:3:4:5:6:7:8", "collection:nlv:1:2:3:4:5:6~3A7~3A8"),
    ],
)
def test_collections(spec: str, expected: str) -> None:
    assert collection("nlv", spec) == expected
    assert own_spec(expected.removeprefix("collection:nlv:")) == spec


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_collection_is_a_set_spec_of_its_own(spec: str) -> None:
    found = collection("nlv", spec)
    assert re.fullmatch(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*", found)
    assert own_spec(found.removeprefix("collection:nlv:")) == spec
