"""Class numbers and call numbers of the Work: 050 052 055 060 070 072 080 082 084 086 (LC sheet 050-088).

A number is assigned by the institution that the indicators name, or that catalogued the record (040 $a).
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import ORGANIZATIONS, authority_iri, write_source
from opendata.crosswalk.rules import plain, reading, rule, subfield, subfields
from opendata.crosswalk.statements import TYPE, WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, madsrdf, rdfs

_CLASSIFICATION = WORK + verb(bf.classification)
_PORTION = verb(bf.classificationPortion)
_ITEM = verb(bf.itemPortion)
_ASSIGNER = verb(bf.assigner)
_STATUS = verb(bf.status)
_SOURCE = verb(bf.source)
_SOURCE_TYPE = typed(bf.Source)
_EDITION = verb(bf.edition)
_CODE = verb(bf.code)
_LABEL = verb(rdfs.label)
_RELATED = verb(madsrdf.hasRelatedAuthority)
_STATUSES = "http://id.loc.gov/vocabulary/mstatus/"
_SCHEMES = "http://id.loc.gov/vocabulary/classSchemes/"
_CLASS_G = "http://id.loc.gov/authorities/classification/G"
_LC = f"<{ORGANIZATIONS}dlc>"
_NLM = f"<{ORGANIZATIONS}dnlm>"
_NAL = f"<{ORGANIZATIONS}dnal>"
_CANADA = "<http://id.loc.gov/authorities/names/no2004037399>"


def _number(field: MarcField, to: Target, of_class: str, count: int, value: str) -> str:
    """A class number's node; the first of its field carries the item's number too."""
    this = to.node(str(count)) if count > 1 else to.node()
    about = f"{this}{TYPE}<{of_class}>\n{this}{_PORTION}{quoted(plain(value))}"
    if count == 1 and (item := subfield(field, "b")):
        about = f"{about}\n{this}{_ITEM}{quoted(plain(item))}"
    to.out.append(f"{_CLASSIFICATION}{this}\n{about}")
    return this


def _by_cataloguer(field: MarcField, to: Target, agency: str) -> bool:
    """Whether the second indicator, or 040 $a where that is blank, says that *agency* gave the number."""
    if field.ind2 == "0":
        return True
    sources = to.context.fields("040")
    return field.ind2 == " " and bool(sources) and agency in subfield(sources[0], "a")


def _in_collection(field: MarcField, to: Target, this: str) -> None:
    """The first indicator: used by the assigner, or not in its collection."""
    status = {"0": "uba", "1": "nuba"}.get(field.ind1)
    if status:
        to.out.append(f"{this}{_STATUS}<{_STATUSES}{status}>")


def _related(field: MarcField, to: Target, this: str) -> None:
    for code, value in field.subfields:
        if code == "0" and (iri := authority_iri(value)) is not None:
            to.out.append(this + _RELATED + iri)


def national(of_class: str, agency: str, assigner: str) -> Callable[[MarcField, Target], None]:
    """050 and 060: call numbers of a national library's scheme, one for each $a."""

    def write(field: MarcField, to: Target) -> None:
        for count, value in enumerate(subfields(field, "a"), 1):
            this = _number(field, to, of_class, count, value)
            if _by_cataloguer(field, to, agency):
                to.out.append(this + _ASSIGNER + assigner)
                _in_collection(field, to, this)
            _related(field, to, this)

    return write


def canadian(field: MarcField, to: Target) -> None:
    """055: Library of Congress numbers that Library and Archives Canada assigned."""
    if not (value := subfield(field, "a")):
        return
    this = _number(field, to, bf.ClassificationLcc, 1, value)
    if field.ind2 in "012":
        to.out.append(this + _ASSIGNER + _CANADA)
        _in_collection(field, to, this)
    _related(field, to, this)


def agricultural(field: MarcField, to: Target) -> None:
    """070: call numbers of the National Agricultural Library."""
    for count, value in enumerate(subfields(field, "a"), 1):
        this = _number(field, to, bf.ClassificationNal, count, value)
        if field.ind1 == "0":
            to.out.append(this + _ASSIGNER + _NAL)
            to.out.append(f"{this}{_STATUS}<{_STATUSES}uba>")
        _related(field, to, this)


def geographic(field: MarcField, to: Target) -> None:
    """052: an area by its number in class G."""
    main = subfield(field, "a").strip()
    parts = [f"{main}.{value.strip()}" for value in subfields(field, "b")] or [main]
    for part in parts:
        if part:
            to.out.append(f"{WORK}{verb(bf.geographicCoverage)}<{_CLASS_G}{quote(part, safe='.')}>")


def subject_category(field: MarcField, to: Target) -> None:
    """072: a subject category by its code."""
    value = plain(subfield(field, "a") + subfield(field, "x"))
    if not value:
        return
    this = to.node()
    to.out.append(f"{WORK}{verb(bf.subject)}{this}")
    to.out.append(this + typed(bf.Topic))
    to.out.append(f"{this}{_CODE}{quoted(value)}")
    if field.ind2 == "0":
        to.out.append(f"{this}{_SOURCE}<{_SCHEMES}agricola>")
    elif (code := subfield(field, "2")) == "bisacsh":
        to.out.append(f"{this}{_SOURCE}<{_SCHEMES}bisacsh>")
    elif code:
        write_source(code, to, this)


