"""Subjects and genres (LC sheet 600-662): 600 610 611 630 647 648 650 651 655.

A heading with subdivisions is a ComplexSubject whose components are a list; the list's nodes have IRIs.
A subject with an authority's IRI is that authority, so that whoever knows the IRI finds the Work; any other
is the record's own node. Both are tied to the heading that records of all libraries share.
"""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import (
    applies_to,
    authorities,
    heading_iri,
    institution,
    place_iri,
    write_source,
)
from opendata.crosswalk.headings import MADS_CLASS, tie_to_heading
from opendata.crosswalk.names import (
    agent_class,
    marc_key,
    name_label,
    roles,
    roles_of,
    title_in_name,
    write_agent,
)
from opendata.crosswalk.punctuation import chop, chop_end, chop_full_stop
from opendata.crosswalk.rules import TITLE, ind1, plain, rule, subfield
from opendata.crosswalk.statements import TYPE, WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, madsrdf, rdf, rdfs

SUBJECT_SCHEMES = "http://id.loc.gov/vocabulary/subjectSchemes/"
_GENRE_SCHEMES = "http://id.loc.gov/vocabulary/genreFormSchemes/"
_SCHEME_BY_INDICATOR: Mapping[str, str] = {
    "0": "http://id.loc.gov/authorities/subjects",
    "1": "http://id.loc.gov/authorities/childrensSubjects",
}
_SOURCE_BY_INDICATOR: Mapping[str, str] = {
    **_SCHEME_BY_INDICATOR,
    "2": SUBJECT_SCHEMES + "mesh",
    "3": SUBJECT_SCHEMES + "nal",
    "5": SUBJECT_SCHEMES + "cash",
    "6": SUBJECT_SCHEMES + "rvm",
}
SUBDIVISIONS: Mapping[str, str] = {
    "v": madsrdf.GenreForm,
    "x": madsrdf.Topic,
    "y": madsrdf.Temporal,
    "z": madsrdf.Geographic,
}

_OF_NAMES = ("<http://id.loc.gov/authorities/names/", "<https://d-nb.info/gnd/", "<http://viaf.org/")
"""Authorities of names: in the $0 of a name with subdivisions they are the name's, not the subject's."""
_SUBJECT = verb(bf.subject)
_GENRE = verb(bf.genreForm)
_SUBJECT_OF_WORK = WORK + _SUBJECT
_GENRE_OF_WORK = WORK + _GENRE
_LABEL = verb(rdfs.label)
_AUTHORITATIVE = verb(madsrdf.authoritativeLabel)
_IN_SCHEME = verb(madsrdf.isMemberOfMADSScheme)
_SOURCE = verb(bf.source)
_COMPONENTS = verb(madsrdf.componentList)
_FIRST = verb(rdf.first)
_REST = verb(rdf.rest)
_NIL = f"<{rdf.nil}>"
_COMPLEX = typed(madsrdf.ComplexSubject)
_TOPIC = typed(bf.Topic)
_HUB = typed(bf.Hub)
_NAME_TITLE = typed(madsrdf.NameTitle)
_CONTRIBUTION = verb(bf.contribution)
_CONTRIBUTION_TYPE = typed(bf.Contribution)
_AGENT = verb(bf.agent)
_TITLE = verb(bf["title"])
_TITLE_TYPE = typed(bf.Title)
_MAIN_TITLE = verb(bf.mainTitle)
_MARC_KEY = verb(bflc.marcKey)
_RELATION = verb(bf.relation)
_RELATION_TYPE = typed(bf.Relation)
_RELATIONSHIP = verb(bf.relationship)
_RELATIONSHIP_TYPE = typed(bf.Relationship)
_RELATED_TO = verb(bf.relatedTo)
_CODE = verb(bf.code)
_NONSORT = verb(bflc.nonSortNum)
_ARRANGEMENT = typed(bf.Arrangement)
_OF_TITLE = {"n": verb(bf.partNumber), "p": verb(bf.partName)}
_OF_HUB = {"f": verb(bf.originDate), "s": verb(bf.version)}
_LABELLED = {
    "l": (verb(bf.language), typed(bf.Language)),
    "m": (verb(bf.musicMedium), typed(bf.MusicMedium)),
    "r": (verb(bf.keyMode), typed(bf.KeyMode)),
}
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)


