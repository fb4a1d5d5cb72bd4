"""Which encoding the bytes of a record are in that are not UTF-8."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harvesters.encodings.detect import parsed
from harvesters.encodings.registry import DECODERS
from harvesters.encodings.tidying import has_vietnamese
from harvesters.encodings.weighing import CANDIDATES, decoded_token, reads, text_cost

_SUBFIELD, _ESCAPE = b"\x1f", b"\x1b"
_MOST_TOKENS = 400
"""Words of a record that are looked at."""
_MEANT, _WESTERN, _USUAL = 6.0, 2.0, 10.0
"""What speaks for the encoding that the format means, for windows-1252, and for the library's usual one."""
_UNDEFINED, _NOT_VIETNAMESE, _RARE = 14.0, 5.0, 3.0
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c]").search
"""The control characters in whose places VISCII, VPS and TCVN 5712 have capitals."""
_RARELY = frozenset(("tcvn-5712", "vietware-x", "vietware-f"))


def likely(values: Sequence[bytes], told: str, meant: str) -> str:
    """The encoding of *values*, fields or subfields of one record that are not UTF-8: a key of DECODERS.

    *told* is what readers are told of the library. *meant* is what the record's format has where it is not
    UTF-8: MARC-8, or ISO 5426.
    """
    known = parsed(told)
    if known.decided:
        return known.name
    if any(_ESCAPE in value for value in values):
        return meant
    tokens = _tokens(values)
    best, lowest = meant, _total(tokens, meant) - _MEANT - (_USUAL if known.name == meant else 0.0)
    for name in ("windows-1252", "utf-8", *CANDIDATES):
        favour = _WESTERN if name == "windows-1252" else -_RARE if name in _RARELY else 0.0
        favour += _USUAL if name == known.name else 0.0
        if name in CANDIDATES and 2 * sum([_reads(token, name) for token in tokens]) < len(tokens):
            continue
        total = _total(tokens, name) - favour
        if total < lowest:
            best, lowest = name, total
    return best


def expected(values: Sequence[bytes], told: str, meant: str) -> str:
    """What `likely` says of *values*; where there are none, the Vietnamese encoding that *told* names."""
    name = parsed(told).name
    return name if not values and name in CANDIDATES else likely(values, told, meant)


def names_legacy(told: str) -> bool:
    """Whether *told* names a Vietnamese legacy encoding: then bytes that are UTF-8 may be so by chance."""
    return told != "auto" and parsed(told).name in CANDIDATES


def is_chance(value: bytes, text: str, name: str) -> bool:
    """Whether *value*, which happens to be UTF-8 that says *text*, is Vietnamese in *name*, as its record is.

    In VISCII `Đồ` has the bytes of a Cyrillic а, in VPS `ườ` those of a Syriac letter.
    """
    if name not in CANDIDATES or value.isascii() or has_vietnamese(text):
        return False
    tokens = _tokens([value])
    return all(_reads(token, name) for token in tokens) and _total(tokens, name) < _total(tokens, "utf-8")


def has_capitals_in_controls(value: bytes, name: str) -> bool:
    """Whether the control characters in *value* are letters of the encoding *name*: its words read so."""
    if name not in CANDIDATES:
        return False
    words = [word for part in _parts(value) for word in part.split(b" ") if _CONTROLS(word)]
    return bool(words) and all(_reads(word, name) for word in words)


def _tokens(values: Sequence[bytes]) -> list[bytes]:
    """The words that are not plain ASCII, without the codes of their subfields."""
    tokens: list[bytes] = []
    for value in values:
        for part in _parts(value):
            if not part.isascii():
                tokens += [token for token in part.split(b" ") if not token.isascii()]
        if len(tokens) > _MOST_TOKENS:
            break
    return tokens[:_MOST_TOKENS]


def _total(tokens: list[bytes], name: str) -> float:
    return sum([_price(token, name) for token in tokens])


def _parts(value: bytes) -> list[bytes]:
    """What stands before the first subfield of a field, and its subfields without their codes."""
    first, *others = value.split(_SUBFIELD)
    return [first, *[other[1:] for other in others]]


@lru_cache(maxsize=65536)
def _reads(token: bytes, name: str) -> bool:
    """Whether *token* is Vietnamese in *name*."""
    try:
        return reads(decoded_token(token, name))
    except ValueError:
        return False


@lru_cache(maxsize=65536)
def _price(token: bytes, name: str) -> float:
    try:
        text = decoded_token(token, name) if name in CANDIDATES else DECODERS[name](token)
    except ValueError:
        return _UNDEFINED + text_cost(token.decode("cp1252", "replace"))
    return text_cost(text) + (_NOT_VIETNAMESE if name in CANDIDATES and not reads(text) else 0.0)
