"""Statements as they are put together about one thing after the other."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from opendata.crosswalk.statements import quoted
from vocabularies.namespaces import rdf, xsd

Texts = Mapping[str, str]
"""A text by language: `vi`, `en`."""


class Graph:
    """Statements `<s> <p> <o>`, in the order in which they were added."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def about(self, subject: str, *classes: str) -> "Thing":
        """What states something of *subject*, which is of these *classes*."""
        thing = Thing(self.statements, subject)
        return thing.link(rdf.type, *classes)


class Thing:
    """A subject of which something is stated; each method returns it again."""

    def __init__(self, statements: list[str], iri: str) -> None:
        self.iri = iri
        self._statements = statements

    def link(self, predicate: str, *iris: str) -> "Thing":
        """States that it is related to each of *iris*; those that are empty are passed over."""
        self._statements += [f"<{self.iri}> <{predicate}> <{iri}>" for iri in iris if iri]
        return self

    def text(self, predicate: str, texts: Texts) -> "Thing":
        """States a text in every language that it is there in."""
        found = [(language, text) for language, text in texts.items() if text]
        self._statements += [
            f"<{self.iri}> <{predicate}> {quoted(text)}@{language}" for language, text in found
        ]
        return self

    def plain(self, predicate: str, *values: str) -> "Thing":
        """States texts without a language; those that are empty are passed over."""
        self._statements += [f"<{self.iri}> <{predicate}> {quoted(value)}" for value in values if value]
        return self

    def typed(self, predicate: str, value: str, datatype: str) -> "Thing":
        """States a value of an XML Schema datatype."""
        self._statements.append(f"<{self.iri}> <{predicate}> {quoted(value)}^^<{datatype}>")
        return self

    def number(self, predicate: str, value: int, datatype: str = xsd.integer) -> "Thing":
        """States a whole number."""
        return self.typed(predicate, str(value), datatype)

    def instant(self, predicate: str, moment: datetime | None) -> "Thing":
        """States an instant; None is passed over."""
        return self if moment is None else self.typed(predicate, rfc3339(moment), xsd.dateTime)


def rfc3339(moment: datetime) -> str:
    """An instant in UTC, to the second."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def keywords(graph_thing: Thing, predicate: str, words: Iterable[Texts]) -> None:
    """States several texts with one predicate."""
    for each in words:
        graph_thing.text(predicate, each)
