"""The encoding that a file's first records speak for: its short fields are read as the long ones are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from harvesters.dublin_core import DublinCoreRecord
from harvesters.encodings.detect import standing_out
from harvesters.errors import UnreadableRecord
from harvesters.marc import MarcRecord
from harvesters.readers.pieces import Piece

RECORDS, BYTES = 200, 4 << 20
"""How much of a file is looked at, at most."""


def usual(
    pieces: Iterable[Piece], read: Callable[[bytes, str], MarcRecord | DublinCoreRecord]
) -> tuple[str, Iterator[Piece]]:
    """The encoding that most repairs in the first of *pieces* are from, `""` for none; and all the pieces.

    The same file gives the same answer.
    """
    rest = iter(pieces)
    first: list[Piece] = []
    size = 0
    for piece in rest:
        first.append(piece)
        size += len(piece.payload)
        if len(first) >= RECORDS or size >= BYTES:
            break
    kinds: Counter[str] = Counter()
    for piece in first:
        if piece.reason or piece.payload.isascii():
            continue
        try:
            kinds.update([repair.kind for repair in read(piece.payload, "auto").repairs])
        except UnreadableRecord:
            continue
    return standing_out(kinds), chain(first, rest)
