from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabularies.words import folded, joined, words

VIETNAMESE = st.text(
    st.sampled_from("aăâàằầáắấạặậđeêiyoôơuưhoàhòathuỷthủyquýlýlíknmtvs ,.-'’HĐƯ傳翹1") | st.characters(),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Truyện Kiều", "truyện kiều"),
        ("HOÀ BÌNH", "hòa bình"),
        ("Hòa bình", "hòa bình"),
        ("thuỷ triều; thủy lợi", "thủy triều thủy lợi"),
        ("vật lý", "vật lí"),
        ("kỹ thuật, kĩ sư", "kĩ thuật kĩ sư"),
        ("Quý Tỵ, quí vị", "quí tị quí vị"),
        ("Nguyễn Huy Tưởng", "nguyễn huy tưởng"),
        ("Mỹ thuật", "mĩ thuật"),
        ("ý kiến", "ý kiến"),
        ("yêu", "yêu"),
        ("Đường kách mệnh", "đường kách mệnh"),
        ("Nguyễn, Minh Châu (1930-1989)", "nguyễn minh châu 1930 1989"),
        ("L'étranger; d’Alembert", "l étranger d alembert"),
        ("傳翹 Kim Vân Kiều", "傳 翹 kim vân kiều"),
        ("𡨸喃 chữ Nôm", "𡨸 喃 chữ nôm"),
        ("C++ / C#; 3.1416", "c c 3 1416"),
        ("Война и мир", "война и мир"),
        ("Straße", "strasse"),
        ("", ""),
        (" \u200b\ufeff—…", ""),
    ],
)
def test_words_as_they_are_written(text: str, expected: str) -> None:
    assert words(text) == expected.split()
    assert words(normalize("NFD", text)) == expected.split()


@pytest.mark.parametrize(
    ("word", "expected"),
    [("đường", "duong"), ("kiều", "kieu"), ("duong", "duong"), ("傳", "傳"), ("война", "воина")],
)
def test_folded(word: str, expected: str) -> None:
    assert folded(word) == expected


@given(VIETNAMESE)
def test_one_spelling_of_what_is_the_same(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert all(word and not word.isspace() for word in found)
    plain = [folded(word) for word in found]
    assert [folded(word) for word in plain] == plain
    composed = normalize("NFC", text)
    assert words(normalize("NFD", composed)) == words(composed)


def test_what_an_apostrophe_parts_is_one_word_too() -> None:
    assert joined("Người M'Nông ở B’Lao: l'étranger") == ["mnông", "blao", "létranger"]
    assert joined("Truyện Kiều") == []
