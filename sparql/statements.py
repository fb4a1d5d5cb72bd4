"""N-Triples statements as the store takes them: IRIs in angle brackets, no blank nodes, no final dot."""

import re
from typing import NamedTuple

_IRI = r'<[^<>"{}|^`\\\x00-\x20]+>'
_STRING = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*"'
_STATEMENT = re.compile(
    rf"({_IRI}) ({_IRI}) ({_IRI}|{_STRING}(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^{_IRI})?)",
)


class Statement(NamedTuple):
    """The three terms of a statement, in N-Triples syntax."""

    subject: str
    predicate: str
    object: str


def parse_statement(text: str) -> Statement:
    """The terms of `<s> <p> <o>` (N-Triples 1.1, sections 2.1 to 2.4, without blank nodes).

    The store writes statements into a SPARQL update, so this is also what keeps a malformed literal from
    being read as a command. Raises ValueError that quotes the statement.
    """
    match = _STATEMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"not an N-Triples statement without its final dot: {text[:200]!r}")
    return Statement(*match.groups())
