"""What records of several libraries share: headings (`{base}heading/{key}`) and Hubs (`{base}hub/{key}`).

The key is a hash of all that the statements about the shared thing say; so every record that names it
states the very same, and taking a record away never changes what the others say (house rule on identity).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from opendata.crosswalk.statements import BASE, TYPE, digest, quoted, typed, verb
from vocabularies.namespaces import bf, madsrdf, rdfs

KEY_VERSION = "1"
"""Part of every key: a changed rule for keys is a new version, never a silent change."""

_LABEL = verb(madsrdf.authoritativeLabel)
_RDFS_LABEL = verb(rdfs.label)
_AUTHORITY = verb(madsrdf.isIdentifiedByAuthority)
_CONTRIBUTION = verb(bf.contribution)
_AGENT = verb(bf.agent)
_TITLE = verb(bf["title"])
_HUB = typed(bf.Hub)
_CONTRIBUTION_TYPES = (typed(bf.Contribution), typed(bf.PrimaryContribution))
_AGENT_TYPE = typed(bf.Agent)
_TITLE_TYPE = typed(bf.Title)
_CLASS_OF_LABELLED = {bf.language: bf.Language, bf.musicMedium: bf.MusicMedium, bf.keyMode: bf.KeyMode}


@lru_cache(maxsize=4096)
def heading(mads_class: str, label: str) -> tuple[str, str]:
    """The IRI of a heading and the statements about it, a line each: MADS class, string as catalogued.

    The two lines always come together, so that a record that names a heading twice states them once.
    """
    this = f"<{BASE}heading/{digest((KEY_VERSION, mads_class, label), 10)}>"
    return this, f"{this}{TYPE}<{mads_class}>\n{this}{_LABEL}{quoted(label)}"


def tie_to_heading(node: str, mads_class: str, label: str, out: list[str]) -> None:
    """Says that *node*, an agent or subject of the record, is identified by the heading *label*."""
    this, statements = heading(mads_class, label)
    out.append(f"{node}{_AUTHORITY}{this}")
    out.append(statements)


@lru_cache(maxsize=4096)
def hub(
    agent_class: str,
    mads_class: str,
    agent_label: str,
    title: str,
    properties: Sequence[tuple[str, str]],
    parts: Sequence[tuple[str, str]],
    labelled: Sequence[tuple[str, str]],
) -> tuple[str, tuple[str, ...]]:
    """The IRI of a Hub and the statements about it.

    *agent_class*, *mads_class* and *agent_label* are those of its creator, `""` where it has none; *title* is
    its whole title; *properties* are `(predicate, text)` pairs that go on the Hub (`bf:version` …), *parts*
    those that go on its title, *labelled* `(predicate, label)` of nodes of its own: languages, medium, key.
    """
    names = [KEY_VERSION, agent_class, agent_label, title]
    for pairs in (properties, parts, labelled):
        names.extend(text for pair in pairs for text in pair)
    base = f"<{BASE}hub/{digest(names, 10)}"
    this = base + ">"
    out = [this + _HUB]
    if agent_label:
        contribution, agent = f"{base}#contribution>", f"{base}#agent>"
        out.append(this + _CONTRIBUTION + contribution)
        out.extend(contribution + statement for statement in _CONTRIBUTION_TYPES)
        out.append(contribution + _AGENT + agent)
        out.append(agent + _AGENT_TYPE)
        out.append(f"{agent}{TYPE}<{agent_class}>")
        out.append(f"{agent}{_RDFS_LABEL}{quoted(agent_label)}")
        tie_to_heading(agent, mads_class, agent_label, out)
    out.append(f"{this}{_TITLE}{base}#title>")
    out.append(f"{base}#title>{_TITLE_TYPE}")
    out.append(f"{base}#title>{verb(bf.mainTitle)}{quoted(title)}")
    out.extend(f"{base}#title>{verb(predicate)}{quoted(text)}" for predicate, text in parts)
    out.extend(f"{this}{verb(predicate)}{quoted(text)}" for predicate, text in properties)
    for count, (predicate, label) in enumerate(labelled, 1):
        node = f"{base}#{predicate.rpartition('/')[2]}-{count}>"
        out.append(f"{this}{verb(predicate)}{node}")
        out.append(node + typed(_CLASS_OF_LABELLED[predicate]))
        out.append(f"{node}{_RDFS_LABEL}{quoted(label)}")
    return this, tuple(out)


MADS_CLASS: Mapping[str, str] = {
    bf.Person: madsrdf.PersonalName,
    bf.Family: madsrdf.FamilyName,
    bf.Organization: madsrdf.CorporateName,
    bf.Jurisdiction: madsrdf.CorporateName,
    bf.Meeting: madsrdf.ConferenceName,
    bf.Agent: madsrdf.Name,
}
"""The class of the heading for each class of agent."""
