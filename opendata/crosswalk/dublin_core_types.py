"""Types of Dublin Core in any vocabulary and spelling: class of Work, content, genre (resource_types.tsv)."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from opendata.crosswalk.dublin_core_writing import DISSERTATION, LABEL, Value, dissertation
from opendata.crosswalk.statements import INSTANCE, WORK, iri_of, quoted, typed, verb
from vocabularies.codes import rows
from vocabularies.namespaces import bf
from vocabularies.text import fold

_CONTENT = "http://id.loc.gov/vocabulary/contentTypes/"
_ISSUANCE = "http://id.loc.gov/vocabulary/issuance/"
_STOPS = str.maketrans(dict.fromkeys(" .,:;'’\"()[]-_/\u2013", None))
_OWN_IRIS = ("<http://purl.org/dc/dcmitype/", "<info:", "<http://purl.org/eprint/type/")


class Kind(NamedTuple):
    """A kind of resource."""

    code: str
    iri: str
    """The genre's; `""` where LC's genre terms have none."""
    of_class: str
    content: str
    issuance: str
    """`serl` for serials, else `""`."""


def _key(text: str) -> str:
    return fold(text).translate(_STOPS)


@cache
def _kinds() -> Mapping[str, Kind]:
    found: dict[str, Kind] = {}
    for code, iri, english, vietnamese, of_class, content, issuance, also in rows("resource_types.tsv"):
        kind = Kind(code, iri, bf[of_class] if of_class else "", content, issuance)
        for name in (code, english, vietnamese, *also.split("; ")):
            if key := _key(name):
                found.setdefault(key, kind)
    return found


def kind_of(text: str) -> Kind | None:
    """The kind that a word or IRI names, in English or Vietnamese; None for one that is unknown."""
    kinds = _kinds()
    found = kinds.get(_key(text))
    if found is None and ("/" in text or "#" in text or ":" in text):
        found = kinds.get(_key(text.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]))
    return found


def resource_type(value: Value, out: list[str]) -> None:
    """Each of the types in the value."""
    for text in filter(None, map(str.strip, value.text.split(";"))):
        _write(value, text, out)


def _write(value: Value, text: str, out: list[str]) -> None:
    kind = kind_of(text)
    iri = iri_of(text)
    if kind is not None:
        if kind.of_class:
            out.append(WORK + typed(kind.of_class))
        if kind.content:
            out.append(f"{WORK}{verb(bf.content)}<{_CONTENT}{kind.content}>")
        if kind.issuance:
            out.append(WORK + typed(bf.Serial))
            out.append(f"{INSTANCE}{verb(bf.issuance)}<{_ISSUANCE}{kind.issuance}>")
        if kind.iri:
            out.append(f"{WORK}{verb(bf.genreForm)}<{kind.iri}>")
        if kind.code.startswith("thesis-") and iri is None:
            dissertation(out)
            out.append(f"{DISSERTATION}{LABEL}{quoted(text)}{value.lang}")
    if iri is not None and not (kind is not None and iri.startswith(_OWN_IRIS)):
        out.append(f"{WORK}{verb(bf.genreForm)}{iri}")
    elif kind is None or not (kind.iri or kind.code.startswith("dcmi-")):
        if iri is not None:
            return
        this = value.node("", text)
        out.append(f"{WORK}{verb(bf.genreForm)}{this}")
        out.append(this + typed(bf.GenreForm))
        out.append(f"{this}{LABEL}{quoted(text)}{value.lang}")
