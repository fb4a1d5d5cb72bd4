"""A Linked Data Event Stream (https://w3id.org/ldes/specification): a member for every change of a record.

A member is a version of a record: `{record}#release-{number}`, as that release left it. It says of which
record it is, when it came and what happened; the record's own document says what is in it. A search tree of
the TREE hypermedia specification leads to it by time: root, nodes of FANOUT pages, pages of SIZE members.
Nodes and pages that are closed never change, and who knows how far they came reads only the ones behind.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from opendata.archive.schema import CREATED, DELETED, UPDATED
from opendata.describe.graph import Graph, Texts, Thing, rfc3339
from opendata.feeds.pages import Page
from opendata.identity import record_iri
from opendata.release.changes import Change
from vocabularies.namespaces import PREFIXES, Namespace, dcterms, rdf, xsd

SIZE = 250
"""Members to a page."""
FANOUT = 100
"""Pages to a node."""
PATH = "changes/ldes"
POLLING = 3600
"""After so many seconds it is early enough to look again."""

ldes = Namespace("https://w3id.org/ldes#")
tree = Namespace("https://w3id.org/tree#")
activity = Namespace("https://www.w3.org/ns/activitystreams#")
sh = Namespace("http://www.w3.org/ns/shacl#")
SPACES = {**PREFIXES, "as": activity, "ldes": ldes, "sh": sh, "tree": tree}

_KINDS = {CREATED: activity.Create, UPDATED: activity.Update, DELETED: activity.Delete}
_TIMESTAMP = dcterms.created
Bounds = tuple[datetime, datetime] | None
"""When the first and the last change below a node were made; None where it has none."""


def stream(base: str) -> str:
    """The event stream's IRI."""
    return f"{base}{PATH}#stream"


def address(base: str, kind: str = "", number: int = 0) -> str:
    """Where a `page` or a `node` is; without a kind, the root."""
    return f"{base}{PATH}/{kind}s/{number}" if kind else f"{base}{PATH}"


def root(base: str, title: Texts, nodes: Sequence[tuple[Page, Bounds]]) -> list[str]:
    """The root node with the description of the stream."""
    graph = Graph()
    thing = graph.about(stream(base), ldes.EventStream)
    thing.text(dcterms["title"], title).link(tree.view, address(base))
    thing.link(ldes.timestampPath, _TIMESTAMP).link(ldes.versionOfPath, dcterms.isVersionOf)
    for action, kind in (("Create", CREATED), ("Update", UPDATED), ("Delete", DELETED)):
        thing.link(ldes[f"version{action}Path"], rdf.type)
        thing.link(ldes[f"version{action}Object"], _KINDS[kind])
    thing.number(ldes.pollingInterval, POLLING).link(tree.shape, f"{base}{PATH}#shape")
    _shape(graph, base)
    node = graph.about(address(base), tree.Node)
    _relations(graph, node, base, "node", nodes)
    return graph.statements


def _shape(graph: Graph, base: str) -> None:
    """What every member has."""
    shape = graph.about(f"{base}{PATH}#shape", sh.NodeShape)
    of = graph.about(f"{base}{PATH}#shape-record", sh.PropertyShape)
    of.link(sh.path, dcterms.isVersionOf).link(sh.nodeKind, sh.IRI)
    when = graph.about(f"{base}{PATH}#shape-instant", sh.PropertyShape)
    when.link(sh.path, _TIMESTAMP).link(sh.datatype, xsd.dateTime)
    for each in (of, when):
        each.number(sh.minCount, 1).number(sh.maxCount, 1)
        shape.link(sh.property, each.iri)


def node(base: str, this: Page, pages: Sequence[tuple[Page, Bounds]]) -> list[str]:
    """A node between the root and its pages."""
    graph = Graph()
    thing = _begin(graph, base, "node", this)
    _relations(graph, thing, base, "page", pages)
    return graph.statements


def page(base: str, this: Page, changes: Iterable[Change]) -> list[str]:
    """A page with its members."""
    graph = Graph()
    _begin(graph, base, "page", this)
    view = graph.about(stream(base))
    for each in changes:
        record = record_iri(base, each.library, each.identifier)
        member = graph.about(f"{record}#release-{each.release}", _KINDS[each.kind])
        member.link(dcterms.isVersionOf, record).instant(_TIMESTAMP, each.instant)
        view.link(tree.member, member.iri)
    return graph.statements


def _begin(graph: Graph, base: str, kind: str, this: Page) -> Thing:
    graph.about(stream(base), ldes.EventStream).link(tree.view, address(base))
    thing = graph.about(address(base, kind, this.number), tree.Node)
    if this.closed:
        thing.typed(ldes.immutable, "true", xsd.boolean)
    return thing


def _relations(
    graph: Graph, thing: Thing, base: str, kind: str, below: Sequence[tuple[Page, Bounds]]
) -> None:
    """Two relations to each closed node or page, the first and the last time below it; one to an open one."""
    for this, bounds in below:
        for name, instant in _told(this, bounds):
            relation = f"{thing.iri}#{kind}-{this.number}-{name}"
            thing.link(tree.relation, relation)
            about = graph.about(relation, tree[f"{name}Relation"])
            about.link(tree.node, address(base, kind, this.number)).link(tree.path, _TIMESTAMP)
            about.typed(tree.value, rfc3339(instant), xsd.dateTime)


def _told(this: Page, bounds: Bounds) -> Iterator[tuple[str, datetime]]:
    if bounds is None:
        return
    yield "GreaterThanOrEqualTo", bounds[0]
    if this.closed:
        yield "LessThanOrEqualTo", bounds[1]
