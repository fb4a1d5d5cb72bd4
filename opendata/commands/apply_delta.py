"""`opendata apply-delta`: makes the next full dump out of one that was downloaded before."""

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("apply-delta")
@click.argument("full", type=_FILE)
@click.argument("files", metavar="DELTA...", type=_FILE, nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write; its name says how it is compressed: .gz, .zst, or not at all.",
)
@click.option(
    "--sha256", "expected", default="", help="What the content must be: uncompressedSha256 in manifest.json."
)
def command(full: Path, files: tuple[Path, ...], out: Path, expected: str) -> None:
    """Apply deltas to a full dump in N-Quads.

    DELTA is the -added or the -removed file of a delta; the other one must be beside it. Several deltas are
    applied one after the other, in the order given. The result is the full dump of the release that the last
    one leads to, byte for byte once it is uncompressed. No home folder is needed.
    """
    from opendata.dump.apply import apply, deltas

    done = apply(full, deltas(files), out, expected)
    click.echo(f"{out} ({done.bytes:,} bytes); SHA-256 of its content: {done.plain_sha256}")
