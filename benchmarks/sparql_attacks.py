"""/sparql under attack: runaways, bombs, slow readers, half-open and abandoned requests, 1,000 connections.

Prints for each attack when it was over and with which status, and how quick look-ups were meanwhile, each
asked once only so that no cache answers it; at the end the server's memory before and after. Ends with 1
when an attack was not over within the time-out and a second, a look-up's 95 % was above 250 ms, or the server
went.
"""

import contextlib
import http.client
import itertools
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from measured import fresh
from sparql_server import PROCESSES, command, free_port, make_store, running

TIMEOUT = 5.0
RUNAWAYS = 24
SECONDS = 20
LOOKUP_LIMIT = 0.25
_NUMBERS = itertools.count(1)
_JSON = {"Accept": "application/sparql-results+json, text/turtle"}
_V = " ".join(map(str, range(300)))
_X = "abcdefghijklmnopqrst" * 5

RUNAWAY = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "filter never true": "SELECT ?a { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) < 0) }",
    "values": f"SELECT (SUM(?a*?b) AS ?n) {{ VALUES ?a {{{_V}}} VALUES ?b {{{_V}}} VALUES ?c {{{_V}}} "
    f"VALUES ?d {{{_V}}} }}",
    "paths both ways": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b . ?b (!<x:x>|^!<x:x>)* ?d }",
    "long path": f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join(['(!<x:x>|^!<x:x>)'] * 500)} ?b }}",
    "sorted cross product": "SELECT * { ?a ?b ?c . ?d ?b ?f } ORDER BY ?f LIMIT 10",
    "distinct cross product": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?c ?f { ?a ?b ?c . ?d ?b ?f } }",
    "not exists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f FILTER(?f = ?a) } }",
    "regex": f'SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(STR(?c), "{"a" * 400}"), '
    '"(x+x+)+y|(a*)*b") }',
    "many rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) > STR(?i)) }",
    "construct": "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(1 < 0) }",
}
BOMBS = {
    "memory: concat": f"SELECT (STRLEN(?x8) AS ?n) {{ BIND('{_X}' AS ?x0) "
    + " ".join(f"BIND(CONCAT({','.join([f'?x{n - 1}'] * 10)}) AS ?x{n})" for n in range(1, 9))
    + " }",
    "memory: replace": f"SELECT (STRLEN(?x8) AS ?n) {{ BIND('{_X}' AS ?x0) "
    + " ".join(f"BIND(REPLACE(?x{n - 1}, '.', '{_X}') AS ?x{n})" for n in range(1, 9))
    + " }",
    "memory: group_concat": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?g) { ?a ?b ?c . ?d ?e ?f }",
    "memory: group by": "SELECT ?a ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?f",
    "memory: sort": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f)))",
    "memory: regex": 'SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), "((((a{99}){99}){99}){99}){99}") }',
    "memory: minus": "SELECT * { ?a ?b ?c MINUS { ?d ?e ?f . ?g ?h ?i } }",
    "deep: parentheses": f"ASK {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}",
    "deep: groups": "SELECT * " + "{" * 20_000 + "}" * 20_000,
    "deep: not": f"ASK {{ FILTER({'!' * 20_000}true) }}",
    "deep: minus signs": f"ASK {{ FILTER({'- ' * 20_000}1 = 1) }}",
    "deep: optional": "SELECT * {" + "OPTIONAL {?s ?p ?o " * 8_000 + "}" * 8_000 + "}",
    "deep: exists": "ASK {" + "FILTER EXISTS {?s ?p ?o " * 8_000 + "}" * 8_000 + "}",
    "deep: subselects": "SELECT * {" * 8_000 + "}" * 8_000,
    "deep: functions": "ASK { FILTER(" + "STR(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "deep: collection": "ASK { ?s ?p " + "(" * 20_000 + ")" * 20_000 + " }",
    "deep: path": "ASK { ?s " + "(" * 20_000 + "<p:p>" + ")*" * 20_000 + " ?o }",
    "deep: triple terms": "ASK { ?s ?p " + "<<( ?s ?p " * 20_000 + "1" + " )>>" * 20_000 + " }",
    "long: union": "SELECT * { " + " UNION ".join(["{?s ?p ?o}"] * 20_000) + " } LIMIT 1",
    "long: path": f"ASK {{ ?s {'/'.join(['<p:p>'] * 20_000)} ?o }}",
    "long: sum": f"SELECT ({'+'.join(['1'] * 100_000)} AS ?n) {{}}",
    "long: and": f"ASK {{ FILTER({'&&'.join(['true'] * 100_000)}) }}",
    "long: patterns": "SELECT * { "
    + " ".join(f"?a{n} ?p{n} ?a{n + 1} ." for n in range(2_000))
    + " } LIMIT 1",
    "long: optionals": "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 20_000 + "}",
    "long: filters": "SELECT * { ?s ?p ?o " + "FILTER(?o != 1) " * 20_000 + "} LIMIT 1",
    "long: binds": "SELECT * { " + " ".join(f"BIND({n} AS ?x{n})" for n in range(10_000)) + " }",
    "long: values": f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(120_000)))} }} }}",
    "long: in": f"ASK {{ ?s ?p ?o FILTER(?o IN ({','.join(map(str, range(100_000)))})) }}",
    "long: prefixes": "".join(f"PREFIX p{n}: <http://e/{n}#> " for n in range(20_000)) + "ASK {}",
    "long: variables": "SELECT " + " ".join(f"?v{n}" for n in range(50_000)) + " { ?v1 ?v2 ?v3 } LIMIT 5",
    "long: string": f'SELECT ("{"x" * 900_000}" AS ?x) {{}}',
    "long: construct": "CONSTRUCT { " + "?s ?p ?o . " * 30_000 + "} WHERE { ?s ?p ?o } LIMIT 5",
    "long: aggregates": "SELECT " + " ".join(f"(SUM(?o) AS ?a{n})" for n in range(5_000)) + " { ?s ?p ?o }",
    "unclosed": "SELECT * { ?s ?p '" + "x" * 900_000,
    "nested quotes": "SELECT * { " + "'\"" * 100_000,
}


