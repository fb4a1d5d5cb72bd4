"""What a page of ListRecords costs at the beginning of 3 million records, and at 99 % of them; in a set too.

The release's index is filled without harvesting and converting: a thousand versions stand for all. The page
is asked for at the WSGI application; the ratio of the medians is what counts. A whole ListIdentifiers tells
whether memory grows.
"""

import json
import resource
import sqlite3
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

from measured import ROOT, fresh, home_with

sys.path.insert(0, str(ROOT))

from oai_pages import list_of, marcxml, ours

from oai.repository import Selection
from oai.tokens import Token, Tokens
from opendata.archive.archive import Archive
from opendata.archive.compression import Compression
from opendata.doors.oai_secret import secret_of
from opendata.settings import load

RECORDS = 3_000_000
VERSIONS = 1_000
IN_SET = 10
"""One in so many records is of the smaller library, all over the list."""
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_RELEASES = 100
ASKED = 300


def filled(archive: Archive, file: str) -> None:
    """The tables of a repository of RECORDS records, published by a hundred releases."""
    pack = Compression({})
    stamp = int(_BEGUN.timestamp())
    with sqlite3.connect(file) as table:
        table.executemany(
            "INSERT INTO versions (id, library, identifier, state, format, datestamp, harvested_at, digest, "
            "reason, encoding, payload) VALUES (?, 'many', ?, 'live', 'marc21', ?, ?, x'00', '', 'auto', ?)",
            (
                (n, f"{n:08}", stamp, stamp, pack.compress(marcxml(n).encode(), None))
                for n in range(1, VERSIONS + 1)
            ),
        )
        table.executemany(
            "INSERT INTO publications (id, release, library, identifier, version, deleted, ready) "
            "VALUES (?, ?, ?, ?, ?, 0, 1)",
            (
                (
                    n,
                    1 + (n - 1) * _RELEASES // RECORDS,
                    "few" if n % IN_SET == 0 else "many",
                    f"{n:08}",
                    1 + n % VERSIONS,
                )
                for n in range(1, RECORDS + 1)
            ),
        )
        facts = json.dumps(
            {
                "base_iri": "http://127.0.0.1:8000/",
                "converter": "0",
                "libraries": {},
                "sets": "1",
                "formats": "1",
            }
        )
        part = RECORDS // _RELEASES
        table.executemany(
            "INSERT INTO releases (number, state, instant, position, first_publication, last_publication, "
            "statements, facts) VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
            (
                (
                    n,
                    "current" if n == _RELEASES else "past",
                    stamp + n * 86_400,
                    VERSIONS,
                    (n - 1) * part + 1,
                    n * part,
                    facts,
                )
                for n in range(1, _RELEASES + 1)
            ),
        )
        table.execute("INSERT INTO set_names VALUES (1, 'language', 'marc21'), (2, 'language:vie', 'marc21')")
        spoken = range(3, RECORDS + 1, IN_SET)
        table.executemany(
            "INSERT INTO members VALUES (0, ?, ?)", ((number, n) for number in (1, 2) for n in spoken)
        )
        table.execute(f"UPDATE publications SET sets = 'language:vie' WHERE id % {IN_SET} = 3")
        table.execute("INSERT INTO release_sets VALUES (?, 2, ?)", (_RELEASES, len(spoken)))
        for library, count in (("few", RECORDS // IN_SET), ("many", RECORDS - RECORDS // IN_SET)):
            table.execute("INSERT INTO release_counts VALUES (?, ?, ?, 0)", (_RELEASES, library, count))


def main() -> None:
    folder = fresh("oai-depth")
    home = home_with("oai-depth-home", folder / "none.xml")
    settings = load(home)
    started = time.monotonic()
    with Archive.open(settings.archive_url) as archive:
        filled(archive, str(home / "archive.db"))
    size = sum(file.stat().st_size for file in home.glob("archive.db*"))
    print(
        f"index of {RECORDS:,} records: {size / RECORDS:.0f} bytes each, {time.monotonic() - started:.0f} s"
    )
    answer = ours(home, compressed=False)
    tokens = Tokens(secret_of(settings), None, lambda: datetime.now(UTC))
    until = _BEGUN + timedelta(days=_RELEASES + 1)

    def seconds(after: int, set_spec: str) -> float:
        selection = Selection("marc21", None, until, set_spec)
        taken = []
        for turn in range(ASKED):
            # Another place each time: a page that was read before would come from memory.
            token, _ = tokens.issue(
                Token("ListRecords", selection, f"{after + 101 * turn}.{_RELEASES}", "x", 100, RECORDS)
            )
            begun = time.perf_counter()
            page = answer({"verb": "ListRecords", "resumptionToken": token})
            taken.append(time.perf_counter() - begun)
            assert page.count(b"<record>") == 100, page[:600]
        return statistics.median(taken)

    for set_spec in ("", "few", "many", "language:vie"):
        seconds(0, set_spec)
        first, deep = seconds(0, set_spec), seconds(RECORDS * 98 // 100, set_spec)
        where = f"in the set {set_spec}" if set_spec else "of all"
        print(
            f"  a page {where}: {first * 1000:.2f} ms at the beginning, {deep * 1000:.2f} ms at 98 to 99 %, "
            f"ratio {deep / first:.2f}   (bar: 1.2)"
        )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = sum(page.count(b"<header>") for page in list_of(answer, "ListIdentifiers"))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"  ListIdentifiers of all: {found:,} records; "
        f"memory {before >> 10} MiB before, {after >> 10} MiB behind"
    )


if __name__ == "__main__":
    main()
