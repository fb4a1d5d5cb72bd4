"""What the readers of all dialects of Dublin Core share."""

from collections.abc import Iterable

from harvesters.dublin_core import DublinCoreRecord
from harvesters.errors import UnreadableRecord
from harvesters.readers.text import nfc
from harvesters.repairs import Repair

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_LANGUAGE = frozenset({"", "*", "-", "none", "other", "un"})


def language_tag(given: str) -> str:
    """A language as BCP 47 writes it, `vi-VN` for DSpace's `vi_VN`; `""` for its `none` and `*`."""
    given = given.strip()
    return "" if given.lower() in _NO_LANGUAGE else given.replace("_", "-")


def record_of(
    elements: Iterable[tuple[str, str, str]], nothing: str, repairs: tuple[Repair, ...]
) -> DublinCoreRecord:
    """The record with these elements, in NFC, blanks around values taken off and empty values left out.

    Raises UnreadableRecord with the reason *nothing* where none is left.
    """
    kept = [(name, text, language) for name, value, language in elements if (text := nfc(value).strip())]
    if not kept:
        raise UnreadableRecord(nothing)
    return DublinCoreRecord(tuple(kept), repairs)
