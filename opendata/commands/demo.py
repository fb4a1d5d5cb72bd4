"""`opendata demo`: the whole way on two sample libraries, from harvest to pages."""

import click

from opendata.commands.invocation import Invocation, no_progress, pass_invocation
from opendata.declared import defaults


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="P",
    default=defaults.PORT,
    show_default=True,
    help="The port to serve; 0 takes a free one.",
)
@no_progress
@pass_invocation
def command(invocation: Invocation, port: int) -> None:
    """Run the whole way on two sample libraries.

    They are harvested over real OAI-PMH and published, and every door is served. A second run harvests what
    changed, which is nothing. Ends with Ctrl-C.
    """
    from opendata.demo.run import run

    run(invocation.home, port)
