"""`opendata verify`: proves that archive, store, indexes and dumps agree."""

import json
from pathlib import Path
from typing import Any

import click

from opendata.commands.columns import instant
from opendata.commands.invocation import Invocation, no_progress, pass_invocation
from opendata.commands.progress import Progress


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--quick", is_flag=True, help="Only what does not read every payload, statement and file.")
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="PART",
    help="A part to look at, once for each; all of them if not given: archive, index, changes, store, "
    "statistics, engine, search, dumps.",
)
@click.option(
    "--spill",
    type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path),
    help="Where files are put for a while: a third of the store's size. The system's own place if not given.",
)
@no_progress
@pass_invocation
def command(
    invocation: Invocation, as_json: bool, quick: bool, parts: tuple[str, ...], spill: Path | None
) -> None:
    """Prove that the archive, the release, its store and indexes, and the dumps agree.

    Nothing is changed; serving, harvesting and publishing may go on. It is about the release that is current
    at the beginning. Each disagreement is a line (of a kind the first 20, and how many there are), each part
    ends with one that says what was looked at. The exit status is 0 when all is clean, 1 when not.
    """
    from opendata.archive.archive import Archive
    from opendata.release import index
    from opendata.verify.run import verify

    _known(parts)
    settings = invocation.settings()
    found: list[dict[str, Any]] = []
    began = None
    clean = True
    with Archive.open(settings.archive_url) as archive:
        with _Bars(invocation.bars) as bars:
            for release, report in verify(
                settings, archive, parts, quick=quick, spill=spill, on_progress=bars.show
            ):
                bars.end()
                if began is None and not as_json:
                    click.echo(f"release {release.number} of {instant(release.instant)}")
                began = began or release
                clean = clean and report.clean
                found.append({**report.as_json(), "release": release.number})
                if not as_json:
                    for line in (*report.lines(), report.summary()):
                        click.echo(line)
        now = index.current_number(archive)
    if as_json:
        told = {"release": began.number if began else None, "clean": clean, "parts": found}
        click.echo(json.dumps(told, ensure_ascii=False))
    elif began is not None and now != began.number:
        click.echo(f"release {now} came meanwhile; this was about release {began.number}")
    if not clean:
        raise click.exceptions.Exit(1)


def _known(parts: tuple[str, ...]) -> None:
    from opendata.verify.registry import PARTS

    for part in parts:
        if part not in PARTS:
            raise click.BadParameter(f"{part} is none of: {', '.join(PARTS)}", param_hint="--part")


class _Bars:
    """Progress of one thing after the other."""

    def __init__(self, bars: bool) -> None:
        self._bars = bars
        self._label = ""
        self._shown: Progress | None = None

    def show(self, label: str, done: int, total: int | None) -> None:
        """Tells how far the thing called *label* is."""
        if label != self._label or self._shown is None:
            self.end()
            self._label, self._shown = label, Progress(label, bars=self._bars)
        self._shown.show(done, total)

    def end(self) -> None:
        """Takes the bar away."""
        if self._shown is not None:
            self._shown.__exit__(None, None, None)
        self._shown = None

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
