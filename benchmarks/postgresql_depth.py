"""What an archive in PostgreSQL costs at one million records and at ten: `make bench BENCH=postgresql_depth`.

The tables are filled by the server itself: a thousand payloads stand for all, everything else has as many
rows as there would be. Then the archive's own code is asked for pages of OAI-PMH at the beginning and near
the end, for records by their identifiers, and to store a page of a harvest. The ratio of the sizes counts.
`RECORDS=100000000` asks for that size alone (200 GB, hours).
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from measured import ROOT, fresh, home_with

sys.path.insert(0, str(ROOT))

import psycopg
from oai_pages import marcxml, ours
from sqlalchemy import select, text

from harvesters.records import HarvestedRecord, Page
from oai.repository import Selection
from oai.tokens import Token, Tokens
from opendata.archive.archive import Archive
from opendata.archive.compression import Compression
from opendata.archive.schema import publications
from opendata.doors.oai_secret import secret_of
from opendata.settings import load
from tests.postgresql.server import programs, server

SIZES = (1_000_000, 10_000_000)
PAYLOADS = 1_000
IN_SET = 10
RELEASES = 100
ASKED = 200
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_FILL = """
INSERT INTO versions (id, library, identifier, state, format, datestamp, harvested_at, digest, reason,
                      encoding, payload)
SELECT n, CASE WHEN n % {in_set} = 0 THEN 'few' ELSE 'many' END, lpad(n::text, 9, '0'), 'live', 'marc21',
       {stamp}, {stamp}, decode(md5(n::text), 'hex'), '', 'auto', payload
FROM generate_series(1, {records}) AS n JOIN payloads ON payloads.number = n % {payloads};
INSERT INTO records SELECT library, identifier, id, id FROM versions ORDER BY library, identifier;
INSERT INTO publications (id, release, library, identifier, version, deleted, ready, sets, digest, length)
SELECT id, 1 + (id - 1) * {releases} / {records}, library, identifier, id, false, true,
       CASE WHEN id % {in_set} = 3 THEN 'language:vie' ELSE '' END, digest, 5000
FROM versions ORDER BY id;
INSERT INTO members SELECT 0, n, id FROM publications, (VALUES (1), (2)) AS sets (n) WHERE id % {in_set} = 3;
INSERT INTO changes SELECT id, release, library, identifier, 'created' FROM publications;
INSERT INTO set_names VALUES (1, 'language', 'marc21'), (2, 'language:vie', 'marc21');
INSERT INTO release_sets VALUES ({releases}, 2, {records} / {in_set});
INSERT INTO release_counts VALUES ({releases}, 'few', {records} / {in_set}, 0),
                                  ({releases}, 'many', {records} - {records} / {in_set}, 0);
INSERT INTO tallies VALUES ('few', 'live', {records} / {in_set}),
                           ('many', 'live', {records} - {records} / {in_set});
