"""Publication, production, distribution, manufacture: 26X and 008/06-17 (LC sheet Process8-ProvAct).

What a field transcribes is one activity for each group of place, agent and date in it; what 008 codes (dates,
country) is an activity too, with the transcribed words of the last group of its kind, as the Library of
Congress writes it. A group of a single subfield, and the last of several in one field, is one activity with
both.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.control_subfields import applies_to
from opendata.crosswalk.linked_fields import LinkedField, linked_fields
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import RecordRule, joined, subfield
from opendata.crosswalk.statements import EDTF, INSTANCE, RECORD, quoted, typed, verb
from opendata.crosswalk.target import Context, Target, codes_of, name_and_codes
from vocabularies.namespaces import bf, bflc, rdfs

_COUNTRIES = "http://id.loc.gov/vocabulary/countries/"
_STATUS = "http://id.loc.gov/vocabulary/mstatus/"

_ACTIVITY = INSTANCE + verb(bf.provisionActivity)
_ACTIVITY_TYPE = typed(bf.ProvisionActivity)
_DATE = verb(bf.date)
_PLACE = verb(bf.place)
_HAS_STATUS = verb(bf.status)
_COPYRIGHT = INSTANCE + verb(bf.copyrightDate)
_TRANSCRIBED = {"a": verb(bflc.simplePlace), "b": verb(bflc.simpleAgent), "c": verb(bflc.simpleDate)}

_TYPES_OF_KIND = {
    "": (_ACTIVITY_TYPE,),
    **{
        kind: (_ACTIVITY_TYPE, typed(bf[kind]))
        for kind in ("Production", "Publication", "Distribution", "Manufacture")
    },
}
_STATEMENT_OF_KIND = {
    kind: INSTANCE + verb(bf[f"{kind.lower() or 'provisionActivity'}Statement"]) for kind in _TYPES_OF_KIND
}

_KIND_BY_INDICATOR: Mapping[str, str] = {
    "0": "Production",
    "1": "Publication",
    "2": "Distribution",
    "3": "Manufacture",
    "4": "Copyright",
}
_KIND_BY_DATE_TYPE: Mapping[str, str] = {
    **dict.fromkeys("cdemnqrstu|", "Publication"),
    **dict.fromkeys("ik", "Production"),
    "p": "Distribution",
}
_TAGS = ("260", "261", "262", "264")
_COLLECTION_DATES = {"i": "inclusive collection dates", "k": "bulk collection dates"}
_BRACKETS = re.compile(r"[\[\]]").search
_NO_DATE = ("    ", "||||")


class Group(NamedTuple):
    """A place, agent and date that belong together: `(code, text)` by 264's codes, punctuation taken off."""

    kind: str
    ind1: str
    parts: list[tuple[str, str]]


class Coded(NamedTuple):
    """What 008 says of one kind of activity: statements without their subject."""

    kind: str
    about: tuple[str, ...]


class Last(NamedTuple):
    """The last group of its kind: its node, its number in its field, the field, and the 880s beside that."""

    node: str
    number: int
    group: Group
    field: MarcField
    parallels: list[tuple[MarcField, str]]


def groups_of(field: MarcField) -> list[Group]:
    """The groups of a field: a place ($a, $e of 260) after anything else begins a new one."""
    codes = _CODES_OF_261 if field.tag == "261" else _CODES
    groups: list[Group] = []
    parts: list[tuple[str, str]] = []
    kind, last = "", ""
    open_bracket = False
    for place, (code, value) in enumerate(field.subfields):
        if code not in codes:
            continue
        as_code, of_kind = codes[code]
        if parts and code in "ae" and code != last:
            groups.append(Group(kind or _kind(field), field.ind1, parts))
            parts, kind = [], ""
        if not parts:
            kind = of_kind
        last = code
        if text := chop(value):
            if as_code == "b" and (open_bracket or _closes_bracket(field, place)) and not _BRACKETS(value):
                text = f"[{text}]"
            parts.append((as_code, text))
        if as_code == "a":
            open_bracket = "[" in value and "]" not in value
    if parts:
        groups.append(Group(kind or _kind(field), field.ind1, parts))
    return groups


def _closes_bracket(field: MarcField, place: int) -> bool:
    """Whether the date after subfield number *place* closes a bracket that it does not open."""
    for code, value in field.subfields[place + 1 :]:
        if code in "cg":
            return "]" in value and "[" not in value
    return False


_CODES = {
    "a": ("a", ""),
    "b": ("b", ""),
    "c": ("c", ""),
    "e": ("a", "Manufacture"),
    "f": ("b", "Manufacture"),
    "g": ("c", "Manufacture"),
}
"""Subfields of 260, 262, 264: the code in 264, and the kind of activity where the subfield settles it."""
_CODES_OF_261 = {
    "a": ("b", "Production"),
    "b": ("b", "Production"),
    "e": ("b", "Manufacture"),
    "f": ("a", ""),
    "d": ("c", ""),
}


