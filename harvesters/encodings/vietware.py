"""Vietware X and F, font encodings, as two converters' charts have them.

X writes a letter and the byte of its marks, as VNI does with other bytes; the dot below is FC under o, ô, ơ
and FB under the rest, and either is read. F has one byte to a letter and, like TCVN3, a tone on small letters
only: its capital fonts show those as capitals.
"""

from harvesters.encodings.single_byte import ASCII, PUNCTUATION, UNDEFINED, changed, decoder
from harvesters.encodings.two_byte import decoder as two_byte_decoder
from harvesters.encodings.two_byte import letters
from harvesters.encodings.windows import decode_1252

_TONES = {"acute": 0xEF, "grave": 0xEC, "hook": 0xED, "tilde": 0xEE}
_CIRCUMFLEX = {"acute": 0xFA, "grave": 0xF6, "hook": 0xF8, "tilde": 0xF9}
_BREVE = {"acute": 0xF5, "grave": 0xF2, "hook": 0xF3, "tilde": 0xF4}
_LETTERS = {"à": "ă", "á": "â", "â": "đ", "ã": "ê", "ä": "ô", "å": "ơ", "æ": "ư"}
_SINGLES = _LETTERS | {"ê": "í", "ç": "ì", "è": "ỉ", "é": "ĩ", "ë": "ị"}

PAIRS = dict(
    [
        *letters("aeouyơư", "aeouyåæ", _TONES),
        *letters("âêô", "áãä", _CIRCUMFLEX),
        *letters("ă", "à", _BREVE),
        *letters("aâăeêoôơuư", "aáàeãoäåuæ", {"dot": 0xFB}),
        *letters("aâăeêoôơuư", "aáàeãoäåuæ", {"dot": 0xFC}),
        *letters("y", "y", {"dot": 0xF1}),
    ]
)
SINGLES = _SINGLES | {byte.upper(): letter.upper() for byte, letter in _SINGLES.items()}

decode_x = two_byte_decoder("Vietware X", PAIRS, SINGLES, decode_1252)

_SMALL = (
    "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ",
    "C0AAB6BAC19FC5C2C3C4C6A1CAC7C8C9CBCFCCCDCED1A3D5D2D3D4D6DBD8D9DADC"
    "E2DFE0E1E3A4E7E4E5E6E8A5ECE9EAEBEDF2EEEFF1F3A7F7F4F5F6F8FCF9FAFBFFA2",
)
_CAPITALS = ("ĂÂĐÊÔƠƯ", "969798999A9B9C")
_F = {
    byte: letter
    for written, places in (_SMALL, _CAPITALS)
    for letter, byte in zip(written, bytes.fromhex(places), strict=True)
}

decode_f = decoder("Vietware F", changed(ASCII + UNDEFINED * 128, {**PUNCTUATION, **_F}))
