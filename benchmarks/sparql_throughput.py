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
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlencode

from measured import OUT, fresh
from sparql_server import command, free_port, make_store, queries, running

CONNECTIONS = 8
TIMEOUT = 120
REPEATS = 5
"""How often each query comes again in a mix with repeats."""
OXIGRAPH = "oxigraph==0.5.13"


class Took(NamedTuple):
    """What one query took, in seconds, and with which status."""

    name: str
    seconds: float
    status: int


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
    folder = fresh("sparql")
    checkpoint = make_store(folder)
    mix = list(queries().items())
    quick = [(name, query) for name, query in mix if not name.endswith("no_isbn")]
    again = [(f"{name} {turn}", query) for turn in range(REPEATS) for name, query in quick]
    binary, port = oxigraph(), free_port()
    if binary is None:
        print("oxigraph serve is left out: the package oxigraph could not be had")
    serve = [binary or "", "serve-read-only", "--location", folder / "store", "--bind", f"127.0.0.1:{port}"]
    uncached, cached = free_port(), free_port()
    with (
        running(serve, port) if binary else nullcontext(),
        running(command(checkpoint, uncached, 0, TIMEOUT), uncached),
        running(command(checkpoint, cached, 128 << 20, TIMEOUT), cached),
    ):
        theirs = port if binary else None
        measure(uncached, quick[:5])  # so that every worker has started
        compare("without the cache", quick, theirs, lambda: uncached)
        compare(f"each query {REPEATS} times at each connection", again, theirs, lambda: cached)
        if len(quick) < len(mix) and "slow" in sys.argv:
            compare("without the cache, with q17", mix, theirs, lambda: uncached)


if __name__ == "__main__":
    main()
