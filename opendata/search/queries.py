"""What somebody looks for, and how the index is asked for it: the exact before the folded, titles first."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from opendata.search.errors import SearchRefusedError
from opendata.search.texts import KINDS, numbers
from vocabularies.words import folded, words

LONGEST = 300
"""Characters of a search."""
MOST_WORDS = 24
_SHORTEST_PREFIX = 2
_PIECE = re.compile(r'"([^"]*)"?|“([^”]*)”?|«([^»]*)»?|([^\s"“«]+)')

FOLDED = {"title": "title", "name": "name", "subject": "subject", "identifier": "number"}
"""The column of folded words of each kind."""
EXACT = {"title": "title_as", "name": "name_as", "subject": "subject_as"}
"""The column of words as they are written; identifiers have no marks."""


_Write = Callable[[str], str]


class Term(NamedTuple):
    """Words that stand one after the other, as written; the last may go on (`tru*`)."""

    words: tuple[str, ...]
    goes_on: bool = False


class Search(NamedTuple):
    """A search as it was understood."""

    terms: tuple[Term, ...]
    kinds: tuple[str, ...] = KINDS
    facets: tuple[tuple[str, ...], ...] = ()
    """Of each of these one must hold; the tokens of the index's column `facet`."""


def understood(text: str, kinds: Sequence[str] = KINDS, facets: Sequence[Sequence[str]] = ()) -> Search:
    """*text* as a person types it: all words, in any order; "a phrase"; the beginning of a word with *.

    Raises SearchRefusedError where there is no word in it, or too many.
    """
    if len(text) > LONGEST:
        raise SearchRefusedError("search_too_long", str(LONGEST))
    terms: list[Term] = []
    for found in _PIECE.finditer(text):
        phrase = found[1] or found[2] or found[3]
        if phrase:
            terms.append(Term(tuple(words(phrase))))
        elif found[4]:
            terms += _terms(found[4])
    terms = [term for term in dict.fromkeys(terms) if term.words]
    if not terms:
        raise SearchRefusedError("search_empty")
    if sum(len(term.words) for term in terms) > MOST_WORDS:
        raise SearchRefusedError("search_too_long", str(MOST_WORDS))
    return Search(tuple(terms), tuple(kinds), tuple(map(tuple, facets)))


def _terms(piece: str) -> list[Term]:
    """The words of something without blanks: `Minh-Châu` is two, and a run of Hán characters a phrase."""
    found = words(piece)
    if piece.endswith("*") and found and len(found[-1]) >= _SHORTEST_PREFIX:
        return [*(Term((word,)) for word in found[:-1]), Term((found[-1],), True)]
    if len(found) > 1 and all(len(word) == 1 and not word.isascii() for word in found):
        return [Term(tuple(found))]
    return [Term((word,)) for word in found]


def matches(search: Search) -> list[str]:
    """Expressions of FTS5 in the order of their answers' rank; each of the last finds what any before finds.

    An identifier; the title, or name, that begins with just these words; all words in the titles, in the
    names, in the subjects; all words anywhere. All that first as written, then without marks.
    """
    within = _facets(search)
    found = []
    if "identifier" in search.kinds and (number := _number(search)):
        found.append(f"number : ({' OR '.join(map(_quoted, number))})")
    exact = [EXACT[kind] for kind in search.kinds if kind in EXACT]
    plain = [FOLDED[kind] for kind in search.kinds]
    if exact:
        found += _tiers(search, [*exact, *(["number"] if "identifier" in search.kinds else [])], _as_it_is)
    found += _tiers(search, plain, folded)
    return [f"({each}){within}" for each in dict.fromkeys(found)]


def _as_it_is(word: str) -> str:
    return word


def _tiers(search: Search, columns: Sequence[str], write: _Write) -> list[str]:
    alone = [_all(search.terms, [column], write) for column in columns if column != "number"]
    return [*_anchored(search, columns, write), *alone, _all(search.terms, columns, write)]


def _number(search: Search) -> list[str]:
    """The search as an identifier, where it may be one: some digit in it, and no word of letters."""
    text = "".join(word for term in search.terms for word in term.words)
    has_digit = any(char.isdigit() for char in text)
    return numbers(text) if has_digit and text.isascii() and not search.terms[-1].goes_on else []


def _anchored(search: Search, columns: Sequence[str], write: _Write) -> list[str]:
    if any(term.goes_on for term in search.terms):
        return []
    phrase = _quoted(" ".join(write(word) for term in search.terms for word in term.words))
    return [f"{column} : ^ {phrase}" for column in columns if column.startswith(("title", "name"))]


def _all(terms: Sequence[Term], columns: Sequence[str], write: _Write) -> str:
    of = "{" + " ".join(columns) + "}"
    return " AND ".join(
        f"{of} : {_quoted(' '.join(map(write, term.words)))}{' *' if term.goes_on else ''}" for term in terms
    )


def _facets(search: Search) -> str:
    return "".join(f" AND facet : ({' OR '.join(map(_quoted, facet))})" for facet in search.facets)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
