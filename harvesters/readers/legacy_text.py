"""Fields of ISO 2709 whose bytes are not UTF-8, as text; what leader/09 does not announce is recorded."""

from harvesters.encodings.detect_bytes import expected, has_capitals_in_controls, is_chance
from harvesters.encodings.registry import DECODERS, decode_leniently
from harvesters.encodings.tidying import has_vietnamese
from harvesters.readers.text import FORBIDDEN_BYTES, legal, nfc
from harvesters.repairs import Repair, shown

_SUBFIELD = b"\x1f"
CONTROLS = bytes(code for code in FORBIDDEN_BYTES if code not in (0x1B, 0x1E, 0x1F))
"""The control characters that mean nothing in a field: all but escapes and what ends subfields and fields."""


def legacy_texts(
    values: list[bytes], tags: list[str], declared: bool, encoding: str, fallback: str
) -> tuple[list[str], tuple[Repair, ...]]:
    """The text of each field, and what had to be mended for it; control characters are still in *values*.

    *declared*: leader/09 says that all is UTF-8. *encoding*: what the library's file says (`auto`,
    `auto:NAME` or `NAME`). *fallback*: the encoding that the format means where it is not UTF-8.
    """
    plain = [value.translate(None, CONTROLS) for value in values]
    as_utf8 = [_utf8(value, declared) for value in plain]
    others = [value for value, text in zip(plain, as_utf8, strict=True) if text is None]
    name = expected(others, encoding, fallback)
    texts: list[str] = []
    repairs: list[Repair] = []
    for raw, value, tag, known in zip(values, plain, tags, as_utf8, strict=True):
        if raw != value:
            if has_capitals_in_controls(raw, name) and not has_vietnamese(known or ""):
                value, known = raw, None
            else:
                repairs.append(without_controls(raw, value, tag))
        if known is not None and not is_chance(value, known, name):
            texts.append(known)
            continue
        text, problems = _decoded(value, name)
        texts.append(text)
        if declared or name != fallback or problems:
            before = value.replace(_SUBFIELD, b"$")
            repairs.append(Repair(f"encoding-{name}", tag, shown(before), shown(text.replace("\x1f", "$"))))
    return texts, tuple(repairs)


def without_controls(raw: bytes, plain: bytes, tag: str) -> Repair:
    """The repair of a field whose control characters were taken out."""
    before, after = (data.replace(_SUBFIELD, b"$") for data in (raw, plain))
    return Repair("marc-character", tag, shown(before), shown(after))


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
