"""Records of ISO 2709 in a legacy encoding: every field is read, also those that mislead by chance."""

import pytest
from written import written

from harvesters.marc import MarcField, MarcRecord
from harvesters.readers.registry import READERS

RECORD = [
    "Đất rừng phương Nam",
    "Đoàn Giỏi",
    "Kim Đồng",  # in VISCII, its Đồ is the UTF-8 of a Cyrillic letter
    "Người Ba Na",  # so is ườ, in VPS, that of a Syriac one
    "A Lưới",
    "Cà Mau",
    "Văn học thiếu nhi",
]
CAPITALS = ["ĐẠI HỌC QUỐC GIA", "THẠCH LAM", "BỘ GIÁO DỤC VÀ ĐÀO TẠO", "LUẬN ÁN TIẾN SĨ KỸ THUẬT", "HUẾ"]


def record_of(texts, leader_9=" "):
    fields = tuple(MarcField("500", " ", " ", (("a", text),)) for text in texts)
    return MarcRecord(f"00000nam {leader_9}2200000   4500", (("001", "1"),), fields)


def read(payload, told="auto"):
    record = READERS["marc21"](payload, told)
    return [value for field in record.fields for _, value in field.subfields], record.repairs


@pytest.mark.parametrize("leader_9", [" ", "a"])
@pytest.mark.parametrize(
    "encoding", ["tcvn3", "vni", "viscii", "vps", "bkhcm2", "windows-1258", "marc-8", "utf-8"]
)
@pytest.mark.parametrize("told", ["auto", "auto:{}", "{}"])
def test_every_field_is_read(iso2709, encoding, leader_9, told):
    def encoder(text):
        return text.encode() if encoding == "utf-8" else written(encoding, text)

    texts, _ = read(iso2709(record_of(RECORD, leader_9), encoder), told.format(encoding))
    assert texts == RECORD


@pytest.mark.parametrize("encoding", ["vps", "viscii", "tcvn-5712"])
@pytest.mark.parametrize("told", ["auto", "auto:{}", "{}"])
def test_capitals_in_the_places_of_control_characters(iso2709, encoding, told):
    texts, repairs = read(
        iso2709(record_of(CAPITALS), lambda text: written(encoding, text)), told.format(encoding)
    )
    assert texts == CAPITALS
    assert {repair.kind for repair in repairs} == {f"encoding-{encoding}"}


@pytest.mark.parametrize("told", ["viscii", "auto:viscii", "vps", "auto:vps"])
def test_a_record_whose_legacy_bytes_are_all_utf_8_by_chance(iso2709, told):
    name = told.removeprefix("auto:")
    chance = {"viscii": "Kim Đồng", "vps": "Người Ba Na"}[name]
    texts, repairs = read(iso2709(record_of([chance, "H."]), lambda text: written(name, text)), told)
    assert texts == [chance, "H."]
    assert [repair.kind for repair in repairs] == [f"encoding-{name}"]


@pytest.mark.parametrize("told", ["viscii", "auto:viscii", "vps", "tcvn3", "auto:tcvn3", "vni"])
def test_sound_utf_8_from_a_library_that_sends_others_too(iso2709, told):
    texts = ["Truyện Kiều", "Лев Толстой", "Les misérables", "한국 문학사", "Kim Đồng"]
    assert read(iso2709(record_of(texts)), told) == (texts, ())


@pytest.mark.parametrize("told", ["auto", "auto:vps", "viscii"])
def test_control_characters_that_are_no_letters_are_taken_out(iso2709, told):
    payload = iso2709(record_of(["Truyện Kiều", "Nguyen\x02 Du", "Soci\x05été"]))
    texts, repairs = read(payload, told)
    assert texts == ["Truyện Kiều", "Nguyen Du", "Société"]
    assert [repair.kind for repair in repairs] == ["marc-character", "marc-character"]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps", "bkhcm2", "windows-1258"])
def test_one_field_in_another_encoding_than_the_rest(iso2709, encoding):
    title = "Nghiên cứu lịch sử nước Việt Nam và những vấn đề kinh tế"
    sound = ["Hoà Bình", "Nguyễn Văn Ngọc", "Cà Mau", "Les misérables", "Лев Толстой"]

    def encoder(text):
        return written(encoding, text) if text == title or text == "1" else text.encode()

    payload = iso2709(
        record_of([title, *sound]), lambda t: b"  \x1fa" + encoder(t[4:]) if len(t) > 4 else t.encode()
    )
    texts, repairs = read(payload)
    assert texts == [title, *sound]
    assert [repair.kind for repair in repairs] == [f"encoding-{encoding}"]
