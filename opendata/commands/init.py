"""`opendata init`: a home folder with commented settings and the example of a member library."""

from pathlib import Path

import click

from opendata.commands.invocation import Invocation, pass_invocation
from opendata.whole_file import whole_file

_SETTINGS = """\
The settings of this installation, at their defaults. Every command reads this file anew."""

_LIBRARY = """\
A member library. Copy this file to CODE.toml in the same folder, where CODE is a short name of the
library (small letters, digits, hyphens) that will stand in every address of its records, and change
what it says. Only files that end in .toml are harvested; this example is not."""


@click.command()
@pass_invocation
def command(invocation: Invocation) -> None:
    """Make a home folder with commented settings.

    Writes opendata.toml and libraries/example.toml.sample, the example of a member library: copy it to
    libraries/CODE.toml and change what it says. A file that exists is left as it is.
    """
    from opendata.declared.files import commented
    from opendata.declared.library_file import LibraryFile
    from opendata.settings import LIBRARIES_FOLDER, SETTINGS_FILE, Settings

    home = invocation.home
    (home / LIBRARIES_FOLDER).mkdir(parents=True, exist_ok=True)
    example = home / LIBRARIES_FOLDER / "example.toml.sample"
    _write_new(home / SETTINGS_FILE, commented(Settings, _SETTINGS))
    _write_new(example, commented(LibraryFile, _LIBRARY))
    click.echo(
        f"Next: copy {example} to {example.with_name('CODE.toml')}, fill it in, and run `opendata harvest`."
    )


def _write_new(file: Path, text: str) -> None:
    """Writes *file* unless it exists, and says which of the two was so."""
    if file.exists():
        click.echo(f"{file} exists; left as it is")
        return
    with whole_file(file) as out:
        out.write(text.encode())
    click.echo(f"{file} written")
