"""Where the converter's time goes: reading, converting, serialising; and how much it writes beside LC."""

import gc
import sys
import time
from pathlib import Path

from lxml import etree
from measured import ROOT, STYLESHEETS, fresh, records_file, write_records
from pyoxigraph import RdfFormat, parse

sys.path.insert(0, str(ROOT))

from harvesters.marc import MarcRecord
from harvesters.readers import marcxml
from opendata.crosswalk.convert import as_nquads
from opendata.crosswalk.registry import marc_converter
from opendata.identity import record_iri

RECORDS = 2000
COUNTED = 200
_NAMESPACE = "{http://www.loc.gov/MARC21/slim}"


def main() -> None:
    source = fresh("shares") / "records.xml"
    write_records(source, records_file(), RECORDS)
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    start = time.process_time()
    with source.open("rb") as stream:
        pieces = [piece.payload for piece in marcxml.split(stream)]
    records = [marcxml.read(piece) for piece in pieces]
    read = time.process_time()
    converter = marc_converter()
    items = [converter.items(record) for record in records]
    converted = time.process_time()
    lines = sum(
        as_nquads(statements, _iri(record)).count(b"\n")
        for record, statements in zip(records, items, strict=True)
    )
    end = time.process_time()
    whole = end - start
    print(f"shares of {len(records)} records' time in one process ({whole:.2f} CPU-s)")
    print(f"  parse      {(read - start) / whole:4.0%}")
    print(f"  convert    {(converted - read) / whole:4.0%}")
    print(f"  serialise  {(end - converted) / whole:4.0%}")
    print(f"quads a record {lines / len(records):.1f}; of the first {COUNTED} beside LC's triples:")
    ours = sum(converter.nquads(record, _iri(record)).count(b"\n") for record in records[:COUNTED])
    theirs = _triples_of_lc(source)
    print(f"  {ours / COUNTED:.1f} against {theirs / COUNTED:.1f}, ratio {ours / theirs:.2f} (bar: below 1)")


def _iri(record: MarcRecord) -> str:
    return record_iri("http://127.0.0.1:8000/", "bench", record.control_value("001").strip() or "none")


def _triples_of_lc(source: Path) -> int:
    """How many different triples LC's stylesheets write of the first records."""
    transform = etree.XSLT(etree.parse(STYLESHEETS))
    count = 0
    for number, (_, record) in enumerate(etree.iterparse(source, tag=f"{_NAMESPACE}record")):
        if number == COUNTED:
            break
        collection = etree.Element(f"{_NAMESPACE}collection")
        collection.append(record)
        try:
            written = bytes(transform(collection))
        except etree.XSLTError:
            continue
        count += len(set(parse(written, RdfFormat.RDF_XML, base_iri="http://example.org/", lenient=True)))
    return count


if __name__ == "__main__":
    main()
