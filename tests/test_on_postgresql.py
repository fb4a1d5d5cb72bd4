"""A part of the suite with its archives in PostgreSQL; `make test-postgresql` runs all of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql.server import programs

_TESTS = Path(__file__).parent
_CHOSEN = (
    "opendata/archive/test_archive.py",
    "opendata/archive/test_listing.py",
    "opendata/archive/test_runs.py",
    "opendata/archive/test_mended_records.py",
    "opendata/archive/test_origins.py",
    "opendata/release/test_blocks.py",
    "opendata/release/test_changes.py",
    "opendata/release/test_index.py",
    "opendata/release/test_membership.py",
    "opendata/release/test_plan.py",
    "opendata/release/test_totals.py",
    "opendata/doors/test_oai_door.py",
    "opendata/doors/test_change_feeds.py",
    "opendata/test_cli_harvest.py",
)


@pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed")
def test_what_reads_and_writes_the_archive_does_so_in_postgresql() -> None:
    chosen = [str(_TESTS / name) for name in _CHOSEN]
    command = [sys.executable, str(_TESTS / "postgresql" / "run.py"), "-q", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *chosen], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:]
