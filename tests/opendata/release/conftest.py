"""Installations in temporary folders, with the tiny converter."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# The test modules and the child processes of some of them share tiny.py.
sys.path.insert(0, str(Path(__file__).parent))

from tiny import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An empty installation with the libraries `a` and `b`."""
    opened = House(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Callable[[str], House]]:
    """Makes further empty installations by name."""
    opened = []

    def make(name: str) -> House:
        opened.append(House(tmp_path / name))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