def ask(port: int, query: str, timeout: float = TIMEOUT + 20, client: str = "127.0.0.1") -> tuple[int, float]:
    """The status of a query's answer, read to its end, and the seconds that it took; 0 for none."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout, source_address=(client, 0))
    headers = {**_JSON, "Content-Type": "application/sparql-query"}
    try:
        connection.request("POST", "/query", query.encode(), headers)
        answer = connection.getresponse()
        while answer.read(1 << 16):
            pass
        return answer.status, time.monotonic() - began
    except (OSError, http.client.HTTPException):
        return 0, time.monotonic() - began
    finally:
        connection.close()


class Lookups(threading.Thread):
    """Asks for something else each time, ten times a second."""

    def __init__(self, port: int, client: str) -> None:
        super().__init__(daemon=True)
        self.port, self.client = port, client
        self.seconds: list[float] = []
        self.bad: list[int] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(0.1):
            work = f"https://data.example.vn/work/19-{next(_NUMBERS):08}"
            status, took = ask(self.port, f"SELECT * {{ <{work}> ?p ?o }}", client=self.client)
            self.seconds.append(took)
            if status != 200:
                self.bad.append(status)


@contextlib.contextmanager
def lookups(port: int, client: str, failures: list[str], what: str) -> Iterator[None]:
    """Look-ups meanwhile, and a line about them."""
    thread = Lookups(port, client)
    thread.start()
    try:
        yield
    finally:
        thread.stopped.set()
        thread.join()
    late = quantiles(thread.seconds, n=20)[18] if len(thread.seconds) > 1 else 0.0
    print(
        f"    look-ups from {client}: {len(thread.seconds)}, median {1000 * median(thread.seconds):.0f} ms, "
        f"95 % {1000 * late:.0f} ms, longest {1000 * max(thread.seconds):.0f} ms, "
        f"{len(thread.bad)} not answered",
        flush=True,
    )
    if late > LOOKUP_LIMIT or len(thread.bad) > len(thread.seconds) // 20:
        failures.append(f"{what}: look-ups")


def flood(port: int, failures: list[str], name: str, make: Callable[[int], str]) -> None:
    """So many runaways at all times: one that is over is sent again."""
    until = time.monotonic() + SECONDS
    over: list[tuple[int, float]] = []

    def attacker(number: int) -> None:
        for turn in itertools.count():
            if time.monotonic() > until:
                return
            over.append(ask(port, make(1000 * number + turn)))

    print(f"{RUNAWAYS} runaways at all times, {name}")
    threads = [threading.Thread(target=attacker, args=(number,)) for number in range(RUNAWAYS)]
    for thread in threads:
        thread.start()
    with lookups(port, "127.0.0.1", failures, name), lookups(port, "127.0.0.2", failures, name):
        for thread in threads:
            thread.join()
    statuses = Counter(status for status, _ in over)
    print(f"    {len(over)} over, statuses {dict(statuses)}, longest {max(t for _, t in over):.1f} s")
    if max(took for _, took in over) > TIMEOUT + 1 or 0 in statuses:
        failures.append(name)


def each(port: int, failures: list[str], attacks: dict[str, str]) -> None:
    """One after the other."""
    with lookups(port, "127.0.0.1", failures, "one after the other"):
        for name, query in attacks.items():
            status, took = ask(port, query)
            print(f"    {name:24} {status} after {took:.2f} s")
            if took > TIMEOUT + 1 or status == 0:
                failures.append(name)


def get(query: str) -> bytes:
    """A whole request."""
    return f"GET /query?{urlencode({'query': query})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def connections(port: int, failures: list[str]) -> None:
    """Readers that do not read, requests that do not end, clients that leave; 1,000 connections."""
    kinds = {
        "200 slow readers": [get("SELECT * { ?a ?b ?c } LIMIT 90000")] * 200,
        "1,000 half-open requests": [b"POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Le"] * 1000,
        "1,000 silent connections": [b""] * 1000,
        "300 abandoned runaways": [get(f"{RUNAWAY['cross product']} # {n}") for n in range(300)],
    }
    for name, requests in kinds.items():
        print(name)
        with contextlib.ExitStack() as open_ones, lookups(port, "127.0.0.1", failures, name):
            for request in requests:
                one = open_ones.enter_context(socket.socket())
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                one.connect(("127.0.0.1", port))
                one.sendall(request)
                if name.startswith("300"):
                    one.close()
            time.sleep(4)


def memory(pid: int) -> float:
    """MiB that the server itself holds."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.split("VmRSS:")[1].split()[0]) / 1024


def main() -> int:
    """0 where everything held."""
    failures: list[str] = []
    checkpoint = make_store(fresh("sparql-attacks"))
    port = free_port()
    with running(command(checkpoint, port, 64 << 20, TIMEOUT), port):
        pid = PROCESSES[port]
        ask(port, "ASK {}")
        before = memory(pid)
        cross = RUNAWAY["cross product"]
        flood(port, failures, "always the same", lambda _: cross)
        flood(port, failures, "each another", lambda n: f"{list(RUNAWAY.values())[n % len(RUNAWAY)]} # {n}")
        long = "ASK { ?s ?p ?o FILTER(?o IN (" + ",".join(map(str, range(140_000))) + ")) } # "
        flood(port, failures, "900 kB of text each", lambda n: f"{long}{n}")
        print("runaways, one after the other")
        each(port, failures, RUNAWAY)
        print("bombs, one after the other")
        each(port, failures, BOMBS)
        connections(port, failures)
        status, _ = ask(port, "ASK {}")
        print(f"the server itself: {before:.0f} MiB before, {memory(pid):.0f} MiB after")
        if status != 200:
            failures.append("the server does not answer any more")
    print("held" if not failures else f"NOT HELD: {', '.join(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
