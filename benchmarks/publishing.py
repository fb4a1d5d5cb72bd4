"""CPU time of `opendata publish` against loading its triples into Oxigraph alone; a second, small publish."""

import gzip
import sys
from pathlib import Path

from measured import fresh, home_with, opendata, record_texts, records_file, run, write_records

CHANGED = 100

_BULK_LOAD = """
import sys, pyoxigraph
pyoxigraph.Store(sys.argv[1]).bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_TRIPLES)
"""


def main() -> None:
    work = fresh("publishing")
    source = work / "records.xml"
    count = write_records(source, records_file())
    home = home_with("publishing-home", source)
    harvest = run(opendata("--home", home, "harvest"))
    first = run(opendata("--home", home, "publish"))
    run(opendata("--home", home, "dump"))
    triples = _triples(home, work / "same.nt")
    load = run([sys.executable, "-c", _BULK_LOAD, work / "store", work / "same.nt"])
    _change(source)
    run(opendata("--home", home, "harvest"))
    second = run(opendata("--home", home, "publish"))
    print(f"publishing {count} records, {triples} triples")
    print(f"  harvest from a file        {harvest.cpu:7.2f} CPU-s")
    print(f"  bulk_load alone            {load.cpu:7.2f} CPU-s")
    print(
        f"  publish (all of it)        {first.cpu:7.2f} CPU-s"
        f"   ratio {first.cpu / load.cpu:5.2f}   (bar: at most 2.5)"
    )
    print(
        f"  publish, {CHANGED} changed      {second.cpu:7.2f} CPU-s"
        f"   ratio to the first {second.cpu / first.cpu:5.3f}   (bar: under 0.1)"
    )


def _triples(home: Path, out: Path) -> int:
    """The dump's quads without their graphs, each triple once, as the store has them."""
    seen: set[bytes] = set()
    dump = next((home / "dumps").glob("*/vnlib-union-*.nq.gz"))
    with gzip.open(dump) as stream, out.open("wb") as lines:
        for line in stream:
            triple = line[: line.rindex(b" <")]
            if hash(triple) not in seen:
                seen.add(hash(triple))  # type: ignore[arg-type]
                lines.write(triple + b" .\n")
    return len(seen)


def _change(source: Path) -> None:
    """Another title for the first hundred records of the file."""
    texts = list(record_texts(source))
    changed = [
        text.replace(b'<subfield code="a">', b'<subfield code="a">Changed: ', 1) for text in texts[:CHANGED]
    ]
    source.write_bytes(
        b'<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
        + b"\n".join(changed + texts[CHANGED:])
        + b"</collection>\n"
    )


if __name__ == "__main__":
    main()