def write_list(this: str, items: list[str], to: Target) -> None:
    """*items* as the component list of *this*, an RDF list whose nodes are parts of *this*."""
    stem = f"{this[:-1]}-list"
    lines = [f"{this}{_COMPONENTS}{stem}1>"]
    last = len(items)
    for count, item in enumerate(items, 1):
        rest = f"{stem}{count + 1}>" if count < last else _NIL
        lines.append(f"{stem}{count}>{_FIRST}{item}\n{stem}{count}>{_REST}{rest}")
    to.out.append("\n".join(lines))


def component(
    this: str, count: int, of_class: str, label: str, to: Target, label_verb: str = _AUTHORITATIVE
) -> str:
    """The part number *count* of the heading *this*: a node of a MADS class with its label."""
    node = f"{this[:-1]}-{count}>"
    to.out.append(f"{node}{TYPE}<{of_class}>\n{node}{label_verb}{quoted(label)}{to.lang}")
    return node


def _subdivisions(field: MarcField) -> list[tuple[str, str]]:
    return [(SUBDIVISIONS[code], value) for code, value in field.subfields if code in "vxyz"]


def _write_source(
    field: MarcField, to: Target, this: str, stem: str, scheme: bool = True, of_title: bool = False
) -> None:
    """The thesaurus that the second indicator or $2 names; of a name's title by its MADS scheme alone."""
    ind2 = field.ind2
    if (source := _SOURCE_BY_INDICATOR.get(ind2)) is not None:
        if of_title and ind2 in _SCHEME_BY_INDICATOR:
            to.out.append(f"{this}{_IN_SCHEME}<{source}>")
        elif scheme and ind2 in _SCHEME_BY_INDICATOR:
            to.out.append(f"{this}{_IN_SCHEME}<{source}>\n{this}{_SOURCE}<{source}>")
        else:
            to.out.append(f"{this}{_SOURCE}<{source}>")
    elif ind2 in "47" and (code := subfield(field, "2")):
        write_source(code, to, this, stem)


_HEADING_OF_TAG = {
    "647": ("acd", bf.Event, "", bf.Event),
    "648": ("a", bf.Temporal, madsrdf.Temporal, madsrdf.Temporal),
    "650": ("abcd", bf.Topic, madsrdf.Topic, madsrdf.Topic),
    "651": ("ab", bf.Place, madsrdf.Geographic, madsrdf.Geographic),
    "655": ("a", bf.GenreForm, madsrdf.GenreForm, madsrdf.GenreForm),
}
"""Tag to: subfields of the heading, class alone, MADS class alone, MADS class as a component."""


