"""A release brought to engines of others, and look-ups through each, beside the store in the home folder.

The engines are servers on this machine: `oxigraph serve` (PyPI) and Virtuoso 7 (Debian), those of them that
are installed. Times are of the wall, with nothing else running.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from measured import ROOT, fresh, home_with, opendata, records_file, run, write_records

sys.path.insert(0, str(ROOT))

from opendata.release.folders import engine_path, store_path
from sparql.engine import Engine
from sparql.pool import WorkerPool
from sparql.tasks import Task
from tests import engines

RECORDS, CHANGED, LOOKUPS = 5_000, 100, 200
_BF = "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> "
_SOME = f"{_BF}SELECT ?work WHERE {{ ?work a bf:Work ; bf:title ?title }} LIMIT {LOOKUPS}"
_COUNT = _BF + "SELECT ?l (COUNT(*) AS ?n) WHERE { ?w a bf:Work ; bf:language ?l } GROUP BY ?l ORDER BY ?l"


def main() -> None:
    work = fresh("engines")
    source = work / "records.xml"
    count = write_records(source, records_file(), RECORDS)
    for name in ("home", "oxigraph", "virtuoso"):
        with ExitStack() as open_servers:
            engine = None
            if name != "home":
                folder = fresh(f"engines-{name}")
                try:
                    engine = open_servers.enter_context(getattr(engines, name)(folder))
                except BaseException as error:  # pytest's skip is one
                    print(f"{name} is left out: {error}")
                    continue
            measure(name, source, count, engine)


def measure(name: str, source: Path, count: int, engine: Engine | None) -> None:
    home = home_with(f"engines-home-{name}", source)
    environment = {}
    if engine is not None:
        (home / "opendata.toml").write_text(
            f'[store]\nurl = "{engine.query}"\nupdate_url = "{engine.update}"\n'
            f'graph_store_url = "{engine.graph_store}"\nauthentication = "{engine.authentication}"\n'
        )
        environment = {"OPENDATA_STORE_USER": engine.user, "OPENDATA_STORE_PASSWORD": engine.password}
    run(opendata("--home", home, "harvest"))
    print(f"{name}: {count} records")
    with timed("publish, all of it"):
        run(opendata("--home", home, "publish"), **environment)
    text = source.read_text(encoding="utf-8")
    source.write_text(
        text.replace('<subfield code="a">', '<subfield code="a">Mới: ', CHANGED), encoding="utf-8"
    )
    run(opendata("--home", home, "harvest"))
    with timed("publish, what changed"):
        run(opendata("--home", home, "publish"), **environment)
    source.write_text(text, encoding="utf-8")
    path = (store_path if engine is None else engine_path)(home / "releases", 2)
    pool = WorkerPool(path, workers=2, timeout=60, cache=0)
    try:
        queries(pool)
    finally:
        pool.close()


def queries(pool: WorkerPool) -> None:
    def ask(query: str) -> str:
        return b"".join(pool.run(Task(query, "csv", 100_000, 1 << 26)).body.chunks()).decode()

    works = ask(_SOME).split()[1:]
    taken = []
    for work in works:
        started = time.perf_counter()
        ask(f"SELECT ?p ?o WHERE {{ <{work}> ?p ?o }}")
        taken.append(time.perf_counter() - started)
    print(f"  a look-up, median of {len(works)}    {1000 * median(taken):8.1f} ms")
    with timed("works by language"):
        ask(_COUNT)


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"  {what:26} {time.perf_counter() - started:8.2f} s")


if __name__ == "__main__":
    main()
