"""Punctuation at the ends of strings, as the Library of Congress's converter takes it off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendata.crosswalk.punctuation import chop, chop_end, chop_full_stop, chop_parentheses

CHOPPED = [
    ("", ""),
    ("Truyện Kiều /", "Truyện Kiều"),
    ("Hà Nội :", "Hà Nội"),
    ("Văn học,", "Văn học"),
    ("Tủ sách Hán Nôm ;", "Tủ sách Hán Nôm"),
    ("Kiều =", "Kiều"),
    ("= The tale of Kieu", "The tale of Kieu"),
    ("; 21 cm", "21 cm"),
    (" Nguyễn   Du \n", "Nguyễn Du"),
    ("Nguyễn Du : /", "Nguyễn Du"),
    ("Nguyễn Du.", "Nguyễn Du"),
    # a full stop stays behind an initial, an abbreviation, and where there are several sentences
    ("Nguyễn, T. H.", "Nguyễn, T. H."),
    ("Nguyen Van A.", "Nguyen Van A."),
    ("3rd ed.", "3rd ed."),
    ("Bản in lần thứ nhất. Có sửa chữa.", "Bản in lần thứ nhất. Có sửa chữa."),
    ("Ai viết? Không rõ.", "Ai viết? Không rõ."),
    # parentheses, braces and quotes without their partner go; a square bracket gets its partner
    ("(Hà Nội", "Hà Nội"),
    ("Hà Nội)", "Hà Nội"),
    ("{Hà Nội", "Hà Nội"),
    ('"Hà Nội', "Hà Nội"),
    ('"Hà Nội"', '"Hà Nội"'),
    ("[Hà Nội", "[Hà Nội]"),
    ("1993]", "[1993]"),
    ("[1993]", "[1993]"),
    ("(Hà Nội)", "(Hà Nội)"),
    ("/", ""),
    (". : ;", ""),
]


@pytest.mark.parametrize(("text", "expected"), CHOPPED)
def test_chop(text: str, expected: str) -> None:
    assert chop(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Truyện thơ.", "Truyện thơ"), ("Truyện thơ :", "Truyện thơ :"), ("Thơ--1945-", "Thơ--1945-")],
)
def test_chop_full_stop(text: str, expected: str) -> None:
    assert chop_full_stop(text) == expected


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [("a-vt---", "-", "a-vt"), ("365 tr. :", ":;,/=+", "365 tr."), ("21 cm +", ":;,/=+.", "21 cm")],
)
def test_chop_end(text: str, end: str, expected: str) -> None:
    assert chop_end(text, end) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("(bìa mềm)", "bìa mềm"), ("(bìa mềm) :", "bìa mềm"), ("bìa mềm", "bìa mềm"), ("(", "")],
)
def test_chop_parentheses(text: str, expected: str) -> None:
    assert chop_parentheses(text) == expected


@given(st.text('aÁ .:;,/=(){}"\n\t\u00a0?!', max_size=12))
def test_chopping_twice_changes_nothing_more(text: str) -> None:
    once = chop(text)
    assert chop(once) == once
    assert once == " ".join(once.split())
