"""TCVN 5712:1993 (VSCII), the national standard, and the ABC fonts (`TCVN3`) of the north of Vietnam.

The standard has three sets. VN1 fills A0 to FF, 80 to 9F and twelve control characters, so that it has every
capital; VN2 (ISO-IR 180) is its part from A0 on; VN3 is VN2 without the capitals that bear a tone. Fonts
named `.Vn…` are VN3 in what they can type, in a windows-1252 font for the rest: 80 to 9F hold its dashes and
quotation marks. In their capital fonts (`.VnTimeH`) the small letters' bytes show capitals: the bytes do not
tell.
"""

from harvesters.encodings.single_byte import ASCII, PUNCTUATION, UNDEFINED, changed, chart, decoder

_VN2 = chart("""
    NB Ă Â Ê Ô Ơ Ư Đ ă â ê ô ơ ư đ Ằ
    U+0300 U+0309 U+0303 U+0301 U+0323 à ả ã á ạ Ẳ ằ ẳ ẵ ắ Ẵ
    Ắ Ầ Ẩ Ẫ Ấ Ề ặ ầ ẩ ẫ ấ ậ è Ể ẻ ẽ
    é ẹ ề ể ễ ế ệ ì ỉ Ễ Ế Ồ ĩ í ị ò
    Ổ ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ù
    Ỗ ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ Ố
""")
_VN1 = chart("""
    À Ả Ã Á Ạ Ặ Ậ È Ẻ Ẽ É Ẹ Ệ Ì Ỉ Ĩ
    Í Ị Ò Ỏ Õ Ó Ọ Ộ Ờ Ở Ỡ Ớ Ợ Ù Ủ Ũ
""")
_CONTROL_POSITIONS = {
    0x01: "Ú",
    0x02: "Ụ",
    0x04: "Ừ",
    0x05: "Ử",
    0x06: "Ữ",
    0x11: "Ứ",
    0x12: "Ự",
    0x13: "Ỳ",
    0x14: "Ỷ",
    0x15: "Ỹ",
    0x16: "Ý",
    0x17: "Ỵ",
}

decode_standard = decoder("TCVN 5712-1", changed(ASCII, _CONTROL_POSITIONS) + _VN1 + _VN2)
"""VN1, all of it."""

decode = decoder("TCVN3", changed(ASCII + UNDEFINED * 32 + _VN2, PUNCTUATION))
"""The fonts: VN2 and the signs of windows-1252."""


def decode_capitals(data: bytes) -> str:
    """*data* that was written in a capital font: every letter shows as a capital."""
    return decode(data).upper()
