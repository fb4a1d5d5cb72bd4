"""Progress of several pieces of work: on a terminal a line each that moves, else plain lines now and then."""

import shutil
import time
from collections import deque
from collections.abc import Mapping
from types import TracebackType
from typing import NamedTuple

import click

from opendata.commands.amounts import duration, rate

_PLAIN_SECONDS = 10.0
_BAR_SECONDS = 0.2
_BAR_WIDTH = 24
_WINDOW = 30.0
"""Seconds over which the rate is taken."""


class Count(NamedTuple):
    """How far one piece of work is: *done* of *total* records, where that is known."""

    done: int
    total: int | None = None


class _Meter:
    """The speed of one piece of work over the last seconds."""

    def __init__(self, now: float) -> None:
        self.shown = now
        self._samples: deque[tuple[float, int]] = deque([(now, 0)])

    def text(self, count: Count, now: float) -> str:
        """Where it is, how quickly it goes, and for how long it will."""
        self._samples.append((now, count.done))
        while len(self._samples) > 2 and self._samples[0][0] < now - _WINDOW:
            self._samples.popleft()
        (then, before), seconds = self._samples[0], now - self._samples[0][0]
        came = count.done - before
        parts = [
            f"{count.done:,} of {count.total:,}" if count.total else f"{count.done:,}",
            rate(came, seconds),
        ]
        if count.total and came > 0 and now > then:
            left = max(0, count.total - count.done) * seconds / came
            parts.append(f"{duration(left)} left" if left >= 1 else "")
        return "  ".join(part for part in parts if part)


class Board:
    """What is under way, on standard error; use it in a `with` statement."""

    def __init__(self, *, bars: bool) -> None:
        self._bars = bars
        self._meters: dict[str, _Meter] = {}
        self._drawn = 0
        self._drawn_at = 0.0

    def show(self, counts: Mapping[str, Count]) -> None:
        """Tells where each piece of work is, by label; most calls say nothing."""
        now = time.monotonic()
        self._meters = {label: self._meters.get(label) or _Meter(now) for label in counts}
        if not self._bars:
            for label, count in counts.items():
                self._plain(label, count, now)
        elif now - self._drawn_at >= _BAR_SECONDS:
            self._drawn_at = now
            self._draw([self._line(label, count, now) for label, count in counts.items()])

    def say(self, text: str, *, err: bool = False) -> None:
        """Writes a line that stays, above what moves."""
        self._clear()
        click.echo(text, err=err)

    def _plain(self, label: str, count: Count, now: float) -> None:
        meter = self._meters[label]
        if now - meter.shown >= _PLAIN_SECONDS:
            meter.shown = now
            click.echo(f"{label}: {meter.text(count, now)}", err=True)

    def _line(self, label: str, count: Count, now: float) -> str:
        width = max(map(len, self._meters))
        bar = " " * (_BAR_WIDTH + 2)
        if count.total:
            filled = min(_BAR_WIDTH, _BAR_WIDTH * count.done // count.total)
            bar = f"[{'#' * filled}{'-' * (_BAR_WIDTH - filled)}]"
        return f"{label.ljust(width)}  {bar}  {self._meters[label].text(count, now)}"

    def _draw(self, lines: list[str]) -> None:
        self._clear()
        columns, rows = shutil.get_terminal_size()
        # A line that wraps could not be taken back.
        shown = [line[: columns - 1] for line in lines[: max(1, rows - 1)]]
        if shown:
            click.echo("\n".join(shown), err=True)
        self._drawn = len(shown)

    def _clear(self) -> None:
        if self._drawn:
            click.echo(f"\x1b[{self._drawn}A\x1b[J", nl=False, err=True, color=True)
            self._drawn = 0

    def __enter__(self) -> "Board":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()
