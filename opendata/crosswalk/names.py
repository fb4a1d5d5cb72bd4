"""Names of persons, families, bodies and meetings (LC sheet 1XX,7XX,8XX-names): agents, contributions, roles.

Each record's agents are its own nodes, tied to the heading under which they are catalogued; a name with a
title ($t) is a Hub that the Work is related to.
"""

import re
from collections.abc import Iterator

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import (
    RELATORS,
    applies_to,
    authorities,
    code_iri,
    institution,
    source,
)
from opendata.crosswalk.headings import MADS_CLASS, hub, tie_to_heading
from opendata.crosswalk.keys import is_told
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import TITLE, plain, rule, subfields
from opendata.crosswalk.statements import WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, rdfs

_CONTRIBUTION = WORK + verb(bf.contribution)
_EXPRESSION_OF = WORK + verb(bf.expressionOf)
_RELATION = WORK + verb(bf.relation)
_CONTRIBUTION_TYPE = typed(bf.Contribution)
_PRIMARY_TYPE = typed(bf.PrimaryContribution)
_AGENT = verb(bf.agent)
_AGENT_TYPE = typed(bf.Agent)
_LABEL = verb(rdfs.label)
_MARC_KEY = verb(bflc.marcKey)
_ROLE = verb(bf.role)
_ROLE_TYPE = typed(bf.Role)
_ROLE_CODE = verb(bf.code)
_UNCONTROLLED = typed(bflc.Uncontrolled)
_AUTHOR = f"<{RELATORS}aut>"
_CONTRIBUTOR = f"<{RELATORS}ctb>"
_NAME_SOURCE = source("http://id.loc.gov/vocabulary/nameTitleSchemes/")

_TYPES = {of_class: typed(of_class) for of_class in MADS_CLASS}
_NAME_CODES = {"00": "abcdjqk", "10": "abcdngk", "11": "acdengq", "20": "a"}
_NOT_IN_TITLE = "ivwxyz0123456789"
_CONTROL_CODES = re.compile("[01235w]")
_ROLE_ENDS = re.compile(r",| and\b|&")
_RELATIONSHIP = "http://id.loc.gov/vocabulary/relationship/"


def agent_class(tag: str, ind1: str) -> str:
    """The class of the agent that a name field names, told by its tag and first indicator."""
    kind = tag[1:]
    if kind == "00":
        return bf.Family if ind1 == "3" else bf.Person
    if kind == "10":
        return bf.Jurisdiction if ind1 == "1" else bf.Organization
    if kind == "11":
        return bf.Meeting
    return bf.Person if ind1 == "1" else bf.Agent


def name_label(field: MarcField, *, to_title: bool = False) -> str:
    """The name as a heading: the subfields of the name, before $t (with *to_title*, before $k too)."""
    codes = _NAME_CODES.get(field.tag[1:], "a")
    ends = "tk" if to_title else "t"
    parts = []
    for code, value in field.subfields:
        if code in ends:
            break
        if code in codes:
            parts.append(value)
    return chop(" ".join(parts))


def marc_key(field: MarcField, ends: str = "") -> str:
    """The field as catalogued (`1001 $aNguyễn, Du,$d1765-1820`), up to the first subfield of *ends*."""
    parts = [field.tag, field.ind1, field.ind2]
    for code, value in field.subfields:
        if code in ends:
            break
        if code != "6":
            parts.append(f"${code}{plain(value)}")
    return "".join(parts)


def write_agent(field: MarcField, to: Target, this: str, label: str, key: str) -> None:
    """The agent *this*: classes, the name as catalogued, its MARC form, its heading and authorities."""
    of_class = agent_class(to.tag, field.ind1)
    out, lang = to.out, to.lang
    about = this + _AGENT_TYPE
    if of_class != bf.Agent:
        about = f"{about}\n{this}{_TYPES[of_class]}"
    if to.tag == "720":
        about = f"{about}\n{this}{_UNCONTROLLED}"
        key = ""
    if label:
        about = f"{about}\n{this}{_LABEL}{quoted(label)}{lang}"
    out.append(about)
    if label and key and not lang:
        tie_to_heading(this, MADS_CLASS[of_class], label, out)
    if key:
        out.append(f"{this}{_MARC_KEY}{quoted(key)}{lang}")


