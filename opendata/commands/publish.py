"""`opendata publish`: makes a release of what changed."""

import time
from datetime import UTC, datetime
from itertools import islice

import click

from opendata.commands.columns import instant
from opendata.commands.invocation import Invocation, executor, no_progress, pass_invocation
from opendata.commands.progress import Progress
from opendata.errors import ReleaseError

_SHOWN_FAILURES = 20


@click.command()
@executor
@no_progress
@pass_invocation
def command(invocation: Invocation, executor: str) -> None:
    """Convert what changed and make a release.

    Prints the release's number and counts. A record that cannot be converted is reported on standard error;
    what was published of it before stays.
    """
    from opendata.archive.archive import Archive
    from opendata.archive.status import conversion_failures
    from opendata.release import index
    from opendata.release.cluster import executor_at
    from opendata.release.publish import publish

    settings = invocation.settings()
    with Archive.open(settings.archive_url) as archive:
        try:
            with (
                Progress("converting", bars=invocation.bars) as progress,
                executor_at(executor or settings.work.dask, settings) as pool,
            ):
                done = publish(settings, archive, executor=pool, on_progress=progress.show)
        except OSError as error:
            problem = error.strerror or error
            raise ReleaseError(
                f"no release was made in {invocation.home}: {problem}; what was published before stays. "
                "Mend that (free some space, look at the folder's rights), then publish again"
            ) from error
        for failure in islice(conversion_failures(archive), _SHOWN_FAILURES):
            reason = " ".join(failure.reason.split())
            click.echo(f"{failure.library} {failure.identifier}: cannot be converted: {reason}", err=True)
        if done.failed > _SHOWN_FAILURES:
            click.echo(f"… and {done.failed - _SHOWN_FAILURES:,} more that cannot be converted", err=True)
        release = done.release or index.current(archive)
        if release is None:
            raise ReleaseError("nothing to publish: the archive is empty; run `opendata harvest` first")
        if done.release is not None:
            _await(done.release.instant)
        records = sum(count.records for count in index.counts(archive, release).values())
    if done.release is None:
        click.echo(f"release {release.number} stays: nothing has changed since {instant(release.instant)}")
        return
    click.echo(
        f"release {release.number}: {records:,} records, {release.statements:,} statements; "
        f"{done.changed:,} new or changed, {done.deleted:,} deleted, {done.failed:,} failed"
    )


def _await(moment: datetime) -> None:
    """Until a release's instant, which is rounded up to a second: what is published is seen at each door."""
    time.sleep(min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), 2.0))
