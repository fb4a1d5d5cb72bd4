"""Series as transcribed (440, 490) and as traced (4XX, 800 810 811 830) (LC sheet Process6-Series)."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, authorities, institution
from opendata.crosswalk.headings import MADS_CLASS, tie_to_heading
from opendata.crosswalk.names import agent_class, marc_key, name_label, roles_of, title_in_name, write_agent
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import TITLE, plain, rule, subfield
from opendata.crosswalk.statements import WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, madsrdf, rdf

_SERIES = "<http://id.loc.gov/vocabulary/relationship/series>"
_STATUSES = "http://id.loc.gov/vocabulary/mstatus/"
_ORGANIZATIONS = "http://id.loc.gov/vocabulary/organizations/"
_RELATION = WORK + verb(bf.relation)
_RELATION_TYPE = typed(bf.Relation)
_RELATIONSHIP = verb(bf.relationship) + _SERIES
_RESOURCE = verb(bf.associatedResource)
_SERIES_TYPE = typed(bf.Series)
_TITLE = verb(bf["title"])
_TITLE_TYPE = typed(bf.Title)
_MAIN_TITLE = verb(bf.mainTitle)
_ENUMERATION = verb(bf.seriesEnumeration)
_STATUS = verb(bf.status)
_PARTS = {"n": verb(bf.partNumber), "p": verb(bf.partName)}
_ISSN_STATUS: Mapping[str, str] = {"x": "", "y": "incorrect", "z": "cancinv"}


def groups_of(field: MarcField) -> list[list[tuple[str, str]]]:
    """The series of a field: one begins after a title's `=`, and with an $a behind something else."""
    groups: list[list[tuple[str, str]]] = [[]]
    last, closed = "a", False
    for code, value in field.subfields:
        if code in "63":
            continue
        if groups[-1] and (closed or (code == "a" and last != "a")):
            groups.append([])
        groups[-1].append((code, value))
        last, closed = code, value.rstrip().endswith("=")
    return [group for group in groups if group]


def _issn(code: str, value: str, this: str, to: Target) -> None:
    node = f"{this[:-1]}-issn>" if code == "x" else f"{this[:-1]}-issn-{code}>"
    to.out.append(f"{this}{verb(bf.identifiedBy)}{node}")
    to.out.append(node + typed(bf.Issn))
    to.out.append(f"{node}{verb(rdf.value)}{quoted(chop(value))}")
    if status := _ISSN_STATUS[code]:
        to.out.append(f"{node}{_STATUS}<{_STATUSES}{status}>")


def transcribed(field: MarcField, to: Target) -> None:
    """440 and 490: each series as its statement has it, traced or not."""
    for count, group in enumerate(groups_of(field), 1):
        suffix = "" if count == 1 else str(count)
        relation, series = to.node(f"relation{suffix}"), to.node(suffix)
        out = to.out
        out.extend((_RELATION + relation, relation + _RELATION_TYPE, relation + _RELATIONSHIP))
        out.append(relation + _RESOURCE + series)
        out.append(series + _SERIES_TYPE)
        out.append(f"{series}{_STATUS}<{_STATUSES}t>")
        if to.tag == "490" and field.ind1 == "1":
            out.append(f"{series}{_STATUS}<{_STATUSES}tr>")
        _write_group(group, relation, series, to)
        _lc_call_number(field, relation, to)
        applies_to(field, to, relation)


def _write_group(group: list[tuple[str, str]], relation: str, series: str, to: Target) -> None:
    out = to.out
    titles = 0
    title = ""
    for code, value in group:
        text = chop(value)
        if not text:
            continue
        if code == "a":
            titles += 1
            title = f"{series[:-1]}-title{'' if titles == 1 else titles}>"
            out.append(series + _TITLE + title)
            out.append(title + _TITLE_TYPE)
            out.append(f"{title}{_MAIN_TITLE}{quoted(text)}{to.lang}")
        elif code in _PARTS and title:
            out.append(f"{title}{_PARTS[code]}{quoted(text)}{to.lang}")
        elif code == "v":
            out.append(f"{relation}{_ENUMERATION}{quoted(text)}{to.lang}")
        elif code in _ISSN_STATUS:
            _issn(code, value, series, to)


def _lc_call_number(field: MarcField, relation: str, to: Target) -> None:
    if number := subfield(field, "l"):
        node = f"{relation[:-1]}-class>"
        to.out.append(f"{relation}{verb(bf.classification)}{node}")
        to.out.append(node + typed(bf.ClassificationLcc))
        to.out.append(f"{node}{verb(bf.assigner)}<{_ORGANIZATIONS}dlc>")
        to.out.append(f"{node}{verb(bf.classificationPortion)}{quoted(plain(number))}")


_NOT_IN_TITLE = "ivwxyz0123456789"


def traced(field: MarcField, to: Target) -> None:
    """8XX and 4XX: the series under its established heading, with its number in this resource."""
    named = to.tag[1:] != "30"
    if named:
        title = title_in_name(field)
    else:
        title = chop(" ".join(value for code, value in field.subfields if code not in _NOT_IN_TITLE))
    if not title:
        return
    relation, series = to.node("relation"), to.node()
    out = to.out
    out.extend((_RELATION + relation, relation + _RELATION_TYPE, relation + _RELATIONSHIP))
    out.append(relation + _RESOURCE + series)
    out.append(series + typed(bf.Hub))
    out.append(series + _SERIES_TYPE)
    _established_title(field, to, series, title, named)
    for code, value in field.subfields:
        if code in _ISSN_STATUS and chop(value):
            _issn(code, value, series, to)
        elif code == "v" and (text := plain(value)):
            out.append(f"{relation}{_ENUMERATION}{quoted(text)}{to.lang}")
    out.append(f"{series}{verb(bflc.marcKey)}{quoted(marc_key(field))}{to.lang}")
    authorities(field, to, series)
    institution(field, to, series)
    if not to.lang:
        if not named:
            tie_to_heading(series, madsrdf.Title, title, out)
            return
        name = name_label(field)
        of_class = MADS_CLASS[agent_class(to.tag, field.ind1)]
        tie_to_heading(series, madsrdf.NameTitle, chop(f"{name} {title}"), out, of_class, name)


def _established_title(field: MarcField, to: Target, series: str, title: str, named: bool) -> None:
    node = f"{series[:-1]}-title>"
    to.out.append(series + _TITLE + node)
    to.out.append(node + _TITLE_TYPE)
    to.out.append(f"{node}{_MAIN_TITLE}{quoted(title)}{to.lang}")
    if not named and field.ind2 in "123456789":
        to.out.append(f"{node}{verb(bflc.nonSortNum)}{quoted(field.ind2)}")
    for code, value in field.subfields:
        if code in _PARTS and (text := chop(value)):
            to.out.append(f"{node}{_PARTS[code]}{quoted(text)}{to.lang}")
    if named:
        _creator(field, to, series)


def _creator(field: MarcField, to: Target, series: str) -> None:
    contribution, agent = to.node("contribution"), to.node("agent")
    to.out.append(f"{series}{verb(bf.contribution)}{contribution}")
    to.out.append(contribution + typed(bf.Contribution))
    to.out.append(f"{contribution}{verb(bf.agent)}{agent}")
    write_agent(field, to, agent, name_label(field), marc_key(field))
    roles_of(field, to, contribution)


RULES = [
    *rule("440 490", transcribed, reads="alnpvxyz3"),
    *rule("400 410 411 800 810 811", traced, reads=TITLE + "vwxyz0145"),
    *rule("830", traced, reads=TITLE + "vwxyz015"),
]
