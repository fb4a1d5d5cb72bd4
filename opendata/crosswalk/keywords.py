"""Keywords, occupations and hierarchical places as subjects (LC sheet 600-662): 653 656 662."""

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import institution, write_source
from opendata.crosswalk.punctuation import chop, chop_end
from opendata.crosswalk.rules import ind2, nodes, reading, rule, subfield
from opendata.crosswalk.statements import WORK, quoted, typed, verb
from opendata.crosswalk.subjects import SUBDIVISIONS, SUBJECT_SCHEMES, about_subject, component, write_list
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, madsrdf, rdfs

_SUBJECT = verb(bf.subject)
_LABEL = verb(rdfs.label)
_TOPIC = typed(bf.Topic)
_COMPLEX = typed(madsrdf.ComplexSubject)
_UNCONTROLLED = [bflc.Uncontrolled]

_KINDS_OF_KEYWORD = {
    "1": bf.Person,
    "2": bf.Organization,
    "3": bf.Meeting,
    "4": bf.Temporal,
    "5": bf.Place,
    "6": bf.GenreForm,
}


_LEVELS_OF_PLACE = {
    "a": madsrdf.Country,
    "b": madsrdf.State,
    "c": madsrdf.County,
    "d": madsrdf.City,
    "f": madsrdf.CitySection,
    "g": madsrdf.Region,
    "h": madsrdf.ExtraterrestrialArea,
}


def write_place(field: MarcField, to: Target, this: str) -> None:
    """The subfields of 662 and 752 as a hierarchical place."""
    levels = [(_LEVELS_OF_PLACE[code], value) for code, value in field.subfields if code in _LEVELS_OF_PLACE]
    to.out.append(this + typed(bf.Place))
    to.out.append(this + typed(madsrdf.HierarchicalGeographic))
    label = chop_end("--".join([value for _, value in levels]), "-")
    to.out.append(f"{this}{_LABEL}{quoted(label)}{to.lang}")
    components = [
        component(this, count, of_class, chop(value), to, _LABEL)
        for count, (of_class, value) in enumerate(levels, 1)
    ]
    if components:
        write_list(this, components, to)


def place(field: MarcField, to: Target) -> None:
    """662: a hierarchical place as subject."""
    this = to.node()
    to.out.append(WORK + _SUBJECT + this)
    write_place(field, to, this)
    if code := subfield(field, "2"):
        write_source(code, to, this, SUBJECT_SCHEMES)
    about_subject(field, to, this)


def occupation(field: MarcField, to: Target) -> None:
    """656: an occupation with its subdivisions."""
    parts = [(code, value) for code, value in field.subfields if code in "akvxyz"]
    label = chop_end("--".join([value for code, value in parts if code in "az"]), "-")
    if not label:
        return
    this = to.node()
    to.out.append(WORK + _SUBJECT + this)
    to.out.append(this + _TOPIC)
    to.out.append(this + _COMPLEX)
    to.out.append(f"{this}{_LABEL}{quoted(label)}{to.lang}")
    classes = {**SUBDIVISIONS, "a": madsrdf.Occupation, "k": madsrdf.GenreForm}
    components = [
        component(this, count, classes[code], chop(value), to, _LABEL)
        for count, (code, value) in enumerate(parts, 1)
    ]
    write_list(this, components, to)
    if code := subfield(field, "2"):
        write_source(code, to, this)
    about_subject(field, to, this)


def _own_keyword(field: MarcField) -> bool:
    return field.ind2 not in _KINDS_OF_KEYWORD


reading("", _own_keyword, "second indicator none of 1 to 6")


RULES = [
    *nodes("653", WORK, bf.subject, bf.Topic, "a", rdfs.label, when=_own_keyword,
           also=[institution], types=_UNCONTROLLED),
    *[line for value, of_class in _KINDS_OF_KEYWORD.items()
      for line in nodes("653", WORK, bf.genreForm if value == "6" else bf.subject, of_class, "a", rdfs.label,
                        when=ind2(value),
                        also=[institution], types=_UNCONTROLLED)],
    *rule("656", occupation, reads="akvwxyz01235"),
    *rule("662", place, reads="abcdfghw01235"),
]  # fmt: skip
