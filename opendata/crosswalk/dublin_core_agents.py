"""Creators, contributors and publishers of Dublin Core as contributions with roles.

Values are split at semicolons only; names stay as catalogued. A name is a person's where its element
says so, where it is inverted (`Nguyễn, Du`) or begins with a Vietnamese family name; for an organisation's
where a word in it says so; else it is an agent of unknown kind.
"""

import re
from collections.abc import Mapping
from functools import cache

from opendata.crosswalk.control_subfields import RELATORS
from opendata.crosswalk.dublin_core_writing import (
    DISSERTATION,
    LABEL,
    PUBLICATION,
    Value,
    Write,
    activity,
    dissertation,
)
from opendata.crosswalk.headings import MADS_CLASS, tie_to_heading
from opendata.crosswalk.statements import WORK, quoted, typed, verb
from vocabularies.codes import terms
from vocabularies.namespaces import bf, bflc

ROLES: Mapping[str, str] = {
    "advisor": "ths",
    "supervisor": "ths",
    "committeemember": "dgc",
    "referee": "opn",
    "opponent": "opn",
    "author": "aut",
    "editor": "edt",
    "illustrator": "ill",
    "translator": "trl",
    "compiler": "com",
    "photographer": "pht",
    "composer": "cmp",
    "sponsor": "spn",
    "other": "ctb",
}
"""Qualifiers of contributor to MARC relators."""

_PERSONAL = frozenset({"ths", "dgc", "opn", "aut", "edt", "ill", "trl", "com", "pht", "cmp"})
_FAMILY_NAMES = frozenset(
    [
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đào",
        "đinh",
        "trịnh",
        "mai",
        "lưu",
    ]
)
_WORD = re.compile(r"\w+")


@cache
def _english() -> frozenset[str]:
    return frozenset(term.en.lower() for term in terms("corporate_words").values())


@cache
def _vietnamese() -> tuple[str, ...]:
    return tuple(f"{term.vi.lower()} " for term in terms("corporate_words").values())


def kind_of(name: str, role: str = "") -> str:
    """The class of agent that *name* is, as far as it can be told."""
    lower = f"{name.lower()} "
    if lower.startswith(_vietnamese()) or not _english().isdisjoint(_WORD.findall(lower)):
        return bf.Organization
    family, comma, given = lower.partition(",")
    if comma and given.strip() and len(family.split()) <= 3:
        return bf.Person
    words = lower.split()
    is_vietnamese = words and words[0] in _FAMILY_NAMES and 2 <= len(words) <= 6
    return bf.Person if role in _PERSONAL or is_vietnamese else bf.Agent


def _names(text: str) -> list[str]:
    return [name for part in text.split(";") if (name := part.strip(" ,"))]


def _agent(node: str, name: str, role: str, lang: str, out: list[str]) -> None:
    kind = kind_of(name, role)
    out.append(node + typed(bf.Agent))
    if kind != bf.Agent:
        out.append(node + typed(kind))
    out.append(f"{node}{LABEL}{quoted(name)}{lang}")
    tie_to_heading(node, MADS_CLASS[kind], name, out)


def contribution(role: str, *, primary: bool = False) -> Write:
    """Contributions in the *role*, one for each name."""

    def write(value: Value, out: list[str]) -> None:
        for name in _names(value.text):
            this, agent = value.node("contribution", name), value.node("", name)
            out.append(f"{WORK}{verb(bf.contribution)}{this}")
            out.append(this + typed(bf.Contribution))
            if primary:
                out.append(this + typed(bf.PrimaryContribution))
            out.append(f"{this}{verb(bf.agent)}{agent}")
            out.append(f"{this}{verb(bf.role)}<{RELATORS}{role}>")
            _agent(agent, name, role, value.lang, out)

    return write


def publisher(value: Value, out: list[str]) -> None:
    """The agent of the publication, as one name."""
    agent = value.node()
    activity(PUBLICATION, bf.Publication, out)
    out.append(f"{PUBLICATION}{verb(bf.agent)}{agent}")
    out.append(f"{PUBLICATION}{verb(bflc.simpleAgent)}{quoted(value.text)}{value.lang}")
    _agent(agent, value.text, "pbl", value.lang, out)


def grantor(value: Value, out: list[str]) -> None:
    """The institution that grants the degree."""
    agent = value.node()
    dissertation(out)
    out.append(f"{DISSERTATION}{verb(bf.grantingInstitution)}{agent}")
    _agent(agent, value.text, "dgg", value.lang, out)
