"""A library harvested by another process, perhaps on another machine, that sees the same home and archive."""

import time
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from opendata.archive.archive import Archive
from opendata.archive.lock import LOCKS_FOLDER
from opendata.harvest import Harvest, Watch, harvest
from opendata.settings import load

_POLL_SECONDS = 0.1
_PATIENCE_SECONDS = 15.0
"""How long one that was asked to stop may take: it does behind its page."""


class _Called(Watch):
    """A watch that also stops when somebody elsewhere puts a file there."""

    def __init__(self, call: Path) -> None:
        super().__init__()
        self._call = call

    @property
    def stopped(self) -> bool:
        """Whether the file is there, or was."""
        if not super().stopped and self._call.exists():
            self.stop()
            self._call.unlink(missing_ok=True)
        return super().stopped


def harvest_elsewhere(
    executor: Executor,
    home: Path,
    code: str,
    watch: Watch,
    *,
    full: bool = False,
    accept_deletions: bool = False,
    limit: int | None = None,
) -> Harvest:
    """As `opendata.harvest.harvest`, by a process of *executor*; this one waits.

    That process reads the settings in the *home* itself, and the library's credentials from its own
    environment. What it has done so far is not told before it ends.
    """
    call = home / LOCKS_FOLDER / f"stop-{token_hex(8)}"
    future = executor.submit(_harvest, str(home), code, str(call), full, accept_deletions, limit)
    try:
        with watch.to_store():  # so that who stops it waits for it
            return _awaited(future, watch, call)
    finally:
        if future.done():
            call.unlink(missing_ok=True)


def _awaited(future: Future[Harvest], watch: Watch, call: Path) -> Harvest:
    patient_until = None
    while True:
        try:
            return future.result(_POLL_SECONDS)
        except TimeoutError:
            if future.done():
                raise
        if watch.stopped and patient_until is None:
            # Not cancelled: a cluster says yes to that, and the worker goes on all the same.
            call.parent.mkdir(exist_ok=True)
            call.touch()
            patient_until = time.monotonic() + _PATIENCE_SECONDS
        if patient_until is not None and time.monotonic() > patient_until:
            future.cancel()
            return Harvest(stopped=True)


def _harvest(
    home: str, code: str, call: str, full: bool, accept_deletions: bool, limit: int | None
) -> Harvest:
    """The same in the process that does it."""
    settings, watch = load(Path(home)), _Called(Path(call))
    with Archive.open(settings.archive_url) as archive:
        done = harvest(
            settings.libraries[code],
            archive,
            settings.home,
            full=full,
            accept_deletions=accept_deletions,
            limit=limit,
            watch=watch,
        )
        if done.stopped and not done.problem:
            archive.end_run(code, datetime.now(UTC))
    return done
