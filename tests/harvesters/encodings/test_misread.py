"""Text that came decoded in the wrong encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.encodings.misread import legacy_bytes, mojibake
from harvesters.encodings.registry import DECODERS


@pytest.mark.parametrize(
    ("came", "encoding", "text"),
    [
        ("Khæ mÉu MARC 21 cho d÷ liÖu th− môc", "tcvn3", "Khổ mẫu MARC 21 cho dữ liệu thư mục"),
        ("NguyÔn Tr−êng Giang … ChuÈn biªn môc", "tcvn3", "Nguyễn Trường Giang … Chuẩn biên mục"),
        ("th\xad môc", "tcvn3", "thư mục"),
        ("v\u03bc gi\u03bco tr×nh", "tcvn3", "và giào trình"),
        ("“NguyÔn”", "tcvn3", "“Nguyễn”"),
        ("Xin chaøo caùc baïn", "vni", "Xin chào các bạn"),
        ("Böå tiïu àïì", "bkhcm2", "Bộ tiêu đề"),
        ("Ti‰ng Vi\x8ct", "vps", "Tiếng Việt"),
        ("Tiªng Vi®t", "viscii", "Tiếng Việt"),
    ],
)
def test_back_to_the_bytes(came, encoding, text):
    data = legacy_bytes(came)
    assert data is not None
    assert DECODERS[encoding](data) == text


@pytest.mark.parametrize("text", ["dữ liệu", "d÷ liÖu ộ", "红楼梦 môc", "\ufffdæ"])
def test_what_no_code_page_gave(text):
    assert legacy_bytes(text) is None


@given(st.binary(max_size=60))
def test_every_byte_comes_back(data):
    assert legacy_bytes(data.decode("latin-1")) == data
    mixed = "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in data)
    assert legacy_bytes(mixed) == data


def misread(text: str, times: int, codec: str) -> str:
    for _ in range(times):
        data = text.encode()
        text = (
            data.decode("latin-1")
            if codec == "latin-1"
            else "".join(
                bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in data
            )
        )
    return text


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("text", ["Đất rừng phương Nam", "Truyện Kiều – “Nguyễn Du”", "红楼梦", "café"])
def test_utf8_misread(text, times, codec):
    assert mojibake(misread(text, times, codec)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Truyện Kiều",
        "ASCII",
        "café",
        "déjà vu",
        "NguyÔn Tr−êng Giang",
        "Xin chaøo caùc baïn",
        "Ã",
        "€ 5,00",
        "",
    ],
)
def test_what_is_no_misread_utf8_stays(text):
    assert mojibake(text) == text


def test_no_break_spaces_that_became_blanks():
    came = misread("hàng hoà Ơn Ạ", 1, "cp1252").replace("\xa0", " ")
    assert mojibake(came) == "hàng hoà Ơn Ạ"


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("Đại Đồng “Đ”", "Đại Đồng “Đ”"),
        ("ĐẠI ĐỒNG", "ĐẠI ĐỒNG"),
        ("nghề Đúc đồng", "ngh\ufffd Đúc đồng"),
        ("Dvořáček, tờ", "Dvořá\ufffdek, t\ufffd"),
    ],
)
def test_undefined_bytes_that_became_replacement_characters(text, undone):
    came = "".join(bytes([byte]).decode("cp1252", "replace") for byte in text.encode())
    assert "\ufffd" in came
    assert mojibake(came) == undone


@given(st.text(max_size=60))
def test_any_text_is_undone_or_stays(text):
    undone = mojibake(text)
    assert undone == text or len(undone) < len(text)
    legacy_bytes(text)
