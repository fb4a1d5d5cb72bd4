"""A record's statements arranged for a reader: title, people, publication, subjects …"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from vocabularies.codes import label_of_iri
from vocabularies.namespaces import PREFIXES, bf, bflc, madsrdf, rdf, rdfs


class Line(NamedTuple):
    """A text, a link behind it (or `""`) and its language (or `""`)."""

    text: str
    link: str = ""
    lang: str = ""


class Section(NamedTuple):
    """A heading of the page (a key of `language.WORDS`) and its lines."""

    key: str
    lines: list[Line]


class RecordView(NamedTuple):
    """What a record's page shows."""

    title: str
    subtitle: str
    sections: list[Section]
    statements: list[tuple[Line, Line, Line]]


class _Graph:
    """The triples by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self._objects: defaultdict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        for subject, predicate, value in self.triples:
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._objects[subject.value, predicate.value].append(value)

    def objects(self, subject: str, *path: str) -> list[NamedNode | Literal]:
        """What *subject* leads to along *path*, in the statements' order."""
        found: list[NamedNode | Literal] = [NamedNode(subject)]
        for predicate in path:
            found = [
                value
                for node in found
                if isinstance(node, NamedNode)
                for value in self._objects[node.value, predicate]
            ]
        return found

    def texts(self, subject: str, *path: str) -> list[Line]:
        """The literals that *subject* leads to."""
        return _distinct(
            Line(value.value, lang=value.language or "")
            for value in self.objects(subject, *path)
            if isinstance(value, Literal)
        )

    def nodes(self, subject: str, *path: str) -> list[str]:
        """The IRIs that *subject* leads to."""
        return [value.value for value in self.objects(subject, *path) if isinstance(value, NamedNode)]


def _distinct(lines: Iterable[Line]) -> list[Line]:
    return list(dict.fromkeys(lines))


def record_view(iri: str, triples: Iterable[Triple], language: str) -> RecordView:
    """The page of the record *iri*, whose statements are *triples*, with terms in *language*."""
    graph = _Graph(triples)
    work, instance = f"{iri}#Work", f"{iri}#Instance"
    titles = graph.texts(instance, bf["title"], bf.mainTitle) or graph.texts(work, bf["title"], bf.mainTitle)
    main = next((line for line in titles if not line.lang), titles[0] if titles else Line(""))
    subtitles = graph.texts(instance, bf["title"], bf.subtitle)
    return RecordView(
        main.text,
        subtitles[0].text if subtitles else "",
        [section for section in _sections(graph, work, instance, main, language) if section.lines],
        _statements(graph.triples, iri),
    )


def _sections(graph: _Graph, work: str, instance: str, main: Line, language: str) -> Iterable[Section]:
    every = graph.texts(work, bf["title"], bf.mainTitle) + graph.texts(instance, bf["title"], bf.mainTitle)
    yield Section("titles", [line for line in _distinct(every) if line.text != main.text])
    yield Section("responsibility", graph.texts(instance, bf.responsibilityStatement))
    yield Section("agents", _agents(graph, work, language))
    yield Section("edition", graph.texts(instance, bf.editionStatement))
    yield Section("publication", _publication(graph, instance))
    yield Section("extent", _extent(graph, instance))
    yield Section("series", graph.texts(work, bf.relation, bf.associatedResource, bf["title"], bf.mainTitle))
    yield Section("online", _online(graph))
    yield Section("languages", _terms(graph, work, bf.language, language))
    yield Section("summary", graph.texts(work, bf.summary, rdfs.label))
    yield Section("subjects", _headed(graph, work, bf.subject))
    yield Section("genres", _headed(graph, work, bf.genreForm) + _terms(graph, work, bf.genreForm, language))
    yield Section("classification", graph.texts(work, bf.classification, bf.classificationPortion))
    yield Section("identifiers", _identifiers(graph, instance) + _identifiers(graph, work))
    yield Section(
        "notes", graph.texts(instance, bf.note, rdfs.label) + graph.texts(work, bf.note, rdfs.label)
    )


