"""`opendata convert`: records from a file to RDF, without a home folder."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from opendata.declared import allowed, defaults
from opendata.errors import IncompleteError, InputError
from opendata.whole_file import whole_file

if TYPE_CHECKING:
    from harvesters.containers import Member
    from harvesters.readers.pieces import Peeked
    from opendata.convert import Described, Failure, Graph
    from opendata.declared.declaration import Allowed

FROM = ("marcxml", "marc21", "unimarc", "marcjson", "dim", "xoai", "etdms", "oai_qdc", "oai_dc")
"""The keys of `opendata.convert.INPUTS`, which is imported only when the command runs."""
TO = ("nquads", "ntriples", "turtle", "jsonld", "rdfxml")
"""The keys of `opendata.rdf_writers.WRITERS`."""


class _Checked(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A value that a declared setting would take."""

    def __init__(self, name: str, rule: "Allowed") -> None:
        self.name = name
        self._rule = rule

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """*value* as it is; fails where it is not allowed."""
        if not self._rule.accepts(value):
            hint = self._rule.correction(value) if self._rule.correction else ""
            self.fail(f"{value!r} must be {self._rule.words}" + (f"; {hint}" if hint else ""), param, ctx)
        return value


class Encoding(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """`auto`, or the name of an encoding that can be read."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The encoding's own name; fails for one that is not known."""
        from harvesters.encodings.names import canonical

        try:
            return "auto" if value == "auto" else canonical(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
@click.option(
    "--from", "kind", type=click.Choice(FROM), help="What FILE holds; if not given, its content tells."
)
@click.option(
    "--to", "target", type=click.Choice(TO), default="nquads", show_default=True, help="What to write."
)
@click.option(
    "--base",
    type=_Checked("iri", allowed.BASE),
    default=defaults.BASE_IRI,
    show_default=True,
    help="What every IRI begins with.",
)
@click.option(
    "--source",
    type=_Checked("code", allowed.LIBRARY_CODE),
    default="file",
    show_default=True,
    help="The code of the library whose records these are, as it stands in every IRI.",
)
@click.option(
    "--encoding",
    type=Encoding(),
    default="auto",
    show_default=True,
    help="The encoding of its text, where the records do not say so rightly (see check-encoding).",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file to write instead of standard output."
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file to write what became of each record to, as JSON lines.",
)
def command(
    file: Path,
    kind: str | None,
    target: str,
    base: str,
    source: str,
    encoding: str,
    output: Path | None,
    report_file: Path | None,
) -> None:
    """Convert the records in FILE (- is standard input) to BIBFRAME.

    FILE may be packed (gzip, zstd, bzip2, xz), also many files in one (zip, tar). A record that cannot be
    converted is reported on standard error with its number and its 001; the rest go on, and the command ends
    with 1. A record without 001 is called record-NUMBER.

    With --report, a line for each record says what of it took part, what did not and why, and what is wrong
    in it: check digits, dates, codes, links between fields, the order of marks.
    """
    from harvesters.readers.pieces import Peeked
    from opendata.convert import graphs
    from opendata.rdf_writers import WRITERS

    # A tenth of the time went to looking for cycles among records, which have none.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    failures, member = 0, ""

    def report(failure: "Failure") -> None:
        nonlocal failures
        failures += 1
        name = f" (001 {failure.control_number})" if failure.control_number else ""
        within = f"{member.partition('!')[2]}: " if "!" in member else ""
        click.echo(f"{within}record {failure.number}{name}: {' '.join(failure.reason.split())}", err=True)
        if reporter is not None:
            reporter.failed(failure)

    def described(
        contents: "Iterator[Member]", told: "Callable[[Described], None] | None"
    ) -> "Iterator[Graph]":
        nonlocal member, failures
        for member, stream, damage in contents:
            try:
                peeked = stream if isinstance(stream, Peeked) else Peeked(stream)
                found = graphs(
                    peeked, kind or guessed_kind(peeked, damage), base, source, report, told, encoding
                )
                yield from _to_the_end(found, damage)
            except InputError as error:
                if "!" not in member:
                    raise
                # What else stands in the container is read all the same.
                failures += 1
                click.echo(f"{member.partition('!')[2]}: {error}", err=True)

    with opened_input(file) as contents, _output(output) as out, _reporter(report_file) as reporter:
        WRITERS[target](described(contents, reporter.described if reporter else None), out)
    if failures:
        raise IncompleteError(f"{failures} {'record' if failures == 1 else 'records'} could not be converted")


@contextmanager
def opened_input(file: Path) -> "Iterator[Iterator[Member]]":
    """What *file* holds, unpacked; errors name the file."""
    from harvesters.containers import members

    is_standard_input = str(file) == "-"
    name = "standard input" if is_standard_input else str(file)
    try:
        with nullcontext(sys.stdin.buffer) if is_standard_input else file.open("rb") as packed:
            yield members(packed, file.name)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def guessed_kind(stream: "Peeked", damage: Callable[[], str]) -> str:
    """What the file holds; raises InputError, for damage rather than for the little that could be read."""
    from opendata.convert import guessed

    try:
        return guessed(stream)
    except InputError as error:
        raise InputError(damage() or str(error)) from error


def _to_the_end(described: "Iterable[Graph]", damage: Callable[[], str]) -> "Iterator[Graph]":
    """*described*; raises InputError where they end because the file is damaged there."""
    yield from described
    if problem := damage():
        raise InputError(problem)


class _Reporter:
    """Writes the report of what became of each record."""

    def __init__(self, out: BinaryIO) -> None:
        from opendata.quality import report
        from opendata.quality.registry import EXAMINE_CLOSELY

        self._out = out
        self._report = report
        self._examine = EXAMINE_CLOSELY

    def described(self, found: "Described") -> None:
        """A line for a record that was converted."""
        examined = self._examine[found.format](found.record)
        self._report.write(self._report.line(found.number, found.identifier, found.iri, examined), self._out)

    def failed(self, failure: "Failure") -> None:
        """A line for a record that was not."""
        code = "unconverted-record" if failure.readable else "unreadable-record"
        entry = self._report.failure(failure.number, failure.control_number, code, failure.reason)
        self._report.write(entry, self._out)


@contextmanager
def _reporter(file: Path | None) -> Iterator[_Reporter | None]:
    """What writes *file*, which appears when it is whole; None without one."""
    if file is None:
        yield None
        return
    with whole_file(file) as out:
        yield _Reporter(out)


@contextmanager
def _output(file: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or *file*, which appears when it is whole."""
    if file is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with whole_file(file) as out:
        yield out
