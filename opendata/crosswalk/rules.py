"""The rule language: a rule says in a line what a field becomes; it is compiled once, to a function.

A rule names the tag, the resource that the statement is about, the property, and what the subfields give:

    node("210", INSTANCE, bf.title, bf.AbbreviatedTitle,
         {"a": bf.mainTitle, "b": bf.qualifier}, when=ind2("0"))
    literal("245", INSTANCE, {"c": bf.responsibilityStatement})

`when=` is a condition on the field, `also=` functions that write more about the node that was made
(control subfields $2 $3 $5 …, nonfiling characters), `clean=` how a subfield's text is tidied. What no line
can say is an ordinary function in the sheet's module, entered with `rule(tags, function, reads="ab")`.

Every rule knows which subfields it reads, so that a report can tell which of a record's took part. The lines
know theirs from their arguments; a function's are declared: `reads=` for a rule's own, `reading(codes,
function)` for one that is given by `also=`, or by `when=` where it looks at subfields.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.statements import quoted, typed, verb
from opendata.crosswalk.target import Target

Write = Callable[[MarcField, Target], None]
"""Writes what one field gives; silent where the field gives nothing."""
Condition = Callable[[MarcField], bool]
Clean = Callable[[str], str]
Also = Callable[[MarcField, Target, str], None]
"""Writes more about a node, the third argument, that a field's rule has made."""


ALL = "abcdefghijklmnopqrstuvwxyz0123456789"
"""The codes of all subfields."""
TITLE = "abcdefghjklmnopqrstu"
"""The codes of a title in a field of titles alone, or behind a name: all but those that tell of it."""


class Rule(NamedTuple):
    """One line of a sheet, compiled: the tag, the function that does it, and what is known of it."""

    tag: str
    write: Write
    reads: str
    """The codes of the subfields that it reads."""
    says: str
    """What the field becomes, in a cataloguer's words; `""` where *function*'s docstring says it."""
    when: Condition | None = None
    """The fields that it is for; all where None."""
    function: str = ""
    """The name of the sheet's function that does it, for an odd case."""


class RecordRule(NamedTuple):
    """A rule over the record as a whole: leader, control fields, what several fields say together."""

    write: Callable[[MarcRecord, Target], None]
    reads: Mapping[str, str]
    """Tag to the codes of the subfields that it reads; for `LDR` and control fields to their positions."""
    says: str


class Reading(NamedTuple):
    """What is known of a condition or of a function that writes more."""

    codes: str
    words: str


_Function = TypeVar("_Function", bound=Callable[..., object])
_READINGS: dict[Callable[..., object], Reading] = {}


def reading(codes: str, function: _Function, words: str = "") -> _Function:
    """Declares that *function* reads the subfields *codes* (`""` for indicators only); gives it back.

    *words* say it to cataloguers: of a condition when it holds, of another function what it adds.
    """
    _READINGS[function] = Reading(codes, words)
    return function


def reading_of(function: Callable[..., object]) -> Reading | None:
    """What was declared of *function*."""
    return _READINGS.get(function)


def codes_read(functions: Iterable[Callable[..., object]]) -> str:
    """The subfields that *functions* read; it is an error if one of them was not declared."""
    codes = ""
    for function in functions:
        known = _READINGS.get(function)
        if known is None:
            raise TypeError(f"declare what {function!r} reads: reading(codes, function)")
        codes += known.codes
    return codes


def words_of(functions: Iterable[Callable[..., object]]) -> str:
    """What *functions* add, in words, behind what a rule says of itself."""
    known = [found.words for function in functions if (found := _READINGS.get(function)) is not None]
    return "".join([f"; {words}" for words in known if words])


def _one_of(which: str, values: tuple[str, ...]) -> str:
    return f"{which} indicator {', '.join('#' if value == ' ' else value for value in values)}"


def ind1(*values: str) -> Condition:
    """Whether the first indicator is one of *values*."""

    def holds(field: MarcField) -> bool:
        return field.ind1 in values

    return reading("", holds, _one_of("first", values))


def ind2(*values: str) -> Condition:
    """Whether the second indicator is one of *values*."""

    def holds(field: MarcField) -> bool:
        return field.ind2 in values

    return reading("", holds, _one_of("second", values))


def has(code: str) -> Condition:
    """Whether the field has a subfield *code*."""

    def holds(field: MarcField) -> bool:
        return any(name == code for name, _ in field.subfields)

    return reading(code, holds, f"with ${code}")


def subfield(field: MarcField, code: str) -> str:
    """The first subfield *code* of *field*, or `""`."""
    for name, value in field.subfields:
        if name == code:
            return value
    return ""


def subfields(field: MarcField, codes: str) -> list[str]:
    """The subfields of *field* whose code is one of *codes*, in the field's order."""
    return [value for name, value in field.subfields if name in codes]


def joined(field: MarcField, codes: str) -> str:
    """The subfields *codes* of *field* with a blank between them, in the field's order."""
    return " ".join([value for name, value in field.subfields if name in codes and value])