def topical(field: MarcField, to: Target) -> None:
    """647, 648, 650, 651, 655: a heading, by itself or with subdivisions."""
    tag = to.tag
    codes, alone, mads_alone, as_component = _HEADING_OF_TAG[tag]
    main = ""
    divisions: list[tuple[str, str]] = []
    for code, value in field.subfields:
        if code in codes:
            main = f"{main} {value}" if main and value else main or value
        elif code in SUBDIVISIONS:
            divisions.append((SUBDIVISIONS[code], value))
    label = plain(main)
    for _, value in divisions:
        label = f"{label}--{value}"
    label = chop_full_stop(label)
    if not label:
        return
    link, of_class, mads_class = _SUBJECT_OF_WORK, alone, mads_alone
    if divisions:
        place = tag == "651" and all(kind == madsrdf.Geographic for kind, _ in divisions)
        of_class, mads_class = bf.Place if place else bf.Topic, madsrdf.ComplexSubject
    elif tag == "655":
        link = _GENRE_OF_WORK
    if "0" in to.codes or "1" in to.codes or "w" in to.codes:
        authority = place_iri(field) if of_class == bf.Place else heading_iri(field)
        if authority is not None:
            _known(authority, link, of_class, mads_class, label, to, as_component if divisions else "")
            return
    this = to.node()
    out = to.out
    text = quoted(label) + to.lang
    types = f"{this}{TYPE}<{of_class}>\n{this}{_LABEL}{text}\n{this}{_AUTHORITATIVE}{text}"
    if mads_class and mads_class != of_class:
        types = f"{types}\n{this}{TYPE}<{mads_class}>"
    out.append(f"{link}{this}\n{types}")
    if divisions:
        if main:
            divisions.insert(0, (as_component, main))
        first = 1 if main else 2
        components = [
            component(this, count, of_class, chop(value), to)
            for count, (of_class, value) in enumerate(divisions, first)
        ]
        write_list(this, components, to)
    _write_source(field, to, this, _GENRE_SCHEMES if to.tag == "655" else SUBJECT_SCHEMES)
    if not to.lang and mads_class:
        tie_to_heading(this, mads_class, label, out, as_component if divisions else "")
    if to.tag == "647":
        out.append(f"{this}{_MARC_KEY}{quoted(marc_key(field))}")
    about_subject(field, to, this)


def _known(
    authority: str, link: str, of_class: str, mads_class: str, label: str, to: Target, *first: str
) -> None:
    """A subject that is an *authority*: its class and label, so that a record can be read by itself."""
    out = to.out
    out.append(link + authority)
    out.append(f"{authority}{TYPE}<{of_class}>")
    out.append(f"{authority}{_LABEL}{quoted(label)}{to.lang}")
    if mads_class and not to.lang:
        tie_to_heading(authority, mads_class, label, out, *first)


def about_subject(field: MarcField, to: Target, this: str) -> None:
    """$0 $1 $3 $5 and the $g of a heading."""
    codes = to.codes
    if "0" in codes or "1" in codes or "w" in codes:
        authorities(field, to, this)
    if "g" not in codes and "3" not in codes and "5" not in codes:
        return
    for code, value in field.subfields:
        if code == "g" and to.tag in _HEADING_OF_TAG and (text := chop(value)):
            note = f"{this[:-1]}-note>"
            to.out.append(this + _NOTE + note)
            to.out.append(note + _NOTE_TYPE)
            to.out.append(f"{note}{_LABEL}{quoted(text)}{to.lang}")
        elif code == "3":
            applies_to(field, to, this)
        elif code == "5":
            institution(field, to, this)


def name(field: MarcField, to: Target) -> None:
    """600, 610, 611: an agent, a name with a title (a Hub), or either with subdivisions."""
    title = title_in_name(field) if subfield(field, "t") else ""
    label = name_label(field)
    divisions = _subdivisions(field)
    whole = chop(f"{label} {title}" if title else label)
    this = to.node()
    if to.paired and not divisions and not title:
        # The field that it stands beside may have subdivisions, and is no agent then.
        to.out.append(f"{this}{_LABEL}{quoted(whole)}{to.lang}")
        return
    if not divisions:
        to.out.append(WORK + _SUBJECT + this)
        (_named_title if title else _named_agent)(field, to, this, label, title, whole)
        about_subject(field, to, this)
        return
    full = chop_end("--".join([whole, *[value for _, value in divisions]]), "-.")
    name_class = MADS_CLASS[agent_class(to.tag, field.ind1)]
    authority = heading_iri(field) if "0" in to.codes else None
    if authority is not None and not authority.startswith(_OF_NAMES):
        _known(authority, _SUBJECT_OF_WORK, bf.Topic, madsrdf.ComplexSubject, full, to, name_class, label)
        return
    to.out.append(WORK + _SUBJECT + this)
    to.out.append(this + _TOPIC)
    to.out.append(this + _COMPLEX)
    to.out.append(f"{this}{_LABEL}{quoted(full)}{to.lang}\n{this}{_AUTHORITATIVE}{quoted(full)}{to.lang}")
    _write_source(field, to, this, SUBJECT_SCHEMES)
    if not to.lang:
        tie_to_heading(this, madsrdf.ComplexSubject, full, to.out, name_class, label)
    first = f"{this[:-1]}-1>"
    (_named_title if title else _named_agent)(field, to, first, label, title, whole)
    components = [first]
    components.extend(
        component(this, count, of_class, chop(value), to)
        for count, (of_class, value) in enumerate(divisions, 2)
    )
    write_list(this, components, to)
    about_subject(field, to, this)