UPDATE position SET last = {records};
SELECT setval(pg_get_serial_sequence('publications', 'id'), {records});
"""
_RELEASE = (
    "INSERT INTO releases (number, state, instant, position, first_publication, last_publication, "
    "statements, facts) VALUES (%s, %s, %s, %s, %s, %s, 0, %s)"
)


def filled(address: str, records: int) -> None:
    """An archive of a repository of so many *records*, published by a hundred releases."""
    pack = Compression({})
    stamp = int(_BEGUN.timestamp())
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TEMPORARY TABLE payloads (number integer PRIMARY KEY, payload bytea)")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO payloads VALUES (%s, %s)",
                [(n, pack.compress(marcxml(n).encode(), None)) for n in range(PAYLOADS)],
            )
        for statement in filter(str.strip, _FILL.split(";")):
            filling = statement.format(
                records=records, releases=RELEASES, in_set=IN_SET, payloads=PAYLOADS, stamp=stamp
            )
            connection.execute(filling)  # type: ignore[arg-type]
        facts = json.dumps(
            {
                "base_iri": "http://127.0.0.1:8000/",
                "converter": "0",
                "libraries": {},
                "sets": "1",
                "formats": "1",
            }
        )
        part = records // RELEASES
        with connection.cursor() as cursor:
            cursor.executemany(
                _RELEASE,
                [
                    (
                        n,
                        "current" if n == RELEASES else "past",
                        stamp + n * 86_400,
                        records,
                        (n - 1) * part + 1,
                        n * part,
                        facts,
                    )
                    for n in range(1, RELEASES + 1)
                ],
            )
        connection.execute("VACUUM ANALYZE")


def measured(address: str, records: int) -> dict[str, float]:
    """Milliseconds, medians, of what doors and harvests ask for."""
    home = home_with("postgresql-depth-home", fresh("postgresql-depth") / "none.xml")
    (home / "opendata.toml").write_text(f'[archive]\nurl = "{address}"\n', encoding="utf-8")
    settings = load(home)
    with Archive.open(settings.archive_url) as archive:
        filled(address, records)
        answer = ours(home, compressed=False)
        tokens = Tokens(secret_of(settings), None, lambda: datetime.now(UTC))
        until = _BEGUN + timedelta(days=RELEASES + 1)
        found: dict[str, float] = {}

        def page(after: int, set_spec: str) -> Callable[[int], None]:
            def ask(turn: int) -> None:
                selection = Selection("marc21", None, until, set_spec)
                place = f"{after + 101 * turn}.{RELEASES}"
                token, _ = tokens.issue(Token("ListRecords", selection, place, "x", 100, records))
                got = answer({"verb": "ListRecords", "resumptionToken": token})
                assert got.count(b"<record>") == 100, got[:600]

            return ask

        for set_spec in ("", "few", "language:vie"):
            where = f"OAI-PMH, a page of a hundred{f' of {set_spec}' if set_spec else ''}"
            found[f"{where}, at the beginning"] = median(page(0, set_spec))
            found[f"{where}, at 97 %"] = median(page(records * 97 // 100, set_spec))
        step = records // ASKED

        def record(turn: int) -> None:
            number = turn * step + 1
            library = "few" if number % IN_SET == 0 else "many"
            assert archive.record(library, f"{number:09}") is not None

        def harvested(turn: int) -> None:
            """A hundred records, of which fifty are new and fifty changed."""
            changed = [f"{turn * step + each * 13 + 1:09}" for each in range(50)]
            new = [f"n{turn:05}-{each:02}" for each in range(50)]
            taken = tuple(
                HarvestedRecord("many", identifier, _BEGUN, False, "marc21", marcxml(turn + at).encode())
                for at, identifier in enumerate((*changed, *new))
            )
            archive.store_page("many", Page(taken, {"page": str(turn)}, False, None), _BEGUN)

        found["a record by its identifier"] = median(record)
        found["a page of a harvest, fifty new and fifty changed"] = median(harvested)
        with archive.engine.connect() as connection:
            for name, statement in _explained(records).items():
                plan = connection.scalar(text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"))
                found[f"{name}: blocks read"] = blocks(plan[0]["Plan"])
    return found


def _explained(records: int) -> dict[str, str]:
    ordered = (
        select(publications.c.id)
        .where(publications.c.superseded_by.is_(None), publications.c.id > records * 97 // 100)
        .order_by(publications.c.id)
        .limit(101)
    )
    return {"publications near the end": str(ordered.compile(compile_kwargs={"literal_binds": True}))}


def blocks(plan: dict[str, Any]) -> float:
    """Blocks of 8 KiB that a plan touched, in memory or not."""
    return float(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def median(ask: Callable[[int], None]) -> float:
    taken = []
    for turn in range(ASKED):
        begun = time.perf_counter()
        ask(turn)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[ASKED // 10 :])


def main() -> int:
    if programs() is None:
        print("no PostgreSQL server is installed; left out")
        return 0
    sizes = [int(os.environ["RECORDS"])] if "RECORDS" in os.environ else list(SIZES)
    every = []
    for size in sizes:
        with server() as address:
            with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE depth TEMPLATE template0")
            begun = time.monotonic()
            every.append(measured(f"{address}depth", size))
            with psycopg.connect(f"{address}depth") as connection:
                (taken,) = connection.execute("SELECT pg_database_size('depth')").fetchone() or (0,)
            print(
                f"{size:,} records: {taken / size:,.0f} bytes each, {time.monotonic() - begun:.0f} s",
                flush=True,
            )
    print(f"{'median ms':54}" + "".join(f"{size:>14,}" for size in sizes) + "   ratio")
    for name, first in every[0].items():
        row = [found[name] for found in every]
        print(f"{name:54}" + "".join(f"{cost:14.2f}" for cost in row) + f"   {row[-1] / first:5.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
