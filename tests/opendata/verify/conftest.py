"""The tiny installation of the tests of releases."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "release"))

from tiny import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty installation with the libraries `a` and `b`."""
    opened = House(tmp_path / "home")
    yield opened
    opened.close()
