"""VPS, the encoding of the Vietnamese Professionals Society: all 134 letters in one byte each.

Fourteen capitals stand in the places of control characters, Ữ in that of ISO 2709's record terminator. The
table agrees in two independent charts of it, that of VPSKeys and that of a font converter; five bytes are in
neither.
"""

from harvesters.encodings.single_byte import ASCII, changed, chart, decoder

_CONTROL_POSITIONS = dict(
    zip(b"\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d", "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True)
)
_UPPER_HALF = chart("""
    À Ả Ã Ấ Ầ Ẩ ọ ỗ Ă ế ề ể ệ Ắ Ằ Ẳ
    Ế ‘ ’ Ề Ể Ễ Ố Ồ Ổ Ỗ ý ỷ ỵ Ớ Ờ Ở
    NB ắ ằ ẳ ẵ ặ Ỡ ớ Ù ờ ở ỡ Ũ Ứ ợ Ừ
    ổ Ử Ỳ Ỹ Í Ì ộ Ỉ Ĩ Ó ử ữ Ò Ỏ Õ ự
    ầ Á Â ấ ẩ ẫ ậ đ ẻ É Ê ẹ ỉ ễ ị ỹ
    Ư Ủ ồ ố Ô ỏ ơ È ừ ứ Ú ũ ư Ý Ẻ --
    à á â ã ả ạ ă -- è é ê ẽ ì í -- ĩ
    Ẵ Đ ò ó ô õ -- Ơ ụ ù ú ủ -- Ỷ Ẽ ỳ
""")

decode = decoder("VPS", changed(ASCII, _CONTROL_POSITIONS) + _UPPER_HALF)
