"""The rule language: a rule says in a line what a field becomes; it is compiled once, to a function.

A rule names the tag, the resource that the statement is about, the property, and what the subfields give:

    node("210", INSTANCE, bf.title, bf.AbbreviatedTitle,
         {"a": bf.mainTitle, "b": bf.qualifier}, when=ind2("0"))
    literal("245", INSTANCE, {"c": bf.responsibilityStatement})

`when=` is a condition on the field, `also=` functions that write more about the node that was made
(control subfields $2 $3 $5 …, nonfiling characters), `clean=` how a subfield's text is tidied. What no line
can say is an ordinary function in the sheet's module, entered with `rule(tags, function)`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from harvesters.marc import MarcField
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.statements import quoted, typed, verb
from opendata.crosswalk.target import Target

Write = Callable[[MarcField, Target], None]
"""Writes what one field gives; silent where the field gives nothing."""
Condition = Callable[[MarcField], bool]
Clean = Callable[[str], str]
Also = Callable[[MarcField, Target, str], None]
"""Writes more about a node, the third argument, that a field's rule has made."""


class Rule(NamedTuple):
    """One line of a sheet, compiled: the tag it is for and the function that does it."""

    tag: str
    write: Write


def _tags(tags: str) -> list[str]:
    return tags.split()


def ind1(*values: str) -> Condition:
    """Whether the first indicator is one of *values*."""
    return lambda field: field.ind1 in values


def ind2(*values: str) -> Condition:
    """Whether the second indicator is one of *values*."""
    return lambda field: field.ind2 in values


def has(code: str) -> Condition:
    """Whether the field has a subfield *code*."""
    return lambda field: any(name == code for name, _ in field.subfields)


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


def rule(tags: str, write: Write, *, when: Condition | None = None) -> Iterable[Rule]:
    """An odd case: *write* is called with each field of one of *tags* (blank-separated)."""
    if when is None:
        return [Rule(tag, write) for tag in _tags(tags)]
    condition = when

    def guarded(field: MarcField, to: Target) -> None:
        if condition(field):
            write(field, to)

    return [Rule(tag, guarded) for tag in _tags(tags)]


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

    return rule(tags, write, when=when)


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

    return rule(tags, write, when=when)


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

    return rule(tags, write, when=when)
