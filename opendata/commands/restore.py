"""`opendata restore`: makes a home of a backup."""

from pathlib import Path

import click

from opendata.commands.invocation import Invocation, pass_invocation


@click.command()
@click.argument("folder", metavar="FROM", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--archive",
    "database",
    default="",
    metavar="URL",
    help="Put the archive into this empty database: postgresql://…",
)
@pass_invocation
def command(invocation: Invocation, folder: Path, database: str) -> None:
    """Make the home folder (--home, which must be empty or not there) of a backup.

    FROM is a backup's own folder, or the folder of several: then the newest is taken. Every file is checked
    first. What is made serves the same release, harvests on from where the backup was made, and gives the
    same dumps.
    """
    from opendata.backup import contents
    from opendata.backup.restore import restore

    found = contents.backups(folder)
    made = restore(found[-1] if found else folder, invocation.home, database)
    click.echo(f"{invocation.home}: release {made.release}, the archive at position {made.position:,}")
    if database:
        shown = database.partition("@")[2] or database
        click.echo(
            f"the archive is in …{shown}: [archive] url in {invocation.home}/opendata.toml must say so"
        )
