"""$0 $1 $2 $3 $4 $5 $u: authorities, sources, applicability, institutions (LC sheet ControlSubfields)."""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from harvesters.marc import MarcField
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import reading
from opendata.crosswalk.statements import iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, madsrdf, owl, rdf, rdfs

ORGANIZATIONS = "http://id.loc.gov/vocabulary/organizations/"
_GERMAN_ORGANIZATIONS = "https://ld.zdb-services.de/resource/organisations/"
RELATORS = "http://id.loc.gov/vocabulary/relators/"
NAMES = "http://id.loc.gov/authorities/names/"
_AGENTS = "http://id.loc.gov/rwo/agents/"
_FAST = "http://id.worldcat.org/fast/"
_GND = "https://d-nb.info/gnd/"

_PUNCTUATION = str.maketrans("", "", ".?!,;:-/\\()[]{} ")
_AUTHORITY = verb(madsrdf.isIdentifiedByAuthority)
_SAME_AS = verb(owl.sameAs)
_IDENTIFIED_BY = verb(bf.identifiedBy)
_SOURCE = verb(bf.source)
_ASSIGNER = verb(bf.assigner)
_VALUE = verb(rdf.value)
_CODE = verb(bf.code)
_LABEL = verb(rdfs.label)
_APPLIES_TO = verb(bflc.appliesTo)
_INSTITUTION = verb(bflc.applicableInstitution)
_LOCATOR = verb(bf.electronicLocator)


@lru_cache(maxsize=4096)
def code_iri(stem: str, code: str, strip: bool = False) -> str:
    """The term *code* of the vocabulary at *stem*: lower case, percent-encoded, *strip*ped of punctuation."""
    text = " ".join(code.split())
    if strip:
        text = text.translate(_PUNCTUATION)
    return f"<{stem}{quote(text.lower(), safe='')}>"


def organization(code: str) -> str:
    """The IRI of the organisation that a MARC organisation code names."""
    if code.startswith("DE-"):
        return f"<{_GERMAN_ORGANIZATIONS}{quote(code.strip(), safe='')}>"
    return code_iri(ORGANIZATIONS, code, True)


def authority_iri(value: str) -> str | None:
    """The IRI of the authority that a $0 names, by its IRI or by a known prefix; None where it has none."""
    value = value.strip()
    if value.startswith("(OCoLC)fst"):
        return iri_of(_FAST + value[10:].strip())
    if value.startswith("(DE-588)"):
        return iri_of(_GND + value[8:].strip().rstrip("."))
    if value.startswith(("http", "(uri)")):
        iri = iri_of(value)
        return "<http://" + iri[9:] if iri and iri.startswith("<https://id.loc.gov/") else iri
    return None


def heading_iri(field: MarcField) -> str | None:
    """The authority that $0, or else $1, gives a subject, genre or event; None where it has none.

    In the order of the sheet's generateUriFrom0: id.loc.gov first, then FAST, any IRI, GND, Homosaurus.
    """
    found = [value.strip() for code, value in field.subfields if code in "0w"]
    for value in found:
        if "id.loc.gov/authorities/" in value and (iri := authority_iri(value)):
            return iri
    for code, value in field.subfields:
        if code == "1" and "id.loc.gov/rwo/agents/" in value:
            return f"<{NAMES}{quote(value.rpartition('/')[2].strip(), safe='')}>"
    for start in ("(OCoLC)fst", ("(uri)", "http"), "(DE-588)"):
        for value in found:
            if value.startswith(start) and (iri := authority_iri(value)):
                return iri
    for code, value in field.subfields:
        if code == "1" and "homosaurus.org/v" in value:
            return iri_of(value)
    return None


def place_iri(field: MarcField) -> str | None:
    """The place itself that $1, or a name authority in $0, stands for (generateUriFrom1); None without."""
    found = [iri for code, value in field.subfields if code == "1" and (iri := iri_of(value))]
    for iri in found:
        if iri.startswith(("<http://id.loc.gov/rwo/agents/", "<https://id.loc.gov/rwo/agents/")):
            return "<" + _AGENTS + iri.rpartition("/")[2]
    for code, value in field.subfields:
        if code == "0" and "id.loc.gov/authorities/names/" in value and (name := authority_iri(value)):
            return "<" + _AGENTS + name.rpartition("/")[2]
    return next((iri for iri in found if "isni.org/isni/" in iri), found[0] if found else None)


