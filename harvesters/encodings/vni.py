"""VNI for Windows, the font encoding that the south of Vietnam wrote with: `Xin chaøo caùc baïn`.

A letter that bears marks is the plain letter and one byte for all its marks; ơ and ư are one byte (F4, F6)
and take a second one for a tone; đ, and i with a tone, and ỵ, are one byte. The marks of a circumflex or
breve with a tone are bytes of their own, so that `aâ`, `aá`, `aê`, `aé` are â, ấ, ă, ắ. What no mark and no
letter took is as windows-1252 has it.
"""

from harvesters.encodings.two_byte import decoder, letters
from harvesters.encodings.windows import decode_1252

_TONES = {"acute": 0xF9, "grave": 0xF8, "hook": 0xFB, "tilde": 0xF5, "dot": 0xEF}
_CIRCUMFLEX = {"": 0xE2, "acute": 0xE1, "grave": 0xE0, "hook": 0xE5, "tilde": 0xE3, "dot": 0xE4}
_BREVE = {"": 0xEA, "acute": 0xE9, "grave": 0xE8, "hook": 0xFA, "tilde": 0xFC, "dot": 0xEB}
_SINGLES = {"ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}

PAIRS = dict(
    [*letters("aeouyơư", "aeouyôö", _TONES), *letters("âêô", "aeo", _CIRCUMFLEX), *letters("ă", "a", _BREVE)]
)
SINGLES = _SINGLES | {byte.upper(): letter.upper() for byte, letter in _SINGLES.items()}

decode = decoder("VNI", PAIRS, SINGLES, decode_1252)
