"""A record as a row of typed columns: the texts of `flat`, and agents, subjects and the like with their IRIs.

Agents, places, languages, subjects, classification and identifiers are read off the record's statements, so
they are what SPARQL finds; the other columns are those of CSV.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from opendata.archive.records import Original
from opendata.dump.flat import YEAR, Row, row
from opendata.release.conversion import Conversion
from vocabularies.codes import label_of_iri
from vocabularies.namespaces import bf, bflc, madsrdf, rdf, rdfs
from vocabularies.provinces import province_of

_LANGUAGE = "http://id.loc.gov/vocabulary/languages/"
_COUNTRY = "http://id.loc.gov/vocabulary/countries/"
_SCHEMES = {
    bf.ClassificationDdc: "DDC",
    bf.ClassificationLcc: "LCC",
    bf.ClassificationNlm: "NLM",
    bf.ClassificationUdc: "UDC",
}

Entry = dict[str, Any]
"""One value with parts: texts, lists of texts, a truth value or None."""


def described(conversion: Conversion, library: str, identifier: str, format: str, original: Original) -> Row:
    """The record's row; its columns are those of `opendata.dump.parquet.SCHEMA`."""
    found = row(conversion, library, identifier, format, original)
    about = _About(conversion.statements(library, identifier, format, original), found["id"])
    return {
        "id": found["id"],
        "library": library,
        "identifier_in_library": identifier,
        "licence": found["licence"],
        "format": format,
        "title": found["title"],
        "alternative_title": found["alternative_title"],
        "agents": _distinct(_agents(about)),
        "publisher": found["publisher"],
        "places": _distinct(_places(about, found[YEAR])),
        "countries": _codes(about, _COUNTRY, about.instance, bf.provisionActivity, bf.place),
        "date": found["date"],
        "year": found[YEAR],
        "languages": _codes(about, _LANGUAGE, about.work, bf.language),
        "type": found["type"],
        "extent": found["extent"],
        "subjects": _distinct(_headings(about, bf.subject)),
        "genres": _distinct(_headings(about, bf.genreForm)),
        "coverage": found["coverage"],
        "classification": _distinct(_classification(about)),
        "identifiers": _distinct(_identifiers(about)),
    }


class _About:
    """A record's statements by subject and predicate, in their order."""

    def __init__(self, statements: Iterable[str], iri: str) -> None:
        self.work, self.instance = f"{iri}#Work", f"{iri}#Instance"
        self._objects: defaultdict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        text = "".join([statement + " .\n" for statement in dict.fromkeys(statements)])
        for triple in parse(text, RdfFormat.N_TRIPLES, lenient=True):
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._objects[subject.value, predicate.value].append(value)

    def nodes(self, subject: str, *path: str) -> list[str]:
        """The IRIs that *subject* leads to along *path*."""
        found = [subject]
        for predicate in path:
            found = [
                value.value
                for each in found
                for value in self._objects.get((each, predicate), ())
                if isinstance(value, NamedNode)
            ]
        return found

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The literals that *subject* has, each in one line."""
        return [
            " ".join(value.value.split())
            for value in self._objects.get((subject, predicate), ())
            if isinstance(value, Literal)
        ]

    def label(self, node: str) -> str | None:
        """What a node is called: in the record, or else by the vocabulary that it is a term of."""
        for predicate in (rdfs.label, madsrdf.authoritativeLabel):
            if found := self.texts(node, predicate):
                return found[0]
        return label_of_iri(node, "en") or None

    def kind(self, node: str, but: str) -> str | None:
        """A node's BIBFRAME class, by its name there; None where it has no other than *but*."""
        kinds = (each for each in self.nodes(node, rdf.type) if each.startswith(bf.iri) and each != but)
        return next((each.removeprefix(bf.iri) for each in kinds), None)

    def authorities(self, node: str) -> Entry:
        """The heading that a node goes by, shared by all libraries, and the IRIs of other authorities."""
        found = self.nodes(node, madsrdf.isIdentifiedByAuthority)
        heading = next((each for each in found if "/heading/" in each), None)
        return {"heading": heading, "authorities": [each for each in found if each != heading]}

    def source(self, node: str) -> str | None:
        """The code of the scheme that a node is taken from."""
        for source in self.nodes(node, bf.source):
            coded = self.texts(source, bf.code)
            return coded[0] if coded else source.rpartition("/")[2]
        return None


def _agents(about: _About) -> Iterator[Entry]:
    for subject in (about.work, about.instance):
        for contribution in about.nodes(subject, bf.contribution):
            roles = about.nodes(contribution, bf.role)
            labels = [label for role in roles if (label := about.label(role))]
            primary = bf.PrimaryContribution in about.nodes(contribution, rdf.type)
            for agent in about.nodes(contribution, bf.agent):
                yield {
                    "name": about.label(agent),
                    "type": about.kind(agent, bf.Agent),
                    "primary": primary,
                    "roles": labels,
                    "role_iris": [role for role in roles if not role.startswith(about.work[:-4])],
                    "iri": agent,
                    **about.authorities(agent),
                }


def _places(about: _About, year: int | None) -> Iterator[Entry]:
    for activity in about.nodes(about.instance, bf.provisionActivity):
        for name in about.texts(activity, bflc.simplePlace):
            province = province_of(name, year)
            yield {"name": name, "province": province.code if province else None}


def _headings(about: _About, link: str) -> Iterator[Entry]:
    for node in about.nodes(about.work, link):
        yield {
            "label": about.label(node),
            "type": about.kind(node, bf.Agent),
            "scheme": about.source(node),
            "iri": node,
            **about.authorities(node),
        }


def _classification(about: _About) -> Iterator[Entry]:
    for subject in (about.work, about.instance):
        for node in about.nodes(subject, bf.classification):
            kinds = about.nodes(node, rdf.type)
            scheme = next((_SCHEMES[kind] for kind in kinds if kind in _SCHEMES), about.source(node))
            for number in about.texts(node, bf.classificationPortion):
                yield {"scheme": scheme, "number": number}


def _identifiers(about: _About) -> Iterator[Entry]:
    for subject in (about.instance, about.work):
        for node in about.nodes(subject, bf.identifiedBy):
            for value in about.texts(node, rdf.value):
                yield {"type": about.kind(node, bf.Identifier), "value": value}


def _codes(about: _About, vocabulary: str, *path: str) -> list[str]:
    found = (each for each in about.nodes(*path) if each.startswith(vocabulary))
    return list(dict.fromkeys(each.removeprefix(vocabulary) for each in found))


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    found: list[Entry] = []
    seen: set[str] = set()
    for entry in entries:
        if (key := repr(entry)) not in seen:
            seen.add(key)
            found.append(entry)
    return found