def _kind(field: MarcField) -> str:
    return _KIND_BY_INDICATOR.get(field.ind2, "") if field.tag == "264" else "Publication"


def publication(record: MarcRecord, to: Target) -> None:
    """Every activity of the record, transcribed and coded."""
    context = to.context
    by_tag = context.by_tag
    fields = [field for tag in _TAGS if tag in by_tag for field in by_tag[tag]]
    linked = _linked(context) if any(_stands_for_26x(field) for field in by_tag.get("880", ())) else {}
    coded = _coded(context.field008[6:18]) if len(context.field008) >= 15 else ()
    sources = [(field, "") for field in fields]
    if linked:
        sources.extend(linked.get(None, ()))
    names: set[str] = set()
    last: dict[str, Last] = {}
    for field, lang in sources:
        stem, codes = name_and_codes(field)
        if stem in names:
            continue
        names.add(stem)
        to.codes = codes
        parallels = linked.get(id(field), [])
        for count, group in enumerate(groups_of(field), 1):
            this = f"{stem}>" if count == 1 else f"{stem}-{count}>"
            if group.kind == "Copyright":
                _copyright(field, lang, coded, to)
                continue
            last[group.kind] = Last(this, count, group, field, parallels)
            _transcribed(this, group, count, field, lang, parallels, to)
            _status(this, group, len(fields), to)
    for kind, about in coded:
        if kind == "Copyright":
            to.out.extend([_COPYRIGHT + date for date in about])
            continue
        _write_coded(kind, about, last.get(kind), to)


def _stands_for_26x(field: MarcField) -> bool:
    return subfield(field, "6").lstrip().startswith("26")


def _linked(context: Context) -> dict[int | None, list[tuple[MarcField, str]]]:
    """880s by the identity of the 26X that they stand beside; under None those that stand alone."""
    found: dict[int | None, list[tuple[MarcField, str]]] = {}
    for one in linked_fields(context.record.fields, context):
        if one.field.tag == "880" and one.tag in ("260", "262", "264"):
            found.setdefault(id(one.partner) if one.partner else None, []).append((_as_26x(one), one.lang))
    return found


def _as_26x(one: LinkedField) -> MarcField:
    return one.field._replace(
        tag=one.tag, subfields=tuple(pair for pair in one.field.subfields if pair[0] != "6")
    )


def _transcribed(
    this: str,
    group: Group,
    count: int,
    field: MarcField,
    lang: str,
    parallels: Sequence[tuple[MarcField, str]],
    to: Target,
) -> None:
    out = to.out
    out.append(_activity(this, (*_TYPES_OF_KIND[group.kind], *_words(group, lang))))
    statement = _STATEMENT_OF_KIND[group.kind]
    out.append(f"{statement}{quoted(_statement(group))}{lang}")
    for parallel, parallel_lang in parallels:
        groups = groups_of(parallel)
        if count <= len(groups):
            beside = groups[count - 1]
            out.extend([this + words for words in _words(beside, parallel_lang)])
            out.append(f"{statement}{quoted(_statement(beside))}{parallel_lang}")
    applies_to(field, to, this)


def _activity(this: str, about: Sequence[str]) -> str:
    """That the Instance has the activity *this*, and what is to say *about* it."""
    return f"{_ACTIVITY}{this}\n{this}" + f"\n{this}".join(about)


def _words(group: Group, lang: str) -> list[str]:
    """The words of a group, each once, as statements without their subject."""
    words = [f"{_TRANSCRIBED[code]}{quoted(text)}{lang}" for code, text in group.parts]
    return words if len(words) == 1 else list(dict.fromkeys(words))


def _statement(group: Group) -> str:
    """The group as one string: places, a colon, agents, a comma, dates."""
    places = agents = dates = ""
    for code, text in group.parts:
        if code == "a":
            places = _joined(places, text, ";")
        elif code == "b":
            agents = _joined(agents, text, ",")
        else:
            dates = _joined(dates, text, ",")
    rest = f"{agents}, {dates}" if agents and dates else agents or dates
    return f"{places}: {rest}" if places and rest else places or rest


def _joined(before: str, text: str, mark: str) -> str:
    """*text* behind *before*, with a *mark* between them where *before* ends with none."""
    if not before:
        return text
    return f"{before} {text}" if before[-1] in ".:,;/" else f"{before}{mark} {text}"