def authorities(field: MarcField, to: Target, node: str) -> None:
    """$0 and $w as authorities or identifiers of *node*; $1 as what *node* itself is elsewhere."""
    count = 0
    for code, value in field.subfields:
        if code == "0":
            iri = authority_iri(value)
            if iri is not None:
                to.out.append(node + _AUTHORITY + iri)
            elif value.strip():
                count += 1
                _identifier(value, to, node, f"id{count}", _SOURCE, bf.Source)
        elif code == "w" and value.strip():
            count += 1
            _identifier(value, to, node, f"id{count}", _ASSIGNER, bf.Agent)
        elif code == "1" and (real_thing := iri_of(value)) is not None:
            to.out.append(node + _SAME_AS + real_thing)


def _identifier(value: str, to: Target, node: str, part: str, link: str, of_class: str) -> None:
    """`(source)value` of a $0 or $w without an IRI, as an identifier of *node*."""
    prefix, bracket, rest = value.strip().partition(")")
    source = prefix[1:] if bracket and prefix.startswith("(") else ""
    this = f"{node[:-1]}-{part}>"
    to.out.append(node + _IDENTIFIED_BY + this)
    to.out.append(this + typed(bf.Identifier))
    to.out.append(f"{this}{_VALUE}{quoted((rest if source else value).strip())}")
    if source == "DLC":
        to.out.append(f"{this}{link}<{ORGANIZATIONS}dlc>")
    elif source:
        given = f"{this[:-1]}-source>"
        to.out.append(f"{this}{link}{given}\n{given}{typed(of_class)}\n{given}{_CODE}{quoted(source)}")


def source(stem: str = "") -> Callable[[MarcField, Target, str], None]:
    """$2 as the source of a node: a term of the vocabulary at *stem*, or a node of its own with the code."""

    def write(field: MarcField, to: Target, node: str) -> None:
        for code, value in field.subfields:
            if code == "2" and value.strip():
                write_source(value, to, node, stem)

    return reading("2", write, "$2 as source")


def write_source(value: str, to: Target, node: str, stem: str = "") -> None:
    """The source that the code *value* names, of *node*; what follows a slash in it is an edition."""
    name = value.partition("%2F")[0].partition("/")[0].strip()
    if stem:
        to.out.append(node + _SOURCE + code_iri(stem, name))
        return
    this = f"{node[:-1]}-source>"
    to.out.append(node + _SOURCE + this)
    to.out.append(this + typed(bf.Source))
    to.out.append(f"{this}{_CODE}{quoted(name)}")


def applies_to(field: MarcField, to: Target, node: str) -> None:
    """$3 as the part of the resource that *node* is about."""
    if "3" not in to.codes:
        return
    count = 0
    for code, value in field.subfields:
        if code == "3" and (text := chop(value)):
            count += 1
            this = f"{node[:-1]}-part{count}>"
            to.out.append(node + _APPLIES_TO + this)
            to.out.append(this + typed(bflc.AppliesTo))
            to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")


def institution(field: MarcField, to: Target, node: str) -> None:
    """$5 as the institution whose copy *node* is about."""
    if "5" not in to.codes:
        return
    for code, value in field.subfields:
        if code == "5" and value.strip():
            to.out.append(node + _INSTITUTION + organization(value))


def locators(field: MarcField, to: Target, node: str) -> None:
    """$u as addresses of what *node* tells of."""
    if "u" not in to.codes:
        return
    for code, value in field.subfields:
        if code == "u" and (iri := iri_of(value)) is not None:
            to.out.append(node + _LOCATOR + iri)


reading("01w", authorities, "$0, $1 and $w as authorities and identifiers")
reading("3", applies_to, "$3 as the part that it is about")
reading("5", institution, "$5 as the institution whose copy it is about")
reading("u", locators, "$u as its address")
