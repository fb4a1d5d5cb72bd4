"""`opendata archive`: what is done to the archive as a whole."""

import click

from opendata.commands.invocation import Invocation, no_progress, pass_invocation
from opendata.commands.progress import Progress


@click.group()
def command() -> None:
    """Copy the archive into another database, or carry its tables from one version of opendata to another."""


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


@command.command()
@pass_invocation
def upgrade(invocation: Invocation) -> None:
    """Carry the archive's tables forward to what this version of opendata wants.

    Make a backup first, and end what runs on the archive. Cut off, it leaves the archive as it was.
    """
    from opendata.archive.migrate import upgrade

    settings = invocation.settings()
    _tell(*upgrade(settings.home, settings.archive_url))


@command.command()
@click.argument("revision")
@pass_invocation
def downgrade(invocation: Invocation, revision: str) -> None:
    """Take the archive's tables back to an earlier REVISION, for the version of opendata that wants it.

    That version names the revision when it refuses the archive. What would lose something is not done.
    """
    from opendata.archive.migrate import downgrade

    settings = invocation.settings()
    _tell(*downgrade(settings.home, settings.archive_url, revision))


def _tell(before: str, now: str) -> None:
    if before == now:
        click.echo(f"the archive is of revision {now} already")
    else:
        click.echo(f"carried the archive from revision {before or 'none'} to {now}")
