"""`opendata quality`: what was found in the records of the current release."""

import json
from typing import TYPE_CHECKING, Any

import click

from opendata.commands.columns import show
from opendata.commands.invocation import Invocation, check_library, pass_invocation

if TYPE_CHECKING:
    from opendata.archive.records import LibraryStatus
    from opendata.quality.totals import Extent, Place, Total, Totals

_HEADING = ("SEVERITY", "FINDING", "FIELD", "RECORDS", "TIMES")


@click.command()
@click.argument("library", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_invocation
def command(invocation: Invocation, library: str | None, as_json: bool) -> None:
    """Show what was found in the published records of LIBRARY, or of every library.

    That is what of them did not take part in the conversion, and why; and what is wrong in them: check
    digits, dates, codes, links between fields, the order of marks. `opendata convert --report` says it for
    each record of a file.
    """
    from opendata.archive.archive import Archive
    from opendata.archive.status import status
    from opendata.quality.totals import Totals
    from opendata.release import index, totals

    settings = invocation.settings()
    with Archive.open(settings.archive_url) as archive:
        if library is not None:
            check_library(library, settings, archive)
        release = index.current(archive)
        found = totals.read(archive, release.number) if release else Totals()
        states = {each.library: each for each in status(archive)}
    codes = [library] if library is not None else sorted({*settings.libraries, *found.extents})
    libraries = [_library(code, found, states.get(code)) for code in codes]
    if as_json:
        number = release.number if release else None
        click.echo(json.dumps({"release": number, "libraries": libraries}, ensure_ascii=False))
    elif release is None:
        click.echo("No release yet: `opendata publish` makes one.")
    else:
        for each in libraries:
            _show(each)


def _library(code: str, found: "Totals", state: "LibraryStatus | None") -> dict[str, Any]:
    from opendata.quality.kinds import SEVERITIES
    from opendata.quality.totals import Extent

    entries = [_entry(place, total) for place, total in found.sorted() if place.library == code]
    entries.sort(key=lambda entry: (SEVERITIES.index(entry["severity"]), -entry["records"]))
    return {
        "library": code,
        "rejected": state.rejected if state else 0,
        "failed": state.failed if state else 0,
        **_extent(found.extents.get(code, Extent())),
        "findings": entries,
    }


def _extent(extent: "Extent") -> dict[str, Any]:
    return {
        "records": extent.records,
        "fields": {"took_part": extent.fields, "left_out": extent.fields_left},
        "subfields": {"took_part": extent.subfields, "left_out": extent.subfields_left},
    }


def _entry(place: "Place", total: "Total") -> dict[str, Any]:
    from opendata.quality.kinds import KINDS

    return {
        "code": place.code,
        "severity": KINDS[place.code].severity,
        "field": place.field,
        "subfield": place.subfield,
        "records": total.records,
        "occurrences": total.occurrences,
    }


def _show(library: dict[str, Any]) -> None:
    fields = library["fields"]
    whole = fields["took_part"] + fields["left_out"]
    share = f", {fields['took_part'] / whole:.1%} of their fields took part" if whole else ""
    click.echo(f"{library['library']}: {library['records']:,} records{share}")
    for count, what in ((library["rejected"], "read"), (library["failed"], "converted")):
        if count:
            click.echo(f"{library['library']}: {count:,} that could not be {what}")
    if library["findings"]:
        show(_HEADING, (_row(entry) for entry in library["findings"]), right=_HEADING[3:])


def _row(entry: dict[str, Any]) -> tuple[str, ...]:
    field = f"{entry['field']} ${entry['subfield']}" if entry["subfield"] else entry["field"]
    return (entry["severity"], entry["code"], field, f"{entry['records']:,}", f"{entry['occurrences']:,}")