def plain(text: str) -> str:
    """*text* with its white space tidied, and no punctuation taken away."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def rule(
    tags: str, write: Write, *, reads: str, when: Condition | None = None, says: str = ""
) -> Iterable[Rule]:
    """An odd case: *write* is called with each field of one of *tags* (blank-separated).

    *reads* are the codes of the subfields that *write* reads; *says* what the field becomes, in a line, where
    the first line of *write*'s docstring does not say it.
    """
    name = getattr(write, "__name__", "")
    return [_line(Rule(tag, write, reads, says, when, name)) for tag in tags.split()]


def _line(whole: Rule) -> Rule:
    """The rule, guarded by its condition, and against fields that are not for the public."""
    write, when = whole.write, whole.when
    if whole.tag in MAY_BE_PRIVATE:
        when = _is_public if when is None else _both(_is_public, when)
    if when is None:
        return whole
    condition = when
    known = reading_of(when)
    codes = "".join(dict.fromkeys(whole.reads + (known.codes if known else "")))

    def guarded(field: MarcField, to: Target) -> None:
        if condition(field):
            write(field, to)

    return Rule(whole.tag, guarded, codes, whole.says, when, whole.function)


MAY_BE_PRIVATE = frozenset(("541", "542", "561", "583"))
"""Fields whose first indicator 0 says that they are private: open data leave them out."""


def _is_public(field: MarcField) -> bool:
    return field.ind1 != "0"


reading("", _is_public, "first indicator not 0 (private)")


def _both(one: Condition, other: Condition) -> Condition:
    def holds(field: MarcField) -> bool:
        return one(field) and other(field)

    readings = [known for known in (reading_of(one), reading_of(other)) if known is not None]
    codes = "".join([known.codes for known in readings])
    return reading(codes, holds, ", ".join([known.words for known in readings if known.words]))


def named(iri: str) -> str:
    """The last part of a property's or class's IRI."""
    return iri.replace("#", "/").rpartition("/")[2]


def _resource(subject: str) -> str:
    return subject.rpartition("#")[2].rstrip(">")


def _each(properties: Mapping[str, str]) -> str:
    return ", ".join(f"${code} {named(iri)}" for code, iri in properties.items())


def words_for_node(subject: str, link: str, of_class: str, types: Iterable[str] = ()) -> str:
    """What a node is and whose, in words: `Note of type bib, note of the Instance`."""
    kind = " and ".join([named(iri) for iri in types])
    of_type = f" of type {kind}" if kind else ""
    return f"{named(of_class)}{of_type}, {named(link)} of the {_resource(subject)}"


def literal(
    tags: str,
    subject: str,
    properties: Mapping[str, str],
    *,
    when: Condition | None = None,
    clean: Clean = chop,
) -> Iterable[Rule]:
    """Each subfield of the field named in *properties* becomes a text of *subject*."""
    heads = {code: subject + verb(iri) for code, iri in properties.items()}

    def write(field: MarcField, to: Target) -> None:
        for code, value in field.subfields:
            head = heads.get(code)
            if head is not None and (text := clean(value)):
                to.out.append(f"{head}{quoted(text)}{to.lang}")

    says = f"texts of the {_resource(subject)}: {_each(properties)}"
    return rule(tags, write, when=when, reads="".join(properties), says=says)


def node(
    tags: str,
    subject: str,
    link: str,
    of_class: str,
    properties: Mapping[str, str],
    *,
    when: Condition | None = None,
    also: Iterable[Also] = (),
    clean: Clean = chop,
    part: str = "",
    types: Iterable[str] = (),
) -> Iterable[Rule]:
    """The field becomes a node of *of_class* that *subject* has by *link*; its subfields are its texts.

    Nothing is written when none of the subfields named in *properties* holds a text. *part* names the node
    where a field makes several.
    """
    to_node = subject + verb(link)
    type_statements = [typed(iri) for iri in (of_class, *types)]
    verbs = {code: verb(iri) for code, iri in properties.items()}
    extras = tuple(also)

    def write(field: MarcField, to: Target) -> None:
        lang = to.lang
        texts = [
            f"{predicate}{quoted(text)}{lang}"
            for code, value in field.subfields
            if (predicate := verbs.get(code)) is not None and (text := clean(value))
        ]
        if not texts:
            return
        this = to.node(part)
        about = dict.fromkeys((*type_statements, *texts))
        to.out.append(f"{to_node}{this}\n{this}" + f"\n{this}".join(about))
        for extra in extras:
            extra(field, to, this)

    what = words_for_node(subject, link, of_class, types)
    says = f"a {what}: {_each(properties)}{words_of(extras)}"
    return rule(tags, write, when=when, reads="".join(properties) + codes_read(extras), says=says)


def nodes(
    tags: str,
    subject: str,
    link: str,
    of_class: str,
    code: str,
    value_property: str,
    *,
    when: Condition | None = None,
    also: Iterable[Also] = (),
    clean: Clean = chop,
    types: Iterable[str] = (),
) -> Iterable[Rule]:
    """Each subfield *code* becomes a node (`{name}-{code}{n}`), with its text as *value_property*."""
    to_node = subject + verb(link)
    type_statements = [typed(iri) for iri in (of_class, *types)]
    value_verb = verb(value_property)
    extras = tuple(also)

    def write(field: MarcField, to: Target) -> None:
        count = 0
        for name, value in field.subfields:
            if name != code or not (text := clean(value)):
                continue
            count += 1
            this = to.node(f"{code}{count}")
            about = (*type_statements, f"{value_verb}{quoted(text)}{to.lang}")
            to.out.append(f"{to_node}{this}\n{this}" + f"\n{this}".join(about))
            for extra in extras:
                extra(field, to, this)

    what = words_for_node(subject, link, of_class, types)
    says = f"each ${code} a {what}, with its text as {named(value_property)}{words_of(extras)}"
    return rule(tags, write, when=when, reads=code + codes_read(extras), says=says)
