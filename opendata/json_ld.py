"""A record's description as JSON-LD for people to read: a tree, its Work at the root, short names for terms.

The tree is what JSON-LD 1.1 Framing makes with `frame()`: each node stands where it is first named, with an
IRI where it is named again. The names are those of `context()`, which every document carries, so that it can
be read without the network; the doors publish both.
"""

from collections.abc import Collection, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from vocabularies.namespaces import PREFIXES, bf, rdf, rdfs, xsd
from vocabularies.ontology import OBJECT, kinds

_PREFIXES = ("bflc", "dcterms", "madsrdf", "owl", "prov", "rdf", "rdfs", "xsd")
_ALIASES = {"label": rdfs.label, "value": rdf.value}
_EDTF = "http://id.loc.gov/datatypes/edtf"
_TO_THE_WHOLE = {bf.instanceOf, bf.itemOf}
"""The links that lead back up: what they point at is named, never nested."""
_LAST = {bf.hasInstance, bf.hasItem, bf.adminMetadata}
"""What stands behind everything else in a node."""

Node = dict[str, Any]


def context(used: Collection[str] | None = None) -> dict[str, Any]:
    """The JSON-LD context: terms of BIBFRAME by their own names, others with a prefix.

    With *used*, the names of the properties that a document has, only what these need.
    """
    made: dict[str, Any] = {"@version": 1.1, "@vocab": bf.iri, "id": "@id", "type": "@type"}
    made.update({prefix: PREFIXES[prefix].iri for prefix in _PREFIXES})
    made["edtf"] = _EDTF
    made.update(_ALIASES)
    for iri, kind in kinds().items():
        name = term(iri)
        if kind == OBJECT and (used is None or name in used):
            made[name] = {"@id": iri, "@type": "@id"}
    return made


def frame() -> dict[str, Any]:
    """The JSON-LD frame that gives a description this form, its root the Work that the record is about.

    A Work that is only related has no administrative metadata: that tells them apart.
    """
    return {
        "@context": context(),
        "@requireAll": True,
        "type": "Work",
        "adminMetadata": {},
        "hasInstance": {"instanceOf": {"@embed": "@never"}},
    }


def term(iri: str) -> str:
    """The name of a class or property in `context()`; the IRI itself where it has none."""
    if iri.startswith(bf.iri):
        return iri.removeprefix(bf.iri)
    for name, known in _ALIASES.items():
        if iri == known:
            return name
    for prefix in _PREFIXES:
        if iri.startswith(PREFIXES[prefix].iri):
            return f"{prefix}:{iri.removeprefix(PREFIXES[prefix].iri)}"
    return iri


def trees(nquads: bytes, record: str) -> list[Node]:
    """The nodes that no other node of the description holds, each with all that it holds; the Work first.

    *nquads* are lines of N-Triples or N-Quads, *record* the record's IRI, which `id`s are relative to.
    """
    return _Description(nquads, record).trees()


def document(nquads: bytes, record: str) -> Node:
    """The description as one document with its context."""
    description = _Description(nquads, record)
    found = description.trees()
    head = {"@context": {"@base": record, **context(description.used)}}
    return {**head, **found[0]} if len(found) == 1 else {**head, "@graph": found}


class _Description:
    """The statements of a record by subject, and which subjects are in a tree already."""

    def __init__(self, nquads: bytes, record: str) -> None:
        self._record = record
        self.used: set[str] = set()
        self._about: dict[str, list[tuple[str, NamedNode | BlankNode | Literal | Triple]]] = {}
        for quad in parse(nquads, RdfFormat.N_QUADS, lenient=True):
            assert isinstance(quad, Quad)
            subject = _name(quad.subject)
            self._about.setdefault(subject, []).append((quad.predicate.value, quad.object))
        self._placed: set[str] = set()

    def trees(self) -> list[Node]:
        """See `trees`."""
        return [self._node(subject) for subject in self._roots() if subject not in self._placed]

    def _roots(self) -> Iterator[str]:
        """The Work, what nothing points at, then whatever is left: subjects in a circle."""
        pointed_at = {
            _name(value)
            for about in self._about.values()
            for predicate, value in about
            if not isinstance(value, Literal) and predicate not in _TO_THE_WHOLE
        }
        work = f"{self._record}#Work"
        if work in self._about:
            yield work
        yield from [subject for subject in self._about if subject not in pointed_at]
        yield from self._about

    def _node(self, subject: str) -> Node:
        self._placed.add(subject)
        node: Node = {"id": self._relative(subject)}
        for predicate, value in sorted(self._about[subject], key=lambda about: about[0] in _LAST):
            if predicate == rdf.type:
                _add(node, "type", term(_name(value)))
                continue
            name = term(predicate)
            self.used.add(name)
            _add(node, name, self._value(predicate, value))
        return node

    def _value(self, predicate: str, value: NamedNode | BlankNode | Literal | Triple) -> Any:
        coerced = kinds().get(predicate) == OBJECT
        if isinstance(value, Literal):
            return _literal(value, coerced)
        iri = _name(value)
        if iri in self._about and iri not in self._placed and predicate not in _TO_THE_WHOLE:
            return self._node(iri)
        return self._relative(iri) if coerced else {"id": self._relative(iri)}

    def _relative(self, iri: str) -> str:
        return iri.removeprefix(self._record) if iri.startswith(f"{self._record}#") else iri


def _name(node: NamedNode | BlankNode | Literal | Triple) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _literal(value: Literal, coerced: bool) -> Any:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value != xsd.string:
        datatype = "edtf" if value.datatype.value == _EDTF else term(value.datatype.value)
        return {"@value": value.value, "@type": datatype}
    return {"@value": value.value} if coerced else value.value


def _add(node: Node, name: str, value: Any) -> None:
    """*value* as one of the values of *name*: alone, or in a list with those before it."""
    if name not in node:
        node[name] = value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]
