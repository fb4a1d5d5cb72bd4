"""`opendata backup`: copies an installation at one instant."""

from pathlib import Path

import click

from opendata.commands.invocation import Invocation, pass_invocation
from opendata.errors import BackupError


@click.command()
@click.argument("place", metavar="TO", type=click.Path(file_okay=False, path_type=Path))
@click.option("--without-dumps", is_flag=True, help="Leave the dumps out; `opendata dump` writes them again.")
@click.option("--keep", type=click.IntRange(0), default=0, metavar="N", help="Keep only the newest N in TO.")
@click.option("--check", is_flag=True, help="Make none: look whether the files of those in TO are whole.")
@pass_invocation
def command(invocation: Invocation, place: Path, without_dumps: bool, keep: int, check: bool) -> None:
    """Copy the archive, the release, the settings and the dumps into a new folder in TO.

    Serving, harvesting and publishing go on. The copy is of one instant; what the backup before it holds with
    the same bytes is linked, not copied. `opendata restore` makes a home of it. Keep it where only you read:
    it holds the settings with what secrets are in them.
    """
    from opendata.backup import contents

    if check:
        _check(place)
        return
    from opendata.archive.archive import Archive
    from opendata.backup.make import backup

    settings = invocation.settings()
    with Archive.open(settings.archive_url) as archive:
        folder = backup(settings, archive, place, dumps=not without_dumps, keep=keep)
    made = contents.read(folder)
    size = sum(entry.size for entry in made.files.values())
    click.echo(f"{folder}: release {made.release}, {len(made.files):,} files, {size:,} bytes")


def _check(place: Path) -> None:
    from opendata.backup import contents

    found = contents.backups(place) or ([place] if (place / contents.MANIFEST).is_file() else [])
    if not found:
        raise BackupError(f"there is no backup in {place}")
    wrong = 0
    for folder in found:
        problems = list(contents.check(folder))
        wrong += bool(problems)
        for name, problem in problems:
            click.echo(f"{folder.name}: {name} {problem}")
        if not problems:
            click.echo(f"{folder.name}: whole")
    if wrong:
        raise BackupError(f"{wrong} of {len(found)} backups in {place} are damaged")
