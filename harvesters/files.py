"""The file harvester: MARC and Dublin Core from a file, a folder of files, or an address to download."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from harvesters.file_records import Identifiers, records_of
from harvesters.file_sources import Source, sources
from harvesters.library import Library
from harvesters.records import NOTHING_HELD, HarvestedRecord, Held, Page, RejectedRecord
from harvesters.transport import Transport

_PAGE_RECORDS = 500
_PAGE_BYTES = 16 << 20


class _Place(NamedTuple):
    """How far a harvest that was cut off had come in one file."""

    file: str
    signature: str
    position: int


def harvest(
    library: Library,
    since: Mapping[str, str] | None,
    held: Held = NOTHING_HELD,
    *,
    transport: Transport | None = None,
) -> Iterator[Page]:
    """The records of the library's files; those of files that changed, after a finished harvest.

    Unchanged files are read for their identifiers only while another file changed, so that records which
    share an identifier are told apart in the same way as in a harvest of everything. Raises SourceError and
    TransportError.
    """
    known = _known(since)
    place = _place(since)
    with sources(library, known, transport) as found:
        names = {source.name for source in found}
        known = {name: signature for name, signature in known.items() if name in names}
        if not place.file and all(_unchanged(source, known) for source in found):
            yield Page((), {"files": _encoded(known)}, finished=True)
            return
        yield from _Harvest(library, known, place).pages(found)


@dataclass
class _Harvest:
    """One run over the library's files."""

    library: Library
    known: dict[str, str]
    """The files that are done, with the signature of the state in which they were read."""
    place: _Place

    def pages(self, found: list[Source]) -> Iterator[Page]:
        identifiers = Identifiers()
        page: list[HarvestedRecord | RejectedRecord] = []
        size = 0
        for source in found:
            unchanged = _unchanged(source, self.known)
            before_cut = source.name < self.place.file
            behind = self.place.position if self.place[:2] == (source.name, source.signature) else 0
            for position, (record, renamed) in enumerate(records_of(source, self.library, identifiers), 1):
                if position <= behind or (unchanged and (before_cut or not renamed)):
                    continue
                page.append(record)
                size += len(record.payload)
                if len(page) >= _PAGE_RECORDS or size >= _PAGE_BYTES:
                    yield Page(tuple(page), self._checkpoint(source, position), finished=False)
                    page, size = [], 0
            self.known[source.name] = source.signature
        yield Page(tuple(page), {"files": _encoded(self.known)}, finished=True)

    def _checkpoint(self, source: Source, position: int) -> dict[str, str]:
        return {
            "files": _encoded(self.known),
            "file": source.name,
            "signature": source.signature,
            "position": str(position),
        }


def _unchanged(source: Source, known: Mapping[str, str]) -> bool:
    return bool(source.signature) and known.get(source.name) == source.signature


def _known(since: Mapping[str, str] | None) -> dict[str, str]:
    return dict(json.loads(since["files"])) if since else {}


def _place(since: Mapping[str, str] | None) -> _Place:
    if not since or "file" not in since or not since["signature"]:
        return _Place("", "", 0)
    return _Place(since["file"], since["signature"], int(since["position"]))


def _encoded(known: Mapping[str, str]) -> str:
    return json.dumps(known, ensure_ascii=False, sort_keys=True)
