"""The command line: `opendata --home DIR COMMAND`.

Each command stands in a module of its own in `opendata.commands` and imports what it works with when it
runs, so that `--help` and `convert` start quickly.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from opendata.commands.invocation import Invocation
from opendata.errors import OpendataError
from opendata.version import VERSION

COMMANDS = (
    "init",
    "harvest",
    "publish",
    "dump",
    "apply-delta",
    "export-release",
    "fetch-release",
    "serve",
    "run",
    "convert",
    "check-encoding",
    "records",
    "record",
    "status",
    "quality",
    "verify",
    "rebuild",
    "backup",
    "restore",
    "archive",
    "demo",
)
"""The commands in the order in which one needs them; each is `command` in the module of its name, - as _."""

INTERRUPTED = 130


class CommandLine(click.Group):
    """The group of all commands: imports a command when it is asked for, turns errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in their own order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"opendata.commands.{cmd_name.replace('-', '_')}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; whatever goes wrong ends in one line on standard error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # Our reader has enough: what is still buffered must not raise again at the interpreter's end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            ctx.exit(1)
        except Exception as error:
            if os.environ.get("OPENDATA_DEBUG"):
                raise
            raise click.ClickException(_one_line(error)) from error


def _one_line(error: Exception) -> str:
    """What to say of *error*; an unforeseen one names its type, and how to see where it arose."""
    text = " ".join(str(error).split())
    if isinstance(error, OpendataError) or _is_harvest_error(error):
        return text
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"unexpected {type(error).__name__}: {text} (OPENDATA_DEBUG=1 shows where)"


def _is_harvest_error(error: Exception) -> bool:
    errors = sys.modules.get("harvesters.errors")
    return errors is not None and isinstance(error, errors.HarvestError)


@click.group(
    cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="OPENDATA_HOME",
    default="./opendata-home",
    show_default=True,
    show_envvar=True,
    help="The folder with the settings, the archive and the releases.",
)
@click.option("--no-progress", is_flag=True, help="Plain lines instead of progress bars.")
@click.version_option(VERSION, prog_name="opendata")
@click.pass_context
def main(ctx: click.Context, home: Path, no_progress: bool) -> None:
    """Publishes the records of a library network as open data."""
    ctx.obj = Invocation(home=home, bars=not no_progress and sys.stderr.isatty())
