"""Tables for people: aligned columns, written while the rows come."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, islice

import click

_ROWS_AT_ONCE = 500


def show(heading: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> None:
    """Writes a table; columns named in *right* are aligned there. Widths may grow every 500 rows."""
    waiting = chain([heading], rows)
    widths = [0] * len(heading)
    while some := list(islice(waiting, _ROWS_AT_ONCE)):
        widths = [max(width, *(len(row[place]) for row in some)) for place, width in enumerate(widths)]
        for row in some:
            cells = (
                cell.rjust(width) if name in right else cell.ljust(width)
                for name, cell, width in zip(heading, row, widths, strict=True)
            )
            click.echo("  ".join(cells).rstrip())


def instant(value: datetime | None) -> str:
    """*value* as ISO 8601 in UTC, to the second; `""` for none."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else ""
