"""A published record as searches know it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from opendata.search.texts import Texts, texts_of


class Document(NamedTuple):
    """A record in the index of words."""

    id: int
    """The number of its publication."""
    library: str
    identifier: str
    facets: tuple[str, ...]
    """setSpecs with those above them, and the library's code; sorted."""
    texts: Texts


def document_of(
    number: int, library: str, identifier: str, facets: Iterable[str], statements: Sequence[str], iri: str
) -> Document:
    """The record *iri* with these facets and statements."""
    return Document(number, library, identifier, tuple(sorted(facets)), texts_of(statements, iri))
