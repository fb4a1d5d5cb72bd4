"""Reads a query as tokens before anything runs, and refuses what a public read-only endpoint does not do.

The engine's grammar is scannerless: it reads `SERVICE:x {}` as a prefixed name or as a keyword, whichever
makes the query whole, and `?a<1)SERVICE#>` as an IRI or a comparison. Where a text has two such readings and
one of them may reach the network, the guard refuses it and says how to write it plainly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sparql.errors import QueryRefused

MAX_DEPTH = 200
"""Brackets inside brackets. The engine recurses, and overflows its stack at about 3,200."""

MAX_CHAIN = 2000
"""Operators in one group: `1+1+1…`, `a/b/c…`, UNIONs and OPTIONALs become trees as deep as they are long."""

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
UNREPEATABLE = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}

_NAME = r"[\w\u00b7\u203f\u2040-]"
_LOCAL = rf"(?:{_NAME}|[:%]|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+|#[^\r\n]*)"
    r"|(?P<iri><[^<>\"{}\x00-\x20]*>)"
    r"|(?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\""
    r"|'(?:[^'\\\r\n]|\\.)*'|\"(?:[^\"\\\r\n]|\\.)*\")"
    r"|(?P<variable>[?$][\w\u00b7\u203f\u2040]+)"
    rf"|(?P<blank>_:{_NAME}+(?:\.+{_NAME}+)*)"
    r"|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>(?:[^\W\d_](?:{_NAME}|\.(?={_NAME}))*)?:(?:{_LOCAL}+(?:\.+{_LOCAL}+)?)?)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>&&|\|\||\^\^|!=|<=|>=|.)",
    re.DOTALL,
)
_TERM_ENDS = {"variable", "string", "language", "number", "name", "iri", "word", "blank"}
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_CHAINING_WORDS = {"UNION", "OPTIONAL", "BIND", "MINUS", "FILTER", "VALUES", "GRAPH"}
_CHAINING = {"!", "+", "-", "*", "/", "|", "^", "&&", "||"}


class Token(NamedTuple):
    """One token: its kind (a group of the grammar above) and its text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Checked:
    """What the guard learnt of a query that may run.

    `form` is SELECT, ASK, CONSTRUCT or DESCRIBE, or empty where the text is no query (the engine then says
    where it goes wrong). `repeatable` tells whether the same release gives the same bytes again.
    """

    form: str
    repeatable: bool


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query (SPARQL 1.1, section 19.8), without white space and comments."""
    return (token for token, _, _ in tokens_at(query))


def tokens_at(query: str) -> Iterator[tuple[Token, int, int]]:
    """The same, each with where it begins and where it ends."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind != "space":
            yield Token(kind, match.group()), match.start(), match.end()


def placed_tokens(query: str) -> Iterator[tuple[Token, int]]:
    """The same, each with the place in the text at which it begins."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "sign"
        if kind != "space":
            yield Token(kind, match.group()), match.start()


def check(query: str, max_bytes: int) -> Checked:
    """Raises QueryRefused with the reason, or tells what kind of query it is."""
    check_size(query, max_bytes)
    found = list(tokens(query))
    form = _form(found)
    _check_nesting(found)
    for place, token in enumerate(found):
        _check_service(found, place, token)
    return Checked(form, _repeatable(form, found))


def check_size(query: str, max_bytes: int) -> None:
    """Raises QueryRefused when a query is longer than it may be."""
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise QueryRefused("too_long", size=size, limit=max_bytes)


def _form(found: list[Token]) -> str:
    """The first word after the prologue (BASE, PREFIX, VERSION)."""
    for token in found:
        if token.kind != "word":
            continue
        word = token.text.upper()
        for form in FORMS:
            if word.startswith(form):
                return form
        if word in UPDATES:
            raise QueryRefused("update", operation=word)
        if word not in {"BASE", "PREFIX", "VERSION"}:
            return ""
    return ""


def _check_nesting(found: list[Token]) -> None:
    chains = [0]
    open_iris: list[str] = []
    run = 0
    previous = Token("", "")
    for token in found:
        sign = token.text if token.kind == "sign" else ""
        if token.kind == "iri":
            _check_iri(token, previous, open_iris)
        if sign in "([{" and sign:
            chains.append(0)
            open_iris.append(sign)
        elif sign in ")]}" and sign and open_iris:
            chains.pop()
            open_iris.pop()
        chains[-1] += sign in _CHAINING or (token.kind == "word" and token.text.upper() in _CHAINING_WORDS)
        run = run + 1 if sign in {"!", "+", "-", "^"} else 0
        if len(open_iris) > MAX_DEPTH or run > MAX_DEPTH:
            raise QueryRefused("too_deep", limit=MAX_DEPTH)
        if chains[-1] > MAX_CHAIN:
            raise QueryRefused("too_deep", limit=MAX_CHAIN)
        previous = token


def _check_iri(token: Token, previous: Token, open_brackets: list[str]) -> None:
    """Refuses what may be an IRI or a comparison, where the two readings end at different places."""
    in_expression = bool(open_brackets) and open_brackets[-1] == "("
    after_term = previous.kind in _TERM_ENDS or previous.text == ")"
    doubtful = any(mark in token.text for mark in "'#)") and not _ABSOLUTE.match(token.text)
    if doubtful and ((in_expression and after_term) or previous.text == "<"):
        raise QueryRefused("ambiguous", text=token.text[:80])


def _check_service(found: list[Token], place: int, token: Token) -> None:
    text = token.text.upper()
    if "SERVICE" not in text:
        return
    if token.kind == "word":
        raise QueryRefused("service")
    if token.kind == "name" and "SERVICE" in text.partition(":")[0]:
        following = found[place + 1].text if place + 1 < len(found) else ""
        before = found[place - 1].text.upper() if place else ""
        if following == "{" and before not in {"GRAPH", "FROM", "NAMED"}:
            raise QueryRefused("ambiguous", text=token.text[:80] + " {")


def _repeatable(form: str, found: list[Token]) -> bool:
    """Functions that differ from call to call, and the labels of blank nodes made anew, do not repeat."""
    words = {token.text.upper() for token in found if token.kind == "word"}
    if words & UNREPEATABLE:
        return False
    makes_nodes = any(token.kind == "blank" or token.text == "[" for token in found)
    return not (form == "CONSTRUCT" and makes_nodes)
