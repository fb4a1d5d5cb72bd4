"""VISCII 1.1 (RFC 1456): all 134 letters in one byte each, six of them in control characters' places."""

from harvesters.encodings.single_byte import ASCII, changed, chart, decoder

_CONTROL_POSITIONS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_UPPER_HALF = chart("""
    Ạ Ắ Ằ Ặ Ấ Ầ Ẩ Ậ Ẽ Ẹ Ế Ề Ể Ễ Ệ Ố
    Ồ Ổ Ỗ Ộ Ợ Ớ Ờ Ở Ị Ỏ Ọ Ỉ Ủ Ũ Ụ Ỳ
    Õ ắ ằ ặ ấ ầ ẩ ậ ẽ ẹ ế ề ể ễ ệ ố
    ồ ổ ỗ Ỡ Ơ ộ ờ ở ị Ự Ứ Ừ Ử ơ ớ Ư
    À Á Â Ã Ả Ă ẳ ẵ È É Ê Ẻ Ì Í Ĩ ỳ
    Đ ứ Ò Ó Ô ạ ỷ ừ ử Ù Ú ỹ ỵ Ý ỡ ư
    à á â ã ả ă ữ ẫ è é ê ẻ ì í ĩ ỉ
    đ ự ò ó ô õ ỏ ọ ụ ù ú ũ ủ ý ợ Ữ
""")

decode = decoder("VISCII", changed(ASCII, _CONTROL_POSITIONS) + _UPPER_HALF)
