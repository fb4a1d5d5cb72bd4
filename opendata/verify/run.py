"""`opendata verify`: walks through all parts of an installation and proves that they agree; changes nothing.

Harvests, publications and dumps may go on meanwhile. Everything is about the release that was current at the
beginning, which stays readable until two more have come; a part that they overtook is looked at once more.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from opendata.archive.archive import Archive
from opendata.errors import NoReleaseError, ReleaseError
from opendata.release import index
from opendata.release.conversion import Converter, installed_converter
from opendata.release.executor import in_process, process_pool
from opendata.release.index import Release
from opendata.release.plan import BATCH
from opendata.release.stamp import KEPT
from opendata.settings import Settings
from opendata.verify.registry import PARTS
from opendata.verify.report import Report
from opendata.verify.scope import Scope

_ATTEMPTS = 3
Progress = Callable[[str, int, int | None], None]


def _ignore(*_: object) -> None:
    pass


def verify(
    settings: Settings,
    archive: Archive,
    parts: Iterable[str] = (),
    *,
    quick: bool = False,
    spill: Path | None = None,
    converter: Converter | None = None,
    executor: Executor | None = None,
    on_progress: Progress = _ignore,
) -> Iterator[tuple[Release, Report]]:
    """Looks at *parts* (keys of PARTS; all of them if none), one after the other.

    Yields what was found in each, with the release that it is about. *spill* is where files are put for a
    while (the system's folder for such files unless given), *executor* a process pool over the machine's
    cores. Raises NoReleaseError before the first release.
    """
    chosen = list(parts) or list(PARTS)
    converter = converter or installed_converter()
    with nullcontext(executor) if executor else _pool(archive) as pool:
        for part in chosen:
            for attempt in range(_ATTEMPTS):
                release = _current(archive)
                report = Report(part)
                with tempfile.TemporaryDirectory(prefix="opendata-verify-", dir=spill) as folder:
                    scope = Scope(
                        settings, archive, release, converter, pool, Path(folder), quick, on_progress
                    )
                    _look(scope, part, report)
                if not _overtaken(archive, release):
                    break
                if attempt + 1 == _ATTEMPTS:
                    report = Report(part)
                    report.skipped = "releases came faster than it could be looked at; verify again"
            yield release, report


def _pool(archive: Archive) -> Executor:
    return in_process() if _current(archive).last_publication <= BATCH else process_pool()


def _current(archive: Archive) -> Release:
    number = index.current_number(archive)
    release = index.release(archive, number) if number is not None else None
    if release is None:
        raise NoReleaseError("there is no release to verify; run `opendata publish` first")
    return release


def _look(scope: Scope, part: str, report: Report) -> None:
    """What cannot be read at all is a disagreement like any other."""
    try:
        PARTS[part](scope, report)
    except BrokenProcessPool as error:
        raise ReleaseError(
            "a process that converted records was killed, perhaps for want of memory; verify again"
        ) from error
    except DBAPIError as error:
        said = str(error.orig).splitlines()[0]
        report.disagrees("unreadable", f"the database cannot be read any further: {said}")
    except (OSError, ValueError, sqlite3.DatabaseError) as error:
        report.disagrees("unreadable", f"it cannot be read any further: {error}")
    except Exception as error:
        # Whatever damage does to what reads it, the other parts are looked at.
        report.disagrees("unreadable", f"it cannot be read any further: {type(error).__name__}: {error}")


def _overtaken(archive: Archive, release: Release) -> bool:
    """Whether so many releases have come that this one is being forgotten."""
    return (index.current_number(archive) or 0) >= release.number + KEPT
