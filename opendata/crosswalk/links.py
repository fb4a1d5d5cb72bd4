"""Linking entries 760–787, citations 510, added titles 740, places 752 and systems 753, relations 758.

LC sheets 760-788-Links, 490-510-Links, 720+740to755, 758. The other resource is a Work with an Instance
of its own, both nodes of this record: it says what this record says of that resource, nothing else.
"""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import RELATORS, applies_to, code_iri, institution, locators
from opendata.crosswalk.headings import tie_to_heading
from opendata.crosswalk.keywords import write_place
from opendata.crosswalk.notes import NOTE_TYPES
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import joined, plain, rule, subfield, subfields
from opendata.crosswalk.statements import INSTANCE, WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, madsrdf, rdf, rdfs

_RELATIONSHIP = "http://id.loc.gov/vocabulary/relationship/"
_LANGUAGES = "http://id.loc.gov/vocabulary/languages/"
_COUNTRIES = "http://id.loc.gov/vocabulary/countries/"
_RELATION = WORK + verb(bf.relation)
_RELATION_TYPE = typed(bf.Relation)
_HAS_RELATIONSHIP = verb(bf.relationship)
_ASSOCIATED = verb(bf.associatedResource)
_TITLE = verb(bf["title"])
_MAIN_TITLE = verb(bf.mainTitle)
_LABEL = verb(rdfs.label)
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_IDENTIFIED_BY = verb(bf.identifiedBy)
_VALUE = verb(rdf.value)

_KINDS: Mapping[str, str] = {
    "760": "series",
    "762": "subseries",
    "765": "translationof",
    "767": "translatedas",
    "770": "supplement",
    "772": "supplementto",
    "773": "partof",
    "774": "part",
    "775": "otheredition",
    "776": "otherphysicalformat",
    "777": "issuedwith",
    "786": "datasource",
    "787": "relatedwork",
}
_PRECEDING = {
    "0": "continuationof",
    "1": "continuedinpart",
    "4": "mergerof",
    "5": "absorptionof",
    "6": "absorptionof",
    "7": "separatedfrom",
}
_SUCCEEDING = {
    "0": "continuedby",
    "8": "continuedby",
    "1": "continuedinpartby",
    "4": "absorbedby",
    "5": "absorbedby",
    "6": "splitinto",
    "7": "mergedtoform",
}


def kind_of_link(tag: str, ind2: str) -> str:
    """The relationship that a linking field's tag and second indicator tell."""
    if tag == "780":
        return _PRECEDING.get(ind2, "precededby")
    if tag == "785":
        return _SUCCEEDING.get(ind2, "succeededby")
    return _KINDS[tag]


def link(field: MarcField, to: Target) -> None:
    """A linking entry: the relation, the related Work and its Instance."""
    relation, work, instance = to.node("relation"), to.node(), to.node("instance")
    out = to.out
    out.append(_RELATION + relation)
    out.append(relation + _RELATION_TYPE)
    out.append(f"{relation}{_HAS_RELATIONSHIP}<{_RELATIONSHIP}{kind_of_link(to.tag, field.ind2)}>")
    for count, value in enumerate(subfields(field, "i"), 1):
        if text := chop(value):
            word = to.node(f"relationship{count}")
            out.append(relation + _HAS_RELATIONSHIP + word)
            out.append(word + typed(bf.Relationship))
            out.append(f"{word}{_LABEL}{quoted(text)}{to.lang}")
    _note_of_link(field, relation, to)
    out.append(relation + _ASSOCIATED + work)
    out.append(work + typed(bf.Work))
    _titles(field, work, "work", to)
    _work(field, work, to)
    out.append(f"{work}{verb(bf.hasInstance)}{instance}")
    out.append(instance + typed(bf.Instance))
    out.append(f"{instance}{verb(bf.instanceOf)}{work}")
    _titles(field, instance, "instance", to)
    _instance(field, instance, to)


_SAID_IN_580 = {
    "supplement": "upplement",
    "mergedtoform": "erged with",
    "mergerof": "erger of",
    "splitinto": "plit into",
    "absorbedby": "bsorbed by",
    "continuedby": "ontinued by",
}


