"""`opendata archive`: what is done to the archive as a whole."""

import click

from opendata.commands.invocation import Invocation, no_progress, pass_invocation
from opendata.commands.progress import Progress


@click.group()
def command() -> None:
    """Copy the archive into another database."""


@command.command()
@click.argument("target", metavar="TO")
@no_progress
@pass_invocation
def copy(invocation: Invocation, target: str) -> None:
    """Copy the archive into the empty database TO: postgresql://… or sqlite:///FILE.

    Stop harvesting and publishing first: what comes in meanwhile is not copied. Cut off, the same command
    goes on where it ended. In the end both sides are counted and digested; then write TO into opendata.toml,
    as [archive] url.
    """
    from opendata.archive.archive import Archive
    from opendata.archive.copy import copy_archive, snapshot
    from opendata.archive.lock import publish_lock

    settings = invocation.settings()
    url = target.replace("postgresql://", "postgresql+psycopg://", 1)
    with (
        Archive.open(settings.archive_url) as archive,
        publish_lock(settings.home, archive.engine),
        snapshot(archive.engine) as reading,
        Progress("copying", bars=invocation.bars) as progress,
    ):
        done = copy_archive(reading, url, lambda _, rows: progress.show(rows))
    for table in done:
        click.echo(f"{table.table:16} {table.rows:>14,} rows  {table.digest}")
    click.echo("both sides are the same")
