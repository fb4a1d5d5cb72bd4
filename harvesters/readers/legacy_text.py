"""Fields of ISO 2709 whose bytes are not UTF-8, as text; what leader/09 does not announce is recorded."""

from harvesters.encodings.detect_bytes import likely
from harvesters.encodings.registry import DECODERS, decode_leniently
from harvesters.readers.text import legal, nfc
from harvesters.repairs import Repair, shown

_SUBFIELD = b"\x1f"


def legacy_texts(
    values: list[bytes], tags: list[str], declared: bool, encoding: str, fallback: str
) -> tuple[list[str], tuple[Repair, ...]]:
    """The text of each field, and what had to be mended for it.

    *declared*: leader/09 says that all is UTF-8. *encoding*: what the library's file says (`auto`,
    `auto:NAME` or `NAME`). *fallback*: the encoding that the format means where it is not UTF-8.
    """
    as_utf8 = [_utf8(value, declared) for value in values]
    others = [value for value, text in zip(values, as_utf8, strict=True) if text is None]
    name = likely(others, encoding, fallback)
    texts: list[str] = []
    repairs: list[Repair] = []
    for value, tag, known in zip(values, tags, as_utf8, strict=True):
        if known is not None:
            texts.append(known)
            continue
        text, problems = _decoded(value, name)
        texts.append(text)
        if declared or name != fallback or problems:
            before = value.replace(_SUBFIELD, b"$")
            repairs.append(Repair(f"encoding-{name}", tag, shown(before), shown(text.replace("\x1f", "$"))))
    return texts, tuple(repairs)


def _utf8(value: bytes, declared: bool) -> str | None:
    """The text of a field that is UTF-8, None for one that is not."""
    if not declared and value.isascii() and (b"\x1b" in value or b"&#" in value):
        return None
    try:
        return _legal(value.decode())
    except UnicodeError:
        return None


def _legal(text: str) -> str:
    return nfc("\x1f".join([legal(part) for part in text.split("\x1f")]))


def _decoded(value: bytes, name: str) -> tuple[str, bool]:
    """The text, and whether some of it could not be decoded as *name*."""
    parts, problems = [], False
    for part in value.split(_SUBFIELD):
        try:
            parts.append(legal(DECODERS[name](part)))
        except ValueError:
            text, _ = decode_leniently(name, part)
            parts.append(legal(text))
            problems = True
    return "\x1f".join(parts), problems
