"""`opendata records`: what the archive holds."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from opendata.commands.columns import instant, show
from opendata.commands.invocation import Invocation, check_library, pass_invocation

if TYPE_CHECKING:
    from opendata.archive.records import ArchivedRecord

_SHOWN_OF_DIGEST = 12


@click.command()
@click.argument("library", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@pass_invocation
def command(invocation: Invocation, library: str | None, as_json: bool) -> None:
    """List what the archive holds of all libraries, or of LIBRARY.

    Identifier, state (live, deleted, rejected), the library's datestamp, format, and SHA-256 digest; for a
    rejected record the reason too.
    """
    from opendata.archive.archive import Archive

    settings = invocation.settings()
    with Archive.open(settings.archive_url) as archive:
        if library is not None:
            check_library(library, settings, archive)
        found = archive.records(library)
        if as_json:
            for record in found:
                click.echo(json.dumps(_facts(record), ensure_ascii=False))
            return
        show(("LIBRARY", "IDENTIFIER", "STATE", "DATESTAMP", "FORMAT", "DIGEST", "REASON"), _rows(found))


def _facts(record: "ArchivedRecord") -> dict[str, str]:
    facts = {
        "library": record.library,
        "identifier": record.identifier,
        "state": record.state,
        "datestamp": instant(record.datestamp),
        "format": record.format,
        "digest": record.digest,
    }
    return {**facts, "reason": record.reason} if record.reason else facts


def _rows(found: "Iterator[ArchivedRecord]") -> Iterator[tuple[str, ...]]:
    for record in found:
        reason = " ".join(record.reason.split())
        digest = record.digest[:_SHOWN_OF_DIGEST]
        date = instant(record.datestamp)
        yield record.library, record.identifier, record.state, date, record.format, digest, reason
