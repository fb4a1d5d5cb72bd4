"""Searching by words inside a query: `?work od:search "truyen kieu"`, put in the query as VALUES.

The pattern's subject is a variable, or a list of up to three (work, score, title); its object the words,
or a list of the words, a kind (`od:title`, `od:name`, `od:subject`, `od:identifier`) and how many at most:

    (?work ?score ?title) od:search ("nguyen du" od:name 50)

It is found among the tokens of the query, never in its text: in a string or a comment it is left alone.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sparql.errors import QueryRefused
from sparql.guard import Token, tokens_at
from vocabularies.text import nfc

NAMESPACE = "urn:x-library-opendata:"
PREFIX = "od"
SEARCH = f"{NAMESPACE}search"
FOLD = f"{NAMESPACE}fold"
KINDS = ("title", "name", "subject", "identifier")
MOST = 500
"""Works that one pattern brings, the best first."""
PATTERNS = 10
"""In one query."""

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_MEANT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_QUOTES = re.compile(r"^(\"\"\"|'''|\"|')(.*)\1$", re.DOTALL)


class Hit(NamedTuple):
    """A work that a search found: its IRI and its title."""

    work: str
    title: str


Find = Callable[[str, Sequence[str], int], Sequence[Hit]]
"""(words, kinds, how many at most) → the best first; raises QueryRefused."""


class _Place(NamedTuple):
    token: Token
    start: int
    end: int


def expanded(query: str, find: Find | None) -> str:
    """*query* with each search pattern as VALUES of what was found.

    Raises QueryRefused where a pattern is not written as it must be.
    """
    if find is None or "search" not in query:
        return query
    places = [_Place(*each) for each in tokens_at(query)]
    prefixes = _prefixes(places)
    found = [at for at, place in enumerate(places) if _iri(place.token, prefixes) == SEARCH]
    if len(found) > PATTERNS:
        raise QueryRefused("search_pattern", limit=PATTERNS, most=MOST)
    pieces, done = [], 0
    for at in found:
        pattern = _Pattern(places, at, prefixes)
        pieces += [query[done : pattern.start], pattern.values(find)]
        done = pattern.end
    return "".join([*pieces, query[done:]])


def _prefixes(places: Sequence[_Place]) -> dict[str, str]:
    """The prefixes that the query declares, with the colon."""
    found = {}
    for first, second, third in zip(places, places[1:], places[2:], strict=False):
        if first.token.text.upper() == "PREFIX" and second.token.kind == "name" and third.token.kind == "iri":
            found[second.token.text] = third.token.text[1:-1]
    return found


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    """The IRI that a token names, or `""`."""
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        space = prefixes.get(f"{prefix}:")
        return f"{space}{local}" if space is not None else ""
    return ""


class _Pattern:
    """One pattern: where it stands in the query, and what it asks for."""

    def __init__(self, places: Sequence[_Place], at: int, prefixes: dict[str, str]) -> None:
        self._places = places
        self._prefixes = prefixes
        first, self._variables = self._subject(at - 1)
        last, self._words, self._kinds, self._most = self._object(at + 1)
        self.start = places[first].start
        self.end = places[last].end
        self._more = False
        following = places[last + 1].token.text if last + 1 < len(places) else ""
        if following == ";":
            self.end, self._more = places[last + 1].end, True
        if following == "," or (first and places[first - 1].token.text in (";", ",")):
            raise _badly_written()

    def values(self, find: Find) -> str:
        """The VALUES that take its place; without a line break, so that errors keep their lines."""
        hits = find(self._words, self._kinds, self._most)
        rows = [self._row(hit, place, len(hits)) for place, hit in enumerate(hits)]
        block = f"VALUES ({' '.join(self._variables)}) {{ {' '.join(rows)} }}"
        return f"{block} {self._variables[0]} " if self._more else block

    def _row(self, hit: Hit, place: int, of: int) -> str:
        told = (f"<{hit.work}>", f"{1 - place / max(of, 1):.4f}", _quoted(hit.title))
        return f"({' '.join(told[: len(self._variables)])})"

    def _token(self, at: int) -> Token:
        return self._places[at].token if 0 <= at < len(self._places) else Token("", "")

    def _subject(self, at: int) -> tuple[int, list[str]]:
        """The place of its first token, and the variables."""
        if self._token(at).kind == "variable":
            return at, [self._token(at).text]
        variables: list[str] = []
        if self._token(at).text == ")":
            at -= 1
            while self._token(at).kind == "variable":
                variables.insert(0, self._token(at).text)
                at -= 1
        if self._token(at).text != "(" or not 1 <= len(variables) <= 3:
            raise _badly_written()
        return at, variables

    def _object(self, at: int) -> tuple[int, str, Sequence[str], int]:
        """The place of its last token, the words, the kinds, and how many at most."""
        if self._token(at).kind == "string":
            last = at + 1 if self._token(at + 1).kind == "language" else at
            return last, _text(self._token(at).text), KINDS, MOST
        if self._token(at).text != "(" or self._token(at + 1).kind != "string":
            raise _badly_written()
        text, kinds, most, at = _text(self._token(at + 1).text), list(KINDS), MOST, at + 2
        if self._token(at).kind == "language":
            at += 1
        if kind := _iri(self._token(at), self._prefixes):
            kinds = [kind.removeprefix(NAMESPACE)]
            at += 1
        if self._token(at).kind == "number" and self._token(at).text.isdigit():
            most = min(int(self._token(at).text[:9]), MOST)
            at += 1
        if self._token(at).text != ")" or kinds[0] not in KINDS:
            raise _badly_written()
        return at, text, kinds, most


def _badly_written() -> QueryRefused:
    return QueryRefused("search_pattern", limit=PATTERNS, most=MOST)


def _text(literal: str) -> str:
    match = _QUOTES.match(literal)
    return nfc(_ESCAPED.sub(_meant, match[2])) if match else ""


def _meant(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or "0", 16)
    return chr(code) if 0 < code < 0x110000 else _MEANT.get(match[3] or "", match[3] or "")


def _quoted(text: str) -> str:
    text = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
