"""The runs of harvests: when each began and ended, and what it did up to its last page.

A run is written in the transactions of its pages: one that was killed tells what it had stored, no more.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, Connection, bindparam, delete, func, insert, select, type_coerce, update

from harvesters.records import HarvestedRecord, Page, RejectedRecord
from opendata.archive.records import PageOutcome, Run
from opendata.archive.schema import LIVE, runs, tallies

KEPT = 500
"""The newest runs of a library that are all kept; of older ones the last of each day."""
_DAY = 86_400_000  # milliseconds
_COLUMNS = tuple(runs.c[name] for name in Run._fields)
_COUNTS = PageOutcome._fields

# Made once: putting a statement together takes longer than what the database does with it.
_NEWEST = select(func.max(runs.c.id)).where(runs.c.library == bindparam("of")).scalar_subquery()
_LAST = update(runs).where(runs.c.id == _NEWEST, runs.c.ended_at.is_(None))
_LIVE = func.coalesce(
    select(tallies.c.records)
    .where(tallies.c.library == bindparam("of"), tallies.c.state == LIVE)
    .scalar_subquery(),
    0,
)
_ONE_MORE = _LAST.values(
    page_at=bindparam("at"),
    total=func.coalesce(bindparam("of_all"), runs.c.total),
    live=_LIVE,
    **{name: runs.c[name] + bindparam(f"by_{name}") for name in (*_COUNTS, "pages", "repaired")},
)


class Runs:
    """A library's runs; what is noted belongs to the last one, unless it has ended."""

    def __init__(self, connection: Connection, library: str) -> None:
        self._connection = connection
        self._library = library

    def begin(self, started_at: datetime, full: bool) -> None:
        """A new run; old ones are thinned out."""
        self._thin()
        nothing = dict.fromkeys((*_COUNTS, "pages", "repaired"), 0)
        told = {"library": self._library, "started_at": started_at, "full": full, "live": self._live()}
        self._connection.execute(insert(runs), {**told, **nothing, "finished": False, "error": ""})

    def note_page(self, page: Page, outcome: PageOutcome, stored_at: datetime) -> None:
        """A page was stored."""
        self._note(outcome, stored_at, 1, repaired(page.records), page.total)
        if page.finished:
            self._connection.execute(_LAST.values(finished=True), {"of": self._library})

    def note(self, outcome: PageOutcome, now: datetime) -> None:
        """Something was done that is no page."""
        self._note(outcome, now, 0, 0, None)

    def _note(self, outcome: PageOutcome, now: datetime, pages: int, mended: int, total: int | None) -> None:
        by = {f"by_{name}": count for name, count in outcome._asdict().items()}
        told = {"of": self._library, "at": now, "by_pages": pages, "by_repaired": mended, "of_all": total}
        self._connection.execute(_ONE_MORE, {**told, **by})

    def end(self, ended_at: datetime, error: str) -> None:
        """The run is over."""
        values = _LAST.values(ended_at=ended_at, error=error)
        self._connection.execute(values, {"of": self._library})

    def _live(self) -> int:
        return self._connection.scalar(select(_LIVE), {"of": self._library}) or 0

    def _thin(self) -> None:
        mine = runs.c.library == self._library
        newest = select(runs.c.id).where(mine).order_by(runs.c.id.desc()).offset(KEPT - 1).limit(1)
        last = self._connection.scalar(newest)
        if last is None:
            return
        old = mine & (runs.c.id <= last)
        day = type_coerce(runs.c.started_at, BigInteger) // _DAY
        kept = select(func.max(runs.c.id)).where(old).group_by(day)
        self._connection.execute(delete(runs).where(old, runs.c.id.not_in(kept)))


def repaired(records: Iterable[HarvestedRecord | RejectedRecord]) -> int:
    """How many of *records* were mended to be read."""
    return sum(1 for record in records if isinstance(record, HarvestedRecord) and record.repairs)


def last_runs(connection: Connection, library: str | None = None) -> dict[str, Run]:
    """The newest run of each library, or of one."""
    newest = select(func.max(runs.c.id)).group_by(runs.c.library)
    if library is not None:
        newest = newest.where(runs.c.library == library)
    rows = connection.execute(select(*_COLUMNS).where(runs.c.id.in_(newest)))
    return {run.library: run for run in (Run(*row) for row in rows)}


def runs_of(connection: Connection, library: str, most: int) -> list[Run]:
    """The newest *most* runs of a library, the oldest of them first."""
    wanted = select(*_COLUMNS).where(runs.c.library == library).order_by(runs.c.id.desc()).limit(most)
    return [Run(*row) for row in connection.execute(wanted)][::-1]
