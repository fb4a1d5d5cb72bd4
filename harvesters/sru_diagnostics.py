"""What an SRU server's diagnostics mean, and what to do about them (SRU 1.2, diagnostics list).

The diagnostics of SRU 2.0 have the same numbers (OASIS searchRetrieve 1.0, part 3, appendix C).
"""

from typing import NamedTuple

UNSUPPORTED_VERSION = "5"
WINDOW = frozenset({"60", "61"})
"""Result set not created, too many matches; first record position out of range."""
QUERY = frozenset(str(number) for number in range(10, 50))
"""The query is not understood, or not served."""
SCHEMA = frozenset({"66", "67", "68"})
"""The schema of the records is unknown, or not served."""
PASSING = frozenset({"1", "2"})
"""General system error; system temporarily unavailable: worth asking again."""

_FIRST = ("info:srw/diagnostic/1/", "http://docs.oasis-open.org/ns/search-ws/diagnostic/")


class Diagnostic(NamedTuple):
    """One diagnostic record."""

    uri: str
    details: str = ""
    message: str = ""

    @property
    def code(self) -> str:
        """Its number in the list of SRU; `""` where it is of another list."""
        for start in _FIRST:
            if self.uri.startswith(start):
                return self.uri[len(start) :].strip("/")
        return self.uri if self.uri.isascii() and self.uri.isdigit() else ""

    def __str__(self) -> str:
        words = ": ".join(part for part in (self.message, self.details) if part)
        name = f"diagnostic {self.code or self.uri or 'without a number'}"
        return f"{name} ({words})" if words else name


_ADVICE = {
    "1": "its server is in trouble: harvest again later, or tell the library",
    "2": "its server is busy or in maintenance: harvest again later",
    "3": "it wants a user name and password: set OPENDATA_{CODE}_USER and _PASSWORD in the environment",
    "4": "it does not serve SRU searches at this address: check the url in the library's file",
    "5": "set sru.version in the library's file to one that it speaks: 1.1, 1.2 or 2.0",
    "6": "it refuses the value of a parameter: check sru.page_size, sru.schema and sru.query",
    "7": "it misses a parameter: check the url in the library's file",
    "8": "it does not know a parameter: set sru.version in the library's file to 1.1",
    "60": "name an index by which to take the result in slices: sru.slices in the library's file",
    "61": "name an index by which to take the result in slices: sru.slices in the library's file",
    "64": "the record exists and is not given out: ask the library why",
    "65": "the record is gone from the result: harvest again",
    "71": "it does not pack records as XML: tell the library",
    "235": "its database does not exist: check the last part of the url in the library's file",
}


def advice(code: str) -> str:
    """What an operator can do about the diagnostic *code*."""
    if code in QUERY:
        return "set sru.query in the library's file to a query for all of its records"
    if code in SCHEMA:
        return "set sru.schema in the library's file to one that it offers"
    return _ADVICE.get(code, "check sru in the library's file, harvest again, or tell the library")