def _note_of_link(field: MarcField, relation: str, to: Target) -> None:
    """580 as a note of the relation that it explains."""
    words = _SAID_IN_580.get(kind_of_link(to.tag, field.ind2))
    if not words or to.lang:
        return
    for note_field in to.context.fields("580"):
        text = plain(joined(note_field, "a"))
        if words in text:
            note = to.node("note580")
            to.out.append(relation + _NOTE + note)
            to.out.append(note + _NOTE_TYPE)
            to.out.append(f"{note}{verb(rdf.type)}<{NOTE_TYPES}relnote>")
            to.out.append(f"{note}{_LABEL}{quoted(text)}")
            return


def _own_title(to: Target) -> str:
    """The record's own title, for a linking entry that names none: another edition, another format."""
    return "" if to.lang else joined(next(iter(to.context.fields("245")), _NO_FIELD), "ab")


_NO_FIELD = MarcField("245", " ", " ", ())


def _titles(field: MarcField, subject: str, part: str, to: Target) -> None:
    """The title of the other resource: $s (uniform) before $t for a Work, $t for an Instance."""
    text = subfield(field, "s") if part == "work" else ""
    text = chop(text or subfield(field, "t") or _own_title(to))
    if text:
        title = to.node(f"{part}-title")
        to.out.append(subject + _TITLE + title)
        to.out.append(title + typed(bf.Title))
        to.out.append(f"{title}{_MAIN_TITLE}{quoted(text)}{to.lang}")
        for value in subfields(field, "c"):
            to.out.append(f"{title}{verb(bf.qualifier)}{quoted(chop(value))}{to.lang}")


def _work(field: MarcField, work: str, to: Target) -> None:
    out = to.out
    for count, (code, value) in enumerate(field.subfields):
        text = chop(value)
        if not text:
            continue
        if code == "a":
            contribution, agent = to.node(f"contribution{count}"), to.node(f"agent{count}")
            out.append(f"{work}{verb(bf.contribution)}{contribution}")
            out.append(contribution + typed(bf.PrimaryContribution))
            out.append(f"{contribution}{verb(bf.agent)}{agent}")
            out.append(agent + typed(bf.Agent))
            out.append(f"{agent}{_LABEL}{quoted(text)}{to.lang}")
            if not to.lang:
                tie_to_heading(agent, madsrdf.Name, text, out)
        elif code == "e":
            out.append(f"{work}{verb(bf.language)}{code_iri(_LANGUAGES, text)}")
        elif code == "p":
            title = to.node(f"abbreviated{count}")
            out.append(work + _TITLE + title)
            out.append(title + typed(bf.AbbreviatedTitle))
            out.append(f"{title}{_MAIN_TITLE}{quoted(plain(value))}{to.lang}")
        elif code == "v":
            _note(work, to.node(f"volume{count}"), text, to)
        elif code == "x":
            _identifier(work, to.node(f"issn{count}"), bf.Issn, text, to)
        elif code == "4":
            _role(work, value, count, to)
    applies_to(field, to, work)


def _note(subject: str, note: str, text: str, to: Target) -> None:
    to.out.append(subject + _NOTE + note)
    to.out.append(note + _NOTE_TYPE)
    to.out.append(f"{note}{_LABEL}{quoted(text)}{to.lang}")


def _identifier(subject: str, node: str, of_class: str, text: str, to: Target) -> None:
    to.out.append(subject + _IDENTIFIED_BY + node)
    to.out.append(node + typed(of_class))
    to.out.append(f"{node}{_VALUE}{quoted(text)}")


def _role(work: str, value: str, count: int, to: Target) -> None:
    iri = iri_of(value) or (code_iri(RELATORS, value) if len(value) == 3 else None)
    if iri is not None:
        to.out.append(f"{work}{verb(bf.role)}{iri}")
        return
    role = to.node(f"role{count}")
    to.out.append(f"{work}{verb(bf.role)}{role}")
    to.out.append(role + typed(bf.Role))
    to.out.append(f"{role}{_LABEL}{quoted(plain(value))}")


