"""`opendata export-release`: puts the current release where front ends fetch it from."""

import click

from opendata.commands.invocation import Invocation, pass_invocation


@click.command()
@click.argument("address", metavar="TO")
@pass_invocation
def command(invocation: Invocation, address: str) -> None:
    """Put the current release where front ends fetch it.

    TO is a folder or an address that fsspec knows: /srv/export, s3://bucket/releases. What is there already
    is not sent again; the last three releases stay.
    """
    from opendata.archive.archive import Archive
    from opendata.release.export import export

    settings = invocation.settings()
    with Archive.open(settings.archive_url) as archive:
        done = export(settings, archive, address)
    click.echo(f"release {done.release}: {done.files:,} files, {done.bytes:,} bytes; {done.sent:,} were sent")
