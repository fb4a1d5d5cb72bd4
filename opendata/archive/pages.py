"""A page of records into the archive: what is new or changed becomes a version, the rest leaves no trace."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from harvesters.records import HarvestedRecord, RejectedRecord
from harvesters.repairs import counted
from opendata.archive.compression import Compression
from opendata.archive.mended_records import MendedRecords
from opendata.archive.origins import packed
from opendata.archive.records import PageOutcome
from opendata.archive.schema import DELETED, LIVE, REJECTED, position, records, replaced, tallies, versions

_KEYS_AT_ONCE = 500


class _Head(NamedTuple):
    """What is known of a record before the next one with its identifier is looked at."""

    head: int
    readable: int | None
    state: str
    format: str
    digest: bytes
    encoding: str
    repairs: Mapping[str, int] | None
    sets: str | None


class PageWriter:
    """Writes the records of one page within one transaction, which the caller began with `writing`."""

    def __init__(
        self, connection: Connection, library: str, compression: Compression, dictionary: int | None
    ) -> None:
        self._connection = connection
        self._library = library
        self._compression = compression
        self._dictionary = dictionary
        self._versions: list[dict[str, Any]] = []
        self._replaced: set[int] = set()
        self._tallies: Counter[str] = Counter()
        self._outcome: Counter[str] = Counter()
        self._mended = MendedRecords()

    def write(self, page: Iterable[HarvestedRecord | RejectedRecord], harvested_at: datetime) -> PageOutcome:
        """Stores *page*, its records in their order, and says what that did."""
        page = tuple(page)
        before = self._heads({storable(record.identifier) for record in page})
        after = dict(before)
        last = self._connection.scalar(select(position.c.last)) or 0
        for record in page:
            identifier = storable(record.identifier)
            known = after.get(identifier)
            head = self._head(record, known, last + 1)
            if head is None:
                self._outcome["unchanged"] += 1
                continue
            last += 1
            after[identifier] = head
            self._note(identifier, known, head, record)
            self._versions.append(self._version(record, identifier, head, harvested_at))
        self._flush(before, after, last)
        return PageOutcome(**self._outcome)

    def _head(
        self, record: HarvestedRecord | RejectedRecord, known: _Head | None, number: int
    ) -> _Head | None:
        """The record's new head under *number*; None when it is what it was."""
        state = _state(record)
        digest = sha256(record.payload).digest()
        encoding, mended, sets = "auto", None, None
        if isinstance(record, HarvestedRecord) and not record.deleted:
            encoding, mended = record.encoding, counted(record.repairs) or None
            sets = lines(record.sets)
        head = (state, record.format, digest, _decided(encoding), sets)
        if known and (known.state, known.format, known.digest, _decided(known.encoding), known.sets) == head:
            return None
        readable = (known.readable if known else None) if state == REJECTED else number
        return _Head(number, readable, state, record.format, digest, encoding, mended, sets)

    def _note(
        self,
        identifier: str,
        known: _Head | None,
        head: _Head,
        record: HarvestedRecord | RejectedRecord,
    ) -> None:
        self._tallies[head.state] += 1
        self._mended.replace(identifier, known and known.repairs, head.repairs, record)
        if known is None:
            self._outcome["new" if head.state == LIVE else head.state] += 1
            return
        self._tallies[known.state] -= 1
        self._outcome["changed" if head.state == LIVE else head.state] += 1
        still = {head.head, head.readable}
        self._replaced.update({known.head, known.readable or known.head} - still)

    def _version(
        self,
        record: HarvestedRecord | RejectedRecord,
        identifier: str,
        head: _Head,
        harvested_at: datetime,
    ) -> dict[str, Any]:
        dictionary = self._dictionary if record.payload else None
        return {
            "id": head.head,
            "library": self._library,
            "identifier": identifier,
            "state": head.state,
            "format": head.format,
            "datestamp": record.datestamp.astimezone(UTC),
            "harvested_at": harvested_at,
            "digest": head.digest,
            "dictionary": dictionary,
            "reason": storable(record.reason) if isinstance(record, RejectedRecord) else "",
            "encoding": head.encoding,
            "repairs": head.repairs,
            "origin_sets": head.sets,
            "earlier": packed(record.earlier) if isinstance(record, HarvestedRecord) else None,
            "payload": self._compression.compress(record.payload, dictionary),
        }

    def _heads(self, identifiers: set[str]) -> dict[str, _Head]:
        found = {}
        wanted = sorted(identifiers)
        for start in range(0, len(wanted), _KEYS_AT_ONCE):
            rows = self._connection.execute(
                select(
                    records.c.identifier,
                    records.c.head,
                    records.c.readable,
                    versions.c.state,
                    versions.c.format,
                    versions.c.digest,
                    versions.c.encoding,
                    versions.c.repairs,
                    versions.c.origin_sets,
                )
                .join(versions, versions.c.id == records.c.head)
                .where(
                    records.c.library == self._library,
                    records.c.identifier.in_(wanted[start : start + _KEYS_AT_ONCE]),
                )
            )
            found.update({identifier: _Head(*rest) for identifier, *rest in rows})
        return found

    def _record(self, identifier: str, head: _Head) -> dict[str, Any]:
        return {
            "library": self._library,
            "identifier": identifier,
            "head": head.head,
            "readable": head.readable,
        }

    def _flush(self, before: Mapping[str, _Head], after: Mapping[str, _Head], last: int) -> None:
        if not self._versions:
            return
        execute = self._connection.execute
        execute(insert(versions), self._versions)
        changed = {key: head for key, head in after.items() if head is not before.get(key)}
        if new := [self._record(key, head) for key, head in changed.items() if key not in before]:
            execute(insert(records), new)
        if known := [self._record(key, head) for key, head in changed.items() if key in before]:
            mine = (records.c.library == bindparam("of")) & (records.c.identifier == bindparam("called"))
            keys = [{"of": row.pop("library"), "called": row.pop("identifier"), **row} for row in known]
            execute(update(records).where(mine), keys)
        if self._replaced:
            execute(insert(replaced), [{"version": number} for number in sorted(self._replaced)])
        for state, difference in self._tallies.items():
            _add(self._connection, self._library, state, difference)
        self._mended.write(self._connection, self._library)
        execute(update(position).values(last=last))


def _add(connection: Connection, library: str, state: str, difference: int) -> None:
    mine = (tallies.c.library == library) & (tallies.c.state == state)
    done = connection.execute(update(tallies).where(mine).values(records=tallies.c.records + difference))
    if done.rowcount == 0:
        connection.execute(insert(tallies), {"library": library, "state": state, "records": difference})


def _state(record: HarvestedRecord | RejectedRecord) -> str:
    if isinstance(record, RejectedRecord):
        return REJECTED
    return DELETED if record.deleted else LIVE


def _decided(encoding: str) -> str:
    """The encoding that the library's file names; `auto`, whatever that was told to look for first."""
    return "auto" if encoding.startswith("auto") else encoding


@lru_cache(maxsize=4096)
def lines(specs: tuple[str, ...]) -> str | None:
    """setSpecs, each on its line; None for none."""
    return storable("\n".join(specs)) or None


def storable(text: str) -> str:
    """*text* without what no database keeps: NUL, and halves of surrogate pairs."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
