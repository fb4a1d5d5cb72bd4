"""Every OAI format: records per CPU-second from a record that is read, and characters a record.

    python benchmarks/oai_formats.py [FILE.xml]

The records are MARC 21; with the shared corpus, those in UNIMARC (told in MARC 21 first, which is part of the
time) and in Dublin Core too. Each format is gone through three times, the quickest counts.
"""

import gzip
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from measured import CORPUS, ROOT, records_file

sys.path.insert(0, str(ROOT))

from harvesters.errors import UnreadableRecord
from harvesters.readers import marcxml, oai_dc
from oai.formats.registry import FORMATS
from oai.memory import MemoryRecord
from opendata.crosswalk.registry import convert_marc
from opendata.crosswalk.unimarc.record import to_marc21

AT_MOST = 2000
STAMP = datetime(2025, 1, 1, tzinfo=UTC)
OWN = {"library": "Thư viện mẫu", "gathered_by": "Mạng lưới mẫu"}


class Unimarc(MemoryRecord):
    """A record that is told in MARC 21 whenever it is asked for."""

    def marc21(self) -> object:  # type: ignore[override]
        """See Record."""
        return to_marc21(self.fields)  # type: ignore[arg-type]


def payloads(file: Path, split: Callable[..., Iterator[object]]) -> Iterator[bytes]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
        for number, piece in enumerate(split(stream)):
            if number == AT_MOST:
                return
            yield getattr(piece, "payload", piece)  # type: ignore[misc]


def marc(file: Path) -> Iterator[MemoryRecord]:
    kind = Unimarc if "unimarc" in file.name else MemoryRecord
    for number, payload in enumerate(payloads(file, marcxml.split)):
        try:
            fields = marcxml.read(payload)
        except UnreadableRecord:
            continue
        address = f"https://data.example.vn/record/mau/{number}"
        name = "unimarc" if kind is Unimarc else "marc21"
        graph = "" if kind is Unimarc else "".join(line + " .\n" for line in convert_marc(fields, address))
        yield kind(
            f"oai:x:{number}",
            STAMP,
            format=name,
            fields=fields,
            payload=payload,
            statements=graph.encode(),
            address=address,
            **OWN,
        )


def dublin_core(file: Path) -> Iterator[MemoryRecord]:
    for number, payload in enumerate(payloads(file, oai_dc.split)):
        try:
            elements = oai_dc.read(payload).elements
        except UnreadableRecord:
            continue
        address = f"https://data.example.vn/record/mau/{number}"
        yield MemoryRecord(
            f"oai:x:{number}", STAMP, format="oai_dc", elements=elements, address=address, **OWN
        )


def measure(name: str, records: list[MemoryRecord]) -> None:
    print(f"{len(records)} records of {name}")
    for prefix, by in FORMATS.items():
        if not by.offered_for(name) or (prefix == "bibframe" and not records[0].statements):
            continue
        quickest, characters = float("inf"), 0
        for _ in range(3):
            began = time.process_time()
            characters = sum(len(by.write(record, by.schema) or "") for record in records)
            quickest = min(quickest, time.process_time() - began)
        rate, each = len(records) / quickest, characters // len(records)
        print(f"  {prefix:9} {rate:8.0f} records/CPU-s   {each:6} characters a record")


def main() -> None:
    file = records_file()
    measure("marc21", list(marc(file)))
    if file == CORPUS:
        measure("unimarc", list(marc(CORPUS.with_name("unimarc.marcxml.gz"))))
        measure("oai_dc", list(dublin_core(CORPUS.with_name("dc.xml.gz"))))


if __name__ == "__main__":
    main()
