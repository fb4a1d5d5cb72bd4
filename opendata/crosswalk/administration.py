"""The record about itself: leader, 001, 003, 005, 008/00-05, 038, 040, 042 (LC sheets LDR, 001-007, 010-048).

The Work carries the description's history: when it was made, when it was changed, by what it was converted,
and a main node with its conventions, encoding level, authentication and local number.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.control_subfields import ORGANIZATIONS, code_iri
from opendata.crosswalk.rules import ALL, RecordRule, nodes, plain, rule, subfield, subfields
from opendata.crosswalk.statements import ADMIN, BASE, DATE_TIME, INSTANCE, RECORD, WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from opendata.crosswalk.version import CONVERTER_VERSION
from vocabularies.namespaces import bf, bflc, rdf, rdfs

_ONTOLOGY = "<http://id.loc.gov/ontologies/bibframe-3-0-1/>"
_CONVERTER = f"<{BASE}catalog#converter-{CONVERTER_VERSION}>"
_TRANSFORMATION = "<https://github.com/lcnetdev/marc2bibframe2/releases/tag/v3.1.0>"
"""The transformation that the converter applies: the sheets that its modules follow."""
_STATUS = "http://id.loc.gov/vocabulary/mstatus/"
_LANGUAGES = "http://id.loc.gov/vocabulary/languages/"
_CONVENTIONS = "http://id.loc.gov/vocabulary/descriptionConventions/"
_AUTHENTICATION = "http://id.loc.gov/vocabulary/marcauthen/"
_INTERNAL_NOTE = "<http://id.loc.gov/vocabulary/mnotetype/internal>"
_ENCODING_LEVEL = "http://id.loc.gov/vocabulary/menclvl/"
_CONTENT_TYPES = "http://id.loc.gov/vocabulary/contentTypes/"
_ISSUANCE = "http://id.loc.gov/vocabulary/issuance/"

_HAS_ADMIN = WORK + verb(bf.adminMetadata)
_ADMIN_TYPE = typed(bf.AdminMetadata)
_HAS_STATUS = verb(bf.status)
_DATE = verb(bf.date)
_AGENT = verb(bf.agent)
_MODIFIER = verb(bf.descriptionModifier)
_AGENT_TYPE = typed(bf.Agent)
_CODE = verb(bf.code)
_CREATED = f"<{RECORD}#AdminMetadata-created>"
_CHANGED = f"<{RECORD}#AdminMetadata-changed>"
_CONVERTED = f"<{RECORD}#AdminMetadata-converted>"
_LOCAL = f"<{RECORD}#AdminMetadata-local>"

_ALWAYS = "\n".join(
    (
        WORK + typed(bf.Work),
        f"{WORK}{verb(bf.hasInstance)}{INSTANCE}",
        INSTANCE + typed(bf.Instance),
        f"{INSTANCE}{verb(bf.instanceOf)}{WORK}",
        _HAS_ADMIN + _CREATED,
        _CREATED + _ADMIN_TYPE,
        f"{_CREATED}{_HAS_STATUS}<{_STATUS}n>",
        _HAS_ADMIN + _CONVERTED,
        _CONVERTED + _ADMIN_TYPE,
        f"{_CONVERTED}{_HAS_STATUS}<{_STATUS}c>",
        f"{_CONVERTED}{verb(bf.generationProcess)}{_CONVERTER}",
        f"{_CONVERTED}{verb(bf.generationProcess)}{_TRANSFORMATION}",
        _HAS_ADMIN + ADMIN,
        ADMIN + _ADMIN_TYPE,
        f"{ADMIN}{verb(bf.descriptionLevel)}{_ONTOLOGY}",
    )
)

_ASSIGNER = verb(bf.assigner)
_NUMBERED = f"{ADMIN}{verb(bf.identifiedBy)}{_LOCAL}\n{_LOCAL}{typed(bf.Local)}\n{_LOCAL}{verb(rdf.value)}"

_TYPE_OF_RECORD: Mapping[str, tuple[str, str]] = {
    "a": (bf.Text, "txt"),
    "c": (bf.NotatedMusic, "ntm"),
    "d": (bf.NotatedMusic, "ntm"),
    "e": (bf.Cartography, "cri"),
    "f": (bf.Cartography, "cri"),
    "g": (bf.MovingImage, "tdi"),
    "i": (bf.NonMusicAudio, "spw"),
    "j": (bf.MusicAudio, "prm"),
    "k": (bf.StillImage, "sti"),
    "m": (bf.Multimedia, "cop"),
    "o": (bf.MixedMaterial, "txt"),
    "p": (bf.MixedMaterial, "txt"),
    "q": (bf.Hub, ""),
    "r": (bf.Object, "tdf"),
    "t": (bf.Text, "txt"),
}
"""Leader/06 to the Work's class and its content type."""
_LEVEL: Mapping[str, tuple[str, str]] = {
    "a": (bf.Monograph, "mono"),
    "b": (bf.Serial, "serl"),
    "c": (bf.Collection, "mulm"),
    "d": (bf.Collection, "mono"),
    "i": (bf.Integrating, "intg"),
    "m": (bf.Monograph, "mono"),
    "s": (bf.Serial, "serl"),
}
"""Leader/07 to the Work's class and the Instance's mode of issuance."""
_MANUSCRIPTS = frozenset("dft")
_RECORD_STATUS: Mapping[str, str] = {"a": "c", "c": "c", "d": "d", "n": "n", "p": "p"}
"""Leader/05 to the term; an increased encoding level (a) is a change."""
_ENCODING: Mapping[str, str] = {" ": "f", "0": "f", **{level: level for level in "1234578"}}
_CATALOGUING_FORM: Mapping[str, str] = {
    "a": "aacr",
    "c": "isbd",
    "i": "isbd",
    "p": "aacr",
    "r": "aacr",
}


