"""What a listing of everything does not show is gone: sightings page by page, deletions when it is whole.

A broken server must not empty the archive, so a brake holds mass deletions back until somebody accepts them.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from harvesters.records import HarvestedRecord, Page
from opendata.archive.pages import storable
from opendata.archive.schema import DELETED, LIVE, records, sightings, tallies, versions

FEW = 20
"""So many records may go at once, whatever share of a small library they are, while half of it stays."""
_AT_ONCE = 1000


class Brake(NamedTuple):
    """When what a listing does not show is believed to be gone."""

    min_records: int = 0
    """A listing that leaves fewer live records than this is not believed."""
    max_deleted: int = 10
    """Nor is one that lacks more of the live records than this: percent."""

    def holds(self, live: int, absent: int) -> bool:
        """Whether *absent* of *live* records are too many to be gone."""
        left = live - absent
        if not absent:
            return False
        if left < max(1, self.min_records):
            return True
        few = absent <= FEW and absent <= left
        return not few and absent * 100 > self.max_deleted * live


class Listing:
    """A library's sightings, within one transaction."""

    def __init__(self, connection: Connection, library: str) -> None:
        self._connection = connection
        self._library = library

    def begin(self) -> bool:
        """Forgets an earlier listing; says whether anything is held that the new one could lack."""
        self.forget()
        held = select(func.sum(tallies.c.records)).where(
            tallies.c.library == self._library, tallies.c.state != DELETED
        )
        return bool(self._connection.scalar(held))

    def sight(self, page: Page) -> None:
        """Notes what *page* shows."""
        seen = {storable(record.identifier) for record in page.records}
        seen.update(map(storable, page.sighted))
        if seen:
            dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
            rows = [{"library": self._library, "identifier": identifier} for identifier in sorted(seen)]
            self._connection.execute(dialect.insert(sightings).on_conflict_do_nothing(), rows)

    def live(self) -> int:
        """How many live records there are."""
        mine = (tallies.c.library == self._library) & (tallies.c.state == LIVE)
        return self._connection.scalar(select(tallies.c.records).where(mine)) or 0

    def absent(self) -> int:
        """How many live records were not sighted."""
        unseen = self._unseen(func.count()).where(versions.c.state == LIVE)
        return self._connection.scalar(unseen) or 0

    def deletions(self, now: datetime) -> Iterator[list[HarvestedRecord]]:
        """What was not sighted, as deleted at *now*, in batches."""
        unseen = self._unseen(records.c.identifier, versions.c.format).order_by(records.c.identifier)
        after = ""
        while True:
            rows = self._connection.execute(unseen.where(records.c.identifier > after).limit(_AT_ONCE)).all()
            if rows:
                yield [HarvestedRecord(self._library, name, now, True, kind, b"") for name, kind in rows]
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1][0]

    def forget(self) -> None:
        """Lets go of the sightings."""
        self._connection.execute(delete(sightings).where(sightings.c.library == self._library))

    def _unseen(self, *columns: Any) -> Select[Any]:
        """The records that are not deleted and were not sighted."""
        seen = and_(sightings.c.library == records.c.library, sightings.c.identifier == records.c.identifier)
        return (
            select(*columns)
            .select_from(records.join(versions, versions.c.id == records.c.head).outerjoin(sightings, seen))
            .where(
                records.c.library == self._library,
                versions.c.state != DELETED,
                sightings.c.identifier.is_(None),
            )
        )
