"""Progress on standard error: a bar that moves on a terminal, else a plain line now and then."""

import time
from types import TracebackType

import click

_PLAIN_SECONDS = 10.0
_BAR_SECONDS = 0.1
_BAR_WIDTH = 30


class Progress:
    """How far one piece of work is; use it in a `with` statement."""

    def __init__(self, label: str, *, bars: bool) -> None:
        self._label = label
        self._bars = bars
        self._shown = time.monotonic() if not bars else 0.0
        self._drawn = False

    def show(self, done: int, total: int | None = None) -> None:
        """Tells that *done* of *total* records are done; most calls say nothing."""
        now = time.monotonic()
        if now - self._shown < (_BAR_SECONDS if self._bars else _PLAIN_SECONDS):
            return
        self._shown = now
        counts = f"{done:,} of {total:,}" if total else f"{done:,}"
        if not self._bars:
            click.echo(f"{self._label}: {counts}", err=True)
            return
        self._drawn = True
        filled = min(_BAR_WIDTH, _BAR_WIDTH * done // total) if total else 0
        bar = f" [{'#' * filled}{'-' * (_BAR_WIDTH - filled)}]" if total else ""
        click.echo(f"\r\x1b[K{self._label}{bar} {counts}", nl=False, err=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)
