"""`opendata status`: how the libraries, the archive and the current release are."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from opendata.commands.columns import instant, show
from opendata.commands.invocation import Invocation, pass_invocation

if TYPE_CHECKING:
    from opendata.archive.records import LibraryStatus

_UNITS = ((86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
_COUNTS = ("live", "deleted", "rejected", "failed", "unpublished")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_invocation
def command(invocation: Invocation, as_json: bool) -> None:
    """Show each library's state, and the current release.

    Age is the time since a harvest last came to its end; rejected records could not be read, failed ones not
    converted, unpublished ones changed since the current release.
    """
    from opendata.archive.archive import Archive
    from opendata.archive.status import status
    from opendata.release import index

    settings = invocation.settings()
    now = datetime.now(UTC)
    with Archive.open(settings.archive_url) as archive:
        known = {found.library: found for found in status(archive)}
        release = index.current(archive)
        counts = index.counts(archive, release) if release else {}
    libraries = [_library(code, known.get(code), now) for code in sorted({*settings.libraries, *known})]
    published = release and {
        "number": release.number,
        "instant": instant(release.instant),
        "records": sum(count.records for count in counts.values()),
        "deleted": sum(count.deleted for count in counts.values()),
        "statements": release.statements,
    }
    if as_json:
        click.echo(json.dumps({"libraries": libraries, "release": published}, ensure_ascii=False))
    else:
        _show(libraries, published)


def _library(code: str, found: "LibraryStatus | None", now: datetime) -> dict[str, Any]:
    harvest = found.harvest if found else None
    ended = harvest.finished_at if harvest else None
    return {
        "library": code,
        "last_harvest": instant(ended) or None,
        "age": int((now - ended).total_seconds()) if ended else None,
        "finished": harvest.finished if harvest else False,
        "error": " ".join(harvest.error.split()) if harvest else "",
        **{name: getattr(found, name) if found else 0 for name in _COUNTS},
    }


def _show(libraries: list[dict[str, Any]], published: dict[str, Any] | None) -> None:
    if libraries:
        heading = ("LIBRARY", "LAST HARVEST", "AGE", *(name.upper() for name in _COUNTS))
        show(heading, (_row(library) for library in libraries), right=heading[3:])
    else:
        click.echo("No library yet: `opendata init` writes an example.")
    for library in libraries:
        if library["error"]:
            click.echo(f"{library['library']}: the last harvest broke off: {library['error']}")
        elif not library["finished"] and library["live"]:
            click.echo(f"{library['library']}: the last harvest was cut off; the next one goes on there")
    if published is None:
        click.echo("No release yet: `opendata publish` makes one.")
        return
    click.echo(
        f"Current release: {published['number']} of {published['instant']}, "
        f"{published['records']:,} records, {published['statements']:,} statements"
    )


def _row(library: dict[str, Any]) -> tuple[str, ...]:
    counts = (f"{library[name]:,}" for name in _COUNTS)
    return (library["library"], library["last_harvest"] or "never", _age(library["age"]), *counts)


def _age(seconds: int | None) -> str:
    """*seconds* in the largest unit that fits: `3 days`."""
    if seconds is None:
        return ""
    size, name = next((unit for unit in _UNITS if seconds >= unit[0]), _UNITS[-1])
    count = seconds // size
    return f"{count} {name}" + ("" if count == 1 else "s")
