"""What every command is told: the home folder, and how to show progress."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendata.errors import NotFoundError

if TYPE_CHECKING:
    from opendata.archive.archive import Archive
    from opendata.settings import Settings


@dataclass(frozen=True)
class Invocation:
    """One call of `opendata`."""

    home: Path
    bars: bool
    """Whether progress is a bar that moves, or plain lines."""

    def settings(self) -> "Settings":
        """The settings in the home folder; raises SettingsError and HomeError."""
        from opendata.settings import load

        return load(self.home)


pass_invocation = click.make_pass_decorator(Invocation)


def _without_bars(ctx: click.Context, _: click.Parameter, given: bool) -> None:
    if given:
        ctx.obj = replace(ctx.obj, bars=False)


no_progress = click.option(
    "--no-progress",
    is_flag=True,
    expose_value=False,
    callback=_without_bars,
    help="Plain lines instead of progress bars.",
)
"""The option of `opendata` itself, for those who write it behind the command."""


executor = click.option(
    "--executor",
    default="",
    metavar="ADDRESS",
    help="Have a Dask cluster do the work: its scheduler, tcp://HOST:8786. [work] dask if not given.",
)
"""The option of the commands that convert."""


def check_library(code: str, settings: "Settings", archive: "Archive") -> None:
    """Raises NotFoundError unless a file in `libraries/` or the archive knows the library."""
    known = sorted({*settings.libraries, *archive.libraries()})
    if code not in known:
        raise NotFoundError(f"there is no library {code}; those that are known: {', '.join(known) or 'none'}")
