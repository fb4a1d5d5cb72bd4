"""`opendata run`: everything on schedule."""

import click

from opendata.commands.invocation import Invocation, pass_invocation
from opendata.declared import defaults


@click.command()
@click.option("--host", metavar="H", default=defaults.HOST, show_default=True, help="As for serve.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="P",
    default=defaults.PORT,
    show_default=True,
    help="As for serve.",
)
@click.option("--no-serve", is_flag=True, help="Only the jobs; the doors are served by another process.")
@click.option(
    "--log",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of events.",
)
@click.option("--list", "listed", is_flag=True, help="Show the jobs and when each comes next; run nothing.")
@pass_invocation
def command(invocation: Invocation, host: str, port: int, no_serve: bool, form: str, listed: bool) -> None:
    """Serve, harvest, publish, dump, back up and verify, each at its time ([run] in opendata.toml).

    Each job is a process of its own; one that fails is tried again and stops no other. The server is begun
    again when it dies. Ends, with all it began, at Ctrl-C or SIGTERM. Events go to standard error.
    """
    from opendata.jobs import jobs
    from opendata.journal import Journal
    from opendata.run.supervisor import Log, Supervisor

    settings = invocation.settings()
    found = jobs(settings)
    if listed:
        _list(found, Journal(settings.home).read())
        return
    serve = None if no_serve else ["--host", host, "--port", str(port)]
    Supervisor(settings.home, found, serve, Log(form)).run()


def _list(found, known) -> None:  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    from opendata.commands.columns import instant, show

    now = datetime.now(UTC)
    rows = []
    for job in found:
        last = known.get(job.name)
        ended = f"{'ok' if not last.status else 'failed'}, {last.seconds:.0f} s" if last else "never"
        due = job.trigger().get_next_fire_time(None, now)
        rows.append((job.name, job.when, instant(last.began) if last else "", ended, instant(due)))
    show(("JOB", "WHEN", "LAST", "ENDED", "NEXT"), rows)
