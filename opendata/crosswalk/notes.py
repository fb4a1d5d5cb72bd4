"""Notes, summaries, contents, dissertations, access and use: 5XX (LC sheet 5XX).

What local libraries note in 59X and in 9XX has no sheet; those fields are left to the archive.
"""

from collections.abc import Callable, Iterable, Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, institution, locators, source
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import (
    Also,
    Condition,
    Rule,
    codes_read,
    ind1,
    joined,
    literal,
    named,
    nodes,
    plain,
    reading,
    rule,
    subfields,
    words_for_node,
    words_of,
)
from opendata.crosswalk.statements import INSTANCE, RECORD, WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, rdf, rdfs

NOTE_TYPES = "http://id.loc.gov/vocabulary/mnotetype/"
_STATUSES = "http://id.loc.gov/vocabulary/mstatus/"
_ITEM = f"<{RECORD}#Item>"

_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_LABEL = verb(rdfs.label)
_TYPE = verb(rdf.type)
_VALUE = verb(rdf.value)

Label = Callable[[MarcField], str]


def _words(codes: str) -> Label:
    return lambda field: plain(joined(field, codes))


def labelled(
    tags: str,
    subject: str,
    link: str,
    of_class: str,
    codes: str,
    *,
    when: Condition | None = None,
    also: Iterable[Also] = (),
    kind: str = "",
    label: Label | None = None,
) -> Iterable[Rule]:
    """The field becomes one node whose label is its subfields *codes* in a row, or what *label* gives."""
    head = subject + verb(link)
    of_type = typed(of_class)
    type_of_note = f"{_TYPE}<{NOTE_TYPES}{kind}>" if kind else ""
    text_of = label or _words(codes)
    extras = tuple(also)
    on_indicators = tuple(extra for extra in extras if extra in (_status_of_contents, _audience_note))

    def write(field: MarcField, to: Target) -> None:
        text = text_of(field)
        if not text:
            return
        this = to.node()
        about = f"{this}{of_type}\n{this}{_LABEL}{quoted(text)}{to.lang}"
        if type_of_note:
            about = f"{about}\n{this}{type_of_note}"
        to.out.append(f"{head}{this}\n{about}")
        if len(field.subfields) > 1:
            for extra in extras:
                extra(field, to, this)
        else:
            for extra in on_indicators:
                extra(field, to, this)

    what = words_for_node(subject, link, of_class, [kind] if kind else [])
    says = f"a {what}, with ${' $'.join(codes)} in a row as label{words_of(extras)}"
    return rule(tags, write, when=when, reads=codes + codes_read(extras), says=says)


def _part(code: str, link: str, of_class: str, predicate: str, *, prefix: str = "") -> Also:
    """Each subfield *code* as a node that the note has by *link*, with its text as *predicate*."""
    link_verb, of_type, text_verb = verb(link), typed(of_class), verb(predicate)

    def write(field: MarcField, to: Target, node: str) -> None:
        for count, value in enumerate(subfields(field, code), 1):
            if text := chop(value):
                this = f"{node[:-1]}-{code}{count}>"
                to.out.append(node + link_verb + this)
                to.out.append(this + of_type)
                to.out.append(f"{this}{text_verb}{quoted(prefix + text)}{to.lang}")

    return reading(code, write, f"${code} as {named(link)}")


def _text(code: str, predicate: str, *, clean: Callable[[str], str] = chop, prefix: str = "") -> Also:
    """Each subfield *code* as a text of the note."""
    text_verb = verb(predicate)

    def write(field: MarcField, to: Target, node: str) -> None:
        for value in subfields(field, code):
            if text := clean(value):
                to.out.append(f"{node}{text_verb}{quoted(prefix + text)}{to.lang}")

    return reading(code, write, f"${code} as {named(predicate)}")


def _applies_to(code: str) -> Also:
    """Another subfield that says, like $3, what the note applies to."""
    return _part(code, bflc.appliesTo, bflc.AppliesTo, rdfs.label)


def _common(field: MarcField, to: Target, node: str) -> None:
    """$u $3 $5."""
    locators(field, to, node)
    applies_to(field, to, node)
    institution(field, to, node)


reading("u35", _common, "$u $3 $5")
_COMMON: tuple[Also, ...] = (_common,)


def _note(
    tag: str, codes: str, kind: str = "", also: Iterable[Also] = (), label: Label | None = None
) -> Iterable[Rule]:
    return labelled(tag, INSTANCE, bf.note, bf.Note, codes, kind=kind, also=[*also, *_COMMON], label=label)


def _by_indicator(tag: str, codes: str, kinds: Mapping[str, str]) -> list[Rule]:
    """A note whose type the first indicator tells; of no type for another indicator."""
    rules: list[Rule] = []
    for value, kind in kinds.items():
        rules.extend(
            labelled(
                tag, INSTANCE, bf.note, bf.Note, codes, kind=kind, also=_COMMON, when=_indicator_is(value)
            )
        )
    others = tuple(kinds)
    rules.extend(
        labelled(tag, INSTANCE, bf.note, bf.Note, codes, also=_COMMON, when=_indicator_not_in(others))
    )
    return rules