def leader_and_numbers(record: MarcRecord, to: Target) -> None:
    """What leader, 001, 003, 005, 008/00-05 and 040 say together."""
    out = to.out
    out.append(_ALWAYS)
    context = to.context
    by_tag, control, leader = context.by_tag, context.control, record.leader
    sources = context.fields("040")
    rda = _in_rda_alone(sources)
    if told := _of_leader(leader[5:9], leader[17:19], rda, "336" not in by_tag, "334" not in by_tag):
        out.append(told)
    makers = sources[0] if sources else None
    agency = subfield(makers, "a") if makers is not None else ""
    created, changed = _created(context.field008[:6]), _changed(control.get("005", ""))
    if created and changed and created > changed:
        created = changed[:10] + "T00:00:00"
    if created:
        out.append(f"{_CREATED}{_DATE}{quoted(created)}{DATE_TIME}")
    if agency:
        out.append(_agency(agency, _CREATED, _AGENT))
    if leader[5] != "n":
        _write_change(changed, makers, to)
    _write_number(control, to)


def _in_rda_alone(sources: Sequence[MarcField]) -> bool:
    """Whether 040 $e names RDA, and no other conventions that leader/18 may speak of."""
    conventions = [value for field in sources for value in subfields(field, "e")]
    return bool(conventions) and all(value == "rda" for value in conventions)


@lru_cache(maxsize=1024)
def _of_leader(codes: str, description: str, rda: bool, content: bool, issuance: bool) -> str:
    """The statements that leader/05-08 and 17-18 give, as one text."""
    status, kind, level = codes[0], codes[1], codes[2]
    out: list[str] = []
    work_class, content_type = _TYPE_OF_RECORD.get(kind, ("", ""))
    if work_class:
        out.append(WORK + typed(work_class))
    if kind in _MANUSCRIPTS:
        out.append(WORK + typed(bf.Manuscript))
    if content_type and content:
        out.append(f"{WORK}{verb(bf.content)}<{_CONTENT_TYPES}{content_type}>")
    level_class, mode = _LEVEL.get(level, ("", ""))
    if level_class:
        out.append(WORK + typed(level_class))
        if issuance:
            out.append(f"{INSTANCE}{verb(bf.issuance)}<{_ISSUANCE}{mode}>")
    if encoding := _ENCODING.get(description[0]):
        out.append(f"{ADMIN}{verb(bflc.encodingLevel)}<{_ENCODING_LEVEL}{encoding}>")
    form = _CATALOGUING_FORM.get(description[1])
    if form and not (rda and description[1] in "apr"):
        out.append(f"{ADMIN}{verb(bf.descriptionConventions)}<{_CONVENTIONS}{form}>")
    if status != "n":
        out.append(_HAS_ADMIN + _CHANGED)
        out.append(_CHANGED + _ADMIN_TYPE)
        if status in _RECORD_STATUS:
            out.append(f"{_CHANGED}{_HAS_STATUS}<{_STATUS}{_RECORD_STATUS[status]}>")
    return "\n".join(out)


def _write_change(changed: str, makers: MarcField | None, to: Target) -> None:
    if changed:
        to.out.append(f"{_CHANGED}{_DATE}{quoted(changed)}{DATE_TIME}")
    if makers is None:
        return
    if modifiers := subfields(makers, "d"):
        to.out.append(_agency(modifiers[-1], _CHANGED, _MODIFIER))
    elif code := subfield(makers, "a"):
        to.out.append(_agency(code, _CHANGED, _AGENT))


