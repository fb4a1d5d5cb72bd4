# ruff: noqa: N818  (they name outcomes of a query, as HTTP does)
"""What can go wrong with a query.

QueryError
├── QueryRefused        the query asks for what a public, read-only endpoint does not do
├── QueryMalformed      the query is no SPARQL 1.1; has the line and column
├── QueryFailed         the engine could not evaluate it, or not write the result in this format
├── QueryTimedOut       it ran past its time and was killed
├── QueryBroke          it took its worker down: too much memory, or too deep
├── QueryUnserved       the engine that holds the release does not answer
├── QueryAbandoned      the client went away
└── Overloaded          too many queries wait or run long; come back in `retry_after` seconds
"""


class QueryError(Exception):
    """Any reason for which a query has no result."""


class QueryRefused(QueryError):
    """Refused before it ran. `reason` is a key of `sparql.messages`, `detail` fills its blanks."""

    def __init__(self, reason: str, **detail: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class QueryMalformed(QueryError):
    """A syntax error, at `line` and `column` (both from 1, or 0 where the engine does not say).

    `reason` is a key of `sparql.messages`, `found` what stands there, `expected` what could.
    """

    def __init__(
        self, line: int, column: int, expected: str, found: str = "", reason: str = "malformed"
    ) -> None:
        super().__init__(f"line {line}, column {column}: {expected}")
        self.line = line
        self.column = column
        self.expected = expected
        self.found = found
        self.reason = reason


class QueryFailed(QueryError):
    """The engine gave up during evaluation."""


class QueryTimedOut(QueryError):
    """Killed after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"stopped after {seconds:g} seconds")
        self.seconds = seconds


class QueryBroke(QueryError):
    """The worker process ended in the middle of the query."""


class QueryUnserved(QueryError):
    """The engine that holds the release cannot be reached."""


class QueryAbandoned(QueryError):
    """Nobody waits for the result any more."""


class Overloaded(QueryError):
    """Not run, or stopped to make room; `retry_after` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many queries; retry after {retry_after} s")
        self.retry_after = retry_after
