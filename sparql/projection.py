"""The order of columns of `SELECT *`: as the query names them, which the engine would sort by their names."""

import re
from collections.abc import Sequence

from sparql.guard import tokens

_STAR = re.compile(r"select\s*(?:distinct|reduced)?[\s#]*.{0,200}?\*", re.IGNORECASE | re.DOTALL)
"""What no query without `SELECT *` has; saves reading the others as tokens."""


def order_of_appearance(query: str, names: Sequence[str]) -> list[int] | None:
    """The places of *names* in the order in which the query names them; None to leave them as they are.

    SPARQL 1.1 (section 18.2.4.1) leaves the order open, but people and CSV rely on it.
    """
    if len(names) < 2 or not _STAR.search(query) or not _selects_all(query):
        return None
    places = {name: place for place, name in enumerate(names)}
    order: dict[int, None] = {}
    for token in tokens(query):
        if token.kind == "variable" and token.text[1:] in places:
            order[places[token.text[1:]]] = None
    return list(order) if len(order) == len(names) else None


def _selects_all(query: str) -> bool:
    after_select = False
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        if after_select and word not in ("DISTINCT", "REDUCED"):
            return token.text == "*"
        after_select = after_select or word == "SELECT"
    return False