def _write_number(control: Mapping[str, str], to: Target) -> None:
    """001 as a local number, assigned by the organisation of 003; by the record's own library without one."""
    number = control.get("001", "").strip()
    if not number:
        return
    to.out.append(_NUMBERED + quoted(number))
    if assigner := control.get("003", "").strip():
        to.out.append(_agency(assigner, _LOCAL, _ASSIGNER))


@lru_cache(maxsize=4096)
def _agency(code: str, subject: str, link: str) -> str:
    """The organisation that a MARC organisation code names, as an agent with its code; LC's has an IRI."""
    if code == "DLC":
        return f"{subject}{link}<{ORGANIZATIONS}dlc>"
    agent = f"{subject[:-1]}-agent>"
    return f"{subject}{link}{agent}\n{agent}{_AGENT_TYPE}\n{agent}{_CODE}{quoted(code)}"


_DIGITS = re.compile(r"^\d{14}(?:\.\d)?$")


@lru_cache(maxsize=4096)
def _created(day: str) -> str:
    """008/00-05 (`yymmdd`) as a date and time; `""` where it is none. A year before 65 is of this century."""
    if not (len(day) == 6 and day.isascii() and day.isdigit()):
        return ""
    year = ("20" if int(day[:2]) < 65 else "19") + day[:2]
    if not ("01" <= day[2:4] <= "12" and "01" <= day[4:6] <= last_day(year, day[2:4])):
        return ""
    return f"{year}-{day[2:4]}-{day[4:6]}T00:00:00"


def _changed(field005: str) -> str:
    """005 (`yyyymmddhhmmss.f`) as a date and time; `""` where it is none."""
    text = field005.strip()
    if not (_DIGITS.match(text) and text.isascii()):
        return ""
    year, month, day, hour, minute, second = (
        text[:4],
        text[4:6],
        text[6:8],
        text[8:10],
        text[10:12],
        text[12:14],
    )
    if not ("01" <= month <= "12" and "01" <= day <= last_day(year, month) and year > "0000"):
        return ""
    if hour > "23" or minute > "59" or second > "59":
        return ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}"


def last_day(year: str, month: str) -> str:
    """The last day of a month, as two digits."""
    if month == "02":
        number = int(year)
        leap = number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
        return "29" if leap else "28"
    return "30" if month in ("04", "06", "09", "11") else "31"


def cataloguing_source(field: MarcField, to: Target) -> None:
    """040: the language and conventions of the description, and the field as a note."""
    out = to.out
    for count, (code, value) in enumerate(field.subfields):
        text = plain(value)
        if code == "b" and len(text) == 3:
            out.append(f"{ADMIN}{verb(bf.descriptionLanguage)}{code_iri(_LANGUAGES, text)}")
        elif code == "e" and text and " " not in text:
            out.append(f"{ADMIN}{verb(bf.descriptionConventions)}{code_iri(_CONVENTIONS, text)}")
        elif code in "be" and text:
            _described(code, text, to.node(f"{code}{count}"), to)
    note = to.node("note")
    out.append(f"{ADMIN}{verb(bf.note)}{note}")
    out.append(note + typed(bf.Note))
    out.append(f"{note}{verb(rdf.type)}{_INTERNAL_NOTE}")
    shown = "".join([f"${code}{plain(value)}" for code, value in field.subfields])
    out.append(f"{note}{verb(rdfs.label)}{quoted(f'040{field.ind1}{field.ind2}{shown}')}")


def _described(code: str, text: str, this: str, to: Target) -> None:
    """A language or convention of the description that no vocabulary's code names."""
    link, of_class = (
        (bf.descriptionLanguage, bf.Language)
        if code == "b"
        else (bf.descriptionConventions, bf.DescriptionConventions)
    )
    to.out.append(f"{ADMIN}{verb(link)}{this}")
    to.out.append(this + typed(of_class))
    to.out.append(f"{this}{_CODE}{quoted(text)}")


def authentication(field: MarcField, to: Target) -> None:
    """042: what programme authenticates the record."""
    for code, value in field.subfields:
        if code == "a" and value.strip():
            to.out.append(f"{ADMIN}{verb(bf.descriptionAuthentication)}{code_iri(_AUTHENTICATION, value)}")


RECORD_RULES = [
    RecordRule(
        leader_and_numbers,
        {"LDR": "05-08 17-18", "001": "all", "003": "all", "005": "all", "008": "00-05", "040": "ade"},
        "the Work's and Instance's classes, and the history of the description",
    ),
]

RULES = [
    *nodes("038", ADMIN, bflc.metadataLicensor, bflc.MetadataLicensor, "a", rdfs.label, clean=plain),
    *rule("040", cataloguing_source, reads=ALL),
    *rule("042", authentication, reads="a"),
]
