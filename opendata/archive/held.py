"""What the archive holds of a library, for a harvester to ask."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from harvesters.records import Known
from opendata.archive.archive import Archive
from opendata.archive.schema import DELETED, LIVE, records, tallies, versions

_KEYS_AT_ONCE = 500


class HeldRecords:
    """One library's records in the archive, as `harvesters.records.Held`."""

    def __init__(self, archive: Archive, library: str) -> None:
        self._archive = archive
        self._library = library

    def known(self, identifiers: Collection[str]) -> Mapping[str, Known]:
        """See Held."""
        found = {}
        wanted = sorted(set(identifiers))
        with self._archive.engine.connect() as connection:
            for start in range(0, len(wanted), _KEYS_AT_ONCE):
                rows = connection.execute(
                    select(records.c.identifier, versions.c.state, versions.c.datestamp)
                    .join(versions, versions.c.id == records.c.head)
                    .where(
                        records.c.library == self._library,
                        records.c.identifier.in_(wanted[start : start + _KEYS_AT_ONCE]),
                    )
                )
                found.update({row.identifier: Known(row.state == DELETED, row.datestamp) for row in rows})
        return found

    def live(self) -> int:
        """See Held."""
        mine = (tallies.c.library == self._library) & (tallies.c.state == LIVE)
        with self._archive.engine.connect() as connection:
            return connection.scalar(select(tallies.c.records).where(mine)) or 0
