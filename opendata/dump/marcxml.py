"""MARCXML (MARC 21 XML Schema 1.2): the records that came as MARC 21 or UNIMARC, as they were mended."""

from opendata.archive.records import Original
from opendata.dump.content import GZIP
from opendata.dump.dump_format import DumpFormat
from opendata.dump.recordwise import Recordwise
from opendata.record_xml import MARC_NAMESPACE, as_xml
from opendata.release.conversion import Conversion

MEDIA_TYPE = "application/marcxml+xml"
MARC_FORMATS = ("marc21", "unimarc")
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{MARC_NAMESPACE}">\n'.encode()
TAIL = b"</collection>\n"


def record(conversion: Conversion, library: str, identifier: str, format: str, original: Original) -> bytes:
    """The record's element; empty for what did not come as MARC."""
    if format not in MARC_FORMATS:
        return b""
    return as_xml(conversion.converter.readers[format](original.payload, original.encoding)).encode()


FORMAT = DumpFormat(
    extension="marcxml",
    media_type=MEDIA_TYPE,
    write=Recordwise("marcxml", "marcxml", MEDIA_TYPE, (GZIP,), record, HEAD, TAIL).write,
)