def roles_of(field: MarcField, to: Target, contribution: str) -> None:
    """The roles in $4, else in $e ($j of a meeting); else author of a book's main entry, else contributor.

    An 880 beside the name in another script has the same roles: they are not said again.
    """
    if to.paired:
        return
    for count, (kind, text) in enumerate(roles(field, to.tag, to.context.leader), 1):
        if kind == "iri":
            to.out.append(contribution + _ROLE + text)
            continue
        role = f"{contribution[:-1]}-role{count}>"
        said = f"{_LABEL}{quoted(text)}{to.lang}" if kind == "label" else f"{_ROLE_CODE}{quoted(text)}"
        to.out.append(f"{contribution}{_ROLE}{role}\n{role}{_ROLE_TYPE}\n{role}{said}")


def roles(field: MarcField, tag: str, leader: str) -> list[tuple[str, str]]:
    """The same as `(kind, text)`: an `iri` in angle brackets, a `label`, a `code` that is no relator's."""
    term_code = "j" if tag[2] == "1" else "e"
    codes: list[str] = []
    terms: list[str] = []
    for code, value in field.subfields:
        if code == "4":
            codes.append(value)
        elif code == term_code:
            terms.append(value)
    if codes and "rdaregistry.info" not in codes[0]:
        return [_coded_role(code) for code in dict.fromkeys(codes)]
    found = [("label", term) for term in _role_terms(terms)]
    if found or codes:
        return found
    return [("iri", _AUTHOR if tag[0] == "1" and leader[6:8] in ("am", "aa") else _CONTRIBUTOR)]


def _coded_role(code: str) -> tuple[str, str]:
    iri = code_iri(RELATORS, code) if len(code) == 3 else iri_of(code)
    return ("code", code) if iri is None else ("iri", iri)


def _role_terms(values: list[str]) -> Iterator[str]:
    for value in values:
        for term in _ROLE_ENDS.split(value):
            if text := chop(term):
                yield text


def write_contribution(field: MarcField, to: Target) -> None:
    """A name as a contribution to the Work, the primary one for 1XX."""
    primary = to.tag[0] == "1"
    with_title = primary and "240" not in to.context.by_tag
    label = name_label(field, to_title=with_title)
    contribution, agent = to.node("contribution"), to.node()
    about = f"{contribution}{_CONTRIBUTION_TYPE}\n{contribution}{_AGENT}{agent}"
    if primary:
        about = f"{about}\n{contribution}{_PRIMARY_TYPE}"
    to.out.append(f"{_CONTRIBUTION}{contribution}\n{about}")
    write_agent(field, to, agent, label, marc_key(field, "k" if with_title else ""))
    roles_of(field, to, contribution)
    if _CONTROL_CODES.search(to.codes):
        authorities(field, to, agent)
        _NAME_SOURCE(field, to, agent)
        applies_to(field, to, agent)
        institution(field, to, contribution)


def title_in_name(field: MarcField, start: str = "t") -> str:
    """The title that follows a name in its field: from subfield *start* on."""
    parts: list[str] = []
    for code, value in field.subfields:
        if (code == start or parts) and code not in _NOT_IN_TITLE:
            parts.append(value)
    return chop(" ".join(parts))


_TEXT_OF_HUB = {"f": bf.originDate, "s": bf.version}
_PART_OF_TITLE = {"n": bf.partNumber, "p": bf.partName}
_UNIFORM_TITLES = ("130", "730")
_LABELLED_OF_HUB = {"l": bf.language, "m": bf.musicMedium, "r": bf.keyMode}


