"""BK HCM 2, a font encoding of the Polytechnic in Ho Chi Minh City: `Böå tiïu àïì` is `Bộ tiêu đề`.

Like VNI two bytes at most, with other ones: the letters â ê ô ă ơ ư đ, and i with a tone, are one byte; a
tone is the byte behind its letter, of another shape behind a plain letter, a circumflex or a breve.
"""

from harvesters.encodings.two_byte import decoder, letters
from harvesters.encodings.windows import decode_1252

_TONES = {"acute": 0xE1, "grave": 0xE2, "hook": 0xE3, "tilde": 0xE4, "dot": 0xE5}
_CIRCUMFLEX = {"acute": 0xEB, "grave": 0xEC, "hook": 0xED, "tilde": 0xEE, "dot": 0xE5}
_BREVE = {"acute": 0xE6, "grave": 0xE7, "hook": 0xE8, "tilde": 0xE9, "dot": 0xE5}
_LETTERS = {"à": "đ", "ê": "â", "ï": "ê", "ö": "ô", "ù": "ă", "ú": "ơ", "û": "ư"}
_I = {"ñ": "í", "ò": "ì", "ó": "ỉ", "ô": "ĩ", "õ": "ị"}
_SINGLES = _LETTERS | _I

PAIRS = dict(
    [*letters("aeouyơư", "aeouyúû", _TONES), *letters("âêô", "êïö", _CIRCUMFLEX), *letters("ă", "ù", _BREVE)]
)
SINGLES = _SINGLES | {byte.upper(): letter.upper() for byte, letter in _SINGLES.items()}

decode = decoder("BK HCM 2", PAIRS, SINGLES, decode_1252)
