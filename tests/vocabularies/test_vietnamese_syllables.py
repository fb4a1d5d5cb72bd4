"""How Vietnamese syllables are spelled."""

import pytest

from vocabularies.vietnamese_syllables import COMMON, EVERYWHERE, SPELLED, _frequent, cost, is_vietnamese


@pytest.mark.parametrize(
    "word",
    [
        "Hòa",
        "hoà",
        "thủy",
        "thuỷ",
        "quý",
        "Quỳnh",
        "gì",
        "gìn",
        "giết",
        "giếng",
        "giữa",
        "khuỷu",
        "NGUYỄN",
        "nghĩa",
        "Nguyễn",
        "huyện",
        "khuya",
        "ước",
        "yểu",
        "Đắk",
        "ý",
        "ở",
    ],
)
def test_syllables(word: str) -> None:
    assert is_vietnamese(word)


@pytest.mark.parametrize(
    "word",
    [
        "nguyÊn",
        "câc",
        "viêt",
        "thuí",
        "qúy",
        "nghà",
        "kể̀",
        "cể",
        "gê",
        "ngế",
        "Société",
        "für",
        "sãox",
        "NgUyễn",
        "việtt",
        "łódź",
        "cạch̀",
    ],
)
def test_what_is_none(word: str) -> None:
    assert not is_vietnamese(word)


def test_the_common_ones_are_all_spelled_rightly() -> None:
    assert [word for word in _frequent() if not is_vietnamese(word)] == []


def test_what_words_cost() -> None:
    assert cost("Việt") == EVERYWHERE < cost("bướm") == COMMON < cost("ngoằn") == SPELLED
    assert SPELLED < cost("société") < cost("ViÖt")