def _status(this: str, group: Group, fields: int, to: Target) -> None:
    """Earliest or current publisher of a serial or integrating resource."""
    if group.kind != "Publication" or to.context.level not in "si":
        return
    if fields > 1 and group.ind1 in " 3":
        to.out.append(f"{this}{_HAS_STATUS}<{_STATUS}{'earliest' if group.ind1 == ' ' else 'current'}>")
    elif fields == 1 and to.context.level == "i":
        to.out.append(f"{this}{_HAS_STATUS}<{_STATUS}current>")


def _copyright(field: MarcField, lang: str, coded: Sequence[Coded], to: Target) -> None:
    if any(kind == "Copyright" for kind, _ in coded):
        return
    words = joined(field, "abc")
    if text := chop(words.replace("©", "").replace("℗", "")):
        to.out.append(f"{_COPYRIGHT}{quoted(text)}{lang}")


def _write_coded(
    kind: str,
    about: Sequence[str],
    last: Last | None,
    to: Target,
) -> None:
    out = to.out
    if last is not None and (last.number > 1 or len(last.group.parts) == 1):
        this = last.node
        out.extend([this + statement for statement in about])
    else:
        this = f"<{RECORD}#008-{kind.lower()}>"
        words = list(_TYPES_OF_KIND[kind])
        if last is None:
            out.append(_activity(this, (*words, *about)))
        else:
            words.extend(_words(last.group, ""))
            for parallel, lang in last.parallels:
                if groups := groups_of(parallel):
                    words.extend(_words(groups[0], lang))
            out.append(_activity(this, words))
            to.codes = codes_of(last.field)
            applies_to(last.field, to, this)
            out.append(this + f"\n{this}".join(about))
    if note := _COLLECTION_DATES.get(to.context.field008[6:7]):
        _collection_note(this, note, to)


def _collection_note(this: str, text: str, to: Target) -> None:
    note = f"{this[:-1]}-dates>"
    to.out.append(f"{this}{verb(bf.note)}{note}")
    to.out.append(note + typed(bf.Note))
    to.out.append(f"{note}{verb(rdfs.label)}{quoted(text)}")


@lru_cache(maxsize=2048)
def _coded(codes: str) -> tuple[Coded, ...]:
    """The activities that 008/06-17 codes: type of date, two dates, country."""
    kind_of_date, date1, date2, country = codes[0], codes[1:5], codes[5:9], codes[9:12]
    place = _place(country)
    date = _edtf(kind_of_date, date1, date2)
    if not date:
        return (Coded("Publication", (place,)),) if place else ()
    about = [_DATE + quoted(date) + EDTF]
    if kind_of_date in "cd":
        about.append(f"{_HAS_STATUS}<{_STATUS}{'current' if kind_of_date == 'c' else 'ceased'}>")
    if place:
        about.append(place)
    found = [Coded(_KIND_BY_DATE_TYPE[kind_of_date], tuple(about))]
    if kind_of_date == "p":
        found.append(Coded("Production", (_DATE + quoted(_unknown(date2)) + EDTF,)))
    elif kind_of_date == "t" and date2 not in _NO_DATE:
        found.append(Coded("Copyright", (quoted(_unknown(date2)) + EDTF,)))
    return tuple(found)


def _place(country: str) -> str:
    code = country.strip().lower() if country.isascii() else ""
    return f"{_PLACE}<{_COUNTRIES}{code}>" if code.isalpha() and len(code) in (2, 3) else ""


def _unknown(date: str) -> str:
    """008's `u` for an unknown digit as EDTF's `X`."""
    return date.replace("u", "X").replace("|", "X").replace(" ", "X")


def _edtf(kind: str, date1: str, date2: str) -> str:
    """008/06-14 as an EDTF date or interval; `""` where nothing is coded."""
    if kind == "|":
        kind = "s" if date1 not in _NO_DATE else ""
    if kind not in _KIND_BY_DATE_TYPE or (date1 in _NO_DATE and kind != "n"):
        return ""
    first, second = _unknown(date1), _unknown(date2)
    if kind == "c":
        return f"{first}/.."
    if kind in "deikmqu" and date2 in _NO_DATE:
        return f"{first}~" if kind == "q" else first
    if kind in "dikmu":
        return f"{first}/.." if second == "9999" else f"{first}/{second}"
    if kind == "q":
        return f"{first}~/{second}~"
    if kind == "e":
        day = "" if date2[2:] == "  " else f"-{second[2:]}"
        return f"{first}-{second[:2]}{day}"
    if kind == "n":
        return "XXXX" if date1 in _NO_DATE else first if date2 in _NO_DATE else f"{first}/{second}"
    return first


RECORD_RULES = [
    RecordRule(
        publication,
        {
            "LDR": "07",
            "008": "06-17 35-37",
            "260": "abcefg3",
            "261": "abdef3",
            "262": "abcefg3",
            "264": "abcefg3",
        },
        "publication, production, distribution, manufacture: places, agents, dates, as transcribed and coded",
    ),
]