def _indicator_is(value: str) -> Condition:
    return ind1(value)


def _indicator_not_in(values: tuple[str, ...]) -> Condition:
    def holds(field: MarcField) -> bool:
        return field.ind1 not in values

    return reading("", holds, f"another first indicator than {', '.join(values)}")


def _status_of_contents(field: MarcField, to: Target, node: str) -> None:
    if field.ind1 in "12":
        status = "incmp" if field.ind1 == "1" else "part"
        to.out.append(f"{node}{verb(bf.status)}<{_STATUSES}{status}>")


def _audience_note(field: MarcField, to: Target, node: str) -> None:
    kinds = {"0": "reading grade level", "1": "interest age level", "2": "interest grade level"}
    if kind := kinds.get(field.ind1):
        this = f"{node[:-1]}-kind>"
        to.out.append(node + _NOTE + this)
        to.out.append(this + _NOTE_TYPE)
        to.out.append(f"{this}{_LABEL}{quoted(kind)}")


reading("", _status_of_contents, "the first indicator as status")
reading("", _audience_note, "the first indicator as a note")


def _cast(field: MarcField) -> str:
    text = plain(joined(field, "a"))
    return f"Cast: {text}" if text and field.tag == "511" and field.ind1 == "1" else text


def _based_on(field: MarcField) -> str:
    text = plain(joined(field, "a"))
    constant = {"0": "Description based on: ", "1": "Latest issue consulted: "}.get(field.ind1, "")
    return constant + text if text else ""


_GRANTS = {
    "b": "Contract: ",
    "c": "Grant: ",
    "d": "",
    "e": "Program element: ",
    "f": "Project: ",
    "g": "Task: ",
    "h": "Work unit: ",
}


def policy(tag: str, of_class: str, codes: str) -> Iterable[Rule]:
    """506 and 540: who may see or use the resource, and how."""

    def write(field: MarcField, to: Target) -> None:
        text = plain(joined(field, codes)) if subfields(field, "a") else ""
        terms = [plain(value) for value in subfields(field, "f")]
        if not text and not terms:
            return
        this = to.node()
        to.out.append(f"{INSTANCE}{verb(bf.usageAndAccessPolicy)}{this}")
        to.out.append(this + typed(of_class))
        if text:
            to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")
        to.out.extend(f"{this}{verb(bf.qualifier)}{quoted(term)}" for term in terms)
        if not text:
            source()(field, to, this)
        for extra in _COMMON:
            extra(field, to, this)

    return rule(tag, write, reads=f"{codes}fu235", says="a policy of access or use, its words as label")


_SAID_BY_LINKS = (
    ("upplement", "770", ""),
    ("erged with", "785", "7"),
    ("erger of", "780", "4"),
    ("plit into", "785", "6"),
    ("bsorbed by", "785", "45"),
    ("ontinued by", "785", "08"),
)


def linking_complexity(field: MarcField, to: Target) -> None:
    """580, unless a linking field says the same."""
    text = plain(joined(field, "a"))
    for words, tag, indicators in _SAID_BY_LINKS:
        if words in text and any(
            not indicators or link.ind2 in indicators for link in to.context.fields(tag)
        ):
            return
    if text:
        this = to.node()
        to.out.append(WORK + _NOTE + this)
        to.out.append(this + _NOTE_TYPE)
        to.out.append(f"{this}{_TYPE}<{NOTE_TYPES}relnote>")
        to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")


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


def action(field: MarcField, to: Target) -> None:
    """583: what was done to keep the resource."""
    labels = [plain(value) for value in subfields(field, "ah")]
    this = to.node()
    out = to.out
    out.append(INSTANCE + _NOTE + this)
    out.append(this + _NOTE_TYPE)
    out.append(f"{this}{_TYPE}<{NOTE_TYPES}action>")
    out.extend(f"{this}{_LABEL}{quoted(text)}{to.lang}" for text in labels if text)
    for extra in (
        _text("c", bf.date),
        _part("k", bf.agent, bf.Agent, rdfs.label),
        _part("l", bf.status, bf.Status, rdfs.label),
        _part("z", bf.note, bf.Note, rdfs.label),
        source(),
        *_COMMON,
    ):
        extra(field, to, this)


def dissertation(field: MarcField, to: Target) -> None:
    """502: the dissertation note, in one or by degree, institution and year."""
    this = to.node()
    to.out.append(f"{WORK}{verb(bf.dissertation)}{this}")
    to.out.append(this + typed(bf.Dissertation))
    for extra in (
        _text("a", rdfs.label, clean=plain),
        _text("b", bf.degree),
        _part("c", bf.grantingInstitution, bf.Agent, rdfs.label),
        _text("d", bf.date),
        _part("g", bf.note, bf.Note, rdfs.label),
        _part("o", bf.identifiedBy, bf.DissertationIdentifier, rdf.value),
    ):
        extra(field, to, this)


