"""`opendata dump`: writes the current release's dumps."""

import click

from opendata.commands.invocation import Invocation, no_progress, pass_invocation
from opendata.commands.progress import Progress
from opendata.dump.registry import FORMATS, lacking
from opendata.errors import InputError


@click.command()
@click.option(
    "--format",
    "formats",
    type=click.Choice(tuple(FORMATS)),
    multiple=True,
    help="A format to write, once for each; all of them if not given.",
)
@no_progress
@pass_invocation
def command(invocation: Invocation, formats: tuple[str, ...]) -> None:
    """Write the current release's dumps.

    They go to dumps/RELEASE/ in the home folder, with manifest.json and SHA256SUMS; a file is there for
    readers once the manifest names it. Where the dumps of an earlier release are still there, the delta from
    the newest of them is written too.
    """
    from opendata.archive.archive import Archive
    from opendata.dump.write import dump

    settings = invocation.settings()
    chosen = _chosen(formats)
    with Archive.open(settings.archive_url) as archive, Progress("writing", bars=invocation.bars) as progress:
        done = dump(settings, archive, chosen, on_progress=progress.show)
    if not done.written:
        click.echo(f"release {done.release.number} is dumped already:")
    for file in done.files:
        path = done.folder / file
        click.echo(f"{path} ({path.stat().st_size:,} bytes)")


def _chosen(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats to write: those asked for, or all for which everything is installed."""
    missing = {name: package for name in formats or FORMATS if (package := lacking(name))}
    for name, package in missing.items():
        said = f"{name} needs the package {package}, which is not installed: `pip install {package}`"
        if formats:
            raise InputError(said)
        click.echo(f"left out: {said}", err=True)
    return tuple(name for name in formats or FORMATS if name not in missing)
