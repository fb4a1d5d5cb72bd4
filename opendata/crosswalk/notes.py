"""Notes, summaries, contents, dissertations: 5XX but those of `use_and_custody.py` (LC sheet 5XX).

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
    named,
    nodes,
    plain,
    reading,
    rule,
    subfields,
    words_for_node,
    words_of,
)
from opendata.crosswalk.statements import INSTANCE, WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, rdf, rdfs

NOTE_TYPES = "http://id.loc.gov/vocabulary/mnotetype/"
_CITATION_SCHEMES = "http://id.loc.gov/vocabulary/citationschemes/"
_STATUSES = "http://id.loc.gov/vocabulary/mstatus/"
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
    """The field becomes one node whose label is its subfields *codes* in a row, or what *label* gives.

    It is one without a label where only the subfields that *also* reads say something, $2 $3 $5 aside.
    """
    head = subject + verb(link)
    of_type = typed(of_class)
    type_of_note = f"{_TYPE}<{NOTE_TYPES}{kind}>" if kind else ""
    text_of = label or _words(codes)
    extras = tuple(also)
    beside = set(codes_read(extras)) - set("235")
    on_indicators = tuple(extra for extra in extras if extra in (_status_of_contents, _audience_note))

    def write(field: MarcField, to: Target) -> None:
        text = text_of(field)
        if not text and not any(code in beside and value.strip() for code, value in field.subfields):
            return
        this = to.node()
        about = f"{this}{of_type}\n{this}{_LABEL}{quoted(text)}{to.lang}" if text else this + of_type
        if type_of_note:
            about = f"{about}\n{this}{type_of_note}"
        to.out.append(f"{head}{this}\n{about}")
        if len(field.subfields) > 1 or not text:
            for extra in extras:
                extra(field, to, this)
        else:
            for extra in on_indicators:
                extra(field, to, this)

    what = words_for_node(subject, link, of_class, [kind] if kind else [])
    says = f"a {what}, with ${' $'.join(codes)} in a row as label{words_of(extras)}"
    return rule(tags, write, when=when, reads=codes + codes_read(extras), says=says)


def part_of(code: str, link: str, of_class: str, predicate: str, *, prefix: str = "") -> Also:
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


def text_of_note(code: str, predicate: str, *, clean: Callable[[str], str] = chop, prefix: str = "") -> Also:
    """Each subfield *code* as a text of the note."""
    text_verb = verb(predicate)

    def write(field: MarcField, to: Target, node: str) -> None:
        for value in subfields(field, code):
            if text := clean(value):
                to.out.append(f"{node}{text_verb}{quoted(prefix + text)}{to.lang}")

    return reading(code, write, f"${code} as {named(predicate)}")


def _applies_to(code: str) -> Also:
    """Another subfield that says, like $3, what the note applies to."""
    return part_of(code, bflc.appliesTo, bflc.AppliesTo, rdfs.label)


def _common(field: MarcField, to: Target, node: str) -> None:
    """$u $3 $5."""
    locators(field, to, node)
    applies_to(field, to, node)
    institution(field, to, node)


reading("u35", _common, "$u $3 $5")
COMMON: tuple[Also, ...] = (_common,)


def _note(
    tag: str, codes: str, kind: str = "", also: Iterable[Also] = (), label: Label | None = None
) -> Iterable[Rule]:
    return labelled(tag, INSTANCE, bf.note, bf.Note, codes, kind=kind, also=[*also, *COMMON], label=label)


def _by_indicator(tag: str, codes: str, kinds: Mapping[str, str]) -> list[Rule]:
    """A note whose type the first indicator tells; of no type for another indicator."""
    rules: list[Rule] = []
    for value, kind in kinds.items():
        rules.extend(
            labelled(
                tag, INSTANCE, bf.note, bf.Note, codes, kind=kind, also=COMMON, when=_indicator_is(value)
            )
        )
    others = tuple(kinds)
    rules.extend(
        labelled(tag, INSTANCE, bf.note, bf.Note, codes, also=COMMON, when=_indicator_not_in(others))
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


def _cast(value: str) -> str:
    text = plain(value)
    return f"Cast: {text}" if text else ""


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


def dissertation(field: MarcField, to: Target) -> None:
    """502: the dissertation note, in one or by degree, institution and year."""
    this = to.node()
    to.out.append(f"{WORK}{verb(bf.dissertation)}{this}")
    to.out.append(this + typed(bf.Dissertation))
    for extra in (
        text_of_note("a", rdfs.label, clean=plain),
        text_of_note("b", bf.degree),
        part_of("c", bf.grantingInstitution, bf.Agent, rdfs.label),
        text_of_note("d", bf.date),
        part_of("g", bf.note, bf.Note, rdfs.label),
        part_of("o", bf.identifiedBy, bf.DissertationIdentifier, rdf.value),
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
        _common(field, to, this)


RULES = [
    *_note("500", "a"),
    *_note("501", "a", "with"),
    *rule("502", dissertation, reads="abcdgo"),
    *labelled("504", INSTANCE, bf.note, bf.Note, "a", kind="biblio", also=[text_of_note("b", bf["count"])]),
    *labelled("505", WORK, bf.tableOfContents, bf.TableOfContents, "agrt",
              also=[locators, _status_of_contents]),
    *labelled("507", WORK, bf.scale, bf.Scale, "ab"),
    *nodes("508", WORK, bf.note, bf.Note, "a", rdfs.label, clean=plain, also=[applies_to],
           types=[NOTE_TYPES + "credits"]),
    *nodes("511", WORK, bf.note, bf.Note, "a", rdfs.label, clean=_cast, also=[applies_to], when=ind1("1"),
           types=[NOTE_TYPES + "participants"]),
    *nodes("511", WORK, bf.note, bf.Note, "a", rdfs.label, clean=plain, also=[applies_to],
           when=_indicator_not_in(("1",)), types=[NOTE_TYPES + "participants"]),
    *_note("513", "ab", "report"),
    *_note("515", "a", "issuance"),
    *_note("516", "a", "computer"),
    *labelled("518", WORK, bf.capture, bf.Capture, "a", also=[
        text_of_note("d", bf.date), part_of("o", bf.note, bf.Note, rdfs.label),
        part_of("p", bf.place, bf.Place, rdfs.label), applies_to]),
    *labelled("520", WORK, bf.summary, bf.Summary, "abc", also=[locators, applies_to]),
    *labelled("521", WORK, bf.intendedAudience, bf.IntendedAudience, "a", also=[
        _audience_note, part_of("b", bf.source, bf.Source, rdfs.label), applies_to]),
    *nodes("522", WORK, bf.geographicCoverage, bf.GeographicCoverage, "a", rdfs.label, clean=plain),
    *labelled("524", INSTANCE, bf.note, bf.Note, "a", kind="citeas",
              also=[source(_CITATION_SCHEMES), applies_to]),
    *nodes("525", WORK, bf.note, bf.Note, "a", rdfs.label, clean=plain, types=[NOTE_TYPES + "suppl"]),
    *_note("530", "abc", "addphys", [part_of("d", bf.identifiedBy, bf.StockNumber, rdf.value)]),
    *nodes("532", INSTANCE, bf.contentAccessibility, bf.ContentAccessibility, "a", rdfs.label, clean=plain,
           also=[applies_to]),
    *_note("533", "abcdefn", "repro", [_applies_to("m")]),
    *_note("534", "abcefkmnt", "orig", [
        _applies_to("p"), part_of("x", bf.identifiedBy, bf.Issn, rdf.value),
        part_of("z", bf.identifiedBy, bf.Isbn, rdf.value)]),
    *_note("536", "a", "fundinfo",
           [text_of_note(code, rdfs.label, prefix=words) for code, words in _GRANTS.items()]),
    *labelled("538", INSTANCE, bf.systemRequirement, bf.SystemRequirement, "a", also=COMMON),
    *_note("544", "abcden", "related"),
    *_by_indicator("545", "ab", {"0": "biogdata", "1": "adminhist"}),
    *nodes("546", WORK, bf.note, bf.Note, "a", rdfs.label, also=[applies_to], types=[NOTE_TYPES + "lang"]),
    *nodes("546", WORK, bf.notation, bf.Notation, "b", rdfs.label, also=[applies_to]),
    *rule("547", complexity_of_titles, reads="au35"),
    *_note("550", "a", "issuing"),
    *_by_indicator("555", "abcd", {" ": "index", "0": "finding"}),
    *_note("556", "a", "doc"),
    *rule("580", linking_complexity, reads="a"),
    *_note("581", "a", "related", [part_of("z", bf.identifiedBy, bf.Isbn, rdf.value)]),
    *_note("585", "a", "exhibit"),
    *nodes("586", WORK, bf.note, bf.Note, "a", rdfs.label, clean=plain, also=[applies_to],
           types=[NOTE_TYPES + "award"]),
    *labelled("587", WORK, bf.note, bf.Note, "b", kind="datasource", when=ind1(" "), also=[
        text_of_note("a", bf.preferredCitation), locators]),
    *labelled("587", WORK, bf.note, bf.Note, "b", kind="datanf", when=ind1("0"), also=[
        text_of_note("a", bf.preferredCitation), locators]),
    *labelled("587", WORK, bf.note, bf.Note, "b", when=_indicator_not_in((" ", "0")), also=[
        text_of_note("a", bf.preferredCitation), locators]),
    *labelled("588", INSTANCE, bf.note, bf.Note, "a", kind="descsource", also=COMMON, label=_based_on),
]  # fmt: skip
