"""The sample provincial library's records: well made as MARC, and as varied as they are meant to be."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import opendata.demo.mnemonic as mnemonic
from harvesters.marc import MarcField, MarcRecord

DATA = Path(mnemonic.__file__).with_name("data")
DECOMPOSED = {"tinh0058", "tinh0059", "tinh0060"}
LINK = re.compile(r"(\d{3})-(\d{2})(/(\(3|\(4|\(B|\$1|\(N|\(Q|\(S|\(2|Zyyy|[A-Z][a-z]{3})(/r)?)?")
ADDRESS = re.compile(r"https?://[^\s/]+\.[a-z]+(/\S*)?")


@pytest.fixture(scope="module")
def records() -> list[MarcRecord]:
    return list(mnemonic.read_files(sorted(DATA.glob("tinh-*.mrk"))))


@pytest.fixture(scope="module")
def live(records: list[MarcRecord]) -> list[MarcRecord]:
    return [record for record in records if record.leader[5] != "d"]


def number(record: MarcRecord) -> str:
    return record.control_value("001")


def tagged(record: MarcRecord, *tags: str) -> list[MarcField]:
    return [field for field in record.fields if field.tag in tags]


def values(field: MarcField, codes: str) -> list[str]:
    return [value for code, value in field.subfields if code in codes]


def every_value(records: list[MarcRecord], tag: str, codes: str) -> Iterator[str]:
    for record in records:
        for field in tagged(record, tag):
            yield from values(field, codes)


def isbn_holds(isbn: str) -> bool:
    if re.fullmatch(r"\d{9}[\dX]", isbn):
        digits = [10 if digit == "X" else int(digit) for digit in isbn]
        return sum(digit * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0
    return bool(re.fullmatch(r"97[89]\d{10}", isbn)) and ean_holds(isbn)


def ean_holds(ean: str) -> bool:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(ean)) % 10 == 0


def issn_holds(issn: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", issn):
        return False
    digits = [10 if digit == "X" else int(digit) for digit in issn.replace("-", "")]
    return sum(digit * weight for digit, weight in zip(digits, range(8, 0, -1), strict=True)) % 11 == 0


def test_there_are_enough_records_and_some_deleted_ones(records, live):
    assert len(live) >= 150
    assert len(records) - len(live) >= 4


def test_numbers_are_unique_and_of_one_form(records):
    counts = Counter(number(record) for record in records)
    assert max(counts.values()) == 1
    assert all(re.fullmatch(r"tinh\d{4}", name) for name in counts)


def test_control_fields_are_there_once_and_say_the_library(records):
    for record in records:
        tags = [tag for tag, _ in record.control]
        for tag in ("001", "003", "005", "008"):
            assert tags.count(tag) == 1, (number(record), tag)
        assert record.control_value("003") == "VN-TINH", number(record)


def test_005_is_a_stamp_of_2024_to_2026(records):
    for record in records:
        stamp = record.control_value("005")
        assert re.fullmatch(r"\d{14}\.0", stamp), number(record)
        assert 2024 <= datetime.strptime(stamp[:14], "%Y%m%d%H%M%S").year <= 2026, number(record)


def test_008_has_40_characters_a_date_a_place_and_a_language(records):
    for record in records:
        fixed = record.control_value("008")
        assert len(fixed) == 40, number(record)
        assert re.fullmatch(
            r"\d{6}[bcdeikmnpqrstu|][\du| ]{8}[a-z]{2}[a-z ].{17}([a-z]{3}|   ).[ a-z|]", fixed
        ), number(record)


def test_leaders_are_marc_21_in_unicode(records):
    for record in records:
        assert re.fullmatch(
            r"\d{5}[acdnp][acdefgijkmoprt][abcdims][ a]a22\d{5}[ 1-8uz][ aciun][ abc]4500", record.leader
        ), (number(record), record.leader)


def test_a_deleted_record_has_its_title_alone(records):
    for record in records:
        if record.leader[5] == "d":
            assert [field.tag for field in record.fields] == ["245"], number(record)


def test_indicators_are_one_character_and_codes_too(records):
    for record in records:
        for field in record.fields:
            assert re.fullmatch(r"[0-9 ]", field.ind1), (number(record), field)
            assert re.fullmatch(r"[0-9 ]", field.ind2), (number(record), field)
            assert all(re.fullmatch(r"[a-z0-9]", code) for code, _ in field.subfields), (
                number(record),
                field,
            )


def test_no_subfield_is_empty(records):
    empty = [
        (number(r), f) for r in records for f in r.fields for _, value in f.subfields if not value.strip()
    ]
    assert empty == []


def test_every_record_has_one_title_and_at_most_one_main_entry(records):
    for record in records:
        assert len(tagged(record, "245")) == 1, number(record)
        assert values(tagged(record, "245")[0], "a"), number(record)
        assert len(tagged(record, "100", "110", "111", "130")) <= 1, number(record)


def test_the_first_indicator_of_the_title_says_whether_there_is_a_main_entry(live):
    wrong = [
        number(record)
        for record in live
        if (tagged(record, "245")[0].ind1 == "0") == bool(tagged(record, "100", "110", "111", "130"))
    ]
    assert wrong == []


def test_every_880_is_linked_with_a_field_that_links_back(live):
    for record in live:
        ways: set[tuple[str, str]] = set()
        back: set[tuple[str, str]] = set()
        for field in record.fields:
            for value in values(field, "6"):
                match = LINK.fullmatch(value)
                assert match, (number(record), value)
                if field.tag == "880":
                    assert match[1] != "880", (number(record), value)
                    back.add((match[1], match[2]))
                else:
                    assert match[1] == "880", (number(record), value)
                    ways.add((field.tag, match[2]))
        assert {pair for pair in back if pair[1] != "00"} == ways, number(record)
        assert all(values(field, "6") for field in tagged(record, "880")), number(record)


def test_text_is_nfc_but_in_the_records_that_are_meant_to_be_decomposed(records):
    decomposed = {
        number(record)
        for record in records
        for field in record.fields
        for _, value in field.subfields
        if not unicodedata.is_normalized("NFC", value)
    }
    assert decomposed == DECOMPOSED


@pytest.mark.parametrize(
    ("tag", "codes", "holds"),
    [
        pytest.param("020", "a", lambda value: isbn_holds(value.split(" ")[0].replace("-", "")), id="isbn"),
        pytest.param("022", "a", issn_holds, id="issn"),
        pytest.param("780", "x", issn_holds, id="issn-of-the-serial-before"),
        pytest.param("785", "x", issn_holds, id="issn-of-the-serial-after"),
        pytest.param("490", "x", issn_holds, id="issn-of-the-series"),
        pytest.param(
            "024", "a", lambda value: not re.fullmatch(r"9790\d{9}", value) or ean_holds(value), id="ismn"
        ),
    ],
)
def test_check_digits_hold(live, tag, codes, holds):
    assert [value for value in every_value(live, tag, codes) if not holds(value)] == []


@pytest.mark.parametrize(
    ("holds", "right", "wrong"),
    [
        (isbn_holds, "0306406152", "0306406153"),
        (isbn_holds, "080442957X", "0804429570"),
        (isbn_holds, "9780306406157", "9780306406158"),
        (isbn_holds, "9780306406157", "978030640615"),
        (issn_holds, "0336-1519", "0336-1518"),
        (issn_holds, "2434-561X", "2434561X"),
        (ean_holds, "9790060115615", "9790060115616"),
    ],
)
def test_the_check_itself_tells_right_from_wrong(holds, right, wrong):
    assert holds(right)
    assert not holds(wrong)


def test_links_to_records_of_the_same_library_lead_to_one(records, live):
    numbers = {number(record) for record in records}
    links = [
        (number(record), value)
        for record in live
        for field in tagged(record, "772", "773", "775", "776", "780", "785", "787")
        for value in values(field, "w")
        if value.startswith("(VN-TINH)")
    ]
    assert links
    assert [link for link in links if link[1].removeprefix("(VN-TINH)") not in numbers] == []


def test_addresses_are_whole(live):
    assert [value for value in every_value(live, "856", "u") if not ADDRESS.fullmatch(value)] == []


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        pytest.param(("am",), 100, id="books"),
        pytest.param(("as",), 10, id="serials"),
        pytest.param(("em", "fm"), 5, id="maps"),
        pytest.param(("cm",), 7, id="scores"),
        pytest.param(("jm",), 1, id="recorded-music"),
    ],
)
def test_kinds_of_material(live, kinds, least):
    assert sum(record.leader[6:8] in kinds for record in live) >= least


@pytest.mark.parametrize(
    ("tag", "least"),
    [
        pytest.param("502", 5, id="theses"),
        pytest.param("880", 10, id="other-scripts"),
        pytest.param("362", 8, id="numbering-of-serials"),
        pytest.param("780", 1, id="serial-continued"),
        pytest.param("785", 1, id="serial-continued-by"),
        pytest.param("255", 1, id="scale"),
        pytest.param("028", 3, id="publisher-number-of-music"),
        pytest.param("240", 5, id="uniform-titles"),
        pytest.param("041", 5, id="translations-and-several-languages"),
        pytest.param("250", 3, id="editions"),
        pytest.param("260", 30, id="imprint-of-aacr2"),
        pytest.param("264", 15, id="imprint-of-rda"),
        pytest.param("336", 15, id="content-of-rda"),
        pytest.param("653", 50, id="keywords"),
        pytest.param("852", 20, id="call-numbers"),
        pytest.param("856", 10, id="addresses"),
    ],
)
def test_fields_in_enough_records(live, tag, least):
    assert sum(bool(tagged(record, tag)) for record in live) >= least


def test_some_works_are_there_in_several_editions(live):
    titles: dict[str, set[str]] = {}
    for record in live:
        title = re.sub(r"[\s:/;=,.]+$", "", values(tagged(record, "245")[0], "a")[0]).casefold()
        titles.setdefault(title, set()).add(record.control_value("008")[7:11])
    assert sum(len(years) > 1 for years in titles.values()) >= 2


def test_vietnamese_names_are_in_direct_order_and_in_inverted_order(live):
    names = {(field.ind1, "," in value.rstrip(",")) for r in live for field in tagged(r, "100", "700")
             for value in values(field, "a")}  # fmt: skip
    assert {("0", False), ("1", True)} <= names


@pytest.mark.parametrize("indicator", ["0", "4", "7"])
def test_subjects_come_from_lcsh_from_another_list_and_from_none(live, indicator):
    fields = [field for record in live for field in tagged(record, "600", "650", "651", "655")]
    chosen = [field for field in fields if field.ind2 == indicator]
    assert chosen
    assert all(bool(values(field, "2")) == (indicator == "7") for field in chosen)


def test_languages_are_many(live):
    languages = Counter(record.control_value("008")[35:38] for record in live)
    assert {"vie", "fre", "eng", "rus", "chi", "lat"} <= set(languages)
    assert languages["vie"] > len(live) / 3


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("hóa", "hoá")])
def test_old_and_new_places_of_tones_are_mixed(live, old, new):
    text = " ".join(
        unicodedata.normalize("NFC", value) for r in live for f in r.fields for _, value in f.subfields
    )
    assert old in text.casefold()
    assert new in text.casefold()