def _named_agent(field: MarcField, to: Target, this: str, label: str, _: str, __: str) -> None:
    of_class = agent_class(to.tag, field.ind1)
    out = to.out
    out.append(this + typed(bf.Agent))
    out.append(this + typed(of_class))
    out.append(f"{this}{_LABEL}{quoted(label)}{to.lang}")
    _relations(field, to, this)
    out.append(f"{this}{_MARC_KEY}{quoted(chop(marc_key(field, 'vxyz')))}{to.lang}")
    if not to.lang:
        tie_to_heading(this, MADS_CLASS[of_class], label, out)
    _write_source(field, to, this, SUBJECT_SCHEMES, scheme=False)


def _relations(field: MarcField, to: Target, agent: str) -> None:
    """$4, else $e ($j of a meeting): what the *agent* is to the Work, `depicted` for one."""
    code = "j" if to.tag == "611" else "e"
    if to.paired or ("4" not in to.codes and code not in to.codes):
        return
    for count, (kind, text) in enumerate(roles(field, to.tag, to.context.leader), 1):
        this = to.node(f"relation{count}")
        to.out.append(f"{agent}{_RELATION}{this}\n{this}{_RELATION_TYPE}\n{this}{_RELATED_TO}{WORK}")
        if kind == "iri":
            to.out.append(f"{this}{_RELATIONSHIP}{text}")
            continue
        named = to.node(f"relationship{count}")
        to.out.append(f"{this}{_RELATIONSHIP}{named}\n{named}{_RELATIONSHIP_TYPE}")
        said = f"{_LABEL}{quoted(text)}{to.lang}" if kind == "label" else f"{_CODE}{quoted(text)}"
        to.out.append(named + said)


def _named_title(field: MarcField, to: Target, this: str, label: str, title: str, whole: str) -> None:
    """A work as subject: the record's own node with its creator and title, tied to the name-title heading."""
    out = to.out
    stem = this[:-1]
    contribution, agent, title_node = f"{stem}-contribution>", f"{stem}-agent>", f"{stem}-title>"
    text = quoted(whole) + to.lang
    out.append(f"{this}{_HUB}\n{this}{_NAME_TITLE}\n{this}{_LABEL}{text}\n{this}{_AUTHORITATIVE}{text}")
    if label:
        out.append(f"{this}{_CONTRIBUTION}{contribution}\n{contribution}{_CONTRIBUTION_TYPE}")
        out.append(contribution + _AGENT + agent)
        write_agent(field, to, agent, label, marc_key(field, "vxyz"))
        roles_of(field, to, contribution)
    out.append(f"{this}{_TITLE}{title_node}\n{title_node}{_TITLE_TYPE}")
    out.append(f"{title_node}{_MAIN_TITLE}{quoted(title)}{to.lang}")
    _write_source(field, to, this, SUBJECT_SCHEMES)
    if not to.lang:
        of_class = MADS_CLASS[agent_class(to.tag, field.ind1)]
        tie_to_heading(this, madsrdf.NameTitle, whole, out, of_class, label)


