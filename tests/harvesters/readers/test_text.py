"""Text in NFC, and marks in Vietnamese order."""

import sys
from unicodedata import combining, is_normalized, normalize

import pytest

from harvesters.readers.text import _may_have_many_marks, nfc, vietnamese_order


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("e\u0301\u0302", "ế"),
        ("A\u0300\u0306", "Ằ"),
        ("o\u0323\u0302", "ộ"),
        ("o\u0301\u031b", "ớ"),
        ("e\u0341\u0302", "ế"),
        ("u\u0301\u0306", normalize("NFC", "u\u0301\u0306")),
        ("ASCII", "ASCII"),
    ],
)
def test_marks_in_vietnamese_order(text, ordered):
    assert vietnamese_order(text) == ordered


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u0323", "\u0302\u0301\u0323", "\u05b0\u0316"])
@pytest.mark.parametrize("order", [nfc, vietnamese_order])
def test_endless_marks_cost_no_endless_time(order, marks):
    text = "a" + marks * (400_000 // len(marks))
    result = order(text)
    assert is_normalized("NFC", result)
    assert len(result) > 390_000


def test_no_mark_is_overlooked():
    marks = [chr(point) for point in range(sys.maxunicode) if combining(chr(point))]
    assert [mark for mark in marks if not _may_have_many_marks(mark * 40)] == []


@pytest.mark.parametrize("length", [10, 10_000])
def test_sound_text_of_any_length_stays(length):
    text = "Đường lên Điện Biên ế 한국어 ཀྱི " * length
    assert nfc(text) == text
