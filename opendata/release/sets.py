"""The sets that a record belongs to, read off what is published of it.

`type:…` by the class of its work, `language:…`, `licence:…` of its library, `province:…` where it was
published, `province-of-holding:…` where copies of it are, `collection:…` the sets of its origin.
The set of its library, named by the library's code, is every record's and not told here.
A change of what this gives needs another VERSION: every record is published anew then, so that nobody who
harvests a set misses one that came into it or left it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from vocabularies import codes
from vocabularies.namespaces import bf, bflc, rdf
from vocabularies.provinces import province_of

VERSION = "2"
DIMENSIONS = ("type", "language", "licence", "province", "province-of-holding", "collection")
"""The sets at the top; no library can have such a code."""
HOLDING, COLLECTION = DIMENSIONS[4:]

_TYPES = {
    bf.Text: "text",
    bf.Monograph: "text:monograph",
    bf.Serial: "text:serial",
    bf.Cartography: "map",
    bf.NotatedMusic: "score",
    bf.Audio: "sound",
    bf.MusicAudio: "sound:music",
    bf.NonMusicAudio: "sound:spoken",
    bf.StillImage: "image",
    bf.MovingImage: "video",
    bf.Multimedia: "multimedia",
    bf.Dataset: "dataset",
    bf.Object: "object",
    bf.MixedMaterial: "mixed",
    bf.Manuscript: "manuscript",
    bf.NotatedMovement: "movement",
}
_LANGUAGE = "http://id.loc.gov/vocabulary/languages/"
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")
_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/([a-z0-9-]+)/([0-9.]+)(?:/([a-z]{2,3}))?/?$"
)
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_NOT_IN_SPEC = re.compile(r"[^A-Za-z0-9\-_.!*'()]+")
_ESCAPED = re.compile(r"(?:~[0-9A-F]{2})+")
_LEVELS = 6
"""Parts of an origin's setSpec that are levels here too; what is further down stays in the last of them."""


def sets_of(
    statements: Sequence[str],
    iri: str,
    licence: str,
    held_in: Iterable[str] = (),
    collections: Iterable[str] = (),
) -> tuple[str, ...]:
    """The setSpecs of a record with these statements, without those above them; sorted.

    *held_in* are codes of provinces, *collections* what `collection` gave.
    """
    work = f"<{iri}#Work> "
    type_of, language_of = f"{work}<{rdf.type}> <", f"{work}<{bf.language}> <{_LANGUAGE}"
    found = {f"licence:{licence_code(licence)}"} if licence else set()
    for statement in statements:
        if statement.startswith(type_of):
            if kind := _TYPES.get(statement[len(type_of) : -1]):
                found.add(f"type:{kind}")
        elif statement.startswith(language_of):
            code = statement[len(language_of) : -1]
            if codes.term_iri("languages", code):
                found.add(f"language:{code}")
    found.update(f"province:{code}" for code in _provinces(statements, iri))
    found.update([f"{HOLDING}:{code}" for code in held_in])
    found.update(collections)
    return tuple(sorted(found))


def _provinces(statements: Iterable[str], iri: str) -> Iterator[str]:
    """The provinces that its places of publication name."""
    own, of_place, of_date = f"<{iri}#", f"> <{bflc.simplePlace}> ", f"> <{bflc.simpleDate}> "
    places: list[tuple[str, str]] = []
    years: dict[str, int] = {}
    for statement in statements:
        if not statement.startswith(own):
            continue
        if of_place in statement:
            subject, _, place = statement.partition(of_place)
            places.append((subject, place))
        elif of_date in statement:
            subject, _, date = statement.partition(of_date)
            if year := _YEAR.search(date):
                years[subject] = int(year[1])
    for subject, place in places:
        province = province_of(place[1 : place.rindex('"')], years.get(subject))
        if province is not None:
            yield province.code


@lru_cache
def licence_code(licence: str) -> str:
    """A licence's part of a setSpec: `cc-by-4.0`, `cc0-1.0`, or its address in small letters and hyphens."""
    match = _CREATIVE_COMMONS.match(licence)
    if match is None:
        return _NO_SLUG.sub("-", licence.lower().removeprefix("https://").removeprefix("http://")).strip("-")
    name = {"zero": "cc0", "mark": "pdm"}.get(match[1], f"cc-{match[1]}")
    return "-".join([name, match[2], *([match[3]] if match[3] else [])])


@lru_cache(maxsize=4096)
def collection(library: str, spec: str) -> str:
    """The setSpec here of a library's own set: `collection:nlv:com_1:col_2`.

    What no setSpec may hold (OAI-PMH 2.0, section 2.6) is written as the `~XX` of its bytes.
    """
    parts = spec.split(":", _LEVELS - 1)
    return ":".join([COLLECTION, library, *[_NOT_IN_SPEC.sub(_escaped, part) or "~" for part in parts]])


def _escaped(match: re.Match[str]) -> str:
    return "".join([f"~{byte:02X}" for byte in match[0].encode()])


def own_spec(part: str) -> str:
    """A library's own setSpec, or a part of one, behind how `collection` writes it."""
    plain = ":".join(["" if each == "~" else each for each in part.split(":")])
    return _ESCAPED.sub(_unescaped, plain)


def _unescaped(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("~", "")).decode("utf-8", "replace")


def above(spec: str) -> list[str]:
    """The sets above *spec* in the hierarchy, and itself: `type`, `type:text`, `type:text:serial`."""
    parts = spec.split(":")
    return [":".join(parts[:length]) for length in range(1, len(parts) + 1)]
