"""The work of one process: published records converted anew, and what they give compared or written down."""

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph

from opendata.archive.archive import Archive
from opendata.archive.records import Original
from opendata.dump.runs import Run
from opendata.quality.totals import Totals
from opendata.release.conversion import Conversion, ConversionFailed
from opendata.release.work import described, versions_of
from opendata.verify.report import Report
from sparql.shared_statements import tally


class Converted(NamedTuple):
    """What a batch of records gave."""

    file: Path
    """A sorted run of their statements, as the engine holds them."""
    records: int
    statements: int
    shared: list[tuple[bytes, int]]
    """How many of the records state each statement that is not a record's own."""
    totals: Totals
    """What was found in them."""
    counts: Counter[str]
    """Disagreements with what is noted of their publications, as `opendata.verify.report` keeps them."""
    examples: dict[str, list[str]]


def convert(url: str, conversion: Conversion, wanted: list[int], file: Path) -> Converted:
    """Converts the publications *wanted* into a new *file*."""
    own = f"<{conversion.facts.own}"
    every: set[str] = set()
    shared: Counter[str] = Counter()
    totals, report = Totals(), Report("store")
    with Archive.open(url) as archive:
        found = _readable(archive, wanted, report)
    for row, original in found:
        who = f"{row.library} {row.identifier}"
        try:
            told = conversion.told(row.library, row.identifier, row.format, original)
        except ConversionFailed as error:
            report.disagrees("conversion", f"{who} is published, and cannot be converted any more: {error}")
            continue
        if told.examination is not None:
            totals.add(row.library, told.examination)
        _compare(row, described(conversion, row, told), who, report)
        statements = set(told.statements)
        every |= statements
        shared.update(statement for statement in statements if not statement.startswith(own))
    lines = sorted(as_held(every))
    with Run(file) as run:
        run.write(lines)
    return Converted(file, len(wanted), len(lines), tally(shared), totals, report.counts, report.examples)


def _readable(archive: Archive, wanted: list[int], report: Report) -> list[tuple[Any, Original]]:
    """The publications *wanted* with their bytes, but for those that cannot be read."""
    try:
        return versions_of(archive, wanted)
    except Exception as error:  # a damaged frame may ask for anything, memory too
        if len(wanted) == 1:
            said = f"publication {wanted[0]} cannot be read: {type(error).__name__}: {error}"
            report.disagrees("conversion", f"{said}; `opendata verify --part archive` tells more")
            return []
    return [each for number in wanted for each in _readable(archive, [number], report)]


def _compare(row: Any, now: Any, who: str, report: Report) -> None:
    if (row.digest, row.length) != (now.digest, now.length):
        report.disagrees(
            "digest of a record",
            f"{who} is said to have {row.length} bytes of statements with SHA-256 "
            f"{(row.digest or b'').hex()}, and has {now.length} with {now.digest.hex()}",
        )
    if (row.sets or "") != now.sets:
        report.disagrees("sets of a record", f"{who} is said to be in {row.sets}, and belongs in {now.sets}")


def as_held(statements: set[str]) -> set[bytes]:
    """Statements `<s> <p> <o>` as the engine gives them back: numbers, dates, languages in canonical form."""
    plain = {each for each in statements if _is_plain(each)}
    engine = pyoxigraph.Store()
    odd = "".join([f"{each} .\n" for each in statements - plain])
    engine.load(odd.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
    dumped = engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    held = {line.removesuffix(b" .") for line in (dumped or b"").split(b"\n") if line}
    return held.union(each.encode() for each in plain)


def _is_plain(statement: str) -> bool:
    """Whether the engine surely gives it back as it is."""
    return (
        statement.endswith(('"', ">"))
        and '"^^<' not in statement
        and "\\" not in statement
        and statement.isprintable()
    )
