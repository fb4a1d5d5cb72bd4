"""MARC records in the mnemonic form that cataloguers read and write, as the sample library's data have them.

    =LDR  00000cam a2200000 i 4500
    =001  tinh0001
    =008  240105s2015\\\\\\\\vm\\\\\\\\\\\\\\\\\\\\\\000\\0\\vie\\d
    =245  10$aTruyện Kiều /$cNguyễn Du.

One field a line, an empty line between records. In 00X and the leader a backslash is a blank, and so it is
in an indicator; `{dollar}` is a dollar sign within a subfield.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from harvesters.marc import MarcField, MarcRecord


class MnemonicError(ValueError):
    """A line that is no field; the text names the file and the line."""


def read_files(paths: Iterable[Path]) -> Iterator[MarcRecord]:
    """The records of every file, in the files' order; raises MnemonicError."""
    for path in paths:
        yield from read(path.read_text(encoding="utf-8"), path.name)


def read(text: str, name: str = "text") -> Iterator[MarcRecord]:
    """The records in *text*; *name* stands in errors."""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            lines.append((number, line.rstrip("\r")))
        elif lines:
            yield _record(lines, name)
            lines = []
    if lines:
        yield _record(lines, name)


def _record(lines: list[tuple[int, str]], name: str) -> MarcRecord:
    leader, control, fields = "", [], []
    for number, line in lines:
        tag, content = line[1:4], line[6:]
        if not line.startswith("=") or line[4:6] != "  " or not (tag == "LDR" or tag.isdigit()):
            raise MnemonicError(f"{name}, line {number}: a line is `=TAG  content`, not {line[:20]!r}")
        if tag == "LDR":
            leader = content.replace("\\", " ")
        elif tag < "010":
            control.append((tag, content.replace("\\", " ")))
        else:
            fields.append(_field(tag, content, f"{name}, line {number}"))
    if len(leader) != 24:
        raise MnemonicError(f"{name}, line {lines[0][0]}: the leader has {len(leader)} characters, not 24")
    return MarcRecord(leader, tuple(control), tuple(fields))


def _field(tag: str, content: str, place: str) -> MarcField:
    indicators, *subfields = content.split("$")
    if len(indicators) != 2 or not subfields or not all(subfields):
        raise MnemonicError(
            f"{place}: field {tag} is two indicators and subfields `$a…`, not {content[:20]!r}"
        )
    indicators = indicators.replace("\\", " ")
    pairs = tuple((part[0], part[1:].replace("{dollar}", "$")) for part in subfields)
    return MarcField(tag, indicators[0], indicators[1], pairs)
