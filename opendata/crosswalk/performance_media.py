"""Music: forms of composition 047, instruments and voices 048 and 382 (LC sheets 010-048, 3XX)."""

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, write_source
from opendata.crosswalk.rules import plain, rule, subfield, subfields
from opendata.crosswalk.statements import WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.codes import code_map
from vocabularies.namespaces import bf, rdf, rdfs

_SIZES = "http://id.loc.gov/vocabulary/ensemblesize/"
_SOLO = f"{verb(bf.mediumComponentQualifier)}<http://id.loc.gov/vocabulary/medcompqual/sol>"
_STATED_SOLO = f"{verb(bf.mediumComponentQualifier)}<http://id.loc.gov/vocabulary/medcompqual/solo>"
"""382 has another term for it than 048, as in the sheets."""
_PARTIAL = f"{verb(bf.status)}<http://id.loc.gov/vocabulary/mstatus/part>"
_NOTE_TYPES = "http://id.loc.gov/vocabulary/mnotetype/"
_COMPOSITION_SCHEMES = "http://id.loc.gov/vocabulary/musiccompschemes/"
_LCMPT = "<http://id.loc.gov/authorities/performanceMediums>"
_ENSEMBLE = WORK + verb(bf.ensemble)
_COMPONENT = verb(bf.mediumComponent)
_COMPONENT_TYPE = typed(bf.MediumComponent)
_MEDIUM = verb(bf.mediumOfPerformance)
_COUNT = verb(bf["count"])
_LABEL = verb(rdfs.label)
_GENRE = WORK + verb(bf.genreForm)


def composition(field: MarcField, to: Target) -> None:
    """047: forms of composition by code."""
    for place, value in enumerate(subfields(field, "a"), 1):
        code = plain(value)
        if field.ind2 == " ":
            if (term := code_map("musicCompForm").get(code)) is not None and term.iri:
                to.out.append(f"{_GENRE}<{term.iri}>")
            continue
        if code:
            this = to.node(str(place))
            to.out.append(f"{_GENRE}{this}\n{this}{typed(bf.GenreForm)}\n{this}{verb(bf.code)}{quoted(code)}")
            if scheme := subfield(field, "2"):
                write_source(scheme, to, this, _COMPOSITION_SCHEMES)


def _size(ensemble: str, count: int, to: Target) -> None:
    """How many play: by name up to nine, then a large ensemble."""
    if count >= 10:
        to.out.append(f"{ensemble}{verb(bf.ensembleSize)}<{_SIZES}ensemble>")
    elif (term := code_map("ensembleSizes").get(str(count))) is not None:
        to.out.append(f"{ensemble}{verb(bf.ensembleSize)}<{term.iri}>")


def coded_media(field: MarcField, to: Target) -> None:
    """048: instruments and voices by code, with their number; 382 says the same better."""
    if "382" in to.context.by_tag:
        return
    this = to.node()
    to.out.append(_ENSEMBLE + this)
    to.out.append(this + typed(bf.Ensemble))
    total, large, sized = 0, False, True
    for place, (code, value) in enumerate(field.subfields):
        if code not in "ab":
            continue
        medium, number = value[:2], value[2:4]
        count = _count(number)
        if count is None:
            sized = False
        else:
            total += count
        large = large or medium[:1] in ("c", "o")
        if (term := code_map("df048Codes").get(medium)) is None:
            continue
        component = to.node(str(place))
        to.out.append(f"{this}{_COMPONENT}{component}\n{component}{_COMPONENT_TYPE}")
        to.out.append(f"{component}{_MEDIUM}<{term.iri}>")
        if count is not None:
            to.out.append(f"{component}{_COUNT}{quoted(str(count))}")
        if code == "b":
            to.out.append(component + _SOLO)
    if large or (sized and total):
        _size(this, 10 if large else total, to)


def _count(number: str) -> int | None:
    """048: how many play or sing, `02`; one where it is not said, None where it is no number."""
    number = number.strip()
    if not number:
        return 1
    return int(number) if number.isascii() and number.isdigit() else None


def stated_media(field: MarcField, to: Target) -> None:
    """382: instruments and voices in words, each with the notes and the number behind it."""
    this = to.node()
    out = to.out
    out.append(_ENSEMBLE + this)
    out.append(this + typed(bf.Ensemble))
    component = ""
    counted = False
    for place, (code, value) in enumerate(field.subfields):
        text = plain(value)
        if not text or code not in "abdenpv":
            continue
        if code in "ab" or not component:
            component = to.node(str(place))
            out.append(f"{this}{_COMPONENT}{component}\n{component}{_COMPONENT_TYPE}")
            counted = False
        if code in "ab":
            _stated_medium(code, text, field, component, to)
        elif code in "dpv":
            note = f"{component[:-1]}-note{place}>"
            out.append(
                f"{component}{verb(bf.note)}{note}\n{note}{typed(bf.Note)}\n{note}{_LABEL}{quoted(text)}{to.lang}"
            )
            if code != "v":
                kind = "doubling" if code == "d" else "alternative"
                out.append(f"{note}{verb(rdf.type)}<{_NOTE_TYPES}{kind}>")
        elif not counted:
            counted = True
            out.append(f"{component}{_COUNT}{quoted(text)}")
    if field.ind1 == "1":
        out.append(this + _PARTIAL)
    number = subfield(field, "s").strip()
    if subfield(field, "t"):
        _size(this, 10, to)
    elif number.isascii() and number.isdigit():
        _size(this, int(number[:4]), to)
    applies_to(field, to, this)


def _stated_medium(code: str, text: str, field: MarcField, component: str, to: Target) -> None:
    medium = f"{component[:-1]}-medium>"
    to.out.append(f"{component}{_MEDIUM}{medium}\n{medium}{typed(bf.MediumOfPerformance)}")
    to.out.append(f"{medium}{_LABEL}{quoted(text)}{to.lang}")
    _source(field, medium, to)
    if code == "b":
        to.out.append(component + _STATED_SOLO)


def _source(field: MarcField, medium: str, to: Target) -> None:
    code = subfield(field, "2").strip()
    if code == "lcmpt":
        to.out.append(f"{medium}{verb(bf.source)}{_LCMPT}")
    elif code:
        write_source(code, to, medium)


RULES = [
    *rule("047", composition, reads="a2"),
    *rule("048", coded_media, reads="ab"),
    *rule("382", stated_media, reads="abdenpstv23"),
]
