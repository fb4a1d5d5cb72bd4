"""An archive in PostgreSQL, on a real server: several machines, that is several homes, share it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.lock import harvest_lock, is_harvesting, publish_lock
from opendata.errors import ArchiveBusyError, ArchiveError, PublishBusyError
from opendata.release import index
from opendata.release.export import export
from opendata.release.fetch import fetch
from opendata.settings import ArchiveSettings
from tests.postgresql.server import programs, server

RELEASE_TESTS = Path(__file__).parents[1] / "release"
sys.path.insert(0, str(RELEASE_TESTS))
from tiny import House, live, many, settings, titles  # noqa: E402

pytestmark = pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server's address, without a database."""
    with server() as running:
        yield running


@pytest.fixture
def url(address: str, request: pytest.FixtureRequest) -> str:
    """An empty database."""
    name = f"t{abs(hash(request.node.nodeid))}"
    with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    return f"{address}{name}"


@pytest.fixture
def home(tmp_path: Path, url: str) -> Iterator[Callable[[str], House]]:
    """Makes installations that share the archive."""
    opened = []

    def make(name: str) -> House:
        shared = replace(settings(tmp_path / name), archive=ArchiveSettings(url=url))
        opened.append(House(tmp_path / name, shared))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


CHILD = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tiny import House, settings
from opendata.settings import ArchiveSettings
home = Path(sys.argv[2])
house = House(home, replace(settings(home), archive=ArchiveSettings(url=sys.argv[3])))
def stop(step):
    if step == "built":
        print("built", flush=True)
        sys.stdin.read()
house.publish(on_step=stop)
"""


def test_one_publisher_at_a_time_across_machines_and_one_that_dies_lets_go(
    home: Callable[[str], House], tmp_path: Path, url: str
) -> None:
    house = home("one")
    house.harvest(*many(0, 5))
    command = [sys.executable, "-c", CHILD, str(RELEASE_TESTS), str(tmp_path / "other"), url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"built\n"
        with (
            pytest.raises(PublishBusyError, match="another machine is publishing"),
            publish_lock(house.settings.home, house.archive.engine, wait=0.3),
        ):
            pass
        assert index.current(house.archive) is None
        os.kill(other.pid, signal.SIGKILL)
    assert house.publish().changed == 5
    release = index.current(house.archive)
    assert release is not None
    assert release.number == 1


def test_a_publisher_whose_lock_is_lost_stamps_nothing(home: Callable[[str], House]) -> None:
    house = home("one")
    house.harvest(*many(0, 5))

    def lose(step: str) -> None:
        if step != "checkpointed":
            return
        with house.archive.engine.begin() as connection:
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
            )

    with pytest.raises(PublishBusyError, match="was lost"):
        house.publish(on_step=lose)
    assert index.current(house.archive) is None
    assert house.publish().changed == 5


def test_a_publisher_on_another_machine_makes_the_next_release(home: Callable[[str], House]) -> None:
    one, other = home("one"), home("other")
    one.harvest(*many(0, 5))
    one.publish()
    one.harvest(live("001", "changed"))
    other.publish()
    same = {"title 0", "title 3", "title 4"}
    assert titles(other.store(2)) == {*same, "changed", "title 2"}
    one.harvest(live("002", "changed, too"))
    one.publish()
    assert titles(one.store(3)) == {*same, "changed", "changed, too"}


def test_one_harvest_of_a_library_across_machines(home: Callable[[str], House]) -> None:
    one, other = home("one"), home("other")
    engine, elsewhere = one.archive.engine, other.archive.engine
    with harvest_lock(one.settings.home, "nlv", engine):
        assert is_harvesting(other.settings.home, "nlv", elsewhere)
        assert not is_harvesting(other.settings.home, "a", elsewhere)
        with (
            pytest.raises(ArchiveBusyError, match="another machine is harvesting nlv"),
            harvest_lock(other.settings.home, "nlv", elsewhere, wait=0.3),
        ):
            pass
        with harvest_lock(other.settings.home, "a", elsewhere, wait=0):
            pass
    assert not is_harvesting(other.settings.home, "nlv", elsewhere)


HARVESTER = """
import sys
from datetime import datetime, UTC
from harvesters.records import HarvestedRecord, Page
from opendata.archive.archive import Archive
url, library = sys.argv[1:]
now = datetime(2026, 1, 1, tzinfo=UTC)
with Archive.open(url) as archive:
    for page in range(20):
        records = [HarvestedRecord(library, f"{page}-{n}", now, False, "marc21", b"x") for n in range(20)]
        archive.store_page(library, Page(tuple(records), {"page": str(page)}, page == 19), now)
"""


def test_several_harvesters_at_once_open_a_new_archive_and_write_to_it(url: str) -> None:
    full = url.replace("://", "+psycopg://", 1)
    running = [subprocess.Popen([sys.executable, "-c", HARVESTER, full, code]) for code in "abcd"]
    assert [each.wait() for each in running] == [0, 0, 0, 0]
    with Archive.open(full) as archive:
        assert archive.position() == 1600
        assert len({record.version for record in archive.records()}) == 1600
        assert all(archive.checkpoint(code) == {"page": "19"} for code in "abcd")


def test_a_writer_that_waits_too_long_says_so(url: str) -> None:
    full = url.replace("://", "+psycopg://", 1)
    with Archive.open(full) as first, Archive.open(full, busy_seconds=0.2) as second:
        began = time.monotonic()
        with writing(first.engine), pytest.raises(ArchiveBusyError, match="another process"):
            second.begin_harvest("a", datetime(2026, 1, 1, tzinfo=UTC))
        assert time.monotonic() - began < 5


def test_no_password_is_told() -> None:
    with pytest.raises(ArchiveError, match="cannot be opened") as told:
        Archive.open("postgresql+psycopg://opendata:very-secret@127.0.0.1:1/archive")
    assert "very-secret" not in str(told.value)


def test_front_ends_share_the_archive_and_fetch_the_rest(
    home: Callable[[str], House], tmp_path: Path
) -> None:
    publisher, front = home("publisher"), home("front")
    for number, title in enumerate(("Truyện Kiều", "Số đỏ"), 1):
        publisher.harvest(live(f"00{number}", title))
        publisher.publish()
        export(publisher.settings, publisher.archive, str(tmp_path / "exported"))
        fetched = fetch(front.settings, str(tmp_path / "exported"))
        assert (fetched.release, fetched.new) == (number, True)
        assert not (front.settings.home / "archives").exists()
        assert front.store(number) == publisher.store(number)
    current = index.current(front.archive)
    assert current is not None
    assert current.number == 2
