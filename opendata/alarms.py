"""What an operator must know, as plain conditions: read from the archive and the home whenever asked for."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from opendata.archive.archive import Archive
from opendata.archive.status import unpublished_since
from opendata.dump.watch import problems
from opendata.freshness import OVERDUE
from opendata.journal import Journal
from opendata.settings import Settings
from opendata.standing import FAILED, standings

LAG = timedelta(days=2)
"""So old may a harvested change be that no release has."""
LATE = timedelta(days=1)
"""So long after its time a job of `opendata run` may come to its end."""
FULL = 0.1
"""The share of a disk below which it is nearly full."""


class Alarm(NamedTuple):
    """A condition that holds."""

    kind: str
    """`stale`, `shrunk`, `harvest`, `lag`, `disk`, `dumps` or `job`."""
    about: str
    """The library or the job; empty where it is about the whole."""
    text: str
    """What holds, and what to do, for the operator alone."""


KINDS = ("stale", "shrunk", "harvest", "lag", "disk", "dumps", "job")


def alarms(settings: Settings, archive: Archive, now: datetime) -> list[Alarm]:
    """Every condition that holds now, in the order of KINDS."""
    found = [
        *_libraries(settings, archive, now),
        *_lag(archive, now),
        *_disk(settings.home),
        *(Alarm("dumps", "", each.text) for each in problems(settings, archive, now)),
        *_jobs(settings, now),
    ]
    return sorted(found, key=lambda alarm: (KINDS.index(alarm.kind), alarm.about))


def _libraries(settings: Settings, archive: Archive, now: datetime) -> Iterator[Alarm]:
    for each in standings(archive, settings.home, settings.libraries, now, unpublished=False):
        library = settings.libraries.get(each.code)
        if library is None:
            continue
        if each.freshness.state == OVERDUE:
            yield Alarm(
                "stale",
                each.code,
                f"its data were last confirmed {each.freshness.days} days ago; Decree 47/2020 allows "
                "three months",
            )
        if each.held_back:
            yield Alarm(
                "shrunk",
                each.code,
                f"{each.held_back:,} records are no longer listed and were kept; see "
                f"`opendata status {each.code}`",
            )
        elif each.found is not None and each.count("live") < library.expect_min_records:
            yield Alarm(
                "shrunk",
                each.code,
                f"it has {each.count('live'):,} live records where its file expects "
                f"{library.expect_min_records:,}",
            )
        if each.state == FAILED:
            yield Alarm("harvest", each.code, f"its last harvest failed: {each.error}")


def _lag(archive: Archive, now: datetime) -> Iterator[Alarm]:
    since = unpublished_since(archive)
    if since is not None and now - since > LAG:
        days = (now - since).days
        yield Alarm("lag", "", f"changes harvested {days} days ago are not published; run `opendata publish`")


def _disk(home: Path) -> Iterator[Alarm]:
    disk = shutil.disk_usage(home)
    if disk.free < FULL * disk.total:
        yield Alarm(
            "disk",
            "",
            f"{disk.free / disk.total:.0%} of the disk is free; a publication may need as much again",
        )


def _jobs(settings: Settings, now: datetime) -> Iterator[Alarm]:
    known = Journal(settings.home).read()
    for name, last in known.items():
        if last.status:
            yield Alarm(
                "job", name, f"`opendata {name}` failed ({last.failures} times in a row): {last.error}"
            )
    if not known:
        return
    # Only here: few installations that are looked at have jobs.
    from opendata.jobs import jobs

    for job in jobs(settings):
        ran = known.get(job.name)
        due = job.trigger().get_next_fire_time(None, ran.began) if ran else None
        if due is not None and due + LATE < now:
            yield Alarm(
                "job",
                job.name,
                f"it was due on {due:%Y-%m-%d at %H:%M} and has not come to an end since; is `opendata run` "
                "at work, and not waiting for something?",
            )
