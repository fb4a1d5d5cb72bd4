"""What holds for all tests: what runs is what the sources say, also where they are compiled."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent


def pytest_configure(config: pytest.Config) -> None:
    """Ends the run where a compiled module is older than its source: the tests would not see an edit."""
    stale = [
        source.relative_to(_ROOT)
        for package in ("harvesters", "vocabularies", "opendata")
        for compiled in (_ROOT / package).rglob("*.so")
        for source in [compiled.with_name(compiled.name.partition(".")[0] + ".py")]
        if source.exists() and source.stat().st_mtime > compiled.stat().st_mtime
    ]
    if stale:
        names = ", ".join(str(path) for path in sorted(stale)[:3])
        pytest.exit(
            f"edited since it was compiled: {names}: run 'make setup', or 'make pure' while you edit", 4
        )
