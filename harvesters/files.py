"""The file harvester: MARC and Dublin Core from a file, a folder of files, or an address to download.

The files are either everything that the library has (`full`): what they no longer hold is gone. Or they are
what changed (`deltas`), in the order of their names: nothing is gone but what they say is deleted.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from harvesters.errors import SourceError
from harvesters.file_records import Identifiers, records_of
from harvesters.file_sources import Source, sources
from harvesters.library import Library
from harvesters.records import NOTHING_HELD, HarvestedRecord, Held, Page, RejectedRecord
from harvesters.transport import Transport

_PAGE_RECORDS = 500
_PAGE_BYTES = 16 << 20


class _Place(NamedTuple):
    """How far a harvest that was cut off had come."""

    file: str
    signature: str
    position: int
    before: str
    """A digest of the files before that one, as they were read."""
    listing: str


def harvest(
    library: Library,
    since: Mapping[str, str] | None,
    held: Held = NOTHING_HELD,
    *,
    transport: Transport | None = None,
) -> Iterator[Page]:
    """The records of the library's files, where any of them changed since a finished harvest.

    Raises SourceError and TransportError.
    """
    known = _known(since)
    with sources(library, known, transport) as found:
        place = _place(since, found)
        if not place.file and {source.name: source.signature for source in found} == known and _told(found):
            yield Page((), {"files": _encoded(known)}, finished=True)
            return
        if library.files == "deltas":
            yield from _Harvest(library, place).deltas(found, known)
        else:
            yield from _Harvest(library, place).everything(found, known)


@dataclass
class _Harvest:
    """One run over the library's files."""

    library: Library
    place: _Place
    _page: list[HarvestedRecord | RejectedRecord] = field(default_factory=list)
    _sighted: list[str] = field(default_factory=list)
    _size: int = 0
    _listing: str = ""

    def everything(self, found: list[Source], known: Mapping[str, str]) -> Iterator[Page]:
        """All files, as a listing; of those that did not change only the identifiers.

        They are read all the same, so that records which share an identifier are told apart as ever.
        """
        self._listing = self.place.listing or datetime.now(UTC).isoformat()
        identifiers = Identifiers()
        for number, source in enumerate(found):
            unchanged = bool(source.signature) and known.get(source.name) == source.signature
            before = source.name < self.place.file
            behind = self.place.position if self.place.file == source.name else 0
            for position, (record, renamed) in enumerate(records_of(source, self.library, identifiers), 1):
                if before or position <= behind:
                    continue
                if (
                    unchanged
                    and not renamed
                    and not isinstance(record, RejectedRecord)
                    and not record.deleted
                ):
                    self._sighted.append(record.identifier)
                else:
                    self._add(record)
                if self._is_full():
                    yield self._taken(found, number, position)
            self._check(source)
        yield self._last(found)

    def deltas(self, found: list[Source], known: Mapping[str, str]) -> Iterator[Page]:
        """The files from the first one that is new or changed on: what stands in a later one holds."""
        changed = False
        for number, source in enumerate(found):
            changed = changed or not source.signature or known.get(source.name) != source.signature
            if source.name < self.place.file or not changed:
                continue
            behind = self.place.position if self.place.file == source.name else 0
            for position, (record, _) in enumerate(records_of(source, self.library, None), 1):
                if position > behind:
                    self._add(record)
                    if self._is_full():
                        yield self._taken(found, number, position)
            self._check(source)
        yield self._last(found)

    def _add(self, record: HarvestedRecord | RejectedRecord) -> None:
        self._page.append(record)
        self._size += len(record.payload)

    def _is_full(self) -> bool:
        return len(self._page) + len(self._sighted) >= _PAGE_RECORDS or self._size >= _PAGE_BYTES

    def _check(self, source: Source) -> None:
        """Raise SourceError where the file changed while it was read: what came of it may be half of it."""
        if not source.is_unchanged():
            raise SourceError(
                f"{self.library.code}: {source.name} changed while it was read; what came is kept: "
                "harvest again when the file is complete"
            )

    def _taken(self, found: list[Source], number: int, position: int) -> Page:
        source = found[number]
        checkpoint = {
            "file": source.name,
            "signature": source.signature,
            "position": str(position),
            "before": _digest(found[:number]),
            "listing": self._listing,
        }
        return self._made(checkpoint, finished=False)

    def _last(self, found: list[Source]) -> Page:
        signatures = {source.name: source.signature for source in found}
        return self._made({"files": _encoded(signatures)}, finished=True)

    def _made(self, checkpoint: dict[str, str], *, finished: bool) -> Page:
        page = Page(
            tuple(self._page), checkpoint, finished, listing=self._listing, sighted=tuple(self._sighted)
        )
        self._page, self._sighted, self._size = [], [], 0
        return page


def _told(found: list[Source]) -> bool:
    """Whether every file has a signature, so that a change of it shows."""
    return all(source.signature for source in found)


def _digest(found: list[Source]) -> str:
    signatures = "\n".join(f"{source.name}\t{source.signature}" for source in found)
    return hashlib.sha256(signatures.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _known(since: Mapping[str, str] | None) -> dict[str, str]:
    return dict(json.loads(since["files"])) if since and "files" in since else {}


def _place(since: Mapping[str, str] | None, found: list[Source]) -> _Place:
    """Where to go on; from the beginning where a file that was read has changed since."""
    nowhere = _Place("", "", 0, "", "")
    if not since or "file" not in since or not since["signature"]:
        return nowhere
    place = _Place(
        since["file"], since["signature"], int(since["position"]), since["before"], since["listing"]
    )
    number = next((n for n, source in enumerate(found) if source.name == place.file), -1)
    if number < 0 or found[number].signature != place.signature or _digest(found[:number]) != place.before:
        return nowhere
    return place


def _encoded(known: Mapping[str, str]) -> str:
    return json.dumps(known, ensure_ascii=False, sort_keys=True)
