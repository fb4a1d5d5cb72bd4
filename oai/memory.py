"""A repository that is held in memory: for small collections, and for trying things out."""

import threading
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from oai import datestamps
from oai.arguments import is_identifier, is_set_spec
from oai.formats.registry import offered_for
from oai.repository import Identity, Key, Marc, Origin, Record, Selection, Set

_AFTER_ALL = "\U0010ffff"
_KINDS = ("marc21", "unimarc", "oai_dc")
_Place = tuple[str, str]


@dataclass(frozen=True)
class MemoryRecord:
    """A record with all of its content; the fields are those of `oai.repository.Record`."""

    identifier: str
    datestamp: datetime
    deleted: bool = False
    sets: Sequence[str] = ()
    format: str = "marc21"
    address: str = ""
    fields: Marc | None = None
    """For a record in MARC 21 or UNIMARC."""
    payload: bytes | None = None
    """The same as MARCXML, where that exists."""
    told_in_marc21: Marc | None = None
    """The fields of a record in UNIMARC, told in MARC 21."""
    elements: Sequence[tuple[str, str, str]] | None = None
    """`(element, value, language)`, for a record in Dublin Core; elements may have qualifiers."""
    statements: bytes = b""
    """Its graph in N-Triples."""
    licensed: str = ""
    """IRI of its licence."""
    came_from: Origin | None = None
    library: str = ""
    gathered_by: str = ""

    def valid_marcxml(self) -> bytes | None:
        """See Record: nothing is known beforehand."""
        return None

    def marcxml(self) -> bytes | None:
        """See Record."""
        return self.payload

    def marc21(self) -> Marc | None:
        """See Record."""
        return self.fields if self.format == "marc21" else self.told_in_marc21

    def qualified(self) -> Sequence[tuple[str, str, str]] | None:
        """See Record."""
        return self.elements

    def triples(self) -> bytes:
        """See Record."""
        return self.statements

    def licence(self) -> str:
        """See Record."""
        return self.licensed

    def institution(self) -> str:
        """See Record."""
        return self.library

    def aggregator(self) -> str:
        """See Record."""
        return self.gathered_by

    def origin(self) -> Origin | None:
        """See Record."""
        return self.came_from


class MemoryRepository:
    """An `oai.repository.Repository`, and its own Collection; threads may read and change it at once.

    Finding where a page begins takes O(log n); a small set or a rare format is read past what is not in it.
    """

    def __init__(self, identity: Identity, records: Iterable[Record] = (), sets: Iterable[Set] = ()) -> None:
        """Raises ValueError for what OAI-PMH cannot carry, as `put` does, and for an illegal setSpec."""
        self._identity = identity
        self._sets = tuple(sets)
        if wrong := [one.spec for one in self._sets if not is_set_spec(one.spec)]:
            raise ValueError(f"{wrong[0]!r} cannot be a setSpec (OAI-PMH 2.0, section 2.6)")
        self._lock = threading.Lock()
        self._records: dict[str, Record] = {}
        self._order: list[_Place] = []
        self._prefixes = {"oai_dc"}
        for record in records:
            self.put(record)

    def put(self, record: Record) -> None:
        """Adds a record, or replaces the one of that identifier.

        Raises ValueError for an identifier that is no URI, a datestamp that is not aware, UTC and in whole
        seconds or is before `Identity.earliest`, and a format that is unknown.
        """
        stamp = record.datestamp
        if not is_identifier(record.identifier):
            raise ValueError(f"{record.identifier!r} cannot be an OAI identifier: it is no absolute URI")
        if stamp.utcoffset() != timedelta(0) or stamp.microsecond or stamp < self._identity.earliest:
            raise ValueError(
                f"the datestamp of {record.identifier} must be in UTC, in whole seconds, and not before "
                f"{datestamps.write(self._identity.earliest)}, but is {stamp.isoformat()}"
            )
        if record.format not in _KINDS:
            raise ValueError(f"{record.identifier} is {record.format!r}, not one of {', '.join(_KINDS)}")
        with self._lock:
            former = self._records.get(record.identifier)
            if former is not None:
                del self._order[bisect_left(self._order, _place(former))]
            self._records[record.identifier] = record
            insort(self._order, _place(record))
            if not record.deleted:
                self._prefixes.update(_prefixes(record))

    def as_it_stands(self) -> "MemoryRepository":
        """See Collection."""
        return self

    def identify(self) -> Identity:
        """See Repository."""
        return self._identity

    def sets(self) -> Iterable[Set]:
        """See Repository."""
        return self._sets

    def formats(self, identifier: str | None) -> Sequence[str] | None:
        """See Repository; `bibframe` is offered for records that have a graph, and for deleted ones."""
        with self._lock:
            if identifier is None:
                return sorted(self._prefixes)
            record = self._records.get(identifier)
            return None if record is None else sorted(_prefixes(record) & self._prefixes)

    def record(self, identifier: str, prefix: str) -> Record | None:
        """See Repository."""
        return self._records.get(identifier)

    def page(
        self, selection: Selection, after: Key | None, size: int, content: bool
    ) -> Sequence[tuple[Key, Record]]:
        """See Repository."""
        with self._lock:
            begin, end = self._range(selection)
            if after is not None:
                begin = max(begin, bisect_right(self._order, _place_of(after)))
            found: list[tuple[Key, Record]] = []
            for place in range(begin, end):
                if len(found) == size:
                    break
                record = self._records[self._order[place][1]]
                if _selects(selection, record):
                    found.append((" ".join(self._order[place]), record))
            return found

    def view(self, selection: Selection) -> None:
        """See Repository."""

    def size(self, selection: Selection) -> int | None:
        """See Repository; counted, which in memory is quick enough."""
        with self._lock:
            begin, end = self._range(selection)
            return sum(
                _selects(selection, self._records[identifier]) for _, identifier in self._order[begin:end]
            )

    def _range(self, selection: Selection) -> tuple[int, int]:
        """Where the records of these dates begin and end in the order."""
        begin, end = 0, len(self._order)
        if selection.from_ is not None:
            begin = bisect_left(self._order, (datestamps.write(selection.from_), ""))
        if selection.until is not None:
            end = bisect_right(self._order, (datestamps.write(selection.until), _AFTER_ALL))
        return begin, end


def _place(record: Record) -> _Place:
    return datestamps.write(record.datestamp), record.identifier


def _place_of(key: Key) -> _Place:
    stamp, _, identifier = key.partition(" ")
    return stamp, identifier


def _prefixes(record: Record) -> set[str]:
    offered = set(offered_for(record.format))
    return offered if record.deleted or record.triples() else offered - {"bibframe"}


def _selects(selection: Selection, record: Record) -> bool:
    spec = selection.set_spec
    in_set = not spec or any(one == spec or one.startswith(spec + ":") for one in record.sets)
    return in_set and selection.prefix in _prefixes(record)
