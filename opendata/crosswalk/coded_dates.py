"""Coded dates as EDTF: capture 033, period covered 045, origin and validity 046 (LC sheet 010-048)."""

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


def capture(field: MarcField, to: Target) -> None:
    """033: when and where something was recorded, broadcast or found."""
    this = to.node()
    out = to.out
    dates = [date for value in subfields(field, "a") if (date := _split(value.strip()[:12]))]
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


_FIRST_CENTURY = ord("f")


def _period(code: str) -> str:
    """Half of a time period code: a letter from f (the first century) on and a decade, `w8` for 178X."""
    if len(code) == 2 and "f" <= code[0] <= "z" and code[1] in "0123456789-":
        return f"{ord(code[0]) - _FIRST_CENTURY:02}{code[1].replace('-', 'X')}X"
    return ""


def _date_of_period(code: str) -> str:
    """045 $b: `d` (of our era) or `c` (before it) and a date."""
    date = _split(code[1:11]) if code[:1] in ("c", "d") else ""
    return f"-{date}" if date and code[0] == "c" else date


def period(field: MarcField, to: Target) -> None:
    """045: the period that the content covers."""
    periods: list[str] = []
    for value in subfields(field, "a"):
        first, last = _period(value[:2]), _period(value[2:4])
        if first and last:
            periods.append(first if first == last else f"{first}/{last}")
    dates = [date for value in subfields(field, "b") if (date := _date_of_period(value.strip()))]
    periods.extend(["/".join(dates[:2])] if field.ind1 == "2" and len(dates) > 1 else dates)
    to.out.extend([f"{WORK}{verb(bf.temporalCoverage)}{quoted(text)}{EDTF}" for text in periods])


def special_dates(field: MarcField, to: Target) -> None:
    """046 $k $l: when the Work was made, unless 008 tells; $m $n: when it is valid."""
    for first, last, link in (("k", "l", bf.originDate), ("m", "n", bf.validDate)):
        if first == "k" and to.context.field008[6:7] == "r":
            continue
        start, end = _split(subfield(field, first).strip()[:14]), _split(subfield(field, last).strip()[:14])
        if start:
            to.out.append(f"{WORK}{verb(link)}{quoted(f'{start}/{end}' if end else start)}{EDTF}")


RULES = [
    *rule("033", capture, reads="abcp23"),
    *rule("045", period, reads="ab"),
    *rule("046", special_dates, reads="klmn"),
]
