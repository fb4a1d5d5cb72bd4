"""The records in one file, each with an identifier that no other record of the harvest has."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import harvesters.datestamps as datestamps
import harvesters.oai_response as oai_response
import harvesters.readers.marc as marc
import harvesters.readers.xml as xml
import harvesters.readers.xml_cutter as xml_cutter
from harvesters.errors import UnreadableRecord
from harvesters.file_sources import Source
from harvesters.library import Library
from harvesters.marc import MarcRecord
from harvesters.readers.pieces import KEPT_OF_BROKEN, Peeked, Piece, Unpacked, is_xml, opened
from harvesters.readers.registry import DUBLIN_CORE, READERS
from harvesters.records import HarvestedRecord, RejectedRecord

Record = HarvestedRecord | RejectedRecord

_IDENTIFIERS = frozenset({"identifier", "identifier.uri"})
_OAI_RESPONSE = re.compile(rb"<(?:[\w.-]+:)?OAI-PMH[\s>]")


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

    stream: Peeked
    is_xml: bool
    is_oai: bool


def records_of(source: Source, library: Library, identifiers: Identifiers) -> Iterator[tuple[Record, bool]]:
    """The file's records in order, and whether each had to be renamed; unreadable ones are rejected."""
    with source.path.open("rb") as file:
        unpacked = opened(file)
        content = _content(Peeked(unpacked))
        for position, piece in enumerate(_pieces(content, library), 1):
            yield _unique(_record(piece, f"{source.name}:{position}", source, library, content), identifiers)
        if isinstance(unpacked, Unpacked) and unpacked.problem:
            broken = Piece(b"", unpacked.problem)
            yield _unique(_record(broken, f"{source.name}:end", source, library, content), identifiers)


def _content(stream: Peeked) -> _Content:
    start = stream.start[:4096]
    return _Content(stream, is_xml(start), bool(_OAI_RESPONSE.search(start)))


def _pieces(content: _Content, library: Library) -> Iterator[Piece]:
    if content.is_oai:
        return xml_cutter.cut(content.stream, b"record", b"header")
    split = DUBLIN_CORE.get(library.format)
    if split is None:
        return marc.split(content.stream)
    if content.is_xml:
        return split(content.stream)
    reason = f"the file is not XML, which {library.format} records are"
    return iter([Piece(content.stream.start[:KEPT_OF_BROKEN], reason)])


def _record(piece: Piece, name: str, source: Source, library: Library, content: _Content) -> Record:
    payload, reason = piece
    identifier = ""
    if not reason:
        try:
            if content.is_oai:
                return oai_response.record(xml.parsed(payload).root, library)
            return _read(payload, name, source, library)
        except UnreadableRecord as error:
            reason = error.reason
            identifier = (
                "" if library.format in DUBLIN_CORE or content.is_oai else marc.identifier_of(payload)
            )
    kept = payload[:KEPT_OF_BROKEN]
    return RejectedRecord(library.code, identifier or name, source.modified, library.format, kept, reason)


def _read(payload: bytes, name: str, source: Source, library: Library) -> HarvestedRecord:
    told = library.told()
    record = READERS[library.format](payload, told)
    datestamp: datetime | None = None
    if isinstance(record, MarcRecord):
        identifier = record.control_value("001").strip()
        datestamp = datestamps.from_005(record.control_value("005"))
    else:
        identifier = next((value for name, value, _ in record.elements if name in _IDENTIFIERS), "")
    return HarvestedRecord(
        library.code,
        identifier or name,
        datestamp or source.modified,
        False,
        library.format,
        payload,
        told,
        record.repairs,
    )


def _unique(record: Record, identifiers: Identifiers) -> tuple[Record, bool]:
    given = identifiers.unique(record.identifier)
    if given == record.identifier:
        return record, False
    return record._replace(identifier=given), True
