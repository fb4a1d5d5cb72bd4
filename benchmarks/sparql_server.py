"""A store of made-up bibliographic data, and servers of it, for the benchmarks of /sparql.

python benchmarks/sparql_server.py CHECKPOINT PORT CACHE-BYTES TIME-OUT
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measured import ROOT

sys.path.insert(0, str(ROOT))

RECORDS = 10_000
_SHARED = ROOT.parent / "shared" / "bench"
_BF = "http://id.loc.gov/ontologies/bibframe/"


def queries() -> dict[str, str]:
    """The mix, by name."""
    files = sorted((_SHARED / "queries").glob("*.rq"))
    if files:
        return {file.stem: file.read_text(encoding="utf-8") for file in files}
    prefix = f"PREFIX bf: <{_BF}> "
    title = "?w bf:title/bf:mainTitle ?t"
    return {
        "look-up": f"{prefix} SELECT * {{ <http://e/7#Work> ?p ?o }}",
        "title": f'{prefix} SELECT ?w {{ {title} FILTER(?t = "Nhan đề 42") }}',
        "describe": "DESCRIBE <http://e/99#Work>",
        "ask": f"{prefix} ASK {{ <http://e/5#Work> a bf:Work }}",
        "languages": f"{prefix} SELECT ?l (COUNT(*) AS ?n) {{ ?w bf:language ?l }} GROUP BY ?l",
        "regex": f'{prefix} SELECT ?w {{ {title} FILTER REGEX(?t, "đề 9.*7$") }}',
        "sorted": f"{prefix} SELECT ?w ?t {{ {title} }} ORDER BY DESC(?t) LIMIT 50",
        "page": f"{prefix} SELECT ?w ?t {{ {title} }} ORDER BY ?t LIMIT 25 OFFSET 500",
        "all": f"{prefix} SELECT ?w ?t ?l {{ {title} . ?w bf:language ?l }}",
        "graph": f"{prefix} CONSTRUCT {{ ?w bf:label ?t }} WHERE {{ {title} }}",
    }


def statements(file: Path) -> None:
    """Writes the store's statements as N-Triples."""
    generator = _SHARED / "gen_bibframe.py"
    if generator.is_file():
        made = ("--records", str(RECORDS), "--seed", "1", "--triples", "--out", str(file))
        subprocess.run([sys.executable, generator, *made], check=True, stderr=subprocess.DEVNULL)
        return
    with file.open("w", encoding="utf-8") as out:
        for number in range(RECORDS):
            work, title = f"<http://e/{number}#Work>", f"<http://e/{number}#title>"
            out.write(f"{work} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{_BF}Work> .\n")
            out.write(f"{work} <{_BF}title> {title} .\n{work} <{_BF}language> <http://e/l{number % 9}> .\n")
            out.write(f'{title} <{_BF}mainTitle> "Nhan đề {number}" .\n')


PROCESSES: dict[int, int] = {}
"""Process ids by port."""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


@contextmanager
def running(command: list[str | Path], port: int) -> Iterator[int]:
    """A server, from when it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    PROCESSES[port] = process.pid
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


def ours(checkpoint: Path, port: int, cache: int, timeout: float) -> None:
    """Serves /query over a checkpoint as `opendata serve` does, until it is killed."""
    from flask import Flask

    from opendata.doors.server import wsgi_server
    from sparql.blueprint import blueprint
    from sparql.endpoint import Endpoint
    from sparql.pool import WorkerPool, most_at_once

    pool = WorkerPool(checkpoint, timeout=timeout, cache=cache)
    app = Flask("bench", static_folder=None)
    app.register_blueprint(blueprint(Endpoint(pool=lambda: pool)), url_prefix="/query")
    wsgi_server(app, most_at_once(pool.workers), "127.0.0.1", port).run()


def command(checkpoint: Path, port: int, cache: int, timeout: float) -> list[str | Path]:
    """Runs `ours` in a process of its own."""
    return [sys.executable, __file__, checkpoint, str(port), str(cache), str(timeout)]


def make_store(folder: Path) -> Path:
    """Fills folder/store and makes folder/checkpoint of it, which is returned."""
    from sparql.store import Store

    statements(folder / "data.nt")
    store = Store.open(folder / "store")
    store.bulk_load([folder / "data.nt"])
    print(f"{store.count():,} statements, {os.cpu_count()} cores")
    store.checkpoint(folder / "checkpoint")
    store.close()
    return folder / "checkpoint"


if __name__ == "__main__":
    ours(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
