"""The totals of what was found in a release's records, kept in the archive with the release."""

from sqlalchemy import Connection, delete, insert, select

from opendata.archive.archive import Archive
from opendata.archive.schema import release_extents, release_findings
from opendata.quality.totals import Extent, Place, Total, Totals


def read(archive: Archive, release: int) -> Totals:
    """The totals of the release of that number; empty ones where it has none."""
    totals = Totals()
    with archive.engine.connect() as connection:
        wanted = select(release_extents).where(release_extents.c.release == release)
        for _, library, *extent in connection.execute(wanted.order_by(release_extents.c.library)):
            totals.extents[library] = Extent(*extent)
        found = select(release_findings).where(release_findings.c.release == release)
        for row in connection.execute(found.order_by(*release_findings.primary_key.columns)):
            place = Place(row.library, row.code, row.field, row.subfield)
            totals.found[place] = Total(row.records, row.occurrences)
    return totals


def extent(archive: Archive, release: int, library: str) -> Extent:
    """How many records of a library were examined for a release, and how much of them took part."""
    columns = [release_extents.c[name] for name in Extent._fields]
    mine = (release_extents.c.release == release) & (release_extents.c.library == library)
    with archive.engine.connect() as connection:
        row = connection.execute(select(*columns).where(mine)).one_or_none()
    return Extent(*row) if row is not None else Extent()


def write(connection: Connection, release: int, totals: Totals, oldest: int) -> None:
    """Keeps the totals of a release, and forgets those of releases before *oldest*."""
    for table in (release_extents, release_findings):
        connection.execute(delete(table).where(table.c.release < oldest))
    extents = [
        {"release": release, "library": library, **extent._asdict()}
        for library, extent in sorted(totals.extents.items())
    ]
    if extents:
        connection.execute(insert(release_extents), extents)
    found = [{"release": release, **place._asdict(), **total._asdict()} for place, total in totals.sorted()]
    if found:
        connection.execute(insert(release_findings), found)
