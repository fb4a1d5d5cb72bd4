"""Identifiers of the Instance and the Work (LC sheet 010-048, and 074 088 of 050-088)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import (
    ORGANIZATIONS,
    applies_to,
    institution,
    organization,
    write_source,
)
from opendata.crosswalk.punctuation import chop, chop_parentheses
from opendata.crosswalk.rules import Condition, Rule, ind1, plain, reading, rule, subfield
from opendata.crosswalk.statements import INSTANCE, TYPE, WORK, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, rdf, rdfs, xsd

_STATUS = "http://id.loc.gov/vocabulary/mstatus/"
_CANCELLED = f"{verb(bf.status)}<{_STATUS}cancinv>"
_INCORRECT = f"{verb(bf.status)}<{_STATUS}incorrect>"
_CANADA = "<http://id.loc.gov/authorities/names/no2004037399>"
_GPO = f"<{ORGANIZATIONS}dgpo>"
_BIBLIOGRAPHIES = "http://id.loc.gov/vocabulary/nationalbibschemes/"
_FINGERPRINTS = "http://id.loc.gov/vocabulary/fingerprintschemes/"

_IDENTIFIED_BY = verb(bf.identifiedBy)
_VALUE = verb(rdf.value)
_LABEL = verb(rdfs.label)
_QUALIFIER = verb(bf.qualifier)
_ASSIGNER = verb(bf.assigner)
_SOURCE = verb(bf.source)
_NOTE = verb(bf.note)
_NOTE_TYPE = typed(bf.Note)
_TERMS = verb(bf.acquisitionTerms)


class Kind(NamedTuple):
    """How a tag's numbers are written: the class of the identifier, and what else its field tells."""

    of_class: str
    subject: str = INSTANCE
    chopped: bool = False
    in_parentheses: bool = False
    """A qualifier may stand in parentheses behind the number."""
    organization: bool = False
    """$b is the body that gave the number."""
    terms: bool = False
    """$c are the terms of availability."""


def write_numbers(field: MarcField, to: Target, kind: Kind) -> None:
    """$a, and as incorrect or cancelled $y and $z, of *field*: an identifier each."""
    tag, out = to.tag, to.out
    count = 0
    for code, value in field.subfields:
        if code not in "ayz":
            continue
        number, qualifier = _parted(value, tag, kind)
        if not number:
            continue
        count += 1
        this = to.node(str(count)) if count > 1 else to.node()
        about = f"{this}{TYPE}<{kind.of_class}>\n{this}{_VALUE}{quoted(number)}"
        if code != "a":
            about = f"{about}\n{this}{_CANCELLED if code == 'z' else _INCORRECT}"
        out.append(f"{kind.subject}{_IDENTIFIED_BY}{this}\n{about}")
        if qualifier:
            out.append(f"{this}{_QUALIFIER}{quoted(qualifier)}")
        if len(field.subfields) > 1:
            _about_number(field, to, this, kind)
        if tag in _SETTLED:
            _settled_source(field, to, this)
        if tag == "035" and "OCoLC" not in value and (source := _in_parentheses(value)):
            out.append(this + _ASSIGNER + organization(source))
        elif tag == "024" and code == "a":
            _notes(field, "d", to, this)


def _in_parentheses(value: str) -> str:
    return value.partition("(")[2].partition(")")[0].strip() if "(" in value and ")" in value else ""


def _parted(value: str, tag: str, kind: Kind) -> tuple[str, str]:
    """The number and its qualifier."""
    qualifier = ""
    if tag == "035" and ")" in value:
        value = value.partition(")")[2]
    elif kind.in_parentheses and "(" in value and ")" in value:
        before, _, rest = value.partition("(")
        inside, _, after = rest.partition(")")
        value, qualifier = before + after, chop(inside)
    return (chop(value) if kind.chopped else plain(value)), qualifier


def _about_number(field: MarcField, to: Target, this: str, kind: Kind) -> None:
    out = to.out
    count = 0
    for code, value in field.subfields:
        if code == "q" and (text := chop_parentheses(value)):
            out.append(f"{this}{_QUALIFIER}{quoted(text)}")
        elif code == "b" and kind.organization and (text := chop(value)):
            count += 1
            body = f"{this[:-1]}-body{count}>"
            out.append(this + _ASSIGNER + body)
            out.append(body + typed(bf.Organization))
            out.append(f"{body}{_LABEL}{quoted(text)}{to.lang}")
        elif code == "c" and kind.terms and (text := chop(value)):
            out.append(f"{this}{_TERMS}{quoted(text)}")
        elif code == "2" and (source := plain(value)):
            _source(source, to, this, kind)


