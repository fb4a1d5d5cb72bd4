"""The release's store: every published record, converted anew, gives exactly what the store holds.

Both sides are sorted on the disk, a run of lines for each batch, and compared in one pass: memory stays flat,
and what is missing or too much is named. The room that this takes for a while is some tenth of the store's.
"""

import io
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyoxigraph
from sqlalchemy import select

from opendata.archive.schema import publications
from opendata.dump.lines import compared, merged
from opendata.dump.runs import Run, few, opened
from opendata.quality.totals import Totals
from opendata.release import folders, sets, totals
from opendata.release.executor import in_order
from opendata.release.network import network_statements
from opendata.verify.index import shown
from opendata.verify.records import as_held, convert
from opendata.verify.report import Report
from opendata.verify.scope import Scope
from sparql.shared_statements import FILE as SHARED
from sparql.shared_statements import SharedStatements, tally

_BATCH = 1000
_SORTED_AT_ONCE = 16 << 20
"""Bytes of the store's statements that are sorted in memory."""


def verify(scope: Scope, report: Report) -> None:
    """Compares the store with the archive."""
    release = scope.release
    checkpoint = folders.store_path(scope.settings.releases_path, release.number)
    _facts(scope, report)
    store = pyoxigraph.Store.read_only(str(checkpoint))
    if scope.quick:
        report.looked_at["statements"] = release.statements
        return
    if (said := made_otherwise(scope)) is not None:
        report.skipped = said
        return
    _network(scope, report)
    _compare(scope, report, store, checkpoint)


def made_otherwise(scope: Scope) -> str | None:
    """Why this software cannot tell what the release is to hold; None where it can."""
    facts = scope.release.facts
    if (facts.converter, facts.sets) == (scope.converter.version, sets.VERSION):
        return None
    return (
        f"release {scope.release.number} was made by version {facts.converter} of the converter, and this is "
        f"version {scope.converter.version}; `opendata publish` makes a release that can be looked at"
    )


def _facts(scope: Scope, report: Report) -> None:
    """The file that tells of the release says what the archive says."""
    release = scope.release
    file = scope.settings.releases_path / str(release.number) / folders.FACTS
    try:
        told: dict[str, Any] = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        report.disagrees("facts", f"{file.name} of release {release.number} cannot be read: {error}")
        return
    known = {
        "release": release.number,
        "instant": release.instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "position": release.position,
        "statements": release.statements,
        **release.facts.as_json(),
    }
    for name, value in known.items():
        if told.get(name) != json.loads(json.dumps(value)):
            report.disagrees("facts", f"{file.name} says otherwise than the archive what {name} is")


def _network(scope: Scope, report: Report) -> None:
    wanted = network_statements(scope.release.facts, scope.converter.vocabularies())
    try:
        there = folders.read_network(scope.settings.releases_path, scope.release.number)
    except OSError as error:
        report.disagrees("network", f"{folders.NETWORK} cannot be read: {error.strerror}")
        return
    for statement in sorted(set(wanted) - set(there)):
        report.disagrees("network", f"{folders.NETWORK} lacks {statement}")
    for statement in sorted(set(there) - set(wanted)):
        report.disagrees("network", f"{folders.NETWORK} has {statement}, which nothing gives")


def _compare(scope: Scope, report: Report, store: pyoxigraph.Store, checkpoint: Path) -> None:
    ours, theirs = scope.spill / "archive", scope.spill / "store"
    for folder in (ours, theirs):
        folders.empty(folder)
    counted = SharedStatements(ours)
    try:
        runs = _converted(scope, report, ours, counted)
        counted.settle()
    finally:
        counted.close()
    held = _held(scope, store, theirs)
    _sides(scope, report, few(runs, ours, scope.executor), few(held, theirs, scope.executor))
    _shared(report, ours / SHARED, checkpoint / SHARED)


def _converted(scope: Scope, report: Report, folder: Path, counted: SharedStatements) -> list[Path]:
    """Sorted runs of what the archive gives."""
    network = dict.fromkeys(network_statements(scope.release.facts, scope.converter.vocabularies()), 1)
    runs = [folder / "network.zst"]
    with Run(runs[0]) as run:
        run.write(sorted(as_held(set(network))))
    counted.add(tally(network))
    found = Totals()
    tasks = (
        (scope.archive.url, scope.conversion, ids, folder / f"{number}.zst")
        for number, ids in enumerate(published(scope))
    )
    total = report.looked_at["records"]
    for done in in_order(scope.executor, convert, tasks):
        runs.append(done.file)
        counted.add(done.shared)
        found.merge(done.totals)
        report.merge(done.counts, done.examples)
        total += done.records
        scope.progress("converting anew", total, None)
    report.looked_at["records"] = total
    _totals(scope, report, found)
    return runs


