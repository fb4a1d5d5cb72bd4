"""Which shared things (hubs, headings) a record of the release still leads to, and which may go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Store

from sparql.statements import Statement


class SharedThings:
    """The shared things of a store as they stand once a batch of changes is made.

    A shared thing is an IRI under one of the prefixes, with its fragments. It lives while a statement of a
    record leads to it, directly or through other shared things; two shared things that only point at each
    other do not keep one another alive. A fragment counts as the thing's own when the thing's statements
    (stored or changed) name it.

    Cost: one index look-up a fragment where a record points at the thing, which is the common case.
    """

    def __init__(
        self,
        store: Store,
        prefixes: tuple[str, ...],
        removed: set[Statement],
        added: Iterable[Statement],
    ) -> None:
        self._store = store
        self._prefixes = tuple("<" + prefix for prefix in prefixes)
        self._removed = removed
        self._alive: dict[str, bool] = {}
        self._added: dict[str, set[str]] = defaultdict(set)
        self._fragments: dict[str, set[str]] = defaultdict(set)
        for statement in added:
            thing = self.thing_of(statement.object)
            if thing:
                self._added[statement.object].add(statement.subject)
            self._note_fragments(statement)
        for statement in removed:
            self._note_fragments(statement)

    def thing_of(self, term: str) -> str | None:
        """The shared thing that a term is or is a fragment of, without its fragment; None for other terms."""
        if not self._prefixes or not term.startswith(self._prefixes):
            return None
        return term.split("#", 1)[0].removesuffix(">") + ">"

    def dead(self, statements: Iterable[Statement]) -> set[str]:
        """The shared things that these removed statements were about or pointed at and that may go.

        What only a dead thing points at is dead too (cascade).
        """
        found: set[str] = set()
        waiting = [thing for s in statements for thing in self._things(s)]
        while waiting:
            thing = waiting.pop()
            if thing in found or self._is_alive(thing):
                continue
            found.add(thing)
            for statement in self.statements_about(thing):
                waiting.extend(self._things(statement))
        return found

    def statements_about(self, thing: str) -> Iterator[Statement]:
        """The stored statements whose subject is the thing or one of its fragments."""
        for node in self._nodes(thing):
            yield from self._stored(subject=node)

    def _things(self, statement: Statement) -> Iterator[str]:
        for term in (statement.subject, statement.object):
            if thing := self.thing_of(term):
                yield thing

    def _note_fragments(self, statement: Statement) -> None:
        for term in (statement.subject, statement.object):
            if "#" in term and (thing := self.thing_of(term)):
                self._fragments[thing].add(term)

    def _is_alive(self, thing: str) -> bool:
        """Walks the pointers backwards until a record is met."""
        came_from: dict[str, str | None] = {thing: None}
        waiting = [thing]
        while waiting:
            current = waiting.pop()
            for subject in self._pointers(current):
                pointing = self.thing_of(subject)
                if pointing is None or self._alive.get(pointing):
                    self._mark_alive(current, came_from)
                    return True
                if pointing not in came_from and pointing not in self._alive:
                    came_from[pointing] = current
                    waiting.append(pointing)
        self._alive.update(dict.fromkeys(came_from, False))
        return False

    def _mark_alive(self, thing: str | None, came_from: dict[str, str | None]) -> None:
        while thing is not None:
            self._alive[thing] = True
            thing = came_from[thing]

    def _pointers(self, thing: str) -> Iterator[str]:
        """Subjects outside the thing that point at it after the batch, records and shared things alike."""
        for node in self._nodes(thing):
            for subject in self._added.get(node, ()):
                if self.thing_of(subject) != thing:
                    yield subject
            for statement in self._stored(object=node):
                owner = self.thing_of(statement.subject)
                # What is removed about a shared thing stays when the thing lives: only its life decides.
                if owner != thing and (owner is not None or statement not in self._removed):
                    yield statement.subject

    def _nodes(self, thing: str) -> list[str]:
        """The thing and those of its fragments that its statements name."""
        nodes = {thing, *self._fragments.get(thing, ())}
        waiting = list(nodes)
        own = thing.removesuffix(">") + "#"
        while waiting:
            node = waiting.pop()
            named = [s.object for s in self._stored(subject=node)]
            for term in named:
                if term.startswith(own) and term not in nodes:
                    nodes.add(term)
                    waiting.append(term)
        return sorted(nodes)

    def _stored(self, subject: str | None = None, object: str | None = None) -> Iterator[Statement]:
        quads = self._store.quads_for_pattern(_node(subject), None, _node(object), None)
        for quad in quads:
            yield Statement(str(quad.subject), str(quad.predicate), str(quad.object))


def _node(term: str | None) -> NamedNode | None:
    return None if term is None else NamedNode(term[1:-1])
