"""Which sets a record is in, by what is published of it."""

import pytest

from opendata.release.sets import above, licence_code, sets_of
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
