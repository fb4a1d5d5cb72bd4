"""ISO 2709: the records that came as MARC 21 or UNIMARC, as they were mended, in UTF-8.

The format has no room for a field of more than 9,999 bytes or a record of more than 99,999 (ISO 2709:2008,
4.3 and 4.4). A record that needs more is left out; the manifest counts it, and MARCXML has it.
"""

from harvesters.marc import MarcRecord
from opendata.archive.records import Original
from opendata.dump.content import GZIP
from opendata.dump.dump_format import DumpFormat
from opendata.dump.marcxml import MARC_FORMATS
from opendata.dump.recordwise import Recordwise
from opendata.release.conversion import Conversion

MEDIA_TYPE = "application/marc"
_LONGEST_FIELD = 9_999
_LONGEST_RECORD = 99_999
_LEADER = 24
_SUBFIELD, _FIELD_END, _RECORD_END = "\x1f", b"\x1e", b"\x1d"
_DELIMITERS = str.maketrans("\x1d\x1e\x1f", "   ")


def record(conversion: Conversion, library: str, identifier: str, format: str, original: Original) -> bytes:
    """The record's bytes; empty for what did not come as MARC, and where it is too long."""
    if format not in MARC_FORMATS:
        return b""
    return iso2709(
        conversion.converter.readers[format](original.payload, original.encoding), format == "marc21"
    )


def iso2709(of: MarcRecord, has_coding: bool) -> bytes:
    """A record in UTF-8; empty where it is too long.

    *has_coding*: position 9 of the leader says that it is UTF-8 (MARC 21; in UNIMARC field 100 does).
    """
    entries = []
    data = []
    start = 0
    for tag, text in _fields(of):
        field = text.encode() + _FIELD_END
        if len(field) > _LONGEST_FIELD or start > _LONGEST_RECORD or len(tag.encode()) != 3:
            return b""
        entries.append(f"{tag}{len(field):04}{start:05}")
        data.append(field)
        start += len(field)
    directory = "".join(entries).encode() + _FIELD_END
    base = _LEADER + len(directory)
    length = base + start + 1
    leader = of.leader.translate(_DELIMITERS).encode("ascii", "replace").decode().ljust(_LEADER)
    if length > _LONGEST_RECORD:
        return b""
    coding = "a" if has_coding else leader[9]
    head = f"{length:05}{leader[5:9]}{coding}22{base:05}{leader[17:20]}4500".encode()
    return b"".join((head, directory, *data, _RECORD_END))


def _fields(of: MarcRecord) -> list[tuple[str, str]]:
    fields = [(tag, value.translate(_DELIMITERS)) for tag, value in of.control]
    for field in of.fields:
        subfields = [_SUBFIELD + code + value.translate(_DELIMITERS) for code, value in field.subfields]
        fields.append((field.tag, f"{field.ind1}{field.ind2}{''.join(subfields)}"))
    return fields


FORMAT = DumpFormat(
    extension="mrc",
    media_type=MEDIA_TYPE,
    write=Recordwise("mrc", "mrc", MEDIA_TYPE, (GZIP,), record).write,
)
