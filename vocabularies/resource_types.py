"""Types of resources in any vocabulary and spelling, English or Vietnamese (resource_types.tsv)."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from vocabularies.codes import rows
from vocabularies.namespaces import bf
from vocabularies.text import fold

_STOPS = str.maketrans(dict.fromkeys(" .,:;'’\"()[]-_/\u2013", None))


class Kind(NamedTuple):
    """A kind of resource."""

    code: str
    iri: str
    """The genre's; `""` where LC's genre terms have none."""
    of_class: str
    """The BIBFRAME class of the Work; `""` where it has none of its own."""
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
    """The kind that a word or IRI names; None for one that is unknown."""
    kinds = _kinds()
    found = kinds.get(_key(text))
    if found is None and ("/" in text or "#" in text or ":" in text):
        found = kinds.get(_key(text.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]))
    return found
