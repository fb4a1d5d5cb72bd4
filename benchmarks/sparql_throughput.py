"""/sparql beside `oxigraph serve`: a mix of 20 queries at 8 connections, on the same store, in turns.

The data are made by ../shared/bench/gen_bibframe.py and the queries those beside it; where these are not,
a small catalogue made here with ten queries of its own. `oxigraph` is the binary of the package of that name,
which is fetched once; it is left out where it cannot be had. Each connection asks all queries in an order of
its own, one after the other. Time-outs are long enough for every query on both sides. With the word `slow`
the query that takes minutes at so many connections (q17, an anti-join) is in the mix, too.
"""

import http.client
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlencode

from measured import OUT, ROOT, fresh

sys.path.insert(0, str(ROOT))

CONNECTIONS = 8
RECORDS = 10_000
TIMEOUT = 120
REPEATS = 5
"""How often each query comes again in a mix with repeats."""
OXIGRAPH = "oxigraph==0.5.13"
_SHARED = ROOT.parent / "shared" / "bench"
_BF = "http://id.loc.gov/ontologies/bibframe/"


class Took(NamedTuple):
    """What one query took, in seconds, and with which status."""

    name: str
    seconds: float
    status: int


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


def oxigraph() -> Path | None:
    """The binary, fetched once; None where it cannot be had."""
    found = shutil.which("oxigraph")
    if found:
        return Path(found)
    folder = OUT / "oxigraph"
    binary = folder / "oxigraph"
    if not binary.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        fetch = ("-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder)
        if subprocess.run([sys.executable, *fetch, OXIGRAPH], check=False).returncode != 0:
            return None
        for wheel in folder.glob("*.whl"):
            with zipfile.ZipFile(wheel) as packed:
                for name in packed.namelist():
                    if name.endswith("/scripts/oxigraph"):
                        binary.write_bytes(packed.read(name))
                        binary.chmod(0o755)
    return binary if binary.is_file() else None


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


@contextmanager
def running(command: list[str | Path], port: int) -> Iterator[int]:
    """A server, from when it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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


def ours(checkpoint: Path, port: int, cache: int) -> None:
    """Serves /query over a checkpoint as `opendata serve` does, until it is killed."""
    from flask import Flask

    from opendata.doors.server import wsgi_server
    from sparql.blueprint import blueprint
    from sparql.endpoint import Endpoint
    from sparql.pool import WorkerPool, most_at_once

    pool = WorkerPool(checkpoint, timeout=TIMEOUT, cache=cache)
    app = Flask("bench", static_folder=None)
    app.register_blueprint(blueprint(Endpoint(pool=lambda: pool)), url_prefix="/query")
    wsgi_server(app, most_at_once(pool.workers), "127.0.0.1", port).run()


def ask_all(port: int, mix: list[tuple[str, str]], seed: int, took: list[Took]) -> None:
    """One connection that asks everything once."""
    order = mix[:]
    random.Random(seed).shuffle(order)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2 * TIMEOUT)
    headers = {"Accept": "application/sparql-results+json, text/turtle"}
    for name, query in order:
        began = time.monotonic()
        connection.request("GET", f"/query?{urlencode({'query': query})}", headers=headers)
        answer = connection.getresponse()
        answer.read()
        took.append(Took(name, time.monotonic() - began, answer.status))
    connection.close()


def measure(port: int, mix: list[tuple[str, str]]) -> tuple[float, list[Took]]:
    """Queries a second over all connections, and what each took."""
    took: list[Took] = []
    threads = [threading.Thread(target=ask_all, args=(port, mix, seed, took)) for seed in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(took) / (time.monotonic() - began), took


def report(name: str, rate: float, took: list[Took]) -> None:
    """One line: the rate, latencies, and what was not answered."""
    seconds = [each.seconds for each in took]
    refused = sum(each.status != 200 for each in took)
    print(
        f"{name:38} {rate:8.1f} queries/s   median {1000 * median(seconds):7.1f} ms   "
        f"95 % {1000 * quantiles(seconds, n=20)[18]:8.1f} ms   {refused} of {len(took)} not answered",
        flush=True,
    )


def compare(title: str, mix: list[tuple[str, str]], theirs: int | None, mine: Callable[[], int]) -> None:
    """Measures both with one mix, and says how they compare."""
    print(title)
    rate, took = measure(mine(), mix)
    report("  opendata serve", rate, took)
    if theirs is None:
        return
    other, took = measure(theirs, mix)
    report("  oxigraph serve, no time-out", other, took)
    print(f"  ratio {rate / other:.2f}")


def main() -> None:
    """Prints a line for each server and mix."""
    if len(sys.argv) == 5 and sys.argv[1] == "--serve":
        ours(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
        return
    from sparql.store import Store

    folder = fresh("sparql")
    statements(folder / "data.nt")
    store = Store.open(folder / "store")
    store.bulk_load([folder / "data.nt"])
    print(f"{store.count():,} statements, {CONNECTIONS} connections")
    store.checkpoint(folder / "checkpoint")
    store.close()
    mix = list(queries().items())
    quick = [(name, query) for name, query in mix if not name.endswith("no_isbn")]
    again = [(f"{name} {turn}", query) for turn in range(REPEATS) for name, query in quick]
    binary, port = oxigraph(), free_port()
    if binary is None:
        print("oxigraph serve is left out: the package oxigraph could not be had")
    serve = [binary or "", "serve-read-only", "--location", folder / "store", "--bind", f"127.0.0.1:{port}"]
    uncached, cached = free_port(), free_port()
    mine = [sys.executable, __file__, "--serve", folder / "checkpoint"]
    with (
        running(serve, port) if binary else running(["true"], uncached) as _,
        running([*mine, str(uncached), "0"], uncached),
        running([*mine, str(cached), str(128 << 20)], cached),
    ):
        theirs = port if binary else None
        measure(uncached, quick[:5])  # so that every worker has started
        compare("without the cache", quick, theirs, lambda: uncached)
        compare(f"each query {REPEATS} times at each connection", again, theirs, lambda: cached)
        if len(quick) < len(mix) and "slow" in sys.argv:
            compare("without the cache, with q17", mix, theirs, lambda: uncached)


if __name__ == "__main__":
    main()