def _agents(graph: _Graph, work: str, language: str) -> list[Line]:
    lines: list[Line] = []
    for contribution in graph.nodes(work, bf.contribution):
        roles = [line.text for line in graph.texts(contribution, bf.role, rdfs.label)]
        roles += [
            label for role in graph.nodes(contribution, bf.role) if (label := label_of_iri(role, language))
        ]
        for agent in graph.nodes(contribution, bf.agent):
            for name in graph.texts(agent, rdfs.label):
                text = f"{name.text} ({', '.join(roles)})" if roles else name.text
                lines.append(Line(text, _heading(graph, agent), name.lang))
    return _distinct(lines)


def _heading(graph: _Graph, node: str) -> str:
    return next((iri for iri in graph.nodes(node, madsrdf.isIdentifiedByAuthority) if "/heading/" in iri), "")


def _headed(graph: _Graph, subject: str, link: str) -> list[Line]:
    lines: list[Line] = []
    for node in graph.nodes(subject, link):
        labels = graph.texts(node, rdfs.label) or graph.texts(node, madsrdf.authoritativeLabel)
        lines.extend(Line(label.text, _heading(graph, node), label.lang) for label in labels)
    return _distinct(lines)


def _terms(graph: _Graph, subject: str, link: str, language: str) -> list[Line]:
    found = (label_of_iri(iri, language) for iri in graph.nodes(subject, link))
    return _distinct(Line(label) for label in found if label)


def _publication(graph: _Graph, instance: str) -> list[Line]:
    lines = graph.texts(instance, bf.publicationStatement)
    if lines:
        return lines
    parts = [
        line.text
        for predicate in (bflc.simplePlace, bflc.simpleAgent, bflc.simpleDate)
        for line in graph.texts(instance, bf.provisionActivity, predicate)
    ]
    return [Line(", ".join(dict.fromkeys(parts)))] if parts else []


def _extent(graph: _Graph, instance: str) -> list[Line]:
    return graph.texts(instance, bf.extent, rdfs.label) + graph.texts(instance, bf.dimensions)


def _online(graph: _Graph) -> list[Line]:
    """The addresses at which any Instance or Item of the record is to be had."""
    return _distinct(
        Line(value.value, _web(value.value))
        for _, predicate, value in graph.triples
        if predicate.value == bf.electronicLocator and isinstance(value, NamedNode)
    )


_KINDS = {bf.Isbn: "ISBN", bf.Issn: "ISSN", bf.IssnL: "ISSN-L", bf.Doi: "DOI", bf.Lccn: "LCCN"}


def _identifiers(graph: _Graph, subject: str) -> list[Line]:
    lines: list[Line] = []
    for node in graph.nodes(subject, bf.identifiedBy):
        kind = next((_KINDS[of] for of in graph.nodes(node, rdf.type) if of in _KINDS), "")
        for value in graph.texts(node, rdf.value):
            lines.append(Line(f"{kind} {value.text}".strip()))
    return _distinct(lines)


def _statements(triples: Iterable[Triple], iri: str) -> list[tuple[Line, Line, Line]]:
    return [
        (_cell(subject, iri), _cell(predicate, iri), _cell(value, iri))
        for subject, predicate, value in triples
    ]


def _cell(term: object, iri: str) -> Line:
    if isinstance(term, Literal):
        return Line(term.value, lang=term.language or "")
    if not isinstance(term, NamedNode):
        return Line(str(term))
    value = term.value
    if value.partition("#")[0] == iri:
        return Line(value[len(iri) :] or "(record)", value)
    for name, space in PREFIXES.items():
        if value.startswith(space.iri):
            return Line(f"{name}:{value[len(space.iri) :]}", value)
    return Line(value, _web(value))


def _web(iri: str) -> str:
    """*iri* where a link may lead to it, else `""`: a browser would run some (javascript:)."""
    return iri if iri.startswith(("http://", "https://")) else ""
