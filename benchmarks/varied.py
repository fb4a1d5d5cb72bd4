"""A source of any size: real records of a MARCXML file varied, the same for the same number.

Copy t of record i keeps its control fields, its title and its holdings; its names, subjects and notes are
those of other records. So names and subjects come again in other company, as in a growing catalogue, and in
four copies of five the title is one of their own.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from measured import record_texts

_FIELD = re.compile(rb'\s*<datafield tag="(\d\d\d)".*?</datafield>', re.DOTALL)
_NUMBER = re.compile(rb'<controlfield tag="001">[^<]*</controlfield>')
_TITLE = re.compile(rb'(<datafield tag="245".*?<subfield code="a">[^<]*)', re.DOTALL)
_OTHERS = (b"1", b"5", b"6", b"7")
"""First digits of the tags that are taken from other records."""
_STEPS = (1009, 2003, 3001, 4001)
_OPEN = b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
_CLOSE = b"</collection>\n"


class _Parts:
    """A record's own text up to its fields, the field blocks by first digit of the tag."""

    def __init__(self, text: bytes) -> None:
        fields = list(_FIELD.finditer(text))
        self.head = text[: fields[0].start()] if fields else text.removesuffix(b"</record>")
        self.blocks: dict[bytes, bytes] = {}
        for field in fields:
            digit = field[1][:1]
            self.blocks[digit] = self.blocks.get(digit, b"") + field[0]


def vary(records: Path, folder: Path, count: int, in_a_file: int, marked: str = "") -> int:
    """Writes *count* records to files of *in_a_file* in *folder*; how many bytes they have.

    With *marked*, that word stands before their titles: the same records, changed.
    """
    size = 0
    made = _varied(list(record_texts(records)), count, marked.encode())
    for number in range(0, count, in_a_file):
        # By rename: a file is there when it is whole.
        part = folder / "part"
        with part.open("wb") as out:
            out.write(_OPEN)
            for _ in range(min(in_a_file, count - number)):
                size += out.write(next(made))
            out.write(_CLOSE)
        part.rename(folder / f"{'changed-' if marked else ''}{number // in_a_file:05}.xml")
    return size


def _varied(texts: list[bytes], count: int, marked: bytes) -> Iterator[bytes]:
    parts = [_Parts(text) for text in texts]
    for number in range(count):
        turn, place = divmod(number, len(parts))
        blocks = dict(parts[place].blocks)
        if turn:
            for digit, step in zip(_OTHERS, _STEPS, strict=True):
                blocks[digit] = parts[(place + turn * step) % len(parts)].blocks.get(digit, b"")
        text = parts[place].head + b"".join(blocks[digit] for digit in sorted(blocks)) + b"</record>\n"
        own = b"%09d" % number
        text = _NUMBER.sub(b'<controlfield tag="001">' + own + b"</controlfield>", text, count=1)
        if turn and turn % 5:
            text = _TITLE.sub(rb"\g<1> %d" % turn, text, count=1)
        if marked:
            text = text.replace(b'<subfield code="a">', b'<subfield code="a">' + marked + b" ", 1)
        yield text
