"""What is searched in a record, read off its statements: titles, names, subjects, identifiers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from stdnum import isbn as isbn_numbers

from opendata.crosswalk.statements import quoted, unquoted
from vocabularies.namespaces import bf, bflc, madsrdf, rdf, rdfs

KINDS = ("title", "name", "subject", "identifier")

_ISBN = (10, 13)
"""Digits, the last of ten may be X."""
_MOST = 100
"""Texts of a kind in one record; an anthology may name thousands."""
_LONGEST = 1000
"""Characters of one text."""
_BETWEEN_DIGITS = re.compile(r"[\s\-\u2010-\u2015.:/]+")
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")
_TITLES = (bf.mainTitle, bf.subtitle, bf.partName, bf.partNumber)
_LABELS = (rdfs.label, madsrdf.authoritativeLabel)
_SUBJECTS = (bf.subject, bf.genreForm, bf.geographicCoverage)
_LEADING = (
    bf["title"], bf.hasInstance, bf.contribution, bf.agent, bf.responsibilityStatement, bf.adminMetadata,
    bf.relation, bf.associatedResource, bf.identifiedBy, bf.provisionActivity, bf.date, bflc.simpleDate,
    rdf.value,
)  # fmt: skip
_WANTED = frozenset(f"<{predicate}>" for predicate in (*_TITLES, *_LABELS, *_SUBJECTS, *_LEADING))


class Texts(NamedTuple):
    """The texts of a record by kind, the most telling first, and the year of publication (0: not told)."""

    titles: list[str]
    names: list[str]
    subjects: list[str]
    identifiers: list[str]
    year: int

    def of(self, kind: str) -> list[str]:
        """The texts of one of KINDS."""
        return (self.titles, self.names, self.subjects, self.identifiers)[KINDS.index(kind)]


_Said = defaultdict[tuple[str, str], list[str]]
"""By subject (with its brackets) and predicate (an IRI): the objects, as N-Triples writes them."""


def texts_of(statements: Sequence[str], iri: str) -> Texts:
    """The texts of the record *iri*, whose statements are N-Triples without their final dots."""
    said = _said(statements, f"<{iri}#")
    work = f"<{iri}#Work>"
    instances = said[work, bf.hasInstance] or [f"<{iri}#Instance>"]
    both = [*instances, work]
    names = [
        name
        for node in both
        for contribution in said[node, bf.contribution]
        for agent in said[contribution, bf.agent]
        for name in _labels(said, agent)
    ]
    names += [text for node in instances for text in said[node, bf.responsibilityStatement]]
    subjects = [label for link in _SUBJECTS for node in said[work, link] for label in _subject(said, node)]
    identifiers = [*_identifiers(said, both), *_identifiers(said, said[work, bf.adminMetadata])]
    return Texts(
        _some(_titles(said, both)),
        _some(names),
        _some(subjects),
        _some(identifiers),
        _year(said, instances),
    )


def _said(statements: Iterable[str], own: str) -> _Said:
    said: _Said = defaultdict(list)
    for statement in statements:
        subject, predicate, value = statement.split(" ", 2)
        if predicate in _WANTED and subject.startswith(own):
            said[subject, predicate[1:-1]].append(value)
    return said


def _titles(said: _Said, of: Iterable[str]) -> list[str]:
    found = []
    for node in of:
        for title in said[node, bf["title"]]:
            parts = [unquoted(text) for part in _TITLES for text in said[title, part]]
            if parts:
                found.append(quoted(" : ".join(parts)))
        for relation in said[node, bf.relation]:
            for related in said[relation, bf.associatedResource]:
                for title in said[related, bf["title"]]:
                    found += said[title, bf.mainTitle]
    return found


def _labels(said: _Said, node: str) -> list[str]:
    return [text for label in _LABELS for text in said[node, label]]


def _subject(said: _Said, node: str) -> list[str]:
    """Its own label; for a name or a title as a subject, that of the agent or of the title too."""
    found = _labels(said, node)
    for link in (bf.agent, bf["title"]):
        for other in said[node, link]:
            found += [*_labels(said, other), *said[other, bf.mainTitle]]
    return found


def _identifiers(said: _Said, of: Iterable[str]) -> list[str]:
    return [
        value
        for node in of
        for identifier in said[node, bf.identifiedBy]
        for value in said[identifier, rdf.value]
    ]


def _year(said: _Said, instances: Iterable[str]) -> int:
    for node in instances:
        for activity in said[node, bf.provisionActivity]:
            for date in (*said[activity, bf.date], *said[activity, bflc.simpleDate]):
                if year := _YEAR.search(date):
                    return int(year[1])
    return 0


def _some(literals: Iterable[str]) -> list[str]:
    texts = (unquoted(literal).strip()[:_LONGEST] for literal in dict.fromkeys(literals) if literal[0] == '"')
    return list(islice(filter(None, texts), _MOST))


def numbers(identifier: str) -> list[str]:
    """An identifier as it is looked for: without hyphens and blanks; ISBNs in both lengths."""
    compact = _BETWEEN_DIGITS.sub("", identifier).casefold()
    found = [compact]
    if len(compact) in _ISBN and compact[:9].isdigit() and isbn_numbers.is_valid(compact.upper()):
        longer = isbn_numbers.to_isbn13(compact.upper())
        found.append(longer.lower())
        if longer.startswith("978"):
            found.append(isbn_numbers.to_isbn10(longer).lower())
    return list(dict.fromkeys(filter(None, found)))
