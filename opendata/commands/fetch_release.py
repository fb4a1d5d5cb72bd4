"""`opendata fetch-release`: brings the newest release to a front end."""

import click

from opendata.commands.invocation import Invocation, pass_invocation


@click.command()
@click.argument("address", metavar="FROM")
@pass_invocation
def command(invocation: Invocation, address: str) -> None:
    """Bring the newest exported release to this front end.

    FROM is what `opendata export-release` was given. A server that runs on this home goes over to the release
    without a failed request.
    """
    from opendata.release.fetch import fetch

    done = fetch(invocation.settings(), address)
    if done.new:
        click.echo(f"release {done.release} is served now; {done.bytes:,} bytes were fetched")
    else:
        click.echo(f"release {done.release} stays: it is the newest")
