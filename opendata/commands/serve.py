"""`opendata serve`: serves every door."""

import click

from opendata.commands.invocation import Invocation, pass_invocation
from opendata.declared import defaults


@click.command()
@click.option(
    "--host", metavar="H", default=defaults.HOST, show_default=True, help="The address to listen at."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="P",
    default=defaults.PORT,
    show_default=True,
    help="The port to listen at; 0 takes a free one.",
)
@click.option(
    "--drain",
    type=click.FloatRange(0, 600),
    default=0,
    metavar="SECONDS",
    help="At SIGTERM go on so long, with 503 at /health, so that a load balancer leaves first.",
)
@pass_invocation
def command(invocation: Invocation, host: str, port: int, drain: float) -> None:
    """Serve every door: SPARQL, OAI-PMH, dumps, record pages.

    A release that is published meanwhile is served from then on. Ends with Ctrl-C at once, with SIGTERM when
    what is under way is answered.
    """
    settings = invocation.settings()
    from opendata.doors.server import serve

    serve(settings, host, port, lambda address: click.echo(f"Serving {address} (Ctrl-C ends)"), drain)
