"""What was counted of the release's store, counted once more."""

from dataclasses import asdict

from pyoxigraph import Store

from opendata.release import folders, statistics
from opendata.verify.report import Report
from opendata.verify.scope import Scope


def verify(scope: Scope, report: Report) -> None:
    """Compares the statistics of the release with its store."""
    release = scope.release
    known = statistics.read(scope.settings.releases_path, release.number)
    if known is None:
        _unknown(scope, report)
        return
    if known.triples != release.statements:
        report.disagrees(
            "statistics",
            f"{known.triples:,} statements were counted, and the release has {release.statements:,}",
        )
    if scope.quick:
        return
    scope.progress("counting what the store holds", 0, None)
    store = Store.read_only(str(folders.store_path(scope.settings.releases_path, release.number)))
    counted = asdict(statistics.count(store, release.facts.base_iri, release.instant.year))
    report.looked_at["statements"] = counted["triples"]
    for name, said in asdict(known).items():
        if said != counted[name]:
            report.disagrees("statistics", f"{name} is said to be {said}, and is {counted[name]}")


def _unknown(scope: Scope, report: Report) -> None:
    """There need be none before a dump; but what is there must be readable."""
    number = str(scope.release.number)
    if (scope.settings.releases_path / number / statistics.FILE).exists():
        report.disagrees("statistics", f"{statistics.FILE} of release {number} cannot be read")
    else:
        report.skipped = "they were not counted yet; `opendata dump` counts them"
