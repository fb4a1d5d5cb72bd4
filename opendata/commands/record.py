"""`opendata record`: one record as the archive keeps it."""

import sys
from typing import TYPE_CHECKING

import click

from opendata.commands.columns import instant
from opendata.commands.invocation import Invocation, check_library, pass_invocation
from opendata.errors import NotFoundError

if TYPE_CHECKING:
    from opendata.archive.records import Original


@click.command()
@click.argument("library")
@click.argument("identifier")
@click.option("--original", is_flag=True, help="The bytes as they came, and nothing else.")
@pass_invocation
def command(invocation: Invocation, library: str, identifier: str, original: bool) -> None:
    """Show the record IDENTIFIER of LIBRARY.

    What is known of it and what was repaired to read it, then the record as it was read, in MARCXML, oai_dc
    or dim; with --original the bytes as they came.
    """
    from opendata.archive.archive import Archive

    settings = invocation.settings()
    with Archive.open(settings.archive_url) as archive:
        check_library(library, settings, archive)
        record = archive.record(library, identifier)
        if record is None:
            listed = f"`opendata records {library}` lists those it holds"
            raise NotFoundError(f"the archive holds no record {identifier} of {library}; {listed}")
        kept = archive.original(record.version)
    if original:
        sys.stdout.buffer.write(kept.payload)
        return
    facts = {
        "library": record.library,
        "identifier": record.identifier,
        "state": record.state,
        "datestamp": instant(record.datestamp),
        "format": record.format,
        "digest": record.digest,
        "harvested": instant(record.harvested_at),
        "reason": " ".join(record.reason.split()),
    }
    for name, value in facts.items():
        if value:
            click.echo(f"{name}:".ljust(12) + value)
    if record.state == "live":
        _show(record.format, kept)


def _show(record_format: str, kept: "Original") -> None:
    """What was mended, then the record as XML."""
    from harvesters.readers.registry import READERS
    from harvesters.repairs import KINDS
    from opendata.record_xml import as_xml

    content = READERS[record_format](*kept)
    for kind, field, before, after in content.repairs:
        name = KINDS[kind]["en"] if kind in KINDS else kind
        click.echo(f"repaired:   {f'{field}: ' if field else ''}{name}: {before} → {after}")
    click.echo("\n" + as_xml(content), nl=False)