def complexity_of_titles(field: MarcField, to: Target) -> None:
    """547, where no 247 takes it as a note of its own."""
    text = plain(joined(field, "a"))
    if text and not to.context.fields("247"):
        this = to.node()
        to.out.append(INSTANCE + _NOTE + this)
        to.out.append(this + _NOTE_TYPE)
        to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")


RULES = [
    *_note("500", "a"),
    *_note("501", "a", "with"),
    *rule("502", dissertation, reads="abcdgo"),
    *labelled("504", INSTANCE, bf.note, bf.Note, "a", kind="biblio", also=[_text("b", bf["count"])]),
    *labelled("505", WORK, bf.tableOfContents, bf.TableOfContents, "agrt",
              also=[locators, _status_of_contents]),
    *policy("506", bf.AccessPolicy, "abcde"),
    *labelled("507", WORK, bf.scale, bf.Scale, "ab"),
    *labelled("508", WORK, bf.note, bf.Note, "a", kind="credits", also=[applies_to]),
    *labelled("511", WORK, bf.note, bf.Note, "a", kind="participants", also=[applies_to], label=_cast),
    *_note("513", "ab", "report"),
    *_note("515", "a", "issuance"),
    *_note("516", "a", "computer"),
    *labelled("518", WORK, bf.capture, bf.Capture, "a", also=[
        _text("d", bf.date), _part("o", bf.note, bf.Note, rdfs.label),
        _part("p", bf.place, bf.Place, rdfs.label), applies_to]),
    *labelled("520", WORK, bf.summary, bf.Summary, "abc", also=[locators, applies_to]),
    *labelled("521", WORK, bf.intendedAudience, bf.IntendedAudience, "a", also=[
        _audience_note, _part("b", bf.source, bf.Source, rdfs.label), applies_to]),
    *nodes("522", WORK, bf.geographicCoverage, bf.GeographicCoverage, "a", rdfs.label, clean=plain),
    *labelled("524", INSTANCE, bf.note, bf.Note, "a", kind="citeas", also=[source(), applies_to]),
    *nodes("525", WORK, bf.note, bf.Note, "a", rdfs.label, clean=plain, types=[NOTE_TYPES + "suppl"]),
    *_note("530", "abc", "addphys", [_part("d", bf.identifiedBy, bf.StockNumber, rdf.value)]),
    *nodes("532", INSTANCE, bf.contentAccessibility, bf.ContentAccessibility, "a", rdfs.label, clean=plain,
           also=[applies_to]),
    *_note("533", "abcdefn", "repro", [_applies_to("m")]),
    *_note("534", "abcefkmnt", "orig", [
        _applies_to("p"), _part("x", bf.identifiedBy, bf.Issn, rdf.value),
        _part("z", bf.identifiedBy, bf.Isbn, rdf.value)]),
    *_note("536", "a", "fundinfo",
           [_text(code, rdfs.label, prefix=words) for code, words in _GRANTS.items()]),
    *labelled("538", INSTANCE, bf.systemRequirement, bf.SystemRequirement, "a", also=_COMMON),
    *policy("540", bf.UsePolicy, "acde"),
    *rule("541", acquisition, reads="abcdefhno35"),
    *_note("544", "abcden", "related"),
    *_by_indicator("545", "ab", {"0": "biogdata", "1": "adminhist"}),
    *nodes("546", WORK, bf.note, bf.Note, "a", rdfs.label, also=[applies_to], types=[NOTE_TYPES + "lang"]),
    *nodes("546", WORK, bf.notation, bf.Notation, "b", rdfs.label, also=[applies_to]),
    *rule("547", complexity_of_titles, reads="a"),
    *_note("550", "a", "issuing"),
    *_by_indicator("555", "abcd", {" ": "index", "0": "finding"}),
    *_note("556", "a", "doc"),
    *literal("561", INSTANCE, {"a": bf.custodialHistory}, clean=plain),
    *nodes("563", INSTANCE, bf.note, bf.Note, "a", rdfs.label, clean=plain, also=[applies_to],
           types=[NOTE_TYPES + "binding"]),
    *rule("580", linking_complexity, reads="a"),
    *_note("581", "a", "related", [_part("z", bf.identifiedBy, bf.Isbn, rdf.value)]),
    *rule("583", action, reads="achkluz235"),
    *_note("585", "a", "exhibit"),
    *nodes("586", WORK, bf.note, bf.Note, "a", rdfs.label, clean=plain, also=[applies_to],
           types=[NOTE_TYPES + "award"]),
    *labelled("588", INSTANCE, bf.note, bf.Note, "a", kind="descsource", also=_COMMON, label=_based_on),
]  # fmt: skip
