"""Values are what they claim to be: addresses, languages, texts without the punctuation around them."""

import pytest

from oai.formats.values import language_tag, punctuated, sound_tag, tidy, uri
from tests.oai.formats.fields import field


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://x.vn/a?b=c#d", "https://x.vn/a?b=c#d"),
        ("HTTP://X.vn/", "http://X.vn/"),
        ("www.x.vn/sách", "http://www.x.vn/s%C3%A1ch"),
        (" https://x.vn/a ", "https://x.vn/a"),
        ("https://x.vn/100%", "https://x.vn/100%25"),
        ("https://x.vn/%C3%A1", "https://x.vn/%C3%A1"),
        ("https://x.vn/a#b#c", "https://x.vn/a#b%23c"),
        ("https://x.vn/[1]", "https://x.vn/%5B1%5D"),
        ("https://x.vn:8080/", "https://x.vn:8080/"),
        ("urn:ISBN:9786041000012", "urn:ISBN:9786041000012"),
        ("info:lccn/2003012345", "info:lccn/2003012345"),
        ("https://x.vn/a b", ""),
        ("https://", ""),
        ("https:///a", ""),
        ("https://x.vn:port/", ""),
        ("https://ai:mat-khau@x.vn/", ""),
        ("javascript:alert(1)", ""),
        ("kho 2", ""),
        ("", ""),
        ("http:", ""),
        ("https://x.vn/\ud800", "https://x.vn/?"),
    ],
)
def test_addresses(given: str, expected: str) -> None:
    assert uri(given) == expected
    assert uri(expected) == expected


@pytest.mark.parametrize(
    "tag", ["vi", "zh-Hani", "zh-cmn-Hans-CN", "sl-rozaj", "es-419", "fr-x-nha-may", "VI-vn"]
)
def test_language_tags(tag: str) -> None:
    assert sound_tag(tag) == tag


@pytest.mark.parametrize("tag", ["", "v", "vie_VN", "aa-0", "tiếng Việt", "vi-", "vi-u", "vi--VN", "a" * 9])
def test_what_is_no_language_tag(tag: str) -> None:
    assert sound_tag(tag) == ""


@pytest.mark.parametrize(
    ("code", "tag"), [("vie", "vi"), ("lat", "la"), ("und", ""), ("mul", ""), ("xyz", "")]
)
def test_codes_of_languages(code: str, tag: str) -> None:
    assert language_tag(code) == tag


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Văn học :", "Văn học"),
        ("Nguyễn Du.", "Nguyễn Du"),
        ("Tolkien, J. R. R.", "Tolkien, J. R. R."),
        ("204 tr.", "204 tr."),
        ("Hết...", "Hết..."),
        ("[1975?]", "1975?"),
        ("Hà Nội]", "Hà Nội"),
        ("\x98The \x9ctale", "The tale"),
    ],
)
def test_punctuation_that_leads_on_is_left_out(given: str, expected: str) -> None:
    assert tidy(given) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300 __ $a 204 tr. : $b minh họa ; $c 19 cm.", "204 tr. : minh họa ; 19 cm."),
        ("300 __ $a 204 tr. $b minh họa $c 19 cm", "204 tr. : minh họa ; 19 cm"),
        ("300 __ $a 1 bản đồ (màu) $c 50 cm", "1 bản đồ (màu) ; 50 cm"),
        ("300 __ $a Văn học. $n Tập 1", "Văn học. Tập 1"),
        ("300 __ $a Văn học $n Tập 1", "Văn học. Tập 1"),
    ],
)
def test_punctuation_that_is_missing_is_supplied(text: str, expected: str) -> None:
    assert punctuated(field(text), "abcn") == expected
