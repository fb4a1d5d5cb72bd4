"""What Dublin Core records are examined for."""

import pytest

from harvesters.dublin_core import DublinCoreRecord
from opendata.quality.dublin_core import examine

TITLE = ("title", "Truyện Kiều", "vi")
FOUND = [
    (("identifier", "ISBN: 978-604-2-12345-0", ""), "bad-isbn-check-digit"),
    (("identifier", "urn:issn:0866-7631", ""), "bad-issn-check-digit"),
    (("identifier.isbn", "978-604-2-12345-0", ""), "bad-isbn-check-digit"),
    (("date", "2019-02-30", ""), "impossible-date"),
    (("date.issued", "2019-02-30", ""), "impossible-date"),
    (("description.provenance", "Made available in DSpace", ""), "unmapped-field"),
    (("language", "Klingon cổ", ""), "unknown-language-code"),
    (("description", "Tie\u0301\u0302ng Vie\u0323\u0302t", ""), "mark-order"),
    (("shelf", "A 12", ""), "unmapped-field"),
    (("subject", " ", ""), "empty-field"),
]


@pytest.mark.parametrize(("element", "code"), FOUND)
def test_finds(element: tuple[str, str, str], code: str) -> None:
    counts = examine(DublinCoreRecord((TITLE, element))).findings.counts
    assert counts == {(code, element[0], ""): 1}


def test_finds_nothing_where_nothing_is_wrong() -> None:
    elements = (
        TITLE,
        ("identifier", "ISBN 9786042123457", ""),
        ("identifier", "http://example.org/1", ""),
        ("date", "2019-02-28", ""),
        ("date", "khoảng 1990", ""),
        ("language", "Tiếng Việt", ""),
    )
    examined = examine(DublinCoreRecord(elements))
    assert examined.findings.counts == {}
    assert (examined.fields, examined.fields_left) == (6, 0)


def test_misses_a_title() -> None:
    assert examine(DublinCoreRecord((("creator", "Nguyễn Du", ""),))).findings.counts == {
        ("missing-title", "title", ""): 1
    }
