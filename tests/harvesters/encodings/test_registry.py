"""Names of encodings, and sentences of catalogues in each of them."""

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvesters.encodings.names import NAMES, python_codec
from harvesters.encodings.registry import DECODERS, canonical, decode_leniently


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        (
            "tcvn3",
            "Khæ mÉu MARC 21 cho d÷ liÖu th\xad môc".encode("latin-1"),
            "Khổ mẫu MARC 21 cho dữ liệu thư mục",
        ),
        (
            "tcvn3",
            "NguyÔn Tr\xadêng Giang … ChuÈn biªn môc".encode("cp1252"),
            "Nguyễn Trường Giang … Chuẩn biên mục",
        ),
        ("tcvn3-capitals", "truyÖn kiÒu".encode("latin-1"), "TRUYỆN KIỀU"),
        ("tcvn-5712", b"\x16 \x80 ki\xd5n", "Ý À kiến"),
        ("tcvn-5712", b"Vi\xaa\xb4t", "Việt"),
        ("viscii", b"Ti\xaang Vi\xaet, L\xfd Th\xe1i T\xb1, M\x19", "Tiếng Việt, Lý Thái Tổ, MỸ"),
        (
            "vni",
            "Xin chaøo caùc baïn, ÑAØ NAÜNG, Nguyeãn Ñình Thi".encode("cp1252"),
            "Xin chào các bạn, ĐÀ NẴNG, Nguyễn Đình Thi",
        ),
        (
            "bkhcm2",
            "Böå tiïu àïì chuã àïì … laâ cöng cuå coá liïn quan àïën viïåc".encode("cp1252"),
            "Bộ tiêu đề chủ đề … là công cụ có liên quan đến việc",
        ),
        ("windows-1258", b"Ti\xea\xecng Vi\xea\xf2t", "Tiếng Việt"),
        ("windows-1252", b"caf\xe9 \x96 cr\xe8me", "café – crème"),
        ("latin-1", b"caf\xe9", "café"),
        ("utf-8", "Tie\u0302\u0301ng Viê\u0323t".encode(), "Tiếng Việt"),
        ("marc-8", b"Ti\xe3\xe2eng Vi\xf2\xe3et", "Tiếng Việt"),
        ("gb18030", "红楼梦".encode("gb18030"), "红楼梦"),
    ],
)
def test_sentences(encoding, data, text):
    assert DECODERS[encoding](data) == text


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("UTF8", "utf-8"),
        ("US-ASCII", "utf-8"),
        ("cp1258", "windows-1258"),
        ("Windows-1252", "windows-1252"),
        ("ISO_8859-1", "latin-1"),
        ("iso-8859-1", "latin-1"),
        ("TCVN5712-1:1993", "tcvn-5712"),
        ("ABC", "tcvn3"),
        ("VNI Win", "vni"),
        ("MARC8", "marc-8"),
        ("GB2312", "gb18030"),
        ("Big5", "big5"),
    ],
)
def test_names(name, known):
    assert canonical(name) == known


@pytest.mark.parametrize(
    "name",
    [
        "rot13",
        "hex",
        "zlib",
        "idna",
        "punycode",
        "utf-7",
        "x" * 50,
        "klingon",
        "",
        "utf-8\0",
        "unicode_escape",
    ],
)
def test_what_is_no_encoding_of_catalogues(name):
    with pytest.raises(ValueError, match=r"these are: .*tcvn3.*utf-8"):
        canonical(name)


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1258", "Shift_JIS", "cp737", "hz"])
def test_character_sets_of_documents(name):
    "".encode(python_codec(name))


@pytest.mark.parametrize(
    "name", ["punycode", "idna", "unicode_escape", "hex", "rot13", "undefined", "no-such", ""]
)
def test_what_is_no_character_set(name):
    with pytest.raises(ValueError, match="is no character set that is known"):
        python_codec(name)


def test_every_encoding_goes_by_its_own_name():
    assert [canonical(name) for name in DECODERS] == list(DECODERS)


@pytest.mark.parametrize("encoding", DECODERS)
def test_ascii_is_ascii(encoding):
    text = "A title: with parts / 1998. -- ($5.00)"
    expected = text.upper() if encoding == "tcvn3-capitals" else text
    if not encoding.startswith("utf-16"):
        assert DECODERS[encoding](text.encode()) == expected


@pytest.mark.parametrize(
    ("encoding", "data", "message"),
    [
        ("windows-1252", b"ab\x81", r"windows-1252 has no character 0x81 \(byte 2\)"),
        ("tcvn3", b"ab\x81", r"TCVN3 has no character 0x81 \(byte 2\)"),
        ("vni", b"caf\xe9", r"VNI has no letter b'\\xe9' \(byte 3\)"),
        ("utf-8", b"ab\xff", "0xff in position 2"),
        ("marc-8", b"ab\xff", "byte 2: .*0xFF"),
    ],
)
def test_what_an_encoding_does_not_define(encoding, data, message):
    with pytest.raises(ValueError, match=message):
        DECODERS[encoding](data)


def test_the_names_are_those_of_the_decoders():
    assert sorted(NAMES) == sorted(DECODERS)


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("vni", "Xin chaøo caf\xe9 baïn".encode("latin-1"), "Xin chào café bạn"),
        ("tcvn3", b"th\xad m\xf4c \x81 \x9a", "thư mục \ufffd š"),
        ("utf-8", "thư mục ".encode() + b"caf\xe9  x", "thư mục café  x"),
        ("utf-16le", "thư".encode("utf-16-le") + b"x", "thư\ufffd"),
        ("marc-8", b"Vi\xf2\xe3et \xff", "Việt ÿ"),
        ("viqr", b"Vie^.t caf\xe9", "Việt café"),
    ],
)
def test_what_is_undefined_does_not_lose_the_text(encoding, data, text):
    read, problems = decode_leniently(encoding, data)
    assert read == text
    assert len(problems) == 1


@pytest.mark.parametrize("encoding", DECODERS)
@given(data=st.binary(max_size=60))
def test_lenient_reading_never_fails_and_agrees_with_the_strict_one(encoding, data):
    text, problems = decode_leniently(encoding, data)
    assert is_normalized("NFC", text)
    try:
        assert (text, ()) == (DECODERS[encoding](data), problems)
    except ValueError:
        assert problems
