"""Sorted N-Quads as text, cut where the records of another library begin.

What is said of a library's records is the same in every file that holds the library; cut there, it is also
compressed into the same pieces. The cuts follow from the lines alone, so that whoever has the same lines
(`opendata apply-delta`) makes the same file.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from opendata.dump.lines import Lines
from opendata.dump.runs import text

_RECORDS = re.compile(rb"<[^>]*?/record/[^/>]+/")
_BEHIND = b"0"
"""What follows `/` in ASCII: it ends what begins with a path and a slash."""


def sections(blocks: Lines) -> Iterator[bytes]:
    """The lines as text, with `b""` before and behind those about the records of each library."""
    last = b""
    for block in blocks:
        low = 0
        while low < len(block):
            found = _RECORDS.match(block[low])
            section = found[0] if found else b""
            if section != last:
                yield b""
                last = section
            high = bisect_left(block, section[:-1] + _BEHIND, low) if section else _next(block, low)
            yield text(block[low:high])
            low = high


def _next(block: list[bytes], low: int) -> int:
    """The first line from *low* on that is about a record."""
    match = _RECORDS.match
    return next((at for at in range(low, len(block)) if match(block[at])), len(block))
