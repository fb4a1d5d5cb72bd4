"""`opendata dump`: writes the current release's dumps."""

from datetime import UTC, datetime

import click

from opendata.commands.invocation import Invocation, executor, no_progress, pass_invocation
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
@click.option(
    "--since",
    type=click.IntRange(1),
    multiple=True,
    metavar="RELEASE",
    help="Also write the delta from this release, whose dumps must be there; once for each.",
)
@click.option(
    "--withdraw",
    type=click.IntRange(1),
    metavar="RELEASE",
    help="Write nothing, but take back the dumps of this release for ever; --reason says why.",
)
@click.option("--reason", default="", help="What readers are told who ask for dumps that were withdrawn.")
@click.option(
    "--to",
    metavar="ADDRESS",
    help="Then copy all dumps to a folder or object store: file:///srv/www/dumps, s3://bucket/dumps.",
)
@executor
@no_progress
@pass_invocation
def command(
    invocation: Invocation,
    executor: str,
    formats: tuple[str, ...],
    since: tuple[int, ...],
    withdraw: int | None,
    reason: str,
    to: str | None,
) -> None:
    """Write the current release's dumps.

    They go to dumps/RELEASE/ in the home folder, with manifest.json and SHA256SUMS; a file is there for
    readers once the manifest names it. Where the dumps of an earlier release are still there, the delta from
    the newest of them is written too. Deltas that are older than 90 days are joined into one.

    Full dumps that are older than the newest thirty ([dumps] keep) then go, but for the first of each month,
    for a year, and of each year.

    Records that are withdrawn are in no later dump. The dumps that hold them go by --withdraw: their
    addresses then say that they were withdrawn, when and why, and the deltas around them pass them by.

    With --to any web server or object store serves the dumps as they are, with pages for people. What never
    changes is copied once; what was withdrawn here goes there too.
    """
    if withdraw is not None:
        _withdraw(invocation, withdraw, reason)
    else:
        _dump(invocation, formats, since, executor)
    if to:
        _push(invocation, to)


def _dump(invocation: Invocation, formats: tuple[str, ...], since: tuple[int, ...], executor: str) -> None:
    from opendata.archive.archive import Archive
    from opendata.dump.write import dump
    from opendata.release.cluster import executor_at

    settings = invocation.settings()
    chosen = _chosen(formats)
    with (
        Archive.open(settings.archive_url) as archive,
        Progress("writing", bars=invocation.bars) as progress,
        executor_at(executor or settings.work.dask, settings) as pool,
    ):
        done = dump(settings, archive, chosen, since=since, executor=pool, on_progress=progress.show)
    if not done.written:
        click.echo(f"release {done.release.number} is dumped already:")
    for number in done.pruned:
        click.echo(f"release {number}: its full files made room ([dumps] keep); its deltas stay")
    for file in done.files:
        path = done.folder / file
        click.echo(f"{path} ({path.stat().st_size:,} bytes)")


def _withdraw(invocation: Invocation, release: int, reason: str) -> None:
    from opendata.dump.withdraw import withdraw

    done = withdraw(invocation.settings(), release, reason, datetime.now(UTC))
    click.echo(f"release {release}: the dumps are withdrawn since {done.at}: {done.reason}")


def _push(invocation: Invocation, address: str) -> None:
    from functools import partial

    from opendata.doors.dump_static import pages
    from opendata.dump.push import push

    settings = invocation.settings()
    done = push(settings.dumps_path, address, partial(pages, settings))
    click.echo(f"{address}: {done.copied:,} files copied ({done.bytes:,} bytes), {done.removed:,} removed")


def _chosen(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats to write: those asked for, or all for which everything is installed."""
    missing = {name: package for name in formats or FORMATS if (package := lacking(name))}
    for name, package in missing.items():
        said = f"{name} needs the package {package}, which is not installed: `pip install {package}`"
        if formats:
            raise InputError(said)
        click.echo(f"left out: {said}", err=True)
    return tuple(name for name in formats or FORMATS if name not in missing)
