"""An archive copied into another database, cut off and taken up again, and back."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from opendata.archive.archive import Archive
from opendata.archive.copy import copy_archive, snapshot
from opendata.archive.database import connect
from opendata.errors import ArchiveError
from tests.postgresql.server import programs, server

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))
from tiny import House, gone, live, many, rejected


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An installation with a history."""
    opened = House(tmp_path / "home")
    opened.harvest(*many(0, 2500))
    opened.publish()
    opened.harvest(live("001", "changed"), gone("002"), rejected("003"))
    opened.publish()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with server() as running:
        yield running


KILLED = """
import os, signal, sys
from opendata.archive.archive import Archive
from opendata.archive.copy import copy_archive, snapshot
def kill(table, rows):
    if (table, rows) == ("versions", 2000):
        os.kill(os.getpid(), signal.SIGKILL)
with Archive.open(sys.argv[1]) as archive, snapshot(archive.engine) as reading:
    copy_archive(reading, sys.argv[2], kill)
"""


def copied(house: House, url: str) -> dict[str, tuple[int, str]]:
    with snapshot(house.archive.engine) as reading:
        return {each.table: (each.rows, each.digest) for each in copy_archive(reading, url)}


def test_killed_midway_it_goes_on(house: House, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    child = [sys.executable, "-c", KILLED, house.archive.url, url]
    assert subprocess.run(child, check=False).returncode == -9
    with pytest.raises(ArchiveError, match="was cut off"):
        Archive.open(url)
    done = copied(house, url)
    assert done["versions"][0] == 2502 + 1
    assert done == copied(house, f"sqlite:///{tmp_path / 'undisturbed.db'}")
    with Archive.open(url) as archive:
        assert list(archive.records()) == list(house.archive.records())
        assert archive.position() == house.archive.position()


def test_to_postgresql_and_back(house: House, tmp_path: Path, address: str) -> None:
    with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE moved TEMPLATE template0")
    url = f"{address}moved".replace("://", "+psycopg://", 1)
    there = copied(house, url)
    moved = House(house.settings.home, house.settings)
    moved.archive.close()
    moved.archive = Archive.open(url)
    assert list(moved.archive.records()) == list(house.archive.records())
    back = copied(moved, f"sqlite:///{tmp_path / 'back.db'}")
    assert back == there
    # What numbers itself goes on behind what was copied.
    moved.harvest(live("001", "changed again"))
    assert moved.publish().changed == 1
    moved.close()


def test_a_target_that_holds_something_is_refused(house: House, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="holds an archive already"):
        copied(house, house.archive.url)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    engine = connect(other)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE accounts (id INTEGER)"))
    engine.dispose()
    with pytest.raises(ArchiveError, match=r"tables of something else \(accounts\)"):
        copied(house, other)


def test_an_archive_that_changed_between_two_attempts_is_found_out(house: House, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'copy.db'}"
    child = [sys.executable, "-c", KILLED, house.archive.url, url]
    assert subprocess.run(child, check=False).returncode == -9
    with house.archive.engine.begin() as connection:
        connection.execute(text("UPDATE versions SET reason = 'other' WHERE id = 7"))
    with pytest.raises(ArchiveError, match="the table versions"):
        copied(house, url)
