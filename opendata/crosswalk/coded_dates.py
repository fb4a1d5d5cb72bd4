"""Coded dates as EDTF: capture 033, period covered 045, origin and validity 046 (LC sheet 010-048)."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, write_source
from opendata.crosswalk.rules import plain, rule, subfield, subfields
from opendata.crosswalk.statements import EDTF, WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, rdfs

_CLASS_G = "http://id.loc.gov/authorities/classification/G"
_SUBJECT_SCHEMES = "http://id.loc.gov/vocabulary/subjectSchemes/"
_LABEL = verb(rdfs.label)
_DATE = verb(bf.date)
_PLACE = verb(bf.place)


def _split(text: str) -> str:
    """`yyyymmddhhmmss` as `yyyy-mm-ddThh:mm:ss`, as much of it as there is; `""` for anything else."""
    digits = text.replace("-", "X").replace("u", "X")
    if len(digits) < 4 or len(digits) % 2 or not all(character in "0123456789X" for character in digits):
        return ""
    day = "-".join([digits[:4], *(digits[at : at + 2] for at in range(4, min(len(digits), 8), 2))])
    if len(digits) <= 8:
        return day
    return f"{day}T{':'.join([*(digits[at : at + 2] for at in range(8, min(len(digits), 14), 2)), '00'][:3])}"


def _captured(text: str) -> str:
    """033 $a: a date, a time, and how far the time is from Greenwich's (`+0700`)."""
    date, zone = _split(text[:12]), text[12:]
    if "T" in date and len(zone) == 5 and zone[0] in "+-" and zone[1:].isascii() and zone[1:].isdigit():
        return f"{date}{zone[:3]}:{zone[3:]}"
    return date


def capture(field: MarcField, to: Target) -> None:
    """033: when and where something was recorded, broadcast or found."""
    this = to.node()
    out = to.out
    dates = [date for value in subfields(field, "a") if (date := _captured(value.strip()))]
    if field.ind1 == "2" and dates:
        dates = ["/".join(dates)]
    kind = {"0": "capture", "1": "broadcast", "2": "finding"}.get(field.ind2)
    out.append(f"{WORK}{verb(bf.capture)}{this}")
    out.append(this + typed(bf.Capture))
    if kind:
        note = to.node("note")
        out.append(f"{this}{verb(bf.note)}{note}\n{note}{typed(bf.Note)}\n{note}{_LABEL}{quoted(kind)}")
    out.extend([f"{this}{_DATE}{quoted(date)}{EDTF}" for date in dates])
    for place, (code, value) in enumerate(field.subfields):
        following = field.subfields[place + 1] if place + 1 < len(field.subfields) else ("", "")
        if code == "b" and (area := _area(value, following)):
            out.append(f"{this}{_PLACE}<{_CLASS_G}{area}>")
        elif code == "p" and (text := plain(value)):
            node = to.node(f"place{place}")
            out.append(
                f"{this}{_PLACE}{node}\n{node}{typed(bf.Place)}\n{node}{_LABEL}{quoted(text)}{to.lang}"
            )
            if following[0] == "2":
                write_source(following[1], to, node, _SUBJECT_SCHEMES)
    applies_to(field, to, this)


def _area(value: str, following: tuple[str, str]) -> str:
    """The number of an area in class G, with the number of a place in it."""
    number = value.strip() + (f".{following[1].strip()}" if following[0] == "c" else "")
    return number if number.isascii() and number.replace(".", "").isalnum() else ""


_FIRST_CENTURY = ord("e")
_BEFORE_CHRIST: Mapping[str, int] = {"b": 29, "c": 19, "d": 9}
"""The century in which a letter's first digit stands: `b0` are the years 2999 to 2900, `b1` the next."""
_EARLIEST = "-XXXX/-3000"
"""`a0`: all before."""


def _period(code: str) -> str:
    """Half of a time period code, `v8` for 178X: a letter, e (1 to 99) to y, and a decade, or BC."""
    if code == "a0":
        return _EARLIEST
    if len(code) != 2 or code[1] not in "0123456789-":
        return ""
    if "e" <= code[0] <= "y":
        return f"{ord(code[0]) - _FIRST_CENTURY:02}{code[1].replace('-', 'X')}X"
    if (first := _BEFORE_CHRIST.get(code[0])) is not None and code[1] != "-":
        return f"-{first - int(code[1]):02}XX"
    return ""


def _date_of_period(code: str) -> str:
    """045 $b: `d` (of our era) or `c` (before it) and a date."""
    date = _split(code[1:11]) if code[:1] in ("c", "d") else ""
    return f"-{date}" if date and code[0] == "c" else date


def period(field: MarcField, to: Target) -> None:
    """045: the period that the content covers."""
    periods: list[str] = []
    for value in subfields(field, "a"):
        first, last = _period(value[:2].lower()), _period(value[2:4].lower())
        if first and last:
            periods.append(first if first == last else f"{first.partition('/')[0]}/{last.rpartition('/')[2]}")
    dates = [date for value in subfields(field, "b") if (date := _date_of_period(value.strip()))]
    periods.extend(["/".join(dates[:2])] if field.ind1 == "2" and len(dates) > 1 else dates)
    to.out.extend([f"{WORK}{verb(bf.temporalCoverage)}{quoted(text)}{EDTF}" for text in periods])


_OF_EDTF = frozenset("0123456789XYZTE-/.~?%:+")


def _special(text: str, edtf: bool) -> str:
    """A date of 046, as `yyyymmdd` or, where $2 or its hyphens say so, in EDTF already."""
    if (edtf or text[4:5] == "-") and len(text) >= 4 and text[-1] != "-" and _OF_EDTF.issuperset(text):
        return text
    return _split(text[:14])


def special_dates(field: MarcField, to: Target) -> None:
    """046 $k $l: when the Work was made, unless 008 tells; $m $n: when it is valid."""
    edtf = subfield(field, "2").strip() == "edtf"
    for first, last, link in (("k", "l", bf.originDate), ("m", "n", bf.validDate)):
        if first == "k" and to.context.field008[6:7] == "r":
            continue
        start = _special(subfield(field, first).strip(), edtf)
        end = _special(subfield(field, last).strip(), edtf)
        if start:
            to.out.append(f"{WORK}{verb(link)}{quoted(f'{start}/{end}' if end else start)}{EDTF}")


RULES = [
    *rule("033", capture, reads="abcp23"),
    *rule("045", period, reads="ab"),
    *rule("046", special_dates, reads="klmn2"),
]
