"""BK HCM 1, the older font encoding of the Polytechnic in Ho Chi Minh City: one byte to a letter.

The letters stand in the order a e i o u ă â ê ô ơ ư y, each group as acute, grave, hook, tilde, dot. Six
capitals took signs of ASCII. Two converters' charts agree but where each gives one byte to two letters: 9E is
Ặ by its place in the order, and Ỵ, which no word needs, has no byte.
"""

from harvesters.encodings.single_byte import ASCII, changed, chart, decoder

_IN_ASCII = dict(zip(b"{^`|}~", "ÝỲỶỸĐẤ", strict=True))
_UPPER_HALF = chart("""
    Á À Ả Ã Ạ É È Ẻ Ẽ Ẹ Í Ì Ỉ Ĩ Ị Ó
    Ò Ỏ Õ Ọ Ú Ù Ủ Ũ Ụ Ă Ắ Ằ Ẳ Ẵ Ặ Â
    NB Ầ Ẩ Ẫ Ậ Ê Ế Ề Ể Ễ Ệ Ô Ố Ồ Ổ Ỗ
    Ộ Ơ Ớ Ờ Ở Ỡ Ợ Ư Ứ Ừ Ử Ữ Ự đ á à
    ả ã ạ é è ẻ ẽ ẹ í ì ỉ ĩ ị ó ò ỏ
    õ ọ ú ù ủ ũ ụ ă ắ ằ ẳ ẵ ặ â ấ ầ
    ẩ ẫ ậ ê ế ề ể ễ ệ ô ố ồ ổ ỗ ộ ơ
    ớ ờ ở ỡ ợ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ
""")

decode = decoder("BK HCM 1", changed(ASCII, _IN_ASCII) + _UPPER_HALF)
