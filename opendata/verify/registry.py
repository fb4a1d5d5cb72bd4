"""The parts of an installation that can be verified, in the order in which they build on one another."""

from collections.abc import Callable, Mapping

from opendata.verify import archive, changes, dumps, engine, index, search, statistics, store
from opendata.verify.report import Report
from opendata.verify.scope import Scope

PARTS: Mapping[str, Callable[[Scope, Report], None]] = {
    "archive": archive.verify,
    "index": index.verify,
    "changes": changes.verify,
    "store": store.verify,
    "statistics": statistics.verify,
    "engine": engine.verify,
    "search": search.verify,
    "dumps": dumps.verify,
}
