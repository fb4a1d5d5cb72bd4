"""The full N-Quads dump beside `oxigraph dump` of the same store, `sort` and `gzip`; peak memory by size.

Ours starts from the archive: it converts every record, and writes the union, each library and each licence in
gzip and zstd, reads all of it back, and digests it. The other one starts from the statements of the finished
store, without the records as graphs, and writes one file.
"""

import shutil
import sys
import sysconfig
from pathlib import Path

from measured import Run, fresh, home_with, opendata, records_file, run, write_records

REPEATS = 3
FEW = 2_000


def main() -> int:
    work = fresh("dumps")
    source = work / "records.xml"
    count = write_records(source, records_file(), repeat=REPEATS)
    home = _published("dumps-home", source)
    store = work / "store"
    shutil.copytree(home / "releases" / "1" / "store", store)
    # In turns, and the better of two: the machine has other work too.
    ours = min((_dumped(home) for _ in range(2)), key=lambda each: each.cpu)
    theirs = min((_oxigraph(store, work) for _ in range(2)), key=lambda each: each.cpu)
    print(f"dumping {count} records")
    print(f"  opendata dump --format nquads    {ours.cpu:7.2f} CPU-s {count / ours.cpu:7.0f} records/CPU-s")
    print(
        f"  oxigraph dump | sort | gzip      {theirs.cpu:7.2f} CPU-s {count / theirs.cpu:7.0f} records/CPU-s"
    )
    print(f"  ratio {theirs.cpu / ours.cpu:5.2f}   (bar: at least 1)")
    _memory(work)
    return 0


def _published(name: str, records: Path) -> Path:
    home = home_with(name, records)
    run(opendata("--home", home, "harvest", "--no-progress"))
    run(opendata("--home", home, "publish", "--no-progress"))
    return home


def _dumped(home: Path) -> Run:
    shutil.rmtree(home / "dumps", ignore_errors=True)
    return run(opendata("--home", home, "dump", "--no-progress", "--format", "nquads"))


def _oxigraph(store: Path, work: Path) -> Run:
    """Oxigraph's own command (PyPI `oxigraph`), else pyoxigraph's method of that name."""
    quads = work / "oxigraph.nq"
    binary = Path(sysconfig.get_path("scripts")) / "oxigraph"
    code = (
        "import sys, pyoxigraph as p; p.Store.read_only(sys.argv[1]).dump(sys.argv[2], p.RdfFormat.N_QUADS)"
    )
    dump = [binary, "dump", "--location", store, "--file", quads, "--format", "nq"]
    if not binary.is_file():
        dump = [sys.executable, "-c", code, store, quads]
    sort = f"sort -u -S 256M {quads} | gzip > {quads}.gz"
    parts = [run(dump), run(["sh", "-c", sort], LC_ALL="C")]
    return Run(sum(part.cpu for part in parts), max(part.peak for part in parts))


def _memory(work: Path) -> None:
    """Peak memory of the largest process, of a dump and then with a delta, for records and ten times them."""
    peaks: dict[str, list[float]] = {"dump": [], "delta": []}
    for repeat in (1, 10):
        source = work / f"memory-{repeat}.xml"
        count = write_records(source, records_file(), FEW, repeat)
        home = _published("memory-home", source)
        peaks["dump"].append(_dumped(home).peak)
        _change_every_third(source)
        run(opendata("--home", home, "harvest", "--no-progress"))
        run(opendata("--home", home, "publish", "--no-progress"))
        peaks["delta"].append(
            run(opendata("--home", home, "dump", "--no-progress", "--format", "nquads")).peak
        )
        print(f"  {count:6} records: {peaks['dump'][-1]:.0f} MiB, with a delta {peaks['delta'][-1]:.0f} MiB")
    for name, (small, large) in peaks.items():
        print(
            f"  {name}: ten times the records take {large / small:4.2f} times the memory   (bar: at most 1.2)"
        )


def _change_every_third(source: Path) -> None:
    changed = source.with_suffix(".changed")
    with source.open("rb") as was, changed.open("wb") as out:
        number = 0
        for line in was:
            if b'<subfield code="a">' in line:
                number += 1
                if number % 3 == 0:
                    line = line.replace(b'<subfield code="a">', b'<subfield code="a">Changed: ', 1)
            out.write(line)
    changed.replace(source)


if __name__ == "__main__":
    sys.exit(main())
