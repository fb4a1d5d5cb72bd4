"""Who may use it, whence it came, what was done to it: 506 540 541 561 563 583 (LC sheet 5XX)."""

from collections.abc import Iterable

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, authorities, institution, source
from opendata.crosswalk.notes import COMMON, NOTE_TYPES, part_of, text_of_note
from opendata.crosswalk.rules import Rule, joined, literal, nodes, plain, rule, subfield, subfields
from opendata.crosswalk.statements import EDTF, INSTANCE, RECORD, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, rdf, rdfs

_ITEM = f"<{RECORD}#Item>"
_LABEL = verb(rdfs.label)
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_TYPE = verb(rdf.type)
_POLICY = INSTANCE + verb(bf.usageAndAccessPolicy)
_QUALIFIER = verb(bf.qualifier)
_VALID = verb(bf.validDate)
_of_source = source()


def policy(tag: str, of_class: str, codes: str) -> Iterable[Rule]:
    """506 and 540: who may see or use the resource, and how; a term in $f alone as the term that $0 names."""
    of_type = typed(of_class)

    def write(field: MarcField, to: Target) -> None:
        text = plain(joined(field, codes)) if plain(subfield(field, "a")) else ""
        terms = [term for value in subfields(field, "f") if (term := plain(value))]
        if not text and not terms:
            return
        if not text and "0" in to.codes:
            for value in subfields(field, "0"):
                if value.startswith(("http", "(uri)")) and (iri := iri_of(value)) is not None:
                    to.out.append(_POLICY + iri)
                    return
        this = to.node()
        to.out.append(_POLICY + this)
        to.out.append(this + of_type)
        if text:
            to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")
            for value in subfields(field, "g"):
                if date := _edtf(value):
                    to.out.append(f"{this}{_VALID}{quoted(date)}{EDTF}")
        else:
            authorities(field, to, this)
            _of_source(field, to, this)
        to.out.extend(f"{this}{_QUALIFIER}{quoted(term)}{to.lang}" for term in terms)
        for extra in COMMON:
            extra(field, to, this)

    return rule(tag, write, reads=f"{codes}fgu01235w", says="a policy of access or use, its words as label")


def _edtf(value: str) -> str:
    """A date written yyyymmdd, or with hyphens already; `""` for anything else."""
    text = value.strip()
    if "-" in text:
        return text if all(sign in "0123456789-/T:Z.?~" for sign in text) else ""
    if not (text.isascii() and text.isdigit()) or len(text) not in (4, 6, 8, 14):
        return ""
    date = "-".join(part for part in (text[:4], text[4:6], text[6:8]) if part)
    return f"{date}T{text[8:10]}:{text[10:12]}:{text[12:]}" if len(text) == 14 else date


def acquisition(field: MarcField, to: Target) -> None:
    """541: how the copy at hand was acquired."""
    text = plain(joined(field, "abcdefhno"))
    if not text:
        return
    this = to.node()
    to.out.append(f"{INSTANCE}{verb(bf.hasItem)}{_ITEM}")
    to.out.append(_ITEM + typed(bf.Item))
    to.out.append(f"{_ITEM}{verb(bf.itemOf)}{INSTANCE}")
    to.out.append(f"{_ITEM}{verb(bf.immediateAcquisition)}{this}")
    to.out.append(this + typed(bf.ImmediateAcquisition))
    to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")
    applies_to(field, to, this)
    institution(field, to, this)


_OF_ACTION = (
    text_of_note("c", bf.date),
    part_of("k", bf.agent, bf.Agent, rdfs.label),
    part_of("l", bf.status, bf.Status, rdfs.label),
    part_of("z", bf.note, bf.Note, rdfs.label),
    _of_source,
    *COMMON,
)


def action(field: MarcField, to: Target) -> None:
    """583: what was done to keep the resource."""
    labels = [text for value in subfields(field, "ah") if (text := plain(value))]
    if not labels and not any(code in "cklzu" and value.strip() for code, value in field.subfields):
        return
    this = to.node()
    to.out.append(INSTANCE + _NOTE + this)
    to.out.append(this + _NOTE_TYPE)
    to.out.append(f"{this}{_TYPE}<{NOTE_TYPES}action>")
    to.out.extend(f"{this}{_LABEL}{quoted(text)}{to.lang}" for text in labels)
    for extra in _OF_ACTION:
        extra(field, to, this)


RULES = [
    *policy("506", bf.AccessPolicy, "abcdeq"),
    *policy("540", bf.UsePolicy, "acdq"),
    *rule("541", acquisition, reads="abcdefhno35"),
    *literal("561", INSTANCE, {"a": bf.custodialHistory}, clean=plain),
    *nodes(
        "563",
        INSTANCE,
        bf.note,
        bf.Note,
        "a",
        rdfs.label,
        clean=plain,
        also=[applies_to],
        types=[NOTE_TYPES + "binding"],
    ),
    *rule("583", action, reads="achklzu235"),
]
