"""typeOfResource, genre, targetAudience and language, from the leader, 008 and 041."""

from collections.abc import Iterator, Mapping

from oai.formats.mods_marc21.element import attribute, element
from oai.formats.mods_marc21.facts import Facts
from oai.formats.values import first, is_language_code, language_codes, picked
from oai.repository import MarcField

_TYPES = {
    **dict.fromkeys("at", "text"),
    **dict.fromkeys("cd", "notated music"),
    **dict.fromkeys("ef", "cartographic"),
    "g": "moving image",
    "i": "sound recording-nonmusical",
    "j": "sound recording-musical",
    "k": "still image",
    "m": "software, multimedia",
    **dict.fromkeys("op", "mixed material"),
    "r": "three dimensional object",
}
"""Leader/06."""
_STILL = frozenset("acfiklnost")
"""008/33 of visual materials that do not move: pictures, slides, charts …"""

_CONTENTS = {
    "2": "offprint", "5": "calendar", "6": "comic or graphic novel", "a": "abstract or summary",
    "b": "bibliography", "c": "catalog", "d": "dictionary", "e": "encyclopedia", "f": "handbook",
    "g": "legal article", "i": "index", "j": "patent", "k": "discography", "l": "legislation",
    "m": "theses", "n": "survey of literature", "o": "review", "p": "programmed text", "q": "filmography",
    "r": "directory", "s": "statistics", "t": "technical report", "u": "standard or specification",
    "v": "legal case and case notes", "w": "law report or digest", "y": "yearbook", "z": "treaty",
}  # fmt: skip
_LITERARY = {
    "1": "fiction", "d": "drama", "e": "essay", "f": "novel", "h": "humor, satire", "i": "letter",
    "j": "short story", "p": "poetry", "s": "speech",
}  # fmt: skip
_BIOGRAPHY = {"a": "autobiography", "b": "biography", "c": "biography", "d": "biography"}
_CONTINUING = {
    "d": "database", "l": "loose-leaf", "m": "series", "n": "newspaper", "p": "periodical", "w": "web site"
}  # fmt: skip
_CARTOGRAPHIC = {"a": "map", "b": "map", "c": "map", "d": "globe", "e": "atlas"}
_COMPUTER = {
    "a": "numeric data", "e": "database", "f": "font", "g": "game", "h": "sound",
    "j": "online system or service",
}  # fmt: skip
_VISUAL = {
    "a": "art original", "b": "kit", "c": "art reproduction", "d": "diorama", "f": "filmstrip", "g": "game",
    "i": "picture", "k": "graphic", "l": "technical drawing", "m": "motion picture", "n": "chart",
    "o": "flash card", "p": "microscope slide", "q": "model", "r": "realia", "s": "slide",
    "t": "transparency", "v": "videorecording", "w": "toy",
}  # fmt: skip
_SPOKEN = {
    "a": "autobiography", "b": "biography", "c": "conference publication", "d": "drama", "e": "essay",
    "f": "fiction", "h": "history", "i": "instruction", "j": "language instruction", "k": "comedy, satire",
    "l": "speech", "m": "memoir", "o": "folktale", "p": "poetry", "r": "rehearsal", "s": "sound",
    "t": "interview",
}  # fmt: skip
_GENRES: Mapping[str, list[tuple[range, Mapping[str, str]]]] = {
    "BK": [
        (range(24, 28), _CONTENTS),
        (range(29, 30), {"1": "conference publication"}),
        (range(30, 31), {"1": "festschrift"}),
        (range(33, 34), _LITERARY),
        (range(34, 35), _BIOGRAPHY),
    ],
    "CR": [
        (range(21, 22), _CONTINUING),
        (range(24, 28), _CONTENTS),
        (range(29, 30), {"1": "conference publication"}),
    ],
    "MP": [(range(25, 26), _CARTOGRAPHIC)],
    "CF": [(range(26, 27), _COMPUTER)],
    "VM": [(range(33, 34), _VISUAL)],
    "MU": [(range(30, 32), _SPOKEN)],
}
"""Where 008 names a genre, by the kind of record; the terms are those of the MARC Genre Term List."""
_AUDIENCES = {
    "a": "preschool", "b": "juvenile", "c": "juvenile", "d": "adolescent", "e": "adult", "f": "specialized",
    "g": "general", "j": "juvenile",
}  # fmt: skip
_PARTS = {
    "b": "summary",
    "d": "sung or spoken text",
    "e": "libretto",
    "f": "table of contents",
    "g": "accompanying material",
    "i": "intertitles",
    "j": "subtitles or captions",
    "m": "accompanying material (original)",
}
"""041: what of the resource is in the language; $a and $d of text have no objectPart."""


def type_of_resource(facts: Facts) -> str:
    """Leader/06 and /07, with 008/33 for what is projected or seen."""
    kind = facts.leader[6]
    term = _TYPES.get(kind, "")
    if kind == "g" and facts.coded[33] in _STILL:
        term = "still image"
    collection = ' collection="yes"' if facts.leader[7] in "cd" else ""
    manuscript = ' manuscript="yes"' if kind in "dfpt" else ""
    return element("typeOfResource", term, collection + manuscript)


def genres(facts: Facts) -> Iterator[str]:
    """Terms of the MARC Genre Term List that 008 codes."""
    for places, known in _GENRES.get(facts.kind, ()):
        for place in places:
            if term := known.get(facts.coded[place]):
                yield element("genre", term, ' authority="marcgt"')


def audience(facts: Facts) -> str:
    """008/22, where that kind of 008 has it."""
    if facts.kind in ("BK", "CF", "MU", "VM"):
        return element("targetAudience", _AUDIENCES.get(facts.coded[22], ""), ' authority="marctarget"')
    return ""


def languages(facts: Facts) -> Iterator[str]:
    """008/35-37 and 041."""
    coded = facts.coded[35:38].lower()
    if is_language_code(coded) and coded != "und":
        yield _language(coded, "iso639-2b")
    for field in facts.fields.get("041", ()):
        yield from _of_field(field)


def _of_field(field: MarcField) -> Iterator[str]:
    listed = first(field, "2") if field.ind2 == "7" else ""
    for code, _ in dict.fromkeys(field.subfields):
        if code != "a" and code not in _PARTS:
            continue
        part = _PARTS.get(code, "")
        if listed:
            for value in picked(field, code):
                if value.replace("-", "").isalnum() and value.isascii():
                    yield _language(value, listed, part)
        else:
            for value in language_codes(field, code):
                if value != "und":
                    yield _language(value, "iso639-2b", part)


def _language(code: str, authority: str, part: str = "") -> str:
    term = element("languageTerm", code, f' type="code"{attribute("authority", authority)}')
    return f"<language{attribute('objectPart', part)}>{term}</language>"