def _source(code: str, to: Target, this: str, kind: Kind) -> None:
    """$2, by tag: a national bibliography, an agency, an ISSN centre, or any source."""
    if to.tag == "015":
        write_source(code, to, this, _BIBLIOGRAPHIES)
    elif to.tag == "016":
        write_source(code, to, this, ORGANIZATIONS)
    elif to.tag in ("022", "023"):
        centre = f"{this[:-1]}-centre>"
        to.out.append(this + _ASSIGNER + centre)
        to.out.append(centre + typed(bf.Agent))
        to.out.append(f"{centre}{verb(bf.code)}{quoted(code)}")
    elif to.tag not in ("024", "035", "074") or kind.of_class == bf.Identifier:
        write_source(code, to, this)


_SETTLED = ("016", "017", "074")


def _settled_source(field: MarcField, to: Target, this: str) -> None:
    """The source or assigner that the tag itself settles, and 017's date."""
    if to.tag == "016" and field.ind1 == " ":
        to.out.append(this + _SOURCE + _CANADA)
    elif to.tag == "074":
        to.out.append(this + _ASSIGNER + _GPO)
    elif to.tag == "017":
        day = subfield(field, "d")
        if len(day) == 8 and day.isascii() and day.isdigit():
            to.out.append(f"{this}{verb(bf.date)}{quoted(f'{day[:4]}-{day[4:6]}-{day[6:]}')}^^<{xsd.date}>")


def _notes(field: MarcField, codes: str, to: Target, this: str) -> None:
    for count, (code, value) in enumerate(field.subfields):
        if code in codes and value.strip():
            note = f"{this[:-1]}-note{count}>"
            to.out.append(this + _NOTE + note)
            to.out.append(note + _NOTE_TYPE)
            to.out.append(
                f"{note}{_LABEL}{quoted(chop(value) if to.tag == '037' else plain(value))}{to.lang}"
            )


def numbers(tag: str, kind: Kind, *, when: Condition | None = None) -> Iterable[Rule]:
    """The rule for a tag whose numbers are all of one kind."""

    def write(field: MarcField, to: Target) -> None:
        write_numbers(field, to, kind)

    reads = "aqyz2" + ("b" if kind.organization else "") + ("c" if kind.terms else "")
    says = f"a {kind.of_class.rpartition('/')[2]} each; $y is incorrect, $z cancelled or invalid"
    return rule(tag, write, reads=reads + ("d" if tag == "017" else ""), when=when, says=says)


_OTHER_STANDARD: Mapping[str, str] = {"0": bf.Isrc, "1": bf.Upc, "2": bf.Ismn, "3": bf.Ean, "4": bf.Sici}
_BY_SOURCE: Mapping[str, str] = {
    "ansi": bf.Ansi,
    "doi": bf.Doi,
    "gtin-14": bf.Gtin14Number,
    "hdl": bf.Hdl,
    "isan": bf.Isan,
    "isni": bf.Isni,
    "iso": bf.Iso,
    "istc": bf.Istc,
    "iswc": bf.Iswc,
    "matrix-number": bf.MatrixNumber,
    "music-plate": bf.MusicPlate,
    "music-publisher": bf.MusicPublisherNumber,
    "stock-number": bf.StockNumber,
    "urn": bf.Urn,
    "videorecording-identifier": bf.VideoRecordingNumber,
}


def other_standard(field: MarcField, to: Target) -> None:
    """024: the kind of number by indicator or $2; an EIDR identifies the Work."""
    of_class = _OTHER_STANDARD.get(field.ind1, bf.Identifier)
    source = subfield(field, "2")
    if field.ind1 == "7":
        of_class = _BY_SOURCE.get(source, bf.Identifier)
        if source == "eidr":
            write_numbers(field, to, Kind(bf.Eidr, WORK, chopped=True, in_parentheses=True, terms=True))
            return
    write_numbers(field, to, Kind(of_class, chopped=True, in_parentheses=True, terms=True))


_PUBLISHER_NUMBERS: Mapping[str, str] = {
    "0": bf.AudioIssueNumber,
    "1": bf.MatrixNumber,
    "2": bf.MusicPlate,
    "3": bf.MusicPublisherNumber,
    "4": bf.VideoRecordingNumber,
    "6": bf.MusicDistributorNumber,
}


def publisher_number(field: MarcField, to: Target) -> None:
    """028: the kind of number by indicator."""
    of_class = _PUBLISHER_NUMBERS.get(field.ind1, bf.PublisherNumber)
    write_numbers(field, to, Kind(of_class, chopped=True, organization=True))


