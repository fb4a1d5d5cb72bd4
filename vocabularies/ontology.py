"""The classes and properties of BIBFRAME, bflc, MADS/RDF and RDF that descriptions are made of.

BIBFRAME 2.6 as its ontology declares it, the terms that 3.0 added, and of the others those in use.
"""

from collections.abc import Mapping
from functools import cache

from vocabularies.codes import rows
from vocabularies.namespaces import PREFIXES

CLASS, OBJECT, LITERAL = "class", "object", "literal"


@cache
def kinds() -> Mapping[str, str]:
    """IRI of a term to what it is: a `CLASS`, or a property of an `OBJECT` (node, IRI) or a `LITERAL`."""
    return {f"{PREFIXES[prefix].iri}{name}": kind for prefix, name, kind in _split()}


def _split() -> list[tuple[str, str, str]]:
    found = []
    for curie, kind in rows("ontology.tsv"):
        prefix, _, name = curie.partition(":")
        found.append((prefix, name, kind))
    return found
