"""`opendata status`: how the libraries, the archive and the current release are."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from opendata.commands.amounts import duration, rate
from opendata.commands.columns import instant, show
from opendata.commands.invocation import Invocation, check_library, pass_invocation

if TYPE_CHECKING:
    from opendata.archive.archive import Archive
    from opendata.archive.records import Run
    from opendata.settings import Settings
    from opendata.standing import Standing

_UNITS = ((86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
_RUNS = 10
_RUN_HEADING = ("STARTED", "TOOK", "RATE", "NEW", "CHANGED", "DELETED", "REJECTED", "LIVE", "END")


@click.command()
@click.argument("library", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--alarms", "only_alarms", is_flag=True, help="Only what to look at; exit status 1 where there is any."
)
@pass_invocation
def command(invocation: Invocation, library: str | None, as_json: bool, only_alarms: bool) -> None:
    """Show how each library and the current release are, or all there is to say of LIBRARY.

    Age is the time since a harvest last came to its end; data older than three months are overdue. Rejected
    records could not be read, failed ones not converted, unpublished ones changed since the current release.
    """
    from opendata.archive.archive import Archive
    from opendata.dump.watch import problems
    from opendata.standing import standings

    settings = invocation.settings()
    now = datetime.now(UTC)
    with Archive.open(settings.archive_url) as archive:
        if only_alarms:
            _show_alarms(settings, archive, now)
            return
        if library is not None:
            check_library(library, settings, archive)
        found = standings(archive, settings.home, settings.libraries, now)
        chosen = [each for each in found if library in (None, each.code)]
        published = _release(archive)
        dumps = problems(settings, archive, now)
        if as_json:
            libraries = [_as_json(each, now) for each in chosen]
            wrong = [{"kind": problem.kind, "error": problem.text} for problem in dumps]
            whole = {
                "libraries": libraries,
                "release": published,
                "dumps": {"ok": not wrong, "errors": wrong},
            }
            click.echo(json.dumps(whole, ensure_ascii=False))
        elif library is not None:
            _show_one(chosen[0], archive, settings)
        else:
            _show(chosen, settings, published, now)
            for problem in dumps:
                click.echo(f"dumps: error: {problem.text}")


def _show_alarms(settings: "Settings", archive: "Archive", now: datetime) -> None:
    from opendata.alarms import alarms

    found = alarms(settings, archive, now)
    for alarm in found:
        click.echo(": ".join(filter(None, [alarm.kind, alarm.about, alarm.text])))
    if found:
        click.get_current_context().exit(1)


def _release(archive: "Archive") -> dict[str, Any] | None:
    from opendata.release import index

    release = index.current(archive)
    if release is None:
        return None
    counts = index.counts(archive, release)
    return {
        "number": release.number,
        "instant": instant(release.instant),
        "records": sum(count.records for count in counts.values()),
        "deleted": sum(count.deleted for count in counts.values()),
        "statements": release.statements,
    }


def _as_json(library: "Standing", now: datetime) -> dict[str, Any]:
    from opendata.standing import COUNTS, freshness_json, repairs_json, run_json

    harvest, ended = library.found and library.found.harvest, library.confirmed_at
    return {
        "library": library.code,
        "last_harvest": instant(ended) or None,
        "age": int((now - ended).total_seconds()) if ended else None,
        "finished": bool(harvest and harvest.finished),
        "state": library.state,
        "error": library.error,
        **{name: library.count(name) for name in COUNTS},
        "held_back": library.held_back,
        "freshness": freshness_json(library.freshness, ended),
        "last_run": run_json(library.run),
        "repairs": repairs_json(library.mended),
    }


def _show(
    libraries: list["Standing"], settings: "Settings", published: dict[str, Any] | None, now: datetime
) -> None:
    from opendata.standing import COUNTS

    if libraries:
        heading = ("LIBRARY", "LAST HARVEST", "AGE", "DATA", *(name.upper() for name in COUNTS))
        show(heading, (_row(library, now) for library in libraries), right=heading[4:])
    else:
        click.echo("No library yet: `opendata init` writes an example.")
    for library in libraries:
        for sentence in _sentences(library, settings):
            click.echo(f"{library.code}: {sentence}")
    if published is None:
        click.echo("No release yet: `opendata publish` makes one.")
        return
    click.echo(
        f"Current release: {published['number']} of {published['instant']}, "
        f"{published['records']:,} records, {published['statements']:,} statements"
    )


def _row(library: "Standing", now: datetime) -> tuple[str, ...]:
    from opendata.standing import COUNTS

    ended = library.confirmed_at
    age = _age(int((now - ended).total_seconds()) if ended else None)
    data = library.freshness.state if ended else ""
    counts = (f"{library.count(name):,}" for name in COUNTS)
    return (library.code, instant(ended) or "never", age, data, *counts)


def _sentences(library: "Standing", settings: "Settings") -> list[str]:
    """What an operator should know of the last harvest, and do."""
    from opendata.freshness import OVERDUE

    known = {
        "running": "a harvest is running",
        "failed": f"the last harvest broke off: {library.error}",
        "stopped": "the last harvest was stopped; the next one goes on there",
        "cut off": "the last harvest was cut off; the next one goes on there",
    }
    said = [known[library.state]] if library.state in known else []
    if library.held_back:
        said.append(
            f"{library.held_back:,} records are no longer listed, too many to be believed; if they are gone "
            f"for good, run `opendata harvest {library.code} --accept-deletions`"
        )
    member = settings.libraries.get(library.code)
    least, live = member.expect_min_records if member else 0, library.count("live")
    if library.confirmed_at and live < least:
        said.append(f"{live:,} live records where its file expects {least:,} or more (expect.min_records)")
    if library.freshness.state == OVERDUE:
        said.append(
            f"no harvest has come to its end since {instant(library.confirmed_at)}; Decree 47/2020, Article "
            "17, wants open data updated within three months"
        )
    return said


def _show_one(library: "Standing", archive: "Archive", settings: "Settings") -> None:
    from opendata.archive.status import runs
    from opendata.standing import COUNTS

    member = settings.libraries.get(library.code)
    if member is not None:
        click.echo(f"{library.code}: {' · '.join(member.name.values())}")
        click.echo(f"harvested by:  {member.protocol}, {member.format}, from {_without_secrets(member.url)}")
    click.echo(f"records:       {', '.join(f'{library.count(name):,} {name}' for name in COUNTS)}")
    click.echo(f"data:          {_data(library)}")
    for sentence in _sentences(library, settings):
        click.echo(f"notice:        {sentence}")
    rows = [_run_row(run, library) for run in reversed(runs(archive, library.code, _RUNS))]
    if rows:
        click.echo("\nThe last runs")
        show(_RUN_HEADING, rows, right=_RUN_HEADING[1:8])
    if library.mended:
        _show_repairs(library)


def _data(library: "Standing") -> str:
    found = library.freshness
    if found.days is None:
        return "never confirmed by a harvest that came to its end"
    when = f"{_age(found.days * 86_400)} ago" if found.days else "today"
    return f"{found.state}; confirmed {when}; the three months end on {found.until}"


def _run_row(run: "Run", library: "Standing") -> tuple[str, ...]:
    ended = "finished" if run.finished else "stopped" if run.ended_at else "cut off"
    if run.error:
        ended = "failed"
    elif run == library.run and library.state == "running":
        ended = "running"
    counts = (run.new, run.changed, run.deleted, run.rejected, run.live)
    return (
        instant(run.started_at),
        duration(run.seconds),
        rate(run.records, run.seconds),
        *(f"{count:,}" for count in counts),
        f"{ended}, full" if run.full else ended,
    )


def _show_repairs(library: "Standing") -> None:
    from harvesters.repairs import KINDS, shown

    click.echo("\nWhat was repaired (the bytes stay as they came)")
    for tally in library.mended:
        name = KINDS.get(tally.kind, {}).get("en", tally.kind)
        click.echo(f"{tally.kind}: {name} (records: {tally.records:,}, places: {tally.places:,})")
        for identifier, field, before, after in tally.examples:
            where = " ".join(part for part in (shown(identifier), field) if part)
            click.echo(f"    {where}: {before} → {after}")


def _without_secrets(url: str) -> str:
    """An address or path without the parts in which credentials may stand."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if not parts.netloc:
        return url
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _age(seconds: int | None) -> str:
    """*seconds* in the largest unit that fits: `3 days`."""
    if seconds is None:
        return ""
    size, name = next((unit for unit in _UNITS if seconds >= unit[0]), _UNITS[-1])
    count = seconds // size
    return f"{count} {name}" + ("" if count == 1 else "s")
