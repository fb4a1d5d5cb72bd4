"""The counts that the archive keeps of each library's records, against the records themselves."""

from collections import Counter

from sqlalchemy import Connection, func, select

from opendata.archive.schema import records, repairs, tallies, versions
from opendata.verify.report import Report
from opendata.verify.scope import Scope, rows


def amounts(scope: Scope, report: Report) -> None:
    """Counts the records of each library by state, and what was mended in them."""
    with scope.archive.engine.connect() as connection:
        known = select(tallies.c.library).union(select(records.c.library), select(repairs.c.library))
        libraries = sorted(connection.scalars(known))
    for done, library in enumerate(libraries):
        scope.progress("counting records by library", done, len(libraries))
        with scope.reading() as connection:
            _states(connection, library, report)
            _repairs(connection, library, report)


def _states(connection: Connection, library: str, report: Report) -> None:
    counted = (
        select(versions.c.state, func.count().label("records"))
        .join(records, records.c.head == versions.c.id)
        .where(records.c.library == library)
        .group_by(versions.c.state)
    )
    there = {row.state: row.records for row in connection.execute(counted)}
    wanted = select(tallies.c.state, tallies.c.records).where(tallies.c.library == library)
    told = {row.state: row.records for row in connection.execute(wanted)}
    for state in sorted({*there, *told}):
        if there.get(state, 0) != told.get(state, 0):
            report.disagrees(
                "tally",
                f"{library} is said to have {told.get(state, 0):,} {state} records, "
                f"and has {there.get(state, 0):,}",
            )


def _repairs(connection: Connection, library: str, report: Report) -> None:
    mended = (
        select(versions.c.repairs)
        .join(records, records.c.head == versions.c.id)
        .where(records.c.library == library, versions.c.repairs.is_not(None))
    )
    there: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for row in rows(connection, mended):
        there.update(row.repairs.keys())
        places.update(row.repairs)
    wanted = select(repairs).where(repairs.c.library == library)
    told = {row.kind: (row.records, row.places) for row in connection.execute(wanted)}
    for kind in sorted({*there, *told}):
        if told.get(kind, (0, 0)) != (there[kind], places[kind]):
            report.disagrees(
                "repairs",
                f"{library}: {kind} is said to have been mended in {told.get(kind, (0, 0))[0]:,} records "
                f"at {told.get(kind, (0, 0))[1]:,} places, and was in {there[kind]:,} at {places[kind]:,}",
            )
