"""Which encoding the bytes of a record are in that are not UTF-8."""

from collections.abc import Sequence
from functools import lru_cache

from harvesters.encodings.detect import parsed
from harvesters.encodings.registry import DECODERS
from harvesters.encodings.weighing import CANDIDATES, decoded_token, reads, text_cost

_SUBFIELD, _ESCAPE = b"\x1f", b"\x1b"
_MOST_TOKENS = 400
"""Words of a record that are looked at."""
_MEANT, _WESTERN, _USUAL = 6.0, 2.0, 10.0
"""What speaks for the encoding that the format means, for windows-1252, and for the library's usual one."""
_UNDEFINED, _NOT_VIETNAMESE, _RARE = 14.0, 5.0, 3.0
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


def _tokens(values: Sequence[bytes]) -> list[bytes]:
    """The words that are not plain ASCII, without the codes of their subfields."""
    tokens: list[bytes] = []
    for value in values:
        first, *others = value.split(_SUBFIELD)
        for part in (first, *[other[1:] for other in others]):
            if not part.isascii():
                tokens += [token for token in part.split(b" ") if not token.isascii()]
        if len(tokens) > _MOST_TOKENS:
            break
    return tokens[:_MOST_TOKENS]


def _total(tokens: list[bytes], name: str) -> float:
    return sum([_price(token, name) for token in tokens])


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
