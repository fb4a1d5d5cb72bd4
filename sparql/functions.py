"""The endpoint's own functions, to be called in queries by their IRIs."""

from collections.abc import Callable
from typing import Any

from pyoxigraph import Literal, NamedNode

from sparql.search_patterns import FOLD
from vocabularies.text import fold


def _fold(*terms: Any) -> Literal | None:
    """`od:fold(?label)`: the text without marks and capitals, đ as d; unbound for what is no literal."""
    if len(terms) != 1 or not isinstance(terms[0], Literal):
        return None
    return Literal(fold(terms[0].value))


FUNCTIONS: dict[NamedNode, Callable[..., Any]] = {NamedNode(FOLD): _fold}
"""By IRI. The same value in gives the same value out: answers are kept."""
