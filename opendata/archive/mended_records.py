"""How much was mended in a library's records, by kind, with examples for people to look at."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from harvesters.records import HarvestedRecord, RejectedRecord
from opendata.archive.records import RepairTally
from opendata.archive.schema import repairs

EXAMPLES = 5


class MendedRecords:
    """What a page changes of the tallies."""

    def __init__(self) -> None:
        self._records: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._examples: defaultdict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
        self._replaced: set[str] = set()

    def replace(
        self,
        identifier: str,
        before: Mapping[str, int] | None,
        after: Mapping[str, int] | None,
        record: HarvestedRecord | RejectedRecord,
    ) -> None:
        """Notes that what had been mended as *before* says is now *record*, mended as *after* says."""
        for kinds, sign in ((before or {}, -1), (after or {}, 1)):
            for kind, places in kinds.items():
                self._records[kind] += sign
                self._places[kind] += sign * places
        if before:
            self._replaced.add(identifier)
            for examples in self._examples.values():
                examples[:] = [example for example in examples if example[0] != identifier]
        if after and isinstance(record, HarvestedRecord):
            self._exemplify(identifier, record)

    def _exemplify(self, identifier: str, record: HarvestedRecord) -> None:
        """One example of each kind, where there is room: several records tell more than one does."""
        shown = set()
        for kind, field, was, now in record.repairs:
            if kind not in shown and len(self._examples[kind]) < EXAMPLES:
                shown.add(kind)
                self._examples[kind].append((identifier, field, was, now))

    def write(self, connection: Connection, library: str) -> None:
        """Brings the tallies up to date."""
        for kind in sorted({*self._records, *self._places}):
            mine = (repairs.c.library == library) & (repairs.c.kind == kind)
            row = connection.execute(select(repairs).where(mine)).one_or_none()
            kept = [each for each in row.examples if each[0] not in self._replaced] if row else []
            values: dict[str, Any] = {
                "records": (row.records if row else 0) + self._records[kind],
                "places": (row.places if row else 0) + self._places[kind],
                "examples": [*kept, *map(list, self._examples[kind])][:EXAMPLES],
            }
            if row is None:
                connection.execute(insert(repairs), {"library": library, "kind": kind, **values})
            else:
                connection.execute(update(repairs).where(mine).values(values))


def tallied(connection: Connection, library: str) -> Iterator[RepairTally]:
    """What was mended in the library's records, the kinds with most records first."""
    order = (repairs.c.records.desc(), repairs.c.kind)
    wanted = select(repairs).where(repairs.c.library == library, repairs.c.records > 0).order_by(*order)
    for row in connection.execute(wanted):
        examples = tuple((each[0], each[1], each[2], each[3]) for each in row.examples)
        yield RepairTally(row.kind, row.records, row.places, examples)
