"""The records in one file, each with an identifier that no other record of the harvest has."""

import csv
import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import harvesters.datestamps as datestamps
import harvesters.oai_response as oai_response
import harvesters.readers.marc as marc
import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.containers import members
from harvesters.errors import SourceError, UnreadableRecord
from harvesters.file_sources import Source
from harvesters.library import Library
from harvesters.marc import MarcRecord
from harvesters.readers.pieces import KEPT_OF_BROKEN, LARGEST_RECORD, Peeked, Piece, chunks, is_xml
from harvesters.readers.registry import DUBLIN_CORE, READERS
from harvesters.readers.usual import usual
from harvesters.records import HarvestedRecord, RejectedRecord

Record = HarvestedRecord | RejectedRecord

_IDENTIFIERS = frozenset({"identifier", "identifier.uri"})
_DELETE_LIST = re.compile(
    r"(?:\.del|delet[^/]*\.(?:txt|csv|lst|tsv))(?:\.(?:gz|zst|bz2|xz))?$", re.IGNORECASE
)
_LONGEST_LINE = 1 << 16
_OAI_RESPONSE = re.compile(
    rb"<(?:[\w.-]+:)?OAI-PMH[\s>]|<(?:[\w.-]+:)?record(?:\s[^<>]*)?>\s*<(?:[\w.-]+:)?header[\s/>]"
)


class Identifiers:
    """The identifiers given so far in one harvest, on disk: there may be many millions."""

    def __init__(self) -> None:
        # A nameless SQLite database is a temporary file that goes with its connection.
        self._seen = sqlite3.connect("")
        self._seen.execute("PRAGMA journal_mode = OFF")
        self._seen.execute("CREATE TABLE seen (identifier TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID")

    def unique(self, identifier: str) -> str:
        """*identifier* the first time, then with `#2`, `#3` … behind it, in the order of asking."""
        given, times = identifier, self._times(identifier)
        while times > 1:
            given = f"{identifier}#{times}"
            times = times + 1 if self._times(given) > 1 else 1
        return given

    def _times(self, identifier: str) -> int:
        row = self._seen.execute(
            "INSERT INTO seen VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times",
            (identifier,),
        ).fetchone()
        return int(row[0])


class _Content(NamedTuple):
    """A file's stream and what it holds."""

    name: str
    stream: Peeked
    is_xml: bool
    is_oai: bool


def records_of(
    source: Source, library: Library, identifiers: Identifiers | None
) -> Iterator[tuple[Record, bool]]:
    """The file's records in order, and whether each had to be renamed; unreadable ones are rejected.

    Without *identifiers* none is renamed: a record that comes again is the same one, changed.
    """
    try:
        file = source.path.open("rb")
    except OSError as error:
        raise SourceError(
            f"{library.code}: {source.name} cannot be opened any more ({error.strerror}); what came "
            "before is kept: harvest again when the files are complete"
        ) from error
    with file:
        for name, stream, problem in members(file, source.name, source.size):
            content = _content(name, stream)
            if _is_delete_list(content):
                # Where the files are everything, what is gone is not in them.
                deletions = _deletions(content, source, library) if identifiers is None else ()
                yield from ((record, False) for record in deletions)
            else:
                for record in _records(content, source, library):
                    yield _unique(record, identifiers)
            if reason := problem():
                yield _unique(_record(Piece(b"", reason), 0, source, library, content), identifiers)


def _content(name: str, stream: object) -> _Content:
    peeked = stream if isinstance(stream, Peeked) else Peeked(stream)  # type: ignore[arg-type]
    start = peeked.start[:4096]
    return _Content(name, peeked, is_xml(start), bool(_OAI_RESPONSE.search(start)))


def _is_delete_list(content: _Content) -> bool:
    return bool(_DELETE_LIST.search(content.name)) and not content.is_xml


def _records(content: _Content, source: Source, library: Library) -> Iterator[Record]:
    pieces = _pieces(content, library)
    if library.told() == "auto" and not content.is_oai:
        name, pieces = usual(pieces, READERS[library.format])
        library = replace(library, usual_encoding=name)
    numbered = enumerate(pieces, 1)
    return (_record(piece, position, source, library, content) for position, piece in numbered)


def _deletions(content: _Content, source: Source, library: Library) -> Iterator[Record]:
    """The records that a delete list names: an identifier a line, in the first of its columns."""
    for line in _lines(content.stream):
        text = line.decode("utf-8", "replace").strip("\ufeff \t\r\n")
        if text and not text.startswith("#"):
            delimiter = "\t" if "\t" in text else ";" if ";" in text else ","
            identifier = next(csv.reader([text], delimiter=delimiter))[0].strip()
            if identifier:
                yield HarvestedRecord(library.code, identifier, source.modified, True, library.format, b"")


def _lines(stream: Peeked) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks(stream):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        rest = rest[:_LONGEST_LINE]
    yield rest


def _pieces(content: _Content, library: Library) -> Iterator[Piece]:
    if content.is_oai:
        return xml_cutter.cut(content.stream, b"record", b"header")
    split = DUBLIN_CORE.get(library.format)
    if split is None:
        return marc.split(content.stream)
    if content.is_xml or not content.stream.start:
        return split(content.stream)
    reason = f"the file is not XML, which {library.format} records are"
    return iter([Piece(content.stream.start[:KEPT_OF_BROKEN], reason)])


def _record(piece: Piece, position: int, source: Source, library: Library, content: _Content) -> Record:
    payload, reason = piece
    identifier = ""
    if not reason:
        try:
            if content.is_oai:
                return oai_response.record(xml.parsed(payload).root, library)
            return _read(payload, source, library)
        except UnreadableRecord as error:
            reason = error.reason
            identifier = (
                "" if library.format in DUBLIN_CORE or content.is_oai else marc.identifier_of(payload)
            )
    kept = payload[:LARGEST_RECORD]
    place = f"{content.name}, record {position}" if position else f"{content.name}, at its end"
    # What has neither bytes nor a name is the file's own trouble.
    name = identifier or (_name_by_content(kept) if kept else f"{content.name}:end")
    return RejectedRecord(library.code, name, source.modified, library.format, kept, f"{reason} ({place})")


def _read(payload: bytes, source: Source, library: Library) -> HarvestedRecord:
    told = library.told()
    record = READERS[library.format](payload, told)
    datestamp: datetime | None = None
    deleted = False
    if isinstance(record, MarcRecord):
        identifier = record.control_value("001").strip()
        datestamp = datestamps.from_005(record.control_value("005"))
        deleted = record.leader[5:6] == "d"
    else:
        identifier = next((value for name, value, _ in record.elements if name in _IDENTIFIERS), "")
    return HarvestedRecord(
        library.code,
        identifier or _name_by_content(payload),
        datestamp or source.modified,
        deleted,
        library.format,
        b"" if deleted else payload,
        told,
        () if deleted else record.repairs,
    )


def _name_by_content(payload: bytes) -> str:
    """What a record without a number is called: the same wherever it stands in whatever file."""
    return "unnamed-" + hashlib.sha256(payload).hexdigest()[:32]


def _unique(record: Record, identifiers: Identifiers | None) -> tuple[Record, bool]:
    given = record.identifier if identifiers is None else identifiers.unique(record.identifier)
    if given == record.identifier:
        return record, False
    return record._replace(identifier=given), True
