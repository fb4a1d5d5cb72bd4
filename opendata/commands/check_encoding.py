"""`opendata check-encoding`: which texts of a file were written in another encoding, and what they say."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendata.commands.convert import FROM, Encoding, guessed_kind, opened_input
from opendata.errors import InputError

if TYPE_CHECKING:
    from harvesters.containers import Member

_BYTE = re.compile(r"\\x([0-9a-f]{2})")
_SHOWN = 100
"""Fields that are shown; the rest is counted. With --json every field is written."""
_SOUND_SHARE = 20
"""As many records with text to mend to each one in sound Vietnamese, and the encoding may be decided."""


@click.command("check-encoding")
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
@click.option(
    "--from", "kind", type=click.Choice(FROM), help="What FILE holds; if not given, its content tells."
)
@click.option(
    "--encoding",
    type=Encoding(),
    default="auto",
    show_default=True,
    help="Try this one instead of looking for it.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: each field, then the totals.")
def command(file: Path, kind: str | None, encoding: str, as_json: bool) -> None:
    """Show what in the records of FILE (- is standard input) would be read in another encoding, and how.

    Each field before and after, with how much better it reads in each encoding that was weighed; then the
    totals, and the line for the library's file. Nothing is changed.
    """
    totals = Totals()
    with opened_input(file) as contents:
        for member in contents:
            for found in _found(member, kind, encoding, totals):
                totals.fields[found["kind"]] += 1
                if as_json:
                    click.echo(json.dumps(found, ensure_ascii=False))
                elif sum(totals.fields.values()) <= _SHOWN:
                    _show(found)
            if problem := member.problem():
                raise InputError(f"{member.name}: {problem}")
    if as_json:
        click.echo(json.dumps(totals.facts(), ensure_ascii=False))
    else:
        totals.show()


class Totals:
    """What was counted in a file."""

    def __init__(self) -> None:
        self.records = self.repaired = self.sound = self.unreadable = 0
        self.fields: Counter[str] = Counter()

    def recommended(self) -> str:
        """The encoding that the library's file should name; `""` for none.

        Where a good part of the records is in sound Vietnamese, none: to decide would put those at risk.
        """
        from harvesters.encodings.detect import standing_out

        if self.sound * _SOUND_SHARE > self.repaired:
            return ""
        name = standing_out(self.fields)
        return name if name not in ("utf-8", "windows-1252") else ""

    def facts(self) -> dict[str, Any]:
        """The totals as one JSON object."""
        return {
            "records": self.records,
            "repaired": self.repaired,
            "sound": self.sound,
            "unreadable": self.unreadable,
            "fields": dict(sorted(self.fields.items())),
            "encoding": self.recommended(),
        }

    def show(self) -> None:
        """The totals for a terminal."""
        from harvesters.repairs import KINDS

        count = sum(self.fields.values())
        if count > _SHOWN:
            click.echo(f"… and {count - _SHOWN:,} more fields (--json writes all)\n")
        click.echo(
            f"{self.records:,} records: {self.repaired:,} with text to mend, {self.unreadable:,} unreadable"
        )
        for kind, fields in self.fields.most_common():
            click.echo(f"{fields:>9,}  {kind}  {KINDS.get(kind, {}).get('en', '')}")
        if name := self.recommended():
            click.echo(f'\nIf all of the library is so, its file may say:\n\n    encoding = "{name}"')
        elif not count:
            click.echo("Nothing to mend.")
        else:
            click.echo('\nThe library\'s file may stay as it is: encoding = "auto" reads these records so.')


def _found(member: "Member", kind: str | None, encoding: str, totals: Totals) -> Iterator[dict[str, Any]]:
    from harvesters.encodings.tidying import has_vietnamese
    from harvesters.encodings.weighing import weights
    from harvesters.errors import UnreadableRecord
    from harvesters.readers.mending import texts
    from harvesters.readers.pieces import Peeked
    from opendata.convert import INPUTS

    stream = member.stream if isinstance(member.stream, Peeked) else Peeked(member.stream)
    kind = kind or guessed_kind(stream, member.problem)
    for number, record in enumerate(INPUTS[kind].records(stream, encoding), 1):
        totals.records += 1
        if isinstance(record, UnreadableRecord):
            totals.unreadable += 1
            continue
        totals.repaired += bool(record.repairs)
        totals.sound += not record.repairs and any(map(has_vietnamese, texts(record)))
        for repair in record.repairs:
            yield {
                "file": member.name,
                "record": number,
                **repair._asdict(),
                "weighed": weights(_as_windows_1252(repair.before)),
            }


def _as_windows_1252(before: str) -> str:
    """What was bytes, and is shown as `\\xd5`, as a system shows it that knows no better."""
    return _BYTE.sub(lambda found: bytes([int(found[1], 16)]).decode("cp1252", "replace"), before)


def _show(found: dict[str, Any]) -> None:
    within = f"{found['file'].partition('!')[2]}  " if "!" in found["file"] else ""
    click.echo(f"{within}record {found['record']}  {found['field'] or '-'}  {found['kind']}")
    click.echo(f"  - {found['before']}")
    click.echo(f"  + {found['after']}")
    if found["weighed"]:
        weighed = ", ".join([f"{name} {gain:+.1f}" for name, gain in found["weighed"].items()])
        click.echo(f"    reads better by: {weighed}")
