"""JSON Lines: a record's description a line, as one JSON-LD document whose context is in it."""

import json

from opendata.archive.records import Original
from opendata.dump.content import GZIP, ZSTD
from opendata.dump.dump_format import DumpFormat
from opendata.dump.recordwise import Recordwise
from opendata.json_ld import document
from opendata.release.conversion import Conversion

MEDIA_TYPE = "application/jsonl"


def record(conversion: Conversion, library: str, identifier: str, format: str, original: Original) -> bytes:
    """The record's line."""
    statements = sorted(set(conversion.statements(library, identifier, format, original)))
    lines = "".join([statement + " .\n" for statement in statements]).encode()
    described = document(lines, conversion.iri(library, identifier))
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


FORMAT = DumpFormat(
    extension="jsonl",
    media_type=MEDIA_TYPE,
    write=Recordwise("jsonl", "jsonl", MEDIA_TYPE, (GZIP, ZSTD), record).write,
)
