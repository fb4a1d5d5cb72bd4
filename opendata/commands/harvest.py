"""`opendata harvest`: pulls records from the member libraries into the archive, several side by side."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from opendata.commands.amounts import duration, rate
from opendata.commands.board import Board, Count
from opendata.commands.invocation import Invocation, executor, no_progress, pass_invocation
from opendata.errors import IncompleteError, NotFoundError, SettingsError

if TYPE_CHECKING:
    from opendata.archive.archive import Archive
    from opendata.harvest import Harvest
    from opendata.side_by_side import SideBySide

_JOBS = 4
_WAIT = 0.1  # seconds


@click.command()
@click.argument("libraries", nargs=-1, metavar="[LIBRARY]...")
@click.option("--full", is_flag=True, help="Everything from the beginning, not only what is new.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N records a library.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help=f"Libraries harvested at a time: {_JOBS}, or as many as the cluster has workers, if not given. "
    "A server is asked one thing at a time whatever N is.",
)
@click.option(
    "--accept-deletions",
    is_flag=True,
    help="Records that a library lists no longer are gone, also where they are too many to be believed.",
)
@executor
@no_progress
@pass_invocation
def command(
    invocation: Invocation,
    executor: str,
    libraries: tuple[str, ...],
    full: bool,
    limit: int | None,
    jobs: int | None,
    accept_deletions: bool,
) -> None:
    """Pull what is new from all or the named libraries.

    A harvest that was cut off goes on where it was. When one library fails the others go on, and the command
    ends with 1. Ctrl-C ends them behind what they are storing. With --executor the workers of a cluster
    harvest, each with the credentials of libraries in its own environment.
    """
    from opendata.archive.archive import Archive
    from opendata.harvest import Harvest, Watch, harvest
    from opendata.harvest_elsewhere import harvest_elsewhere
    from opendata.release.cluster import executor_at
    from opendata.release.executor import WideExecutor
    from opendata.side_by_side import SideBySide

    settings = invocation.settings()
    if not settings.libraries:
        raise SettingsError(settings.libraries_path, "there is no library; `opendata init` writes an example")
    chosen = _chosen(libraries, settings.libraries)
    with (
        Archive.open(settings.archive_url) as archive,
        Board(bars=invocation.bars) as board,
        executor_at(executor or settings.work.dask, settings) as pool,
    ):
        how: dict[str, Any] = {"full": full, "accept_deletions": accept_deletions, "limit": limit}

        def harvest_one(code: str, watch: Watch) -> Harvest:
            if pool is not None:
                return harvest_elsewhere(pool, settings.home, code, watch, **how)
            return harvest(settings.libraries[code], archive, settings.home, watch=watch, **how)

        at_once = jobs or (pool.width() if isinstance(pool, WideExecutor) else _JOBS)
        with _signals() as came:
            failed = _follow(SideBySide(chosen, harvest_one, at_once), archive, board, came)
    if failed:
        raise IncompleteError(f"{failed} of {len(chosen)} harvests failed; run the command again to go on")


def _follow(harvests: "SideBySide", archive: "Archive", board: Board, came: list[int]) -> int:
    """Shows the harvests until all have ended, or a signal *came*; how many failed."""
    failed = 0
    while harvests.left and not came:
        ended = harvests.ended(_WAIT)
        if ended is not None:
            failed += _report(board, *ended)
        running = harvests.running()
        counts = {code: Count(sum(watch.so_far.outcome), watch.total) for code, watch in running.items()}
        board.show(counts)
    if came:
        for code, done in harvests.stop(archive):
            _report(board, code, done)
        board.say("Interrupted. What came before is kept; `opendata harvest` goes on from there.", err=True)
        raise click.exceptions.Exit(128 + came[0])
    return failed


def _report(board: Board, code: str, done: "Harvest") -> bool:
    """Says what the harvest of a library did; whether it failed."""
    counts = ", ".join(f"{count:,} {name}" for name, count in done.outcome._asdict().items())
    speed = rate(sum(done.outcome), done.seconds) if done.seconds >= 1 else ""
    took = duration(done.seconds) + (f", {speed}" if speed else "")
    board.say(f"{code}: {counts}, {done.repaired:,} repaired ({took})")
    if done.outcome.rejected:
        board.say(f"{code}: `opendata records {code}` names what was rejected, and why")
    if done.repaired:
        board.say(f"{code}: `opendata status {code}` shows what was repaired")
    if done.problem:
        board.say(f"{code}: {' '.join(done.problem.split())}", err=True)
    return bool(done.problem)


@contextmanager
def _signals() -> Iterator[list[int]]:
    """The signals to end that came; a second one of its kind does what it would have done without us."""
    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    before = {
        number: signal.getsignal(number)
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is not signal.SIG_IGN
    }

    def note(number: int, _: object) -> None:
        came.append(number)
        signal.signal(number, before[signal.Signals(number)])

    for number in before:
        signal.signal(number, note)
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _chosen(named: Iterable[str], known: Iterable[str]) -> list[str]:
    """The codes to harvest: those *named*, else all that are *known*."""
    codes = list(dict.fromkeys(named)) or list(known)
    for code in codes:
        if code not in known:
            raise NotFoundError(f"there is no library {code}; those with a file are {', '.join(known)}")
    return codes