def hub_of(
    field: MarcField,
    to: Target,
    tag: str,
    agent: str,
    title: str,
    start: str = "t",
    creator: MarcField | None = None,
) -> tuple[str, tuple[str, ...]]:
    """The Hub of *title* by *agent* (`""` for none), named by *field* from its subfield *start* on.

    *tag* is the agent's; *creator* the field that names the agent, where that is another one.

    Records share it where it cannot be mistaken for another: with its creator, or under a uniform title (130,
    730) that is not generic. Else it is the record's own.
    """
    named_by = creator or field
    of_class = agent_class(tag, named_by.ind1) if agent else ""
    properties: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    labelled: list[tuple[str, str]] = []
    begun = not start
    for code, value in field.subfields:
        begun = begun or code == start
        if not begun or code not in "fslmrnp" or not (text := chop(value)):
            continue
        if code in _TEXT_OF_HUB:
            properties.append((_TEXT_OF_HUB[code], text))
        elif code in _PART_OF_TITLE:
            parts.append((_PART_OF_TITLE[code], text))
        else:
            labelled.append((_LABELLED_OF_HUB[code], text))
    if not start and (nonfiling := field.ind2 if field.tag == "240" else field.ind1) in "123456789":
        parts.append((bflc.nonSortNum, nonfiling))
    mads_class = MADS_CLASS[of_class] if agent else ""
    told = is_told(mads_class, agent, title, tag in _UNIFORM_TITLES)
    return hub(
        of_class,
        mads_class,
        agent,
        title,
        tuple(properties),
        tuple(parts),
        tuple(labelled),
        "" if told else f"{to.name}-hub",
        tag[0] == "1",
        tuple(roles(named_by, tag, to.context.leader)) if agent else (),
    )


def main_entry(field: MarcField, to: Target) -> None:
    """100, 110, 111; a $k or $t among the name's subfields is a title, hence a Hub, unless 240 gives it."""
    write_contribution(field, to)
    start = next((code for code in to.codes if code in "kt"), "")
    if start and not to.lang and "240" not in to.context.by_tag and (title := title_in_name(field, start)):
        iri, statements = hub_of(field, to, to.tag, name_label(field, to_title=True), title, start)
        to.out.append(_EXPRESSION_OF + iri)
        to.out.extend(statements)


_RELATION_TYPE = typed(bf.Relation)
_RELATIONSHIP_TYPE = typed(bf.Relationship)
_HAS_RELATIONSHIP = verb(bf.relationship)
_ASSOCIATED = verb(bf.associatedResource)
_VARIANT = "http://id.loc.gov/ontologies/bflc/hasVariantEntry"


def write_relation(field: MarcField, to: Target, resource: str) -> None:
    """The Work's relation to *resource*: part, arrangement, translation, related; what $i says of it."""
    words = subfields(field, "i")
    kind = _kind_of_relation(field.ind2, words)
    this = to.node("relation")
    out = to.out
    out.append(_RELATION + this)
    out.append(this + _RELATION_TYPE)
    out.append(f"{this}{_HAS_RELATIONSHIP}<{kind}>")
    for count, word in enumerate(words, 1):
        if word in ("is arrangement of", "is translation of") or kind not in (
            _RELATIONSHIP + "part",
            _RELATIONSHIP + "relatedwork",
        ):
            continue
        if kind.endswith("part") and "ontain" in word:
            continue
        if text := chop(word):
            relationship = to.node(f"relationship{count}")
            out.append(this + _HAS_RELATIONSHIP + relationship)
            out.append(relationship + _RELATIONSHIP_TYPE)
            out.append(f"{relationship}{_LABEL}{quoted(text)}{to.lang}")
    out.append(this + _ASSOCIATED + resource)


def _kind_of_relation(ind2: str, words: list[str]) -> str:
    if ind2 == "2":
        return _RELATIONSHIP + "part"
    if ind2 == "4" and not words:
        return _VARIANT
    if ind2 == " " and "is arrangement of" in words:
        return _RELATIONSHIP + "arrangementof"
    if ind2 == " " and "is translation of" in words:
        return _RELATIONSHIP + "translationof"
    return _RELATIONSHIP + "relatedwork"


def added_entry(field: MarcField, to: Target) -> None:
    """700, 710, 711, 720: a contribution, or with $t a relation to another work's Hub."""
    if "t" not in to.codes:
        write_contribution(field, to)
        return
    title = title_in_name(field)
    if title and not to.lang:
        iri, statements = hub_of(field, to, to.tag, name_label(field), title)
        write_relation(field, to, iri)
        to.out.extend(statements)


RULES = [
    *rule("100 110 111", main_entry, reads=TITLE + "w012345"),
    *rule("700 710 711 720", added_entry, reads=TITLE + "iw012345"),
]