def published(scope: Scope) -> Iterable[list[int]]:
    """The numbers of the publications of live records, a batch at a time."""
    after = 0
    wanted = select(publications.c.id).where(shown(scope.release), ~publications.c.deleted)
    wanted = wanted.order_by(publications.c.id).limit(_BATCH)
    while True:
        with scope.archive.engine.connect() as connection:
            ids = list(connection.scalars(wanted.where(publications.c.id > after)))
        if not ids:
            return
        yield ids
        after = ids[-1]


def _totals(scope: Scope, report: Report, found: Totals) -> None:
    """What was counted for the quality report."""
    told = totals.read(scope.archive, scope.release.number)
    for library in sorted({*found.extents, *told.extents}):
        if found.extents.get(library) != told.extents.get(library):
            report.disagrees(
                "extent",
                f"{library} is said to have {told.extents.get(library)}, "
                f"and has {found.extents.get(library)}",
            )
    there, said = dict(found.sorted()), dict(told.sorted())
    for place in sorted({*there, *said}):
        if there.get(place) != said.get(place):
            report.disagrees("finding", f"{place} is said to be {said.get(place)}, and is {there.get(place)}")


class _Sorting(io.RawIOBase):
    """Takes the store's N-Triples, and writes sorted runs of them."""

    def __init__(self, folder: Path, told: Any) -> None:
        super().__init__()
        self._folder = folder
        self._told = told
        self._pieces: list[bytes] = []
        self._bytes = 0
        self.statements = 0
        self.runs: list[Path] = []

    def writable(self) -> bool:
        """See io.RawIOBase."""
        return True

    def write(self, data: Any) -> int:
        """See io.RawIOBase."""
        taken = bytes(data)
        self._pieces.append(taken)
        self._bytes += len(taken)
        if self._bytes > _SORTED_AT_ONCE:
            self._sort(last=False)
        return len(taken)

    def end(self) -> list[Path]:
        """The runs."""
        self._sort(last=True)
        return self.runs

    def _sort(self, *, last: bool) -> None:
        lines = b"".join(self._pieces).split(b"\n")
        rest = b"" if last else lines.pop()
        statements = sorted({line.removesuffix(b" .") for line in lines if line})
        self._pieces, self._bytes = [rest], len(rest)
        self.statements += len(statements)
        self._told("reading the store", self.statements, None)
        self.runs.append(self._folder / f"{len(self.runs)}.zst")
        with Run(self.runs[-1]) as run:
            run.write(statements)


def _held(scope: Scope, store: pyoxigraph.Store, folder: Path) -> list[Path]:
    sorting = _Sorting(folder, scope.progress)
    with io.BufferedWriter(sorting, 1 << 20) as out:
        store.dump(out, pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
        out.flush()
        return sorting.end()


def _sides(scope: Scope, report: Report, ours: list[Path], theirs: list[Path]) -> None:
    statements = 0
    with opened(ours) as given, opened(theirs) as held:
        for missing, extra in compared(merged(given), _counting(merged(held), report)):
            for line in missing:
                report.disagrees("missing statement", f"the store lacks {line.decode()}")
            for line in extra:
                report.disagrees("extra statement", f"no record gives {line.decode()}")
    statements = report.looked_at["statements"]
    if statements != scope.release.statements:
        report.disagrees(
            "statements",
            f"the release is said to have {scope.release.statements:,}, and its store holds {statements:,}",
        )


def _counting(stream: Iterable[list[bytes]], report: Report) -> Any:
    for block in stream:
        report.looked_at["statements"] += len(block)
        yield block


def _shared(report: Report, ours: Path, theirs: Path) -> None:
    """How many records state what they share: what tells, later, when a statement goes."""
    with closing(sqlite3.connect(ours.as_uri(), uri=True)) as counted:
        counted.execute("ATTACH DATABASE ? AS told", (f"{theirs.as_uri()}?mode=ro",))
        wanted = (
            "SELECT statement, (SELECT records FROM told.counts AS t WHERE t.statement = m.statement), "
            "records FROM main.counts AS m UNION ALL SELECT statement, records, NULL FROM told.counts AS t "
            "WHERE statement NOT IN (SELECT statement FROM main.counts)"
        )
        for name, said, there in counted.execute(wanted):
            if said != there:
                report.disagrees(
                    "shared statement",
                    f"{name.hex()} is said to be stated by {said or 1} records, and is by {there or 1}",
                )