_TEXTS_OF_INSTANCE = {
    "b": bf.editionStatement,
    "d": bf.provisionActivityStatement,
    "g": bf.part,
    "k": bf.seriesStatement,
}
_NUMBERS_OF_INSTANCE = {"o": bf.Local, "r": bf.ReportNumber, "u": bf.Strn, "y": bf.Coden, "z": bf.Isbn}


def _instance(field: MarcField, instance: str, to: Target) -> None:
    out = to.out
    for count, (code, value) in enumerate(field.subfields):
        text = chop(value)
        if not text:
            continue
        if code in _TEXTS_OF_INSTANCE:
            out.append(f"{instance}{verb(_TEXTS_OF_INSTANCE[code])}{quoted(text)}{to.lang}")
        elif code in _NUMBERS_OF_INSTANCE:
            _identifier(instance, to.node(f"number{count}"), _NUMBERS_OF_INSTANCE[code], text, to)
        elif code == "f":
            activity = to.node(f"activity{count}")
            out.append(f"{instance}{verb(bf.provisionActivity)}{activity}")
            out.append(activity + typed(bf.ProvisionActivity))
            out.append(f"{activity}{verb(bf.place)}{code_iri(_COUNTRIES, text)}")
        elif code == "h":
            size = to.node(f"extent{count}")
            out.append(f"{instance}{verb(bf.extent)}{size}")
            out.append(size + typed(bf.Extent))
            out.append(f"{size}{_LABEL}{quoted(text)}{to.lang}")
        elif code in "jmnq":
            _note(instance, to.node(f"note{count}"), text, to)
        elif code == "w":
            _record_number(value, instance, to.node(f"record{count}"), to)
    applies_to(field, to, instance)


def _record_number(value: str, instance: str, node: str, to: Target) -> None:
    """$w: the number of the other resource's record, with the organisation in its parentheses."""
    text = value.strip()
    if (iri := iri_of(text)) is not None:
        to.out.append(f"{instance}{verb(madsrdf.isIdentifiedByAuthority)}{iri}")
        return
    prefix, bracket, rest = text.partition(")")
    agency = prefix[1:] if bracket and prefix.startswith("(") else ""
    _identifier(instance, node, bf.Lccn if agency == "DLC" else bf.Identifier, rest if agency else text, to)
    if agency == "DLC":
        to.out.append(f"{node}{verb(bf.assigner)}<http://id.loc.gov/vocabulary/organizations/dlc>")
    elif agency:
        agent = f"{node[:-1]}-assigner>"
        to.out.append(f"{node}{verb(bf.assigner)}{agent}")
        to.out.append(agent + typed(bf.Agent))
        to.out.append(f"{agent}{verb(bf.code)}{quoted(agency)}")


def citation(field: MarcField, to: Target) -> None:
    """510: by what the resource is indexed (a relation), or in what it is cited (a note)."""
    (_indexed_in if field.ind1 in "012" else _cited_in)(field, to)


def _indexed_in(field: MarcField, to: Target) -> None:
    relation, work = to.node("relation"), to.node()
    out = to.out
    out.append(_RELATION + relation)
    out.append(relation + _RELATION_TYPE)
    out.append(f"{relation}{_HAS_RELATIONSHIP}<{_RELATIONSHIP}indexedin>")
    out.append(relation + _ASSOCIATED + work)
    out.append(work + typed(bf.Work))
    for count, (code, value) in enumerate(field.subfields):
        text = chop(value)
        if code == "a" and text:
            title = to.node(f"title{count}")
            out.append(work + _TITLE + title)
            out.append(title + typed(bf.Title))
            out.append(f"{title}{_MAIN_TITLE}{quoted(text)}{to.lang}")
        elif code in "bc" and text:
            note = to.node(f"note{count}")
            _note(work, note, text, to)
            out.append(f"{note}{verb(rdf.type)}<{NOTE_TYPES}{'coverage' if code == 'b' else 'loc'}>")
        elif code == "x" and text:
            _identifier(work, to.node(f"issn{count}"), bf.Issn, text, to)
    locators(field, to, work)
    applies_to(field, to, relation)


