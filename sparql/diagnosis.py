"""Says where a query goes wrong, and what could stand there: the engine's own message often misses both."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sparql.errors import QueryMalformed
from sparql.grammar import AGGREGATES, FUNCTIONS, Node, rules
from sparql.guard import Token, placed_tokens
from sparql.tasks import Task

END = ""
_MOST = 16
"""So many are named of what could stand there."""
_LONGEST = 60
"""Characters that are shown of what stands there."""
_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z][\w*]*( [\w*]+)+")
"""Such as "The SELECT contains a variable that is unbound", among the names of terminals."""
_SHOWN = {
    "VAR": "?variable",
    "IRIREF": "<iri>",
    "PNAME_LN": "prefix:name",
    "PNAME_NS": "prefix:",
    "STRING": '"text"',
    "INTEGER": "123",
    "NUMBER": "1.5",
    "LANGUAGE": "@vi",
    "BLANK": "_:node",
    "FUNCTION": "FUNCTION(...)",
    "AGGREGATE": "SUM(...)",
}
_KINDS = {
    "variable": "VAR",
    "iri": "IRIREF",
    "string": "STRING",
    "language": "LANGUAGE",
    "blank": "BLANK",
}


class Diagnosis(NamedTuple):
    """Where the first token stands that cannot stand there, what it is, and what could; places from 1."""

    line: int
    column: int
    found: str
    """`""` for the end of the query."""
    expected: str


class _WrongError(Exception):
    """This token cannot stand here."""


def malformed(message: str, task: Task) -> QueryMalformed:
    """The error for a query that the engine refused with this message."""
    prefix = _undeclared(task)
    if prefix is not None:
        return prefix
    found = diagnose(task.query)
    if found is not None:
        reason = "malformed_at" if found.found else "malformed_end"
        return QueryMalformed(found.line, found.column, found.expected, found.found[:_LONGEST], reason)
    match = _PLACE.match(message)
    if match is None:
        return QueryMalformed(0, 0, message.splitlines()[0] if message else "")
    sentences = [part.strip() for part in match[3].removeprefix("one of ").split(",")]
    said = next((part for part in sentences if _SENTENCE.fullmatch(part)), "")
    line, column = int(match[1]), int(match[2])
    return QueryMalformed(line, column, said, reason="malformed" if said else "malformed_rule")


def _undeclared(task: Task) -> QueryMalformed | None:
    """The error for the first prefix that is used without being declared."""
    declared: set[str] = set()
    before = ""
    for token, at in placed_tokens(task.query):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                line, column = _line_and_column(task.query, at)
                declaration = f"PREFIX {prefix}: <{task.prefixes.get(prefix, '...')}>"
                return QueryMalformed(line, column, declaration, f"{prefix}:", "malformed_prefix")
        before = token.text.upper() if token.kind == "word" else ""
    return None


def _line_and_column(query: str, at: int) -> tuple[int, int]:
    return query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)


def diagnose(query: str) -> Diagnosis | None:
    """What is wrong with a query; None where it follows the grammar, or is nested too deep to tell."""
    tokens = list(placed_tokens(query))
    reader = _Reader([_terminal(token) for token, _ in tokens])
    try:
        reader.read(("rule", (), "Query"))
        reader.read(("token", (), END))
        return None
    except RecursionError:
        return None
    except _WrongError:
        place = reader.place
    found, at = (
        (tokens[place][0].text, tokens[place][1]) if place < len(tokens) else ("", len(query.rstrip()))
    )
    return Diagnosis(*_line_and_column(query, at), found, _shown(reader.expected))


class _Reader:
    """Follows the grammar along the terminals, one ahead."""

    def __init__(self, terminals: list[str]) -> None:
        self._terminals = [*terminals, END]
        self.place = 0
        self.expected: dict[str, None] = {}

    def read(self, node: Node) -> None:
        """Reads what the node stands for; raises _WrongError at `place`, with what was `expected` there."""
        kind, parts, name = node
        if kind == "rule":
            self.read(_rules()[name])
        elif kind == "token":
            self._token(name)
        elif kind == "seq":
            for part in parts:
                self.read(part)
        elif kind == "alt":
            self._alternative(parts)
        else:
            self._repeat(kind, parts[0])

    def _token(self, name: str) -> None:
        if self._terminals[self.place] != name:
            self.expected[name] = None
            raise _WrongError
        self.place += 1
        self.expected = {}

    def _alternative(self, parts: Iterable[Node]) -> None:
        for part in parts:
            if self._terminals[self.place] in _first(part):
                self.read(part)
                return
        for part in parts:
            self.expected.update(dict.fromkeys(_first(part)))
            if _may_be_empty(part):
                return
        raise _WrongError

    def _repeat(self, kind: str, part: Node) -> None:
        if kind == "some":
            self.read(part)
        while self._terminals[self.place] in _first(part):
            self.read(part)
            if kind == "maybe":
                return
        self.expected.update(dict.fromkeys(_first(part)))


@cache
def _rules() -> dict[str, Node]:
    return rules()


@cache
def _first(node: Node) -> tuple[str, ...]:
    """The terminals that what the node stands for may begin with."""
    kind, parts, name = node
    if kind == "token":
        return (name,)
    if kind == "rule":
        return _first(_rules()[name])
    found: dict[str, None] = {}
    for part in parts:
        found.update(dict.fromkeys(_first(part)))
        if kind == "seq" and not _may_be_empty(part):
            break
    return tuple(found)


@cache
def _may_be_empty(node: Node) -> bool:
    kind, parts, name = node
    if kind == "rule":
        return _may_be_empty(_rules()[name])
    if kind in ("many", "maybe"):
        return True
    if kind == "token":
        return False
    return all(map(_may_be_empty, parts)) if kind == "seq" else any(map(_may_be_empty, parts))


def _terminal(token: Token) -> str:
    """The grammar's name for a token; one that it has no place for stands for itself."""
    kind, text = token
    if kind == "word":
        return _word(text)
    if kind == "name":
        return "PNAME_NS" if text.endswith(":") and text.count(":") == 1 else "PNAME_LN"
    if kind == "number":
        return "INTEGER" if text.isdigit() else "NUMBER"
    return _KINDS.get(kind, text)


def _word(text: str) -> str:
    upper = text.upper()
    if text == "a":
        return "a"
    if upper in AGGREGATES:
        return "AGGREGATE"
    return "FUNCTION" if upper in FUNCTIONS else upper


def _shown(expected: Iterable[str]) -> str:
    shown = [_SHOWN.get(name, name) for name in expected if name != END]
    return " ".join(shown[:_MOST]) + (" ..." if len(shown) > _MOST else "")
