"""ISO 5426 (ISO-IR 53), the extended Latin set of UNIMARC: a mark stands before its letter.

ASCII below 80, the set itself from A0 on. Where this set has horn (CE), hook above (C0) and dot below (D6),
MARC-8 has other marks: one taken for the other is well-formed and wrong. The marks in two halves (DD to DF)
are as the registered chart describes them; 88 and 89 enclose what sorting passes over (UNIMARC, 3.1; ISO
6630).
"""

import re

from harvesters.encodings.single_byte import ASCII, UNDEFINED, changed, characters, chart
from harvesters.readers.text import vietnamese_order

_CONTROLS = changed(UNDEFINED * 32, {0x08: "\x98", 0x09: "\x9c"})
_UPPER_HALF = chart("""
    NB ¡ „ £ $ ¥ † § ′ ‘ “ « ♭ © ℗ ®
    ʻ ʼ ‚ -- -- -- ‡ · ″ ’ ” » ♯ ʹ ʺ ¿
    U+309 U+300 U+301 U+302 U+303 U+304 U+306 U+307 U+308 U+308 U+30A U+315 U+313 U+30B U+31B U+30C
    U+327 U+31C U+326 U+328 U+325 U+32E U+323 U+324 U+332 U+333 U+329 U+32D -- U+FE20 U+FE21 U+FE23
    -- Æ Đ -- -- -- Ĳ -- Ł Ø Œ -- Þ -- -- --
    -- æ đ ð -- ı ĳ -- ł ø œ ß þ -- -- --
""")
_in_order = characters("ISO 5426", ASCII + _CONTROLS + _UPPER_HALF)
_MARKED = re.compile("([\u0300-\u036f\ufe20-\ufe2f]+)([^\u0300-\u036f\ufe20-\ufe2f]?)", re.DOTALL)


def decode(data: bytes) -> str:
    """*data* in NFC, marks in Vietnamese order; raises ValueError for a byte that the set leaves open."""
    if data.isascii():
        return data.decode("ascii")
    return vietnamese_order(_MARKED.sub(r"\2\1", _in_order(data)))