def _write_title(field: MarcField, to: Target, this: str, title: str) -> None:
    """The title of the Hub *this*, and what else of the Hub the subfields tell."""
    node = f"{this[:-1]}-title>"
    out = to.out
    out.append(f"{this}{_TITLE}{node}\n{node}{_TITLE_TYPE}\n{node}{_MAIN_TITLE}{quoted(title)}{to.lang}")
    if field.ind1 in "123456789":
        out.append(f'{node}{_NONSORT}"{field.ind1}"')
    for count, (code, value) in enumerate(field.subfields, 1):
        if code == "o":
            out.append(this + _ARRANGEMENT)
        elif code not in "npfslmr" or not (text := chop(value)):
            continue
        elif code in _OF_TITLE:
            out.append(f"{node}{_OF_TITLE[code]}{quoted(text)}{to.lang}")
        elif code in _OF_HUB:
            out.append(f"{this}{_OF_HUB[code]}{quoted(text)}{to.lang}")
        else:
            link, its_type = _LABELLED[code]
            named = f"{this[:-1]}-{code}{count}>"
            out.append(f"{this}{link}{named}\n{named}{its_type}\n{named}{_LABEL}{quoted(text)}{to.lang}")


def _write_source_of_title(field: MarcField, to: Target, this: str, alone: bool) -> None:
    """$2 as the source of 630's Hub, whatever the second indicator; this tells the MADS scheme."""
    if (scheme := _SCHEME_BY_INDICATOR.get(field.ind2)) is not None:
        to.out.append(f"{this}{_IN_SCHEME}<{scheme}>")
    if code := subfield(field, "2"):
        write_source(code, to, this, "" if alone or field.ind2 not in "47" else SUBJECT_SCHEMES)


def uniform_title(field: MarcField, to: Target) -> None:
    """630: a title as subject, by itself or with subdivisions."""
    parts = [value for code, value in field.subfields if code not in "ivwxyz0123456789"]
    title = chop(" ".join(parts))
    divisions = _subdivisions(field)
    if not title:
        return
    this = to.node()
    to.out.append(WORK + _SUBJECT + this)
    first = this
    if divisions:
        full = chop_end("--".join([title, *[value for _, value in divisions]]), "-.")
        to.out.append(this + _TOPIC)
        to.out.append(this + _COMPLEX)
        to.out.append(f"{this}{_LABEL}{quoted(full)}{to.lang}\n{this}{_AUTHORITATIVE}{quoted(full)}{to.lang}")
        _write_source(field, to, this, SUBJECT_SCHEMES)
        if not to.lang:
            tie_to_heading(this, madsrdf.ComplexSubject, full, to.out, madsrdf.Title)
        first = f"{this[:-1]}-1>"
        components = [first]
        components.extend(
            component(this, count, of_class, chop(value), to)
            for count, (of_class, value) in enumerate(divisions, 2)
        )
        write_list(this, components, to)
    to.out.append(first + typed(bf.Hub))
    to.out.append(first + typed(madsrdf.Title))
    to.out.append(f"{first}{_LABEL}{quoted(title)}{to.lang}\n{first}{_AUTHORITATIVE}{quoted(title)}{to.lang}")
    _write_title(field, to, first, title)
    _write_source_of_title(field, to, first, alone=not divisions)
    if not to.lang:
        tie_to_heading(first, madsrdf.Title, title, to.out)
    about_subject(field, to, this)


RULES = [
    *rule("600 610 611", name, reads=TITLE + "vwxyz012345"),
    *rule("630", uniform_title, reads=TITLE + "vwxyz01235"),
    *[line for tag, (codes, *_) in _HEADING_OF_TAG.items()
      for line in rule(tag, topical, reads=codes + "gvwxyz01235", when=ind1(" ") if tag == "655" else None)],
]  # fmt: skip
