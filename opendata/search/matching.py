"""Which of a record's texts a search found, for those who see the answer."""

from collections.abc import Iterable
from typing import NamedTuple

from opendata.search.queries import Search, Term
from opendata.search.texts import KINDS, Texts, numbers
from vocabularies.words import folded, joined, words


class Match(NamedTuple):
    """The text that has most of what is looked for."""

    kind: str
    text: str
    exact: bool
    """Whether its words are written as they were looked for."""


def match(search: Search, texts: Texts) -> Match:
    """The best of the texts: most words found, as written before folded, then by kind and order."""
    best, most = Match("", "", False), (0, 0)
    for kind in (kind for kind in KINDS if kind in search.kinds):
        for text in texts.of(kind):
            found = (
                _found(search.terms, _words(kind, text), True),
                _found(search.terms, _words(kind, text), False),
            )
            if (found[1], found[0]) > most:
                best, most = Match(kind, text, found[0] == len(search.terms)), (found[1], found[0])
    return best


def _words(kind: str, text: str) -> list[str]:
    return [*words(text), *joined(text), *(numbers(text) if kind == "identifier" else [])]


def _found(terms: Iterable[Term], of_text: list[str], exact: bool) -> int:
    """How many of the terms the words have."""
    if not exact:
        of_text = [folded(word) for word in of_text]
    return sum(_has(term if exact else _plain(term), of_text) for term in terms)


def _plain(term: Term) -> Term:
    return Term(tuple(map(folded, term.words)), term.goes_on)


def _has(term: Term, of_text: list[str]) -> bool:
    *before, last = term.words
    length = len(term.words)
    for start in range(len(of_text) - length + 1):
        window = of_text[start : start + length]
        ends = window[-1].startswith(last) if term.goes_on else window[-1] == last
        if ends and window[:-1] == before:
            return True
    return False
