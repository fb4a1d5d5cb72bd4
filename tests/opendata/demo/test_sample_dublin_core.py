"""The sample university repository's records: as many, as varied and as untidy as they are meant to be."""

import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime

import pytest

from opendata.demo.dublin_core import SampleDublinCore, read_records, read_sets

DECOMPOSED = {"oai:daihoc.example:DH-2023-007", "oai:daihoc.example:DH-2024-007"}
ELEMENTS = frozenset(
    {"title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"}
    | {"identifier", "source", "language", "relation", "coverage", "rights"}
)
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}Z)?)?)?")


@pytest.fixture(scope="module")
def records() -> list[SampleDublinCore]:
    return list(read_records())


@pytest.fixture(scope="module")
def live(records: list[SampleDublinCore]) -> list[SampleDublinCore]:
    return [record for record in records if not record.deleted]


def values(records: list[SampleDublinCore], element: str) -> list[str]:
    return [value for record in records for value in record.record.values(element) if value.strip()]


def test_there_are_enough_records_and_six_deleted_ones(records, live):
    assert len(live) >= 115
    assert len(records) - len(live) == 6


def test_identifiers_are_unique(records):
    assert len({record.identifier for record in records}) == len(records)


def test_deleted_records_keep_their_header_alone(records):
    assert all((record.record.elements == ()) == record.deleted for record in records)


def test_datestamps_are_utc_of_2025_in_order_and_some_are_shared(records):
    stamps = [record.datestamp for record in records]
    assert all(stamp.tzinfo == UTC and stamp.year == 2025 for stamp in stamps)
    assert stamps == sorted(stamps)
    assert len(set(stamps)) < len(stamps)


def test_every_record_is_in_a_set_that_has_a_name_and_every_set_is_used(records):
    assert {spec for record in records for spec in record.sets} == set(read_sets())
    assert all(record.sets for record in records)


def test_every_live_record_has_a_title_a_shelf_mark_and_known_elements(live):
    for record in live:
        assert any(title.strip() for title in record.record.values("title")), record.identifier
        assert record.identifier.rpartition(":")[2] in record.record.values("identifier")
        assert {element for element, _, _ in record.record.elements} <= ELEMENTS


def test_shelf_marks_are_unique(live):
    marks = Counter(mark for mark in values(live, "identifier") if mark.startswith(("DH-", "HN-")))
    assert max(marks.values()) == 1


def test_text_is_nfc_but_in_the_two_records_that_are_meant_to_be_decomposed(live):
    decomposed = {
        record.identifier
        for record in live
        for _, value, _ in record.record.elements
        if not unicodedata.is_normalized("NFC", value)
    }
    assert decomposed == DECOMPOSED


def test_dates_are_real_and_not_after_the_record(live):
    for record in live:
        for date in record.record.values("date"):
            if not date:
                continue
            assert DATE.fullmatch(date), record.identifier
            whole = date if len(date) >= 10 else (date + "-01-01")[:10]
            at = datetime.fromisoformat(whole)
            assert at.replace(tzinfo=UTC) <= record.datestamp, record.identifier


def test_no_value_is_an_address_but_a_licence(live):
    addresses = [value for record in live for _, value, _ in record.record.elements if "://" in value]
    assert all(value.startswith("https://creativecommons.org/licenses/") for value in addresses)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (
            "language",
            {"vi", "vie", "vi_VN", "Vietnamese", "fr", "fra", "fre", "en", "en_US", "zh", "other"},
        ),
        ("type", {"Thesis", "Luận án", "Article", "Book", "Sách cổ", "info:eu-repo/semantics/article"}),
        ("format", {"application/pdf", "image/jpeg", "image/tiff"}),
        (
            "rights",
            {"Public domain", "Toàn văn chỉ đọc tại thư viện"},
        ),
        ("creator", {"Ngô Bảo Châu", "Ngô, Bảo Châu", "Turing, Alan Mathison", "A. M. Turing", "魯迅"}),
        ("identifier", {"46/2019/QH14"}),
        ("relation", {"Annals of Mathematics"}),
        ("source", {"Mind", "Economica"}),
    ],
)
def test_values_are_as_mixed_as_repositories_write_them(live, element, expected):
    assert expected - set(values(live, element)) == set()


@pytest.mark.parametrize("form", [r"\d{4}", r"\d{4}-\d{2}", r"\d{4}-\d{2}-\d{2}", r"\d{4}-\d{2}-\d{2}T.*Z"])
def test_dates_come_in_several_forms(live, form):
    assert any(re.fullmatch(form, date) for date in values(live, "date"))


def test_titles_come_in_several_languages_tagged_and_untagged(live):
    languages = Counter(
        lang for record in live for element, _, lang in record.record.elements if element == "title"
    )
    assert {"", "vi", "fr", "en", "de", "la", "ru", "zh", "zh-Hant", "vi-Hani"} <= set(languages)
    assert sum(1 for record in live if len(record.record.values("title")) > 1) >= 30


def test_the_untidy_values_are_there(live):
    every = [value for record in live for _, value, _ in record.record.elements]
    assert sum(value != value.strip() and value.strip() != "" for value in every) >= 2
    assert any(value == "" for value in every)
    assert any(value.isspace() for value in every)
    assert any("&lt;p&gt;" in value and "&agrave;" in value for value in every)
    assert any("\n" in value for value in every)