_EDITIONS: Mapping[str, str] = {"0": "full", "1": "abridged"}


def _edition(field: MarcField, to: Target, this: str) -> None:
    if edition := _EDITIONS.get(field.ind1):
        to.out.append(f"{this}{_EDITION}{quoted(edition)}")


def universal(field: MarcField, to: Target) -> None:
    """080: Universal Decimal Classification."""
    for count, value in enumerate(subfields(field, "a"), 1):
        this = _number(field, to, bf.ClassificationUdc, count, value)
        for auxiliary in subfields(field, "x"):
            to.out.append(f"{this}{_CODE}{quoted(plain(auxiliary))}")
        if source := subfield(field, "2"):
            write_source(source, to, this)
        _edition(field, to, this)
        _related(field, to, this)


def _edition_source(value: str, to: Target, this: str) -> None:
    """$2 of 082, whose slash belongs to it (`23/vie`)."""
    node = f"{this[:-1]}-source>"
    to.out.append(f"{this}{_SOURCE}{node}\n{node}{_SOURCE_TYPE}\n{node}{_CODE}{quoted(plain(value))}")


def _agency(value: str, to: Target, this: str) -> None:
    node = f"{this[:-1]}-assigner>"
    to.out.append(this + _ASSIGNER + node)
    to.out.append(node + typed(bf.Agent))
    to.out.append(f"{node}{_LABEL}{quoted(plain(value))}")


def dewey(field: MarcField, to: Target) -> None:
    """082: Dewey Decimal Classification, its edition, who assigned it; one node for the field's numbers."""
    values = subfields(field, "a")
    if not values:
        return
    this = _number(field, to, bf.ClassificationDdc, 1, values[0])
    to.out.extend(f"{this}{_PORTION}{quoted(plain(value))}" for value in values[1:])
    if source := subfield(field, "2"):
        _edition_source(source, to, this)
    _edition(field, to, this)
    if agency := subfield(field, "q"):
        _agency(agency, to, this)
    if field.ind2 == "0" or (not agency and _by_cataloguer(field, to, "DLC")):
        to.out.append(this + _ASSIGNER + _LC)
    if (work := iri_of(subfield(field, "1"))) is not None:
        to.out.append(this + _RELATED + work)


def other(field: MarcField, to: Target) -> None:
    """084: another scheme's numbers."""
    for count, value in enumerate(subfields(field, "a"), 1):
        this = _number(field, to, bf.Classification, count, value)
        if agency := subfield(field, "q"):
            _agency(agency, to, this)
        if source := subfield(field, "2"):
            write_source(source, to, this)
        _related(field, to, this)


def government(field: MarcField, to: Target) -> None:
    """086: numbers of government documents, valid ($a) and invalid ($z)."""
    count = 0
    for code, value in field.subfields:
        if code not in "az" or not value.strip():
            continue
        count += 1
        this = to.node(str(count)) if count > 1 else to.node()
        to.out.append(_CLASSIFICATION + this)
        to.out.append(this + typed(bf.Classification))
        to.out.append(f"{this}{_LABEL}{quoted(plain(value))}")
        if code == "z":
            to.out.append(f"{this}{_STATUS}<{_STATUSES}cancinv>")
        if field.ind1 in "01":
            to.out.append(f"{this}{_SOURCE}<{_SCHEMES}{'sudocs' if field.ind1 == '0' else 'cacodoc'}>")
        elif source := subfield(field, "2"):
            _edition_source(source, to, this)
        _related(field, to, this)


def _by_canada(field: MarcField) -> bool:
    return field.ind2 in "01" or field.ind1 == "2"


def _lc_area(field: MarcField) -> bool:
    return field.ind1 == " "


_LC_AREA = reading("", _lc_area, "first indicator #")
_CANADIAN = reading("", _by_canada, "first indicator 2, or second indicator 0, 1")

_LC_NUMBER = "call numbers of the Library of Congress Classification, one for each $a"
_NLM_NUMBER = "call numbers of the National Library of Medicine's classification, one for each $a"

RULES = [
    *rule("050", national(bf.ClassificationLcc, "DLC", _LC), reads="ab0", says=_LC_NUMBER),
    *rule("052", geographic, reads="ab", when=_LC_AREA),
    *rule("055", canadian, reads="ab0", when=_CANADIAN),
    *rule("060", national(bf.ClassificationNlm, "NLM", _NLM), reads="ab0", says=_NLM_NUMBER),
    *rule("070", agricultural, reads="ab0"),
    *rule("072", subject_category, reads="ax2"),
    *rule("080", universal, reads="abx02"),
    *rule("082", dewey, reads="abq12"),
    *rule("084", other, reads="abq02"),
    *rule("086", government, reads="az02"),
]
