"""Names of nodes: functions of what stands in a field alone, so that an edit renames nothing else."""

import re
from collections.abc import Callable
from itertools import permutations

import pytest

from harvesters.marc import MarcRecord
from opendata.crosswalk.registry import convert_marc

IRI = "http://example.org/record/tv/1"
BOOK = """
001 000123
008 190423s2019####vm############000#1#vie#d
040 ## $aVN-HaNLV$bvie$erda
100 0# $aNguyễn Du,$d1765-1820.
245 10 $aTruyện Kiều /$cNguyễn Du.
264 #1 $aHà Nội :$bVăn học,$c2019
490 0# $aVăn học cổ điển ;$v12
500 ## $aIn theo bản khắc 1866.
500 ## $aSách tặng.
650 #4 $aThơ Nôm$zViệt Nam
700 1# $aĐào, Duy Anh,$ehiệu khảo.
"""


@pytest.fixture
def book(record_of: Callable[[str], MarcRecord]) -> MarcRecord:
    return record_of(BOOK)


def with_fields(record: MarcRecord, fields: object) -> MarcRecord:
    return record._replace(fields=tuple(fields))  # type: ignore[call-overload]


def test_no_statement_stands_twice(book: MarcRecord) -> None:
    statements = convert_marc(book, IRI)
    assert len(statements) == len(set(statements))


def test_no_blank_nodes(book: MarcRecord) -> None:
    assert not any("_:" in re.sub(r'"[^"]*"', "", line) for line in convert_marc(book, IRI))


def test_every_statement_is_about_the_record_or_a_shared_thing(book: MarcRecord) -> None:
    prefixes = (f"<{IRI}#", "<http://example.org/hub/", "<http://example.org/heading/")
    assert [line for line in convert_marc(book, IRI) if not line.startswith(prefixes)] == []


@pytest.mark.parametrize("place", range(9))
def test_an_inserted_field_renames_nothing(
    book: MarcRecord, record_of: Callable[[str], MarcRecord], place: int
) -> None:
    new = record_of("500 ## $aCó chữ ký tác giả.").fields
    longer = with_fields(book, book.fields[:place] + new + book.fields[place:])
    before, after = set(convert_marc(book, IRI)), set(convert_marc(longer, IRI))
    assert before < after
    assert len(after - before) == 3


def test_the_order_of_fields_does_not_matter(book: MarcRecord) -> None:
    expected = set(convert_marc(book, IRI))
    for order in list(permutations(book.fields[:4]))[::5]:
        moved = with_fields(book, reversed((*order, *book.fields[4:])))
        assert set(convert_marc(moved, IRI)) == expected


def test_an_edited_field_changes_its_own_statements_only(book: MarcRecord) -> None:
    edited = [
        field._replace(subfields=(("a", "Sách mua."),)) if ("a", "Sách tặng.") in field.subfields else field
        for field in book.fields
    ]
    changed = set(convert_marc(book, IRI)) ^ set(convert_marc(with_fields(book, edited), IRI))
    assert len(changed) == 6
    assert all("#500-" in line for line in changed)


@pytest.mark.parametrize("tag", ["100", "264", "490", "500", "650"])
def test_exact_duplicates_get_a_counter(book: MarcRecord, tag: str) -> None:
    field = next(field for field in book.fields if field.tag == tag)
    twice = convert_marc(with_fields(book, (*book.fields, field)), IRI)
    once = convert_marc(book, IRI)
    if tag == "264":  # a statement of publication that is repeated says nothing new
        assert set(twice) == set(once)
        return
    assert set(once) < set(twice)
    new = set(twice) - set(once)
    assert all(re.search(rf"#{tag}-[0-9a-f]{{12}}\.2[->]", line) for line in new)
    thrice = convert_marc(with_fields(book, (field, *book.fields, field)), IRI)
    assert len(set(thrice) - set(twice)) == len(new)


def test_the_record_is_part_of_every_name(book: MarcRecord) -> None:
    here = convert_marc(book, IRI)
    there = convert_marc(book, "http://example.org/record/hcm/7")
    moved = [line.replace(IRI, "http://example.org/record/hcm/7") for line in here]
    assert moved == there


def test_the_base_is_part_of_shared_names(book: MarcRecord) -> None:
    statements = convert_marc(book, "https://data.example.vn/lod/record/tv/1")
    assert any("<https://data.example.vn/lod/heading/" in line for line in statements)
    assert not any("example.org" in line for line in statements)


def test_a_remembered_field_says_the_same_the_second_time(book: MarcRecord) -> None:
    first = convert_marc(book, IRI)
    convert_marc(with_fields(book, (*book.fields, *book.fields)), IRI)
    assert convert_marc(book, IRI) == first
