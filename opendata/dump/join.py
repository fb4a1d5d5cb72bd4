"""Two deltas that follow one another become one: from the first's old release to the second's new one.

What one brought and the other took away is in neither of the new files, so a record that came and went leaves
nothing behind. Everything is read as a stream; which records the newer delta tells of is kept on the disk.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing
from itertools import chain
from pathlib import Path

from opendata.dump import content
from opendata.dump.delta import MARK
from opendata.dump.delta_files import ADDED, CHANGED, CHANGED_IDS, DELETED, KINDS, REMOVED, Part
from opendata.dump.lines import Lines, compared, lines, merged
from opendata.dump.marcxml import HEAD, TAIL
from opendata.dump.packed import pack
from opendata.dump.runs import opened, text

Files = Mapping[str, Path]
"""A delta's files by part."""
_READ = 1 << 18


def join(older: Files, newer: Files, out: Files, spill: Path, executor: Executor) -> list[Part]:
    """Writes the delta *out* that does what *older* and then *newer* do; *spill* is an empty folder.

    Raises DAMAGED (of `opendata.dump.content`) where a file is not whole.
    """
    known = spill / "told.db"
    with closing(_told(newer, known)) as told:
        changed = _changed(older[CHANGED], newer[CHANGED], told, out[CHANGED], executor)
    known.unlink()
    return [
        _either(out, ADDED, (older[ADDED], newer[REMOVED]), (newer[ADDED], older[REMOVED]), executor),
        _either(out, REMOVED, (older[REMOVED], newer[ADDED]), (newer[REMOVED], older[ADDED]), executor),
        _either(out, DELETED, (older[DELETED], newer[CHANGED_IDS]), (newer[DELETED], None), executor),
        changed,
        _either(out, CHANGED_IDS, (older[CHANGED_IDS], newer[DELETED]), (newer[CHANGED_IDS], None), executor),
    ]


Without = tuple[Path, Path | None]
"""The lines of a file that the other one does not have."""


def _either(out: Files, part: str, these: Without, those: Without, executor: Executor) -> Part:
    """Writes the lines that are in any of two."""
    count = 0

    def blocks() -> Iterator[bytes]:
        nonlocal count
        files = [path for path in chain(these, those) if path is not None]
        with opened(files) as streams:
            of = iter(streams)
            sides = [_minus(next(of), next(of) if less else None) for _, less in (these, those)]
            for block in merged(sides):
                count += len(block)
                yield text(block)

    (packed,) = pack(blocks(), [out[part]], executor)
    return Part(packed, part, count)


def _minus(these: Lines, those: Lines | None) -> Lines:
    if those is None:
        return these
    return (only for only, _ in compared(these, those) if only)


def _told(newer: Files, file: Path) -> sqlite3.Connection:
    """The records that a delta tells of."""
    told = sqlite3.connect(file)
    told.execute("CREATE TABLE told (iri BLOB PRIMARY KEY) WITHOUT ROWID")
    for part in (DELETED, CHANGED_IDS):
        with content.opened(newer[part]) as read:
            for block in lines(read):
                told.executemany("INSERT OR IGNORE INTO told VALUES (?)", ((iri,) for iri in block))
    told.commit()
    return told


def _changed(older: Path, newer: Path, told: sqlite3.Connection, out: Path, executor: Executor) -> Part:
    count = 0

    def document() -> Iterator[bytes]:
        nonlocal count
        yield HEAD
        with content.opened(older) as read:
            for iri, element in marked(read):
                if told.execute("SELECT 1 FROM told WHERE iri = ?", (iri,)).fetchone() is None:
                    count += 1
                    yield element
        with content.opened(newer) as read:
            for _, element in marked(read):
                count += 1
                yield element
        yield TAIL

    (packed,) = pack(document(), [out], executor)
    return Part(packed, CHANGED, count)


def marked(read: Callable[[int], bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The records in a collection of changed MARC: the IRI, and what stands there of it."""
    pending: list[bytes] = []
    rest = b""
    while data := read(_READ):
        head, *begun = (rest + data).split(MARK)
        pending.append(head)
        if begun:
            yield from _whole(pending)
            yield from chain.from_iterable(_whole([MARK, each]) for each in begun[:-1])
            pending = [MARK, begun[-1]]
        # What begins a mark at the end of a piece goes on in the next one.
        last = pending.pop()
        cut = max(0, len(last) - len(MARK) + 1)
        pending.append(last[:cut])
        rest = last[cut:]
    yield from _whole([*pending, rest])


def _whole(pieces: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    element = b"".join(pieces).removesuffix(TAIL)
    if element.startswith(MARK):
        yield element[len(MARK) : element.index(b"?>")], element


def files_of(folder: Path, entry: Mapping[str, list[Mapping[str, str]]]) -> dict[str, Path]:
    """The files of a delta that a manifest in *folder* tells of."""
    found = {file["part"]: folder / file["path"] for file in entry["files"]}
    return {part: found[part] for part in KINDS}
