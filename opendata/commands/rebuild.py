"""`opendata rebuild`: makes what serves the current release anew from the archive."""

import click

from opendata.commands.columns import instant
from opendata.commands.invocation import Invocation, executor, no_progress, pass_invocation
from opendata.commands.progress import Progress


@click.command()
@click.option("--dumps", is_flag=True, help="Also write the dumps of the release anew.")
@executor
@no_progress
@pass_invocation
def command(invocation: Invocation, dumps: bool, executor: str) -> None:
    """Make store, search index and statistics of the current release anew from the archive.

    The release stays the same: its number, its instant, its statements. Serving goes on; what is made takes
    the place of what was there once it is whole, which may also be damaged or lost. Where this software would
    convert otherwise than the one that made the release, publish instead.

    With --dumps the files of the release's dumps are written anew too, in the formats in which it was dumped,
    or in all of them.
    """
    from opendata.archive.archive import Archive
    from opendata.errors import ReleaseError
    from opendata.release.cluster import executor_at
    from opendata.release.rebuild import rebuild

    settings = invocation.settings()
    with (
        Archive.open(settings.archive_url) as archive,
        executor_at(executor or settings.work.dask, settings) as pool,
    ):
        try:
            with Progress("converting", bars=invocation.bars) as progress:
                release = rebuild(settings, archive, executor=pool, on_progress=progress.show)
            click.echo(
                f"release {release.number} of {instant(release.instant)} is made anew: "
                f"{release.statements:,} statements"
            )
            if dumps:
                from opendata.dump.rebuild import rebuild as dump_anew

                with Progress("writing", bars=invocation.bars) as progress:
                    done = dump_anew(settings, archive, executor=pool, on_progress=progress.show)
                click.echo(f"its dumps are written anew: {len(done.files):,} files")
        except OSError as error:
            problem = error.strerror or error
            raise ReleaseError(
                f"the release in {invocation.home} was not made anew: {problem}; what was there stays. "
                "Mend that (free some space, look at the folder's rights), then rebuild again"
            ) from error
