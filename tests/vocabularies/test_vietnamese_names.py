import pytest

from vocabularies.text import nfc, tone_key
from vocabularies.vietnamese_names import direct_order, family_names, is_syllable


@pytest.mark.parametrize(
    "words",
    [
        "nguyễn thị minh khai khuyến quỳnh yến uyên nguyệt thuyên ý giang giếng gìn giết gia gì nghĩa phước",
        "hoàng huỳnh thủy thúy tuấn quý quốc quyền quách khuỷu ngoạn thoa thục lượng dương đức trứ xuân oanh",
        "nguyen thi minh khai van troi boi chau huynh thuc khang quoc",
    ],
)
def test_syllables(words: str) -> None:
    assert [word for word in words.split() if not is_syllable(tone_key(word))] == []


@pytest.mark.parametrize(
    "word",
    ["roy", "jin", "susan", "john", "m", "wood", "giuse", "zân", "fan", "wang", "str", "1945", "-", ""],
)
def test_what_vietnamese_spelling_does_not_allow(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("nguyễn", "minh châu", "nguyễn minh châu"),
        ("tôn thất", "tùng", "tôn thất tùng"),
        ("âu dương", "lân", "âu dương lân"),
        ("hoa", "nguyễn thị", "nguyễn thị hoa"),
        ("minh châu", "nguyễn", "nguyễn minh châu"),
        ("châu", "nguyễn minh", "châu nguyễn minh"),
        ("nguyen", "van troi", "nguyen van troi"),
        ("mai", "văn bộ", "mai văn bộ"),
        ("mai", "anh", None),
        ("kim", "il sung", None),
        ("le", "roy", None),
        ("nguyễn", "m c", None),
        ("nguyễn", "john", None),
        ("rose", "henry", None),
        ("hoa", "smith", None),
        ("nguyễn", "a b c d e g", None),
        ("nguyễn", "", None),
        ("", "nguyễn", None),
    ],
)
def test_direct_order(before: str, after: str, expected: str | None) -> None:
    found = direct_order(before.split(), after.split())
    assert (None if found is None else " ".join(found)) == expected


def test_every_family_name_is_spelled_as_vietnamese_is() -> None:
    every, frequent, plain = family_names()
    assert [name for name in every for word in name.split() if not is_syllable(word)] == []
    assert frequent < every
    assert all(name.isascii() for name in plain)
    assert plain & every == {"phan"}, "which has no marks to leave out"
    assert all(nfc(name) == name for name in every)
