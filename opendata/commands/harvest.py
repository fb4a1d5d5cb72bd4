"""`opendata harvest`: pulls records from the member libraries into the archive."""

from collections.abc import Iterable

import click

from opendata.commands.invocation import Invocation, no_progress, pass_invocation
from opendata.commands.progress import Progress
from opendata.errors import IncompleteError, NotFoundError, SettingsError


@click.command()
@click.argument("libraries", nargs=-1, metavar="[LIBRARY]...")
@click.option("--full", is_flag=True, help="Everything from the beginning, not only what is new.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N records a library.")
@click.option(
    "--accept-deletions",
    is_flag=True,
    help="Records that a library lists no longer are gone, also where they are too many to be believed.",
)
@no_progress
@pass_invocation
def command(
    invocation: Invocation, libraries: tuple[str, ...], full: bool, limit: int | None, accept_deletions: bool
) -> None:
    """Pull what is new from all or the named libraries.

    A harvest that was cut off goes on where it was. When one library fails the others go on, and the command
    ends with 1.
    """
    from opendata.archive.archive import Archive
    from opendata.harvest import harvest

    settings = invocation.settings()
    if not settings.libraries:
        raise SettingsError(settings.libraries_path, "there is no library; `opendata init` writes an example")
    failed = 0
    chosen = _chosen(libraries, settings.libraries)
    with Archive.open(settings.archive_url) as archive:
        for code in chosen:
            with Progress(code, bars=invocation.bars) as progress:
                done = harvest(
                    settings.libraries[code],
                    archive,
                    settings.home,
                    full=full,
                    accept_deletions=accept_deletions,
                    limit=limit,
                    on_page=progress.show,
                )
            counts = zip(done.outcome._fields, done.outcome, strict=True)
            click.echo(f"{code}: " + ", ".join(f"{count:,} {name}" for name, count in counts))
            if done.outcome.rejected:
                click.echo(f"{code}: `opendata records {code}` names what was rejected, and why")
            if done.problem:
                failed += 1
                click.echo(f"{code}: {' '.join(done.problem.split())}", err=True)
    if failed:
        raise IncompleteError(f"{failed} of {len(chosen)} harvests failed; run the command again to go on")


def _chosen(named: Iterable[str], known: Iterable[str]) -> list[str]:
    """The codes to harvest: those *named*, else all that are *known*."""
    codes = list(dict.fromkeys(named)) or list(known)
    for code in codes:
        if code not in known:
            raise NotFoundError(f"there is no library {code}; those with a file are {', '.join(known)}")
    return codes
