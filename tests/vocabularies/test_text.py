"""Vietnamese text: tables of examples, and what holds for any text."""

from unicodedata import combining, is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabularies.text import fold, nfc, sort_key, tone_key

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđbcdghklmnpqrstvx"
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0340"
WORDS = st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + MARKS + " -"), max_size=30)
TEXTS = WORDS | st.text(max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tie\u0301\u0302ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("Ti\u00e9\u0302ng", "Tiếng"),
        ("TIE\u0301\u0302NG", "TIẾNG"),
        ("na\u0300\u0306m", "nằm"),
        ("so\u0301\u031b", "sớ"),
        ("o\u0309\u0302", "ổ"),
        ("tu\u0340", "tù"),
        ("hoà hòa", "hoà hòa"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_nfc(text: str, expected: str) -> None:
    assert nfc(text) == expected


@given(TEXTS)
def test_nfc_is_stable_normal_and_loses_no_mark(text: str) -> None:
    once = nfc(text)
    assert nfc(once) == once
    assert is_normalized("NFC", once)
    assert sorted(normalize("NFD", once)) == sorted(normalize("NFD", text))


@given(st.text(st.sampled_from(VIETNAMESE + " ")))
def test_nfc_leaves_good_vietnamese_as_it_is(text: str) -> None:
    assert nfc(text) == text
    assert nfc(normalize("NFD", text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Truyện Kiều", "truyen kieu"),
        ("ĐƯỜNG", "duong"),
        ("Ðà Nẵng", "da nang"),
        ("Straße", "strasse"),
        ("Nguyễn Tất Thành", "nguyen tat thanh"),
        ("漢字", "漢字"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(TEXTS)
def test_fold_is_stable_and_without_marks(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(combining(char) for char in folded)
    assert fold(normalize("NFD", text)) == folded


@given(st.text(st.sampled_from(VIETNAMESE + " ")))
def test_fold_of_vietnamese_is_ascii_whatever_the_case(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoà", "hòa"),
        ("Hoà Bình", "Hòa Bình"),
        ("HOÀ", "HÒA"),
        ("Khánh Hòa", "Khánh Hòa"),
        ("thuỷ", "thủy"),
        ("Thuý Kiều", "Thúy Kiều"),
        ("uỷ ban", "ủy ban"),
        ("loè xoè", "lòe xòe"),
        ("hoa\u0300", "hòa"),
        ("quý", "quý"),
        ("Quỳ", "Quỳ"),
        ("hoàn toàn", "hoàn toàn"),
        ("khuỷu", "khuỷu"),
        ("ngoáy", "ngoáy"),
        ("thuyền", "thuyền"),
        ("hoà-thuỷ", "hòa-thủy"),
        ("", ""),
    ],
)
def test_tone_key(text: str, expected: str) -> None:
    assert tone_key(text) == expected


@given(TEXTS)
def test_tone_key_is_stable_and_moves_nothing_but_tones(text: str) -> None:
    key = tone_key(text)
    assert tone_key(key) == key
    assert sorted(normalize("NFD", key)) == sorted(normalize("NFD", nfc(text)))
    assert fold(key) == fold(text)


@pytest.mark.parametrize(
    "ordered",
    [
        "an ăn ân",
        "da dà dả dã dá dạ đa",
        "e ê o ô ơ u ư",
        "cam cha con gia kha nga nha pha tha tra",
        "1945 ba Ca",
        "z 漢",
    ],
)
def test_words_sort_as_in_a_dictionary(ordered: str) -> None:
    words = ordered.split()
    assert sorted(words, key=sort_key) == words


@pytest.mark.parametrize(
    "headings",
    [
        ["ba", "ba ba", "ba lô", "bà", "bà ngoại", "ban", "bàn", "băng"],
        ["Nguyễn Du", "Nguyễn Đình Chiểu", "Nguyễn Trãi", "Nguyễn, Tuân"],
        ["Hà Nội", "Hải Phòng", "Hòa Bình", "Huế"],
        ["Quê hương", "quê hương", "quế"],
    ],
)
def test_headings_sort_syllable_by_syllable(headings: list[str]) -> None:
    assert sorted(headings, key=sort_key) == headings


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Hòa Bình", "hoà bình"), ("Tuân, Nguyễn", "tuân nguyễn")]
)
def test_spelling_case_and_punctuation_decide_only_between_equals(one: str, other: str) -> None:
    assert sort_key(one).partition("\x00")[0] == sort_key(other).partition("\x00")[0]
    assert sort_key(one) != sort_key(other)


@given(TEXTS, TEXTS)
def test_sort_key_tells_different_texts_apart(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (nfc(one) == nfc(other))


@given(st.lists(st.text(st.sampled_from(VIETNAMESE), min_size=1, max_size=6), min_size=1, max_size=4))
def test_a_heading_goes_before_what_it_begins(syllables: list[str]) -> None:
    heading = " ".join(syllables)
    assert sort_key(heading) < sort_key(f"{heading} a")
