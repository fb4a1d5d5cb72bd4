"""007: media, carrier, colour, sound, material and generation of the physical form (LC sheet 001-007).

The first character says what kind of thing is described, the others mean what its table says. Positions are
those of MARC (007/03 is the fourth character); a code that no table has says nothing.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from harvesters.marc import MarcRecord
from opendata.crosswalk.fixed_fields import TABLES, material
from opendata.crosswalk.physical_form_codes import FORMS, VOCABULARY, WORDS
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import RecordRule, subfields
from opendata.crosswalk.statements import INSTANCE, RECORD, WORK, quoted, typed, verb
from opendata.crosswalk.target import Context, Target
from vocabularies.codes import code_map
from vocabularies.namespaces import bf, rdfs

_CARRIERS = f"{VOCABULARY}carriers/"
_HAS_CARRIER = INSTANCE + verb(bf.carrier)
_HAS_MEDIA = f"{INSTANCE}{verb(bf.media)}<{VOCABULARY}mediaTypes/"
_HAS_CONTENT = f"{WORK}{verb(bf.content)}<{VOCABULARY}contentTypes/"
_DIMENSIONS = INSTANCE + verb(bf.dimensions)
_REDUCTION = INSTANCE + verb(bf.reductionRatio)


class Facts(NamedTuple):
    """What other fields of the record say already."""

    kind: str
    """Leader/06."""
    content: bool
    media: bool
    dimensions: bool
    carriers: frozenset[str]
    words: frozenset[str]
    """The words of 344–347."""


_SETTLED_CARRIERS = {"d": "nr", "k": "nb"}
"""Globes are objects, pictures sheets, whatever their second character says."""


def physical_forms(record: MarcRecord, to: Target) -> None:
    """Every 007 of the record."""
    facts: Facts | None = None
    for tag, value in record.control:
        if tag == "007" and len(value) > 1 and value[0] in FORMS:
            facts = facts or _facts(to.context)
            to.out.extend(_of_form(value, facts))


def _facts(context: Context) -> Facts:
    by_tag = context.by_tag
    carriers = {
        f"<{_CARRIERS}{value.strip()}>" for field in by_tag.get("338", ()) for value in subfields(field, "b")
    }
    kind = material(context.leader)
    for position in TABLES.get(kind, ()):
        if position.codes == "carrier" and len(context.field008) > position.start:
            code = context.field008[position.start]
            term = code_map("carrier").get("r" if code == " " and kind != "CF" else code)
            if term is not None:
                carriers.add(f"<{term.iri}>")
    return Facts(
        context.leader[6],
        "336" in by_tag,
        "337" in by_tag,
        any(code == "c" for field in by_tag.get("300", ()) for code, _ in field.subfields),
        frozenset(carriers),
        frozenset(
            chop(value)
            for tag in ("344", "345", "346", "347")
            for field in by_tag.get(tag, ())
            for _, value in field.subfields
        ),
    )


@lru_cache(maxsize=4096)
def _of_form(value: str, facts: Facts) -> tuple[str, ...]:
    """The statements that one 007 gives."""
    kind = value[0]
    media, positions = FORMS[kind]
    out: list[str] = []
    if not facts.media:
        out.append(f"{_HAS_MEDIA}{media}>")
    if not facts.content and (content := _content(value, facts.kind)):
        out.append(f"{_HAS_CONTENT}{content}>")
    if (
        carrier := _SETTLED_CARRIERS.get(kind)
    ) is not None and f"<{_CARRIERS}{carrier}>" not in facts.carriers:
        out.append(f"{_HAS_CARRIER}<{_CARRIERS}{carrier}>")
    for position in positions:
        term = position.terms.get(value[position.at : position.at + 1])
        if term is None or WORDS.get(term) in facts.words:
            continue
        if position.link == bf.carrier and term in facts.carriers:
            continue
        if position.link == bf.dimensions and facts.dimensions:
            continue
        out.append(f"{INSTANCE}{verb(position.link)}{term}")
    if kind == "h":
        _reduction_ratio(value[6:9], out)
    elif kind == "s":
        _recording(value, facts, out)
    return tuple(out)


def _content(value: str, kind: str) -> str:
    """The content type of the Work that 007/00-01 tells, where leader/06 does not tell it."""
    form, specific = value[0], value[1]
    if form == "d" or (form == "a" and specific == "q"):
        return "crf"
    if form == "a" and specific in "dgjkrsy" and kind not in "ef":
        return "cri"
    if form in "gk" and kind != "k":
        return "sti"
    return "tdi" if form in "mv" and kind != "g" else ""


def _reduction_ratio(ratio: str, out: list[str]) -> None:
    if len(ratio) == 3 and ratio.isascii() and ratio.isdigit():
        this = f"<{RECORD}#007-ratio-{ratio}>"
        out.append(
            f"{_REDUCTION}{this}\n{this}{typed(bf.ReductionRatio)}\n{this}{verb(rdfs.label)}{quoted(ratio)}"
        )


_GROOVES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "m": ("micro", {"i": "finepitch"}),
    "s": ("coarse", {"h": "stanpitch"}),
}
"""007/05 of a sound recording to its groove, and to another by the speed in 007/03."""


def _recording(value: str, facts: Facts, out: list[str]) -> None:
    """What of a sound recording has code lists of its own: speed, groove, tracks, capture and storage."""
    head = INSTANCE + verb(bf.soundCharacteristic)
    for at, name in ((3, "playbackSpeed"), (8, "tapeConfig"), (13, "captureStorage")):
        if (coded := code_map(name).get(value[at : at + 1])) is not None:
            out.append(f"{head}<{coded.iri}>")
    if (grooves := _GROOVES.get(value[5:6])) is not None:
        groove = f"<{VOCABULARY}mgroove/{grooves[1].get(value[3], grooves[0])}>"
        if WORDS[groove] not in facts.words:
            out.append(head + groove)


RECORD_RULES = [
    RecordRule(
        physical_forms, {"LDR": "06", "007": "all"}, "media, carrier and characteristics of the physical form"
    ),
]
