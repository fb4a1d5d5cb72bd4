"""Sorted lines in blocks: read, merged and compared at the speed of the language's own sorting.

A stream is an iterator of blocks, lists of lines (without the `\\n` that ends each) that are sorted by their
bytes; the last line of a block comes before the first one of the next, and no line comes twice. Whatever is
done with streams holds a block of each in memory and nothing more.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise

Lines = Iterator[list[bytes]]

BLOCK = 1 << 18
"""Bytes read of a stream at a time."""


class WrongDeltaError(Exception):
    """A delta that was not made for this content."""

    def __init__(self, line: bytes, wrong: str) -> None:
        super().__init__(f"line {line[:120]!r} {wrong}")


class UnsortedLinesError(Exception):
    """A line that does not come behind the one before it, by its bytes."""

    def __init__(self, line: bytes) -> None:
        super().__init__(f"line {line[:120]!r} does not come behind the line before it")


def lines(read: Callable[[int], bytes]) -> Lines:
    """The lines that *read* gives, in time for their bytes however long one of them is; unproven."""
    parts: list[bytes] = []
    while data := read(BLOCK):
        head, newline, tail = data.rpartition(b"\n")
        if not newline:
            parts.append(data)
            continue
        yield b"".join((*parts, head)).split(b"\n")
        parts = [tail]
    if rest := b"".join(parts):
        yield [rest]


def proven(stream: Iterable[list[bytes]]) -> Lines:
    """The same stream; raises UnsortedLinesError where it is none."""
    last: bytes | None = None
    for block in stream:
        if last is not None and block[0] <= last:
            raise UnsortedLinesError(block[0])
        if any(map(bytes.__ge__, block, islice(block, 1, None))):
            raise UnsortedLinesError(_misplaced(block))
        last = block[-1]
        yield block


def _misplaced(block: list[bytes]) -> bytes:
    return next(line for before, line in pairwise(block) if before >= line)


def merged(streams: Iterable[Lines]) -> Lines:
    """All lines of the streams, each once."""
    begun = [_Head(stream) for stream in streams]
    while begun := [head for head in begun if head.there()]:
        if len(begun) == 1:
            yield begun[0].take_all()
            continue
        bound = min(head.block[-1] for head in begun)
        # Runs of sorted lines, one after the other: what the sort finds and merges without looking again.
        taken = [line for head in begun for line in head.take(bound)]
        taken.sort()
        yield list(dict.fromkeys(taken))


def compared(old: Lines, new: Lines) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Lines that only *old* has, and lines that only *new* has, a part of both streams at a time."""
    before, after = _Head(old), _Head(new)
    while before.there() and after.there():
        bound = min(before.block[-1], after.block[-1])
        removed, added = before.take(bound), after.take(bound)
        if removed == added:
            continue
        yield _without(removed, added), _without(added, removed)
    while before.there():
        yield before.take_all(), []
    while after.there():
        yield [], after.take_all()


def patched(old: Lines, removed: Lines, added: Lines) -> Lines:
    """*old* without the lines of *removed* and with those of *added*.

    Raises WrongDeltaError when a line is to be removed that is not there, or added that is there.
    """
    heads = (_Head(old), _Head(removed), _Head(added))
    while there := [head for head in heads if head.there()]:
        bound = min(head.block[-1] for head in there)
        lines, gone, new = (head.take(bound) if head in there else [] for head in heads)
        if gone or new:
            lines = _patched(lines, gone, new)
        if lines:
            yield lines


def _patched(lines: list[bytes], gone: list[bytes], new: list[bytes]) -> list[bytes]:
    known = set(lines)
    for line in gone:
        if line not in known:
            raise WrongDeltaError(line, "is to be removed, and is not there")
    kept = known.difference(gone)
    for line in new:
        if line in kept:
            raise WrongDeltaError(line, "is to be added, and is there already")
    return sorted(kept.union(new))


def _without(these: list[bytes], those: list[bytes]) -> list[bytes]:
    gone = set(those)
    return [line for line in these if line not in gone]


class _Head:
    """What was read of a stream and not taken yet."""

    def __init__(self, stream: Lines) -> None:
        self._stream = stream
        self.block: list[bytes] = []

    def there(self) -> bool:
        """Whether there is anything left; reads on where the block is used up."""
        if not self.block:
            self.block = next(self._stream, [])
        return bool(self.block)

    def take(self, bound: bytes) -> list[bytes]:
        """The lines up to *bound*, it included."""
        if self.block[-1] <= bound:
            return self.take_all()
        cut = bisect_right(self.block, bound)
        taken = self.block[:cut]
        del self.block[:cut]
        return taken

    def take_all(self) -> list[bytes]:
        """The whole block."""
        taken, self.block = self.block, []
        return taken
