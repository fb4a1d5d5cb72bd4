"""The engine of others that answers /sparql, where there is one: it holds the release, and all of it."""

from opendata.release import index
from opendata.verify.report import Report
from opendata.verify.scope import Scope


def verify(scope: Scope, report: Report) -> None:
    """Counts what the engine holds."""
    if not scope.settings.store.url:
        report.skipped = "none is set: Oxigraph in the home folder answers /sparql"
        return
    # Only here: it loads what other installations never need.
    from opendata.release import engine_copy
    from sparql.engine import EngineError

    scope.progress("counting what the engine holds", 0, None)
    try:
        there, statements = engine_copy.held(scope.settings)
    except EngineError as error:
        report.disagrees("engine", f"it cannot be asked: {error}")
        return
    report.looked_at["statements"] = statements
    wanted = index.release(scope.archive, there.release) if there is not None else None
    if there is None or wanted is None or there.release < scope.release.number:
        what = f"release {there.release}" if there is not None else "no release"
        report.disagrees(
            "engine", f"it holds {what}, and not {scope.release.number}; `opendata publish` brings it there"
        )
    elif statements != wanted.statements:
        report.disagrees(
            "engine",
            f"it holds {statements:,} statements of release {wanted.number}, which has {wanted.statements:,}",
        )
