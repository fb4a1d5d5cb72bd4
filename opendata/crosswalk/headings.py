"""What records of several libraries share: headings (`{base}heading/{key}`) and Hubs (`{base}hub/{key}`).

The key (see keys.py) is the same for all spellings of one heading, and what a record says of the shared
thing is what its cataloguer wrote: two records may state two labels of it. Texts that belong together stand
in nodes that are named by what they say, so that those of two records never mix.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from opendata.crosswalk.keys import heading_key, hub_key
from opendata.crosswalk.statements import BASE, TYPE, digest, quoted, typed, verb
from vocabularies.namespaces import bf, madsrdf, rdfs

_LABEL = verb(madsrdf.authoritativeLabel)
_RDFS_LABEL = verb(rdfs.label)
_AUTHORITY = verb(madsrdf.isIdentifiedByAuthority)
_CONTRIBUTION = verb(bf.contribution)
_AGENT = verb(bf.agent)
_TITLE = verb(bf["title"])
_HUB = typed(bf.Hub)
_CONTRIBUTION_TYPE = typed(bf.Contribution)
_PRIMARY_TYPE = typed(bf.PrimaryContribution)
_ROLE = verb(bf.role)
_ROLE_TYPE = typed(bf.Role)
_CODE = verb(bf.code)
_AGENT_TYPE = typed(bf.Agent)
_TITLE_TYPE = typed(bf.Title)
_MAIN_TITLE = verb(bf.mainTitle)
_CLASS_OF_LABELLED = {bf.language: bf.Language, bf.musicMedium: bf.MusicMedium, bf.keyMode: bf.KeyMode}


@lru_cache(maxsize=4096)
def heading(mads_class: str, label: str, name_class: str = "", name: str = "") -> tuple[str, str, str]:
    """The IRI of a heading and the two statements about it: its MADS class, its string as catalogued.

    *name_class* and *name* are those of the name that the heading begins with (see `heading_key`).
    """
    this = f"<{BASE}heading/{heading_key(mads_class, label, name_class, name)}>"
    return this, f"{this}{TYPE}<{mads_class}>", f"{this}{_LABEL}{quoted(label)}"


def tie_to_heading(
    node: str, mads_class: str, label: str, out: list[str], name_class: str = "", name: str = ""
) -> None:
    """Says that *node*, an agent or subject of the record, is identified by the heading *label*."""
    this, its_class, its_label = heading(mads_class, label, name_class, name)
    out.append(f"{node}{_AUTHORITY}{this}")
    out.append(its_class)
    out.append(its_label)


Pairs = Sequence[tuple[str, str]]


@lru_cache(maxsize=4096)
def hub(
    agent_class: str,
    mads_class: str,
    agent_label: str,
    title: str,
    properties: Pairs,
    parts: Pairs,
    labelled: Pairs,
    own: str = "",
    primary: bool = False,
    roles: Pairs = (),
) -> tuple[str, tuple[str, ...]]:
    """The IRI of a Hub and the statements about it.

    *agent_class*, *mads_class* and *agent_label* are those of its creator, `""` where it has none; *title* is
    its whole title; *properties* are `(predicate, text)` pairs that go on the Hub (`bf:version` …), *parts*
    those that go on its title, *labelled* `(predicate, label)` of nodes of its own: languages, medium, key.
    *own* is how the IRI begins (`<{RECORD}#130-…-hub`) where the Hub is the record's own. *primary* says that
    the creator is the record's main entry; *roles* are its roles there (see `names.roles`).
    """
    if own:
        base, mark = own, "-"
    else:
        others = tuple(text for _, text in (*properties, *labelled))
        base, mark = f"<{BASE}hub/{hub_key(mads_class, agent_label, title, others)}", "#"
    this = base + ">"
    out = [this + _HUB]
    if agent_label:
        out.extend(_creator(base + mark, this, agent_class, mads_class, agent_label, primary, roles))
    node = f"{base}{mark}title-{digest([title, *(text for pair in parts for text in pair)])}>"
    out.append(f"{this}{_TITLE}{node}")
    out.append(node + _TITLE_TYPE)
    out.append(f"{node}{_MAIN_TITLE}{quoted(title)}")
    out.extend(f"{node}{verb(predicate)}{quoted(text)}" for predicate, text in parts)
    out.extend(f"{this}{verb(predicate)}{quoted(text)}" for predicate, text in properties)
    for predicate, label in labelled:
        node = f"{base}{mark}{predicate.rpartition('/')[2]}-{digest((label,))}>"
        out.append(f"{this}{verb(predicate)}{node}")
        out.append(node + typed(_CLASS_OF_LABELLED[predicate]))
        out.append(f"{node}{_RDFS_LABEL}{quoted(label)}")
    return this, tuple(dict.fromkeys(out))


def _creator(
    stem: str, this: str, agent_class: str, mads_class: str, label: str, primary: bool, roles: Pairs
) -> list[str]:
    agent = f"{stem}agent-{digest((agent_class, label))}>"
    told = digest((agent_class, label, "primary" if primary else "", *(text for _, text in roles)))
    contribution = f"{stem}contribution-{told}>"
    out = [this + _CONTRIBUTION + contribution, contribution + _CONTRIBUTION_TYPE]
    if primary:
        out.append(contribution + _PRIMARY_TYPE)
    for kind, text in roles:
        if kind == "iri":
            out.append(contribution + _ROLE + text)
            continue
        role = f"{stem}role-{digest((kind, text))}>"
        out.append(contribution + _ROLE + role)
        out.append(role + _ROLE_TYPE)
        out.append(f"{role}{_RDFS_LABEL if kind == 'label' else _CODE}{quoted(text)}")
    out.append(contribution + _AGENT + agent)
    out.append(agent + _AGENT_TYPE)
    out.append(f"{agent}{TYPE}<{agent_class}>")
    out.append(f"{agent}{_RDFS_LABEL}{quoted(label)}")
    tie_to_heading(agent, mads_class, label, out)
    return out


MADS_CLASS: Mapping[str, str] = {
    bf.Person: madsrdf.PersonalName,
    bf.Family: madsrdf.FamilyName,
    bf.Organization: madsrdf.CorporateName,
    bf.Jurisdiction: madsrdf.CorporateName,
    bf.Meeting: madsrdf.ConferenceName,
    bf.Agent: madsrdf.Name,
}
"""The class of the heading for each class of agent."""