def _cited_in(field: MarcField, to: Target) -> None:
    if field.ind1 not in "34" or not (text := plain(subfield(field, "a"))):
        return
    note = to.node()
    out = to.out
    _note(INSTANCE, note, text, to)
    out.append(f"{note}{verb(rdf.type)}<{NOTE_TYPES}refcitation>")
    if coverage := plain(subfield(field, "b")):
        node = to.node("coverage")
        out.append(f"{note}{verb(bf.enumerationAndChronology)}{node}")
        out.append(node + typed(bf.EnumerationAndChronology))
        out.append(f"{node}{_LABEL}{quoted(coverage)}{to.lang}")
    if location := plain(subfield(field, "c")):
        out.append(f"{note}{verb(bflc.citation)}{quoted(location)}")
    locators(field, to, note)
    applies_to(field, to, note)


def added_title(field: MarcField, to: Target) -> None:
    """740: an uncontrolled related or analytical title."""
    nonfiling = field.ind1 if field.ind1.isdigit() else "0"
    text = chop(subfield(field, "a")[int(nonfiling) :])
    if not text:
        return
    relation, work, title = to.node("relation"), to.node(), to.node("title")
    out = to.out
    out.append(_RELATION + relation)
    out.append(relation + _RELATION_TYPE)
    kind = "part" if field.ind2 == "2" else "relatedwork"
    out.append(f"{relation}{_HAS_RELATIONSHIP}<{_RELATIONSHIP}{kind}>")
    out.append(relation + _ASSOCIATED + work)
    out.append(work + typed(bf.Work))
    out.append(work + typed(bflc.Uncontrolled))
    out.append(work + _TITLE + title)
    out.append(title + typed(bf.Title))
    out.append(f"{title}{verb(bflc.nonSortNum)}{quoted(nonfiling)}")
    out.append(f"{title}{_MAIN_TITLE}{quoted(text)}{to.lang}")
    for code, value in field.subfields:
        if code in "np" and (part := chop(value)):
            out.append(f"{work}{verb(bf.partNumber if code == 'n' else bf.partName)}{quoted(part)}{to.lang}")
    institution(field, to, work)


def place_of_work(field: MarcField, to: Target) -> None:
    """752: a hierarchical place of the Work."""
    this = to.node()
    to.out.append(f"{WORK}{verb(bf.place)}{this}")
    write_place(field, to, this)


_SYSTEMS = {"a": bflc.MachineModel, "b": bflc.ProgrammingLanguage, "c": bflc.OperatingSystem}


def system(field: MarcField, to: Target) -> None:
    """753: machine, programming language and operating system."""
    for count, (code, value) in enumerate(field.subfields):
        if code in _SYSTEMS and (text := chop(value)):
            this = to.node(f"{code}{count}")
            to.out.append(f"{INSTANCE}{verb(bf.systemRequirement)}{this}")
            to.out.append(this + typed(_SYSTEMS[code]))
            to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")


def known_relation(field: MarcField, to: Target) -> None:
    """758: a resource by its IRI ($0, $1), and what it is to the Work ($4)."""
    resource = next((iri for code, value in field.subfields if code in "01" and (iri := iri_of(value))), None)
    if resource is None:
        return
    kind = next((iri for value in subfields(field, "4") if (iri := iri_of(value))), None)
    relation = to.node()
    to.out.append(_RELATION + relation)
    to.out.append(relation + _RELATION_TYPE)
    to.out.append(relation + _HAS_RELATIONSHIP + (kind or f"<{_RELATIONSHIP}relatedwork>"))
    to.out.append(relation + _ASSOCIATED + resource)


RULES = [
    *rule("510", citation, reads="abcux3"),
    *rule("740", added_title, reads="anp5"),
    *rule("752", place_of_work, reads="abcdfgh"),
    *rule("753", system, reads="abc"),
    *rule("758", known_relation, reads="014"),
    *rule(
        "760 762 765 767 770 772 773 774 775 776 777 780 785 786 787",
        link,
        reads="abcdefghijkmnopqrstuvwxyz34",
    ),
]
