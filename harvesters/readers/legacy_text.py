"""Fields of ISO 2709 whose bytes are not UTF-8, as text; what leader/09 does not announce is recorded."""

from unicodedata import category

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
    texts: list[str] = []
    repairs: list[Repair] = []
    for value, tag in zip(values, tags, strict=True):
        try:
            if not declared and value.isascii() and (b"\x1b" in value or b"&#" in value):
                raise UnicodeError
            texts.append(_legal(value.decode()))
            continue
        except UnicodeError:
            pass
        name = fallback if encoding.startswith("auto") else encoding
        if encoding.startswith("auto"):
            name = _likely(value, fallback)
        text, problems = _decoded(value, name)
        texts.append(text)
        if declared or name != fallback or problems:
            before = value.replace(_SUBFIELD, b"$")
            repairs.append(Repair(f"encoding-{name}", tag, shown(before), shown(text.replace("\x1f", "$"))))
    return texts, tuple(repairs)


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


def _likely(value: bytes, fallback: str) -> str:
    """The fallback where it gives letters that exist, else windows-1252, which every byte is something in."""
    try:
        text = "".join([DECODERS[fallback](part) for part in value.split(_SUBFIELD)])
    except ValueError:
        return "windows-1252"
    loose = sum(1 for character in text if category(character) == "Mn")
    return fallback if loose == 0 or fallback != "marc-8" else _of_loose_marks(value, text, loose)


def _of_loose_marks(value: bytes, text: str, loose: int) -> str:
    """Many marks on letters that do not bear them are letters of another encoding."""
    marks = sum(1 for byte in value if byte >= 0xE0)
    return "windows-1252" if 2 * loose > marks and text.isascii() is False else "marc-8"
