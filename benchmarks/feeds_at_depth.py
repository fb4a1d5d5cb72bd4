"""How long a page of a feed, a resource list and a sitemap take at the end of a long change log.

    python benchmarks/feeds_at_depth.py --records 1000000

It fills an archive with publications and changes as two releases would have left them (no records, no store:
what is measured is the reading along the key and the writing out), asks the real doors for the first and the
last page of each feed, and prints the medians. It times writing the log for all of them, too.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert

from opendata.archive.archive import Archive
from opendata.archive.database import writing
from opendata.archive.schema import CURRENT, PAST, publications, release_changes, releases
from opendata.doors.application import application
from opendata.doors.published import Published
from opendata.doors.releases import PoolOfRelease
from opendata.feeds import emm, ldes
from opendata.release import blocks, changes
from opendata.release.facts import Facts
from opendata.settings import Settings

_AT_ONCE = 50_000
_TIMES = 7


def rows(count: int) -> Iterator[dict[str, Any]]:
    """The publications of the first release."""
    for number in range(1, count + 1):
        yield {
            "id": number,
            "release": 1,
            "library": "nlv",
            "identifier": f"{number:08}",
            "version": number,
            "deleted": False,
            "ready": True,
            "sets": "",
            "digest": b"x" * 32,
            "length": 9000,
        }


def fill(archive: Archive, settings: Settings, count: int) -> float:
    """Two releases; returns the seconds that writing the log took."""
    facts = Facts.of(settings, "1", None).as_json()
    found = rows(count)
    while batch := list(islice(found, _AT_ONCE)):
        with writing(archive.engine) as connection:
            connection.execute(insert(publications), batch)
    began = time.perf_counter()
    logged = changes.log(archive, 1, 0)
    took = time.perf_counter() - began
    with writing(archive.engine) as connection:
        changes.write_count(connection, 1, logged)
        connection.execute(insert(release_changes).values(release=2, first=count + 1, last=count, created=0,
                                                          updated=0, deleted=0))  # fmt: skip
        for number, state in ((1, PAST), (2, CURRENT)):
            connection.execute(
                insert(releases).values(
                    number=number,
                    state=state,
                    instant=datetime(2026, 11, number, tzinfo=UTC),
                    position=count,
                    first_publication=1 if number == 1 else count + 1,
                    last_publication=count,
                    statements=count * 100,
                    facts=facts,
                )
            )
    return took


def measured(app: Flask, path: str) -> tuple[float, int]:
    """The median of the milliseconds that an address takes, and the bytes that it gives."""
    client = app.test_client()
    taken, size = [], 0
    for _ in range(_TIMES):
        began = time.perf_counter()
        answer = client.get(path)
        taken.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, path
        size = len(answer.data)
    return statistics.median(taken), size


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=1_000_000)
    count = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        with Archive.open(settings.archive_url) as archive:
            print(f"the log of {count:,} changes: {fill(archive, settings, count):.1f} s")
            app = application(
                settings, Published(settings, archive), PoolOfRelease(settings, Published(settings, archive))
            )
            last = (count - 1) // blocks.SIZE
            for name, first, end in (
                ("change set (EMM)", "/changes/emm/1", f"/changes/emm/{-(-count // emm.SIZE)}"),
                ("page (LDES)", "/changes/ldes/pages/1", f"/changes/ldes/pages/{-(-count // ldes.SIZE)}"),
                ("root (LDES)", "/changes/ldes", "/changes/ldes"),
                ("change list", "/resourcesync/changes/1-0.xml", f"/resourcesync/changes/1-{last}.xml"),
                ("resource list", "/resourcesync/resources/0.xml", f"/resourcesync/resources/{last}.xml"),
                ("sitemap", "/sitemap/0.xml", f"/sitemap/{last}.xml"),
                ("sitemap index", "/sitemap.xml", "/sitemap.xml"),
            ):
                (one, size), (other, _) = measured(app, first), measured(app, end)
                print(f"{name:20} first {one:7.1f} ms   last {other:7.1f} ms   {size:>9,} bytes")
            began = time.perf_counter()
            release = Published(settings, archive).release()
            assert release is not None
            found = blocks.blocks(archive, release)
            print(f"{len(found)} blocks found in {1000 * (time.perf_counter() - began):.1f} ms")


if __name__ == "__main__":
    main()
