"""How a library stands: its records, its last harvest, what was mended, how fresh its data are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from opendata.archive.archive import Archive
from opendata.archive.lock import is_harvesting
from opendata.archive.records import LibraryStatus, RepairTally, Run
from opendata.archive.status import repairs, status
from opendata.freshness import Freshness, freshness

RUNNING = "running"
FINISHED = "finished"
FAILED = "failed"
STOPPED = "stopped"
CUT_OFF = "cut off"
NEVER = "never"

COUNTS = ("live", "deleted", "rejected", "failed", "unpublished")
"""How many records of a library are in a state."""


@dataclass(frozen=True)
class Standing:
    """How one library stands at one time."""

    code: str
    found: LibraryStatus | None
    """None where the archive does not know it."""
    running: bool
    mended: tuple[RepairTally, ...]
    freshness: Freshness

    @property
    def run(self) -> Run | None:
        """Its last run."""
        return self.found.run if self.found else None

    @property
    def state(self) -> str:
        """What became of its last harvest: `running`, `finished`, `failed`, `stopped`, `cut off`, `never`."""
        harvest = self.found.harvest if self.found else None
        if self.running:
            return RUNNING
        if harvest is None:
            return NEVER
        if harvest.error:
            return FAILED
        if harvest.finished and (self.run is None or self.run.finished):
            return FINISHED
        return STOPPED if self.run and self.run.ended_at else CUT_OFF

    @property
    def confirmed_at(self) -> datetime | None:
        """When a harvest last came to its end."""
        return self.found.harvest.finished_at if self.found and self.found.harvest else None

    @property
    def held_back(self) -> int:
        """How many deletions were too many to be believed."""
        return self.found.harvest.held_back if self.found and self.found.harvest else 0

    @property
    def error(self) -> str:
        """Why the last harvest broke off, on one line, for the operator alone: it may name addresses."""
        harvest = self.found.harvest if self.found else None
        return " ".join(harvest.error.split()) if harvest else ""

    def count(self, name: str) -> int:
        """How many of its records are in a state of COUNTS."""
        return getattr(self.found, name) or 0 if self.found else 0


def standings(
    archive: Archive, home: Path, codes: Iterable[str], now: datetime, *, unpublished: bool = True
) -> list[Standing]:
    """How the libraries of these codes and those in the archive stand, by code.

    Counting what is unpublished takes a look at each such change; not where *unpublished* is false.
    """
    known = {found.library: found for found in status(archive, unpublished=unpublished)}
    return [_standing(archive, home, code, known.get(code), now) for code in sorted({*codes, *known})]


def standing(archive: Archive, home: Path, code: str, now: datetime) -> Standing:
    """How one library stands; what of it is unpublished is not counted."""
    known = status(archive, code)
    return _standing(archive, home, code, known[0] if known else None, now)


def _standing(
    archive: Archive, home: Path, code: str, found: LibraryStatus | None, now: datetime
) -> Standing:
    confirmed_at = found.harvest.finished_at if found and found.harvest else None
    mended = tuple(repairs(archive, code)) if found else ()
    return Standing(
        code, found, is_harvesting(home, code, archive.engine), mended, freshness(confirmed_at, now)
    )


def freshness_json(found: Freshness, confirmed_at: datetime | None) -> dict[str, Any]:
    """A library's freshness for machines."""
    return {
        "state": found.state,
        "confirmed_at": _instant(confirmed_at),
        "days": found.days,
        "until": found.until.isoformat() if found.until else None,
    }


def run_json(run: Run | None) -> dict[str, Any] | None:
    """A run for machines, without its error."""
    if run is None:
        return None
    seconds = round(run.seconds, 3)
    return {
        "started_at": _instant(run.started_at),
        "ended_at": _instant(run.ended_at),
        "page_at": _instant(run.page_at),
        "seconds": seconds,
        "records_per_second": round(run.records / seconds, 1) if seconds else None,
        "full": run.full,
        "finished": run.finished,
        "pages": run.pages,
        "total": run.total,
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "deleted": run.deleted,
        "rejected": run.rejected,
        "repaired": run.repaired,
        "live": run.live,
    }


def repairs_json(mended: Iterable[RepairTally]) -> list[dict[str, Any]]:
    """What was mended, for machines."""
    names = ("identifier", "field", "before", "after")
    return [
        {
            "kind": tally.kind,
            "records": tally.records,
            "places": tally.places,
            "examples": [dict(zip(names, example, strict=True)) for example in tally.examples],
        }
        for tally in mended
    ]


def _instant(value: datetime | None) -> str | None:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None