_OCLC, _LOCAL = Kind(bf.OclcNumber), Kind(bf.Local)


def system_number(field: MarcField, to: Target) -> None:
    """035: an OCLC number, or a local one with the organisation in its parentheses."""
    write_numbers(field, to, _OCLC if "OCoLC" in subfield(field, "a") else _LOCAL)


def issn(field: MarcField, to: Target) -> None:
    """022: the ISSN, and in $l and $m the ISSN-L; both identify the Work."""
    write_numbers(field, to, Kind(bf.Issn, WORK))
    count = 0
    for code, value in field.subfields:
        if code in "lm" and (number := plain(value)):
            count += 1
            this = to.node(f"l{count}")
            to.out.append(WORK + _IDENTIFIED_BY + this)
            to.out.append(this + typed(bf.IssnL))
            to.out.append(f"{this}{_VALUE}{quoted(number)}")
            if code == "m":
                to.out.append(this + _CANCELLED)


def fingerprint(field: MarcField, to: Target) -> None:
    """026: the parts of a fingerprint in one, or $e, the whole."""
    value = " ".join(text for code, text in field.subfields if code in "abcd") or subfield(field, "e")
    if not value:
        return
    this = to.node()
    to.out.append(INSTANCE + _IDENTIFIED_BY + this)
    to.out.append(this + typed(bf.Fingerprint))
    to.out.append(f"{this}{_VALUE}{quoted(plain(value))}")
    if code := subfield(field, "2"):
        write_source(code, to, this, _FINGERPRINTS)
    institution(field, to, this)


def acquisition_source(field: MarcField, to: Target) -> None:
    """037: where the resource can be had, its stock number and price."""
    this = to.node()
    out = to.out
    out.append(f"{INSTANCE}{verb(bf.acquisitionSource)}{this}")
    out.append(this + typed(bf.AcquisitionSource))
    kind = {"2": "intervening source", "3": "current source"}.get(field.ind1)
    if kind:
        note = f"{this[:-1]}-kind>"
        out.append(this + _NOTE + note)
        out.append(note + _NOTE_TYPE)
        out.append(f"{note}{_LABEL}{quoted(kind)}")
    for count, (code, value) in enumerate(field.subfields):
        if code == "a" and (number := plain(value)):
            stock = f"{this[:-1]}-stock{count}>"
            out.append(this + _IDENTIFIED_BY + stock)
            out.append(stock + typed(bf.StockNumber))
            out.append(f"{stock}{_VALUE}{quoted(number)}")
        elif code == "b" and (text := chop(value)):
            out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")
        elif code == "c" and (text := chop(value)):
            out.append(f"{this}{_TERMS}{quoted(text)}")
    _notes(field, "fgn", to, this)
    applies_to(field, to, this)
    institution(field, to, this)


def _canadian_or_sourced(field: MarcField) -> bool:
    has_source = any(code == "2" for code, _ in field.subfields)
    return (field.ind1 == " " or has_source) and "***" not in subfield(field, "a")


_CANADIAN = reading("a2", _canadian_or_sourced, "first indicator blank, or with $2")

RULES = [
    *numbers("010", Kind(bf.Lccn)),
    *numbers("015", Kind(bf.Nbn, chopped=True, in_parentheses=True)),
    *numbers("016", Kind(bf.Local), when=_CANADIAN),
    *numbers("017", Kind(bf.CopyrightNumber, organization=True)),
    *numbers("020", Kind(bf.Isbn, chopped=True, in_parentheses=True, terms=True)),
    *rule("022", issn, reads="almqyz2"),
    *numbers("023", Kind(bf.IssnL, WORK), when=ind1("0")),
    *rule("024", other_standard, reads="acdqyz2"),
    *numbers("025", Kind(bf.LcOverseasAcq)),
    *rule("026", fingerprint, reads="abcde25"),
    *numbers("027", Kind(bf.Strn, chopped=True, in_parentheses=True)),
    *rule("028", publisher_number, reads="abqyz2"),
    *numbers("030", Kind(bf.Coden)),
    *numbers("032", Kind(bf.PostalRegistration, organization=True)),
    *rule("035", system_number, reads="aqyz"),
    *numbers("036", Kind(bf.StudyNumber, organization=True, terms=True)),
    *rule("037", acquisition_source, reads="abcfgn35"),
    *numbers("074", Kind(bf.Identifier)),
    *numbers("088", Kind(bf.ReportNumber)),
]
